//! The pairs from which weights are learned.

use super::super::candidates::proposed;
use super::super::compare::Comparer;
use super::super::competition::Competition;
use super::super::gain::Gain;
use super::super::labels::LabelledPair;
use super::super::model::{Compared, HELD, LinkModel, random_patterns};
use super::super::settings::{Blocking, LinkSettings};
use super::super::table::LinkTable;
use super::compare;
use super::judge::Apart;
use crate::progress::silent;

/// Records whose neighbours are enough to learn from.
const RECORDS: usize = 20_000;

/// Pairs that are enough to choose by how far the chance agreement of random pairs is held.
const ENOUGH: usize = 100_000;

/// More records than this, unless each has one partner at most: the chance agreement of random pairs is not held at all. The nearest of
/// very many agree by chance far more than two at random, and what goes astray then looks like a find (generated persons, 1,000,000: F1
/// 0.96 without, 0.11 with it).
const MANY: usize = 50_000;

/// Learns a model from compared pairs. How far chance agreement is held is chosen on a part of many pairs: those of every n-th record.
pub(super) fn learn(
    table: &LinkTable,
    settings: &LinkSettings,
    comparer: &Comparer,
    (pairs, compared): (&[(u32, u32)], &Compared),
    one_to_one: bool,
) -> LinkModel {
    let random = random_patterns(table, comparer, settings);
    let records = table.len();
    let train = |pairs: &[(u32, u32)], compared: &Compared, held: &[f64], nth: usize| {
        let competition = one_to_one.then(|| Competition::new(pairs, records));
        let competition = competition.as_ref();
        let gain = Gain { records, share: 1.0 / nth as f64, pairs, compared, competition, comparer };
        LinkModel::train(records / nth, &random, settings, compared, competition, held, |model| gain.of(model))
    };
    let choices = held(records, one_to_one);
    let nth = pairs.len() / ENOUGH;
    // where records compete for partners, all of them are needed
    if one_to_one || nth < 2 || choices.len() == 1 {
        return train(pairs, compared, choices, 1).1;
    }
    let (mut some, mut found) = (Vec::new(), Vec::new());
    for (at, (a, b)) in pairs.iter().enumerate().filter(|(_, (a, _))| (*a as usize).is_multiple_of(nth)) {
        some.push((*a, *b));
        found.push(compared.found(at));
    }
    let (chosen, _) = train(&some, &Compared::new(&found), choices, nth);
    train(pairs, compared, &[chosen], 1).1
}

/// How far the chance agreement of random pairs may be held.
fn held(records: usize, one_to_one: bool) -> &'static [f64] {
    if one_to_one || records <= MANY { &HELD } else { &[0.0] }
}

/// Pairs of records and what their comparison gave.
pub(super) struct Lesson {
    pub(super) pairs: Vec<(u32, u32)>,
    pub(super) compared: Compared,
}

impl Lesson {
    /// Pairs that `rules` find for a part of the records, and those that a person labelled.
    pub(super) fn find(
        table: &mut LinkTable,
        rules: Vec<Blocking>,
        settings: &LinkSettings,
        comparer: &Comparer,
        told: &[LabelledPair],
        apart: &Apart,
    ) -> Self {
        table.ask_some(RECORDS);
        let told_pairs = told.iter().map(|label| (label.left as u32, label.right as u32));
        let pairs = proposed(table, &LinkSettings { blocking: rules, ..settings.clone() }, told_pairs);
        table.settle();
        let mut compared = compare(&pairs, comparer, &silent);
        compared.tell(&pairs, told);
        compared.rule_out(&pairs, |a, b| apart.conflict(a, b) || apart.stated(a, b).is_some());
        Self { pairs, compared }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{LinkType, link};
    use super::*;

    /// Films and people in one table: a film has a title and a year, a person only a name.
    fn films_and_people(side: &str, skip: usize) -> LinkTable {
        let syllables = ["ba", "do", "ri", "ka", "me", "su", "ta", "li", "no", "pe", "wa"];
        let word = |at: usize| format!("{}{}{}", syllables[at % 11], syllables[at / 11 % 11], syllables[(at * 5 + 2) % 11]);
        let mut rows: Vec<[String; 4]> = Vec::new();
        for at in (0..1_200usize).filter(|at| at % 3 != skip) {
            let title = format!("{} {}", word(at * 3), word(at * 7 + 1));
            rows.push([format!("{side}f{at:04}"), title, String::new(), format!("{}", 1950 + at * 7 % 60)]);
            rows.push([format!("{side}p{at:04}"), String::new(), format!("{} {}", word(at * 13 + 5), word(at * 2)), String::new()]);
        }
        let column = |at: usize| rows.iter().map(|row| row[at].clone()).collect::<Vec<String>>();
        let table = LinkTable::new(column(0)).and_then(|table| table.with_column("title", column(1)));
        table.and_then(|table| table.with_column("name", column(2))).and_then(|table| table.with_column("year", column(3))).unwrap()
    }

    #[test]
    fn in_very_large_tables_nothing_is_held() {
        assert_eq!((held(MANY, false).len(), held(MANY + 1, false), held(MANY + 1, true).len()), (HELD.len(), &[0.0][..], HELD.len()));
    }

    #[test]
    fn records_of_which_one_value_alone_is_known_are_found_too() {
        let table = LinkTable::stacked(&films_and_people("a", 0), &films_and_people("b", 1)).unwrap();
        let settings = LinkSettings { link_type: LinkType::Link, ..LinkSettings::automatic() };
        let linkage = link(table, settings, &silent).unwrap();
        let same = |kind: &str| {
            let ids = linkage.ids();
            linkage.merged_clusters().iter().filter(|members| members.iter().all(|at| ids[*at].contains(kind))).count()
        };
        // four hundred of each stand in both tables
        assert!(same("f") >= 380 && same("p") >= 380, "{} films, {} people", same("f"), same("p"));
    }
}
