//! What should a person know of a linkage that went through? What was left out, what could not be read, and what was read alike unasked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::column::number_in;
use super::compare::MOST_COMPARISONS;
use super::link::Linkage;
use super::profile::counted;
use super::settings::{Comparison, LevelKind, Preparation};
use super::table::LinkTable;
use crate::lang::Lang;
use crate::text::parse_date;

/// Share of the values that a comparison by number or date cannot read, from which it is told.
const UNREAD: f64 = 0.1;

/// What kind of thing a person should know of a linkage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum LinkNoteCode {
    /// The table has more columns than can be compared: these were left out.
    LeftOut,
    /// The column is compared by number, and many of its values are none.
    NoNumbers,
    /// The column is compared by date, and many of its values are none.
    NoDates,
    /// The column writes telephone numbers with the country code and without; both are compared in the local form.
    TelephonesAsOne,
    /// The column writes abbreviations and what they stand for; both are compared in the long form.
    AbbreviationsAsOne,
    /// There were more candidate pairs than memory may hold (`memory_mb`): they waited on disk, and of those that decide nothing only
    /// the number is known.
    PairsOnDisk,
}

/// Something that a person should know of a linkage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct LinkNote {
    /// What kind of thing.
    pub code: LinkNoteCode,
    /// The columns that it is about.
    pub columns: Vec<String>,
    /// Share of their values that cannot be read, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// Abbreviations that are read as their long forms.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub forms: BTreeMap<String, String>,
}

impl LinkNote {
    /// A note about columns as a whole.
    fn of(code: LinkNoteCode, columns: Vec<String>) -> Self {
        Self { code, columns, share: None, forms: BTreeMap::new() }
    }

    /// That not all pairs had room in memory.
    pub(super) fn pairs_on_disk() -> Self {
        Self::of(LinkNoteCode::PairsOnDisk, Vec::new())
    }

    /// What a preparation that nobody asked for does to its column.
    pub(super) fn prepared(unasked: &Preparation) -> Self {
        let code = if unasked.keep.is_some() { LinkNoteCode::TelephonesAsOne } else { LinkNoteCode::AbbreviationsAsOne };
        Self { forms: unasked.replace.clone(), ..Self::of(code, unasked.columns.clone()) }
    }

    /// A sentence for a person.
    pub fn message(&self, lang: Lang) -> String {
        let columns = self.columns.join("`, `");
        let percent = format!("{:.0}", self.share.unwrap_or_default() * 100.0);
        let forms: Vec<String> = self.forms.iter().map(|(short, long)| format!("`{short}` = `{long}`")).collect();
        let forms = forms.join(", ");
        match (self.code, lang) {
            (LinkNoteCode::LeftOut, Lang::Id) => format!(
                "hanya {MOST_COMPARISONS} perbandingan yang muat; kolom berikut tidak dibandingkan: `{columns}`; pilih kolom dengan `[[comparison]]` atau `ignore`"
            ),
            (LinkNoteCode::LeftOut, Lang::En) => format!(
                "only {MOST_COMPARISONS} comparisons fit; these columns are not compared: `{columns}`; choose columns with `[[comparison]]` or `ignore`"
            ),
            (LinkNoteCode::NoNumbers | LinkNoteCode::NoDates, Lang::Id) => {
                let what = if self.code == LinkNoteCode::NoDates { "tanggal" } else { "angka" };
                format!(
                    "{percent} % nilai kolom `{columns}` bukan {what}, padahal kolom dibandingkan sebagai {what}: periksa `kind` atau `levels`"
                )
            }
            (LinkNoteCode::NoNumbers | LinkNoteCode::NoDates, Lang::En) => {
                let what = if self.code == LinkNoteCode::NoDates { "dates" } else { "numbers" };
                format!(
                    "{percent} % of the values of column `{columns}` are no {what}, but it is compared as {what}: look at its `kind` or `levels`"
                )
            }
            (LinkNoteCode::TelephonesAsOne, Lang::Id) => {
                format!(
                    "nomor telepon di kolom `{columns}` ditulis dengan 62 dan dengan 0; keduanya dibandingkan sebagai 0…, kecuali `[[prepare]]` mengatur lain"
                )
            }
            (LinkNoteCode::TelephonesAsOne, Lang::En) => {
                format!(
                    "telephone numbers in column `{columns}` are written with 62 and with 0; both are compared as 0…, unless `[[prepare]]` says otherwise"
                )
            }
            (LinkNoteCode::AbbreviationsAsOne, Lang::Id) => {
                format!("singkatan di kolom `{columns}` dibaca sebagai kepanjangannya ({forms}), kecuali `[[prepare]]` mengatur lain")
            }
            (LinkNoteCode::AbbreviationsAsOne, Lang::En) => {
                format!("abbreviations in column `{columns}` are read as their long forms ({forms}), unless `[[prepare]]` says otherwise")
            }
            (LinkNoteCode::PairsOnDisk, Lang::Id) => "pasangan kandidat lebih banyak daripada yang muat dalam `memory_mb`; sebagian ditaruh di berkas sementara. Bila `[[blocking]]` atau model diberikan, gugus dan pasangan yang ditampilkan tetap sama; tanpa itu bobot dipelajari dari sebagian pasangan. Evaluasi tidak melihat pasangan yang tidak menentukan apa pun".to_owned(),
            (LinkNoteCode::PairsOnDisk, Lang::En) => "there are more candidate pairs than `memory_mb` has room for; they waited in temporary files. With `[[blocking]]` or a model given, clusters and shown pairs are the same; without, weights are learned from a part of the pairs. An evaluation does not see the pairs that decide nothing".to_owned(),
        }
    }
}

