//! Arguments of the commands that write to a catalog or ask for its memory.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::{CheckingArgs, ReadingArgs, TextOrJson};

/// Who says something, when and why.
#[derive(Debug, Args)]
pub(super) struct SaidArgs {
    /// Who says so: a role, an account or an agency; never the name of a person.
    #[arg(long, value_name = "WHO", default_value = "admin")]
    pub(super) by: String,
    /// When; today if not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) at: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp import national.jipp kipp-2026.csv --source kipp
  jipp import national.jipp returned.xlsx --format json

Rows that are there already are skipped, changed ones become new versions, new ones are compared with the records around them, merged
and indexed: all of it, or nothing. `jipp undo` takes it back.")]
pub(super) struct ImportArgs {
    /// Catalog.
    pub(super) catalog: PathBuf,
    /// File.
    pub(super) file: PathBuf,
    /// kipp, iga, lan, jippnas, generic or auto.
    #[arg(long, default_value = "auto")]
    pub(super) source: String,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) checking: CheckingArgs,
    /// When it is taken in; today if not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) at: Option<String>,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp undo national.jipp
  jipp undo national.jipp 4")]
pub(super) struct UndoArgs {
    /// Catalog.
    pub(super) catalog: PathBuf,
    /// Number of the import, as `jipp catalog imports` lists it; the last one if not given.
    pub(super) import: Option<i64>,
    /// When; today if not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) at: Option<String>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
pub(super) struct CatalogArgs {
    #[command(subcommand)]
    pub(super) command: CatalogCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum CatalogCommand {
    /// Make a catalog without any record, to import into.
    Create {
        /// Catalog.
        catalog: PathBuf,
    },
    /// Look whether the file is sound and keeps its rules; exit code 1 if not.
    Check {
        /// Catalog.
        catalog: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Write what the catalog says as NDJSON: the same content gives the same bytes.
    Dump {
        /// Catalog.
        catalog: PathBuf,
        /// Only merged innovations, their records and links: the same in whatever order the files came.
        #[arg(long)]
        directory: bool,
    },
    /// Write a consistent copy, also while somebody writes.
    Backup {
        /// Catalog.
        catalog: PathBuf,
        /// The copy; a catalog in its place is replaced in one step.
        copy: PathBuf,
    },
    /// Write the search index as one part and give back unused room.
    Compact {
        /// Catalog.
        catalog: PathBuf,
    },
    /// Bring a catalog of an older format to the present one.
    Migrate {
        /// Catalog.
        catalog: PathBuf,
    },
    /// List the imports.
    Imports {
        /// Catalog.
        catalog: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Who said what about a field, and which value holds.
    History {
        /// Catalog.
        catalog: PathBuf,
        /// An innovation or one of its source records.
        record: String,
        /// Canonical name of the field, as `jipp fields` lists it.
        field: String,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Put other survivorship rules in place: which source wins which field.
    Rules {
        /// Catalog.
        catalog: PathBuf,
        /// The rules, TOML.
        file: PathBuf,
    },
    /// Let a record take a step of its life.
    Step {
        /// Catalog.
        catalog: PathBuf,
        /// Source record.
        record: String,
        /// The step.
        #[arg(value_enum)]
        to: LifeArg,
        #[command(flatten)]
        said: SaidArgs,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LifeArg {
    /// Taken in
    Tangkap,
    /// Kept out for correction
    Karantina,
    /// Submitted
    Ajukan,
    /// Complete
    Lengkap,
    /// Validated
    Tervalidasi,
    /// Published
    Terbit,
    /// Archived
    Arsip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum VerdictArg {
    /// One innovation
    Same,
    /// Two innovations
    Different,
    /// The linkage decides again
    Open,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp merge national.jipp kipp:900001 iga:4711 --by admin_kementerian --reason \"nama lama\"
  jipp merge national.jipp kipp:900001 iga:4711 --verdict different")]
pub(super) struct MergeArgs {
    /// Catalog.
    pub(super) catalog: PathBuf,
    /// One source record.
    pub(super) left: String,
    /// The other.
    pub(super) right: String,
    /// What they are. It holds for every later import.
    #[arg(long, value_enum, default_value_t = VerdictArg::Same)]
    pub(super) verdict: VerdictArg,
    #[command(flatten)]
    pub(super) said: SaidArgs,
}

#[derive(Debug, Args)]
pub(super) struct UnmergeArgs {
    /// Catalog.
    pub(super) catalog: PathBuf,
    /// The source record that was wrongly merged with the others.
    pub(super) record: String,
    #[command(flatten)]
    pub(super) said: SaidArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp override national.jipp kipp:900001 summary \"Ringkasan yang dikurasi\" --by lan
  jipp override national.jipp kipp:900001 year 2019
  jipp override national.jipp kipp:900001 summary --clear")]
pub(super) struct OverrideArgs {
    /// Catalog.
    pub(super) catalog: PathBuf,
    /// An innovation or one of its source records.
    pub(super) record: String,
    /// Canonical name of the field.
    pub(super) field: String,
    /// The value: text, or JSON for fields that are no text.
    #[arg(required_unless_present = "clear")]
    pub(super) value: Option<String>,
    /// Take the override back.
    #[arg(long, conflicts_with = "value")]
    pub(super) clear: bool,
    #[command(flatten)]
    pub(super) said: SaidArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp campaign create national.jipp 2024 --name \"Pemutakhiran 2024\" --starts 2023-10-01 --due 2024-10-18
  jipp campaign export national.jipp 2024 -o lembar
  jipp campaign import national.jipp 2024 lembar/*.xlsx --at 2024-09-30
  jipp campaign validate national.jipp 2024 panrb_kipp:900001 --by pusat:panrb
  jipp campaign remind national.jipp 2024
  jipp campaign report national.jipp 2024 --as-of 2024-10-18")]
pub(super) struct CampaignArgs {
    #[command(subcommand)]
    pub(super) command: CampaignCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum CampaignCommand {
    /// Begin a campaign over a selection of innovations.
    Create {
        /// Catalog.
        catalog: PathBuf,
        /// Its identity.
        id: String,
        /// Its name; its identity if not given.
        #[arg(long)]
        name: Option<String>,
        /// The day on which it begins; today if not given.
        #[arg(long, value_name = "YYYY-MM-DD")]
        starts: Option<String>,
        /// The day until which answers are wanted.
        #[arg(long, value_name = "YYYY-MM-DD")]
        due: Option<String>,
        /// Only innovations of these systems: `panrb_kipp`, `kemendagri_iga`, `lan_inoland`, jippnas, generic.
        #[arg(long, value_delimiter = ',')]
        system: Vec<String>,
        /// Only innovations of these owners, by code.
        #[arg(long, value_delimiter = ',')]
        agency: Vec<String>,
        /// Only innovations in these provinces, by code.
        #[arg(long, value_delimiter = ',')]
        province: Vec<String>,
        /// Only innovations of this year or later.
        #[arg(long)]
        from_year: Option<i32>,
        /// Only innovations of this year or earlier.
        #[arg(long)]
        to_year: Option<i32>,
    },
    /// List the campaigns.
    List {
        /// Catalog.
        catalog: PathBuf,
    },
    /// Write a worksheet with drop-downs for each agency, about what it has not answered.
    Export {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// Folder for the worksheets.
        #[arg(long, short, value_name = "DIR")]
        output: PathBuf,
        #[command(flatten)]
        said: SaidArgs,
    },
    /// Take filled worksheets in; exit code 1 if rows were refused.
    Import {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// Filled worksheets, or tables with `record_id`, status, reason, `stopped_on`, evidence, at, by.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        said: SaidArgs,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Confirm an answer, or send it back. Not by who answered.
    Validate {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// The innovation.
        record: String,
        /// Send it back.
        #[arg(long)]
        reject: bool,
        #[command(flatten)]
        said: SaidArgs,
    },
    /// List the agencies that owe answers.
    Remind {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
    /// Figures that reconcile, by agency and province; reasons; how long innovations run.
    Report {
        /// Catalog.
        catalog: PathBuf,
        /// The campaign.
        id: String,
        /// As known at the end of this day.
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
        format: TextOrJson,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp replication add national.jipp replikasi.csv
  jipp replication step national.jipp r1 kesepakatan --on 2024-03-05
  jipp replication suggest national.jipp
  jipp replication advise national.jipp pemda:35.78 \"antrean rumah sakit\"
  jipp replication graph national.jipp --dot > graph.dot")]
pub(super) struct ReplicationArgs {
    #[command(subcommand)]
    pub(super) command: ReplicationCommand,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StageArg {
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
pub(super) enum ReplicationCommand {
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
pub(super) struct HubArgs {
    #[command(subcommand)]
    pub(super) command: HubCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum HubCommand {
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
pub(super) struct ArticleArgs {
    #[command(subcommand)]
    pub(super) command: ArticleCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ArticleCommand {
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
pub(super) struct InteractionArgs {
    #[command(subcommand)]
    pub(super) command: InteractionCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum InteractionCommand {
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
pub(super) struct NeedsArgs {
    /// Catalog.
    pub(super) catalog: PathBuf,
    /// A table of complaints.
    #[arg(required_unless_present = "text")]
    pub(super) file: Option<PathBuf>,
    /// One need.
    #[arg(long, conflicts_with = "file")]
    pub(super) text: Option<String>,
    /// The column with the text; the one with the longest texts if not given.
    #[arg(long, value_name = "COLUMN")]
    pub(super) column: Option<String>,
    /// Most innovations for each need.
    #[arg(long, default_value_t = 5)]
    pub(super) limit: usize,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}
