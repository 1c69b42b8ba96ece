//! Linkage in parts, for tables that one machine does not hold: keys of blocks, comparison of pairs that were found elsewhere, and
//! weights from counts. A program that joins by key, counts and groups (Spark, a database) does the rest.

use std::collections::BTreeMap;

use super::candidates::{band_keys, key_part};
use super::compare::{Comparer, MISSING, Pattern};
use super::measure::Measures;
use super::model::{Compared, LinkModel, probability, random_numbers};
use super::settings::{LevelKind, LinkSettings, LinkType};
use super::table::LinkTable;
use crate::error::SettingsError;
use crate::lang::{BilingualText, told};

/// What two records have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedPair {
    /// The level of each comparison: 0 is the best, the number of levels is `else`, 15 is missing.
    pub levels: Vec<u8>,
    /// Match weight in bits and match probability, where a model was given.
    pub weight: Option<(f64, f64)>,
}

/// The key of a record under a rule of blocking: records with the same rule and key are to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockingKey {
    /// Number of the record, from 0.
    pub record: usize,
    /// Number of the rule, from 0.
    pub rule: usize,
    /// The folded values of its columns.
    pub key: String,
}

/// Compares the records of two tables that stand on the same place. The answer does not depend on the other records: settings whose
/// levels ask how rare something is in the whole table are refused.
pub fn compare_pairs(
    left: &LinkTable,
    right: &LinkTable,
    settings: &LinkSettings,
    model: Option<&LinkModel>,
) -> Result<Vec<ComparedPair>, SettingsError> {
    settings.check()?;
    let measures = Measures::default().completed(settings)?;
    let mut problems = whole_table(settings);
    if left.len() != right.len() {
        problems.push(told!("{} rekaman berdampingan dengan {}", "{} records stand beside {}", left.len(), right.len()));
    }
    if let Some(model) = model {
        problems.extend(unfit(model, settings));
    }
    if !problems.is_empty() {
        return Err(SettingsError::Invalid { problems });
    }
    let (left, right) = (left.clone().prepared_in_part(settings), right.clone().prepared_in_part(settings));
    let (records, both) = (left.len(), LinkTable::stacked(&left, &right)?);
    both_have(settings, &left, &right)?;
    let comparer = Comparer::new(&both, settings, &measures);
    let compared = (0..records).map(|at| {
        let pattern = comparer.pattern(at, records + at);
        let weight = model.map(|model| model.pattern_weight(pattern));
        ComparedPair { levels: pattern.levels(settings.comparison.len()), weight: weight.map(|weight| (weight, probability(weight))) }
    });
    Ok(compared.collect())
}

/// The keys of blocks, record by record. A record without a value in one of the columns of a rule has no key under it.
pub fn blocking_keys(table: &LinkTable, settings: &LinkSettings) -> Result<Vec<BlockingKey>, SettingsError> {
    settings.check()?;
    let similar = settings.blocking.iter().filter(|rule| !rule.similar.is_empty());
    let mut problems: Vec<BilingualText> = similar
        .map(|rule| {
            told!(
                "pemblokan menurut kemiripan `{}` memerlukan seluruh tabel: blok menurut kolom",
                "blocking by similar `{}` needs the whole table: block by columns",
                rule.similar.join("`, `")
            )
        })
        .collect();
    if settings.blocking.is_empty() {
        problems.push(told!("pemblokan belum ditentukan: sebutkan kolomnya", "no blocking is given: name the columns"));
    }
    let table = &table.clone().prepared_in_part(settings);
    let wanted = settings.blocking.iter().flat_map(super::Blocking::looks_at);
    problems.extend(
        wanted
            .filter(|column| table.column(column).is_none())
            .map(|column| told!("tidak ada kolom `{column}`", "there is no column `{column}`")),
    );
    if !problems.is_empty() {
        return Err(SettingsError::Invalid { problems });
    }
    let mut keys = Vec::new();
    for (rule, blocking) in settings.blocking.iter().enumerate() {
        if !blocking.minhash.is_empty() {
            let bands = band_keys(table, blocking).into_iter();
            keys.extend(bands.map(|(band, record)| BlockingKey { record: record as usize, rule, key: format!("{band:016x}") }));
            continue;
        }
        for record in 0..table.len() {
            let parts: Vec<String> = blocking.columns.iter().map(|column| key_part(table.value(column, record), blocking)).collect();
            if parts.iter().all(|part| !part.is_empty()) {
                keys.push(BlockingKey { record, rule, key: parts.join("\u{1f}") });
            }
        }
    }
    Ok(keys)
}

/// Numbers of records, in the order of their ids, that are compared to learn how much agrees by chance; none where the settings say so
/// of every level. The same as a linkage on one machine draws.
pub fn random_pairs(records: usize, settings: &LinkSettings) -> Vec<(usize, usize)> {
    let given = settings.comparison.iter().flat_map(|c| &c.levels).all(|level| level.u.is_some());
    if given { Vec::new() } else { random_numbers(records, &settings.training) }
}

