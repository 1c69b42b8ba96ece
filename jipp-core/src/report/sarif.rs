//! SARIF 2.1.0, the form in which code-review tools take findings (OASIS standard, 27 March 2020).

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{FindingWriter, Report};
use crate::lang::{Bilingual, Lang};
use crate::model::{FindingRow, Record, RuleInfo, Severity};
use crate::rules::{family_label, rules};

/// Writes one SARIF log with one run. Results go out as they come.
///
/// The texts of rules are in the language of the writer, with the other language as a translation. A proposed value is among the
/// properties of a result and no `fix` of SARIF: that replaces a region of a text file, and a cell of a workbook or of a quoted CSV
/// row is none that jipp could name without harm to the row.
#[derive(Debug)]
pub struct SarifWriter<W> {
    out: W,
    lang: Lang,
    indices: HashMap<&'static str, usize>,
    lines: Option<Vec<u64>>,
    written: usize,
}

impl<W: Write> SarifWriter<W> {
    /// Writes to `out`.
    pub fn new(out: W, lang: Lang) -> Self {
        let indices = rules().iter().enumerate().map(|(index, rule)| (rule.info.code, index)).collect();
        Self { out, lang, indices, lines: None, written: 0 }
    }

    /// The line of the file on which each row begins, by its number, where rows are not lines: a cell may hold line ends. The first is that of
    /// row 1; a row without one is told without a place.
    #[must_use]
    pub fn lines(mut self, lines: Option<Vec<u64>>) -> Self {
        self.lines = lines;
        self
    }

    /// The line on which a row begins.
    fn line_of(&self, row: u64) -> Option<u64> {
        let Some(lines) = &self.lines else { return Some(row) };
        lines.get(usize::try_from(row.checked_sub(1)?).ok()?).copied()
    }

    fn begin(&mut self) -> io::Result<()> {
        if self.written > 0 {
            return Ok(());
        }
        let other = if self.lang == Lang::Id { Lang::En } else { Lang::Id };
        write!(
            self.out,
            r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"tool":{{"driver":{}}},"language":"{}","translations":[{}],"columnKind":"unicodeCodePoints","results":["#,
            component(self.lang),
            self.lang.code(),
            translation(other),
        )
    }

    fn result(&self, row: &FindingRow) -> Value {
        let mut result = json!({
            "ruleId": row.code,
            "level": level(row.severity),
            "message": { "text": row.message },
            "partialFingerprints": { "jippFinding/v1": fingerprint(row) },
        });
        let mut properties = Map::new();
        for (name, value) in [
            ("source", &row.source),
            ("record", &row.record),
            ("field", &row.field),
            ("value", &row.value),
            ("suggestion", &row.suggestion),
            ("agency", &row.agency),
        ] {
            if let Some(value) = value {
                properties.insert(name.to_owned(), json!(value));
            }
        }
        properties.insert("help".to_owned(), json!(row.help));
        if let Some(fix) = &row.fix {
            properties.insert("fix".to_owned(), json!(fix));
        }
        let mut location = Map::new();
        if let Some(file) = &row.file {
            let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
            let line = row.row.filter(|row| *row > 0).and_then(|row| self.line_of(row));
            if let (Some(number), Some(object)) = (line, physical.as_object_mut()) {
                object.insert("region".to_owned(), json!({ "startLine": number }));
            }
            location.insert("physicalLocation".to_owned(), physical);
        }
        if let Some(record) = &row.record {
            let name = row.field.as_ref().map_or_else(|| record.clone(), |field| format!("{record}/{field}"));
            location.insert("logicalLocations".to_owned(), json!([{ "fullyQualifiedName": name, "kind": "record" }]));
        }
        if let Some(object) = result.as_object_mut() {
            if let Some(index) = self.indices.get(row.code.as_str()) {
                object.insert("ruleIndex".to_owned(), json!(index));
            }
            if !location.is_empty() {
                object.insert("locations".to_owned(), json!([location]));
            }
            object.insert("properties".to_owned(), Value::Object(properties));
        }
        result
    }
}

impl<W: Write> FindingWriter for SarifWriter<W> {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn rows(&mut self, rows: &[FindingRow], _: &[Record]) -> io::Result<()> {
        for row in rows {
            if self.written == 0 {
                self.begin()?;
            } else {
                self.out.write_all(b",")?;
            }
            let result = self.result(row);
            serde_json::to_writer(&mut self.out, &result)?;
            self.written += 1;
        }
        Ok(())
    }

    fn finish(&mut self, report: &Report) -> io::Result<()> {
        self.begin()?;
        let artifacts: Vec<Value> = report
            .files
            .iter()
            .map(|file| json!({ "location": { "uri": uri(&file.name) }, "properties": { "rows": file.rows, "mapping": file.mapping } }))
            .collect();
        let properties = json!({ "as_of": report.as_of, "records": report.records, "totals": report.totals });
        writeln!(self.out, r#"],"artifacts":{},"properties":{properties}}}]}}"#, Value::Array(artifacts))?;
        self.out.flush()
    }
}

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A fixed id of the tool, by which its translations name it (SARIF 3.19.6).
const GUID: &str = "6f2c5a0e-6b0f-4d3a-9f2f-3a1c7c1d2b44";

fn component(lang: Lang) -> Value {
    let descriptors: Vec<Value> = rules().iter().map(|rule| descriptor(rule.info, lang)).collect();
    json!({
        "name": "jipp",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "guid": GUID,
        "language": lang.code(),
        "shortDescription": { "text": DESCRIPTION.get(lang) },
        "rules": descriptors,
    })
}

fn translation(lang: Lang) -> Value {
    let mut component = component(lang);
    if let Some(object) = component.as_object_mut() {
        object.remove("guid");
        object.insert("contents".to_owned(), json!(["localizedData"]));
        object.insert("isComprehensive".to_owned(), json!(true));
        object.insert("associatedComponent".to_owned(), json!({ "name": "jipp", "guid": GUID }));
    }
    component
}

const DESCRIPTION: Bilingual =
    Bilingual { id: "Pemeriksaan data inovasi pelayanan publik", en: "Validation of records of public-service innovations" };

fn descriptor(rule: &RuleInfo, lang: Lang) -> Value {
    let helps: Vec<&str> = rule.messages.iter().map(|message| message.help.get(lang)).collect();
    let markdown: Vec<String> = helps.iter().map(|help| format!("- {help}")).collect();
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary.get(lang) },
        "fullDescription": { "text": format!("{} {}", rule.summary.get(lang), rule.why.get(lang)) },
        "help": { "text": helps.join("; "), "markdown": markdown.join("\n") },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": [family_label(rule.code).get(lang)],
            "stage": rule.stage.code(),
            "basis": rule.source,
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// The same finding on the same record has the same fingerprint, wherever its row moved and in whatever language it is told.
fn fingerprint(row: &FindingRow) -> String {
    let mut hash = Sha256::new();
    let place = if row.record.is_some() { &row.record } else { &row.file };
    for part in [Some(&row.code), place.as_ref(), row.field.as_ref(), row.value.as_ref()] {
        hash.update(part.map_or("", String::as_str).as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The name of a file as a relative URI reference.
fn uri(name: &str) -> String {
    name.bytes().fold(String::with_capacity(name.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            uri.push(char::from(byte));
        } else {
            // writing to a text cannot fail
            let _ = fmt::Write::write_fmt(&mut uri, format_args!("%{byte:02X}"));
        }
        uri
    })
}
