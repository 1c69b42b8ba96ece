use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{is_placeholder, key, words};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-03",
    name: "placeholder-title",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Judul bukan isian percobaan (`tes`, `uji coba`, `asdf`), bukan pengisi tempat (`Judul Inovasi`), dan tidak terdiri atas angka saja. Judul yang memuat kata lain, seperti `Tes HIV Keliling`, bukan percobaan.",
        en: "The title is no trial entry (`tes`, `uji coba`, `asdf`), no placeholder (`Judul Inovasi`), and not made of digits alone. One with other words, such as `Tes HIV Keliling`, is no trial.",
    },
    why: Bilingual {
        id: "Data percobaan ikut terhitung dan tampil kepada publik; judul berupa angka sering kali nomor yang salah kolom.",
        en: "Trial records are counted and shown to the public; a title of digits is often a number in the wrong column.",
    },
    invalid: "Tes ITSA LAGI",
    valid: "ANC Hipnoterapi",
    source: "Observation: `Tes ITSA LAGI` and `#N/A` in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "trial",
            message: Bilingual { id: "judul `{value}` tampak seperti isian percobaan", en: "the title `{value}` looks like a trial entry" },
            help: Bilingual {
                id: "hapus data ini bila memang percobaan; bila bukan, tulis judul lengkapnya",
                en: "delete the record if it is a trial; if not, write the full title",
            },
        },
        MessageTemplate {
            slug: "digits",
            message: Bilingual { id: "judul `{value}` terdiri atas angka saja", en: "the title `{value}` is made of digits alone" },
            help: Bilingual {
                id: "periksa apakah nomor terbaca sebagai judul; isi judul sesuai formulir asli",
                en: "check whether a number was read as the title; enter the title of the original form",
            },
        },
        MessageTemplate {
            slug: "placeholder",
            message: Bilingual { id: "judul `{value}` hanya pengisi tempat", en: "the title `{value}` is only a placeholder" },
            help: Bilingual { id: "isi judul sesuai formulir asli", en: "enter the title of the original form" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(title) = context.innovation.title.as_deref().filter(|title| !title.trim().is_empty()) else { return };
    if let Some(slug) = verdict(title) {
        emit.report(slug).field(Field::Title).value(title);
    }
}

fn verdict(title: &str) -> Option<&'static str> {
    let key = key(title);
    if key.is_empty() || is_placeholder(title) {
        return Some("placeholder");
    }
    if key.chars().all(char::is_numeric) {
        return Some("digits");
    }
    let words: Vec<String> = words(title).filter(|word| !is_numeral_of(title, word)).map(|word| without_repeats(&word)).collect();
    let all = |known: fn(&str) -> bool| words.iter().all(|word| known(word));
    if is_mash(&key) && !is_numeral_of(title, &key)
        || words.iter().any(|word| is_trial(word)) && all(|word| is_trial(word) || is_filler(word))
        || is_trial_of_something(&words)
    {
        return Some("trial");
    }
    // a word alone that is said of anything (`Data`, `Baru`) may be a name; that of the field itself is none
    (words.iter().any(|word| FIELD.contains(&word.as_str())) && all(is_filler)).then_some("placeholder")
}

/// Names of the field that forms and exports leave in it, without repeated letters.
const FIELD: &[&str] = &["judul", "nama", "inovasi", "inovation", "title", "untitled"];

/// Roman numerals of one letter, which look like a key held down. `XXX` fills places.
const NUMERALS: [&str; 3] = ["iii", "ccc", "mmm"];

/// Whether a word of the title is a roman numeral, in capitals as those are written.
fn is_numeral_of(title: &str, word: &str) -> bool {
    NUMERALS.contains(&word) && title.contains(&word.to_uppercase())
}

/// Words of trials, without repeated letters.
const TRIAL: &[&str] = &[
    "tes", "test", "testing", "tester", "coba", "cobacoba", "ujicoba", "uji", "percoban", "trial", "dumy", "contoh", "sample", "lorem",
    "ipsum",
];

/// Words that stand beside the name of the field and beside trials, without repeated letters.
const FILLERS: &[&str] = &[
    "tanpa", "ini", "itu", "aja", "saja", "lagi", "dulu", "dong", "data", "input", "isi", "entri", "hapus", "dihapus", "jangan", "abaikan",
    "baru", "yang", "untuk", "dan", "the", "a", "only",
];

