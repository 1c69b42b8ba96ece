//! Which sheet, which header row and which mapping: the combination that knows the most headers.

use super::content::Partial;
use super::mapping::{Headers, Mapping, built_in_mappings};
use super::returned::{Returned, take_back};
use super::table::Table;
use super::{IngestError, ReadOptions, detect};
use crate::lang::{Bilingual, BilingualText};
use crate::model::Field;

const EMPTY: Bilingual = Bilingual { id: "daftar kosong", en: "an empty list" };
const ASKED: Bilingual = Bilingual { id: "sesuai permintaan", en: "as asked" };

/// How far down a header row is looked for: people put titles above tables.
pub(super) const HEADER_SEARCH: usize = 20;

/// A table, its header found, and the mapping that reads it.
pub(super) struct Chosen<'m> {
    pub(super) partial: Partial,
    pub(super) mapping: &'m Mapping,
    pub(super) reason: BilingualText,
    /// What the rows remember, if it is a feedback file that comes back.
    pub(super) returned: Option<Returned>,
    /// The tables that were not chosen.
    pub(super) others: Vec<Partial>,
}

/// The table that fits best, and every other one that has its columns, each under a name of its own.
pub(super) fn choose_each<'m>(
    file: &str,
    tables: Vec<Partial>,
    options: &ReadOptions<'m>,
) -> Result<Vec<(String, Chosen<'m>)>, IngestError> {
    let mut first = choose(file, tables, options)?;
    let wanted: Vec<String> = first.partial.table.columns.iter().map(|header| crate::text::key(header)).collect();
    let mut chosen = Vec::new();
    for mut partial in std::mem::take(&mut first.others) {
        let rows = std::iter::once(&partial.table.columns).chain(partial.table.rows.iter().map(|row| &row.cells)).take(HEADER_SEARCH);
        let shared =
            rows.map(|cells| wanted.iter().filter(|header| !header.is_empty() && cells.iter().any(|cell| is_header(cell, header))).count());
        let best = shared.enumerate().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)));
        match best {
            Some((at, count)) if count >= 2 && count * 2 > wanted.iter().filter(|header| !header.is_empty()).count() => {
                partial.table = std::mem::take(&mut partial.table).with_header_at(at);
                let sheet = partial.detail.trim_start_matches("sheet ").trim_matches('`').to_owned();
                let reason = BilingualText {
                    id: format!("{count} judul kolom sama dengan tabel pertama"),
                    en: format!("{count} headers are those of the first table"),
                };
                let again = Chosen { partial: padded(partial), mapping: first.mapping, reason, returned: None, others: Vec::new() };
                chosen.push((format!("{file} [{sheet}]"), again));
            }
            _ => first.others.push(partial),
        }
    }
    chosen.insert(0, (file.to_owned(), first));
    Ok(chosen)
}

fn is_header(cell: &str, header: &str) -> bool {
    cell.len() <= 200 && crate::text::key(cell) == *header
}

/// A workbook leaves out empty cells at the end of a row: that is no missing cell.
fn padded(mut partial: Partial) -> Partial {
    if matches!(partial.format, "xlsx" | "xls" | "ods") {
        for row in &mut partial.table.rows {
            row.cells.resize(row.cells.len().max(partial.table.columns.len()), String::new());
        }
    }
    partial
}

