//! What several rules about KIPP ask: in which years an innovation entered, and what it had won before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ingest::WINNERS;
use crate::model::{Award, Field, Innovation, KippEntry};
use crate::rules::duplicate::pair_hash;
use crate::rules::{Digest, Emitter, RecordContext};
use crate::text::excerpt;
use crate::vocab::{Attributes, Vocabulary, vocabulary, vocabulary_of};

/// One entry of an innovation in KIPP.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The year of the competition.
    pub(super) year: i32,
    /// Group, as a code.
    pub(super) group: Option<&'a str>,
    /// Category, as a code.
    pub(super) category: Option<&'a str>,
    /// Whether it is the entry that the record itself is.
    pub(super) own: bool,
}

/// The entries that a record tells of: the one that it is, and those that it lists besides.
pub(super) fn entries(innovation: &Innovation) -> Vec<Entry<'_>> {
    let (group, category) = (innovation.kipp_group.as_deref(), innovation.kipp_category.as_deref());
    entries_of(innovation.year, group, category, &innovation.kipp_entries)
}

/// The same of a record's year, group and category, and of the entries that it lists.
pub(super) fn entries_of<'a>(
    year: Option<i32>,
    group: Option<&'a str>,
    category: Option<&'a str>,
    listed: &'a [KippEntry],
) -> Vec<Entry<'a>> {
    let own = year.map(|year| Entry { year, group, category, own: true });
    let listed = listed.iter().map(|entry| Entry {
        year: entry.year,
        group: entry.group.as_deref(),
        category: entry.category.as_deref(),
        own: false,
    });
    let mut entries: Vec<Entry<'_>> = own.into_iter().chain(listed).collect();
    if let [own @ Entry { own: true, .. }, listed @ ..] = entries.as_mut_slice() {
        // a list that repeats the record's own year completes it
        for same in listed.iter().filter(|entry| entry.year == own.year) {
            own.group = own.group.or(same.group);
            own.category = own.category.or(same.category);
        }
    }
    entries
}

/// What is wrong with the one value that an entry of a year must have.
#[derive(Debug, PartialEq, Eq)]
enum Fault<'a> {
    Missing,
    Several(Vec<&'a str>),
    NotOffered(&'a str),
}

/// Longest list of choices in a help text, in characters.
const CHOICES: usize = 300;

/// Reports what is wrong with the group or the category of every KIPP entry, in the messages `missing`, `several` and
/// `not_offered` of the rule.
pub(super) fn report_faults<'a>(
    context: &RecordContext<'a>,
    emit: &mut Emitter<'_>,
    field: Field,
    pick: impl Fn(&Entry<'a>) -> Option<&'a str>,
) {
    if context.programme != "KIPP" {
        return;
    }
    for (year, fault, choices) in faults(context.innovation, field, pick) {
        let draft = match fault {
            Fault::Missing => emit.report("missing").field(field),
            Fault::Several(values) => {
                let names = values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
                emit.report("several").field(field).param("count", values.len()).param("values", names)
            }
            Fault::NotOffered(value) => emit.report("not_offered").field(Field::KippEntries).value(value),
        };
        draft.param("year", year).param("choices", excerpt(&choices, CHOICES));
    }
}

/// Judges group or category of every entry of a year whose list is known; gives year, fault and the choices.
fn faults<'a>(innovation: &'a Innovation, field: Field, pick: impl Fn(&Entry<'a>) -> Option<&'a str>) -> Vec<(i32, Fault<'a>, String)> {
    let Some(list) = vocabulary_of(field).and_then(vocabulary) else { return Vec::new() };
    let entries = entries(innovation);
    let years: BTreeSet<i32> = entries.iter().map(|entry| entry.year).collect();
    let mut faults = Vec::new();
    for year in years {
        let choices = list.values_in(year).map(|value| value.id.as_str()).collect::<Vec<_>>().join("; ");
        if choices.is_empty() {
            continue;
        }
        let of_year: Vec<&Entry<'a>> = entries.iter().filter(|entry| entry.year == year).collect();
        let mut values: Vec<&str> = Vec::new();
        for value in of_year.iter().filter_map(|entry| pick(entry)) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        match values.as_slice() {
            [] => faults.push((year, Fault::Missing, choices)),
            // the field of the record itself is judged by CLS-01
            [value] if of_year.iter().all(|entry| !entry.own) && !offered(list, value, year) => {
                faults.push((year, Fault::NotOffered(value), choices));
            }
            [_] => {}
            _ => faults.push((year, Fault::Several(values), choices)),
        }
    }
    faults
}

fn offered(list: &Vocabulary, code: &str, year: i32) -> bool {
    list.get(code).is_some_and(|value| value.valid_in(year))
}

/// What a KIPP group asks for, with the numbers of a year in attributes such as `winner_from_2023`.
pub(super) fn group(code: &str) -> Option<&'static Attributes> {
    vocabulary("kipp_kelompok")?.get(code).map(|value| &value.attributes)
}

