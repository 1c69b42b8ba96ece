//! Under which header, and in which words, does a value stand in the file? People look for what they wrote, not for codes and field names.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::ingest::built_in_mappings;
use crate::lang::Lang;
use crate::model::{Field, FieldKind, Innovation, SourceRecord, SourceSystem};
use crate::text::{key, redact, tidy};
use crate::vocab::{vocabulary, vocabulary_of};

/// The header of the column of a field: the one it was read from, else one that a built-in mapping of the source knows, its cell being empty
/// or unreadable. None if the record is from no table, or the file has no such column.
pub(super) fn column_of<'a>(source: &'a SourceRecord, innovation: &Innovation, field: Field) -> Option<&'a str> {
    let mut headers = source.raw.iter().chain(&source.restricted).map(|(header, _)| &**header);
    if let Some(origin) = innovation.provenance.get(&field) {
        return headers.find(|header| **header == *origin.column);
    }
    if let Some(column) = source.notes.iter().find(|note| note.field == Some(field)).and_then(|note| note.column.as_deref()) {
        return headers.find(|header| *header == column);
    }
    let known = HEADERS.get(&source.system)?;
    headers.find(|header| known.get(&key(header)).is_some_and(|fields| fields.contains(&field)))
}

/// The headers of the built-in mappings, folded, and what each is read into, by the system whose files they read.
static HEADERS: LazyLock<HashMap<SourceSystem, HashMap<String, Vec<Field>>>> = LazyLock::new(|| {
    let mut known: HashMap<SourceSystem, HashMap<String, Vec<Field>>> = HashMap::new();
    for mapping in built_in_mappings() {
        let headers = known.entry(mapping.system).or_default();
        for (field, rule) in &mapping.columns {
            for header in &rule.headers {
                headers.entry(key(header)).or_default().push(*field);
            }
        }
    }
    known
});

/// What the file has where the record has this code: the cell, or the part of a list that means it. The code itself where the record is
/// from no table. Personal data is masked.
pub(super) fn value_of(source: &SourceRecord, innovation: &Innovation, field: Field, code: &str) -> String {
    let cell = innovation.provenance.get(&field).and_then(|origin| source.cell(&origin.column)).filter(|cell| !cell.trim().is_empty());
    let Some(cell) = cell else { return code.to_owned() };
    let written = if field.kind() == FieldKind::Codes {
        let list = vocabulary_of(field).and_then(vocabulary);
        let means = |part: &str| list.and_then(|list| list.matching(part, innovation.year)).is_some_and(|found| found.value.code == code);
        cell.split([';', '|', '\n', ',']).map(tidy).find(|part| means(part)).unwrap_or_else(|| code.to_owned())
    } else {
        tidy(cell)
    };
    redact(&written).unwrap_or(written)
}

/// The official term of a code, else the code.
pub(super) fn term(field: Field, code: &str) -> &str {
    vocabulary_of(field).and_then(vocabulary).and_then(|list| list.get(code)).map_or(code, |value| value.id.as_str())
}

/// A field as a message names it: its column, else its name, and its label.
pub(super) fn named(column: Option<&str>, field: Field) -> String {
    format!("`{}` ({})", column.unwrap_or(field.name()), field.label(Lang::Id))
}

/// A name in brackets behind what was written; nothing where that is the name itself.
pub(super) fn meaning(written: &str, name: &str) -> String {
    if written == name { String::new() } else { format!(" ({name})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FieldSource, NoteKind, Record};
    use crate::rules::testing::{record, row_note};

    fn with(cells: &[(&str, &str)], read: &[(Field, &str)]) -> Record {
        record(|r| {
            r.source.system = SourceSystem::PanrbKipp;
            r.source.raw = cells.iter().map(|(header, cell)| ((*header).into(), (*cell).to_owned())).collect();
            for (field, column) in read {
                r.innovation.provenance.insert(*field, FieldSource::new("panrb_kipp:1", *column));
            }
        })
    }

    fn column(record: &Record, field: Field) -> Option<&str> {
        column_of(&record.source, &record.innovation, field)
    }

    #[test]
    fn a_field_has_the_header_it_was_read_from_or_would_be() {
        let record = with(&[("Bidang", "Kesehatan"), ("Tanggal Mulai Implementasi", "")], &[(Field::KippCategory, "Bidang")]);
        assert_eq!(column(&record, Field::KippCategory), Some("Bidang"));
        assert_eq!(column(&record, Field::ImplementationDate), Some("Tanggal Mulai Implementasi"), "an empty cell");
        assert_eq!(column(&record, Field::TrialDate), None, "no such column");
        let elsewhere = with(&[("Kategori", "Kesehatan")], &[(Field::Acronym, "title")]);
        assert_eq!(column(&elsewhere, Field::Acronym), None, "derived from another field");
        let mut unread = with(&[("Mulai", "31/02/2024")], &[]);
        let mut note = row_note(NoteKind::Unparsed, Some("Mulai"), "31/02/2024");
        note.field = Some(Field::ImplementationDate);
        unread.source.notes.push(note);
        assert_eq!(column(&unread, Field::ImplementationDate), Some("Mulai"));
    }

    #[test]
    fn a_code_is_shown_as_it_was_written() {
        let cells =
            [("Kategori", " Pelayanan  Publik Responsif Gender"), ("SDGs", "Kehidupan Sehat dan Sejahtera; 5"), ("Kontak", "081234567890")];
        let record = with(&cells, &[(Field::KippCategory, "Kategori"), (Field::Sdgs, "SDGs"), (Field::Stage, "Kontak")]);
        let value = |field, code| value_of(&record.source, &record.innovation, field, code);
        assert_eq!(value(Field::KippCategory, "pelayanan_publik_responsif_gender"), "Pelayanan Publik Responsif Gender");
        assert_eq!(value(Field::Sdgs, "3"), "Kehidupan Sehat dan Sejahtera");
        assert_eq!(value(Field::Sdgs, "7"), "7", "not in the cell");
        assert_eq!(value(Field::KippGroup, "umum"), "umum", "from no column");
        assert_eq!(value(Field::Stage, "081234567890"), "[telepon]");
    }
}
