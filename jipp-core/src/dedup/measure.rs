//! Measures that an application brings along.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::settings::{LevelKind, LinkSettings, Similarities};
use crate::error::{SettingsError, nearest};
use crate::error_message::suggestion;
use crate::lang::{BilingualText, told};
use crate::text::key;

/// How alike two values are, 0 to 1; none if the measure can say nothing about them. The same values give the same answer, whichever comes
/// first, and from any thread.
pub type Measure = Arc<dyn Fn(&str, &str) -> Option<f64> + Send + Sync>;

/// The measures that levels of kind `custom` ask for, by name.
///
/// ```
/// use jipp_core::dedup::{Known, LinkSettings, LinkTable, Measures, link_with};
/// let table = LinkTable::new(vec!["1".into(), "2".into(), "3".into()])?
///     .with_column("house", vec!["Jl. Melati 12".into(), "Melati Street No. 12".into(), "Jl. Mawar 3".into()])?;
/// let settings = LinkSettings::from_toml(
///     "[[blocking]]\ncolumns = ['house']\n[[comparison]]\ncolumn = 'house'\nlevels = [{ kind = 'custom', measure = 'number', min = 1.0 }]",
/// )?;
/// let number = |house: &str| house.split_whitespace().last().map(str::to_owned);
/// let measures = Measures::default().with("number", move |a, b| Some(if number(a) == number(b) { 1.0 } else { 0.0 }));
/// let linkage = link_with(table, settings, &Known { measures, ..Known::default() }, &jipp_core::progress::silent)?;
/// let explained = linkage.explain("1", "2", jipp_core::lang::Lang::En).unwrap();
/// assert_eq!(explained.fields[0].level, "custom (number) >= 1");
/// # Ok::<(), jipp_core::SettingsError>(())
/// ```
#[derive(Clone, Default)]
pub struct Measures(BTreeMap<String, Measure>);

impl Measures {
    /// One more; a measure of the same name is replaced.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, measure: impl Fn(&str, &str) -> Option<f64> + Send + Sync + 'static) -> Self {
        self.0.insert(name.into(), Arc::new(measure));
        self
    }

    pub(super) fn get(&self, name: &str) -> Option<&Measure> {
        self.0.get(name)
    }

    /// These and the tables of the settings. All that the levels ask for must be there, and under one name one measure only.
    pub(super) fn completed(&self, settings: &LinkSettings) -> Result<Self, SettingsError> {
        let mut all = self.clone();
        let mut problems = Vec::new();
        let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
        for similarities in &settings.measure {
            tables.entry(&similarities.name).or_default().add(similarities);
        }
        for (name, table) in tables {
            if all.0.insert(name.to_owned(), Arc::new(move |a, b| table.similarity(a, b))).is_some() {
                problems.push(told!(
                    "ukuran `{name}` adalah tabel dalam setelan, sedangkan program yang menautkan membawa ukuran bernama sama: ganti nama salah satu",
                    "the measure `{name}` is a table of the settings, and the program that links brings one of that name along: rename one"
                ));
            }
        }
        let asked = settings.comparison.iter().flat_map(|comparison| comparison.levels.iter().map(move |level| (comparison, level)));
        let unknown = asked.filter(|(_, level)| level.kind == LevelKind::Custom).filter_map(|(comparison, level)| {
            let name = level.measure.as_deref().filter(|name| all.get(name).is_none())?;
            let near = suggestion(nearest(name, all.0.keys().map(String::as_str)).as_deref());
            let label = comparison.label();
            Some(BilingualText::new(
                format!(
                    "perbandingan `{label}`: ukuran `{name}` tidak diberikan; program yang menautkan membawanya, atau `[[measure]]` memuatnya{}",
                    near.id
                ),
                format!(
                    "comparison `{label}`: the measure `{name}` is not given; the program that links brings it along, or `[[measure]]` has it{}",
                    near.en
                ),
            ))
        });
        problems.extend(unknown);
        if problems.is_empty() { Ok(all) } else { Err(SettingsError::Invalid { problems }) }
    }
}

/// The groups of one measure, by the keys of their values.
#[derive(Debug, Default)]
struct Table {
    /// For each value the numbers of its groups, ascending.
    groups: FxHashMap<String, Vec<u32>>,
    /// For each group how alike its values are.
    similarity: Vec<f64>,
}

