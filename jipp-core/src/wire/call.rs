use serde::{Deserialize, Serialize};

use crate::dedup::LinkSettings;
use crate::error::{Error, SettingsError};
use crate::ingest::{Ingested, ReadOptions, Source, Table, read};
use crate::lang::Lang;
use crate::model::{FindingRow, PartialDate, Record};
use crate::pipeline::collect;
use crate::report::{
    FieldStatistics, GroupStatistics, RecordCounts, Report, RequiredFields, RuleCount, StageCounts, StatusCounts, YearStatistics,
};
use crate::rules::{CheckOptions, Selection, Settings, Totals};
use crate::text::serial_date;

/// How records given as JSON are checked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ValidateOptions {
    /// `kipp`, `iga`, `lan`, `jippnas`, `generic` or `auto` (empty).
    pub source: String,
    /// Rules to run: codes, names or families; all if empty.
    pub select: Vec<String>,
    /// Rules to leave out.
    pub ignore: Vec<String>,
    /// The content of a `jipp.toml`, as TOML or JSON text. `select`, `ignore` and `as_of` of the call win over it.
    pub settings: Option<String>,
    /// The day of the check, `YYYY-MM-DD`; rules about the future are silent without it.
    pub as_of: Option<String>,
    /// Language of the texts.
    pub lang: Lang,
}

/// What is wrong with the records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct ValidateAnswer {
    /// Rows and what became of them.
    pub records: RecordCounts,
    /// Findings by severity.
    pub totals: Totals,
    /// Findings by rule.
    pub rules: Vec<RuleCount>,
    /// Every finding, in order of row and rule.
    pub findings: Vec<FindingRow>,
    /// Records that have all fields that each stage of their life requires.
    pub ready: StageCounts,
    /// The fields that publication requires, over all records.
    pub required: RequiredFields,
    /// Records that run, stopped, are not updated, and others.
    pub statuses: StatusCounts,
    /// How many records have each field.
    pub fields: Vec<FieldStatistics>,
    /// By source system.
    pub sources: Vec<GroupStatistics>,
    /// By owner agency, most errors first.
    pub agencies: Vec<GroupStatistics>,
    /// By year of the record.
    pub years: Vec<YearStatistics>,
}

impl From<Report> for ValidateAnswer {
    fn from(report: Report) -> Self {
        Self {
            records: report.records,
            totals: report.totals,
            rules: report.rules,
            findings: report.findings,
            ready: report.ready,
            required: report.required,
            statuses: report.statuses,
            fields: report.fields,
            sources: report.sources,
            agencies: report.agencies,
            years: report.years,
        }
    }
}

/// Checks records given as JSON: a list of objects.
pub fn validate(records: &str, options: &ValidateOptions) -> Result<ValidateAnswer, Error> {
    validate_report(records, options).map(ValidateAnswer::from)
}

/// Checks records given as JSON: a list of objects. The answer is the whole report.
pub fn validate_report(records: &str, options: &ValidateOptions) -> Result<Report, Error> {
    let dataset = collect(vec![read_json(records, &options.source)?]);
    let check = check_options(options)?;
    Ok(Report::of(&dataset, &dataset.check(&check), &check, options.lang))
}

/// How a call wants its records checked.
pub(super) fn check_options(options: &ValidateOptions) -> Result<CheckOptions<'static>, SettingsError> {
    Ok(CheckOptions {
        selection: Selection::new(&options.select, &options.ignore)?,
        settings: options.settings.as_deref().map(|text| Settings::parse("settings", text)).transpose()?.unwrap_or_default(),
        as_of: day(options.as_of.as_deref())?,
        ..CheckOptions::default()
    })
}

/// Reads a day of a call.
pub fn day(text: Option<&str>) -> Result<Option<PartialDate>, SettingsError> {
    let unknown = |text: &str| SettingsError::UnknownValue { what: "day (write `2026-11-21`)", value: text.to_owned(), suggestion: None };
    text.map(|text| text.parse().map_err(|_| unknown(text))).transpose()
}

