use crate::ingest::{WINNERS, is_bare_level, is_provincial};
use crate::lang::Bilingual;
use crate::model::{Award, Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::redact;
use crate::vocab::{Sourcing, vocabulary};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "AWD-01",
    name: "unknown-award",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Ajang atau tingkat setiap penghargaan dikenali, dan tahunnya dapat diketahui dari tulisannya atau dari tahun data. Tingkat KIPP yang ditulis dengan tahun memang diberikan pada tahun itu.",
        en: "The contest or the level of every award is recognised, and its year is known from the text or from the record's year. A KIPP level written with its year was given in that year.",
    },
    why: Bilingual {
        id: "Penghargaan menentukan kelompok KIPP dan mengungkap inovasi yang sama di sumber lain; yang tidak dikenali tidak terhitung.",
        en: "Awards decide the KIPP group and reveal the same innovation in another source; one that is not recognised does not count.",
    },
    invalid: "Juara harapan",
    valid: "Top 99/2015",
    source: "KIPP awards of 2014 to 2023 as KemenPANRB announced them; written as `Top 99/2015` in JIPPNas (github.com/pujisubarkah/Jippnas, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "unrecognised",
            message: Bilingual { id: "penghargaan `{value}` tidak dikenali", en: "the award `{value}` is not recognised" },
            help: Bilingual {
                id: "tulis ajang atau tingkat beserta tahunnya, misalnya `Top 99/2015` atau `Innovative Government Award 2022`",
                en: "write the contest or level with its year, such as `Top 99/2015` or `Innovative Government Award 2022`",
            },
        },
        MessageTemplate {
            slug: "no_year",
            message: Bilingual {
                id: "tahun penghargaan `{value}` ({event}) tidak diketahui, dan tahun data juga kosong",
                en: "the year of the award `{value}` ({event}) is not known, and the record has no year either",
            },
            help: Bilingual { id: "tambahkan tahunnya, misalnya `Top 99/2015`", en: "add its year, as in `Top 99/2015`" },
        },
        MessageTemplate {
            slug: "not_given",
            message: Bilingual {
                id: "KIPP {year} tidak memberikan penghargaan `{value}`; yang diberikan: {levels}",
                en: "KIPP {year} did not give the award `{value}`; it gave: {levels}",
            },
            help: Bilingual { id: "periksa tingkat dan tahunnya pada piagam", en: "check level and year on the certificate" },
        },
        MessageTemplate {
            slug: "not_held",
            message: Bilingual {
                id: "penghargaan `{value}`: KIPP tidak diselenggarakan pada tahun {year}",
                en: "the award `{value}`: KIPP was not held in {year}",
            },
            help: Bilingual { id: "periksa ajang dan tahunnya pada piagam", en: "check contest and year on the certificate" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    for award in &innovation.awards {
        if let Some((year, levels)) = not_given(award) {
            let slug = if levels.is_empty() { "not_held" } else { "not_given" };
            emit.report(slug).field(Field::Awards).value(&award.as_written).param("year", year).param("levels", levels);
            continue;
        }
        let slug = match (&award.event, &award.level, award.year.or(innovation.year)) {
            (None, None, _) => "unrecognised",
            // a level that KIPP never gave
            (None, Some(level), _) if award.year.is_none() && is_bare_level(award) && !is_provincial(level) => "unrecognised",
            (Some(_), _, None) => "no_year",
            _ => continue,
        };
        let written = redact(&award.as_written).unwrap_or_else(|| award.as_written.clone());
        emit.report(slug).field(Field::Awards).value(written).param("event", award.event.as_deref().unwrap_or_default());
    }
}

/// The year and the levels of KIPP in it, none where it was not held, if it is known that the award's level was not among them.
fn not_given(award: &Award) -> Option<(i32, String)> {
    let (Some(level), Some(year)) = (award.level.as_deref(), award.year) else { return None };
    // a level that KIPP never gave, and that names nobody else who did, is told as one of KIPP
    let is_of_kipp = match award.event.as_deref() {
        Some(event) => event == "KIPP",
        None => is_bare_level(award) && !is_provincial(level),
    };
    if !is_of_kipp {
        return None;
    }
    let awards = vocabulary("kipp_award")?;
    if awards.values().iter().flat_map(|value| &value.years).min().is_some_and(|first| year < *first) {
        return Some((year, String::new()));
    }
    let of_year = awards.values_in(year).next().filter(|value| value.status != Some(Sourcing::Partial))?;
    let levels = of_year.attributes.list("levels").unwrap_or_default();
    // in 2024 there was no KIPP at all
    let known = !levels.is_empty() || of_year.attributes.flag("held") == Some(false);
    let given = levels.contains(&level) || level == WINNERS && of_year.attributes.list("winner_levels").is_some();
    (known && !given).then(|| (year, levels.join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::ingest::parse_award;
    use crate::rules::testing::{found, record};

    fn of(award: &str, year: Option<i32>) -> Vec<String> {
        found("AWD-01", "other", &[record(|r| (r.innovation.awards, r.innovation.year) = (vec![parse_award(award)], year))])
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(of("Juara harapan", Some(2020)), ["unrecognised | awards | Juara harapan"]);
        assert_eq!(of("Juara, hubungi 081234567890", None), ["unrecognised | awards | Juara, hubungi [telepon]"]);
        assert_eq!(of("Top 45", None), ["no_year | awards | Top 45"]);
        assert_eq!(of("Top 40/2019", None), ["not_given | awards | Top 40/2019"]);
        assert_eq!(of("Top 99/2013", None), ["not_held | awards | Top 99/2013"], "before the first KIPP");
        assert_eq!(of("Top 99/2024", None), ["not_held | awards | Top 99/2024"], "no KIPP was held");
        assert_eq!(of("Top 100/2019", None), ["not_given | awards | Top 100/2019"]);
        assert_eq!(of("Top 12 KIPP 2021", None), ["not_given | awards | Top 12 KIPP 2021"]);
        assert_eq!(of("Top 100", Some(2019)), ["unrecognised | awards | Top 100"]);
        assert_eq!(of("Top Inovasi Terpuji 2024", None), ["not_held | awards | Top Inovasi Terpuji 2024"], "no KIPP was held");
        assert!(of("Top 100/2025", None).is_empty(), "the levels of 2025 are not fully known");
        assert!(of("Top 99/2025", None).is_empty(), "the levels of 2025 are not fully known");
    }

    #[test]
    fn known_awards_are_fine() {
        for (award, year) in [
            ("Top 99/2015", None),
            ("Top 45", Some(2019)),
            ("INNOVATIVE GOVERNMENT AWARD 2022", None),
            ("Top 30", None),
            ("Kabupaten Terinovatif 2022", None),
            ("Top Inovasi Terpuji 2019", None),
            ("Top Inovasi Pelayanan Publik Terpuji 2021", None),
            ("TOP-99 2018", None),
            ("Top 30/2021", None),
            ("Top 100 Desa Wisata 2019", None),
            ("PKRI 2024", None),
            ("Inagara Award", Some(2021)),
            ("UNPSA 2019", None),
        ] {
            assert!(of(award, year).is_empty(), "{award}");
        }
    }
}
