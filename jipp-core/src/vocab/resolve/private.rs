//! Schools, hospitals and universities that their names tell to be private, whatever place stands in them.
//!
//! `RS Siloam Surabaya` stands in Surabaya and is not the city's. A kind of institution that governments and others run alike, and behind it the
//! name of a denomination, an organisation or a chain that is no part of any government, make a private one (general knowledge: UU 17/2023 on
//! health, article 185, and UU 20/2003 on education, article 55, let the public found hospitals and schools).

use super::lexicon::Word;
use super::parts::{Meaning, Part};
use super::tokens::words;
use crate::text::tidy;

/// Kinds of institutions that governments and others run alike, glued as parts have them.
const INSTITUTIONS: &[&str] = &[
    "rs",
    "rumahsakit",
    "rsu",
    "rumahsakitumum",
    "rsia",
    "hospital",
    "klinik",
    "politeknik",
    "akademi",
    "sekolahtinggi",
    "stikes",
    "institut",
    "universitas",
    "university",
    "sekolah",
    "paud",
    "tk",
    "sd",
    "smp",
    "sekolahmenengahpertama",
    "sma",
    "sekolahmenengahatas",
    "smk",
    "sekolahmenengahkejuruan",
    "madrasah",
    "madrasahibtidaiyah",
    "madrasahtsanawiyah",
    "madrasahaliyah",
];

/// Denominations, organisations and chains that run such institutions, word by word.
const OWNERS: &[&str] = &[
    "muhammadiyah",
    "aisyiyah",
    "pku",
    "nahdlatul ulama",
    "nu",
    "maarif",
    "ma arif",
    "al azhar",
    "al irsyad",
    "islam",
    "kristen",
    "katolik",
    "katholik",
    "advent",
    "baptis",
    "methodist",
    "santo",
    "santa",
    "pgri",
    "taman siswa",
    "pmi",
    "yayasan",
    "swasta",
    "siloam",
    "hermina",
    "mayapada",
    "primaya",
    "awal bros",
    "mitra keluarga",
    "panti rapih",
];

/// Words that make such an institution a government's after all.
const PUBLIC: &[&str] = &["negeri", "daerah", "pemerintah", "pusat", "nasional", "kemenkes", "kemenag", "kementerian"];

/// Whether the parts of one name tell a private institution.
pub(super) fn is_private(parts: &[Part]) -> bool {
    let Some(at) = parts.iter().position(|part| INSTITUTIONS.contains(&part.text.as_str())) else { return false };
    // a unit or a body before it, such as `Dinas Kesehatan`, tells whose name this is
    let opens = parts.iter().take(at).all(|part| matches!(part.word(), Some(Word::Filler)) || matches!(part.meaning, Meaning::Number));
    // a body behind it may be its owner: `SMA Kristen, BPK`
    let public =
        |part: &Part| PUBLIC.contains(&part.text.as_str()) || matches!(part.meaning, Meaning::Body(_) | Meaning::Word(Word::Government));
    if !opens || parts.iter().any(public) {
        return false;
    }
    let behind: Vec<&str> = parts.iter().skip(at + 1).map(|part| part.text.as_str()).collect();
    OWNERS.iter().any(|owner| {
        let owner: Vec<&str> = owner.split(' ').collect();
        behind.windows(owner.len()).any(|window| window == owner) || behind.contains(&owner.concat().as_str())
    })
}

/// Whether a name as written is that of a private institution.
pub(crate) fn names_private_institution(name: &str) -> bool {
    is_private(&super::parts::parts(&words(&tidy(name)), None))
}

#[cfg(test)]
mod tests {
    use super::names_private_institution;

    #[test]
    fn denominations_and_chains_tell_who_runs_it() {
        for name in [
            "RS Siloam Surabaya",
            "RS Siloam Kota Bogor",
            "Rumah Sakit Islam Surabaya",
            "RSU Aisyiyah Ponorogo",
            "RSIA Muhammadiyah Kota Probolinggo",
            "SMA Muhammadiyah 2 Surabaya",
            "SD Islam Terpadu Kota Bandung",
            "Universitas Muhammadiyah Malang",
            "RS PKU Muhammadiyah Yogyakarta",
            "Rumah Sakit Panti Rapih Yogyakarta",
            "Universitas Islam Indonesia",
            "Universitas Islam Sultan Agung",
            "SD Islam Al-Azhar",
            "SD Islam Internasional Kota Bandung",
            "RS Islam Jakarta",
            "Institut Agama Islam Imam Ghozali Cilacap",
        ] {
            assert!(names_private_institution(name), "{name}");
        }
    }

    #[test]
    fn public_ones_and_other_names_are_not_taken_for_private() {
        for name in [
            "RSUD Haji",
            "RS Haji Surabaya",
            "RS Jiwa",
            "RSJ",
            "RS Bhayangkara Kediri",
            "RSUD Muhammad Sani",
            "SMAN 5 Surabaya",
            "SMA Negeri 1 Kota Malang",
            "Rumah Sakit Sari Asih Serang",
            "Museum Islam Indonesia",
            "Dinas Pendidikan Kota Bandung",
            "Universitas Islam Negeri Raden Fatah",
            // the one state university whose name lacks `Negeri`
            "Universitas Islam Internasional Indonesia",
            "Universitas Islam Internasional Indonesia (UIII) Depok",
            "UIN Sunan Kalijaga",
            "IAIN Kudus",
            "STAIN Sorong",
            "Sekolah Tinggi Agama Islam Negeri Sorong",
            "Institut Agama Islam Negeri Kudus",
            "MAN 1 Surabaya",
            "Madrasah Aliyah Negeri 1 Surabaya",
            "SDN 1 Sleman",
            "RSUD dr. Soetomo",
            "Puskesmas Mlati I",
            "Kecamatan Santa",
            "Puskesmas Islam",
        ] {
            assert!(!names_private_institution(name), "{name}");
        }
    }
}
