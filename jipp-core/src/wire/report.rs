use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::model::{Finding, Record, Severity};
use crate::pipeline::Integration;
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

/// Rows and what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RecordCounts {
    /// Data rows read.
    pub read: usize,
    /// Rows taken in.
    pub accepted: usize,
    /// Rows kept out, with their reasons among the findings.
    pub quarantined: usize,
    /// Rows read, by source system.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, number>"))]
    pub by_source: BTreeMap<String, usize>,
}

impl RecordCounts {
    /// Counts these rows, so many of which are quarantined.
    pub fn new(records: &[Record], quarantined: usize) -> Self {
        let mut by_source: BTreeMap<String, usize> = BTreeMap::new();
        for record in records {
            *by_source.entry(record.source.system.code().to_owned()).or_default() += 1;
        }
        Self { read: records.len(), accepted: records.len() - quarantined, quarantined, by_source }
    }
}

/// How often a rule was violated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RuleCount {
    /// Code of the rule.
    pub code: String,
    /// Name of the rule.
    pub name: String,
    /// How grave.
    pub severity: Severity,
    /// What it checks, in the language asked for.
    pub summary: String,
    /// How many findings.
    pub count: usize,
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
        let of_kind = |kind| integration.directory.links.iter().filter(|link| link.kind == kind).count();
        Self {
            records: RecordCounts::new(&integration.dataset.records, integration.quarantined()),
            findings: Totals::of(&integration.checked.findings),
            rules: rule_counts(&integration.checked.findings, lang),
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

/// Findings by rule, most frequent first.
pub fn rule_counts(findings: &[Finding], lang: Lang) -> Vec<RuleCount> {
    let mut counts: BTreeMap<&'static str, (usize, &Finding)> = BTreeMap::new();
    for finding in findings {
        counts.entry(finding.rule.code).or_insert((0, finding)).0 += 1;
    }
    let mut rules: Vec<RuleCount> = counts
        .into_values()
        .map(|(count, finding)| RuleCount {
            code: finding.rule.code.to_owned(),
            name: finding.rule.name.to_owned(),
            severity: finding.rule.severity,
            summary: finding.rule.summary.get(lang).to_owned(),
            count,
        })
        .collect();
    rules.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
    rules
}