impl Linkage {
    /// What a person should know of this linkage: columns that were left out, values that could not be read, forms that were
    /// read alike without being asked for.
    pub fn notes(&self) -> &[LinkNote] {
        &self.notes
    }
}

/// The notes of a linkage with these comparisons; `left_out` are the columns for which there was no room.
pub(super) fn notes(table: &LinkTable, comparisons: &[Comparison], left_out: Vec<String>) -> Vec<LinkNote> {
    let mut notes = Vec::new();
    if !left_out.is_empty() {
        notes.push(LinkNote::of(LinkNoteCode::LeftOut, left_out));
    }
    for comparison in comparisons {
        let asks = |kinds: &[LevelKind]| comparison.levels.iter().any(|level| kinds.contains(&level.kind));
        for (code, wanted, reads) in [
            (
                LinkNoteCode::NoNumbers,
                asks(&[LevelKind::NumericRatio, LevelKind::NumericWithin]),
                (|value| number_in(value).is_some()) as fn(&str) -> bool,
            ),
            (LinkNoteCode::NoDates, asks(&[LevelKind::DateWithin]), |value| parse_date(value).is_some()),
        ] {
            let known = notes.iter().any(|note| note.code == code && note.columns.contains(&comparison.column));
            if !wanted || known {
                continue;
            }
            let share = unread(table.column(&comparison.column).unwrap_or_default(), comparison.split.as_deref(), reads);
            if share >= UNREAD {
                let share = Some((share * 1e4).round() / 1e4);
                notes.push(LinkNote { share, ..LinkNote::of(code, vec![comparison.column.clone()]) });
            }
        }
    }
    notes
}

