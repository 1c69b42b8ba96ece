use super::*;
use crate::lang::Lang;
use crate::model::{FindingRow, Severity};
use crate::report::{FieldStatistics, FileSummary, GroupStatistics, RecordCounts, RuleCount};
use crate::rules::Totals;

const ATTACK: &str = "\"'><script>pwned=1</script><!--</style>\u{2028}\u{202e}`";

pub(super) fn finding(code: &str, row: u64) -> FindingRow {
    FindingRow {
        code: code.into(),
        name: "unknown-award".into(),
        severity: Severity::Warning,
        message: "penghargaan `Top 1000` tidak dikenali".into(),
        help: "tulis ajang atau tingkat beserta tahunnya".into(),
        source: Some("panrb_kipp".into()),
        file: Some("kipp.csv".into()),
        record: Some(format!("panrb_kipp:{row}")),
        row: Some(row),
        field: Some("awards".into()),
        value: Some("Top 1000".into()),
        suggestion: None,
        agency: Some("pemda:35.78".into()),
        column: None,
        fix: None,
    }
}

fn report(lang: Lang, findings: Vec<FindingRow>) -> Report {
    let totals = Totals { warning: findings.len(), ..Totals::default() };
    let group = |key: Option<&str>, label: &str, records| GroupStatistics {
        key: key.map(str::to_owned),
        label: label.into(),
        records,
        totals,
        ..GroupStatistics::default()
    };
    let mut rules: Vec<RuleCount> = Vec::new();
    for finding in &findings {
        match rules.iter_mut().find(|rule| rule.code == finding.code) {
            Some(rule) => rule.count += 1,
            None => rules.push(RuleCount {
                code: finding.code.clone(),
                name: finding.name.clone(),
                severity: finding.severity,
                summary: "Penghargaan memakai nama yang dikenal.".into(),
                count: 1,
            }),
        }
    }
    Report {
        version: "1.2.3".into(),
        lang,
        as_of: Some("2026-11-21".into()),
        files: vec![FileSummary {
            name: "kipp.csv".into(),
            format: "csv".into(),
            detail: "comma".into(),
            encoding: "UTF-8".into(),
            mapping: "kipp".into(),
            reason: "as asked".into(),
            programme: "KIPP".into(),
            rows: 1234,
            blank_rows: 2,
        }],
        records: RecordCounts { read: 1234, accepted: 1200, quarantined: 34, by_source: [("panrb_kipp".to_owned(), 1234)].into() },
        complete: 1000,
        totals,
        rules,
        fields: vec![FieldStatistics {
            field: "awards".into(),
            label: "Penghargaan".into(),
            filled: 617,
            by_source: [("panrb_kipp".to_owned(), 617)].into(),
            ..FieldStatistics::default()
        }],
        sources: vec![group(Some("panrb_kipp"), "panrb_kipp", 1234)],
        agencies: vec![group(None, "whatever was written", 4), group(Some("pemda:35.78"), "Pemerintah Kota Surabaya", 1230)],
        findings,
        unlisted: 0,
        ..Report::default()
    }
}

fn page(report: &Report) -> String {
    render(report, &HtmlOptions::default())
}

/// What stands in the data block, as JSON.
fn data(page: &str) -> serde_json::Value {
    let packed = page.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
    assert!(packed.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=')));
    let mut bytes = Vec::new();
    let digit = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    for four in packed.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = four.iter().fold(0_u32, |bits, c| bits << 6 | u32::from(digit(*c))) << (6 * (4 - four.len()));
        bytes.extend(bits.to_be_bytes().iter().skip(1).take(four.len() - 1));
    }
    serde_json::from_slice(&miniz_oxide::inflate::decompress_to_vec_zlib(&bytes).unwrap()).unwrap()
}

/// Elements, anchors and ids of the page without its style, script and data: what a reader of the code would call its skeleton.
fn skeleton(page: &str) -> String {
    let body = page.split("<main>").nth(1).unwrap().split("</main>").next().unwrap();
    let mut lines = String::new();
    for tag in body.split('<').skip(1).map(|part| part.split('>').next().unwrap()) {
        if let Some(id) = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()) {
            let name = tag.split(' ').next().unwrap();
            lines.extend([name, "#", id, "\n"]);
        }
    }
    lines
}

