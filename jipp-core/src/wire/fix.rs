use serde::{Deserialize, Serialize};

use super::call::{ValidateOptions, check_options};
use crate::error::Error;
use crate::ingest::{ReadOptions, Source};
use crate::model::FindingRow;
use crate::pipeline::CellChange;
use crate::rules::Totals;

/// Records with their safe fixes applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct FixAnswer {
    /// The records in the form in which they came: a list of objects, or one object a line. All but the changed cells is as it was.
    pub records: String,
    /// Every changed cell, by row and column.
    pub changes: Vec<CellChange>,
    /// Rows in which a fix was left out, because it would have brought another error to light.
    pub held: Vec<u64>,
    /// Findings that are left, by severity.
    pub totals: Totals,
    /// Findings that are left, in order of row and rule.
    pub findings: Vec<FindingRow>,
}

/// Applies the safe fixes to records given as JSON; the same options as [`validate`](super::validate). The call changes nothing: the
/// fixed records are in the answer.
pub fn fix(records: &str, options: &ValidateOptions) -> Result<FixAnswer, Error> {
    let reading = ReadOptions { source: &options.source, limits: crate::ingest::Limits::LOCAL, ..ReadOptions::default() };
    let fixed = crate::pipeline::fix(Source { name: "records", bytes: records.as_bytes() }, &reading, &check_options(options)?)?;
    Ok(FixAnswer {
        records: fixed.copy.text(),
        totals: Totals::of(&fixed.checked.findings),
        findings: fixed.checked.findings.iter().map(|finding| FindingRow::new(finding, options.lang)).collect(),
        changes: fixed.changes,
        held: fixed.held,
    })
}
