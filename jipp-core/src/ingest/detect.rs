//! Which mapping reads a file, and why?

use std::fmt::Write as _;

use super::IngestError;
use super::mapping::{Headers, Mapping, built_in_mappings};
use super::table::Table;
use crate::lang::BilingualText;
use crate::model::Field;
use crate::text::parse_date;

/// The mappings of a source by its name: `iga-2026` is one, `lan` means every form of that source whatever the year.
pub(super) fn of_source(name: &str) -> Result<Vec<&'static Mapping>, IngestError> {
    if let Some(mapping) = Mapping::built_in(name).filter(|mapping| mapping.family() != mapping.name) {
        return Ok(vec![mapping]);
    }
    let mappings: Vec<&Mapping> = built_in_mappings().iter().filter(|mapping| mapping.year.is_none() && mapping.family() == name).collect();
    if mappings.is_empty() {
        let known = built_in_mappings().iter().map(|mapping| mapping.name.as_str());
        let near = crate::error::nearest(name, known.clone());
        let near = |asked: &str| near.as_ref().map_or_else(String::new, |near| format!("; {asked} `{near}`?"));
        let known = known.collect::<Vec<_>>().join(", ");
        let reason = BilingualText::new(
            format!("tidak ada sumber seperti itu; yang dikenal: {known}{}", near("maksudnya")),
            format!("there is no such source; known are {known}{}", near("did you mean")),
        );
        return Err(IngestError::Mapping { mapping: name.to_owned(), reason });
    }
    Ok(mappings)
}

/// Rows that are asked for their year.
pub(super) const ASKED: usize = 200;

/// The mapping of the year that all rows name, if there is one for it; else the mapping itself. The second value is why.
pub(super) fn of_year<'m>(
    mapping: &'m Mapping,
    headers: &Headers<'_>,
    table: &Table,
    wanted: bool,
) -> (&'m Mapping, Option<BilingualText>) {
    let stay = (mapping, None);
    let in_family = Mapping::built_in(mapping.family()).is_some_and(|family| family.name == mapping.name);
    if !in_family || !wanted && mapping.year.is_some() {
        return stay;
    }
    let own = |header: &String| headers.fields_of(header).iter().any(|(field, _)| *field == Field::Year);
    let Some(column) = table.columns.iter().position(own) else { return stay };
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.trim().is_empty()).take(ASKED);
    let mut years = cells.map(|cell| parse_date(cell).map(crate::model::PartialDate::year));
    let Some(Some(year)) = years.next() else { return stay };
    if !years.all(|other| other == Some(year)) {
        return stay;
    }
    let of_year = built_in_mappings().iter().find(|other| other.year == Some(year) && other.family() == mapping.family());
    let why = |name: &str| BilingualText {
        id: format!("semua baris yang dilihat bertahun {year}: `{name}`"),
        en: format!("every row asked is of {year}: `{name}`"),
    };
    of_year.map_or(stay, |of_year| (of_year, Some(why(&of_year.name))))
}

/// Headers that are named at most.
const NAMED: usize = 4;

/// Why a mapping was chosen: how many headers it knows, which of them the next best does not know, and the year.
pub(super) fn reason(
    count: usize,
    columns: &[String],
    chosen: &Headers<'_>,
    next: Option<&Headers<'_>>,
    of_year: Option<BilingualText>,
) -> BilingualText {
    let (all, name) = (columns.len(), &chosen.mapping.name);
    let mut reason = BilingualText {
        id: format!("{count} dari {all} judul kolom dikenal `{name}`"),
        en: format!("{count} of {all} headers are known to `{name}`"),
    };
    if let Some(next) = next {
        let one = |headers: &Headers<'_>, column: &String| headers.known(std::slice::from_ref(column)) > 0;
        let deciding: Vec<String> = columns
            .iter()
            .filter(|column| one(chosen, column) && !one(next, column))
            .take(NAMED)
            .map(|column| format!("`{}`", crate::text::excerpt(column, 40)))
            .collect();
        let theirs = next.known(columns);
        // writing to a string cannot fail
        let _ = write!(reason.id, "; berikutnya `{}` dengan {theirs}", next.mapping.name);
        let _ = write!(reason.en, "; next is `{}` with {theirs}", next.mapping.name);
        if !deciding.is_empty() {
            let _ = write!(reason.id, ", yang tidak mengenal {}", deciding.join(", "));
            let _ = write!(reason.en, ", which does not know {}", deciding.join(", "));
        }
    }
    if let Some(of_year) = of_year {
        let _ = write!(reason.id, "; {}", of_year.id);
        let _ = write!(reason.en, "; {}", of_year.en);
    }
    reason
}