/// Share of the values, blank ones aside, that cannot be read.
fn unread(cells: &[String], split: Option<&str>, reads: fn(&str) -> bool) -> f64 {
    let values = cells.iter().flat_map(|cell| split.map_or_else(|| vec![cell.as_str()], |at| cell.split(at).collect()));
    let counted = counted(values);
    let all: usize = counted.iter().map(|(_, count)| count).sum();
    let bad: usize = counted.iter().filter(|(value, _)| !reads(value)).map(|(_, count)| count).sum();
    if all == 0 { 0.0 } else { bad as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::{LinkSettings, link};
    use crate::progress::silent;

    fn noted(columns: &[(&str, [&str; 10])], settings: &str) -> Vec<LinkNote> {
        let mut table = LinkTable::new((0..10).map(|at| at.to_string()).collect()).unwrap();
        for (name, values) in columns {
            table = table.with_column(*name, values.map(str::to_owned).to_vec()).unwrap();
        }
        link(table, LinkSettings::from_toml(settings).unwrap(), &silent).unwrap().notes().to_vec()
    }

    const NAMES: [&str; 10] = ["siti", "budi", "ani", "joko", "rina", "agus", "dewi", "tono", "wati", "siti"];
    const PRICES: [&str; 10] = ["10", "Rp 12.500", "30", "", "12,5", "41 kg", "52", "63", "74", "85"];

    #[test]
    fn names_that_are_compared_as_numbers_are_told() {
        let settings = "[[comparison]]\ncolumn = 'name'\nkind = 'number'\n[[comparison]]\ncolumn = 'price'\nkind = 'number'";
        let found = noted(&[("name", NAMES), ("price", PRICES)], settings);
        let expected = LinkNote { share: Some(1.0), ..LinkNote::of(LinkNoteCode::NoNumbers, vec!["name".into()]) };
        assert_eq!(found, [expected]);
        assert!(found[0].message(Lang::En).starts_with("100 % of the values of column `name` are no numbers"));
        // levels of one's own are looked at as well
        let levels = "[[comparison]]\ncolumn = 'name'\nlevels = [{ kind = 'exact' }, { kind = 'date-within', max = 30 }]";
        assert_eq!(noted(&[("name", NAMES)], levels).first().map(|note| note.code), Some(LinkNoteCode::NoDates));
    }

    #[test]
    fn numbers_with_blanks_are_not_told() {
        let settings = "[[comparison]]\ncolumn = 'name'\n[[comparison]]\ncolumn = 'price'\nkind = 'number'";
        assert_eq!(noted(&[("name", NAMES), ("price", PRICES)], settings), []);
    }

    #[test]
    fn what_is_read_alike_without_being_asked_for_is_told() {
        const STREETS: [&str; 10] = [
            "Jl. Melati 1",
            "jl Dahlia",
            "JL Anggrek 4",
            "Jalan Melati 1",
            "jalan Mawar",
            "Jalan Dahlia",
            "Gang Buntu",
            "Pasar Baru",
            "Alun-alun",
            "",
        ];
        const NUMBERS: [&str; 10] = [
            "081234567890",
            "+62 813-4567-8901",
            "081345678902",
            "62 81445678903",
            "",
            "085712345678",
            "085712345679",
            "",
            "0857-1234-5670",
            "085712345671",
        ];
        let found = noted(&[("street", STREETS), ("hp", NUMBERS)], "");
        let told: Vec<(LinkNoteCode, &str)> = found.iter().map(|note| (note.code, note.columns[0].as_str())).collect();
        assert_eq!(told, [(LinkNoteCode::AbbreviationsAsOne, "street"), (LinkNoteCode::TelephonesAsOne, "hp")]);
        assert!(found[0].message(Lang::Id).contains("(`jl` = `jalan`)"), "{}", found[0].message(Lang::Id));
        // what was asked for is not told
        let asked = "[[prepare]]\ncolumns = ['street']\nreplace = { jl = 'jalan' }\n[[prepare]]\ncolumns = ['hp']\nkeep = 'telephone'\n";
        assert_eq!(noted(&[("street", STREETS), ("hp", NUMBERS)], asked), []);
        assert_eq!(noted(&[("name", NAMES)], ""), []);
    }

    #[test]
    fn of_a_wide_table_the_columns_without_room_are_named() {
        let wide = |count: usize| {
            let names: Vec<String> = (1..=count).map(|at| format!("c{at:02}")).collect();
            let columns: Vec<(&str, [&str; 10])> = names.iter().map(|name| (name.as_str(), NAMES)).collect();
            noted(&columns, "")
        };
        let found = wide(40);
        let left: Vec<String> = (33..=40).map(|at| format!("c{at:02}")).collect();
        assert_eq!(found, [LinkNote::of(LinkNoteCode::LeftOut, left)]);
        assert!(found[0].message(Lang::Id).contains("`c33`, `c34`"));
        assert_eq!(wide(32), []);
    }
}
