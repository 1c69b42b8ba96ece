//! What was checked, when, and what came of it in a few numbers.

use std::fmt;

use super::charts::{Bar, Icon};
use super::escape::{Prose, Text};
use super::words::Words;
use crate::ingest::in_words;
use crate::model::Severity;
use crate::report::Report;

/// The names of the files, or how many there are.
pub(super) fn files(report: &Report, words: &Words) -> String {
    match report.files.as_slice() {
        files @ ([] | [_, _, _, _, ..]) => format!("{} {}", words.count(files.len()), words.files),
        files => files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}

/// The sections, in their order: anchor and title.
fn sections(report: &Report, words: &Words) -> Vec<(&'static str, &'static str)> {
    let mut sections = vec![("summary", words.summary), ("fields", words.completeness), ("agencies", words.agency)];
    if !report.rules.is_empty() {
        sections.extend([("findings", words.findings), ("rules", words.rules)]);
    }
    sections
}

pub(super) fn header(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    let day = report.as_of.as_deref().map_or_else(|| words.no_day.to_owned(), |day| format!("{} {}", words.as_of, words.day(day)));
    write!(
        f,
        r##"<a class="skip" href="#summary">{skip}</a>
<svg width="0" height="0" class="symbols" aria-hidden="true"><defs>
<pattern id="kawung" width="72" height="72" patternUnits="userSpaceOnUse"><g fill="none" stroke="#fff" stroke-opacity=".07" stroke-width="1.4"><path d="M36 32C20 31 5 20 4 4c16 1 31 12 32 28ZM36 32C37 16 52 5 68 4c-1 16-16 27-32 28ZM36 40c16 1 31 12 32 28-16-1-31-12-32-28ZM36 40C35 56 20 67 4 68c1-16 16-27 32-28Z"/></g><g fill="#fff" fill-opacity=".09"><circle cx="36" cy="36" r="1.6"/><circle r="1.6"/><circle cx="72" r="1.6"/><circle cy="72" r="1.6"/><circle cx="72" cy="72" r="1.6"/></g></pattern>
<symbol id="i-error" viewBox="0 0 16 16"><path fill="currentColor" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="cut" d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"/></symbol>
<symbol id="i-warning" viewBox="0 0 16 16"><path fill="currentColor" d="M8 1.2 15.4 14.6H.6z"/><path class="cut" d="M8 6v4.2m0 2v.6"/></symbol>
<symbol id="i-advice" viewBox="0 0 16 16"><circle fill="currentColor" cx="8" cy="8" r="7.2"/><path class="cut" d="M8 7.4v4.2m0-7.2v.6"/></symbol>
</defs></svg>
<header class="top"><svg class="kawung" aria-hidden="true"><rect width="100%" height="100%" fill="url(#kawung)"/></svg>
<div class="hero">
<p class="brand"><svg viewBox="0 0 36 36" width="36" height="36" aria-hidden="true"><rect width="36" height="36" rx="9" fill="#0e7c7b"/><g fill="#fff"><path d="M18 16C11 15 8 11 8 8c3 0 9 1 10 8Z"/><path d="M20 18c1-7 5-10 8-10 0 3-1 9-8 10Z" opacity=".85"/><path d="M18 20c7 1 10 5 10 8-3 0-9-1-10-8Z"/><path d="M16 18c-1 7-5 10-8 10 0-3 1-9 8-10Z" opacity=".85"/></g><circle cx="18" cy="18" r="2.4" fill="#f2b544"/></svg>{title}</p>
<h1><bdi>{files}</bdi></h1>
<p class="lead">{read} {records} · {day} · jipp {version}</p>
<nav aria-label="{contents}"><ul>"##,
        skip = words.skip,
        title = words.title,
        files = Text(&files(report, words)),
        read = words.count(report.records.read),
        records = words.records.to_lowercase(),
        day = Text(&day),
        version = Text(&report.version),
        contents = words.contents,
    )?;
    for (anchor, title) in sections(report, words) {
        write!(f, r##"<li><a href="#{anchor}">{title}</a></li>"##)?;
    }
    f.write_str("</ul></nav>\n</div></header>\n")
}

pub(super) fn section(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    let records = &report.records;
    let incomplete = records.read.saturating_sub(report.complete);
    let totals = &report.totals;
    let all = totals.error + totals.warning + totals.advice;
    write!(
        f,
        r#"<section id="summary" aria-labelledby="summary-title"><h2 id="summary-title" class="sr">{}</h2>
<div class="cards">
"#,
        words.summary
    )?;
    // read = accepted + quarantined
    write!(
        f,
        r#"<div class="card"><h3>{title}</h3>
<p class="equation"><span><b>{read}</b> {w_read}</span> <i>=</i> <span><b>{accepted}</b> {w_accepted}</span> <i>+</i> <span><b>{quarantined}</b> {w_quarantined}</span></p>
{bar}
<p class="key"><span class="k good">{w_accepted} {p_accepted}</span> <span class="k bad">{w_quarantined} {p_quarantined}</span></p>
<p class="note">{means}</p></div>
"#,
        title = words.records,
        read = words.count(records.read),
        accepted = words.count(records.accepted),
        quarantined = words.count(records.quarantined),
        w_read = words.read,
        w_accepted = words.accepted,
        w_quarantined = words.quarantined,
        p_accepted = words.percent(records.accepted, records.read),
        p_quarantined = words.percent(records.quarantined, records.read),
        bar = Bar(&[("good", records.accepted), ("bad", records.quarantined)], records.read),
        means = words.quarantine_means,
    )?;
    write!(
        f,
        r#"<div class="card"><h3>{title}</h3>
<p class="equation"><span><b>{complete}</b> {w_complete}</span> <i>+</i> <span><b>{incomplete}</b> {w_incomplete}</span></p>
{bar}
<p class="key"><span class="k good">{w_complete} {p_complete}</span> <span class="k none">{w_incomplete} {p_incomplete}</span></p>
<p class="note">{means}</p></div>
"#,
        title = words.completeness,
        complete = words.count(report.complete),
        incomplete = words.count(incomplete),
        w_complete = words.complete,
        w_incomplete = words.incomplete,
        p_complete = words.percent(report.complete, records.read),
        p_incomplete = words.percent(incomplete, records.read),
        bar = Bar(&[("good", report.complete)], records.read),
        means = words.complete_means,
    )?;
    write!(
        f,
        r#"<div class="card"><h3>{}</h3><p class="equation"><span><b>{}</b></span></p><ul class="severities">"#,
        words.findings,
        words.count(all)
    )?;
    let lines = [
        (Severity::Error, totals.error, words.error_means),
        (Severity::Warning, totals.warning, words.warning_means),
        (Severity::Advice, totals.advice, words.advice_means),
    ];
    for (severity, count, means) in lines {
        write!(
            f,
            r#"<li><span class="what">{icon} {name}</span> <b>{count}</b> {bar} <span class="note">{means}</span></li>"#,
            icon = Icon(severity),
            name = words.severity_name(severity),
            count = words.count(count),
            bar = Bar(&[(severity.code(), count)], totals.error.max(totals.warning).max(totals.advice)),
        )?;
    }
    f.write_str("</ul></div>\n</div>\n")?;
    table_of_files(f, report, words)?;
    f.write_str("</section>\n")
}

fn table_of_files(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    if report.files.is_empty() {
        return Ok(());
    }
    write!(
        f,
        r#"<div class="card"><table class="plain stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="n">{}</th></tr></thead><tbody>"#,
        words.file, words.format, words.read_as, words.rows
    )?;
    for file in &report.files {
        let detail =
            [file.format.clone(), in_words(&file.detail, report.lang), file.encoding.clone()].into_iter().filter(|part| !part.is_empty());
        let detail = detail.collect::<Vec<_>>().join(", ");
        let blank = if file.blank_rows > 0 {
            format!(" <small>+ {} {}</small>", words.count(file.blank_rows as usize), words.blank_rows)
        } else {
            String::new()
        };
        write!(
            f,
            r#"<tr><th scope="row"><bdi>{}</bdi></th><td data-label="{}"><bdi>{}</bdi></td><td data-label="{}"><bdi>{}</bdi> <small><bdi>{}</bdi></small></td><td class="n" data-label="{}">{}{blank}</td></tr>"#,
            Text(&file.name),
            words.format,
            Prose(&detail),
            words.read_as,
            Text(&file.mapping),
            Prose(&file.reason),
            words.rows,
            words.count(file.rows as usize),
        )?;
    }
    f.write_str("</tbody></table></div>\n")
}

pub(super) fn footer(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    writeln!(f, "<footer><p>{} {}. {}</p></footer>", words.made_by, Text(&report.version), words.offline)
}
