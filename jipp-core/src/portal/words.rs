//! What do the pages say, in Indonesian and in English? Names of fields and codes come from the model and the vocabularies.

use crate::lang::{Bilingual, Lang};
use crate::model::{Field, ReplicationStage, SourceSystem};
use crate::vocab::vocabulary;

const fn t(id: &'static str, en: &'static str) -> Bilingual {
    Bilingual { id, en }
}

pub(super) const BRAND: Bilingual = t("Direktori Inovasi Pelayanan Publik", "Directory of Public-Service Innovations");
pub(super) const SKIP: Bilingual = t("Langsung ke isi", "Skip to content");
pub(super) const SECTIONS: Bilingual = t("Bagian situs", "Sections of the site");
pub(super) const SEARCH: Bilingual = t("Pencarian", "Search");
pub(super) const ABOVE: Bilingual = t("Posisi halaman", "Where this page is");
pub(super) const ABOUT: Bilingual =
    t("Halaman ini dapat dibaca tanpa JavaScript.", "This page can be read without JavaScript. Texts of the sources are in Indonesian.");
pub(super) const PROVENANCE: Bilingual = t("Asal-usul data", "Where the data comes from");

/// The pages about all innovations, in the order in which they are offered.
pub(super) const NAVIGATION: &[(&str, Bilingual)] = &[
    (super::lists::PATH, t("Daftar", "List")),
    (super::statistics::PATH, t("Statistik", "Statistics")),
    (super::articles::NEWS, t("Berita", "News")),
    (super::articles::GUIDES, t("Panduan", "Guides")),
    (super::hubs::PATH, t("Hub", "Hubs")),
    (super::replications::PATH, t("Replikasi", "Replication")),
];

pub(super) const INNOVATIONS: Bilingual = t("inovasi", "innovations");
pub(super) const AGENCY: Bilingual = t("Instansi", "Agency");
pub(super) const UNIT: Bilingual = t("Unit kerja", "Work unit");
pub(super) const PLACE: Bilingual = t("Wilayah", "Region");
pub(super) const YEAR: Bilingual = t("Tahun", "Year");
pub(super) const LEVEL: Bilingual = t("Jenis instansi", "Kind of agency");
pub(super) const AFFAIRS: Bilingual = t("Urusan", "Government affairs");
pub(super) const SDGS: Bilingual = t("TPB/SDGs", "SDGs");
pub(super) const AWARDS: Bilingual = t("Penghargaan", "Awards");
pub(super) const STATUS: Bilingual = t("Status keberlanjutan", "Sustainability status");
pub(super) const STATUS_HISTORY: Bilingual = t("Riwayat pemutakhiran status", "History of the status");
pub(super) const STATUS_UNKNOWN: Bilingual = t("belum dimutakhirkan oleh instansinya", "not updated by its agency yet");
pub(super) const OTHER_TITLES: Bilingual = t("Judul lain di sumber", "Other titles in the sources");
pub(super) const SOURCES: Bilingual = t("Sumber", "Sources");
pub(super) const MERGED: Bilingual = t(
    "Data sumber berikut dinilai sebagai inovasi yang sama dan digabung. Semua sumber tetap dicantumkan.",
    "These source records were judged to be the same innovation and merged. Every source is kept.",
);
pub(super) const NO_NUMBER: Bilingual = t("tanpa nomor", "no number");
pub(super) const NO_LINK: Bilingual = t("tanpa tautan publik", "no public link");
pub(super) const RELATED: Bilingual = t("Versi dan replikasi", "Versions and replications");
pub(super) const SIMILAR: Bilingual = t("Inovasi serupa", "Similar innovations");
pub(super) const OPEN_IN_SEARCH: Bilingual = t("Buka di pencarian", "Open in the search");
pub(super) const ON_THIS_PAGE: Bilingual = t("Di halaman ini", "On this page");
pub(super) const EVIDENCE: Bilingual = t("Bukti dampak", "Evidence of impact");
pub(super) const EVIDENCE_MET: Bilingual = t("Yang sudah ada", "What is there");
pub(super) const EVIDENCE_NEXT: Bilingual = t("Yang akan menguatkan", "What would strengthen it");
pub(super) const EVIDENCE_NOTE: Bilingual = t(
    "Menilai kelengkapan bukti di data sumber, bukan benar tidaknya dampak. Kemutakhiran tidak dinilai di halaman ini.",
    "Judges how well the source records document the effect, not whether it is true. Whether it is current is not judged here.",
);
pub(super) const GUIDE: Bilingual = t("Panduan replikasi", "Replication guide");
pub(super) const GUIDE_NOTE: Bilingual = t(
    "Disusun dari data sumber. Bagian yang kosong masih perlu ditulis oleh pemilik inovasi.",
    "Put together from the source records. Empty parts still have to be written by the owner.",
);
pub(super) const MISSING: Bilingual = t("Belum ditulis", "Not written yet");
pub(super) const ABOVE_ON_PAGE: Bilingual = t("lihat bagian", "see section");
pub(super) const INDICATORS: Bilingual = t("Indikator dampak", "Impact indicators");
pub(super) const INDICATOR: Bilingual = t("Indikator", "Indicator");
pub(super) const BEFORE: Bilingual = t("Sebelum", "Before");
pub(super) const AFTER: Bilingual = t("Sesudah", "After");
pub(super) const PERIOD: Bilingual = t("Periode", "Period");
pub(super) const FIELD_ORIGIN: Bilingual = t("Asal setiap isian", "Where each field comes from");
pub(super) const FIELD: Bilingual = t("Isian", "Field");
pub(super) const RECORD: Bilingual = t("Data sumber", "Source record");
pub(super) const COLUMN: Bilingual = t("Kolom", "Column");

