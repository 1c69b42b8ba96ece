use std::collections::HashMap;

use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, RuleSetting, Scope, Severity, Stage};
use crate::rules::{DatasetContext, Digest, Emitter};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "DUP-03",
    name: "same-title-elsewhere",
    severity: Severity::Advice,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[LEAST],
    fix: None,
    summary: Bilingual {
        id: "Judul yang sama di daerah lain bukan duplikat, tetapi mungkin replikasi: sebutkan inovasi asalnya bila demikian. Data yang sudah menyebut asalnya tidak dilaporkan.",
        en: "The same title in another region is no duplicate, but perhaps a replication: name its origin if so. Records that name one are not told.",
    },
    why: Bilingual {
        id: "Replikasi yang tidak dicatat menghilangkan pengakuan bagi inovasi asal; penggabungan yang keliru menghapus inovasi satu daerah.",
        en: "An unrecorded replication takes the credit from the origin; a wrong merge wipes out the innovation of a region.",
    },
    invalid: "KOTA LAYAK ANAK, Kota Denpasar; KOTA LAYAK ANAK, Kota Surakarta, replicates = (kosong)",
    valid: "KOTA LAYAK ANAK, Kota Denpasar; KOTA LAYAK ANAK, Kota Surakarta, replicates = Kota Layak Anak, Kota Denpasar",
    source: "Observation: `KOTA LAYAK ANAK` of Denpasar and Surakarta in LAN's innovation database of 2018 (github.com/edison8301/inovasi-lan)",
    messages: &[MessageTemplate {
        slug: "elsewhere",
        message: Bilingual {
            id: "judul `{value}` juga dipakai {other_agency}; wilayahnya lain, jadi bukan duplikat",
            en: "the title `{value}` is also used by {other_agency}; the region is another, so it is no duplicate",
        },
        help: Bilingual {
            id: "bila inovasi ini replikasi dari `{other}` ({other_file}, baris {other_row}) atau sebaliknya, isi inovasi asalnya; bila bukan, biarkan",
            en: "if it replicates `{other}` ({other_file}, row {other_row}), or the other way round, name the origin; if not, leave it",
        },
    }],
};

/// Short names meet by chance.
const LEAST: RuleSetting = RuleSetting {
    name: "least_letters",
    default: 8.0,
    range: (1.0, 100.0),
    summary: Bilingual {
        id: "huruf dan angka paling sedikit dalam judul yang dibandingkan",
        en: "least letters and digits of a title that is compared",
    },
};

pub(in crate::rules) fn check(context: &DatasetContext<'_>, emit: &mut Emitter<'_>) {
    let least = u32::try_from(emit.count(&LEAST)).unwrap_or(u32::MAX);
    let mut first: HashMap<u64, &Digest> = HashMap::new();
    for record in context.records {
        let (Some(title), Some(agency), Some(region)) = (&record.title, record.agency_today(), &record.region_code) else {
            continue;
        };
        let Some(hash) = record.title_hash.filter(|_| record.title_letters >= least) else { continue };
        let other = *first.entry(hash).or_insert(record);
        let linked = |record: &Digest| record.details().replicates.is_some() || !record.details().replication_origins.is_empty();
        let elsewhere = other.agency_today() != Some(agency) && other.region_code.as_ref() != Some(region);
        if !elsewhere || !record.has_title_of(other) || linked(record) || linked(other) {
            continue;
        }
        emit.report_at("elsewhere", record).field(Field::Title).value(title).param("other_agency", other.shown_agency()).other(other);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Record;
    use crate::rules::testing::{found, record};

    fn row(title: &str, region: &str) -> Record {
        record(|r| {
            r.innovation.title = Some(title.into());
            (r.innovation.agency_code, r.innovation.region_code) = (Some(format!("pemda:{region}")), Some(region.into()));
        })
    }

    #[test]
    fn the_later_record_is_told_with_the_first() {
        let records = [row("KOTA LAYAK ANAK", "51.71"), row("Kota layak anak", "33.72"), row("KOTA LAYAK ANAK", "33.72")];
        assert_eq!(found("DUP-03", "LAN", &records), ["elsewhere | title | Kota layak anak", "elsewhere | title | KOTA LAYAK ANAK"]);
    }

    #[test]
    fn named_origins_short_names_and_one_region_are_fine() {
        let mut replication = row("KOTA LAYAK ANAK", "33.72");
        replication.innovation.replicates = Some("Kota Layak Anak, Denpasar".into());
        assert!(found("DUP-03", "LAN", &[row("KOTA LAYAK ANAK", "51.71"), replication]).is_empty());
        assert!(found("DUP-03", "LAN", &[row("SIGAP", "51.71"), row("SIGAP", "33.72")]).is_empty());
        assert!(found("DUP-03", "LAN", &[row("KOTA LAYAK ANAK", "51.71"), row("KOTA LAYAK ANAK", "51.71")]).is_empty());
    }
}
