use serde::{Deserialize, Serialize};

use super::{Finding, Fix, Severity};
use crate::lang::Lang;

/// A finding as every report prints it: one line of NDJSON.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct FindingRow {
    /// Code of the rule, such as `DAT-02`.
    pub code: String,
    /// Name of the rule, such as `dates-out-of-order`.
    pub name: String,
    /// How grave.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The source system.
    pub source: Option<String>,
    /// The file.
    pub file: Option<String>,
    /// The record.
    pub record: Option<String>,
    /// 1-based row in the file.
    pub row: Option<u64>,
    /// Canonical name of the field, or of the column of a list of replications or hubs.
    pub field: Option<String>,
    /// The value, shortened; never personal data.
    pub value: Option<String>,
    /// A proposed value.
    pub suggestion: Option<String>,
    /// Code of the owner agency of the record, if it is known.
    #[serde(default)]
    pub agency: Option<String>,
    /// Header of the column in the file, if it is known.
    #[serde(default)]
    pub column: Option<String>,
    /// The proposed change of a cell of the file.
    #[serde(default)]
    pub fix: Option<Fix>,
}

impl FindingRow {
    /// A finding with its texts in `lang`.
    pub fn new(finding: &Finding, lang: Lang) -> Self {
        Self {
            code: finding.rule.code.to_owned(),
            name: finding.rule.name.to_owned(),
            severity: finding.severity,
            message: finding.message(lang),
            help: finding.help(lang),
            source: finding.source.clone(),
            file: finding.file.clone(),
            record: finding.record.clone(),
            row: finding.row,
            field: finding.field_name().map(str::to_owned),
            value: finding.value.clone(),
            suggestion: finding.suggestion.clone(),
            agency: finding.agency.clone(),
            column: finding.column.as_deref().map(str::to_owned),
            fix: finding.fix.clone(),
        }
    }
}