impl LinkModel {
    /// Learns from counts: how many compared pairs have each combination of levels, and how many random pairs. As a linkage of `records`
    /// records on one machine.
    pub fn learn(
        counts: &BTreeMap<Vec<u8>, u64>,
        random: &BTreeMap<Vec<u8>, u64>,
        records: usize,
        settings: &LinkSettings,
    ) -> Result<Self, SettingsError> {
        settings.check()?;
        let mut problems = whole_table(settings);
        if settings.link_type != LinkType::Dedupe {
            problems.push(told!(
                "bobot dipelajari dari hitungan untuk satu tabel saja (`link_type = \"dedupe\"`)",
                "weights are learned from counts for one table only (`link_type = \"dedupe\"`)"
            ));
        }
        for levels in counts.keys().chain(random.keys()) {
            let fits = |(level, most): (&u8, usize)| usize::from(*level) <= most || *level == MISSING;
            let most = settings.comparison.iter().map(|comparison| comparison.levels.len());
            if levels.len() != settings.comparison.len() || !levels.iter().zip(most).all(fits) {
                problems.push(told!(
                    "tingkat {levels:?} tidak sesuai dengan {} perbandingan",
                    "levels {levels:?} do not fit {} comparisons",
                    settings.comparison.len()
                ));
                break;
            }
        }
        if !problems.is_empty() {
            return Err(SettingsError::Invalid { problems });
        }
        let pattern = |levels: &[u8]| levels.iter().enumerate().fold(Pattern::default(), |pattern, (at, level)| pattern.with(at, *level));
        let counted = |counts: &BTreeMap<Vec<u8>, u64>| {
            let mut counted: Vec<(Pattern, u64)> = counts.iter().map(|(levels, count)| (pattern(levels), *count)).collect();
            counted.sort_unstable();
            counted
        };
        // without the pairs themselves nothing tells which answer is better
        Ok(Self::train(records, &counted(random), settings, &Compared::of_counts(&counted(counts)), None, &[0.0], |_| 0.0).1)
    }
}

/// Settings that need all records at once.
fn whole_table(settings: &LinkSettings) -> Vec<BilingualText> {
    let mut problems = Vec::new();
    if settings.comparison.is_empty() {
        problems.push(told!(
            "perbandingan belum ditentukan: isi kolom hanya terlihat dari seluruh tabel",
            "no comparison is given: what a column holds shows only in the whole table"
        ));
    }
    for comparison in &settings.comparison {
        let label = comparison.label();
        if comparison.levels.is_empty() {
            problems.push(told!(
                "perbandingan `{label}` tidak memiliki tingkat: isi kolom hanya terlihat dari seluruh tabel",
                "comparison `{label}` has no levels: what the column holds shows only in the whole table"
            ));
        }
        if comparison.term_frequency {
            problems.push(told!(
                "perbandingan `{label}` menanyakan seberapa sering suatu nilai ada di seluruh tabel: hapus `term_frequency`",
                "comparison `{label}` asks how frequent a value is in the whole table: leave `term_frequency` out"
            ));
        }
        let rare = [LevelKind::SoftTfidf, LevelKind::TfidfCosine, LevelKind::Overlap, LevelKind::Codes];
        for level in comparison.levels.iter().filter(|level| rare.contains(&level.kind)) {
            problems.push(told!(
                "tingkat `{}` pada perbandingan `{label}` menanyakan seberapa jarang kata ada di seluruh tabel",
                "level `{}` of comparison `{label}` asks how rare words are in the whole table",
                level.kind.name()
            ));
        }
    }
    problems
}

pub(super) fn unfit(model: &LinkModel, settings: &LinkSettings) -> Vec<BilingualText> {
    let mut problems = Vec::new();
    if model.comparisons.len() != settings.comparison.len() {
        problems.push(told!(
            "model memiliki {} perbandingan, setelan {}",
            "the model has {} comparisons, the settings {}",
            model.comparisons.len(),
            settings.comparison.len()
        ));
    }
    for (weights, comparison) in model.comparisons.iter().zip(&settings.comparison) {
        let wanted = comparison.levels.len() + 1;
        if weights.m.len() != wanted || weights.u.len() != wanted {
            problems.push(told!(
                "model tidak memiliki {wanted} bobot untuk perbandingan `{}`",
                "the model does not have {wanted} weights for comparison `{}`",
                comparison.label()
            ));
        }
    }
    problems
}

