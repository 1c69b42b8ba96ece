//! How does an official read what was found? As one HTML page: it needs no network, no server and no script, and runs nothing
//! that stands in the data.
//!
//! Everything that people read at once (counts, charts, agencies, rules with their first findings) is plain HTML. The table of all
//! findings is made by `report.js` from the columns of `data.rs`. Texts of the sources pass through `escape.rs`, and only there.

mod agencies;
mod charts;
mod data;
mod escape;
mod findings;
mod policy;
mod rules;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use super::Report;
use data::Data;
use escape::Text;
use words::Words;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");
/// The icon of the portal, as the address of an image.
const ICON: &str = include_str!("icon.txt");

/// What the page shows of the findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlOptions {
    /// Findings listed at most, the same number for each rule; all are counted, and the page says how many are not listed.
    pub most: usize,
    /// Findings of each rule that are shown without script and in print.
    pub first: usize,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self { most: 200_000, first: 5 }
    }
}

/// The report as one HTML page.
///
/// ```
/// use jipp_core::report::{Report, html};
/// let page = html::render(&Report::default(), &html::HtmlOptions::default());
/// assert!(page.starts_with("<!doctype html>"));
/// ```
pub fn render(report: &Report, options: &HtmlOptions) -> String {
    Page { report, options }.to_string()
}

struct Page<'a> {
    report: &'a Report,
    options: &'a HtmlOptions,
}

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report, options } = *self;
        let words = &Words::of(report.lang);
        let data = Data::of(report, options, words);
        write!(
            f,
            r#"<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="jipp {version}">
<title>{title}: {files}</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
<style>{STYLE}</style>
</head>
<body>
"#,
            lang = if report.lang == crate::lang::Lang::Id { "id" } else { "en" },
            policy = policy::policy(STYLE, SCRIPT),
            version = Text(&report.version),
            title = words.title,
            files = Text(&summary::files(report, words)),
            icon = ICON.trim_end(),
        )?;
        summary::header(f, report, words)?;
        f.write_str("<main>\n")?;
        summary::section(f, report, words)?;
        charts::section(f, report, words)?;
        agencies::section(f, report, words)?;
        findings::section(f, report, &data, words)?;
        rules::section(f, report, options, words)?;
        f.write_str("</main>\n")?;
        summary::footer(f, report, words)?;
        findings::data(f, &data)?;
        write!(f, "<script>{SCRIPT}</script>\n</body>\n</html>\n")
    }
}
