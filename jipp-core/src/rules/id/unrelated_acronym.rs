use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{key, words};
use crate::vocab::{ResolveOptions, Status, abbreviations, resolve, unit_types};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ID-08",
    name: "unrelated-acronym",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Huruf akronim dalam judul dapat diambil berurutan dari kepanjangannya; sepertiga hurufnya boleh menyimpang. Hanya diperiksa bila salah satunya ditulis dalam kurung: sesudah titik dua dapat pula berdiri pokok inovasinya.",
        en: "The letters of an acronym in the title can be read off its expansion in order; a third of them may differ. Only checked where one of them stands in brackets: behind a colon the subject may stand as well.",
    },
    why: Bilingual {
        id: "Akronim dan kepanjangan yang tidak berhubungan menandakan judul yang tertukar atau terpotong.",
        en: "An acronym that has nothing to do with its expansion tells of a title that was swapped or cut.",
    },
    invalid: "GERPAS (Layanan Jemput Bola)",
    valid: "GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)",
    source: "Inferred from the titles of LAN's innovation database of 2018 (github.com/edison8301/inovasi-lan) and JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[MessageTemplate {
        slug: "letters",
        message: Bilingual {
            id: "akronim `{acronym}` tidak dapat diambil dari kepanjangan `{expansion}`",
            en: "the acronym `{acronym}` cannot be read off the expansion `{expansion}`",
        },
        help: Bilingual {
            id: "periksa apakah judul terpotong, atau akronim dan kepanjangannya berasal dari dua inovasi",
            en: "check whether the title was cut, or acronym and expansion come from two innovations",
        },
    }],
};

/// Least share of the letters of an acronym that its expansion has in the same order.
const SHARE: f64 = 2.0 / 3.0;
/// Letters of an acronym that can be judged.
const LETTERS: std::ops::RangeInclusive<usize> = 4..=16;

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(title), Some(acronym), Some(expansion)) = (&innovation.title, &innovation.acronym, &innovation.expansion) else { return };
    // only brackets say that the one stands for the other; a colon or quotes may part a name from its subject
    let Some((before, inside)) = title.split_once('(').and_then(|(before, rest)| {
        let (inside, behind) = rest.split_once(')')?;
        key(behind).is_empty().then(|| (before.trim(), inside.trim()))
    }) else {
        return;
    };
    let (short, long) = (key(acronym), key(expansion));
    // most titles fit, and what is left to ask looks into tables
    if !LETTERS.contains(&short.chars().count()) || expansion.split_whitespace().count() < 2 || shared(&short, &long) >= SHARE {
        return;
    }
    let is_stated = if key(before) == short && key(inside) == long {
        !is_remark(expansion) && is_name(before) && (!before.contains(' ') || has_small_letters(inside))
    } else {
        // `Layanan Jemput Bola (GERPAS)`: one word in capitals, which is no unit, agency, place or known abbreviation
        key(inside) == short && key(before) == long && has_small_letters(before) && is_coined(inside)
    };
    if is_stated {
        emit.report("letters").field(Field::Title).value(title).param("acronym", acronym).param("expansion", expansion);
    }
}