/// A whole number of a year among the attributes, such as `winner_from` of 2023.
pub(super) fn of_year(attributes: &Attributes, name: &str, year: i32) -> Option<i32> {
    i32::try_from(attributes.count(&format!("{name}_{year}"))?).ok()
}

/// Whether KIPP gave this level in this year to its winners (*Top Terpuji*, *OAPSI*), not to finalists.
pub(super) fn is_winner(level: &str, year: i32) -> bool {
    // `Top Inovasi Terpuji` is one of the year's levels, whichever
    let levels =
        vocabulary("kipp_award").and_then(|list| list.values_in(year).next()).and_then(|value| value.attributes.list("winner_levels"));
    levels.is_some_and(|levels| level == WINNERS || levels.contains(&level))
}

/// Awards by year and level, each as it is written.
pub(super) type Won<'a> = BTreeMap<(i32, &'a str), &'a str>;

/// KIPP awards by year, of every record of an innovation: records of one agency with one title share theirs.
#[derive(Debug, Default)]
pub(super) struct Honours<'a> {
    shared: HashMap<(&'a str, u64), Won<'a>>,
}

impl<'a> Honours<'a> {
    pub(super) fn of(records: &'a [Digest]) -> Self {
        let mut shared: HashMap<_, Won<'_>> = HashMap::new();
        for record in records {
            let own = own_honours(&record.details().awards);
            for key in identities(record).filter(|_| !own.is_empty()) {
                shared.entry(key).or_default().extend(own.iter().map(|(award, written)| (*award, *written)));
            }
        }
        Self { shared }
    }

    /// The awards won before `year`, oldest first.
    pub(super) fn before(&self, record: &'a Digest, year: i32) -> Won<'a> {
        let shared = identities(record).filter_map(|key| self.shared.get(&key)).flatten();
        let all = shared.map(|(award, written)| (*award, *written)).chain(own_honours(&record.details().awards));
        all.filter(|((won, _), _)| *won < year).collect()
    }
}

/// Agency and title of a record, under which reports of several years are one innovation; and agency and the pair of names in the title, whichever
/// of them stands first.
pub(super) fn identities(record: &Digest) -> impl Iterator<Item = (&str, u64)> {
    let names = record.title_hash.into_iter().chain(pair_hash(record));
    record.agency_code.as_deref().into_iter().flat_map(move |agency| names.clone().map(move |name| (agency, name)))
}

fn own_honours(awards: &[Award]) -> Won<'_> {
    let kipp = awards.iter().filter(|award| award.event.as_deref() == Some("KIPP"));
    kipp.filter_map(|award| Some(((award.year?, award.level.as_deref()?), award.as_written.as_str()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::KippEntry;

    #[test]
    fn the_own_entry_is_completed_by_the_list() {
        let listed = |year, group: &str| KippEntry { year, group: Some(group.into()), ..KippEntry::default() };
        let innovation =
            Innovation { year: Some(2023), kipp_entries: vec![listed(2021, "umum"), listed(2023, "khusus")], ..Innovation::default() };
        let groups: Vec<_> = entries(&innovation).iter().map(|entry| (entry.year, entry.group, entry.own)).collect();
        assert_eq!(groups, [(2023, Some("khusus"), true), (2021, Some("umum"), false), (2023, Some("khusus"), false)]);
    }

    #[test]
    fn winners_are_those_of_the_year() {
        assert!(is_winner("Top 45", 2019) && is_winner("OAPSI", 2023));
        assert!(is_winner(WINNERS, 2021) && !is_winner(WINNERS, 2024), "no KIPP was held in 2024");
        assert!(!is_winner("Top 99", 2019) && !is_winner("Top 45", 2016) && !is_winner("Top 45", 2030));
    }
}
