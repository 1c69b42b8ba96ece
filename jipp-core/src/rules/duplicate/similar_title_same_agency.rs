use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::pair_key;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{DatasetContext, Digest, Emitter};
use crate::text::{key, lemma, words};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DUP-02",
    name: "similar-title-same-agency",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Dua data dari sumber berbeda milik satu instansi (beserta unitnya) tidak memiliki judul yang mirip: akronim yang sama, atau semua kata penting judul yang satu ada pada judul yang lain. Pasangan ini hanya calon; penggabungan diputuskan orang atau tautan data.",
        en: "No two records of different sources and one agency (with its units) have similar titles: the same acronym, or all telling words of one title in the other. Such a pair is a candidate only; merging is decided by a person or by record linkage.",
    },
    why: Bilingual {
        id: "Tiga sumber menulis judul inovasi yang sama secara berbeda; yang tidak ditemukan terhitung dua kali.",
        en: "Three sources write the title of one innovation differently; what is not found is counted twice.",
    },
    invalid: "Inovasi Pelayanan Prima Bandara (KIPP); Inovasi Pelayanan Prima Bandara Internasional I Gusti Ngurah Rai (LAN), satu pemilik",
    valid: "Klinik Konsultasi Agribisnis (KIPP); Pasar Tani Digital (LAN), satu pemilik",
    source: "Observation: titles of one innovation in KIPP and LAN (github.com/pujisubarkah/Jippnas, github.com/edison8301/inovasi-lan); the measure is inferred",
    messages: &[MessageTemplate {
        slug: "similar",
        message: Bilingual {
            id: "judul `{value}` mirip dengan `{other_title}` dari sumber lain, juga milik {agency}",
            en: "the title `{value}` is similar to `{other_title}` of another source, also of {agency}",
        },
        help: Bilingual {
            id: "bandingkan dengan `{other}` ({other_file}, baris {other_row}); `jipp dedupe` menimbang semua kolom",
            en: "compare it with `{other}` ({other_file}, row {other_row}); `jipp dedupe` weighs all columns",
        },
    }],
};

/// Words of titles that tell nothing of the subject.
const GENERIC: &[&str] = &[
    "inovasi",
    "program",
    "aplikasi",
    "gerak",
    "gerakan",
    "layan",
    "layanan",
    "sistem",
    "informasi",
    "bangun",
    "kembang",
    "bentuk",
    "tingkat",
    "di",
    "dan",
    "untuk",
    "dengan",
    "yang",
    "pada",
    "dalam",
    "bagi",
    "kota",
    "kabupaten",
    "provinsi",
    "daerah",
    "basis",
    "melalui",
];
/// Least telling words of a title that is compared by words.
const WORDS: usize = 2;
/// Least letters of an acronym that is compared.
const ACRONYM: usize = 4;
/// Most records of one agency that a word may lead to: a word of more tells nothing there.
const COMMON: usize = 40;

struct Title<'a> {
    record: &'a Digest,
    words: BTreeSet<String>,
}

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let mut by_agency: BTreeMap<&str, Vec<&Digest>> = BTreeMap::new();
    for record in context.records.iter().filter(|record| record.title.is_some()) {
        by_agency.entry(record.agency_today().unwrap_or_default()).or_default().push(record);
    }
    by_agency.remove("");
    for records in by_agency.values() {
        // only titles of different sources are compared
        if !records.iter().any(|record| Some(record.origin()) != records.first().map(|first| first.origin())) {
            continue;
        }
        let titles = records.iter().filter_map(|record| Some(Title { record, words: telling(record.title.as_deref()?) }));
        within(&titles.collect::<Vec<_>>(), emit);
    }
}

