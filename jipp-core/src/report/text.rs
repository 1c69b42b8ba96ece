//! What does a person read on a terminal?

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use super::excerpt::{Excerpt, visible};
use super::{FindingWriter, Report};
use crate::lang::Lang;
use crate::model::{FindingRow, Record, Severity};

/// By what findings are put together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By rule, gravest first.
    #[default]
    Rule,
    /// By file, in the order of their rows.
    File,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextOptions {
    /// Language of the texts.
    pub lang: Lang,
    /// By what they are grouped.
    pub grouping: Grouping,
    /// Most findings shown of a group; all if not given.
    pub most: Option<usize>,
    /// Whether colours are wanted, as ANSI sequences.
    pub colour: bool,
}

/// Findings for people: each with its cell, the bad part underlined, and what to do.
#[derive(Debug)]
pub struct TextWriter<W> {
    out: W,
    options: TextOptions,
    groups: BTreeMap<(Option<Severity>, String), Group>,
}

#[derive(Debug, Default)]
struct Group {
    name: String,
    count: usize,
    shown: Vec<(FindingRow, Option<Excerpt>)>,
}

impl<W: Write> TextWriter<W> {
    /// Writes to `out`.
    pub fn new(out: W, options: TextOptions) -> Self {
        Self { out, options, groups: BTreeMap::new() }
    }

    fn finding(&mut self, row: &FindingRow, excerpt: Option<&Excerpt>) -> io::Result<()> {
        let (paint, lang) = (Paint(self.options.colour), self.options.lang);
        let place = match (&row.file, row.row) {
            (Some(file), Some(number)) => format!("{file}:{number}"),
            (Some(file), None) => file.clone(),
            _ => String::new(),
        };
        let word = paint.grave(row.severity, severity(row.severity, lang));
        let code = if self.options.grouping == Grouping::File { format!("[{}]", row.code) } else { String::new() };
        writeln!(self.out, "{word}{code}: {}", paint.bold(&visible(&row.message)))?;
        let record = row.record.as_deref().map(|record| format!("{}{record}", if place.is_empty() { "" } else { "  " }));
        let place = visible(&format!("{place}{}", record.unwrap_or_default()));
        let number = row.row.map(|row| row.to_string()).unwrap_or_default();
        let margin = " ".repeat(number.len());
        if !place.is_empty() {
            writeln!(self.out, "{margin} {} {place}", paint.dim("-->"))?;
        }
        let bar = paint.dim("|");
        if let Some(excerpt) = excerpt {
            if !excerpt.column.is_empty() {
                writeln!(self.out, "{margin} {bar} {}", paint.dim(&format!("{}:", excerpt.column)))?;
            }
            writeln!(self.out, "{} {bar} {}", paint.dim(&number), excerpt.line)?;
            let underline = excerpt.underline();
            if !underline.is_empty() {
                writeln!(self.out, "{margin} {bar} {}", paint.grave(row.severity, &underline))?;
            }
        }
        let help = if lang == Lang::Id { "saran" } else { "help" };
        writeln!(self.out, "{margin} {} {}: {}", paint.dim("="), paint.bold(help), visible(&row.help))?;
        if let Some(suggestion) = &row.suggestion {
            let word = if lang == Lang::Id { "usulan" } else { "suggestion" };
            writeln!(self.out, "{margin} {} {}: {}", paint.dim("="), paint.bold(word), paint.good(&visible(suggestion)))?;
        }
        Ok(())
    }
}

impl<W: Write> FindingWriter for TextWriter<W> {
    fn lang(&self) -> Lang {
        self.options.lang
    }

    fn rows(&mut self, rows: &[FindingRow], records: &[Record]) -> io::Result<()> {
        let by_id: HashMap<&str, &Record> = records.iter().map(|record| (record.source.record_id.as_str(), record)).collect();
        for row in rows {
            let key = match self.options.grouping {
                Grouping::Rule => (Some(row.severity), row.code.clone()),
                Grouping::File => (None, row.file.clone().unwrap_or_default()),
            };
            let group = self.groups.entry(key).or_default();
            if group.count == 0 {
                group.name.clone_from(&row.name);
            }
            group.count += 1;
            if self.options.most.is_none_or(|most| group.shown.len() < most) {
                let record = row.record.as_deref().and_then(|id| by_id.get(id)).copied();
                group.shown.push((row.clone(), Excerpt::of(row, record, self.options.lang)));
            }
        }
        Ok(())
    }

    fn finish(&mut self, _: &Report) -> io::Result<()> {
        let (paint, lang) = (Paint(self.options.colour), self.options.lang);
        for ((grave, key), mut group) in std::mem::take(&mut self.groups) {
            let heading = if let Some(grave) = grave {
                format!("{} {} ({}, {})", paint.grave(grave, &key), paint.bold(&group.name), severity(grave, lang), group.count)
            } else {
                let none = if lang == Lang::Id { "tanpa berkas" } else { "about no file" };
                let file = if key.is_empty() { none.to_owned() } else { visible(&key) };
                format!("{} ({} {})", paint.bold(&file), group.count, if lang == Lang::Id { "temuan" } else { "findings" })
            };
            writeln!(self.out, "\n{heading}")?;
            let more = group.count - group.shown.len();
            if self.options.grouping == Grouping::File {
                // findings about all records together come last
                group.shown.sort_by(|(a, _), (b, _)| (a.row, &a.code, &a.field).cmp(&(b.row, &b.code, &b.field)));
            }
            for (row, excerpt) in group.shown {
                self.finding(&row, excerpt.as_ref())?;
            }
            if more > 0 {
                let text = if lang == Lang::Id { format!("… dan {more} lagi (--all)") } else { format!("… and {more} more (--all)") };
                writeln!(self.out, "{}", paint.dim(&text))?;
            }
        }
        self.out.flush()
    }
}

/// The word for a severity.
pub const fn severity(severity: Severity, lang: Lang) -> &'static str {
    severity.label().get(lang)
}

/// Colours, or none.
#[derive(Clone, Copy)]
pub(super) struct Paint(pub(super) bool);

impl Paint {
    fn with(self, sequence: &str, text: &str) -> String {
        if self.0 && !text.is_empty() { format!("\u{1b}[{sequence}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    pub(super) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    pub(super) fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    fn good(self, text: &str) -> String {
        self.with("32", text)
    }

    fn grave(self, severity: Severity, text: &str) -> String {
        match severity {
            Severity::Error => self.with("1;31", text),
            Severity::Warning => self.with("1;33", text),
            Severity::Advice => self.with("1;36", text),
        }
    }
}
