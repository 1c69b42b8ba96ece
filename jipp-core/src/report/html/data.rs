//! How do the findings get to the script? As columns: each text once in a dictionary, numbers for the rest, packed with zlib and
//! written in base64, so that no character of a source stands in the page.

use std::collections::HashMap;

use serde::Serialize;

use super::HtmlOptions;
use super::escape::visible;
use super::policy::base64;
use super::words::{Words, agency_label, field_label};
use crate::lang::Lang;
use crate::model::{FindingRow, Severity};
use crate::report::Report;

/// Stands in a message for the value of its finding, and for its suggestion: [`visible`] leaves no such character.
const VALUE: &str = "\u{1}";
const SUGGESTION: &str = "\u{2}";

/// What `report.js` reads. Index 0 of every dictionary is the empty text: nothing there.
#[derive(Debug, Default, Serialize)]
pub(super) struct Data {
    lang: Lang,
    words: Vec<(&'static str, &'static str)>,
    /// Code, summary and reason of each rule, and how many findings it has in all.
    rules: Vec<(String, String, String, usize)>,
    /// Key and name of each agency that findings name.
    agencies: Vec<(String, String)>,
    /// Canonical name and label.
    fields: Vec<(String, String)>,
    files: Vec<String>,
    values: Vec<String>,
    texts: Vec<String>,
    records: Records,
    findings: Findings,
}

/// One entry for each record that has findings, and for each file with findings of its own.
#[derive(Debug, Default, Serialize)]
struct Records {
    id: Vec<String>,
    file: Vec<usize>,
    row: Vec<u64>,
    agency: Vec<usize>,
}

/// One entry for each finding. `record` and `value` tell the distance from the entry before, which packs better.
#[derive(Debug, Default, Serialize)]
struct Findings {
    rule: Vec<usize>,
    severity: Vec<u8>,
    record: Vec<isize>,
    field: Vec<usize>,
    value: Vec<isize>,
    suggestion: Vec<usize>,
    message: Vec<usize>,
    help: Vec<usize>,
}

#[derive(Default)]
struct Dictionary {
    numbers: HashMap<String, usize>,
    texts: Vec<String>,
}

impl Dictionary {
    fn new() -> Self {
        let mut dictionary = Self::default();
        dictionary.number("");
        dictionary
    }

    fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len();
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }

    fn shown(&mut self, text: Option<&str>) -> usize {
        self.number(&visible(text.unwrap_or_default()))
    }
}

impl Data {
    pub(super) fn of(report: &Report, options: &HtmlOptions, words: &Words) -> Self {
        let [mut rules, mut agencies, mut fields, mut files, mut values, mut texts] = std::array::from_fn(|_| Dictionary::new());
        let (mut records, mut columns) = (Records::default(), Findings::default());
        let (mut record_before, mut value_before) = (0, 0);
        let mut at: Option<&FindingRow> = None;
        for finding in listed(report, options.most) {
            if !at.is_some_and(|before| same_place(before, finding)) {
                records.id.push(visible(finding.record.as_deref().unwrap_or_default()).into_owned());
                records.file.push(files.shown(finding.file.as_deref()));
                records.row.push(finding.row.unwrap_or_default());
                records.agency.push(agencies.number(finding.agency.as_deref().unwrap_or_default()));
                at = Some(finding);
            }
            let value = values.shown(finding.value.as_deref());
            columns.rule.push(rules.number(&finding.code));
            columns.severity.push(match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Advice => 2,
            });
            columns.record.push(records.id.len().cast_signed() - 1 - record_before);
            columns.value.push(value.cast_signed() - value_before);
            (record_before, value_before) = (records.id.len().cast_signed() - 1, value.cast_signed());
            columns.field.push(fields.shown(finding.field.as_deref()));
            columns.suggestion.push(values.shown(finding.suggestion.as_deref()));
            columns.message.push(texts.number(&text_of(&finding.message, finding)));
            columns.help.push(texts.number(&text_of(&finding.help, finding)));
        }
        Self {
            lang: report.lang,
            words: words.script(),
            rules: rules.texts.iter().map(|code| rule_entry(report, code)).collect(),
            agencies: agencies.texts.into_iter().map(|key| (visible(&key).into_owned(), agency_label(report, &key, words))).collect(),
            fields: fields.texts.into_iter().map(|name| (name.clone(), field_label(report, &name))).collect(),
            files: files.texts,
            values: values.texts,
            texts: texts.texts,
            records,
            findings: columns,
        }
    }

    /// Number of findings listed.
    pub(super) fn len(&self) -> usize {
        self.findings.rule.len()
    }

    /// The data as it stands in the page.
    pub(super) fn packed(&self) -> String {
        // plain structs of texts and numbers always serialize
        let json = serde_json::to_vec(self).unwrap_or_default();
        base64(&miniz_oxide::deflate::compress_to_vec_zlib(&json, LEVEL))
    }
}

