use crate::lang::Bilingual;
use crate::model::{Applicability, Coordinates, FieldKind, MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{begun, mend_date, month_and_short_year};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-01",
    name: "unreadable-date",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: Some(Applicability::Safe),
    summary: Bilingual {
        id: "Kolom tanggal, tahun, angka, koordinat, dan isian terstruktur dapat dibaca. Tanggal boleh hanya tahun, atau tahun dan bulan.",
        en: "Columns of dates, years, numbers, coordinates and structured values can be read. A date may be a year only, or year and month.",
    },
    why: Bilingual {
        id: "Tanggal yang tidak terbaca hilang dari semua perhitungan.",
        en: "A date that cannot be read is lost to every computation.",
    },
    invalid: "31/02/2023",
    valid: "12 Agustus 2023, 08/2023, Tahun 2023, 2023",
    source: "Sources mix years and dates in one column (LAN 2018 database; JIPPNas list)",
    messages: &[
        MessageTemplate {
            slug: "date",
            message: Bilingual {
                id: "`{value}` pada `{field}` ({label}) bukan tanggal",
                en: "`{value}` in `{field}` ({label}) is no date",
            },
            help: Bilingual { id: "tulis sebagai 12/08/2023, Agustus 2023, atau 2023", en: "write it as 12/08/2023, Agustus 2023 or 2023" },
        },
        MessageTemplate {
            slug: "number",
            message: Bilingual {
                id: "`{value}` pada `{field}` ({label}) bukan angka",
                en: "`{value}` in `{field}` ({label}) is no number",
            },
            help: Bilingual { id: "tulis angka saja, misalnya 87,5", en: "write the number alone, such as 87,5" },
        },
        MessageTemplate {
            slug: "place",
            message: Bilingual {
                id: "`{value}` pada `{field}` ({label}) bukan koordinat",
                en: "`{value}` in `{field}` ({label}) is no place",
            },
            help: Bilingual {
                id: "tulis lintang, lalu bujur, dalam derajat, misalnya -7.2575, 112.7521",
                en: "write latitude, then longitude, in degrees, such as -7.2575, 112.7521",
            },
        },
        MessageTemplate {
            slug: "parts",
            message: Bilingual {
                id: "isi `{field}` ({label}) tidak dapat dibaca: `{value}`",
                en: "the parts of `{field}` ({label}) cannot be read: `{value}`",
            },
            help: Bilingual {
                id: "tulis sebagai JSON sesuai skema (docs/schema/wire.schema.json)",
                en: "write it as JSON, as the schema says (docs/schema/wire.schema.json)",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for note in context.notes(NoteKind::Unparsed) {
        let Some(field) = note.field else { continue };
        let slug = match field.kind() {
            FieldKind::Number => "number",
            FieldKind::Coordinates => "place",
            FieldKind::Structured => "parts",
            _ => "date",
        };
        let draft = emit.report(slug).field(field).value(note.value.as_deref().unwrap_or_default());
        let column = note.column.as_deref().unwrap_or_default();
        if let Some(meant) = context.source.cell(column).and_then(|cell| meant(field.kind(), cell)) {
            draft.suggestion(&meant).fix(column, &meant, Applicability::Safe);
        } else if let Some(likely) = context.source.cell(column).and_then(|cell| likely(field.kind(), cell)) {
            draft.suggestion(likely);
        }
    }
}

/// What a cell that cannot be read can only mean.
fn meant(kind: FieldKind, cell: &str) -> Option<String> {
    match kind {
        FieldKind::Date => mend_date(cell).map(|date| date.to_string()),
        FieldKind::Year => mend_date(cell).map(|date| date.year().to_string()),
        FieldKind::Coordinates => Coordinates::swapped(cell).map(|place| place.to_string()),
        _ => None,
    }
}

/// What a cell that cannot be read means most likely, which a person has to say.
fn likely(kind: FieldKind, cell: &str) -> Option<String> {
    let date = month_and_short_year(cell).or_else(|| begun(cell))?;
    match kind {
        FieldKind::Date => Some(date.to_string()),
        FieldKind::Year => Some(date.year().to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, Note, NoteKind};
    use crate::rules::testing::{fixes, found, record};

    fn of(cell: &str) -> crate::model::Record {
        record(|r| {
            r.source.raw = vec![("Tanggal".into(), cell.into())];
            let (field, column) = (Some(Field::InitiationDate), Some("Tanggal".to_owned()));
            r.source.notes = vec![Note { kind: NoteKind::Unparsed, field, column, value: Some(cell.into()) }];
        })
    }

    #[test]
    fn what_can_only_mean_one_date_is_put_right() {
        assert_eq!(fixes("DAT-01", "other", &of("Senin, 12 Agsutus 2019")), ["Tanggal = 2019-08-12"]);
        assert_eq!(found("DAT-01", "other", &[of("20190812")]), ["date | initiation_date | 20190812 | 2019-08-12"]);
        assert!(fixes("DAT-01", "other", &of("31/02/2019")).is_empty());
    }

    #[test]
    fn a_short_year_is_proposed_and_not_written() {
        assert_eq!(found("DAT-01", "other", &[of("Jan-24")]), ["date | initiation_date | Jan-24 | 2024-01"]);
        assert!(fixes("DAT-01", "other", &of("Jan-24")).is_empty());
        assert_eq!(found("DAT-01", "other", &[of("24-Jan")]), ["date | initiation_date | 24-Jan"]);
    }

    #[test]
    fn the_beginning_of_a_time_is_proposed_and_not_written() {
        assert_eq!(found("DAT-01", "other", &[of("Sejak Maret 2019")]), ["date | initiation_date | Sejak Maret 2019 | 2019-03"]);
        assert_eq!(found("DAT-01", "other", &[of("2019 - sekarang")]), ["date | initiation_date | 2019 - sekarang | 2019"]);
        assert!(fixes("DAT-01", "other", &of("2019 - sekarang")).is_empty());
        assert_eq!(found("DAT-01", "other", &[of("Mei-Juni 2019")]), ["date | initiation_date | Mei-Juni 2019"]);
    }

    #[test]
    fn longitude_before_latitude_is_put_right() {
        let place = |cell: &str| {
            record(|r| {
                r.source.raw = vec![("Koordinat".into(), cell.into())];
                let (field, column) = (Some(Field::Coordinates), Some("Koordinat".to_owned()));
                r.source.notes = vec![Note { kind: NoteKind::Unparsed, field, column, value: Some(cell.into()) }];
            })
        };
        assert_eq!(fixes("DAT-01", "IGA", &place("112.7521, -7.2575")), ["Koordinat = -7.2575, 112.7521"]);
        assert!(fixes("DAT-01", "IGA", &place("181, 12")).is_empty(), "another country may be meant, or nothing");
    }
}