/// Picks mapping, sheet and header row: the combination that knows the most headers.
pub(super) fn choose<'m>(file: &str, tables: Vec<Partial>, options: &ReadOptions<'m>) -> Result<Chosen<'m>, IngestError> {
    let (tables, returned) = take_back(tables);
    let remembered = returned.as_ref().and_then(|returned| Mapping::built_in(returned.mapping.as_deref()?));
    let candidates: Vec<&'m Mapping> = match (options.mapping, options.source) {
        (Some(mapping), _) => vec![mapping],
        (None, "auto" | "") if remembered.is_some() => remembered.into_iter().collect(),
        (None, "auto" | "") => built_in_mappings().iter().filter(|mapping| mapping.year.is_none()).collect(),
        (None, name) => detect::of_source(name)?,
    };
    let nothing = tables.iter().all(|p| p.table.columns.is_empty() && p.table.rows.is_empty());
    if let (true, Some(partial), Some(mapping)) = (nothing, tables.first(), candidates.last()) {
        // an empty list of objects has no columns to miss
        let partial = Partial { table: Table::default(), format: partial.format, detail: partial.detail.clone() };
        return Ok(Chosen { partial, mapping, reason: EMPTY.into(), returned, others: Vec::new() });
    }
    let known: Vec<Headers<'_>> = candidates.iter().map(|mapping| mapping.headers()).collect();
    let mut best: Option<(usize, usize, usize, &Headers<'_>)> = None;
    // of each mapping, the most headers that it knows in any row
    let mut most: Vec<usize> = vec![0; known.len()];
    for (table_at, partial) in tables.iter().enumerate() {
        let rows =
            std::iter::once(&partial.table.columns).chain(partial.table.rows.iter().map(|r| &r.cells)).take(HEADER_SEARCH).enumerate();
        for (header_at, headers) in rows {
            for (candidate, most) in known.iter().zip(&mut most) {
                let count = candidate.known(headers);
                *most = count.max(*most);
                if count > best.map_or(0, |b| b.0) {
                    best = Some((count, table_at, header_at, candidate));
                }
            }
        }
    }
    let found = || {
        let columns = tables.first().map(|p| p.table.columns.as_slice()).unwrap_or_default();
        crate::text::excerpt(&columns.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", "), 400)
    };
    if tables.is_empty() {
        return Err(IngestError::Empty { file: file.to_owned() });
    }
    let auto = options.mapping.is_none() && matches!(options.source, "auto" | "") && remembered.is_none();
    let Some((count, table_at, header_at, headers)) = best.filter(|(count, ..)| !auto || *count >= 2) else {
        return match candidates.first() {
            Some(mapping) if !auto => Err(missing_column(file, mapping, &tables, Field::Title)),
            _ => Err(IngestError::UnknownSource { file: file.to_owned(), found: found() }),
        };
    };
    let mapping = headers.mapping;
    let mut tables = tables;
    let partial = tables.remove(table_at);
    let (format, detail) = (partial.format, partial.detail);
    let Partial { table, .. } = padded(Partial { table: partial.table.with_header_at(header_at), format, detail: String::new() });
    for (field, rule) in &mapping.columns {
        if rule.required && !table.columns.iter().any(|header| headers.fields_of(header).iter().any(|(f, _)| f == field)) {
            return Err(missing_column(file, mapping, &[Partial { table, format, detail }], *field));
        }
    }
    let runner_up =
        known.iter().zip(&most).filter(|(other, _)| other.mapping.family() != mapping.family()).max_by_key(|(_, count)| **count);
    let runner_up = runner_up.filter(|_| auto).map(|(other, _)| other);
    let (mapping, of_year) = if options.mapping.is_some() { (mapping, None) } else { detect::of_year(mapping, headers, &table, auto) };
    let reason = match of_year {
        of_year if auto => detect::reason(count, &table.columns, headers, runner_up, of_year),
        _ if remembered.is_some_and(|own| own.name == mapping.name) => {
            BilingualText { id: format!("berkas umpan balik `{}`", mapping.name), en: format!("a feedback file of `{}`", mapping.name) }
        }
        Some(of_year) => BilingualText { id: format!("{}; {}", ASKED.id, of_year.id), en: format!("{}; {}", ASKED.en, of_year.en) },
        None => ASKED.into(),
    };
    Ok(Chosen { partial: Partial { table, format, detail }, mapping, reason, returned, others: tables })
}

fn missing_column(file: &str, mapping: &Mapping, tables: &[Partial], field: Field) -> IngestError {
    let quoted = |names: &[String]| crate::text::excerpt(&names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "), 400);
    let columns = tables.first().map(|p| p.table.columns.as_slice()).unwrap_or_default();
    let rule = mapping.columns.get(&field);
    let expected = rule.map(|r| r.headers.as_slice()).unwrap_or_default();
    let suggestion = match columns {
        [_] => Some(BilingualText::new(
            "hanya satu kolom: bila berkas memakai pemisah lain, sebutkan (`--delimiter`, `delimiter=`)",
            "one column only: if the file uses another delimiter, name it (`--delimiter`, `delimiter=`)",
        )),
        _ => expected.iter().find_map(|header| crate::error::nearest(header, columns.iter().map(String::as_str))).map(|near| {
            BilingualText::new(
                format!("apakah maksudnya `{near}`? ganti nama kolom itu, atau tambahkan ke pemetaan sendiri"),
                format!("is it `{near}`? then rename that column, or add it to a mapping of your own"),
            )
        }),
    };
    IngestError::MissingColumn {
        file: file.to_owned(),
        field: field.name(),
        label: field.label(crate::lang::Lang::Id),
        mapping: mapping.name.clone(),
        expected: quoted(expected),
        found: if columns.is_empty() { super::error::NO_COLUMN.into() } else { quoted(columns) },
        suggestion,
    }
}
