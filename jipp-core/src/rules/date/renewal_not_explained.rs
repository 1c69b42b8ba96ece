use std::collections::HashMap;

use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, PartialDate, RuleInfo, Scope, Severity, SourceSystem, Stage};
use crate::rules::kipp::identities;
use crate::rules::{DatasetContext, Emitter};
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DAT-10",
    name: "renewal-not-explained",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_formula.renewal_after_years"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi IGA 2026 yang lebih tua daripada dua tahun dan sudah pernah dilaporkan menjelaskan pembaruannya pada versi sebelumnya. Pernah dilaporkan berarti: menyebut versi sebelumnya atau tahun lain, atau ada data IGA tahun sebelumnya dengan instansi dan judul yang sama.",
        en: "An IGA innovation of 2026 that is older than two years and was reported before explains what was renewed. Reported before means: it names an earlier version or year, or there is an IGA record of an earlier year with the same agency and title.",
    },
    why: Bilingual {
        id: "Inovasi lama hanya dinilai bila pembaruannya ditunjukkan; tanpa penjelasan, laporan itu hanya pengulangan.",
        en: "An old innovation is measured only if it shows what is new; without that the report is a mere repetition.",
    },
    invalid: "year = 2026, implementation_date = 2019, source_years = 2022; 2026, previous_version = (kosong)",
    valid: "year = 2026, implementation_date = 2019, previous_version = {\"explanation\": \"Sejak 2025 melayani luring.\"}",
    source: "IGA guide of 2026 as a terms of reference of Kabupaten Sumbawa renders it (GH_TOR26): one source only",
    messages: &[
        MessageTemplate {
            slug: "renewal_of_version",
            message: Bilingual {
                id: "inovasi sejak {since} dilaporkan lagi pada {year} tanpa penjelasan pembaruan terhadap versi sebelumnya",
                en: "an innovation of {since} is reported again in {year} without saying what was renewed since the version before",
            },
            help: RENEWAL_HELP,
        },
        MessageTemplate {
            slug: "renewal",
            message: Bilingual {
                id: "inovasi sejak {since} dilaporkan lagi pada {year} (sebelumnya {earlier}) tanpa penjelasan pembaruan",
                en: "an innovation of {since} is reported again in {year} (before: {earlier}) without saying what was renewed",
            },
            help: RENEWAL_HELP,
        },
    ],
};

const RENEWAL_HELP: Bilingual = Bilingual {
    id: "isi penjelasan pengembangan pada versi sebelumnya: apa yang diperbarui sejak laporan terdahulu",
    en: "fill in the explanation of the previous version: what was renewed since the last report",
};

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let Some(formula) = vocabulary("iga_formula") else { return };
    let iga = || context.records.iter().filter(|record| record.system == SourceSystem::KemendagriIga);
    let mut first: HashMap<(&str, u64), i32> = HashMap::new();
    for record in iga() {
        let Some(year) = record.year else { continue };
        for key in identities(record) {
            first.entry(key).and_modify(|first| *first = year.min(*first)).or_insert(year);
        }
    }
    for record in iga() {
        let details = record.details();
        let (Some(year), Some(since)) = (record.year, record.implementation_date) else { continue };
        let after = formula.values_in(year).next().and_then(|value| value.attributes.count("renewal_after_years"));
        let Some(after) = after.and_then(|years| i32::try_from(years).ok()) else { continue };
        // older than that on every day of the year of the report
        let old = PartialDate::new(year - after, Some(1), Some(1)).is_some_and(|bound| since.before(bound));
        let earlier = identities(record).filter_map(|key| first.get(&key).copied());
        let earlier = earlier.chain(details.source_years.iter().copied()).filter(|reported| *reported < year).min();
        let version = details.previous_version.as_ref();
        let explained = version.and_then(|version| version.explanation.as_deref()).is_some_and(|text| !text.trim().is_empty());
        if !old || explained || (earlier.is_none() && version.is_none()) {
            continue;
        }
        let slug = if earlier.is_some() { "renewal" } else { "renewal_of_version" };
        let draft = emit.report_at(slug, record).field(Field::PreviousVersion).param("since", since).param("year", year);
        if let Some(earlier) = earlier {
            draft.param("earlier", earlier);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{PreviousVersion, Record, SourceSystem};
    use crate::rules::testing::{found, record};

    fn report(year: i32, since: &str, fill: impl FnOnce(&mut Record)) -> Record {
        record(|r| {
            r.source.system = SourceSystem::KemendagriIga;
            (r.innovation.title, r.innovation.agency_code) = (Some("FastDuk".into()), Some("pemda:35.78".into()));
            (r.innovation.year, r.innovation.implementation_date) = (Some(year), since.parse().ok());
            fill(r);
        })
    }

    fn version(explanation: Option<&str>) -> PreviousVersion {
        PreviousVersion { explanation: explanation.map(Into::into), ..PreviousVersion::default() }
    }

    #[test]
    fn an_old_innovation_reported_again_says_what_is_new() {
        let again = [report(2024, "2019", |_| {}), report(2026, "2019", |_| {})];
        assert_eq!(found("DAT-10", "IGA", &again), ["renewal | previous_version"]);
        let listed = report(2026, "2023-12-31", |r| r.innovation.source_years = vec![2022, 2026]);
        assert_eq!(found("DAT-10", "IGA", &[listed]), ["renewal | previous_version"]);
        let silent = report(2026, "2019", |r| r.innovation.previous_version = Some(version(None)));
        assert_eq!(found("DAT-10", "IGA", &[silent]), ["renewal_of_version | previous_version"]);
    }

    #[test]
    fn explained_first_young_and_earlier_reports_are_fine() {
        let explained = report(2026, "2019", |r| r.innovation.previous_version = Some(version(Some("Sejak 2025 melayani luring."))));
        assert!(found("DAT-10", "IGA", &[report(2024, "2019", |_| {}), explained]).is_empty());
        assert!(found("DAT-10", "IGA", &[report(2026, "2019", |_| {})]).is_empty(), "reported for the first time");
        assert!(found("DAT-10", "IGA", &[report(2025, "2024", |_| {}), report(2026, "2024", |_| {})]).is_empty());
        assert!(found("DAT-10", "IGA", &[report(2022, "2015", |_| {}), report(2024, "2015", |_| {})]).is_empty());
    }
}
