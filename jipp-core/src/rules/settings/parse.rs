use std::collections::BTreeMap;

use super::tree::{self, Content, Entry, Node};
use super::{Choice, Number, Settings};
use crate::error::{SettingsError, nearest};
use crate::error_message::suggestion;
use crate::ingest::built_in_mappings;
use crate::lang::{BilingualText, Lang, told};
use crate::model::{PartialDate, Severity, SourceSystem};
use crate::rules::registry::{rule, rules};
use crate::rules::selection::codes_of;

/// Reads settings; every problem of the file is told at once, each with file, line, name and what is allowed.
pub(super) fn parse(name: &str, text: &str) -> Result<Settings, SettingsError> {
    let mut reader = Reader { file: name, problems: Vec::new() };
    let settings = reader.settings(tree::read(name, text)?);
    if reader.problems.is_empty() { Ok(settings) } else { Err(SettingsError::Invalid { problems: reader.problems }) }
}

const TOP: [&str; 6] = ["select", "ignore", "as_of", "severity", "source", "rule"];
const OF_SOURCE: [&str; 3] = ["select", "ignore", "severity"];

struct Reader<'a> {
    file: &'a str,
    problems: Vec<BilingualText>,
}

impl Reader<'_> {
    fn problem(&mut self, line: Option<usize>, text: BilingualText) {
        let line = line.map_or_else(String::new, |line| format!(":{line}"));
        let place = format!("{}{line}: ", self.file);
        self.problems.push(text.behind(&place, &place));
    }

    /// A value of another kind than the setting takes.
    fn wrong(&mut self, path: &str, node: &Node, wanted: &BilingualText) {
        let shown = |lang| node.content.shown(lang);
        let text = BilingualText::new(
            format!("`{path}` berisi {}; isinya {}", shown(Lang::Id), wanted.id),
            format!("`{path}` is {}; it takes {}", shown(Lang::En), wanted.en),
        );
        self.problem(node.line, text);
    }

    fn unknown<'n>(&mut self, line: Option<usize>, what: &BilingualText, given: &str, known: impl Iterator<Item = &'n str> + Clone) {
        let near = suggestion(nearest(given, known.clone()).as_deref());
        let list: Vec<String> = known.map(|name| format!("`{name}`")).collect();
        // a list as long as that of the rules helps nobody
        let allowed = |word: &str| if list.len() <= 24 { format!(" ({word}: {})", list.join(", ")) } else { String::new() };
        let text = BilingualText::new(
            format!("{} `{given}` tidak dikenal{}{}", what.id, near.id, allowed("yang dikenal")),
            format!("unknown {} `{given}`{}{}", what.en, near.en, allowed("known")),
        );
        self.problem(line, text);
    }

    fn table(&mut self, path: &str, node: Node) -> Vec<Entry> {
        if let Content::Table(entries) = node.content {
            return entries;
        }
        self.wrong(path, &node, &told!("tabel, `[{path}]`", "a table, `[{path}]`"));
        Vec::new()
    }

    fn settings(&mut self, entries: Vec<Entry>) -> Settings {
        let mut settings = Settings::default();
        for Entry { name, line, value } in entries {
            match name.as_str() {
                "as_of" => settings.as_of = self.day(&value),
                "source" => {
                    for entry in self.table("source", value) {
                        self.source(entry, &mut settings.sources);
                    }
                }
                "rule" => {
                    for entry in self.table("rule", value) {
                        self.rule(entry, &mut settings.numbers);
                    }
                }
                name if OF_SOURCE.contains(&name) => self.choice(name, name, value, &mut settings.everywhere),
                name => self.unknown(line, &told!("setelan", "setting"), name, TOP.into_iter()),
            }
        }
        settings
    }

    fn day(&mut self, node: &Node) -> Option<PartialDate> {
        let text = match &node.content {
            Content::Text(text) | Content::Date(text) => text.parse::<PartialDate>().ok(),
            _ => None,
        };
        let day = text.filter(|day| day.day().is_some());
        if day.is_none() {
            self.wrong("as_of", node, &told!("tanggal, misalnya 2026-11-21", "a day, such as 2026-11-21"));
        }
        day
    }

    fn source(&mut self, entry: Entry, sources: &mut BTreeMap<SourceSystem, Choice>) {
        let Entry { name, line, value } = entry;
        let Some(system) = system(&name) else {
            let known = built_in_mappings().iter().map(|m| m.name.as_str()).chain(SourceSystem::ALL.iter().map(|s| s.code()));
            let mut names: Vec<&str> = known.collect();
            names.sort_unstable();
            names.dedup();
            self.unknown(line, &told!("sumber", "source"), &name, names.into_iter());
            return;
        };
        let path = format!("source.{name}");
        let mut choice = Choice::default();
        for inner in self.table(&path, value) {
            if OF_SOURCE.contains(&inner.name.as_str()) {
                self.choice(&format!("{path}.{}", inner.name), &inner.name, inner.value, &mut choice);
            } else {
                self.unknown(inner.line, &told!("setelan `{path}`:", "setting of `{path}`"), &inner.name, OF_SOURCE.into_iter());
            }
        }
        if sources.insert(system, choice).is_some() {
            let text = told!(
                "`{path}` menyebut sumber yang sudah disebut bagian lain (`{system}`)",
                "`{path}` names a source that another section names already (`{system}`)"
            );
            self.problem(line, text);
        }
    }

    fn choice(&mut self, path: &str, name: &str, node: Node, choice: &mut Choice) {
        match name {
            "select" => choice.select = Some(self.selectors(path, node)),
            "ignore" => choice.ignore = self.selectors(path, node),
            _ => choice.severity = self.severities(path, node),
        }
    }

    fn selectors(&mut self, path: &str, node: Node) -> Vec<&'static str> {
        let Content::List(items) = node.content else {
            let wanted = told!(
                "daftar kode, nama, atau keluarga aturan, misalnya [\"DAT\", \"TXT-03\"]",
                "a list of codes, names or families of rules, such as [\"DAT\", \"TXT-03\"]"
            );
            self.wrong(path, &node, &wanted);
            return Vec::new();
        };
        let mut codes = Vec::new();
        for item in items {
            if let Content::Text(selector) = &item.content {
                codes.extend(self.codes(path, item.line, selector));
            } else {
                let wanted = told!("kode, nama, atau keluarga aturan dalam tanda kutip", "codes, names or families of rules in quotes");
                self.wrong(path, &item, &wanted);
            }
        }
        codes
    }

    fn codes(&mut self, path: &str, line: Option<usize>, selector: &str) -> Vec<&'static str> {
        let codes = codes_of(selector);
        if codes.is_empty() {
            let known = rules().iter().flat_map(|r| [r.info.code, r.info.name]);
            self.unknown(line, &told!("aturan dalam `{path}`:", "rule in `{path}`:"), selector, known);
        }
        codes
    }

    /// A code or name wins over its family, wherever it stands.
    fn severities(&mut self, path: &str, node: Node) -> BTreeMap<&'static str, Severity> {
        let (mut families, mut single) = (BTreeMap::new(), BTreeMap::new());
        for Entry { name, line, value } in self.table(path, node) {
            let codes = self.codes(path, line, &name);
            let severity = match &value.content {
                Content::Text(text) => Severity::ALL.into_iter().find(|severity| severity.code() == text),
                _ => None,
            };
            let Some(severity) = severity else {
                let wanted = told!("`error`, `warning`, atau `advice`", "`error`, `warning` or `advice`");
                self.wrong(&format!("{path}.{name}"), &value, &wanted);
                continue;
            };
            let of_one = rule(&name).is_some();
            for code in codes {
                if of_one && single.insert(code, severity).is_some() {
                    self.problem(line, told!("`{path}` menyebut aturan {code} dua kali", "`{path}` names the rule {code} twice"));
                } else if !of_one {
                    families.insert(code, severity);
                }
            }
        }
        families.extend(single);
        families
    }

    fn rule(&mut self, entry: Entry, numbers: &mut Vec<Number>) {
        let Entry { name, line, value } = entry;
        let Some(found) = rule(&name) else {
            self.unknown(
                line,
                &told!("aturan dalam `rule`:", "rule in `rule`:"),
                &name,
                rules().iter().flat_map(|r| [r.info.code, r.info.name]),
            );
            return;
        };
        let (code, declared) = (found.info.code, found.info.settings);
        let path = format!("rule.{name}");
        for inner in self.table(&path, value) {
            let Some(setting) = declared.iter().find(|setting| setting.name == inner.name) else {
                if declared.is_empty() {
                    let text = told!(
                        "aturan {code} tidak memiliki angka yang dapat diatur, sehingga `{path}.{}` tidak berarti",
                        "the rule {code} has no number to set, so `{path}.{}` means nothing",
                        inner.name
                    );
                    self.problem(inner.line, text);
                } else {
                    let what = told!("angka {code}:", "number of {code}:");
                    self.unknown(inner.line, &what, &inner.name, declared.iter().map(|setting| setting.name));
                }
                continue;
            };
            let (low, high) = setting.range;
            let given = match inner.value.content {
                Content::Number(number) => Some(number),
                _ => None,
            };
            let fits = |number: &f64| (low..=high).contains(number) && (!setting.is_whole() || number.fract() == 0.0);
            let Some(number) = given.filter(fits) else {
                let wanted = if setting.is_whole() {
                    told!("bilangan bulat dari {low} sampai {high}", "a whole number from {low} to {high}")
                } else {
                    told!("bilangan dari {low} sampai {high}", "a number from {low} to {high}")
                };
                self.wrong(&format!("{path}.{}", inner.name), &inner.value, &wanted);
                continue;
            };
            if numbers.iter().any(|known| (known.code, known.name) == (code, setting.name)) {
                let text = told!("`{}` dari {code} diberikan dua kali", "`{}` of {code} is given twice", setting.name);
                self.problem(inner.line, text);
            }
            numbers.push(Number { code, name: setting.name, value: number });
        }
    }
}

/// The system that a mapping or a system of this name means.
fn system(name: &str) -> Option<SourceSystem> {
    let of_mapping = built_in_mappings().iter().find(|mapping| mapping.name == name).map(|mapping| mapping.system);
    of_mapping.or_else(|| SourceSystem::ALL.into_iter().find(|system| system.code() == name))
}