/// The pairs of one agency, found through their words: each title asks only for the records behind its two rarest words.
fn within(titles: &[Title<'_>], emit: &mut Emitter<'_>) {
    let mut behind: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, title) in titles.iter().enumerate() {
        for word in &title.words {
            behind.entry(word.clone()).or_default().push(at);
        }
        if let Some(acronym) = acronym(title.record) {
            behind.entry(format!("={acronym}")).or_default().push(at);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, title) in titles.iter().enumerate() {
        let mut rare: Vec<(usize, &String)> = title.words.iter().filter_map(|word| Some((behind.get(word)?.len(), word))).collect();
        rare.sort_unstable();
        let acronym = acronym(title.record).map(|acronym| format!("={acronym}"));
        for word in rare.iter().take(2).map(|(_, word)| *word).chain(&acronym) {
            let others = behind.get(word).filter(|others| others.len() <= COMMON);
            pairs.extend(others.into_iter().flatten().filter(|other| **other != at).map(|other| (at.max(*other), at.min(*other))));
        }
    }
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for (later, earlier) in pairs {
        let (Some(later_title), Some(earlier_title)) = (titles.get(later), titles.get(earlier)) else { continue };
        if are_similar(later_title, earlier_title) && told.insert(later) {
            let (record, other) = (later_title.record, earlier_title.record);
            emit.report_at("similar", record)
                .field(Field::Title)
                .value(record.title.as_deref().unwrap_or_default())
                .param("other_title", other.title.as_deref().unwrap_or_default())
                .param("agency", record.shown_agency())
                .other(other);
        }
    }
}

fn are_similar(a: &Title<'_>, b: &Title<'_>) -> bool {
    let (first, second) = (a.record, b.record);
    if first.origin() == second.origin() || first.is_same_record(second) {
        return false;
    }
    // equal names are a matter of DUP-01
    let name = |record: &Digest| record.title.as_deref().map(key);
    if name(first) == name(second) || pair_key(first).is_some_and(|pair| Some(pair) == pair_key(second)) {
        return first.agency_code != second.agency_code;
    }
    if acronym(first).is_some_and(|short| Some(short) == acronym(second)) {
        return true;
    }
    let (short, long) = if a.words.len() <= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    short.len() >= WORDS && short.is_subset(long)
}

fn acronym(record: &Digest) -> Option<String> {
    let title = record.title.as_deref()?;
    let short = record.acronym.as_deref().or((title.split_whitespace().count() == 1).then_some(title))?;
    Some(key(short)).filter(|short| short.chars().count() >= ACRONYM)
}

fn telling(title: &str) -> BTreeSet<String> {
    words(title).map(|word| lemma(&word)).filter(|word| word.chars().count() > 2 && !GENERIC.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::{Record, SourceSystem};
    use crate::rules::testing::{found, record};
    use crate::text::parse_title;

    fn row(system: SourceSystem, title: &str, agency: &str) -> Record {
        record(|r| {
            (r.source.system, r.source.external_id) = (system, Some(title.into()));
            (r.innovation.title, r.innovation.agency_code) = (Some(title.into()), Some(agency.into()));
            let parsed = parse_title(title);
            (r.innovation.acronym, r.innovation.expansion) = (parsed.acronym, parsed.expansion);
        })
    }

    fn of(kipp: &str, lan: &str, agency: &str) -> Vec<String> {
        found("DUP-02", "other", &[row(SourceSystem::PanrbKipp, kipp, "pemda:51.71"), row(SourceSystem::LanInoland, lan, agency)])
    }

    #[test]
    fn one_innovation_under_two_titles_is_a_candidate() {
        let long = "Inovasi Pelayanan Prima Bandara Internasional I Gusti Ngurah Rai";
        assert_eq!(of("Inovasi Pelayanan Prima Bandara", long, "pemda:51.71"), [format!("similar | title | {long}")]);
        assert_eq!(of("Pengembangan Klinik Konsultasi Agribisnis", "Klinik Konsultasi Agribisnis", "pemda:51.71").len(), 1);
        assert_eq!(of("GERPAS (Gerai Pengurusan Dokumen Dasar Nelayan)", "Gerpas", "pemda:51.71").len(), 1);
    }

    #[test]
    fn other_subjects_owners_and_one_source_are_fine() {
        assert!(of("Klinik Konsultasi Agribisnis", "Klinik Konsultasi Hukum Keliling", "pemda:51.71").is_empty());
        assert!(of("Inovasi Pelayanan Prima Bandara", "Pelayanan Prima Bandara Baru", "pemda:51.03").is_empty());
        assert!(of("Klinik Agribisnis", "KLINIK AGRIBISNIS", "pemda:51.71").is_empty(), "a matter of DUP-01");
        assert!(of("Pelayanan Kesehatan", "Pelayanan Kesehatan Ibu Hamil", "pemda:51.71").is_empty(), "one telling word is not enough");
        let one_source = ["Klinik Konsultasi Agribisnis", "Pengembangan Klinik Konsultasi Agribisnis"]
            .map(|t| row(SourceSystem::PanrbKipp, t, "pemda:51.71"));
        assert!(found("DUP-02", "other", &one_source).is_empty());
        let mut stewards = one_source.map(|mut row| {
            row.source.system = SourceSystem::Jippnas;
            row
        });
        stewards[1].innovation.steward = Some("lan_inoland".into());
        assert_eq!(found("DUP-02", "JIPPNas", &stewards).len(), 1, "the portal holds the records of three sources");
    }
}
