//! What do the commands take that make a directory, count it and write it in another form?

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::common::{CheckingArgs, ReadingArgs, TextOrJson};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp build --kipp kipp.csv --iga iga.xlsx --lan lan.json -o national.jipp
  jipp build --input lan=lan2018.csv --input auto=other.xlsx -o out.jipp --format json
  jipp build --input generic=table.csv --mapping my-mapping.toml -o out.jipp")]
pub(in crate::cli) struct BuildArgs {
    /// KIPP/SINOVIK export (KemenPANRB).
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) kipp: Vec<PathBuf>,
    /// IGA / Indeks Inovasi Daerah export (Kemendagri).
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) iga: Vec<PathBuf>,
    /// Labinov / Inoland export (LAN).
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) lan: Vec<PathBuf>,
    /// Any input: kipp, iga, lan, jippnas, generic or auto, and a file.
    #[arg(long, value_name = "SOURCE=FILE")]
    pub(in crate::cli) input: Vec<String>,
    /// Where to write the catalog; an existing catalog is replaced in one step.
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: PathBuf,
    /// Settings of the linkage; the preset for innovations if not given.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) settings: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
    #[command(flatten)]
    pub(in crate::cli) checking: CheckingArgs,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StatusArgs {
    /// Catalog.
    pub(in crate::cli) catalog: PathBuf,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
    /// Merged innovations, one JSON object a line
    Ndjson,
    /// Merged innovations as a table
    Csv,
    /// Merged innovations as a workbook
    Xlsx,
    /// Merged innovations as a Parquet file, every column a text
    Parquet,
    /// The search index as one file, for browsers and other programs
    Bundle,
    /// What the search index does not hold, as JSON: figures, lineage, hubs, articles, guides, campaigns
    Surroundings,
    /// The search index in pieces, of which a page loads those that its questions need
    Pieces,
    /// Titles, names and facets as one small file, which answers while the index is on its way
    Lite,
    /// Documents and an index for OpenSearch, in a folder: `index.json` and `bulk.ndjson`
    Opensearch,
    /// Documents and an index for Quickwit, in a folder: `index.json` and `documents.ndjson`
    Quickwit,
    /// A static web site that searches the directory
    Portal,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp export national.jipp --format ndjson -o national.ndjson
  jipp export national.jipp --format pieces -o national.pieces
  jipp export national.jipp --format opensearch --index-name inovasi -o opensearch
  jipp export national.jipp --format portal --site examples/portal --engine jipp-wasm/pkg -o site
  jipp export national.jipp --format portal --site examples/portal --engine jipp-wasm/pkg --base-address https://inovasi.example.go.id -o site")]
pub(in crate::cli) struct ExportArgs {
    /// Catalog.
    pub(in crate::cli) catalog: PathBuf,
    /// Form.
    #[arg(long, value_enum)]
    pub(in crate::cli) format: ExportFormat,
    /// File, or folder for `portal`, `opensearch`, `quickwit` and for `pieces --chunked`.
    #[arg(long, short, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
    /// For `pieces`: a folder with a file for each piece, for hosts that do not answer ranges of bytes.
    #[arg(long)]
    pub(in crate::cli) chunked: bool,
    /// For `opensearch` and `quickwit`: the name of the index there.
    #[arg(long, value_name = "NAME", default_value = "national")]
    pub(in crate::cli) index_name: String,
    /// For `portal`: folder of the pages.
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) site: Option<PathBuf>,
    /// For `portal`: folder of the browser package.
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) engine: Option<PathBuf>,
    /// For `portal`: the address at which it will stand, for the site map and for search engines.
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) base_address: Option<String>,
}
