//! Is one record a part of another: a module of an application, a menu, a stage of a programme?
//!
//! Names are alike then, and so is the owner, so that the weights alone would call it a duplicate or a version. What tells it apart is said:
//! the part bears the whole's name and a word for a part (*Modul Antrean SIPANDU*), or its text says of what it is a part.

use super::hint::Hint;
use super::settings::Component;
use super::table::{LinkTable, SHORTEST_NAME, names_in};
use crate::text::words;

/// After a phrase the name of the whole begins within so many words.
const NEAR: usize = 4;
/// Words of a text that are read: what something is a part of is said at its beginning.
const READ: usize = 120;

/// Reads which records are parts of others.
pub(super) struct Parts<'a> {
    component: &'a Component,
    table: &'a LinkTable,
    words: Hint,
    phrases: Hint,
}

impl<'a> Parts<'a> {
    pub(super) fn new(component: &'a Component, table: &'a LinkTable) -> Self {
        Self { component, table, words: Hint::of(&component.words), phrases: Hint::of(component.phrases.iter().chain(&component.within)) }
    }

    /// Whether one of two records says that it is a part of the other.
    pub(super) fn is_component(&self, a: usize, b: usize) -> bool {
        [(a, b), (b, a)].into_iter().any(|(part, whole)| self.may_say(part) && part_of(self.component, self.table, part, whole))
    }

    /// Whether a record may say that it is a part of anything.
    fn may_say(&self, record: usize) -> bool {
        let text = self.component.text.as_ref().map_or("", |column| self.table.value(column, record));
        self.words.may_be_in(self.table.value(&self.component.names, record)) || self.phrases.may_be_in(text)
    }
}

/// Whether `part` says that it is a part of `whole`.
fn part_of(component: &Component, table: &LinkTable, part: usize, whole: usize) -> bool {
    let names = |record: usize| names_in(table.value(&component.names, record));
    let wholes: Vec<Vec<String>> = names(whole).filter(|name| name.iter().map(String::len).sum::<usize>() >= SHORTEST_NAME).collect();
    let is_part = |word: &String| component.words.iter().any(|known| known == word);
    // a whole that is itself called a module is compared like any other name
    if wholes.iter().flatten().any(is_part) {
        return false;
    }
    let named = names(part).any(|name| {
        let first = name.first().is_some_and(is_part);
        wholes.iter().any(|whole| {
            let longer = name.len() > whole.len() && name.windows(whole.len()).any(|words| words == whole.as_slice());
            let rest = name.iter().filter(|word| !whole.contains(word));
            // "modul antrean sipandu", "sipandu modul antrean"; a word for a part somewhere in a long name says nothing
            longer && (first || whole.iter().zip(&name).all(|(x, y)| x == y) && rest.take(1).any(is_part))
        })
    });
    if named || says(component, &component.phrases, table, part, &wholes) {
        return true;
    }
    // the wholes whose names it bears, with words that say more
    let borne = |whole: &Vec<String>| {
        names(part).any(|name| {
            let others = || name.iter().filter(|word| !whole.contains(word));
            name.windows(whole.len()).any(|words| words == whole.as_slice()) && others().any(|word| !component.generic.contains(word))
        })
    };
    if component.within.is_empty() || names(part).any(|name| wholes.contains(&name)) {
        return false;
    }
    let borne: Vec<Vec<String>> = wholes.into_iter().filter(borne).collect();
    !borne.is_empty() && says(component, &component.within, table, part, &borne)
}

fn says(component: &Component, phrases: &[String], table: &LinkTable, part: usize, wholes: &[Vec<String>]) -> bool {
    let Some(column) = &component.text else { return false };
    let value = table.value(column, part);
    if value.is_empty() || phrases.is_empty() {
        return false;
    }
    let text: Vec<String> = words(value).take(READ).collect();
    phrases.iter().any(|phrase| {
        let phrase: Vec<String> = words(phrase).collect();
        text.windows(phrase.len().max(1)).enumerate().filter(|(_, found)| *found == phrase.as_slice()).any(|(at, _)| {
            let after = text.get(at + phrase.len()..).unwrap_or_default();
            let begins = |whole: &Vec<String>| (0..=NEAR).any(|skipped| after.get(skipped..).is_some_and(|rest| rest.starts_with(whole)));
            wholes.iter().any(begins)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_says_of_what_it_is_a_part() {
        let rows = [
            ("SIPANDU|Sistem Pelayanan Terpadu", "Pelayanan satu pintu."),
            ("Modul Antrean SIPANDU", ""),
            ("SIPANDU modul antrean", ""),
            ("SIPANDU 2.0", "Pengembangan dari versi lama."),
            ("Antrean Daring", "Antrean Daring merupakan bagian dari inovasi SIPANDU di kota."),
            ("SIPANDU Keliling dengan modul kerja", "Pelayanan keliling."),
            ("e-Pajak SIPANDU", "Pelaporan pajak di aplikasi SIPANDU."),
            ("Program SIPANDU", "Warga mengadu di aplikasi SIPANDU."),
            ("Pajak Daring", "Pelaporan pajak di aplikasi SIPANDU."),
        ];
        let column = |of: fn(&(&str, &str)) -> String| rows.iter().map(of).collect::<Vec<String>>();
        let table = LinkTable::new((0..rows.len()).map(|n| n.to_string()).collect())
            .and_then(|table| table.with_column("title", column(|row| row.0.to_owned())))
            .and_then(|table| table.with_column("text", column(|row| row.1.to_owned())))
            .unwrap();
        let component = crate::dedup::preset::settings().component.unwrap();
        let component = Component { names: "title".into(), text: Some("text".into()), ..component };
        let read = Parts::new(&component, &table);
        let parts: Vec<usize> = (1..rows.len()).filter(|other| read.is_component(0, *other)).collect();
        assert_eq!(parts, [1, 2, 4, 6]);
        assert!(!read.is_component(1, 2), "two modules are no part of each other");
    }
}
