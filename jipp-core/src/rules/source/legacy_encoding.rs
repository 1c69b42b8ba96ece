use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, FileContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "SRC-02",
    name: "legacy-encoding",
    severity: Severity::Advice,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Berkas teks disimpan dengan pengodean UTF-8 dan semua karakternya terbaca.",
        en: "A text file is stored as UTF-8 and all its characters can be read.",
    },
    why: Bilingual {
        id: "Pengodean lain hanya dapat diduga; dugaan yang keliru mengubah tanda kutip, tanda pisah, dan huruf beraksen tanpa terlihat.",
        en: "Any other encoding can only be guessed; a wrong guess changes quotes, dashes and accented letters unseen.",
    },
    invalid: "inovasi.csv (windows-1252)",
    valid: "inovasi.csv (UTF-8)",
    source: "Inferred; no regulation or form names an encoding",
    messages: &[
        MessageTemplate {
            slug: "legacy",
            message: Bilingual { id: "berkas dibaca sebagai `{value}`, bukan UTF-8", en: "the file was read as `{value}`, not UTF-8" },
            help: Bilingual {
                id: "periksa apakah tanda kutip dan huruf beraksen terbaca benar, lalu simpan ulang sebagai `CSV UTF-8`",
                en: "check that quotes and accented letters are right, then save the file again as `CSV UTF-8`",
            },
        },
        MessageTemplate {
            slug: "damaged",
            message: Bilingual {
                id: "sebagian isi berkas tidak bermakna dalam pengodean `{value}` dan diganti dengan `\u{fffd}`",
                en: "some bytes have no meaning in the encoding `{value}` and were replaced by `\u{fffd}`",
            },
            help: Bilingual {
                id: "ekspor ulang dari sistem asal sebagai `CSV UTF-8`; baris yang rusak dilaporkan oleh aturan SRC-05",
                en: "export it again from the source system as `CSV UTF-8`; rule SRC-05 names the damaged rows",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &FileContext<'_>, emit: &mut Emitter<'_>) {
    let file = context.file;
    if !matches!(file.format.as_str(), "csv" | "json" | "ndjson") || file.encoding.is_empty() {
        return;
    }
    if file.damaged_text {
        emit.report("damaged").value(&file.encoding);
    } else if file.encoding != "UTF-8" {
        emit.report("legacy").value(&file.encoding);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{file, found_in_file};

    #[test]
    fn other_encodings_and_damage_are_told() {
        assert_eq!(found_in_file("SRC-02", &file(|f| f.encoding = "windows-1252".into())), ["legacy | windows-1252"]);
        assert_eq!(found_in_file("SRC-02", &file(|f| f.damaged_text = true)), ["damaged | UTF-8"]);
    }

    #[test]
    fn utf_8_and_workbooks_are_fine() {
        assert!(found_in_file("SRC-02", &file(|_| {})).is_empty());
        assert!(found_in_file("SRC-02", &file(|f| (f.format, f.encoding) = ("xlsx".into(), String::new()))).is_empty());
    }
}