/// Parts of a replication guide: the name of the part, the field whose text it is, if it is one, and its label.
pub(super) const GUIDE_PARTS: &[(&str, Option<&str>, Bilingual)] = &[
    ("problem", Some("background"), t("Masalah yang diselesaikan", "Problem solved")),
    ("novelty", Some("novelty"), t("Kebaruan", "Novelty")),
    ("prerequisites", Some("replication_prerequisites"), t("Prasyarat", "Prerequisites")),
    ("resources", Some("resources"), t("Sumber daya", "Resources")),
    ("legal_basis", None, t("Dasar hukum", "Legal basis")),
    ("steps", None, t("Langkah", "Steps")),
    ("drivers", Some("drivers"), t("Faktor pendorong", "Drivers")),
    ("obstacles", Some("obstacles"), t("Faktor penghambat", "Obstacles")),
    ("outcome", Some("impact"), t("Hasil", "Outcome")),
    ("indicators", None, t("Indikator dampak", "Impact indicators")),
    ("adaptation", Some("adaptability"), t("Penyesuaian di tempat lain", "Adaptation elsewhere")),
    ("contact_role", None, t("Unit yang dapat dihubungi", "Unit to ask")),
    ("documents", None, t("Dokumen", "Documents")),
    ("video", None, t("Video", "Video")),
];

pub(super) const LIST: Bilingual = t("Daftar inovasi", "List of innovations");
pub(super) const LIST_LEAD: Bilingual =
    t("Semua inovasi menurut abjad. Pilih provinsi untuk mempersempit.", "All innovations by title. Choose a province to narrow.");
pub(super) const BY_PROVINCE: Bilingual = t("Menurut provinsi", "By province");
pub(super) const NO_PROVINCE: Bilingual = t("Tanpa provinsi (instansi pusat dan lainnya)", "No province (central agencies and others)");
pub(super) const INNOVATIONS_OF_NONE: Bilingual = t("Inovasi instansi pusat dan lainnya", "Innovations of central agencies and others");
pub(super) const MAP: Bilingual = t(
    "Jumlah inovasi setiap provinsi. Pilih petak untuk membuka daftarnya.",
    "Innovations of each province. Choose a tile to open its list.",
);
pub(super) const PAGES: Bilingual = t("Halaman daftar", "Pages of the list");
pub(super) const PREVIOUS: Bilingual = t("Sebelumnya", "Previous");
pub(super) const NEXT: Bilingual = t("Berikutnya", "Next");
pub(super) const PAGE_OF: Bilingual = t("Halaman {page} dari {pages}", "Page {page} of {pages}");
pub(super) const INNOVATIONS_OF: Bilingual = t("Inovasi di {province}", "Innovations of {province}");

