//! What does each rule that was violated mean, and what are its first findings? Readable without script, and in print.

use std::collections::BTreeMap;
use std::fmt;

use super::HtmlOptions;
use super::charts::Icon;
use super::escape::{Anchor, Prose, Text};
use super::words::{Words, agency_label, field_label};
use crate::model::FindingRow;
use crate::report::{Report, RuleCount};

pub(super) fn section(f: &mut fmt::Formatter<'_>, report: &Report, options: &HtmlOptions, words: &Words) -> fmt::Result {
    if report.rules.is_empty() {
        return Ok(());
    }
    let mut first: BTreeMap<&str, Vec<&FindingRow>> = BTreeMap::new();
    for finding in &report.findings {
        let of_rule = first.entry(&finding.code).or_default();
        if of_rule.len() < options.first {
            of_rule.push(finding);
        }
    }
    writeln!(
        f,
        r#"<section id="rules" aria-labelledby="rules-title"><h2 id="rules-title">{}</h2><p class="note">{}</p>"#,
        words.rules, words.rules_mean
    )?;
    let mut rules: Vec<&RuleCount> = report.rules.iter().collect();
    rules.sort_by(|a, b| (a.severity, &a.code).cmp(&(b.severity, &b.code)));
    for rule in rules {
        let findings = first.get(rule.code.as_str()).map_or(&[][..], Vec::as_slice);
        one(f, report, rule, findings, words)?;
    }
    f.write_str("</section>\n")
}

fn one(f: &mut fmt::Formatter<'_>, report: &Report, rule: &RuleCount, findings: &[&FindingRow], words: &Words) -> fmt::Result {
    writeln!(
        f,
        r#"<details class="card rule" id="{anchor}" open><summary><h3>{icon} {code} <span class="gist">{summary}</span></h3> <span class="n">{count} <span class="of">{severity}</span></span></summary>"#,
        anchor = Anchor("rule", &rule.code),
        icon = Icon(rule.severity),
        code = Text(&rule.code),
        count = words.count(rule.count),
        severity = words.severity_name(rule.severity),
        summary = Prose(&rule.summary),
    )?;
    if let Some(info) = crate::rules::rule_info(&rule.code) {
        write!(f, "<dl><div><dt>{}</dt><dd>{}</dd></div>", words.why, Prose(info.why.get(report.lang)))?;
        let mut remedies: Vec<&str> =
            info.messages.iter().map(|message| message.help.get(report.lang)).filter(|help| !help.contains('{')).collect();
        remedies.dedup();
        if !remedies.is_empty() {
            write!(f, "<div><dt>{}</dt><dd>", words.to_do)?;
            for (position, help) in remedies.iter().enumerate() {
                write!(f, "{}{}", if position > 0 { "<br>" } else { "" }, Prose(help))?;
            }
            f.write_str("</dd></div>")?;
        }
        writeln!(
            f,
            "<div><dt>{}</dt><dd>{}: <code>{}</code><br>{}: <code>{}</code></dd></div><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd lang=\"en\">{}</dd></div></dl>",
            words.example,
            words.invalid,
            Text(info.invalid),
            words.valid,
            Text(info.valid),
            words.blocks,
            info.stage.blocks().get(words.lang),
            words.basis,
            Prose(info.source),
        )?;
    }
    table(f, report, findings, words)?;
    let more = rule.count.saturating_sub(findings.len());
    f.write_str(r#"<p class="more">"#)?;
    if more > 0 {
        write!(f, "… {} {}. ", words.count(more), words.and_more)?;
    }
    write!(f, r##"<a class="scripted" href="#findings?rule={}">{}</a></p></details>"##, Text(&rule.code), words.show_all)?;
    f.write_str("\n")
}

fn table(f: &mut fmt::Formatter<'_>, report: &Report, findings: &[&FindingRow], words: &Words) -> fmt::Result {
    if findings.is_empty() {
        return Ok(());
    }
    write!(
        f,
        r#"<table class="plain findings first"><caption>{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>"#,
        words.first, words.place, words.record, words.field, words.value, words.message
    )?;
    for finding in findings {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        write!(f, r#"<tr><td data-label="{}">"#, words.place)?;
        if let Some(row) = finding.row {
            write!(f, "{} {row} ", words.row)?;
        }
        write!(
            f,
            r#"<small><bdi>{file}</bdi></small></td><td data-label="{w_record}"><bdi>{record}</bdi> <small><bdi>{agency}</bdi></small></td><td data-label="{w_field}">{field}</td><td data-label="{w_value}"><bdi>{value}</bdi></td><td data-label="{w_message}"><bdi>{message}</bdi><p class="help"><bdi>{help}</bdi></p>"#,
            file = Text(&text(&finding.file)),
            w_record = words.record,
            record = Text(&text(&finding.record)),
            agency = Text(&finding.agency.as_deref().map_or_else(String::new, |key| agency_label(report, key, words))),
            w_field = words.field,
            field = Text(&finding.field.as_deref().map_or_else(String::new, |name| field_label(report, name))),
            w_value = words.value,
            value = Text(&text(&finding.value)),
            w_message = words.message,
            message = Prose(&finding.message),
            help = Prose(&finding.help),
        )?;
        if let Some(suggestion) = &finding.suggestion {
            write!(f, r#"<p class="help">{}: <code>{}</code></p>"#, words.suggestion, Text(suggestion))?;
        }
        f.write_str("</td></tr>\n")?;
    }
    f.write_str("</tbody></table>")
}