#[test]
fn the_page_has_its_parts_in_order() {
    let page = page(&report(Lang::Id, vec![finding("AWD-01", 2), finding("AWD-01", 3)]));
    insta::assert_snapshot!(skeleton(&page), @r"
    section#summary
    h2#summary-title
    h2#by-rule
    section#fields
    h2#by-field
    h2#by-source
    section#agencies
    h2#by-agency
    input#agency-filter
    span#agency-count
    table#agency-table
    tr#agency-pemda:35.78
    tr#agency-other
    section#findings
    h2#findings-title
    p#failed
    div#explorer
    form#filters
    input#q
    div#severities
    select#rule
    select#agency
    select#sort
    button#clear
    p#count
    p#print-note
    table#finding-table
    nav#pages
    button#previous
    span#page
    button#next
    section#rules
    h2#rules-title
    details#rule-AWD-01
    ");
}

#[test]
fn the_counts_are_on_the_page_in_both_languages() {
    let findings = vec![finding("AWD-01", 2)];
    let id = page(&report(Lang::Id, findings.clone()));
    for text in
        ["<html lang=\"id\">", "1.234", "1.200", "97,2\u{a0}%", "21 November 2026", "Instansi lainnya (tidak dikenali)", "50,0\u{a0}%"]
    {
        assert!(id.contains(text), "{text}");
    }
    assert!(!id.contains("whatever was written"));
    let en = page(&report(Lang::En, findings));
    for text in ["<html lang=\"en\">", "1,234", "97.2%", "checked as of 21 November 2026", "agency not recognised"] {
        assert!(en.contains(text), "{text}");
    }
}

#[test]
fn the_other_agencies_stand_last() {
    let page = page(&report(Lang::Id, vec![finding("AWD-01", 2)]));
    assert!(page.find("id=\"agency-other\"").unwrap() > page.find("id=\"agency-pemda:35.78\"").unwrap());
}

#[test]
fn the_data_holds_every_finding_and_each_text_once() {
    let data = data(&page(&report(Lang::Id, (2..1002).map(|row| finding("AWD-01", row)).collect())));
    assert_eq!(data["findings"]["rule"].as_array().unwrap().len(), 1000);
    assert_eq!(data["records"]["row"].as_array().unwrap().len(), 1000);
    assert_eq!(data["values"], serde_json::json!(["", "Top 1000"]));
    assert_eq!(data["texts"].as_array().unwrap().len(), 3);
    assert_eq!(data["texts"][1], "penghargaan `\u{1}` tidak dikenali");
}

#[test]
fn what_does_not_fit_is_counted_and_said() {
    let findings = (2..102).map(|row| finding("AWD-01", row)).chain([finding("TXT-01", 5)]).collect();
    let page = render(&report(Lang::Id, findings), &HtmlOptions { most: 21, first: 2 });
    assert_eq!(data(&page)["findings"]["rule"].as_array().unwrap().len(), 21);
    assert!(page.contains("<p class=\"note\" id=\"not-listed\">80 temuan lagi tidak didaftar"));
    assert!(page.contains("… 98 temuan lain dari aturan ini"));
}

#[test]
fn nothing_found_is_said_and_nothing_read_is_no_error() {
    let page = page(&Report::default());
    assert!(page.contains("Tidak ada temuan.") && !page.contains("id=\"findings\""));
}

#[test]
fn the_policy_names_the_script_and_the_style_that_are_in_the_page() {
    let page = page(&report(Lang::Id, vec![finding("AWD-01", 2)]));
    let between = |from: &str, to: &str| page.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
    assert!(page.contains(&policy::policy(&between("<style>", "</style>"), &between("<script>", "</script>"))));
    assert_eq!(page.matches("<script").count(), 2);
    assert!(!SCRIPT.contains("</") && !STYLE.contains("</"), "the assets must not end their element");
    for banned in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "fetch(", "http:", "import("] {
        assert!(!SCRIPT.replace("'http://www.w3.org/2000/svg'", "").contains(banned), "{banned}");
    }
}

#[test]
fn no_text_of_a_report_becomes_markup() {
    let mut hostile =
        serde_json::to_value(report(Lang::Id, vec![FindingRow { suggestion: Some("x".into()), ..finding("AWD-01", 2) }])).unwrap();
    poison(&mut hostile);
    let hostile: Report = serde_json::from_value(hostile).unwrap();
    let page = page(&hostile);
    let clean = self::page(&report(Lang::Id, vec![FindingRow { suggestion: Some("x".into()), ..finding("AWD-01", 2) }]));
    assert!(!page.contains("<script>pwned") && page.contains("&lt;script&gt;pwned=1&lt;/script&gt;&lt;!--&lt;/style&gt;⟨U+2028⟩⟨U+202E⟩`"));
    assert!(!page.contains('\u{2028}') && !page.contains('\u{202e}'));
    // the same elements as with good data, but for the explanation of the rule, which is not known under its new code, and values
    // marked by backticks
    let elements = |page: &str, name: &str| page.matches(&format!("<{name}")).count();
    for name in ["script", "style", "svg", "td", "th", "tr", "a ", "p>", "section", "bdi", "input"] {
        assert_eq!(elements(&page, name), elements(&clean, name), "{name}");
    }
}

/// Puts the attack into every text but those that are no texts: severity, language and keys.
fn poison(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) if !matches!(text.as_str(), "error" | "warning" | "advice" | "id" | "en") => text.push_str(ATTACK),
        serde_json::Value::Array(items) => items.iter_mut().for_each(poison),
        serde_json::Value::Object(entries) => entries.values_mut().for_each(poison),
        _ => {}
    }
}