pub(super) const STATISTICS: Bilingual = t("Statistik", "Statistics");
pub(super) const STATISTICS_LEAD: Bilingual = t(
    "Dihitung dari isi direktori ini. Satu inovasi dapat terhitung di beberapa baris, misalnya karena mempunyai beberapa sumber atau urusan.",
    "Counted from this directory. An innovation may count in several rows, for instance if it has several sources or affairs.",
);
pub(super) const UNKNOWN: Bilingual = t("tidak diketahui", "not known");
pub(super) const REST: Bilingual = t("lainnya ({count} nilai)", "others ({count} values)");
pub(super) const BY_SOURCE: Bilingual = t("Menurut sumber", "By source");
pub(super) const BY_YEAR: Bilingual = t("Menurut tahun", "By year");
pub(super) const BY_LEVEL: Bilingual = t("Menurut jenis instansi", "By kind of agency");
pub(super) const BY_STATUS: Bilingual = t("Menurut status keberlanjutan", "By sustainability status");
pub(super) const BY_AFFAIR: Bilingual = t("Menurut urusan pemerintahan", "By government affairs");
pub(super) const BY_SDG: Bilingual = t("Menurut TPB/SDGs", "By SDG");
pub(super) const BY_AWARD: Bilingual = t("Menurut penghargaan", "By award");
pub(super) const BY_AGENCY: Bilingual = t("Instansi dengan inovasi terbanyak", "Agencies with the most innovations");

pub(super) const NEWS: Bilingual = t("Berita", "News");
pub(super) const NEWS_LEAD: Bilingual = t("Kabar tentang inovasi pelayanan publik.", "News about public-service innovations.");
pub(super) const NO_NEWS: Bilingual = t("Belum ada berita yang diterbitkan.", "No news has been published yet.");
pub(super) const GUIDES: Bilingual = t("Panduan dan tutorial", "Guides and tutorials");
pub(super) const GUIDES_LEAD: Bilingual = t(
    "Cara membuat, mendokumentasikan, dan mereplikasi inovasi. Setiap halaman inovasi juga memuat panduan replikasinya.",
    "How to make, document and replicate innovations. The page of each innovation also has its replication guide.",
);
pub(super) const NO_GUIDES: Bilingual = t("Belum ada panduan yang diterbitkan.", "No guide has been published yet.");
pub(super) const MOST_COMPLETE: Bilingual = t("Panduan replikasi yang paling lengkap", "The most complete replication guides");
pub(super) const PARTS_WRITTEN: Bilingual = t("{count} dari {all} bagian terisi", "{count} of {all} parts written");
pub(super) const ABOUT_INNOVATIONS: Bilingual = t("Tentang inovasi", "About these innovations");

pub(super) const HUBS: Bilingual = t("Hub inovasi", "Innovation hubs");
pub(super) const HUBS_LEAD: Bilingual = t(
    "Instansi yang ditetapkan sebagai simpul jaringan inovasi pelayanan publik: membina inovasi di wilayah atau lingkupnya.",
    "Agencies designated as hubs of the network of public-service innovation: they foster innovation around them.",
);
pub(super) const HUB: Bilingual = t("Hub", "Hub");
pub(super) const SINCE: Bilingual = t("Sejak", "Since");
pub(super) const LEGAL_BASIS: Bilingual = t("Dasar hukum", "Legal basis");
pub(super) const OWN_INNOVATIONS: Bilingual = t("Inovasi di direktori", "Innovations in the directory");
pub(super) const HUBS_NOTE: Bilingual = t(
    "Direktori ini belum memuat daftar hub resmi. Daftar di bawah dihimpun dari pemberitaan tentang penetapannya; sumber setiap baris disebut di kolom terakhir.",
    "This directory holds no official list of hubs yet. The list below was put together from news about their designation; the last column names the source of each row.",
);
pub(super) const SOURCE: Bilingual = t("Sumber", "Source");

