use crate::lang::Bilingual;
use crate::model::{MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "SRC-08",
    name: "merged-cell",
    severity: Severity::Advice,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tidak ada sel gabungan pada baris data lembar kerja: setiap baris berisi nilainya sendiri.",
        en: "No cells are merged over rows of data in a workbook: every row holds its own values.",
    },
    why: Bilingual {
        id: "Nilai sel gabungan hanya tersimpan pada baris pertamanya. jipp mengisikannya ke baris di bawahnya seperti yang terlihat pembaca; hanya pemilik data yang tahu apakah itu benar.",
        en: "The value of a merged cell is stored in its first row only. jipp fills it into the rows below, as a reader sees it; only the owner of the data knows whether that is right.",
    },
    invalid: "A2:A4 (digabung) Pemerintah Kota Bogor",
    valid: "A2, A3 dan A4 masing-masing berisi Pemerintah Kota Bogor",
    source: "ECMA-376 part 1, 18.3.1.55 (mergeCells); that such a cell speaks for each of its rows is inferred",
    messages: &[MessageTemplate {
        slug: "filled",
        message: Bilingual {
            id: "sel kosong pada kolom `{column}` diisi `{value}` dari sel gabungan di atasnya",
            en: "the empty cell in column `{column}` was filled with `{value}` from the merged cell above",
        },
        help: Bilingual {
            id: "periksa nilainya, batalkan penggabungan sel, dan isi setiap baris",
            en: "check the value, unmerge the cells, and fill in every row",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for (column, cell) in context.noted_cells(NoteKind::MergedCell) {
        emit.report("filled").value(cell).param("column", column);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::NoteKind;
    use crate::rules::testing::{found, record, row_note};

    #[test]
    fn what_was_filled_is_told() {
        let record = record(|r| {
            r.source.raw = vec![("Instansi".into(), "Kota Bogor".into())];
            r.source.notes.push(row_note(NoteKind::MergedCell, Some("Instansi"), ""));
        });
        assert_eq!(found("SRC-08", "other", &[record]), ["filled | Kota Bogor"]);
    }

    #[test]
    fn other_remarks_are_no_matter_of_this_rule() {
        let record = record(|r| r.source.notes.push(row_note(NoteKind::RoundedNumber, Some("Nomor"), "")));
        assert!(found("SRC-08", "other", &[record]).is_empty());
    }
}
