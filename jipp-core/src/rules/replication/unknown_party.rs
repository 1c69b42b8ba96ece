use super::{is_of_itself, shown};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, OrganisationRef, RuleInfo, Scope, Severity, Stage};
use crate::rules::org::names_of;
use crate::rules::{Emitter, Party, ReplicationContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "REP-01",
    name: "unknown-party",
    severity: Severity::Error,
    stage: Stage::Replication,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi asal disebut, instansi asal dan instansi replikator masing-masing menunjuk tepat satu instansi yang dikenal, dan replikator (instansi dan UPP) bukan pemilik itu sendiri. Nama yang dapat berarti beberapa instansi adalah peringatan, begitu pula ID atau judul inovasi asal yang tidak ada di antara data yang diberikan dan ID yang dimiliki beberapa di antaranya. ID inovasi asal ditulis seperti pada sumbernya (`101`) atau lengkap (`jippnas:101`).",
        en: "The origin is named, its owner and the replicator each mean exactly one known agency, and the replicator (agency and unit) is not the owner itself. A name that may mean several agencies is a warning, and so is an origin's id or title that none of the given records has, or an id that several of them have. The id is written as in its source (`101`) or whole (`jippnas:101`).",
    },
    why: Bilingual {
        id: "Tanpa kedua pihak, penyebaran tidak dapat dihitung per wilayah; replikasi oleh pemilik sendiri bukan replikasi, tetapi pernah tercatat.",
        en: "Without both parties the spread cannot be counted by region; an owner that replicates itself replicates nothing, and yet was recorded.",
    },
    invalid: "origin_agency = Kabupaten Situbondo, replicator_agency = Pemkab Situbondo",
    valid: "origin_agency = Pemkab Situbondo, replicator_agency = Pemkot Kediri",
    source: "JIPPNas, list of agreements: GERPAS of Situbondo replicated by Situbondo (github.com/pujisubarkah/Jippnas, rekap-kesepakatan.vue, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "itself",
            message: Bilingual {
                id: "replikator `{value}` adalah pemilik inovasi asal itu sendiri",
                en: "the replicator `{value}` is the owner of the origin itself",
            },
            help: Bilingual {
                id: "isi instansi dan unit yang mereplikasi, atau hapus data ini bila tidak ada replikasi",
                en: "enter the agency and unit that replicate it, or delete the row if nobody does",
            },
        },
        MessageTemplate {
            slug: "no_origin",
            message: Bilingual { id: "inovasi asal tidak disebut", en: "the origin is not named" },
            help: Bilingual {
                id: "isi ID, kode NRI, atau judul inovasi yang direplikasi",
                en: "enter id, NRI or title of the innovation that is replicated",
            },
        },
        MessageTemplate {
            slug: "no_record",
            message: Bilingual { id: "tidak ada data inovasi dengan ID `{value}`", en: "no record of an innovation has the id `{value}`" },
            help: Bilingual {
                id: "periksa ID inovasi asal (ID pada sumbernya, misalnya `101`, atau ID lengkap, misalnya `jippnas:101`), atau sertakan berkas yang memuatnya",
                en: "check the id of the origin (its id in the source, such as `101`, or the whole id, such as `jippnas:101`), or give the file that holds it",
            },
        },
        MessageTemplate {
            slug: "no_titled_record",
            message: Bilingual { id: "tidak ada data inovasi berjudul `{value}`", en: "no record of an innovation is called `{value}`" },
            help: Bilingual {
                id: "periksa judul inovasi asal, isi ID-nya, atau sertakan berkas yang memuatnya",
                en: "check the title of the origin, fill in its id, or give the file that holds it",
            },
        },
        MessageTemplate {
            slug: "several_records",
            message: Bilingual {
                id: "ID `{value}` dimiliki beberapa data inovasi dari sumber yang berbeda",
                en: "the id `{value}` is that of several records of different sources",
            },
            help: Bilingual {
                id: "tulis ID lengkap dengan sumbernya, misalnya `jippnas:{value}`",
                en: "write the whole id with its source, such as `jippnas:{value}`",
            },
        },
        MessageTemplate {
            slug: "missing",
            message: Bilingual { id: "instansi pada `{field}` kosong", en: "there is no agency in `{field}`" },
            help: Bilingual {
                id: "isi nama resmi atau kode instansi, misalnya `Pemerintah Kota Surabaya`",
                en: "enter the official name or the code of the agency, such as `Pemerintah Kota Surabaya`",
            },
        },
        MessageTemplate {
            slug: "unknown_code",
            message: Bilingual {
                id: "kode instansi `{value}` pada `{field}` tidak dikenal",
                en: "the agency code `{value}` in `{field}` is not known",
            },
            help: Bilingual {
                id: "periksa kodenya, atau isi nama resmi instansi",
                en: "check the code, or enter the official name of the agency",
            },
        },
        MessageTemplate {
            slug: "unknown",
            message: Bilingual {
                id: "instansi `{value}` pada `{field}` tidak dikenal",
                en: "the agency `{value}` in `{field}` is not known",
            },
            help: Bilingual {
                id: "tulis nama resminya; perangkat daerah atau unit layanan ditulis pada kolom unit",
                en: "write its official name; an office or a service unit belongs into the unit column",
            },
        },
        MessageTemplate {
            slug: "near",
            message: Bilingual {
                id: "instansi `{value}` pada `{field}` tidak dikenal; yang terdekat `{suggestion}`",
                en: "the agency `{value}` in `{field}` is not known; the nearest is `{suggestion}`",
            },
            help: Bilingual {
                id: "pakai nama yang diusulkan bila memang instansi itu yang dimaksud",
                en: "use the proposed name if that is the agency meant",
            },
        },
        MessageTemplate {
            slug: "ambiguous",
            message: Bilingual {
                id: "instansi `{value}` pada `{field}` dapat berarti {count} instansi: {candidates}",
                en: "the agency `{value}` in `{field}` may be any of {count}: {candidates}",
            },
            help: Bilingual {
                id: "tulis salah satu nama itu, atau isi kolom unit yang menentukannya",
                en: "write one of these names, or fill in the unit that decides it",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &ReplicationContext<'_>, emit: &mut Emitter<'_>) {
    let replication = context.replication;
    let origin = &replication.origin;
    let filled = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    if ![&origin.record_id, &origin.nri, &origin.title].into_iter().any(filled) {
        emit.report("no_origin").column("origin_title");
    }
    if let Some(id) = origin.record_id.as_deref().filter(|_| context.has_records && context.origin.is_none()) {
        // the record may lie in a file that was not given
        let slug = if context.origin_is_ambiguous { "several_records" } else { "no_record" };
        emit.report(slug).severity(Severity::Warning).column("origin_id").value(id);
    } else if let Some(title) = origin.title.as_deref().filter(|title| !title.trim().is_empty())
        && context.has_records
        && context.origin.is_none()
        && !context.origin_is_called
    {
        emit.report("no_titled_record").severity(Severity::Warning).column("origin_title").value(title);
    }
    tell(context.owner, &origin.owner, "origin_agency", emit);
    tell(context.replicator, &replication.replicator, "replicator_agency", emit);
    if is_of_itself(replication) {
        emit.report("itself").column("replicator_agency").value(shown(&replication.replicator));
    }
}

fn tell(party: &Party, who: &OrganisationRef, column: &'static str, emit: &mut Emitter<'_>) {
    match party {
        Party::Known { .. } => {}
        Party::Missing => _ = emit.report("missing").column(column),
        Party::UnknownCode(code) => _ = emit.report("unknown_code").column(column).value(code),
        Party::Unresolved(answer) => match answer.candidates.as_slice() {
            [] => _ = emit.report("unknown").column(column).value(shown(who)),
            [one] => _ = emit.report("near").column(column).value(shown(who)).suggestion(&one.name),
            several => {
                // a person can decide between them, as in ORG-01
                let draft = emit.report("ambiguous").severity(Severity::Warning).column(column).value(shown(who));
                draft.param("count", several.len()).param("candidates", names_of(several));
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::model::OrganisationRef;
    use crate::rules::testing::{found_in_replications, record, replication};

    fn by(owner: &str, replicator: &str) -> Vec<String> {
        let one = replication(|r| {
            (r.origin.owner, r.replicator) = (OrganisationRef::of_name(owner), OrganisationRef::of_name(replicator));
        });
        found_in_replications("REP-01", &[one], &[])
    }

    #[test]
    fn an_owner_that_replicates_itself_is_told_however_it_is_spelt() {
        assert_eq!(by("Kabupaten Situbondo", "Pemkab Situbondo"), ["itself | replicator_agency | Pemkab Situbondo"]);
        let of_unit = replication(|r| {
            r.replicator = OrganisationRef { unit: Some("Dinas A".into()), ..OrganisationRef::of_name("Pemkab Situbondo") };
        });
        assert!(found_in_replications("REP-01", &[of_unit], &[]).is_empty(), "another unit is a matter of REP-02");
        let with_region = |unit: &str| {
            [replication(|r| {
                r.origin.owner = OrganisationRef { unit: Some("Dinas Perikanan".into()), ..OrganisationRef::of_name("Pemkab Situbondo") };
                r.replicator = OrganisationRef::of_name(unit);
            })]
        };
        let unit = "Dinas Perikanan Kabupaten Situbondo";
        assert_eq!(found_in_replications("REP-01", &with_region(unit), &[]), [format!("itself | replicator_agency | {unit}")]);
        assert!(found_in_replications("REP-01", &with_region("Dinas Kesehatan Kabupaten Situbondo"), &[]).is_empty());
        assert!(by("Pemerintah Provinsi Jawa Timur", "RSUD Dr. Soetomo").is_empty(), "a unit is not its owner");
    }

    #[test]
    fn parties_that_are_not_known_are_told_apart() {
        assert_eq!(by("Pemkab Situbondo", "Entah"), ["unknown | replicator_agency | Entah"]);
        assert!(by("Bandung", "Pemkot Kediri").iter().all(|line| line.starts_with("ambiguous | origin_agency | Bandung")));
        assert_eq!(by("Bandung", "Pemkot Kediri").len(), 1);
        let coded = replication(|r| (r.replicator.code, r.origin.owner.code) = (Some("pemda:99.99".into()), None));
        let lines = found_in_replications("REP-01", &[coded], &[]);
        assert_eq!(lines, ["missing | origin_agency", "unknown_code | replicator_agency | pemda:99.99"]);
    }

    #[test]
    fn the_origin_is_named_and_its_record_says_whose_it_is() {
        let nameless = replication(|r| r.origin.title = None);
        assert_eq!(found_in_replications("REP-01", &[nameless], &[]), ["no_origin | origin_title"]);
        let by_id = |id: &str| {
            replication(|r| {
                r.origin = crate::model::ReplicationOrigin { record_id: Some(id.into()), ..Default::default() };
            })
        };
        let gerpas = record(|r| r.innovation.agency_code = Some("pemda:35.12".into()));
        let lines = found_in_replications("REP-01", &[by_id("generic:1"), by_id("generic:9")], &[gerpas]);
        assert_eq!(lines, ["missing | origin_agency", "no_record | origin_id | generic:9"]);
        assert!(found_in_replications("REP-01", &[replication(|_| {})], &[]).is_empty());
    }

    #[test]
    fn a_title_that_no_record_has_is_told() {
        let titled = |title: &str, owner: &str| {
            [replication(|r| {
                r.origin = crate::model::ReplicationOrigin {
                    owner: OrganisationRef::of_name(owner),
                    ..crate::model::ReplicationOrigin::titled(title)
                };
            })]
        };
        let record = record(|r| {
            r.innovation.title = Some("Antenatal Care (ANC) Hipnoterapi".into());
            r.innovation.agency_code = Some("pemda:73.22".into());
        });
        let records = std::slice::from_ref(&record);
        let found = |title: &str, owner: &str| found_in_replications("REP-01", &titled(title, owner), records);
        assert_eq!(found("Hipnoterapi Kilat", "Pemkab Luwu Utara"), ["no_titled_record | origin_title | Hipnoterapi Kilat"]);
        // called in another way, or of another owner: somebody has a record of that name
        for (title, owner) in [("ANC Hipnoterapi", "Pemkab Luwu Utara"), ("Antenatal Care (ANC) Hipnoterapi", "Pemkab Situbondo")] {
            assert!(found(title, owner).is_empty(), "{title}");
        }
        assert!(
            found_in_replications("REP-01", &titled("Hipnoterapi Kilat", "Pemkab Luwu Utara"), &[]).is_empty(),
            "no records, no search"
        );
    }

    #[test]
    fn an_id_as_its_source_has_it_means_the_one_record() {
        let by_id =
            |id: &str| [replication(|r| r.origin = crate::model::ReplicationOrigin { record_id: Some(id.into()), ..Default::default() })];
        let gerpas = record(|r| r.innovation.agency_code = Some("pemda:35.12".into()));
        assert!(found_in_replications("REP-01", &by_id("1"), std::slice::from_ref(&gerpas)).is_empty());
        let mut other = gerpas.clone();
        (other.source.system, other.source.record_id) = (crate::model::SourceSystem::Jippnas, "jippnas:1".into());
        let both = [gerpas, other];
        assert_eq!(found_in_replications("REP-01", &by_id("1"), &both), ["missing | origin_agency", "several_records | origin_id | 1"]);
        assert!(found_in_replications("REP-01", &by_id("jippnas:1"), &both).is_empty());
    }
}
