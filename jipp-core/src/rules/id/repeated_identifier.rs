use std::collections::HashMap;

use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{DatasetContext, Digest, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-06",
    name: "repeated-identifier",
    severity: Severity::Error,
    stage: Stage::Import,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Dalam satu sistem dan tahun, setiap ID sumber hanya dipakai satu kali. Baris pertama diterima, baris berikutnya dilaporkan. Kode NRI yang sama pada dua data adalah peringatan.",
        en: "Within one system and year every source id is used once. The first row is accepted, later ones are reported. The same NRI on two records is a warning.",
    },
    why: Bilingual {
        id: "ID sumber menentukan data mana yang dimutakhirkan; ID yang sama pada dua baris membuat satu baris menimpa baris yang lain.",
        en: "The source id decides which record is updated; the same id on two rows makes one overwrite the other.",
    },
    invalid: "900001 (2023), 900001 (2023)",
    valid: "900001 (2022), 900001 (2023)",
    source: "Keys by which JIPPNas updates its records (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "same",
            message: Bilingual {
                id: "ID sumber `{value}` berulang: baris ini sama persis dengan baris sebelumnya",
                en: "the source id `{value}` is repeated: this row is exactly equal to an earlier one",
            },
            help: Bilingual {
                id: "hapus salah satu; baris yang sama ada di berkas `{first_file}` baris {first_row}",
                en: "delete one of them; the equal row is row {first_row} of `{first_file}`",
            },
        },
        MessageTemplate {
            slug: "different",
            message: Bilingual {
                id: "ID sumber `{value}` dipakai lagi oleh baris dengan isi yang berbeda",
                en: "the source id `{value}` is used again by a row with other content",
            },
            help: Bilingual {
                id: "bandingkan dengan berkas `{first_file}` baris {first_row}; pertahankan yang benar, atau beri ID tersendiri bila keduanya inovasi yang berbeda",
                en: "compare it with row {first_row} of `{first_file}`; keep the right one, or give each its own id if they are two innovations",
            },
        },
        MessageTemplate {
            slug: "nri",
            message: Bilingual {
                id: "kode NRI `{value}` juga dipakai data lain; keduanya mungkin satu inovasi",
                en: "the NRI `{value}` is also that of another record; both may be one innovation",
            },
            help: Bilingual {
                id: "bandingkan dengan berkas `{first_file}` baris {first_row}: gabungkan bila inovasinya sama, atau perbaiki salah satu kode",
                en: "compare it with row {first_row} of `{first_file}`: merge them if it is one innovation, or correct one of the codes",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let mut by_id: HashMap<_, &Digest> = HashMap::new();
    let mut by_content: HashMap<_, &Digest> = HashMap::new();
    for record in context.records {
        let Some(id) = record.external_id.as_deref() else { continue };
        let key = (record.system, id, record.source_year);
        let equal = *by_content.entry((key, &record.hash)).or_insert(record);
        let first = *by_id.entry(key).or_insert(record);
        let (slug, earlier) = match (std::ptr::eq(equal, record), std::ptr::eq(first, record)) {
            (_, true) => continue,
            (false, false) => ("same", equal),
            (true, false) => ("different", first),
        };
        emit.report_at(slug, record).field(Field::ExternalId).value(id).param("first_file", &earlier.file).param("first_row", earlier.row);
    }
    shared_nri(context, emit);
}

/// The same NRI on two records makes them candidates for a duplicate; it says nothing against either.
fn shared_nri(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let mut by_nri: HashMap<&str, &Digest> = HashMap::new();
    for record in context.records {
        let Some(nri) = record.nri.as_deref() else { continue };
        let first = *by_nri.entry(nri).or_insert(record);
        if !std::ptr::eq(first, record) && !record.is_same_record(first) {
            let draft = emit.report_at("nri", record).severity(Severity::Warning).field(Field::Nri).value(nri);
            draft.param("first_file", &first.file).param("first_row", first.row);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Record;
    use crate::rules::testing::{found, record};

    fn row(row: u64, id: Option<&str>, year: i32, hash: &str) -> Record {
        record(|r| {
            r.source.external_id = id.map(str::to_owned);
            (r.source.row, r.source.year, r.source.hash) = (row, Some(year), hash.to_owned());
        })
    }

    #[test]
    fn later_rows_of_one_id_are_reported() {
        let records = [row(2, Some("7"), 2023, "a"), row(3, Some("7"), 2023, "b"), row(4, Some("7"), 2023, "b")];
        assert_eq!(found("ID-06", "other", &records), ["different | external_id | 7", "same | external_id | 7"]);
    }

    #[test]
    fn another_year_or_no_id_is_no_repetition() {
        let records = [row(2, Some("7"), 2022, "a"), row(3, Some("7"), 2023, "a"), row(4, None, 2023, "c"), row(5, None, 2023, "c")];
        assert!(found("ID-06", "other", &records).is_empty());
    }

    #[test]
    fn one_nri_on_two_records_is_a_warning() {
        let nri = |row_number, id| {
            let mut record = row(row_number, Some(id), 2023, id);
            record.innovation.nri = Some("316717".into());
            record
        };
        assert_eq!(found("ID-06", "other", &[nri(2, "7"), nri(3, "8")]), ["nri | nri | 316717"]);
        let mut version = nri(3, "7");
        version.source.year = Some(2024);
        assert!(found("ID-06", "other", &[nri(2, "7"), version]).is_empty(), "versions of one record share it");
    }
}
