//! The words of feedback files.

use crate::lang::Lang;
use crate::model::Finding;
use crate::report::severity;
use crate::text::redact;

/// What is wrong. Findings hold no personal data; this makes sure once more.
pub(super) fn message(finding: &Finding, lang: Lang) -> String {
    public(finding.message(lang))
}

/// What to do.
pub(super) fn help(finding: &Finding, lang: Lang) -> String {
    public(finding.help(lang))
}

/// The proposed value, if there is one.
pub(super) fn suggestion(finding: &Finding, lang: Lang) -> Option<String> {
    let value = finding.fix.as_ref().map(|fix| &fix.value).or(finding.suggestion.as_ref())?;
    let value = public(crate::text::excerpt(value, 200));
    Some(if lang == Lang::Id { format!("Usulan: `{value}`") } else { format!("Suggestion: `{value}`") })
}

/// The comment at a cell.
pub(super) fn comment(findings: &[&Finding], lang: Lang) -> String {
    let parts = findings.iter().map(|finding| {
        let word = severity(finding.severity, lang).to_uppercase();
        let label = if lang == Lang::Id { "Yang perlu dilakukan" } else { "What to do" };
        let mut text =
            format!("{word} {} {}\n{}\n{label}: {}", finding.rule.code, finding.rule.name, message(finding, lang), help(finding, lang));
        if let Some(suggestion) = suggestion(finding, lang) {
            text = format!("{text}\n{suggestion}");
        }
        text
    });
    let text = parts.collect::<Vec<_>>().join("\n\n");
    if text.chars().count() <= LONGEST_COMMENT { text } else { text.chars().take(LONGEST_COMMENT).chain(['…']).collect() }
}

/// Nobody reads a longer one; everything is also in the column of what to do.
const LONGEST_COMMENT: usize = 3_000;

/// A text of a finding, without control characters that an excerpt of a cell may have brought along.
fn public(text: String) -> String {
    let text = redact(&text).unwrap_or(text);
    if text.contains(char::is_control) { text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect() } else { text }
}

/// A template of a rule as a sentence about every case: its places become `…`.
pub(super) fn without_places(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        if let Some((_, after)) = after.split_once('}') {
            text.push('…');
            rest = after;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text + rest
}
