use super::*;
use crate::model::SourceSystem::{Generic, LanInoland, PanrbKipp};

#[track_caller]
fn read(text: &str) -> Settings {
    Settings::parse("jipp.toml", text).unwrap()
}

#[track_caller]
fn problems(text: &str) -> Vec<String> {
    match Settings::parse("jipp.toml", text).unwrap_err() {
        SettingsError::Invalid { problems } => problems.into_iter().map(|problem| problem.en).collect(),
        other => vec![other.to_string()],
    }
}

#[test]
fn without_settings_every_rule_runs_as_it_is() {
    for settings in [Settings::default(), read(""), read("{}")] {
        assert!(settings.runs("ID-01", Some(PanrbKipp)) && settings.severity("ID-01", None).is_none() && settings.as_of.is_none());
    }
}

#[test]
fn a_source_selects_for_itself_and_ignores_besides() {
    let settings = read("select = ['DAT', 'ID']\nignore = ['DAT-02']\n[source.kipp]\nselect = ['TXT', 'DAT']\nignore = ['TXT-01']\n");
    assert!(settings.runs("ID-01", Some(LanInoland)) && !settings.runs("TXT-02", Some(LanInoland)));
    assert!(settings.runs("TXT-02", Some(PanrbKipp)) && !settings.runs("ID-01", Some(PanrbKipp)));
    assert!(!settings.runs("TXT-01", Some(PanrbKipp)) && !settings.runs("DAT-02", Some(PanrbKipp)));
    assert!(settings.runs_anywhere("TXT-02") && !settings.runs_anywhere("ORG-01"));
}

#[test]
fn the_nearer_severity_wins() {
    let settings = read("[severity]\nDAT-02 = 'advice'\nDAT = 'warning'\n[source.generic.severity]\nDAT-02 = 'error'\n");
    assert_eq!(settings.severity("DAT-01", None), Some(Severity::Warning), "the family");
    assert_eq!(settings.severity("DAT-02", Some(PanrbKipp)), Some(Severity::Advice), "the code, though it stands first");
    assert_eq!(settings.severity("DAT-02", Some(Generic)), Some(Severity::Error), "the source");
    assert_eq!(settings.severity("ID-01", Some(Generic)), None);
}

#[test]
fn json_means_the_same() {
    let toml = read("ignore = ['CLS']\nas_of = 2026-11-21\n[rule.empty-phrase]\nleast_words = 15\n[source.lan]\nselect = ['ID']\n");
    let json =
        r#"{"ignore": ["CLS"], "as_of": "2026-11-21", "rule": {"TXT-03": {"least_words": 15}}, "source": {"lan": {"select": ["ID"]}}}"#;
    assert_eq!(toml, read(json));
}

#[test]
fn every_mistake_is_named_with_its_line_and_what_is_allowed() {
    let text = "selct = ['DAT']\nignore = ['DAT-20', 7]\nas_of = '2026'\n\n[severity]\nTXT = 'eror'\nTTX = 'error'\n\n[source.kip]\nignore = []\n\n[source.lan]\nselct = []\n\n[rule.TXT-03]\nleast_word = 3\nleast_words = 'many'\n[rule.DAT-04]\nearliest_year = 19.5\n[rule.ID-01]\nx = 1\n";
    let expected = [
        "jipp.toml:1: unknown setting `selct`, did you mean `select`? (known: `select`, `ignore`, `as_of`, `severity`, `source`, `rule`)",
        "jipp.toml:2: unknown rule in `ignore`: `DAT-20`, did you mean `DAT-02`?",
        "jipp.toml:2: `ignore` is `7`; it takes codes, names or families of rules in quotes",
        "jipp.toml:3: `as_of` is `2026`; it takes a day, such as 2026-11-21",
        "jipp.toml:6: `severity.TXT` is `eror`; it takes `error`, `warning` or `advice`",
        "jipp.toml:7: unknown rule in `severity`: `TTX`",
        "jipp.toml:9: unknown source `kip`, did you mean `kipp`? (known: `generic`, `iga`, `iga-2022`, `iga-2024`, `iga-2025`, `iga-2026`, `inoland`, `jippnas`, `kemendagri_iga`, `kipp`, `kipp-2021`, `kipp-2022`, `kipp-2023`, `kipp-2025`, `lan`, `lan-2018`, `lan_inoland`, `panrb_kipp`)",
        "jipp.toml:13: unknown setting of `source.lan` `selct`, did you mean `select`? (known: `select`, `ignore`, `severity`)",
        "jipp.toml:16: unknown number of TXT-03: `least_word`, did you mean `least_words`? (known: `least_words`)",
        "jipp.toml:17: `rule.TXT-03.least_words` is `many`; it takes a whole number from 1 to 1000",
        "jipp.toml:19: `rule.DAT-04.earliest_year` is `19.5`; it takes a whole number from 1900 to 2100",
        "jipp.toml:21: the rule ID-01 has no number to set, so `rule.ID-01.x` means nothing",
    ];
    let mut seen = problems(text);
    let line = |problem: &String| problem.split(':').nth(1).and_then(|line| line.parse::<usize>().ok());
    seen.sort_by_key(line);
    assert_eq!(seen, expected);
}

#[test]
fn what_is_no_toml_or_json_is_told_with_its_line() {
    assert_eq!(problems("\nselect = [")[0].split(": ").take(2).collect::<Vec<_>>(), ["settings cannot be read", "jipp.toml:2"]);
    assert!(problems("{\"select\": [}")[0].contains("jipp.toml:1: "));
    assert_eq!(problems("source = 3"), ["jipp.toml:1: `source` is `3`; it takes a table, `[source]`"]);
    assert_eq!(problems("{\"select\": \"DAT\"}").len(), 1);
    let twice = problems("[source.kipp]\nignore = ['TXT']\n[source.panrb_kipp]\nignore = ['ID']\n");
    assert_eq!(twice, ["jipp.toml:3: `source.panrb_kipp` names a source that another section names already (`panrb_kipp`)"]);
}
