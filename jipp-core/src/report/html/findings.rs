//! The place of the table of all findings, which the script fills, and the findings themselves.

use std::fmt;

use super::data::Data;
use super::escape::Prose;
use super::words::Words;
use crate::report::Report;

pub(super) fn section(f: &mut fmt::Formatter<'_>, report: &Report, data: &Data, words: &Words) -> fmt::Result {
    if report.rules.is_empty() {
        return Ok(());
    }
    write!(f, r#"<section id="findings" class="card" aria-labelledby="findings-title"><h2 id="findings-title">{}</h2>"#, words.findings)?;
    let all: usize = report.rules.iter().map(|rule| rule.count).sum();
    let missing = all.saturating_sub(data.len());
    if missing > 0 {
        write!(f, r#"<p class="note" id="not-listed">{} {}</p>"#, words.count(missing), Prose(words.not_listed))?;
    }
    writeln!(
        f,
        r#"<noscript><p class="note">{needed}</p></noscript><p class="note" id="failed" role="alert" hidden>{failed}</p>
<div id="explorer" hidden>
<form class="filters" id="filters" role="search" aria-label="{text}">
<label class="wide">{text} <input type="search" id="q" placeholder="{hint}" autocomplete="off" spellcheck="false" maxlength="200"></label>
<fieldset><legend>{severity}</legend><div id="severities"></div></fieldset>
<label>{rule} <select id="rule"><option value="">{every_rule}</option></select></label>
<label>{agency} <select id="agency"><option value="">{every_agency}</option></select></label>
<label class="narrow">{sort} <select id="sort"></select></label>
<button type="reset" class="quiet" id="clear">{clear}</button>
</form>
<p class="count" id="count" role="status" aria-live="polite" tabindex="-1"></p>
<p class="note" id="print-note" hidden></p>
<table class="plain findings" id="finding-table" role="table" aria-labelledby="findings-title" aria-describedby="count"></table>
<nav class="pages" id="pages" aria-label="{pages}"><button type="button" class="quiet" id="previous">{previous}</button> <span id="page"></span> <button type="button" class="quiet" id="next">{next}</button></nav>
</div></section>"#,
        needed = Prose(words.script_needed),
        failed = words.script_failed,
        text = words.text,
        hint = words.text_hint,
        severity = words.severity,
        rule = words.rule,
        every_rule = words.every_rule,
        agency = words.agency,
        every_agency = words.every_agency,
        sort = words.sort,
        clear = words.clear,
        pages = words.pages,
        previous = words.previous,
        next = words.next,
    )
}

/// The columns: no browser runs a script of this type, and base64 holds no character that ends it.
pub(super) fn data(f: &mut fmt::Formatter<'_>, data: &Data) -> fmt::Result {
    writeln!(f, r#"<script type="application/octet-stream" id="data">{}</script>"#, data.packed())
}