fn has_small_letters(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

/// Most words of an acronym: `PEPES PAPARI`.
const WORDS: usize = 3;

/// Whether a text before brackets is an acronym: one word in capitals, or a few of which the first is no word for the kind of a thing.
fn is_name(text: &str) -> bool {
    const KINDS: [&str; 24] = [
        "aplikasi",
        "balai",
        "bank",
        "desa",
        "dinas",
        "gerakan",
        "inovasi",
        "kampung",
        "kantor",
        "kelas",
        "kelompok",
        "layanan",
        "mal",
        "mobil",
        "pasar",
        "pelayanan",
        "pojok",
        "program",
        "puskesmas",
        "rsud",
        "rumah",
        "sekolah",
        "sistem",
        "taman",
    ];
    let capital = text.chars().any(char::is_alphabetic) && !has_small_letters(text);
    let named: Vec<String> = words(text).collect();
    let opens = named.first().is_none_or(|first| named.len() == 1 || !KINDS.contains(&first.as_str()));
    capital && named.len() <= WORDS && opens
}

/// Whether a text in brackets is a word in capitals that somebody coined: no digits, and nothing that the tables know.
fn is_coined(text: &str) -> bool {
    let capital = text.chars().all(|c| c.is_uppercase() || c == '-');
    let short = key(text);
    let abbreviated = || abbreviations().iter().any(|known| key(&known.abbreviation) == short);
    let unit = || unit_types().iter().any(|unit| key(&unit.token) == short);
    capital && !abbreviated() && !unit() && resolve(text, ResolveOptions::default()).status == Status::Unknown
}

/// Whether brackets say where or the how manieth it is, which is no expansion: `(Kota Semarang)`, `(Tahap II)`.
fn is_remark(text: &str) -> bool {
    const FIRST: [&str; 14] =
        ["versi", "tahap", "jilid", "edisi", "seri", "volume", "fase", "kota", "kabupaten", "kab", "provinsi", "prov", "kecamatan", "desa"];
    words(text).next().is_some_and(|first| FIRST.contains(&first.as_str()))
}

/// The share of the letters of `short` that stand in `long` in the same order: their longest common subsequence.
fn shared(short: &str, long: &str) -> f64 {
    let letters: Vec<char> = short.chars().collect();
    let mut best = vec![0_usize; letters.len() + 1];
    for c in long.chars() {
        let mut diagonal = 0;
        let mut left = 0;
        for (at, letter) in letters.iter().enumerate() {
            let Some(cell) = best.get_mut(at + 1) else { continue };
            let above = *cell;
            *cell = if c == *letter { diagonal + 1 } else { above.max(left) };
            (diagonal, left) = (above, *cell);
        }
    }
    best.last().copied().unwrap_or_default() as f64 / letters.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use crate::ingest::derive_fields;
    use crate::rules::testing::{found, record};

    fn of(title: &str) -> Vec<String> {
        let record = record(|r| {
            r.innovation.title = Some(title.into());
            derive_fields(&mut r.innovation);
        });
        found("ID-08", "other", &[record])
    }

    #[test]
    fn letters_of_another_name_are_seen() {
        let title = "GERPAS (Layanan Jemput Bola)";
        assert_eq!(of(title), [format!("letters | title | {title}")]);
        for title in [
            "Layanan Jemput Bola Akta (GERPAS)",
            "Kartu Identitas Anak Ceria (GEMPUR)",
            "PEPES PAPARI (Kelas Ibu Hamil)",
            "SUMPAH BERUANG (Pelayanan Kesehatan Gratis)",
        ] {
            assert_eq!(of(title), [format!("letters | title | {title}")]);
        }
    }

    #[test]
    fn backronyms_and_other_forms_are_fine() {
        for title in [
            "GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)",
            "SADELPOS (Samsat Delivery Pos)",
            "PEPES PAPARI (Percepatan Proses Pengajuan PBG Mandiri)",
            "LAYANAN JEMPUT BOLA “LARASITA”",
            "SIMPATOR",
            "LARASITA (Kota Semarang)",
            "SIMPEL (Versi 2)",
            "E-BUDGETING (Tahap II)",
            "Sistem Informasi Jabatan Provinsi Riau (SI-JABPRI)",
            "M-PosPay : Transaksi Pembayaran via Ponsel",
            "Pasar Digital Usaha Mikro (PaDi UMKM)",
            "SUMPAH BERUANG (Sulap Sampah Berubah Menjadi Uang)",
            "Gerai Pengurusan Dokumen Dasar Nelayan (GERPAS)",
            "Pelayanan Akta Kelahiran (DISDUKCAPIL)",
            "Pendampingan Ibu Melahirkan (PUSKESMAS)",
            "Pelatihan Usaha Warga (UMKM)",
            "Bantuan Iuran Warga Miskin (BPJS)",
            "Wisata Kota Lama (SEMARANG)",
            "KAMPUNG PELANGI (Pengelolaan Sampah Warga)",
            "PASAR MURAH (BAGI WARGA MISKIN)",
            "Kelas Ibu Hamil (Sehat)",
            "Layanan Antar Obat (TOP 45)",
        ] {
            assert!(of(title).is_empty(), "{title}");
        }
    }
}
