//! What can be written behind `jipp`? Each command with its arguments, as clap reads them.
//!
//! One file for each thing that commands are about, and `common.rs` for what several of them take.

mod around;
mod assess;
mod campaign;
mod catalog;
mod check;
mod common;
mod directory;
mod link;
mod mapping;
mod names;
mod quarantine;
mod search;

use clap::{Parser, Subcommand, ValueEnum};

use crate::lang::Lang;

pub(super) use around::{
    ArticleArgs, ArticleCommand, HubArgs, HubCommand, InteractionArgs, InteractionCommand, NeedsArgs, ReplicationArgs, ReplicationCommand,
    StageArg,
};
pub(super) use assess::{EvidenceArgs, IndexArgs, IndexCommand, IndexFormat};
pub(super) use campaign::{CampaignArgs, CampaignCommand};
pub(super) use catalog::{CatalogArgs, CatalogCommand, ImportArgs, LifeArg, MergeArgs, OverrideArgs, UndoArgs, UnmergeArgs, VerdictArg};
pub(super) use check::{FeedbackArgs, FeedbackForm, FindingFormat, GroupArg, RuleArgs, RulesArgs, ValidateArgs};
pub(super) use common::{CheckingArgs, ReadingArgs, SaidArgs, TextOrJson};
pub(super) use directory::{BuildArgs, ExportArgs, ExportFormat, StatusArgs};
pub(super) use link::{DedupeArgs, LinkArgs, LinkingArgs};
pub(super) use mapping::{MappingArgs, MappingCheckArgs, MappingCommand, MappingInitArgs, MappingListArgs};
pub(super) use names::{RegionArgs, ResolveArgs, SchemeArg, VocabularyArgs};
pub(super) use quarantine::{QuarantineArgs, QuarantineCommand, QuarantineExportArgs, QuarantineFrom, QuarantineListArgs};
pub(super) use search::{AnalyzeArgs, SearchArgs, SearchCommand, SearchEvalArgs, SearchIndexArgs, SortArg};

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

Exit codes: 0 fine, 1 findings of severity error or refused rows, 2 cannot proceed."
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
    Import(ImportArgs),
    /// Take an import back.
    Undo(UndoArgs),
    /// Check, dump, copy and explain a catalog.
    Catalog(CatalogArgs),
    /// Say that two source records are one innovation, or are not; later imports keep to it.
    Merge(MergeArgs),
    /// Take a source record out of the innovation it was merged into, for good.
    Unmerge(UnmergeArgs),
    /// Set a field of an innovation; it survives every import.
    Override(OverrideArgs),
    /// Ask whether innovations still run: worksheets, answers, figures (pemutakhiran).
    Campaign(CampaignArgs),
    /// Record, suggest and advise on replications.
    Replication(ReplicationArgs),
    /// Hubs, their members and maturity.
    Hub(HubArgs),
    /// News, guides and tutorials about innovations.
    Article(ArticleArgs),
    /// Interest, questions, answers, ratings, bookmarks.
    Interaction(InteractionArgs),
    /// Match complaints to innovations; list unmatched ones.
    Needs(NeedsArgs),
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
