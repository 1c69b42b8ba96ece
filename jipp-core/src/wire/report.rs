use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::pipeline::Integration;
use crate::report::{ComparedFigures, DeclaredFigures, RecordCounts, Report, ReportBuilder, RuleCount, compare_figures};
use crate::rules::Totals;

/// What the main job did, in numbers that reconcile: read = accepted + quarantined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct BuildReport {
    /// Rows of all files.
    pub records: RecordCounts,
    /// Findings by severity.
    pub findings: Totals,
    /// Findings by rule, most frequent first.
    pub rules: Vec<RuleCount>,
    /// What the linkage found.
    pub duplicates: DuplicateCounts,
    /// Innovations in the directory: searchable entries.
    pub innovations: usize,
    /// Where the catalog was written; missing where none was.
    pub catalog: Option<String>,
}

/// What the linkage found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct DuplicateCounts {
    /// Pairs of records in one cluster.
    pub pairs: usize,
    /// Clusters of two or more records.
    pub clusters: usize,
    /// Records that were merged into such clusters.
    pub merged_records: usize,
    /// Pairs that a person should look at.
    pub review: usize,
    /// Pairs linked as a later version, not merged.
    pub versions: usize,
    /// Pairs linked as replication, not merged.
    pub replications: usize,
}

impl BuildReport {
    /// Counts an integration. Texts are in `lang`.
    pub fn new(integration: &Integration, lang: Lang) -> Self {
        let clusters = integration.linkage.merged_clusters();
        let report = ReportBuilder::new(lang, None).at_most(0).of(&integration.dataset, &integration.checked);
        let of_kind = |kind| integration.directory.links.iter().filter(|link| link.kind == kind).count();
        Self {
            records: report.records,
            findings: report.totals,
            rules: report.rules,
            duplicates: DuplicateCounts {
                pairs: clusters.iter().map(|members| members.len() * (members.len() - 1) / 2).sum(),
                clusters: clusters.len(),
                merged_records: clusters.iter().map(Vec::len).sum(),
                review: integration.linkage.review().count(),
                versions: of_kind(crate::dedup::Kind::Version),
                replications: of_kind(crate::dedup::Kind::Replication),
            },
            innovations: integration.directory.innovations.len(),
            catalog: None,
        }
    }
}

/// Figures that somebody declared, and the report of the records they are about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct FiguresCall {
    /// What was declared.
    pub declared: DeclaredFigures,
    /// What was counted: the answer of a check.
    pub report: Report,
}

/// Says which declared figures agree, with each other and with the records.
pub fn figures(call: &FiguresCall) -> ComparedFigures {
    compare_figures(&call.declared, &call.report)
}