impl Table {
    fn add(&mut self, similarities: &Similarities) {
        for group in &similarities.alike {
            let number = self.similarity.len() as u32;
            self.similarity.push(similarities.similarity);
            for value in group {
                let own = self.groups.entry(key(value)).or_default();
                if own.last() != Some(&number) {
                    own.push(number);
                }
            }
        }
    }

    /// Equal values are alike whether or not the table has them; of others it says nothing unless it names them together.
    fn similarity(&self, a: &str, b: &str) -> Option<f64> {
        let (a, b) = (key(a), key(b));
        if a == b {
            return (!a.is_empty()).then_some(1.0);
        }
        let (a, b) = (self.groups.get(&a)?, self.groups.get(&b)?);
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let common = few.iter().filter(|group| many.binary_search(group).is_ok());
        common.filter_map(|group| self.similarity.get(*group as usize).copied()).max_by(f64::total_cmp)
    }
}

impl fmt::Debug for Measures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(toml: &str) -> Table {
        let mut table = Table::default();
        for similarities in &LinkSettings::from_toml(toml).unwrap().measure {
            table.add(similarities);
        }
        table
    }

    #[test]
    fn a_table_knows_what_it_names_together_and_nothing_else() {
        let table = table(
            "[[measure]]\nname = 'n'\nalike = [['Budi', 'Boedi', 'Budhi'], ['Muhammad', 'Moh.']]\n\
             [[measure]]\nname = 'n'\nsimilarity = 0.8\nalike = [['Yanti', 'Damayanti'], ['Yanti', 'Suryanti'], ['Budi', 'Boedi']]",
        );
        for (a, b, expected) in [
            ("budi", "BOEDI", Some(1.0)),
            ("Boedi", "Budhi", Some(1.0)),
            ("moh", "Muhammad", Some(1.0)),
            ("Yanti", "Damayanti", Some(0.8)),
            // a short form of both does not make them one
            ("Damayanti", "Suryanti", None),
            ("Budi", "Muhammad", None),
            ("Budi", "Siti", None),
            // a part of a value is another value
            ("Budi Santoso", "Boedi Santoso", None),
            ("Siti", "siti", Some(1.0)),
            ("-", "?", None),
        ] {
            assert_eq!(table.similarity(a, b), expected, "{a} {b}");
            assert_eq!(table.similarity(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn what_a_table_cannot_mean_is_told() {
        let told = |rest: &str| {
            let settings = format!("[[measure]]\nname = 'n'\n{rest}");
            LinkSettings::from_toml(&settings).map_or_else(|error| error.to_string(), |_| String::new())
        };
        assert_eq!(told("alike = [['Budi', 'Boedi']]"), "");
        for (rest, problem) in [
            ("alike = [['Budi', 'Boedi'], ['Budi', 'BUDI']]", "measure 1 (`n`): group 2 of `alike` names at least two different values"),
            ("alike = [[]]", "group 1 of `alike` names at least two"),
            ("alike = [['Budi', '-']]", "group 1 of `alike`: `-` has neither letter nor digit"),
            ("similarity = 90\nalike = [['Budi', 'Boedi']]", "`similarity` lies between 0 and 1, and 90 does not"),
            ("similarity = nan\nalike = [['Budi', 'Boedi']]", "`similarity` lies between 0 and 1, and NaN does not"),
        ] {
            assert!(told(rest).contains(problem), "{}", told(rest));
        }
        let level = "[[comparison]]\ncolumn = 'a'\nlevels = [{ kind = 'custom', measure = 'nam', min = 1 }]\n";
        let settings = LinkSettings::from_toml(&format!("{level}[[measure]]\nname = 'name'\nalike = [['Budi', 'Boedi']]")).unwrap();
        let missed = Measures::default().completed(&settings).unwrap_err().to_string();
        assert!(missed.contains("the measure `nam` is not given") && missed.ends_with("did you mean `name`?"), "{missed}");
        let twice = Measures::default().with("name", |_, _| None).with("nam", |_, _| None).completed(&settings).unwrap_err().to_string();
        assert!(twice.contains("`name` is a table of the settings"), "{twice}");
        assert!(Measures::default().with("nam", |_, _| None).completed(&settings).is_ok());
    }
}