/// The day in Jakarta (WIB, UTC+7) at a moment, in seconds since 1970 (UTC): what *today* means wherever nobody says a day. The engine has
/// no clock; each host asks its own and names the day by this, so that one change has one day on every machine.
pub fn day_in_jakarta(seconds: u64) -> String {
    const WIB: u64 = 7 * 3_600;
    /// The number that a spreadsheet has for 1970-01-01.
    const EPOCH: f64 = 25_569.0;
    let days = (seconds.saturating_add(WIB) / 86_400) as f64;
    serial_date(EPOCH + days, false).map(|day| day.to_string()).unwrap_or_default()
}

pub(super) fn read_json(records: &str, source: &str) -> Result<Ingested, Error> {
    let options = ReadOptions { source, limits: crate::ingest::Limits::LOCAL, ..ReadOptions::default() };
    Ok(read(Source { name: "records", bytes: records.as_bytes() }, &options)?)
}

/// Settings given as TOML or as JSON.
pub fn parse_settings(text: &str) -> Result<LinkSettings, SettingsError> {
    if text.trim_start().starts_with('{') { LinkSettings::from_json(text) } else { LinkSettings::from_toml(text) }
}

/// The ids under which records are shown: a column of the file, else the external id, else the record id.
pub fn shown_ids(records: &[Record], column: Option<&str>) -> Result<Vec<String>, SettingsError> {
    records.iter().map(|record| shown_id(record, column)).collect()
}

/// The id under which a record is shown, see [`shown_ids`].
pub fn shown_id(record: &Record, column: Option<&str>) -> Result<String, SettingsError> {
    match column {
        Some(column) => record
            .source
            .cell(column)
            .map(str::to_owned)
            .ok_or_else(|| SettingsError::unknown_value("id column", column, record.source.raw.iter().map(|(name, _)| &**name))),
        None => Ok(record.source.external_id.clone().unwrap_or_else(|| record.source.record_id.clone())),
    }
}

/// A list of objects as a table.
pub(super) fn json_table(records: &str) -> Result<Table, Error> {
    Ok(crate::ingest::read_plain(
        Source { name: "records", bytes: records.as_bytes() },
        &ReadOptions { limits: crate::ingest::Limits::LOCAL, ..ReadOptions::default() },
    )?)
}

/// How an index is built of records given as JSON.
#[cfg(feature = "search")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct BuildOptions {
    /// The source of the records; as in [`ValidateOptions`].
    pub source: String,
    /// Whether duplicates are merged first.
    pub merge: bool,
}

#[cfg(feature = "search")]
impl Default for BuildOptions {
    fn default() -> Self {
        Self { source: String::new(), merge: true }
    }
}

/// Builds a search index of records given as JSON: a list of objects. Quarantined records are left out.
#[cfg(feature = "search")]
pub fn build_index(records: &str, options: &BuildOptions) -> Result<crate::search::Index, Error> {
    use crate::pipeline::{IntegrateOptions, integrate};
    use crate::search::{Index, SearchDocument};
    let ingested = read_json(records, &options.source)?;
    let documents = if options.merge {
        integrate(vec![ingested], &IntegrateOptions::default())?.directory.documents()
    } else {
        let dataset = collect(vec![ingested]);
        let quarantined = dataset.check(&CheckOptions::default()).quarantined;
        let accepted = dataset.records.iter().filter(|record| !quarantined.contains(&record.source.record_id));
        accepted.map(|record| SearchDocument::new(&record.innovation, &[])).collect()
    };
    Ok(Index::build(&documents, &crate::progress::silent)?)
}

#[cfg(test)]
mod tests {
    use super::day_in_jakarta;

    #[test]
    fn a_day_begins_at_midnight_in_jakarta() {
        // 2026-11-30 16:59:59 UTC is 23:59:59 in Jakarta
        assert_eq!(day_in_jakarta(1_796_057_999), "2026-11-30");
        assert_eq!(day_in_jakarta(1_796_058_000), "2026-12-01");
        assert_eq!(day_in_jakarta(0), "1970-01-01");
        // 2024-02-28 17:00 UTC
        assert_eq!(day_in_jakarta(1_709_139_600), "2024-02-29");
    }
}
