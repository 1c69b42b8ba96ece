//! What should a person know of a linkage that went through? What was left out, and what could not be read.

use serde::{Deserialize, Serialize};

use super::column::number_in;
use super::compare::MOST_COMPARISONS;
use super::link::Linkage;
use super::profile::counted;
use super::settings::{Comparison, LevelKind};
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
}

impl LinkNote {
    /// A sentence for a person.
    pub fn message(&self, lang: Lang) -> String {
        let columns = self.columns.join("`, `");
        let percent = format!("{:.0}", self.share.unwrap_or_default() * 100.0);
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
        }
    }
}

impl Linkage {
    /// What a person should know of this linkage: columns that were left out, values that could not be read.
    pub fn notes(&self) -> &[LinkNote] {
        &self.notes
    }
}

/// The notes of a linkage with these comparisons; `left_out` are the columns for which there was no room.
pub(super) fn notes(table: &LinkTable, comparisons: &[Comparison], left_out: Vec<String>) -> Vec<LinkNote> {
    let mut notes = Vec::new();
    if !left_out.is_empty() {
        notes.push(LinkNote { code: LinkNoteCode::LeftOut, columns: left_out, share: None });
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
                notes.push(LinkNote { code, columns: vec![comparison.column.clone()], share: Some((share * 1e4).round() / 1e4) });
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
        let expected = LinkNote { code: LinkNoteCode::NoNumbers, columns: vec!["name".into()], share: Some(1.0) };
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
    fn of_a_wide_table_the_columns_without_room_are_named() {
        let wide = |count: usize| {
            let names: Vec<String> = (1..=count).map(|at| format!("c{at:02}")).collect();
            let columns: Vec<(&str, [&str; 10])> = names.iter().map(|name| (name.as_str(), NAMES)).collect();
            noted(&columns, "")
        };
        let found = wide(40);
        let left: Vec<String> = (33..=40).map(|at| format!("c{at:02}")).collect();
        assert_eq!(found, [LinkNote { code: LinkNoteCode::LeftOut, columns: left, share: None }]);
        assert!(found[0].message(Lang::Id).contains("`c33`, `c34`"));
        assert_eq!(wide(32), []);
    }
}
