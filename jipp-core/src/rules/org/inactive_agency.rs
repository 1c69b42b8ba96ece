use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::vocab::{Agency, agency_by_code};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-04",
    name: "inactive-agency",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Instansi pemilik ada pada tahun data: sudah dibentuk dan belum dilebur, dibubarkan, atau berganti nama.",
        en: "The owner exists in the record's year: it was founded, and not yet merged, dissolved or renamed.",
    },
    why: Bilingual {
        id: "Nama lama memecah hitungan satu instansi; nama yang belum ada pada tahun itu menandakan tahun atau instansi yang keliru.",
        en: "An old name splits the count of one body; a name from after that year tells of a wrong year or a wrong agency.",
    },
    invalid: "agency = Kementerian Hukum dan Hak Asasi Manusia, year = 2026",
    valid: "agency = Kementerian Hukum, year = 2026",
    source: "Observation: old and new names of one body in the sources (LAN 2018, JIPPNas 2025-2026); years of agencies and regions from jipp's tables, each with its own source",
    messages: &[
        MessageTemplate {
            slug: "ended",
            message: Bilingual {
                id: "{agency} sudah tidak ada pada tahun {year} (terakhir {last})",
                en: "{agency} no longer existed in {year} (last in {last})",
            },
            help: Bilingual {
                id: "tulis instansi yang melanjutkan tugasnya{instead}, atau periksa tahunnya",
                en: "write the body that took over its work{instead}, or check the year",
            },
        },
        MessageTemplate {
            slug: "not_yet",
            message: Bilingual {
                id: "{agency} belum ada pada tahun {year} (sejak {first})",
                en: "{agency} did not yet exist in {year} (since {first})",
            },
            help: Bilingual {
                id: "tulis instansi pemilik pada tahun itu{instead}, atau periksa tahunnya",
                en: "write the owner of that year{instead}, or check the year",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let Some(year) = innovation.year else { return };
    let Some(agency) = innovation.agency_code.as_deref().and_then(agency_by_code) else { return };
    let founded = agency.years.0.or_else(|| agency.region.and_then(crate::vocab::Region::established));
    let (slug, bound, instead) = match (founded, agency.years.1) {
        (_, Some(last)) if last < year => ("ended", last, heirs(agency, &agency.successors, year)),
        (Some(first), _) if year < first => ("not_yet", first, heirs(agency, &agency.predecessors, year)),
        _ => return,
    };
    // the portal shows today's owner beside the year of an old award
    if slug == "not_yet" && context.programme == "JIPPNas" {
        return;
    }
    let names = instead.iter().map(|body| format!("`{}`", body.name)).collect::<Vec<_>>().join(", ");
    let draft = emit
        .report(slug)
        .field(Field::Agency)
        .value(innovation.agency.as_deref().unwrap_or(&agency.name))
        .param("agency", &agency.name)
        .param("year", year)
        .param(if slug == "ended" { "last" } else { "first" }, bound)
        .param("instead", if names.is_empty() { String::new() } else { format!(" ({names})") });
    if let [one] = instead.as_slice() {
        draft.suggestion(&one.name);
    }
}

/// The bodies on one side of a change that exist in the year.
fn heirs(agency: &Agency, line: &[String], year: i32) -> Vec<&'static Agency> {
    let mut found: Vec<&'static Agency> = Vec::new();
    let mut open: Vec<&'static Agency> = line.iter().filter_map(|code| agency_by_code(code)).collect();
    let back = line == agency.predecessors.as_slice();
    // a line of succession is short; the bound only guards against a circle
    for _ in 0..16 {
        let Some(next) = open.pop() else { break };
        if next.exists_in(year) {
            if !found.iter().any(|known| known.code == next.code) {
                found.push(next);
            }
        } else {
            let further = if back { &next.predecessors } else { &next.successors };
            open.extend(further.iter().filter_map(|code| agency_by_code(code)));
        }
    }
    found.sort_by(|a, b| a.code.cmp(&b.code));
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(programme: &str, code: &str, year: i32) -> Vec<String> {
        found("ORG-04", programme, &[record(|r| (r.innovation.agency_code, r.innovation.year) = (Some(code.into()), Some(year)))])
    }

    #[test]
    fn names_of_other_years_are_told_with_the_right_one() {
        let ended = of("other", "pusat:kemenkumham", 2026);
        assert!(ended.first().is_some_and(|line| line.starts_with("ended | agency")), "{ended:?}");
        let early = of("other", "pusat:kemenkum", 2019);
        assert_eq!(early, ["not_yet | agency | Kementerian Hukum | Kementerian Hukum dan Hak Asasi Manusia"]);
        assert_eq!(of("IGA", "pemda:95", 2018).len(), 1, "Papua Pegunungan was founded in 2022");
    }

    #[test]
    fn the_year_of_change_and_living_bodies_are_fine() {
        assert!(of("other", "pusat:kemenkumham", 2023).is_empty());
        assert!(of("other", "pemda:35.78", 2005).is_empty());
        assert!(of("JIPPNas", "pusat:kemenkum", 2019).is_empty(), "the portal shows today's owner");
    }
}
