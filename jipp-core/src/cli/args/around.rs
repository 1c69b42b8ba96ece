//! What do the commands take that are about what lies around innovations: replications, hubs, articles, what people say, needs?

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::common::{CheckingArgs, SaidArgs, TextOrJson};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp replication add national.jipp replikasi.csv
  jipp replication step national.jipp r1 kesepakatan --on 2024-03-05
  jipp replication suggest national.jipp
  jipp replication advise national.jipp pemda:35.78 \"antrean rumah sakit\"
  jipp replication graph national.jipp --dot > graph.dot")]
pub(in crate::cli) struct ReplicationArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: ReplicationCommand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StageArg {
    /// Both sides agree
    Kesepakatan,
    /// Approved
    Persetujuan,
    /// It runs
    Implementasi,
    /// Finished
    Selesai,
    /// Rejected
    Ditolak,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ReplicationCommand {
    /// Take a list of replications in: CSV, XLSX, JSON; exit code 1 if rows were refused.
    Add {
        /// Catalog.
        catalog: PathBuf,
        /// The list.
        file: PathBuf,
        #[command(flatten)]
        checking: CheckingArgs,
        #[command(flatten)]
        said: SaidArgs,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Let a replication take its next step.
    Step {
        /// Catalog.
        catalog: PathBuf,
        /// The replication.
        id: String,
        /// The step.
        #[arg(value_enum)]
        to: StageArg,
        /// When it was reached.
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: String,
        #[command(flatten)]
        said: SaidArgs,
    },
    /// List the replications.
    List {
        /// Catalog.
        catalog: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Replications that nobody recorded, as it seems.
    Suggest {
        /// Catalog.
        catalog: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// What an agency could replicate for a need, with reasons.
    Advise {
        /// Catalog.
        catalog: PathBuf,
        /// Code of the agency, such as pemda:35.78.
        agency: String,
        /// The need.
        need: String,
        /// Most innovations to show.
        #[arg(long, default_value_t = 10)]
        limit: usize,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Origins and replicas as JSON, with regions, years and places, or for Graphviz.
    Graph {
        /// Catalog.
        catalog: PathBuf,
        /// In the language of Graphviz.
        #[arg(long)]
        dot: bool,
    },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HubArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: HubCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum HubCommand {
    /// Put hubs of a list in place; in JSON with instrument and response.
    Add {
        /// Catalog.
        catalog: PathBuf,
        /// The list.
        file: PathBuf,
        /// Codes of agencies that the hub fosters; for a list of one hub.
        #[arg(long, value_delimiter = ',')]
        member: Vec<String>,
    },
    /// List the hubs with members and maturity: as claimed beside as verified.
    List {
        /// Catalog.
        catalog: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ArticleArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: ArticleCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ArticleCommand {
    /// Put articles in place: a JSON object or list with id, kind (news, guide, tutorial), language, title, body, innovations.
    Add {
        /// Catalog.
        catalog: PathBuf,
        /// The articles.
        file: PathBuf,
    },
    /// List the articles, or those about an innovation.
    List {
        /// Catalog.
        catalog: PathBuf,
        /// An innovation or one of its source records.
        #[arg(long)]
        about: Option<String>,
    },
    /// Search the articles.
    Search {
        /// Catalog.
        catalog: PathBuf,
        /// What is sought.
        query: String,
        /// Most to show.
        #[arg(long, default_value_t = 10)]
        limit: usize,
    },
    /// The replication guide of an innovation as far as its record goes, and what is missing, as JSON.
    Guide {
        /// Catalog.
        catalog: PathBuf,
        /// An innovation or one of its source records.
        record: String,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp interaction add national.jipp question.json
  jipp interaction list national.jipp --about panrb_kipp:900001
  jipp interaction approve national.jipp 3 --by admin_kementerian")]
pub(in crate::cli) struct InteractionArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: InteractionCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum InteractionCommand {
    /// Write what somebody said: a JSON object or list with `record_id`, kind, by, at and text, rating or `reply_to`.
    Add {
        /// Catalog.
        catalog: PathBuf,
        /// What was said.
        file: PathBuf,
    },
    /// Everything that was said, one JSON object a line.
    List {
        /// Catalog.
        catalog: PathBuf,
        /// An innovation or one of its source records.
        #[arg(long)]
        about: Option<String>,
    },
    /// What people did with an innovation, counted, as JSON.
    Count {
        /// Catalog.
        catalog: PathBuf,
        /// An innovation or one of its source records.
        record: String,
    },
    /// Show it.
    Approve {
        /// Catalog.
        catalog: PathBuf,
        /// Its number.
        id: i64,
        #[command(flatten)]
        said: SaidArgs,
    },
    /// Show it no more.
    Hide {
        /// Catalog.
        catalog: PathBuf,
        /// Its number.
        id: i64,
        #[command(flatten)]
        said: SaidArgs,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp needs national.jipp aduan.csv --column uraian
  jipp needs national.jipp --text \"antrean puskesmas terlalu lama\"")]
pub(in crate::cli) struct NeedsArgs {
    /// Catalog.
    pub(in crate::cli) catalog: PathBuf,
    /// A table of complaints.
    #[arg(required_unless_present = "text")]
    pub(in crate::cli) file: Option<PathBuf>,
    /// One need.
    #[arg(long, conflicts_with = "file")]
    pub(in crate::cli) text: Option<String>,
    /// The column with the text; the one with the longest texts if not given.
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::cli) column: Option<String>,
    /// Most innovations for each need.
    #[arg(long, default_value_t = 5)]
    pub(in crate::cli) limit: usize,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(in crate::cli) format: TextOrJson,
}
