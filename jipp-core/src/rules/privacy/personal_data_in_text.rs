use crate::lang::Bilingual;
use crate::model::{MessageTemplate, NoteKind, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "PII-01",
    name: "personal-data-in-text",
    severity: Severity::Error,
    stage: Stage::Complete,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Teks dan tautan yang akan dipublikasikan tidak memuat nomor telepon, alamat surel, NIK, NIP, atau NPWP, bagaimanapun ditulisnya (`0812 – xxxx – xxxx`, `[at]`, `wa.me/62…`). Data yang ditemukan disamarkan, tautannya tidak dipublikasikan, dan tulisan aslinya disimpan terpisah. Nomor bebas pulsa (`0800`) dan nomor singkat (`112`) boleh ditulis.",
        en: "No text or link to be published holds a phone number, an e-mail address, an identity number (NIK) or the number of a civil servant (NIP) or a taxpayer (NPWP), however it is written (`0812 – xxxx – xxxx`, `[at]`, `wa.me/62…`). What is found is masked, such a link is not published, and the original is kept apart. Toll-free (`0800`) and short numbers (`112`) may be written.",
    },
    why: Bilingual {
        id: "Data pribadi tidak boleh tampil kepada publik, juga bila tertulis di tengah uraian.",
        en: "Personal data must never be public, not even in the midst of a text.",
    },
    invalid: "Hubungi Budi, 0812-xxxx-xxxx",
    valid: "Hubungi Dinas Kesehatan melalui laman resmi",
    source: "Observation: contact fields of LAN's innovation database of 2018 (github.com/edison8301/inovasi-lan), identity card (KTP) numbers in one public form",
    messages: &[MessageTemplate {
        slug: "masked",
        message: Bilingual {
            id: "kolom `{column}` ({label}) memuat {count} data pribadi, yang telah disamarkan",
            en: "column `{column}` ({label}) holds personal data ({count}), which has been masked",
        },
        help: Bilingual {
            id: "hapus nomor telepon, surel, NIK, NIP, atau NPWP dari teks di sistem asal; pindahkan kontak ke kolom kontak yang tidak dipublikasikan",
            en: "remove phone numbers, e-mail addresses and numbers of persons (NIK, NIP, NPWP) from the text in the source system; put contacts into a contact column, which is not published",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for note in context.notes(NoteKind::PersonalData) {
        let Some(field) = note.field else { continue };
        // the note counts; the data itself is not shown
        emit.report("masked")
            .field(field)
            .param("column", note.column.as_deref().unwrap_or_default())
            .param("count", note.value.as_deref().unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, NoteKind};
    use crate::rules::testing::{found, note, record};

    #[test]
    fn masked_data_is_counted_and_not_shown() {
        let record = record(|r| {
            r.innovation.impact = Some("hubungi [telepon] atau [surel]".into());
            r.source.restricted = vec![("Uraian".into(), "hubungi 081234567890 atau budi@contoh.go.id".into())];
            r.source.notes = vec![note(NoteKind::PersonalData, Field::Impact, "2")];
        });
        assert_eq!(found("PII-01", "other", &[record]), ["masked | impact"]);
    }

    #[test]
    fn texts_without_it_are_fine() {
        assert!(found("PII-01", "other", &[record(|r| r.innovation.impact = Some("antrean turun".into()))]).is_empty());
    }
}
