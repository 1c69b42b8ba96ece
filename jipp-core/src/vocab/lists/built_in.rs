use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::collection::Vocabularies;
use super::vocabulary::Vocabulary;

/// One file of vocabularies, parsed on first use.
struct File {
    name: &'static str,
    text: &'static str,
    /// The vocabularies in it, so that no other file is parsed for them. A test compares.
    names: &'static [&'static str],
    read: OnceLock<Vocabularies>,
}

macro_rules! files {
    ($($file:literal: $($name:literal),*;)*) => {
        static FILES: [File; [$($file),*].len()] = [$(File {
            name: $file,
            text: include_str!(concat!("../../../data/vocabularies/", $file)),
            names: &[$($name),*],
            read: OnceLock::new(),
        }),*];
    };
}

files! {
    "general.json": "permen91_kriteria", "pp38_kriteria", "pembinaan_kegiatan", "jenis_instansi", "bukti_dukung";
    "jippnas.json": "source_system", "sumber_tambahan", "sdgs", "kategori_jippnas_lain", "status_keberlanjutan", "kelengkapan",
        "status_ide";
    "kipp.json": "kipp_kelompok", "kipp_kategori", "kipp_tema", "kipp_kriteria", "kipp_tahap_seleksi", "kipp_award",
        "kipp_sections", "kipp_min_usia", "sinovik_peran", "surat_kipp";
    "iga.json": "bentuk_inovasi", "jenis_inovasi_iga", "tahapan_iga", "inisiator", "klasifikasi_iga", "tematik_iga_2024",
        "covid_flag", "asta_cita", "pkpn_klaster", "urusan", "iga_tahap", "iga_kategori_pemda", "video_substansi",
        "rancang_bangun_bagian", "aktor_inovasi", "metode_informasi";
    "iga_index.json": "iga_sid_2026", "iga_spd_2026", "iga_sid_2024", "iga_basis_kemanfaatan", "iga_formula", "iga_predikat";
    "lan.json": "jenis_inovasi_lan", "kategori_lan", "kelompok_inovator_lan", "teknik_validasi_lan", "kriteria_validasi_lan",
        "status_terbit_lan", "tahap_labinov";
    "replication.json": "verifikasi_minat", "status_replikasi", "tahap_replikasi_jippnas", "fase_replikasi", "aktor_replikasi",
        "model_replikasi", "skala_adopsi", "jenis_penyebaran", "pkri_kelompok";
    "hub.json": "hub_aspek", "hub_verifikasi", "hub_predikat", "hub";
}

impl File {
    fn read(&self) -> &Vocabularies {
        // The file is part of the program and a test reads it: it cannot fail at a user's.
        self.read.get_or_init(|| Vocabularies::read(self.name, self.text, sources()).unwrap_or_default())
    }
}

/// What the keys of sources stand for: an address or a description of the document.
pub fn sources() -> &'static BTreeMap<String, String> {
    static SOURCES: OnceLock<Vocabularies> = OnceLock::new();
    let read = || {
        let text = include_str!("../../../data/vocabularies/sources.json");
        Vocabularies::read("sources.json", text, &BTreeMap::new()).unwrap_or_default()
    };
    SOURCES.get_or_init(read).sources()
}

/// The names of the vocabularies, without reading any.
pub fn vocabulary_names() -> impl Iterator<Item = &'static str> {
    FILES.iter().flat_map(|file| file.names).copied()
}

/// Every vocabulary.
pub fn vocabularies() -> impl Iterator<Item = &'static Vocabulary> {
    FILES.iter().flat_map(|file| file.read().iter())
}

/// The vocabulary of this name. Only the file that holds it is parsed, once.
pub fn vocabulary(name: &str) -> Option<&'static Vocabulary> {
    static BY_NAME: OnceLock<FxHashMap<&'static str, (&'static File, OnceLock<Option<&'static Vocabulary>>)>> = OnceLock::new();
    let by_name =
        BY_NAME.get_or_init(|| FILES.iter().flat_map(|file| file.names.iter().map(move |name| (*name, (file, OnceLock::new())))).collect());
    let (file, found) = by_name.get(name)?;
    *found.get_or_init(|| file.read().get(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_holds_the_lists_named_here() {
        for file in &FILES {
            let read = Vocabularies::read(file.name, file.text, sources()).unwrap();
            assert!(read.iter().map(|list| list.name.as_str()).eq(file.names.iter().copied()), "{}", file.name);
            assert!(read.sources().is_empty(), "{}: sources are explained in sources.json", file.name);
        }
        assert!(sources().len() > 40);
    }

    #[test]
    fn only_the_file_asked_for_is_parsed() {
        // other tests run beside this one, so only the fresh copy can be judged
        let file = File { name: "t", text: "{", names: &[], read: OnceLock::new() };
        assert!(file.read.get().is_none());
        assert!(file.read().iter().next().is_none());
        assert!(file.read.get().is_some());
    }
}