fn both_have(settings: &LinkSettings, left: &LinkTable, right: &LinkTable) -> Result<(), SettingsError> {
    let columns = settings.comparison.iter().flat_map(|c| c.levels.iter().filter_map(|level| level.column.as_ref()).chain([&c.column]));
    let lacking = columns.filter(|column| left.column(column).is_none() || right.column(column).is_none());
    let problems: Vec<BilingualText> =
        lacking.map(|column| told!("tidak ada kolom `{column}` di kedua sisi", "there is no column `{column}` on both sides")).collect();
    if problems.is_empty() { Ok(()) } else { Err(SettingsError::Invalid { problems }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::link;
    use crate::progress::silent;

    const SETTINGS: &str = r#"
[[blocking]]
columns = ["surname"]
[[comparison]]
column = "given"
levels = [{ kind = "exact" }, { kind = "jaro-winkler", min = 0.85 }]
[[comparison]]
column = "surname"
levels = [{ kind = "exact" }]
[[comparison]]
column = "born"
levels = [{ kind = "exact" }, { kind = "date-within", max = 40 }]
[training]
learn_from = "rules"
[clustering]
method = "components"
review = 0.0
"#;

    fn table() -> LinkTable {
        let given = ["siti", "sitti", "budi", "budi", "agus", "rina", "dewi", "dewy", "joko", "jokko"];
        let surname = ["aminah", "aminah", "santoso", "santoso", "Aminah", "wati", "wati", "wati", "salim", ""];
        let born = ["1990-01-01", "1990-01-01", "1980-05-02", "1980-05-03", "1970-01-01", "", "1991", "1991-03-01", "1960-01-01", "1960"];
        let texts = |values: [&str; 10]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let ids = (0..10).map(|n| format!("r{n}")).collect();
        LinkTable::new(ids)
            .unwrap()
            .with_column("given", texts(given))
            .and_then(|table| table.with_column("surname", texts(surname)))
            .and_then(|table| table.with_column("born", texts(born)))
            .unwrap()
    }

    fn rows(table: &LinkTable, numbers: &[usize]) -> LinkTable {
        let mut out = LinkTable::new((0..numbers.len()).map(|n| n.to_string()).collect()).unwrap();
        for column in table.column_names() {
            out = out.with_column(column, numbers.iter().map(|n| table.value(column, *n).to_owned()).collect()).unwrap();
        }
        out
    }

    #[test]
    fn the_parts_give_what_the_whole_gives() {
        let (table, settings) = (table(), LinkSettings::from_toml(SETTINGS).unwrap());
        let whole = link(table.clone(), settings.clone(), &silent).unwrap();

        let keys = blocking_keys(&table, &settings).unwrap();
        let mut pairs = std::collections::BTreeSet::new();
        for a in &keys {
            pairs.extend(keys.iter().filter(|b| a.rule == b.rule && a.key == b.key && a.record < b.record).map(|b| (a.record, b.record)));
        }
        assert_eq!(pairs.len(), whole.candidates);
        let compare = |pairs: &[(usize, usize)], model: Option<&LinkModel>| {
            let (left, right): (Vec<usize>, Vec<usize>) = pairs.iter().copied().unzip();
            compare_pairs(&rows(&table, &left), &rows(&table, &right), &settings, model).unwrap()
        };
        let count = |pairs: &[(usize, usize)]| {
            let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
            for pair in compare(pairs, None) {
                *counts.entry(pair.levels).or_default() += 1;
            }
            counts
        };
        let pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
        let model = LinkModel::learn(&count(&pairs), &count(&random_pairs(table.len(), &settings)), table.len(), &settings).unwrap();
        assert_eq!(model, whole.model);

        let mut scored: Vec<(usize, usize, u64)> =
            pairs.iter().zip(compare(&pairs, Some(&model))).map(|((a, b), pair)| (*a, *b, pair.weight.unwrap().0.to_bits())).collect();
        let mut expected: Vec<(usize, usize, u64)> =
            whole.pairs.iter().map(|pair| (pair.left, pair.right, pair.weight.to_bits())).collect();
        scored.sort_unstable();
        expected.sort_unstable();
        assert!(expected.len() > 4);
        assert_eq!(scored, expected);
    }

    #[test]
    fn settings_that_need_the_whole_table_are_refused_all_at_once() {
        let settings = SETTINGS
            .replace("column = \"given\"", "column = \"given\"\nterm_frequency = true")
            .replace("levels = [{ kind = \"exact\" }]", "levels = [{ kind = \"soft-tfidf\", min = 0.5 }]");
        let settings = LinkSettings::from_toml(&settings).unwrap();
        let error = compare_pairs(&table(), &table(), &settings, None).unwrap_err().to_string();
        assert!(error.contains("term_frequency") && error.contains("soft-tfidf"), "{error}");
    }

    #[test]
    fn a_model_of_other_settings_is_refused() {
        let settings = LinkSettings::from_toml(SETTINGS).unwrap();
        let mut model = LinkModel::learn(&BTreeMap::from([(vec![0, 0, 0], 3)]), &BTreeMap::new(), 10, &settings).unwrap();
        model.comparisons.pop();
        assert!(compare_pairs(&table(), &table(), &settings, Some(&model)).unwrap_err().to_string().contains("the model has 2"));
        let wrong = LinkModel::learn(&BTreeMap::from([(vec![0, 7, 0], 3)]), &BTreeMap::new(), 10, &settings);
        assert!(wrong.unwrap_err().to_string().contains("do not fit 3 comparisons"));
    }
}
