//! Bars, drawn without script: findings by rule, completeness by field, records by source.

use std::fmt;

use super::escape::{Anchor, Prose, Text};
use super::words::{Words, source_label};
use crate::model::{Field, FieldKind, Severity};
use crate::report::{FieldStatistics, GroupStatistics, Report};

/// Rules shown as bars; the others are in their section.
const BARS: usize = 15;

/// A bar of parts of a whole, each with its class.
pub(super) struct Bar<'a>(pub(super) &'a [(&'static str, usize)], pub(super) usize);

impl fmt::Display for Bar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">"#)?;
        let mut x = 0;
        for (class, part) in self.0.iter().filter(|(_, part)| *part > 0) {
            // something is never nothing
            let width = (part.saturating_mul(1000) / self.1.max(1)).clamp(4, 1000 - x.min(996));
            write!(f, r#"<rect class="{class}" x="{x}" width="{width}" height="10"/>"#)?;
            x += width;
        }
        f.write_str("</svg>")
    }
}

/// The sign of a severity: a shape of its own, so that colour is not needed. The word stands beside it.
pub(super) struct Icon(pub(super) Severity);

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.0.code();
        write!(f, r##"<svg class="icon {code}" width="16" height="16" aria-hidden="true"><use href="#i-{code}"/></svg>"##)
    }
}

pub(super) fn section(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    f.write_str("<div class=\"columns\">\n")?;
    by_rule(f, report, words)?;
    f.write_str("<div>")?;
    by_field(f, report, words)?;
    f.write_str("</div></div>\n")?;
    by_source(f, report, words)
}

fn by_rule(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    write!(f, r#"<section class="card" aria-labelledby="by-rule"><h2 id="by-rule">{}</h2>"#, words.by_rule)?;
    let Some(most) = report.rules.iter().map(|rule| rule.count).max() else {
        return writeln!(f, r#"<p class="nothing">{}</p></section>"#, words.no_findings);
    };
    f.write_str(r#"<ol class="bars">"#)?;
    for rule in report.rules.iter().take(BARS) {
        write!(
            f,
            r##"<li><a href="#{anchor}">{icon} <b>{code}</b> <span>{summary}</span></a> <span class="n">{count} <span class="sr">{severity}</span></span>{bar}</li>"##,
            anchor = Anchor("rule", &rule.code),
            summary = Prose(&rule.summary),
            icon = Icon(rule.severity),
            code = Text(&rule.code),
            count = words.count(rule.count),
            bar = Bar(&[(rule.severity.code(), rule.count)], most),
            severity = words.severity_name(rule.severity),
        )?;
    }
    f.write_str("</ol>")?;
    if report.rules.len() > BARS {
        write!(f, r##"<p class="note">{} <a href="#rules">{}</a></p>"##, words.count(report.rules.len() - BARS), words.more_rules)?;
    }
    f.write_str(r#"<p class="key">"#)?;
    for severity in Severity::ALL {
        write!(f, "<span>{} {}</span> ", Icon(severity), words.severity_name(severity))?;
    }
    f.write_str("</p></section>\n")
}

fn by_field(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    let read = report.records.read;
    let (filled, empty): (Vec<_>, Vec<_>) = report.fields.iter().filter(|field| asked(field)).partition(|field| field.filled > 0);
    let sources: Vec<&str> = report.records.by_source.iter().filter(|(_, count)| **count > 0).map(|(code, _)| code.as_str()).collect();
    let sources = if sources.len() > 1 { sources } else { Vec::new() };
    write!(
        f,
        r#"<section id="fields" class="card" aria-labelledby="by-field"><h2 id="by-field">{}</h2><p class="note">{}</p><table class="plain fields"><thead><tr><th scope="col">{}</th><th scope="col" class="n">{}</th>"#,
        words.by_field, words.by_field_means, words.field, words.filled
    )?;
    for source in &sources {
        write!(
            f,
            r#"<th scope="col" class="n by">{}</th>"#,
            Text(source_label(Some(source), words).split(' ').next().unwrap_or_default())
        )?;
    }
    f.write_str("</tr></thead><tbody>")?;
    for field in filled {
        write!(
            f,
            r#"<tr><th scope="row">{}{}</th><td class="n" title="{} / {}">{}</td>"#,
            Text(&field.label),
            Bar(&[("good", field.filled)], read),
            words.count(field.filled),
            words.count(read),
            words.percent(field.filled, read)
        )?;
        for source in &sources {
            let of_source = report.records.by_source.get(*source).copied().unwrap_or_default();
            let part = field.by_source.get(*source).copied().unwrap_or_default();
            write!(f, r#"<td class="n by">{}</td>"#, words.percent(part, of_source))?;
        }
        f.write_str("</tr>")?;
    }
    f.write_str("</tbody></table>")?;
    if !empty.is_empty() {
        let names: Vec<&str> = empty.iter().map(|field| field.label.as_str()).collect();
        write!(
            f,
            r#"<details class="note"><summary>{} ({})</summary>{}.</details>"#,
            words.never_filled,
            words.count(names.len()),
            Text(&names.join(", "))
        )?;
    }
    f.write_str("</section>\n")
}

/// Whether a source could have filled the field, or jipp resolved its name to a code.
fn asked(field: &FieldStatistics) -> bool {
    Field::ALL
        .iter()
        .find(|known| known.name() == field.field)
        .is_none_or(|known| known.kind() != FieldKind::Derived || matches!(known, Field::AgencyCode | Field::RegionCode))
}

fn by_source(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    if report.sources.is_empty() {
        return Ok(());
    }
    write!(
        f,
        r#"<section class="card" aria-labelledby="by-source"><h2 id="by-source">{}</h2><table class="plain stack numbers"><thead>"#,
        words.by_source
    )?;
    group_head(f, words.source, words)?;
    f.write_str("</thead><tbody>")?;
    // records without a source are a group of their own, mostly an empty one
    let told = |source: &&GroupStatistics| source.key.is_some() || figures(source).iter().any(|figure| *figure > 0);
    for source in report.sources.iter().filter(told) {
        write!(f, r#"<tr><th scope="row">{}</th>"#, Text(source_label(source.key.as_deref(), words)))?;
        group_cells(f, source, words)?;
    }
    f.write_str("</tbody></table></section>\n")
}

/// The columns of a table of groups.
pub(super) fn group_head(f: &mut fmt::Formatter<'_>, name: &str, words: &Words) -> fmt::Result {
    write!(f, r#"<tr><th scope="col">{name}</th>"#)?;
    for title in group_titles(words) {
        write!(f, r#"<th scope="col" class="n">{title}</th>"#)?;
    }
    f.write_str("</tr>")
}

fn group_titles(words: &Words) -> [&'static str; 6] {
    [words.read, words.quarantined, words.complete, words.error, words.warning, words.advice]
}

/// The figures under [`group_titles`].
fn figures(group: &GroupStatistics) -> [usize; 6] {
    let totals = &group.totals;
    [group.records, group.quarantined, group.complete, totals.error, totals.warning, totals.advice]
}

/// The figures of a group, and the end of its row.
pub(super) fn group_cells(f: &mut fmt::Formatter<'_>, group: &GroupStatistics, words: &Words) -> fmt::Result {
    for (title, figure) in group_titles(words).into_iter().zip(figures(group)) {
        let class = if figure == 0 { "n zero" } else { "n" };
        write!(f, r#"<td class="{class}" data-label="{title}">{}</td>"#, words.count(figure))?;
    }
    f.write_str("</tr>\n")
}