pub(super) const REPLICATIONS: Bilingual = t("Replikasi inovasi", "Replicating innovations");
pub(super) const REPLICATIONS_LEAD: Bilingual = t(
    "Temukan inovasi yang sudah terbukti, pelajari syaratnya, lalu terapkan di tempat Anda.",
    "Find what is proven, learn what it needs, and put it to work where you are.",
);
pub(super) const ADVICE: Bilingual = t("Cari yang cocok dengan kebutuhan Anda", "Find what answers your need");
pub(super) const ADVICE_STEPS: &[Bilingual] = &[
    t(
        "Tulis kebutuhan Anda dalam kalimat biasa di kotak “Cocokkan kebutuhan” pada halaman pencarian. Data pribadi diabaikan dan tidak dikirim ke mana pun.",
        "Write your need in plain sentences into the box “Match a need” of the search page. Personal data is ignored and nothing is sent anywhere.",
    ),
    t(
        "Bandingkan dua sampai empat inovasi: status, hasil, sumber daya, dan prasyaratnya.",
        "Compare two to four innovations: status, outcome, resources and prerequisites.",
    ),
    t(
        "Buka halaman inovasi dan baca panduan replikasinya: prasyarat, sumber daya, langkah, dasar hukum, hambatan.",
        "Open the page of an innovation and read its replication guide: prerequisites, resources, steps, legal basis, obstacles.",
    ),
    t("Periksa apakah inovasi masih berjalan dan siapa yang sudah mereplikasinya.", "See whether it still runs and who has replicated it."),
    t(
        "Hubungi unit pemilik, sepakati replikasi, lalu laporkan tahapannya agar tercatat di direktori.",
        "Ask the owning unit, agree on the replication, and report its stages so that the directory knows.",
    ),
];
pub(super) const START: Bilingual = t("Mulai mencocokkan kebutuhan", "Match a need now");
pub(super) const RECORDED: Bilingual = t("Replikasi yang tercatat", "Recorded replications");
pub(super) const NONE_RECORDED: Bilingual =
    t("Belum ada replikasi yang tercatat di direktori ini.", "This directory holds no recorded replication yet.");
pub(super) const ORIGIN: Bilingual = t("Asal", "Origin");
pub(super) const REPLICATOR: Bilingual = t("Replikator", "Replicator");
pub(super) const STAGE: Bilingual = t("Tahap", "Stage");
pub(super) const LINKED: Bilingual = t("Inovasi yang mempunyai versi atau replikasi", "Innovations with versions or replications");

/// The name of a code of a vocabulary; a code that it does not have is its own name.
pub(super) fn name_of<'a>(list: &str, code: &'a str, lang: Lang) -> std::borrow::Cow<'a, str> {
    match vocabulary(list).and_then(|list| list.get(code)) {
        Some(value) => match lang {
            Lang::Id => value.id.clone().into(),
            Lang::En => value.en.clone().into(),
        },
        None => code.into(),
    }
}

/// The label of a field; a name that no field has is its own label.
pub(super) fn field(name: &str, lang: Lang) -> &str {
    name.parse::<Field>().map_or(name, |field| field.label(lang))
}

/// Name of a goal with its number.
pub(super) fn goal(code: &str, lang: Lang) -> String {
    format!("{code}. {}", name_of("sdgs", code, lang))
}

/// Name of a source system.
pub(super) fn system(code: &str, lang: Lang) -> &str {
    match code {
        "generic" => t("Lainnya", "Other").get(lang),
        other => SourceSystem::label_of(other).unwrap_or(other),
    }
}

/// Name of a level of agency.
pub(super) fn level(code: &str, lang: Lang) -> &str {
    let name = match code {
        "provinsi" => t("Provinsi", "Province"),
        "kabupaten" => t("Kabupaten", "Regency"),
        "kota" => t("Kota", "City"),
        "pusat" => t("Kementerian/lembaga", "Ministry or agency"),
        "bumn" => t("BUMN", "State-owned enterprise"),
        "bumd" => t("BUMD", "Regional enterprise"),
        other => return other,
    };
    name.get(lang)
}

/// Name of a stage of a replication.
pub(super) const fn stage(stage: ReplicationStage) -> Bilingual {
    match stage {
        ReplicationStage::Interest => t("Minat", "Interest"),
        ReplicationStage::Agreement => t("Kesepakatan", "Agreement"),
        ReplicationStage::Approval => t("Persetujuan", "Approval"),
        ReplicationStage::Implementation => t("Implementasi", "Implementation"),
        ReplicationStage::Completed => t("Selesai", "Completed"),
        ReplicationStage::Rejected => t("Ditolak", "Rejected"),
    }
}