/// Level 6 of 10: with 9 the page of 55,000 findings gets 1 % smaller and takes twice as long to write.
const LEVEL: u8 = 6;

fn rule_entry(report: &Report, code: &str) -> (String, String, String, usize) {
    let count = report.rules.iter().find(|rule| rule.code == code);
    let why = crate::rules::rule_info(code).map_or("", |info| info.why.get(report.lang));
    (
        visible(code).into_owned(),
        count.map(|rule| visible(&rule.summary).into_owned()).unwrap_or_default(),
        why.to_owned(),
        count.map_or(0, |rule| rule.count),
    )
}

fn same_place(a: &FindingRow, b: &FindingRow) -> bool {
    a.row == b.row && a.record == b.record && a.file == b.file && a.agency == b.agency
}

/// The text with marks where it repeats the value or the suggestion: most messages of a rule then are one text.
fn text_of(text: &str, finding: &FindingRow) -> String {
    let mut text = visible(text).into_owned();
    for (repeated, mark) in [(&finding.value, VALUE), (&finding.suggestion, SUGGESTION)] {
        if let Some(repeated) = repeated.as_deref().filter(|repeated| repeated.chars().count() > 2) {
            text = text.replace(visible(repeated).as_ref(), mark);
        }
    }
    text
}

/// The findings that the page lists: all, or as many of each rule as fit, the same number for each rule.
fn listed(report: &Report, most: usize) -> impl Iterator<Item = &FindingRow> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for finding in &report.findings {
        *counts.entry(&finding.code).or_default() += 1;
    }
    let mut sizes: Vec<usize> = counts.into_values().collect();
    let of_each = fair(&mut sizes, most);
    let mut taken: HashMap<&str, usize> = HashMap::new();
    report.findings.iter().filter(move |finding| {
        let taken = taken.entry(&finding.code).or_default();
        *taken += 1;
        *taken <= of_each
    })
}

/// The largest number of each that keeps the sum within `most`.
fn fair(sizes: &mut [usize], most: usize) -> usize {
    sizes.sort_unstable();
    let mut left = most;
    for (position, size) in sizes.iter().enumerate() {
        let share = left / (sizes.len() - position);
        if *size > share {
            return share;
        }
        left -= size;
    }
    usize::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_shared_among_the_rules() {
        assert_eq!(fair(&mut [5, 3, 1], 9), usize::MAX);
        assert_eq!(fair(&mut [100, 3, 1], 20), 16);
        assert_eq!(fair(&mut [100, 100, 1], 21), 10);
        assert_eq!(fair(&mut [], 0), usize::MAX);
    }

    #[test]
    fn a_message_that_repeats_the_value_is_stored_without_it() {
        let finding = FindingRow { value: Some("Top 1000".into()), message: "penghargaan `Top 1000` tidak dikenali".into(), ..row() };
        assert_eq!(text_of(&finding.message, &finding), "penghargaan `\u{1}` tidak dikenali");
        let short = FindingRow { value: Some("a".into()), ..row() };
        assert_eq!(text_of("data ganda", &short), "data ganda");
        // a mark in the data itself was made visible before
        assert_eq!(text_of("a\u{1}b", &row()), "a\u{2401}b");
    }

    fn row() -> FindingRow {
        super::super::tests::finding("AWD-01", 2)
    }
}
