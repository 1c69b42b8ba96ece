//! What do the commands take that look a name or a code up: agencies, regions, vocabularies?

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::common::TextOrJson;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp resolve \"Pemkot Surabaya\" \"Kemenpan RB\"
  jipp resolve --year 2015 --format json \"Kementerian Kehutanan\"
  jipp resolve \"Bandung\" --region 32.73
  jipp resolve \"Dinas Kesehatan\" --unit \"Puskesmas Gayungan, Kota Surabaya\" --lang en
  cut -d, -f6 kipp.csv | jipp resolve - --format json")]
pub(in crate::cli) struct ResolveArgs {
    /// Names, or `-` for one name a line on standard input.
    #[arg(required = true)]
    pub(in crate::cli) names: Vec<String>,
    /// The year the names are from.
    #[arg(long)]
    pub(in crate::cli) year: Option<i32>,
    /// The work unit that the records name: its place may decide.
    #[arg(long)]
    pub(in crate::cli) unit: Option<String>,
    /// The title of the records: a place in it may decide.
    #[arg(long)]
    pub(in crate::cli) title: Option<String>,
    /// The region code (Ministry of Home Affairs) that the records state: it decides between bodies of the same name.
    #[arg(long, value_name = "CODE")]
    pub(in crate::cli) region: Option<String>,
    /// Form of the answer; with `json` one object a line.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemeArg {
    /// Ministry of Home Affairs, with a dot: 35.78
    Kemendagri,
    /// Statistics Indonesia, without a dot: 3578
    Bps,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp region 35.78
  jipp region \"Kota Surabaya\" --nearest 5 --similar 5
  jipp region 3578 --scheme bps --format json")]
pub(in crate::cli) struct RegionArgs {
    /// Code or name of a province, regency or city.
    #[arg(value_name = "CODE_OR_NAME")]
    pub(in crate::cli) region: String,
    /// Whose code it is.
    #[arg(long, value_enum, default_value_t = SchemeArg::Kemendagri)]
    pub(in crate::cli) scheme: SchemeArg,
    /// Show this many regions nearest to it.
    #[arg(long, value_name = "N")]
    pub(in crate::cli) nearest: Option<usize>,
    /// Show this many regions most like it: by type, population, density and group of islands.
    #[arg(long, value_name = "N")]
    pub(in crate::cli) similar: Option<usize>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp vocabulary
  jipp vocabulary kipp_kategori --year 2023
  jipp vocabulary urusan --lookup \"pencatatan sipil\"
  jipp vocabulary iga_sid_2026 --format json
  jipp vocabulary kipp_kategori --year 2027 --file next-year.json")]
pub(in crate::cli) struct VocabularyArgs {
    /// Name of a vocabulary; all are listed without one.
    pub(in crate::cli) name: Option<String>,
    /// Only values offered in this year.
    #[arg(long)]
    pub(in crate::cli) year: Option<i32>,
    /// Which value this text means; if none, which it may have been meant for.
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub(in crate::cli) lookup: Option<String>,
    /// Vocabularies of your own, in the format of jipp-core/data/vocabularies, added to those of jipp.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}
