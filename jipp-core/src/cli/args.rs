use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::lang::Lang;

/// Joins, checks, deduplicates and searches records of public-service innovations.
#[derive(Debug, Parser)]
#[command(
    name = "jipp",
    version,
    after_help = "Examples:
  jipp build --kipp kipp.csv --iga iga.xlsx --lan lan.json -o national.jipp
  jipp search national.jipp \"stunting jawa tengah\" --facet province
  jipp validate kipp.csv --source kipp --format ndjson
  jipp resolve \"Pemkot Surabaya\"

Exit codes: 0 fine, 1 findings of severity error, 2 cannot proceed."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Language of the texts.
    #[arg(long, global = true, value_enum, default_value_t = LangArg::Id)]
    pub(super) lang: LangArg,
    /// Show no progress.
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

impl Arguments {
    pub(super) fn lang(&self) -> Lang {
        match self.lang {
            LangArg::Id => Lang::Id,
            LangArg::En => Lang::En,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LangArg {
    /// Bahasa Indonesia
    Id,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read the files of the agencies, check, link and merge their records, and write a catalog.
    Build(BuildArgs),
    /// Check a file, or show the findings of a catalog.
    Validate(ValidateArgs),
    /// Take a file into a catalog: new, changed and unchanged records.
    Import(super::catalog_args::ImportArgs),
    /// Take an import back.
    Undo(super::catalog_args::UndoArgs),
    /// Check, dump, copy and explain a catalog.
    Catalog(super::catalog_args::CatalogArgs),
    /// Say that two source records are one innovation, or are not; later imports keep to it.
    Merge(super::catalog_args::MergeArgs),
    /// Take a source record out of the innovation it was merged into, for good.
    Unmerge(super::catalog_args::UnmergeArgs),
    /// Set a field of an innovation; it survives every import.
    Override(super::catalog_args::OverrideArgs),
    /// Ask whether innovations still run: worksheets, answers, figures (pemutakhiran).
    Campaign(super::catalog_args::CampaignArgs),
    /// Adoptions by others: record, suggest, advise.
    Replication(super::catalog_args::ReplicationArgs),
    /// Hubs, their members and maturity.
    Hub(super::catalog_args::HubArgs),
    /// News, guides and tutorials about innovations.
    Article(super::catalog_args::ArticleArgs),
    /// Interest, questions, answers, ratings, bookmarks.
    Interaction(super::catalog_args::InteractionArgs),
    /// Which innovations answer complaints, and which complaints none does.
    Needs(super::catalog_args::NeedsArgs),
    /// Find records of the same innovation in one file.
    Dedupe(DedupeArgs),
    /// Link the records of two files.
    Link(LinkArgs),
    /// Turn names of agencies into codes.
    Resolve(ResolveArgs),
    /// Show a region, and which are near it or like it.
    Region(RegionArgs),
    /// Search a catalog or a search index.
    Search(SearchArgs),
    /// Show how search reads a text: its words, folded, and their lemmas.
    Analyze(AnalyzeArgs),
    /// Write a catalog's directory in another form.
    Export(ExportArgs),
    /// Recompute the innovation index of a region (Indeks Inovasi Daerah).
    Index(IndexArgs),
    /// Grade how well each record documents its effect, and say what would raise it.
    Evidence(EvidenceArgs),
    /// Show what a catalog holds.
    Status(StatusArgs),
    /// Explain a rule.
    Rule(RuleArgs),
    /// List the rules.
    Rules(RulesArgs),
    /// List the vocabularies, show the values of one, or look a value up.
    Vocabulary(VocabularyArgs),
    /// List the canonical fields.
    Fields,
    /// List mappings, explain what maps where in a file, or draft a mapping for one.
    Mapping(MappingArgs),
    /// List the rows that were kept out, or write them into a workbook to be corrected and read again.
    Quarantine(QuarantineArgs),
}

#[derive(Debug, Args)]
pub(super) struct MappingArgs {
    #[command(subcommand)]
    pub(super) command: MappingCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum MappingCommand {
    /// List the mappings that come with jipp.
    List(MappingListArgs),
    /// Explain which column of a file is read into which field, with samples. Exit code 1 if a column cannot be read at all.
    Check(MappingCheckArgs),
    /// Write a first draft of a mapping by matching headers and looking at values.
    Init(MappingInitArgs),
}

#[derive(Debug, Args)]
pub(super) struct MappingListArgs {
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp mapping check kipp.csv
  jipp mapping check table.csv --mapping my-mapping.toml")]
pub(super) struct MappingCheckArgs {
    /// File.
    pub(super) file: PathBuf,
    /// A mapping that comes with jipp (`jipp mapping list`), generic or auto.
    #[arg(long, default_value = "auto")]
    pub(super) source: String,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp mapping init table.xlsx -o my-mapping.toml
  jipp mapping check table.xlsx --mapping my-mapping.toml")]
pub(super) struct MappingInitArgs {
    /// File.
    pub(super) file: PathBuf,
    /// Where to write the mapping; standard output if not given.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Replace the output if it is there.
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

#[derive(Debug, Args)]
pub(super) struct QuarantineArgs {
    #[command(subcommand)]
    pub(super) command: QuarantineCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum QuarantineCommand {
    /// List the rows that were kept out, with the reasons.
    List(QuarantineListArgs),
    /// Write the rows that were kept out into a workbook with a comment on each bad cell.
    Export(QuarantineExportArgs),
}

#[derive(Debug, Args)]
pub(super) struct QuarantineFrom {
    /// File, or catalog.
    pub(super) file: PathBuf,
    /// The source: of a file the mapping that reads it, of a catalog the files that are wanted.
    #[arg(long)]
    pub(super) source: Option<String>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) checking: CheckingArgs,
}

#[derive(Debug, Args)]
pub(super) struct QuarantineListArgs {
    #[command(flatten)]
    pub(super) from: QuarantineFrom,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp quarantine export kipp.csv --source kipp -o kipp-karantina.xlsx
  jipp build --kipp kipp.csv --input auto=kipp-karantina.xlsx -o national.jipp    (after correction)

A corrected row keeps the id of its record: read again, it takes the place of the row that it corrects. An OUTPUT that ends in .csv is a
table without comments. Of several files with quarantined rows each gets an output of its own: OUTPUT, OUTPUT-2, ...")]
pub(super) struct QuarantineExportArgs {
    #[command(flatten)]
    pub(super) from: QuarantineFrom,
    /// Where to write the workbook.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Let telephone numbers, e-mail addresses and identity numbers travel with it; they are masked if not given.
    #[arg(long)]
    pub(super) with_personal_data: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TextOrJson {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp build --kipp kipp.csv --iga iga.xlsx --lan lan.json -o national.jipp
  jipp build --input lan=lan2018.csv --input auto=other.xlsx -o out.jipp --format json
  jipp build --input generic=table.csv --mapping my-mapping.toml -o out.jipp")]
pub(super) struct BuildArgs {
    /// KIPP/SINOVIK export (KemenPANRB).
    #[arg(long, value_name = "FILE")]
    pub(super) kipp: Vec<PathBuf>,
    /// IGA / Indeks Inovasi Daerah export (Kemendagri).
    #[arg(long, value_name = "FILE")]
    pub(super) iga: Vec<PathBuf>,
    /// Labinov / Inoland export (LAN).
    #[arg(long, value_name = "FILE")]
    pub(super) lan: Vec<PathBuf>,
    /// Any input: kipp, iga, lan, jippnas, generic or auto, and a file.
    #[arg(long, value_name = "SOURCE=FILE")]
    pub(super) input: Vec<String>,
    /// Where to write the catalog; an existing catalog is replaced in one step.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Settings of the linkage; the preset for innovations if not given.
    #[arg(long, value_name = "FILE")]
    pub(super) settings: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) checking: CheckingArgs,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// A mapping of your own for `generic` input: which column is which field.
    #[arg(long, value_name = "FILE")]
    pub(super) mapping: Option<PathBuf>,
    /// The delimiter of a CSV file; found out if not given.
    #[arg(long, value_name = "CHARACTER")]
    pub(super) delimiter: Option<char>,
    /// Change a limit of reading, such as `rows=500000`; a wrong name lists them all.
    #[arg(long, value_name = "NAME=NUMBER")]
    pub(super) limit: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct CheckingArgs {
    /// The day of the check; rules about the future are silent without it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<String>,
    /// Rules to run: codes, names or families.
    #[arg(long, value_name = "RULE,..", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Rules to leave out.
    #[arg(long, value_name = "RULE,..", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Settings; the nearest jipp.toml in the folder of the file or above it if not given. Options of the command win over it.
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Look for no jipp.toml.
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// For people, with the cell
    Text,
    /// One JSON object a line
    Ndjson,
    /// A table
    Csv,
    /// SARIF 2.1.0, for code-review tools
    Sarif,
    /// A page for people, with charts, tables and filters: one file that needs no network
    Html,
    /// The whole report: counts, statistics and findings
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GroupArg {
    /// By rule, gravest first
    Rule,
    /// By file, in the order of their rows
    File,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp validate kipp.csv --source kipp
  jipp validate iga.xlsx --select DAT,ORG --as-of 2026-11-21
  jipp validate replications.csv --source replication --records kipp.csv
  jipp validate hubs.json --source hub
  jipp validate kipp.csv --diff
  jipp validate kipp.csv --fix -o kipp-fixed.csv
  jipp validate kipp.csv --feedback umpan-balik
  jipp validate kipp.csv --source kipp --statistics
  jipp validate kipp.csv --source kipp --format html --output report.html
  jipp validate kipp.csv --source kipp --format sarif --output kipp.sarif
  jipp validate jippnas.csv --source jippnas --declared figures.toml
  jipp validate national.jipp --format ndjson

--fix applies only fixes that keep the meaning of a cell, to a copy; FILE is never changed. The copy has the same columns, rows
and order, in UTF-8: CSV stays CSV with the same delimiter, JSON stays JSON (one object a line), NDJSON stays NDJSON; of an XLSX
workbook the sheet that is read becomes CSV. All other cells stay as they are, formulas too: open the copy with the care that you
give to the file itself. What is then shown, and the exit code, is what is left wrong in the copy.

The file of --declared is TOML or JSON:
  [[figures]]
  name = \"October 2024\"
  total = 2928
  parts = { running = 1916, stopped = 429, not_updated = 573, other = 10 }
and, where wanted, of = \"updated\", source = \"panrb_kipp\", agency = \"pemda:35.78\" or year = 2023.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct ValidateArgs {
    /// File, or catalog.
    pub(super) file: PathBuf,
    /// kipp, iga, lan, jippnas, generic or auto; replication or hub for a list of replications or of hubs.
    #[arg(long, default_value = "auto")]
    pub(super) source: String,
    /// With `--source replication`: files with the records of their origins, of a source that jipp knows by its columns.
    #[arg(long, value_name = "FILE")]
    pub(super) records: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) checking: CheckingArgs,
    /// Form of the findings.
    #[arg(long, value_enum, default_value_t = FindingFormat::Text)]
    pub(super) format: FindingFormat,
    /// Show every finding in text form, not only the first of each group.
    #[arg(long)]
    pub(super) all: bool,
    /// Apply the safe fixes to a copy of the file.
    #[arg(long, requires = "output", conflicts_with_all = ["statistics", "declared"])]
    pub(super) fix: bool,
    /// Show what --fix would change, cell by cell, and change nothing.
    #[arg(long, conflicts_with_all = ["fix", "format", "all", "output", "statistics", "declared"])]
    pub(super) diff: bool,
    /// By what findings are put together in text form.
    #[arg(long, value_enum, default_value_t = GroupArg::Rule)]
    pub(super) group: GroupArg,
    /// Write to this file instead of standard output; it appears when it is complete. With --fix: where to write the copy.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Show statistics after the findings in text form: by rule, field, source and agency.
    #[arg(long)]
    pub(super) statistics: bool,
    /// Compare figures that somebody declared with those counted; with text and json.
    #[arg(long, value_name = "FILE")]
    pub(super) declared: Option<PathBuf>,
    #[command(flatten)]
    pub(super) feedback: FeedbackArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FeedbackForm {
    /// Workbooks, with comments at the cells and a guide
    Xlsx,
    /// Tables
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct FeedbackArgs {
    /// Write one file for each agency into this folder, to correct, send back and read again.
    #[arg(long, value_name = "DIR")]
    pub(super) feedback: Option<PathBuf>,
    /// Form of these files.
    #[arg(long, value_enum, default_value_t = FeedbackForm::Xlsx, requires = "feedback")]
    pub(super) feedback_format: FeedbackForm,
    /// Let telephone numbers, e-mail addresses and identity numbers travel with these files; they are masked if not given.
    #[arg(long, requires = "feedback")]
    pub(super) with_personal_data: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp evidence kipp.csv --as-of 2026-11-21
  jipp evidence kipp.csv --as-of 2026-11-21 --explain 900001
  jipp evidence iga.xlsx --source iga --format json")]
pub(super) struct EvidenceArgs {
    /// File.
    pub(super) file: PathBuf,
    /// kipp, iga, lan, jippnas, generic or auto.
    #[arg(long, default_value = "auto")]
    pub(super) source: String,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    /// The day of the judgement; recency is not judged without it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<String>,
    /// Show every criterion of this record, by record id or source id.
    #[arg(long, value_name = "ID")]
    pub(super) explain: Option<String>,
    /// Show every record in text form, not only the first ones.
    #[arg(long)]
    pub(super) all: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp dedupe kipp.csv --source kipp --pairs pairs.csv --clusters clusters.csv
  jipp dedupe persons.csv --settings link.toml --id rec_id --clusters clusters.csv
  jipp dedupe kipp.csv --source kipp --explain 900001 900002
  jipp dedupe persons.csv --id rec_id --evaluate truth.csv --errors errors.csv
  jipp dedupe persons.csv --id rec_id --to-review ask.csv
  jipp dedupe persons.csv --id rec_id --labels ask.csv --save-model persons.json
  jipp dedupe more.csv --id rec_id --model persons.json --clusters clusters.csv")]
pub(super) struct DedupeArgs {
    /// The file.
    pub(super) file: PathBuf,
    /// kipp, iga, lan, jippnas, generic or auto: records are innovations.
    #[arg(long)]
    pub(super) source: Option<String>,
    #[command(flatten)]
    pub(super) linking: LinkingArgs,
    /// Explain why two records are, or are not, the same.
    #[arg(long, num_args = 2, value_names = ["LEFT", "RIGHT"])]
    pub(super) explain: Option<Vec<String>>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp link abt.csv buy.csv --settings link.toml --id id --pairs pairs.csv
  jipp link kipp.csv lan.json --pairs pairs.csv")]
pub(super) struct LinkArgs {
    /// The first file.
    pub(super) left: PathBuf,
    /// The second file.
    pub(super) right: PathBuf,
    /// Source of both files: records are innovations.
    #[arg(long)]
    pub(super) source: Option<String>,
    #[command(flatten)]
    pub(super) linking: LinkingArgs,
}

#[derive(Debug, Args)]
pub(super) struct LinkingArgs {
    /// Settings of the linkage, for any table.
    #[arg(long, value_name = "FILE")]
    pub(super) settings: Option<PathBuf>,
    /// The column whose values name the records.
    #[arg(long, value_name = "COLUMN")]
    pub(super) id: Option<String>,
    /// Match probability from which records count as the same; that of the settings if not given.
    #[arg(long, value_name = "P")]
    pub(super) threshold: Option<f64>,
    /// Where to write the pairs: left,right,probability,kind.
    #[arg(long, value_name = "FILE")]
    pub(super) pairs: Option<PathBuf>,
    /// Where to write the clusters: id,cluster.
    #[arg(long, value_name = "FILE")]
    pub(super) clusters: Option<PathBuf>,
    /// Answers of a person about pairs: left,right,same (1 or 0). They teach the weights and are binding.
    #[arg(long, value_name = "FILE")]
    pub(super) labels: Option<PathBuf>,
    /// Labels to measure against, left,right,same or id,cluster: precision, recall, thresholds, calibration, errors by kind.
    #[arg(long, value_name = "FILE")]
    pub(super) evaluate: Option<PathBuf>,
    /// With --evaluate, where to write every error: left,right,error,probability.
    #[arg(long, value_name = "FILE", requires = "evaluate")]
    pub(super) errors: Option<PathBuf>,
    /// Where to write the most telling pairs for a person to answer; give them back with --labels.
    #[arg(long, value_name = "FILE")]
    pub(super) to_review: Option<PathBuf>,
    /// Where to write a sample of pairs that says how good the linkage is; give it back with --evaluate.
    #[arg(long, value_name = "FILE")]
    pub(super) sample: Option<PathBuf>,
    /// How many pairs --to-review and --sample write.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(super) review_size: usize,
    /// Show what each rule of blocking costs; with --evaluate also which share of the true pairs it finds.
    #[arg(long)]
    pub(super) analyze_blocking: bool,
    /// Link with a saved model: nothing is learned.
    #[arg(long, value_name = "FILE", conflicts_with = "labels")]
    pub(super) model: Option<PathBuf>,
    /// Where to save the model that was learned, with its settings.
    #[arg(long, value_name = "FILE")]
    pub(super) save_model: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    /// Form of the summary.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp resolve \"Pemkot Surabaya\" \"Kemenpan RB\"
  jipp resolve --year 2015 --format json \"Kementerian Kehutanan\"
  jipp resolve \"Bandung\" --region 32.73
  jipp resolve \"Dinas Kesehatan\" --unit \"Puskesmas Gayungan, Kota Surabaya\" --lang en
  cut -d, -f6 kipp.csv | jipp resolve - --format json")]
pub(super) struct ResolveArgs {
    /// Names, or `-` for one name a line on standard input.
    #[arg(required = true)]
    pub(super) names: Vec<String>,
    /// The year the names are from.
    #[arg(long)]
    pub(super) year: Option<i32>,
    /// The work unit that the records name: its place may decide.
    #[arg(long)]
    pub(super) unit: Option<String>,
    /// The title of the records: a place in it may decide.
    #[arg(long)]
    pub(super) title: Option<String>,
    /// The region code (Ministry of Home Affairs) that the records state: it decides between bodies of the same name.
    #[arg(long, value_name = "CODE")]
    pub(super) region: Option<String>,
    /// Form of the answer; with `json` one object a line.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemeArg {
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
pub(super) struct RegionArgs {
    /// Code or name of a province, regency or city.
    #[arg(value_name = "CODE_OR_NAME")]
    pub(super) region: String,
    /// Whose code it is.
    #[arg(long, value_enum, default_value_t = SchemeArg::Kemendagri)]
    pub(super) scheme: SchemeArg,
    /// Show this many regions nearest to it.
    #[arg(long, value_name = "N")]
    pub(super) nearest: Option<usize>,
    /// Show this many regions most like it: by type, population, density and group of islands.
    #[arg(long, value_name = "N")]
    pub(super) similar: Option<usize>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SortArg {
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
pub(super) struct SearchArgs {
    #[command(subcommand)]
    pub(super) command: Option<SearchCommand>,
    /// Catalog, or search index.
    #[arg(required = true)]
    pub(super) catalog: Option<PathBuf>,
    /// What is sought: words; `"..."`, `-word`, `title:word`, `year:2020..2023`, `AND`, `OR` for those who want.
    #[arg(required = true)]
    pub(super) query: Option<String>,
    /// Read the query as a need told in sentences.
    #[arg(long)]
    pub(super) need: bool,
    /// Put versions and replications under their innovation.
    #[arg(long)]
    pub(super) group: bool,
    /// How hits are ranked: a TOML file; what it does not name keeps its default.
    #[arg(long, value_name = "TOML")]
    pub(super) ranking: Option<PathBuf>,
    /// Only innovations with this value; repeat for more.
    #[arg(long, value_name = "FACET=VALUE")]
    pub(super) filter: Vec<String>,
    /// Count the values of this facet: source, level, agency, province, region, year, sector, sdg, affair, award,
    /// status, hub, replicated.
    #[arg(long, value_name = "FACET")]
    pub(super) facet: Vec<String>,
    /// Most hits to show.
    #[arg(long, default_value_t = 10)]
    pub(super) limit: usize,
    /// Hits to leave out from the start.
    #[arg(long, default_value_t = 0)]
    pub(super) offset: usize,
    /// Order of the hits.
    #[arg(long, value_enum, default_value_t = SortArg::Relevance)]
    pub(super) sort: SortArg,
    /// Say why each innovation was found.
    #[arg(long)]
    pub(super) explain: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
    /// Do not answer: write the question as a search request to this engine, over documents of `jipp export --format opensearch` or
    /// `quickwit`.
    #[arg(long, value_enum, value_name = "ENGINE", conflicts_with = "ranking")]
    pub(super) translate: Option<EngineArg>,
}

/// An engine of many machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EngineArg {
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
pub(super) enum SearchCommand {
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
pub(super) struct SearchEvalArgs {
    /// Catalog, or search index.
    pub(super) catalog: PathBuf,
    /// Queries: CSV with the columns `query_id`, `query` and, for means by kind, `type`.
    #[arg(long, value_name = "CSV")]
    pub(super) queries: PathBuf,
    /// Judgements: CSV with the columns `query_id`, `doc_id`, `gain`, or TREC's four columns.
    #[arg(long, value_name = "FILE")]
    pub(super) qrels: PathBuf,
    /// Which documents are one thing: CSV with the columns `doc_id` and `group`.
    #[arg(long, value_name = "CSV")]
    pub(super) groups: Option<PathBuf>,
    /// Ranking settings.
    #[arg(long, value_name = "TOML")]
    pub(super) ranking: Option<PathBuf>,
    /// Compare with these ranking settings; an empty file has the defaults.
    #[arg(long, value_name = "TOML")]
    pub(super) against: Option<PathBuf>,
    /// Measure this run of TREC's form instead of asking the index.
    #[arg(long, value_name = "RUN", conflicts_with = "ranking")]
    pub(super) from_run: Option<PathBuf>,
    /// Compare with this run of TREC's form.
    #[arg(long, value_name = "RUN", conflicts_with = "against")]
    pub(super) against_run: Option<PathBuf>,
    /// Write the run in TREC's form.
    #[arg(long, value_name = "RUN")]
    pub(super) run: Option<PathBuf>,
    /// Hits that nDCG and MRR look at.
    #[arg(short, default_value_t = 10)]
    pub(super) k: usize,
    /// Hits that recall looks at.
    #[arg(long, default_value_t = 100)]
    pub(super) depth: usize,
    /// Read every query as a need told in sentences.
    #[arg(long)]
    pub(super) need: bool,
    /// Show every query.
    #[arg(long)]
    pub(super) per_query: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
pub(super) struct SearchIndexArgs {
    /// Documents: one JSON object a line, with `id`, `title`, `texts` and whatever else a search document has; with `--mapping` a table
    /// of records, each of which becomes a document.
    pub(super) documents: PathBuf,
    /// How the columns of a table of records are read.
    #[arg(long, value_name = "TOML")]
    pub(super) mapping: Option<PathBuf>,
    /// Where the index goes.
    #[arg(short, long)]
    pub(super) output: PathBuf,
    /// Write it in pieces, as `export --format pieces` does.
    #[arg(long)]
    pub(super) pieces: bool,
    /// Write titles, names and facets only, as `export --format lite` does.
    #[arg(long, conflicts_with = "pieces")]
    pub(super) lite: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
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
  jipp export national.jipp --format opensearch -o opensearch
  jipp export national.jipp --format portal --site examples/portal --engine jipp-wasm/pkg -o site
  jipp export national.jipp --format portal --site examples/portal --engine jipp-wasm/pkg --base-address https://inovasi.example.go.id -o site")]
pub(super) struct ExportArgs {
    /// Catalog.
    pub(super) catalog: PathBuf,
    /// Form.
    #[arg(long, value_enum)]
    pub(super) format: ExportFormat,
    /// File, or folder for `portal`, `opensearch`, `quickwit` and for `pieces --chunked`.
    #[arg(long, short, value_name = "OUT")]
    pub(super) output: PathBuf,
    /// For `pieces`: a folder with a file for each piece, for hosts that do not answer ranges of bytes.
    #[arg(long)]
    pub(super) chunked: bool,
    /// For `portal`: folder of the pages.
    #[arg(long, value_name = "FOLDER")]
    pub(super) site: Option<PathBuf>,
    /// For `portal`: folder of the browser package.
    #[arg(long, value_name = "FOLDER")]
    pub(super) engine: Option<PathBuf>,
    /// For `portal`: the address at which it will stand, for the site map and for search engines.
    #[arg(long, value_name = "URL")]
    pub(super) base_address: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct IndexArgs {
    #[command(subcommand)]
    pub(super) command: IndexCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum IndexCommand {
    /// Compute and explain the index from the levels that the region entered.
    Score(IndexScoreArgs),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum IndexFormat {
    /// For people
    Text,
    /// For programs: everything
    Json,
    /// A table: one row for each innovation, with its best next step
    Csv,
}

#[derive(Debug, Args)]
#[command(after_help = "FILE is CSV, XLSX or JSON with one row for each innovation:
  id,title,agency,affairs,implementation_date,development_date,sid_16,...,sid_35   (numbers of the form of the year)
and, where known, verified_N, value_N, evidence_N for an indicator, basis, initiation_date, maturity. Affairs are codes or
names, separated by `;`. The file of --spd has rows number,level and, where known, verified.

Examples:
  jipp index score inovasi.csv --spd spd.csv --year 2026
  jipp index score inovasi.csv --spd spd.csv --year 2026 --explain INV-7
  jipp index score inovasi.csv --spd spd.csv --year 2026 --what-if INV-7:35=3,spd:2a=2")]
pub(super) struct IndexScoreArgs {
    /// The innovations of the region, or the whole region as a JSON object.
    pub(super) file: PathBuf,
    /// The year of the form.
    #[arg(long)]
    pub(super) year: i32,
    /// The levels of the region's own indicators.
    #[arg(long, value_name = "FILE")]
    pub(super) spd: Option<PathBuf>,
    /// Of a file of several governments, the one meant, as the file writes it.
    #[arg(long, value_name = "NAME")]
    pub(super) agency: Option<String>,
    /// The index that was announced or is stored elsewhere, to be compared.
    #[arg(long, value_name = "NUMBER")]
    pub(super) stored_index: Option<String>,
    /// The class stored with it, to be compared.
    #[arg(long, value_name = "NAME")]
    pub(super) stored_class: Option<String>,
    /// Levels to try: an innovation or `spd`, an indicator, a level.
    #[arg(long, value_name = "ID:NUMBER=LEVEL,..")]
    pub(super) what_if: Option<String>,
    /// Show every indicator of this innovation (`spd`: of the region itself).
    #[arg(long, value_name = "ID")]
    pub(super) explain: Option<String>,
    /// Most next steps of innovations to show, and most of the region itself.
    #[arg(long, default_value_t = 5)]
    pub(super) steps: usize,
    /// Vocabularies of your own, such as next year's form, added to those of jipp.
    #[arg(long, value_name = "FILE")]
    pub(super) vocabularies: Option<PathBuf>,
    /// The delimiter of CSV files; found out if not given.
    #[arg(long, value_name = "CHARACTER")]
    pub(super) delimiter: Option<char>,
    /// Show every problem, not only the first of each kind.
    #[arg(long)]
    pub(super) all: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = IndexFormat::Text)]
    pub(super) format: IndexFormat,
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// Catalog.
    pub(super) catalog: PathBuf,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
pub(super) struct RuleArgs {
    /// Code or name, such as DAT-02.
    pub(super) code: String,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// Show the severity of each rule under these settings; `-` for a rule that does not run.
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The source whose records are meant: kipp, iga, lan, jippnas or generic.
    #[arg(long, requires = "config")]
    pub(super) source: Option<String>,
    /// Form of the list.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp analyze \"Pertanggungjawaban dana desa SI-TARANG\"
  jipp analyze anak-anaknya --format json")]
pub(super) struct AnalyzeArgs {
    /// The text.
    #[arg(required = true)]
    pub(super) text: Vec<String>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  jipp vocabulary
  jipp vocabulary kipp_kategori --year 2023
  jipp vocabulary urusan --lookup \"pencatatan sipil\"
  jipp vocabulary iga_sid_2026 --format json
  jipp vocabulary kipp_kategori --year 2027 --file next-year.json")]
pub(super) struct VocabularyArgs {
    /// Name of a vocabulary; all are listed without one.
    pub(super) name: Option<String>,
    /// Only values offered in this year.
    #[arg(long)]
    pub(super) year: Option<i32>,
    /// Which value this text means; if none, which it may have been meant for.
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub(super) lookup: Option<String>,
    /// Vocabularies of your own, in the format of jipp-core/data/vocabularies, added to those of jipp.
    #[arg(long, value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(super) format: TextOrJson,
}
