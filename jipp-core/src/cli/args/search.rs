//! What do the commands take that search, measure a search, and show how it reads a text?

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::common::TextOrJson;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SortArg {
    /// Best first
    Relevance,
    /// Latest year first
    Year,
    /// By title
    Title,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp search national.jipp \"antrean rumah sakit\"
  jipp search national.bundle \"ktp disabilitas\" --filter province=\"Jawa Timur\" --facet year --explain
  jipp search national.jipp \"bank sampah\" --format json --limit 20
  jipp search national.jipp \"bank sampah\" --translate opensearch")]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::cli) struct SearchArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<SearchCommand>,
    /// Catalog, or search index.
    #[arg(required = true)]
    pub(in crate::cli) catalog: Option<PathBuf>,
    /// Words; optional syntax: `"..."`, `-word`, `title:word`, `year:2020..2023`, `AND`, `OR`.
    #[arg(required = true)]
    pub(in crate::cli) query: Option<String>,
    /// Read the query as a need told in sentences.
    #[arg(long)]
    pub(in crate::cli) need: bool,
    /// Put versions and replications under their innovation.
    #[arg(long)]
    pub(in crate::cli) group: bool,
    /// How hits are ranked: a TOML file; what it does not name keeps its default.
    #[arg(long, value_name = "TOML")]
    pub(in crate::cli) ranking: Option<PathBuf>,
    /// Only innovations with this value; repeat for more.
    #[arg(long, value_name = "FACET=VALUE")]
    pub(in crate::cli) filter: Vec<String>,
    /// Count the values of this facet: source, level, agency, province, region, year, sector, sdg, affair, award,
    /// status, hub, replicated.
    #[arg(long, value_name = "FACET")]
    pub(in crate::cli) facet: Vec<String>,
    /// Most hits to show.
    #[arg(long, default_value_t = 10)]
    pub(in crate::cli) limit: usize,
    /// Hits to leave out from the start.
    #[arg(long, default_value_t = 0)]
    pub(in crate::cli) offset: usize,
    /// Order of the hits.
    #[arg(long, value_enum, default_value_t = SortArg::Relevance)]
    pub(in crate::cli) sort: SortArg,
    /// Say why each innovation was found.
    #[arg(long)]
    pub(in crate::cli) explain: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
    /// Do not answer: write the question as a search request to this engine, over documents of `jipp export --format opensearch` or
    /// `quickwit`.
    #[arg(long, value_enum, value_name = "ENGINE", conflicts_with = "ranking")]
    pub(in crate::cli) translate: Option<EngineArg>,
}

/// An engine of many machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EngineArg {
    /// OpenSearch and Elasticsearch
    Opensearch,
    /// Quickwit
    Quickwit,
}

impl From<EngineArg> for crate::search::outgrow::Engine {
    fn from(engine: EngineArg) -> Self {
        match engine {
            EngineArg::Opensearch => Self::OpenSearch,
            EngineArg::Quickwit => Self::Quickwit,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SearchCommand {
    /// Measure how well an index answers judged queries.
    Eval(SearchEvalArgs),
    /// Build a search index of documents, one JSON object a line.
    Index(SearchIndexArgs),
    /// Write the ranking settings, every number named.
    Ranking,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp search eval national.bundle --queries q.csv --qrels r.csv
  jipp search eval national.bundle --queries q.csv --qrels r.csv --ranking new.toml --against old.toml
  jipp search eval national.bundle --queries q.csv --qrels r.csv --run jipp.run
  jipp search eval national.bundle --queries q.csv --qrels r.csv --from-run other.run --against-run jipp.run")]
pub(in crate::cli) struct SearchEvalArgs {
    /// Catalog, or search index.
    pub(in crate::cli) catalog: PathBuf,
    /// Queries: CSV with the columns `query_id`, `query` and, for means by kind, `type`.
    #[arg(long, value_name = "CSV")]
    pub(in crate::cli) queries: PathBuf,
    /// Judgements: CSV with the columns `query_id`, `doc_id`, `gain`, or TREC's four columns.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) qrels: PathBuf,
    /// Which documents are one thing: CSV with the columns `doc_id` and `group`.
    #[arg(long, value_name = "CSV")]
    pub(in crate::cli) groups: Option<PathBuf>,
    /// Ranking settings.
    #[arg(long, value_name = "TOML")]
    pub(in crate::cli) ranking: Option<PathBuf>,
    /// Compare with these ranking settings; an empty file has the defaults.
    #[arg(long, value_name = "TOML")]
    pub(in crate::cli) against: Option<PathBuf>,
    /// Evaluate this TREC run instead of searching.
    #[arg(long, value_name = "RUN", conflicts_with = "ranking")]
    pub(in crate::cli) from_run: Option<PathBuf>,
    /// Compare with this run of TREC's form.
    #[arg(long, value_name = "RUN", conflicts_with = "against")]
    pub(in crate::cli) against_run: Option<PathBuf>,
    /// Write the run in TREC's form.
    #[arg(long, value_name = "RUN")]
    pub(in crate::cli) run: Option<PathBuf>,
    /// Cut-off for nDCG and MRR.
    #[arg(short, default_value_t = 10)]
    pub(in crate::cli) k: usize,
    /// Hits that recall looks at.
    #[arg(long, default_value_t = 100)]
    pub(in crate::cli) depth: usize,
    /// Read every query as a need told in sentences.
    #[arg(long)]
    pub(in crate::cli) need: bool,
    /// Show every query.
    #[arg(long)]
    pub(in crate::cli) per_query: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SearchIndexArgs {
    /// Documents: one JSON object a line, with `id`, `title`, `texts` and whatever else a search document has; with `--mapping` a table
    /// of records, each of which becomes a document.
    pub(in crate::cli) documents: PathBuf,
    /// How the columns of a table of records are read.
    #[arg(long, value_name = "TOML")]
    pub(in crate::cli) mapping: Option<PathBuf>,
    /// Where the index goes.
    #[arg(short, long)]
    pub(in crate::cli) output: PathBuf,
    /// Write it in pieces, as `export --format pieces` does.
    #[arg(long)]
    pub(in crate::cli) pieces: bool,
    /// Write titles, names and facets only, as `export --format lite` does.
    #[arg(long, conflicts_with = "pieces")]
    pub(in crate::cli) lite: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp analyze \"Pertanggungjawaban dana desa SI-TARANG\"
  jipp analyze anak-anaknya --format json")]
pub(in crate::cli) struct AnalyzeArgs {
    /// The text.
    #[arg(required = true)]
    pub(in crate::cli) text: Vec<String>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}