/// Words with which people tell that something is a trial, whatever they tried. *Dulu* says as well that a test comes first (`Tes Dulu Baru
/// Bayar`).
const TELLING: &[&str] = &["lagi", "aja", "saja", "hapus", "dihapus", "doang", "coba", "trial", "abaikan"];

/// Whether a word is one of trials, or letters struck in a row.
fn is_trial(word: &str) -> bool {
    TRIAL.contains(&word) || is_mash(word)
}

/// Whether a word says nothing of an innovation.
fn is_filler(word: &str) -> bool {
    FIELD.contains(&word) || FILLERS.contains(&word) || word.chars().all(char::is_numeric)
}

/// Whether a short title begins with `tes` and tells that it was one: `Tes ITSA LAGI`.
fn is_trial_of_something(words: &[String]) -> bool {
    const MOST: usize = 4;
    /// Who invites others to a test made no trial entry.
    const INVITING: [&str; 4] = ["yuk", "yuks", "ayo", "mari"];
    words.len() <= MOST
        && !words.iter().any(|word| INVITING.contains(&word.as_str()))
        && words.first().is_some_and(|word| matches!(word.as_str(), "tes" | "test"))
        && words.iter().skip(1).any(|word| TELLING.contains(&word.as_str()))
}

/// Whether a word is one letter again and again, or keys that lie in a row.
fn is_mash(word: &str) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    const ALPHABET: &str = "abcdefghij";
    let first = word.chars().next();
    let one_letter = word.len() > 2 && first.is_some_and(char::is_alphabetic) && word.chars().all(|letter| Some(letter) == first);
    one_letter || word.len() > 3 && ROWS.iter().any(|row| row.contains(word)) || word.len() > 3 && ALPHABET.starts_with(word)
}

/// A word with each run of one letter as a single one: `tesss` is `tes`. What is only one letter stays as it is.
fn without_repeats(word: &str) -> String {
    let mut short: Vec<char> = word.chars().collect();
    short.dedup();
    if short.len() > 1 && !word.chars().all(char::is_numeric) { short.into_iter().collect() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(title: &str) -> Vec<String> {
        found("ID-03", "other", &[record(|r| r.innovation.title = Some(title.into()))])
    }

    #[test]
    fn trial_entries_are_seen() {
        for title in [
            "tes",
            "TEST",
            "Testing",
            "coba",
            "Tes ITSA LAGI",
            "test 1",
            "uji coba",
            "coba coba",
            "coba lagi",
            "contoh",
            "Contoh Inovasi",
            "dummy",
            "asdf",
            "asdfgh",
            "aaa",
            "abcd",
            "Tes III",
            "iii",
            "tes dulu",
            "ini tes",
            "Inovasi Test Hapus",
            "tesss",
            "tes!!",
            "lorem ipsum",
            "percobaan",
            "Data Tes",
        ] {
            assert_eq!(of(title), [format!("trial | title | {title}")]);
        }
        assert_eq!(of("2023"), ["digits | title | 2023"]);
        for title in ["#N/A", "***", "xxx", "Judul Inovasi", "Nama Inovasi", "judul", "inovasi 1", "Judul Baru", "Untitled", "Inovasi III"]
        {
            assert_eq!(of(title), [format!("placeholder | title | {title}")]);
        }
    }

    #[test]
    fn real_titles_are_fine() {
        for title in [
            "Testimoni Pasien Digital",
            "Cobalah Sehat",
            "Call Center 112",
            "SIMPATOR",
            "Tes HIV Keliling (Layanan Tes HIV di Tempat Kerja)",
            "Tes Narkoba Keliling",
            "Tes Kesehatan Calon Jemaah Haji Satu Atap",
            "Coba Dulu Baru Bayar: Uji KIR Keliling",
            "Contoh Baik Kelas Inklusi",
            "Uji Coba Emisi Kendaraan Gratis",
            "1000 Hari Pertama",
            "Telepon Siaga 119",
            "Percobaan Pertanian Lahan Gambut",
            "Inovasi Desa",
            "ABC",
            "III",
            "Data",
            "Baru",
            "ISI",
            "Data Baru",
            "Tes Dulu Yuk",
            "Tes Lagi Yuk",
            "Tes Dulu Baru Bayar",
        ] {
            assert!(of(title).is_empty(), "{title}");
        }
        assert!(found("ID-03", "other", &[record(|_| {})]).is_empty(), "a missing title is a matter of ID-01");
    }
}
