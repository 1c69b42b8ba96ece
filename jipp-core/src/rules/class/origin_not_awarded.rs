use std::collections::HashMap;

use crate::ingest::parse_award;
use crate::lang::Bilingual;
use crate::model::{Award, Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::kipp::{group, of_year};
use crate::rules::{DatasetContext, Details, Emitter};
use crate::text::key;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-09",
    name: "origin-not-awarded",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL.years_of("kipp_kelompok.origin_level"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi asal dalam kelompok Replikasi KIPP 2021 adalah Top 99 tahun 2014-2020, menurut tulisannya atau menurut data inovasi asal itu.",
        en: "The origin of an entry in the KIPP group Replikasi of 2021 was a Top 99 of 2014 to 2020, by what is written or by the origin's own record.",
    },
    why: Bilingual {
        id: "Kelompok itu hanya untuk replikasi inovasi yang sudah diakui KIPP; yang lain masuk kelompok Umum.",
        en: "The group is only for replications of what KIPP has already honoured; others belong to the general group.",
    },
    invalid: "year = 2021, kipp_group = replikasi, replicates = Kampung Pintar",
    valid: "year = 2021, kipp_group = replikasi, replicates = GERPAS, Top 99 Tahun 2018",
    source: "KIPP 2021 requirements (KemenPANRB: cermati persyaratan dan kriteria inovasi KIPP 2021). The copy read breaks off in the last year (201…); 2020 is the lenient reading",
    messages: &[
        MessageTemplate {
            slug: "unproven",
            message: Bilingual {
                id: "inovasi asal `{value}` tidak diketahui sebagai {level} tahun {from}-{to}",
                en: "the origin `{value}` is not known to be a {level} of {from} to {to}",
            },
            help: Bilingual {
                id: "tambahkan penghargaan dan tahunnya, misalnya `GERPAS, {level} Tahun 2018`, atau periksa kelompoknya",
                en: "add award and year, as in `GERPAS, {level} Tahun 2018`, or check the group",
            },
        },
        MessageTemplate {
            slug: "other_year",
            message: Bilingual {
                id: "penghargaan inovasi asal (`{value}`) bukan {level} tahun {from}-{to}",
                en: "the award of the origin (`{value}`) is no {level} of {from} to {to}",
            },
            help: Bilingual { id: "periksa tahun dan tingkat penghargaan inovasi asal", en: "check year and level of the origin's award" },
        },
    ],
};

const GROUP: &str = "replikasi";

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let Some(rule) = group(GROUP) else { return };
    let mut known: Option<HashMap<String, Vec<&Award>>> = None;
    for record in context.records {
        for entry in record.kipp_entries().into_iter().filter(|entry| entry.group == Some(GROUP)) {
            let year = entry.year;
            let Some(level) = rule.text(&format!("origin_level_{year}")) else { continue };
            let (Some(from), Some(to)) = (of_year(rule, "origin_from", year), of_year(rule, "origin_to", year)) else { continue };
            let written = origins(record.details());
            let Some(first) = written.first() else { continue };
            let known = known.get_or_insert_with(|| awards_by_name(context));
            let stated: Vec<Award> = written.iter().map(|origin| parse_award(origin)).filter(|award| award.event.is_some()).collect();
            let of_record = written.iter().filter_map(|origin| known.get(&key(origin))).flatten().copied();
            // every finalist is a Top 99, so a winner's level proves it too
            let fits = |award: &Award| award.event.as_deref() == Some("KIPP") && award.year.is_some_and(|won| (from..=to).contains(&won));
            if stated.iter().chain(of_record).any(fits) {
                continue;
            }
            // an award without its year may be the right one
            let slug = if stated.iter().any(|award| award.year.is_some()) { "other_year" } else { "unproven" };
            let draft = emit.report_at(slug, record).field(Field::Replicates).value(first);
            draft.param("level", level).param("from", from).param("to", to);
        }
    }
}

/// What a record says it replicates: a text, or titles, record ids and NRIs of records.
fn origins(details: &Details) -> Vec<&str> {
    let listed = details.replication_origins.iter().flat_map(|origin| [&origin.title, &origin.record_id, &origin.nri]);
    std::iter::once(&details.replicates).chain(listed).filter_map(|text| text.as_deref()).filter(|text| !text.trim().is_empty()).collect()
}

/// The KIPP awards of the records under their titles, acronyms, ids and NRIs.
fn awards_by_name<'a>(context: &DatasetContext<'a>) -> HashMap<String, Vec<&'a Award>> {
    let mut known: HashMap<String, Vec<&Award>> = HashMap::new();
    for record in context.records {
        let awards: Vec<&Award> = record.details().awards.iter().filter(|award| award.event.as_deref() == Some("KIPP")).collect();
        if awards.is_empty() {
            continue;
        }
        let names = [&record.title, &record.acronym, &record.nri].into_iter().filter_map(|name| name.as_deref());
        for name in names.chain([&*record.record_id]).map(key).filter(|name| !name.is_empty()) {
            known.entry(name).or_default().extend(&awards);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use crate::ingest::parse_award;
    use crate::model::{Record, ReplicationOrigin};
    use crate::rules::testing::{found, record};

    fn entry(year: i32, origin: &str) -> Record {
        record(|r| {
            (r.innovation.year, r.innovation.kipp_group) = (Some(year), Some("replikasi".into()));
            r.innovation.replicates = Some(origin.into());
        })
    }

    #[test]
    fn an_origin_without_the_award_is_told() {
        assert_eq!(found("CLS-09", "KIPP", &[entry(2021, "Kampung Pintar")]), ["unproven | replicates | Kampung Pintar"]);
        assert_eq!(found("CLS-09", "KIPP", &[entry(2021, "GERPAS, Top 99/2021")]), ["other_year | replicates | GERPAS, Top 99/2021"]);
    }

    #[test]
    fn stated_and_recorded_awards_and_other_years_are_fine() {
        assert!(found("CLS-09", "KIPP", &[entry(2021, "GERPAS, Top 99 Tahun 2018")]).is_empty());
        for origin in ["GERPAS Top-99 KIPP 2016", "GERPAS TOP99 2018", "GERPAS (Top Inovasi Pelayanan Publik Terpuji 2019)"] {
            assert!(found("CLS-09", "KIPP", &[entry(2021, origin)]).is_empty(), "{origin}");
        }
        assert!(found("CLS-09", "KIPP", &[entry(2021, "GERPAS, Top 45/2019")]).is_empty(), "a winner was a finalist");
        assert!(found("CLS-09", "KIPP", &[entry(2020, "Kampung Pintar"), entry(2025, "Kampung Pintar")]).is_empty());
        let origin = record(|r| (r.innovation.title, r.innovation.awards) = (Some("Gerpas".into()), vec![parse_award("Top 99/2018")]));
        let mut by_list = entry(2021, "sebuah gerai");
        by_list.innovation.replication_origins = vec![ReplicationOrigin::titled("GERPAS")];
        assert!(found("CLS-09", "KIPP", &[by_list, origin]).is_empty(), "the origin's own record proves it");
        assert!(found("CLS-09", "KIPP", &[entry(2021, " ")]).is_empty(), "a missing origin is a matter of CLS-08");
    }
}
