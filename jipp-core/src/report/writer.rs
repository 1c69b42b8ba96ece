//! How are findings written one after the other, so that they need not lie in memory together?

use std::io::{self, Write};

use super::Report;
use crate::lang::Lang;
use crate::model::{Finding, FindingRow, Record};

/// Writes findings in one form, as they come. A form that groups them keeps what it will show and no more.
pub trait FindingWriter {
    /// The language of the texts.
    fn lang(&self) -> Lang;

    /// Takes in findings. `records` are those that are at hand, to show their cells; findings about others show their value.
    fn rows(&mut self, rows: &[FindingRow], records: &[Record]) -> io::Result<()>;

    /// Writes what stands at the end: every finding has come, and this is what they came to.
    fn finish(&mut self, report: &Report) -> io::Result<()>;

    /// Takes in findings as rules report them.
    fn findings(&mut self, findings: &[Finding], records: &[Record]) -> io::Result<()> {
        let rows: Vec<FindingRow> = findings.iter().map(|finding| FindingRow::new(finding, self.lang())).collect();
        self.rows(&rows, records)
    }
}

/// One JSON object a line for each finding.
#[derive(Debug)]
pub struct NdjsonWriter<W> {
    out: W,
    lang: Lang,
}

impl<W: Write> NdjsonWriter<W> {
    /// Writes to `out`.
    pub fn new(out: W, lang: Lang) -> Self {
        Self { out, lang }
    }
}

impl<W: Write> FindingWriter for NdjsonWriter<W> {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn rows(&mut self, rows: &[FindingRow], _: &[Record]) -> io::Result<()> {
        for row in rows {
            serde_json::to_writer(&mut self.out, row)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Report) -> io::Result<()> {
        self.out.flush()
    }
}

/// The whole report as one JSON object.
#[derive(Debug)]
pub struct JsonWriter<W> {
    out: W,
    lang: Lang,
}

impl<W: Write> JsonWriter<W> {
    /// Writes to `out`.
    pub fn new(out: W, lang: Lang) -> Self {
        Self { out, lang }
    }
}

impl<W: Write> FindingWriter for JsonWriter<W> {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn rows(&mut self, _: &[FindingRow], _: &[Record]) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, report: &Report) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, report)?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}

/// A table that no spreadsheet takes for formulas.
#[derive(Debug)]
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    lang: Lang,
    begun: bool,
}

const COLUMNS: [&str; 14] =
    ["code", "name", "severity", "message", "help", "source", "file", "record", "row", "field", "value", "suggestion", "agency", "column"];

impl<W: Write> CsvWriter<W> {
    /// Writes to `out`.
    pub fn new(out: W, lang: Lang) -> Self {
        Self { out: csv::Writer::from_writer(out), lang, begun: false }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.begun {
            self.out.write_record(COLUMNS)?;
            self.begun = true;
        }
        Ok(())
    }
}

impl<W: Write> FindingWriter for CsvWriter<W> {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn rows(&mut self, rows: &[FindingRow], _: &[Record]) -> io::Result<()> {
        self.header()?;
        let text = |value: &Option<String>| safe_cell(value.as_deref().unwrap_or_default());
        for row in rows {
            self.out.write_record([
                row.code.clone(),
                row.name.clone(),
                row.severity.code().to_owned(),
                safe_cell(&row.message),
                safe_cell(&row.help),
                text(&row.source),
                text(&row.file),
                text(&row.record),
                row.row.map_or_else(String::new, |n| n.to_string()),
                text(&row.field),
                text(&row.value),
                text(&row.suggestion),
                text(&row.agency),
                text(&row.column),
            ])?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Report) -> io::Result<()> {
        // a table without findings has its header all the same
        self.header()?;
        self.out.flush()
    }
}

/// A cell that no spreadsheet takes for a formula: see [`neutralised`](crate::ingest::neutralised).
pub fn safe_cell(text: &str) -> String {
    crate::ingest::neutralised(text).into_owned()
}
