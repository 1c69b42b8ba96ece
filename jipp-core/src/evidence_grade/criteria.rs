use crate::lang::Bilingual;

/// A criterion of the ladder.
#[derive(Debug)]
pub struct Criterion {
    /// Stable code.
    pub code: &'static str,
    /// The level that it opens, together with everything below; none if it counts for points only.
    pub level: Option<u8>,
    /// Points if it is met; all together 100. The weights are ours (inferred).
    pub points: u8,
    /// What is asked.
    pub asks: Bilingual,
    /// What to do where it is not met.
    pub advice: Bilingual,
    /// Where it comes from.
    pub source: &'static str,
}

/// What the levels mean.
pub const LEVELS: [Bilingual; 6] = [
    Bilingual { id: "dampak tidak dinyatakan", en: "impact not stated" },
    Bilingual { id: "dampak dinyatakan", en: "impact stated" },
    Bilingual { id: "angka sebelum dan sesudah", en: "figures before and after" },
    Bilingual { id: "diperkuat pihak lain", en: "backed by others" },
    Bilingual { id: "diperkuat pihak lain dan mutakhir", en: "backed by others and current" },
    Bilingual { id: "mutakhir dan terulang di tempat lain", en: "current and repeated elsewhere" },
];

/// Figures are recent for so many years: the levels of IGA 2026 look back two to three (domain rule EVD-05).
pub(super) const FIGURE_YEARS: i32 = 3;
/// A status is recent for so many months: domain rule STS-04 (the period is inferred).
pub(super) const STATUS_MONTHS: i32 = 12;

/// The criteria, in the order of the ladder.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        code: "impact_stated",
        level: Some(1),
        points: 15,
        asks: Bilingual {
            id: "dampak atau manfaat ditulis (sedikitnya lima kata), atau ada indikator dampak",
            en: "impact or benefit is written (at least five words), or there is an impact indicator",
        },
        advice: Bilingual {
            id: "tulis apa yang berubah bagi siapa, pada dampak atau manfaat",
            en: "write what changed, and for whom, under impact or benefit",
        },
        source: "Nesta level 1; PP 38/2017 and PermenPANRB 91/2021 (benefit)",
    },
    Criterion {
        code: "before_after_figures",
        level: Some(2),
        points: 25,
        asks: Bilingual {
            id: "ada angka sebelum dan sesudah yang berbeda: indikator dampak, atau dalam teks seperti \"dari 30 hari menjadi 3 hari\"",
            en: "there are different figures before and after: an impact indicator, or in the text such as \"from 30 days to 3 days\"",
        },
        advice: Bilingual {
            id: "tulis angka sebelum dan sesudah beserta satuannya, misalnya \"dari 30 hari (2022) menjadi 3 hari (2025)\"",
            en: "write the figures before and after with their unit, such as \"from 30 days (2022) to 3 days (2025)\"",
        },
        source: "Nesta level 2; Maryland Scale 2 (Sherman et al. 1997); KIPP section Signifikansi",
    },
    Criterion {
        code: "independent_source",
        level: Some(3),
        points: 20,
        asks: Bilingual {
            id: "pihak lain memperkuat: penghargaan, evaluasi oleh pihak luar, validasi, atau tautan media atau jurnal",
            en: "someone else backs it: an award, an evaluation by an outside body, a validation, or a link to media or a journal",
        },
        advice: Bilingual {
            id: "tambahkan penghargaan, hasil evaluasi atau survei pihak luar, atau tautan media atau jurnal",
            en: "add an award, the result of an outside evaluation or survey, or a link to media or a journal",
        },
        source: "inferred (ours); the idea of an outside view is Nesta's from level 3 on, which asks for more",
    },
    Criterion {
        code: "recent_figures",
        level: Some(4),
        points: 10,
        asks: Bilingual {
            id: "angka itu menyebut tahun, dan tahunnya paling lama 3 tahun sebelum tanggal penilaian",
            en: "the figures name a year, at most 3 years before the day of the judgement",
        },
        advice: Bilingual {
            id: "tulis tahun di kalimat yang memuat angka, dan perbarui angka yang lebih tua dari 3 tahun",
            en: "write the year in the sentence of the figures, and renew figures older than 3 years",
        },
        source: "inferred from IGA's levels, which look back two to three years (domain rule EVD-05)",
    },
    Criterion {
        code: "recent_status",
        level: Some(4),
        points: 5,
        asks: Bilingual {
            id: "status keberlanjutan berjalan, dimutakhirkan paling lama 12 bulan sebelum tanggal penilaian",
            en: "the status says that it runs, updated at most 12 months before the day of the judgement",
        },
        advice: Bilingual { id: "mutakhirkan status keberlanjutan", en: "update the sustainability status" },
        source: "domain rule STS-04 (campaign of 2024); the period is inferred",
    },
    Criterion {
        code: "replicated",
        level: Some(5),
        points: 15,
        asks: Bilingual {
            id: "sudah direplikasi: replikasi tercatat, penghitung JIPPNas, atau pernyataan dalam teks",
            en: "it has been replicated: recorded replications, the counter of JIPPNas, or a statement in the text",
        },
        advice: Bilingual {
            id: "catat replikasi yang sudah berjalan: siapa, di mana, sejak kapan",
            en: "record replications that are carried out: who, where, since when",
        },
        source: "Nesta levels 4 and 5 ask for repeated effect elsewhere, with evaluation; ours asks for the replication only",
    },
    Criterion {
        code: "comparison_stated",
        level: None,
        points: 10,
        asks: Bilingual { id: "teks menyebut kelompok pembanding atau kontrol", en: "the text names a comparison or control group" },
        advice: Bilingual {
            id: "bandingkan dengan tempat atau kelompok yang tidak memakai inovasi ini",
            en: "compare with places or groups without the innovation",
        },
        source: "Nesta level 3; Maryland Scale 3 and above",
    },
];
