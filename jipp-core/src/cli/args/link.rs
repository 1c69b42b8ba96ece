//! What do the commands take that find records of the same innovation?

use std::path::PathBuf;

use clap::Args;

use super::common::{ReadingArgs, TextOrJson};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp dedupe kipp.csv --source kipp --pairs pairs.csv --clusters clusters.csv
  jipp dedupe persons.csv --settings link.toml --id rec_id --clusters clusters.csv
  jipp dedupe persons.csv --settings link.toml --measures nicknames.csv --clusters clusters.csv
  jipp dedupe kipp.csv --source kipp --explain 900001 900002
  jipp dedupe persons.csv --id rec_id --evaluate truth.csv --errors errors.csv
  jipp dedupe persons.csv --id rec_id --to-review ask.csv
  jipp dedupe persons.csv --id rec_id --labels ask.csv --save-model persons.json
  jipp dedupe more.csv --id rec_id --model persons.json --clusters clusters.csv")]
pub(in crate::cli) struct DedupeArgs {
    /// The file.
    pub(in crate::cli) file: PathBuf,
    /// kipp, iga, lan, jippnas, generic or auto: records are innovations.
    #[arg(long)]
    pub(in crate::cli) source: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) linking: LinkingArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp link abt.csv buy.csv --settings link.toml --id id --pairs pairs.csv
  jipp link kipp.csv lan.json --pairs pairs.csv
  jipp link abt.csv buy.csv --id id --explain 552 38477")]
pub(in crate::cli) struct LinkArgs {
    /// The first file.
    pub(in crate::cli) left: PathBuf,
    /// The second file.
    pub(in crate::cli) right: PathBuf,
    /// Source of both files: records are innovations.
    #[arg(long)]
    pub(in crate::cli) source: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) linking: LinkingArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct LinkingArgs {
    /// Settings of the linkage, for any table.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) settings: Option<PathBuf>,
    /// Similarities for levels of kind `custom`: measure,left,right and, where it is not 1, similarity. They become part of the settings.
    #[arg(long, value_name = "FILE", requires = "settings", conflicts_with = "model")]
    pub(in crate::cli) measures: Option<PathBuf>,
    /// Column with record ids.
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::cli) id: Option<String>,
    /// Match probability from which records count as the same; that of the settings if not given.
    #[arg(long, value_name = "P")]
    pub(in crate::cli) threshold: Option<f64>,
    /// Where to write the pairs: left,right,probability,kind.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) pairs: Option<PathBuf>,
    /// Where to write the clusters: id,cluster.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) clusters: Option<PathBuf>,
    /// Where to write how well each cluster holds together, the least cohesive first: cluster,records,density,cohesion,bridges.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) cluster_quality: Option<PathBuf>,
    /// Explain why two records are, or are not, the same, and why they were not compared. Of two files LEFT is in the first.
    #[arg(long, num_args = 2, value_names = ["LEFT", "RIGHT"])]
    pub(in crate::cli) explain: Option<Vec<String>>,
    /// Answers of a person about pairs: left,right,same (1 or 0). They teach the weights and are binding.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) labels: Option<PathBuf>,
    /// Labels to measure against, left,right,same or id,cluster: precision, recall, thresholds, calibration, errors by kind.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) evaluate: Option<PathBuf>,
    /// With --evaluate, where to write every error: left,right,error,probability.
    #[arg(long, value_name = "FILE", requires = "evaluate")]
    pub(in crate::cli) errors: Option<PathBuf>,
    /// Where to write the most telling pairs for a person to answer; give them back with --labels.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) to_review: Option<PathBuf>,
    /// Where to write a sample of pairs that says how good the linkage is; give it back with --evaluate.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) sample: Option<PathBuf>,
    /// How many pairs --to-review and --sample write.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(in crate::cli) review_size: usize,
    /// Show what each rule of blocking costs; with --evaluate also which share of the true pairs it finds.
    #[arg(long)]
    pub(in crate::cli) analyze_blocking: bool,
    /// Link with a saved model: nothing is learned.
    #[arg(long, value_name = "FILE", conflicts_with = "labels")]
    pub(in crate::cli) model: Option<PathBuf>,
    /// Where to save the model that was learned, with its settings.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) save_model: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
    /// Form of the summary.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}
