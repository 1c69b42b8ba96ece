use crate::ingest::parse_award;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, SourceSystem, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "AWD-02",
    name: "award-out-of-place",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Tahun penghargaan tidak mendahului tahun penerapan. Penghargaan KIPP pada data LAN atau IGA, juga pada catatan sumbernya, menandakan bahwa inovasi yang sama mungkin ada pada data KIPP.",
        en: "The year of an award does not precede the year of implementation. A KIPP award in a record of LAN or IGA, also in its note on sources, tells that the same innovation may stand among the KIPP records.",
    },
    why: Bilingual {
        id: "Yang belum diterapkan tidak dapat diberi penghargaan: salah satu tahun keliru, atau penghargaannya milik inovasi lain. Duplikat antarsumber terhitung dua kali.",
        en: "What is not in use cannot be honoured: one of the years is wrong, or the award is another innovation's. A duplicate across sources is counted twice.",
    },
    invalid: "implementation_date = 2018, awards = Top 99/2016",
    valid: "implementation_date = 2014, awards = Top 99/2016",
    source: "Observation: records of LAN's innovation database of 2018 cite `Top 99 2016` (github.com/edison8301/inovasi-lan); the order of the years is inferred",
    messages: &[
        MessageTemplate {
            slug: "early",
            message: Bilingual {
                id: "penghargaan `{value}` mendahului penerapan ({date})",
                en: "the award `{value}` precedes the implementation ({date})",
            },
            help: Bilingual {
                id: "periksa kedua tahun; mungkin waktu penerapan adalah waktu pengembangan",
                en: "check both years; the date of implementation may be that of a development",
            },
        },
        MessageTemplate {
            slug: "other_source",
            message: Bilingual {
                id: "data ini bukan dari KIPP tetapi menyebut penghargaan KIPP `{value}`",
                en: "the record is not from KIPP but names the KIPP award `{value}`",
            },
            help: Bilingual {
                id: "cari inovasi ini pada data KIPP tahun {year} dan gabungkan bila sama",
                en: "look for the innovation among the KIPP records of {year} and merge them if it is the same",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let steward = innovation.steward.as_deref().unwrap_or(context.source.system.code());
    let elsewhere = [SourceSystem::LanInoland, SourceSystem::KemendagriIga].iter().any(|system| system.code() == steward);
    for award in &innovation.awards {
        let Some(year) = award.year else { continue };
        if let Some(date) = innovation.implementation_date.filter(|date| year < date.year()) {
            emit.report("early").field(Field::Awards).value(&award.as_written).param("date", date);
        }
        if elsewhere && award.event.as_deref() == Some("KIPP") {
            emit.report("other_source").field(Field::Awards).value(&award.as_written).param("year", year);
        }
    }
    let note = innovation.source_note.as_deref().filter(|_| elsewhere);
    for (award, year) in note.into_iter().flat_map(|note| note.split([';', '\n'])).filter_map(cited) {
        emit.report("other_source").field(Field::SourceNote).value(award).param("year", year);
    }
}

/// A part of a note on sources that names an award of KIPP with its year, and that year: LAN has no column for awards.
fn cited(note: &str) -> Option<(&str, i32)> {
    let award = parse_award(note);
    let year = award.year.filter(|_| award.event.as_deref() == Some("KIPP"))?;
    Some((note.trim(), year))
}

#[cfg(test)]
mod tests {
    use crate::ingest::parse_award;
    use crate::model::SourceSystem;
    use crate::rules::testing::{found, record};

    fn of(system: SourceSystem, award: &str, date: &str) -> Vec<String> {
        let record = record(|r| {
            r.source.system = system;
            (r.innovation.awards, r.innovation.implementation_date) = (vec![parse_award(award)], date.parse().ok());
        });
        found("AWD-02", "other", &[record])
    }

    #[test]
    fn awards_before_use_and_of_another_source_are_told() {
        assert_eq!(of(SourceSystem::PanrbKipp, "Top 99/2016", "2018-03"), ["early | awards | Top 99/2016"]);
        assert_eq!(of(SourceSystem::LanInoland, "Top 99 2016", "2014"), ["other_source | awards | Top 99 2016"]);
    }

    #[test]
    fn a_note_on_sources_cites_awards_too() {
        let of = |system: SourceSystem, note: &str| {
            let record = record(|r| (r.source.system, r.innovation.source_note) = (system, Some(note.into())));
            found("AWD-02", "other", &[record])
        };
        assert_eq!(of(SourceSystem::LanInoland, "Top 99 Sinovik 2016"), ["other_source | source_note | Top 99 Sinovik 2016"]);
        assert_eq!(of(SourceSystem::LanInoland, "Observasi; Top 99 2016"), ["other_source | source_note | Top 99 2016"]);
        assert!(of(SourceSystem::LanInoland, "Observasi lapangan 2016").is_empty());
        assert!(of(SourceSystem::LanInoland, "Top 99").is_empty(), "its year is not known");
        assert!(of(SourceSystem::PanrbKipp, "Top 99 Sinovik 2016").is_empty());
    }

    #[test]
    fn later_awards_and_the_own_source_are_fine() {
        assert!(of(SourceSystem::PanrbKipp, "Top 99/2016", "2016-11").is_empty());
        assert!(of(SourceSystem::PanrbKipp, "Top 99", "2018").is_empty(), "its year is not known");
        assert!(of(SourceSystem::Jippnas, "Top 99/2016", "2014").is_empty(), "the portal holds all sources");
        assert!(of(SourceSystem::LanInoland, "Innovative Government Award 2022", "2014").is_empty());
    }
}
