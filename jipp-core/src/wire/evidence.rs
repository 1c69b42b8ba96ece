use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::call::day;
use crate::error::Error;
use crate::evidence_grade::{EvidenceContext, EvidenceGrade, grade};
use crate::model::{Innovation, PartialDate, Record};

/// A record whose evidence is to be graded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct EvidenceGradeCall {
    /// The record in canonical form.
    pub innovation: Innovation,
    /// The day of the judgement, `YYYY-MM-DD`; recency is not judged without it.
    #[serde(default)]
    pub as_of: Option<String>,
    /// Replications that are recorded elsewhere and were carried out, if looked up.
    #[serde(default)]
    pub replications: Option<usize>,
}

/// Grades how well a record documents its effect.
pub fn evidence_grade(call: &EvidenceGradeCall) -> Result<EvidenceGrade, Error> {
    let context = EvidenceContext { as_of: day(call.as_of.as_deref())?, replications: call.replications };
    Ok(grade(&call.innovation, &context))
}

/// The grades of the records of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct EvidenceReport {
    /// The day of the judgement, if given.
    pub as_of: Option<String>,
    /// How many records have each level, from 0 to 5.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, number>"))]
    pub levels: BTreeMap<u8, usize>,
    /// One for each record, in the order of the file.
    pub records: Vec<EvidenceRow>,
}

/// The grade of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct EvidenceRow {
    /// The record.
    pub record: String,
    /// Its row in the file.
    pub row: u64,
    /// Its title.
    pub title: Option<String>,
    /// Code of its agency, if known.
    pub agency: Option<String>,
    /// The grade.
    pub grade: EvidenceGrade,
}

/// Grades records.
pub fn evidence_report(records: &[Record], as_of: Option<PartialDate>) -> EvidenceReport {
    let context = EvidenceContext { as_of, replications: None };
    let records: Vec<EvidenceRow> = records
        .iter()
        .map(|record| EvidenceRow {
            record: record.source.record_id.clone(),
            row: record.source.row,
            title: record.innovation.title.clone(),
            agency: record.innovation.agency_code.clone(),
            grade: grade(&record.innovation, &context),
        })
        .collect();
    let mut levels: BTreeMap<u8, usize> = (0..=5).map(|level| (level, 0)).collect();
    for row in &records {
        *levels.entry(row.grade.level).or_default() += 1;
    }
    EvidenceReport { as_of: as_of.map(|day| day.to_string()), levels, records }
}
