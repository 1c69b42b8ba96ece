use crate::lang::Bilingual;
use crate::model::{MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "SRC-07",
    name: "rounded-number",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tidak ada angka lebih dari 15 digit pada sel bertipe angka di lembar kerja.",
        en: "No cell of a workbook holds a number of more than 15 digits as a number.",
    },
    why: Bilingual {
        id: "Lembar kerja hanya menyimpan 15 digit pertama sebuah angka; digit sisanya diganti tanpa peringatan. Nomor registrasi atau ID yang panjang dapat menjadi nomor lain.",
        en: "A spreadsheet keeps the first 15 digits of a number and replaces the others without a word. A long registration number or id can become another one.",
    },
    invalid: "9007199254740993 (sel bertipe angka, tersimpan 9007199254740992)",
    valid: "9007199254740993 (sel bertipe teks)",
    source: "Microsoft, Excel specifications and limits: number precision 15 digits; IEEE 754-2019, binary64",
    messages: &[MessageTemplate {
        slug: "digits",
        message: Bilingual {
            id: "angka `{value}` pada kolom `{column}` lebih dari 15 digit; digit terakhirnya mungkin bukan yang diketik",
            en: "the number `{value}` in column `{column}` has more than 15 digits; the last ones may not be those that were typed",
        },
        help: Bilingual {
            id: "atur format kolom menjadi teks, lalu isi kembali nomor dari sistem asal, atau ekspor sebagai CSV",
            en: "format the column as text and enter the number again from the source system, or export as CSV",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for (column, cell) in context.noted_cells(NoteKind::RoundedNumber) {
        emit.report("digits").value(cell).param("column", column);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::NoteKind;
    use crate::rules::testing::{found, record, row_note};

    #[test]
    fn long_numbers_are_told_without_restricted_cells() {
        let record = record(|r| {
            r.source.raw = vec![("Nomor".into(), "9007199254740992".into())];
            r.source.restricted = vec![("NIK".into(), "3578010101900001".into())];
            r.source.notes = ["Nomor", "NIK"].map(|column| row_note(NoteKind::RoundedNumber, Some(column), "")).to_vec();
        });
        assert_eq!(found("SRC-07", "other", &[record]), ["digits | 9007199254740992", "digits | …"]);
    }

    #[test]
    fn other_remarks_are_no_matter_of_this_rule() {
        let record = record(|r| r.source.notes.push(row_note(NoteKind::MergedCell, Some("Nomor"), "")));
        assert!(found("SRC-07", "other", &[record]).is_empty());
    }
}
