use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::key;
use crate::vocab::vocabulary;

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-04",
    name: "main-affair-missing-or-repeated",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("urusan.main_affair"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Inovasi IGA 2024 memiliki satu urusan utama, yang tidak diulang dalam urusan beririsan. Satu-satunya urusan dianggap urusan utama. Tahun lain tidak diperiksa: formulirnya tidak membedakan keduanya.",
        en: "An IGA innovation of 2024 has one main affair, which is not repeated among the intersecting ones. An only affair counts as the main one. Other years are not checked: their forms do not tell the two apart.",
    },
    why: Bilingual {
        id: "Urusan utama menentukan cakupan enam urusan pelayanan dasar; urusan yang diulang terhitung dua kali.",
        en: "The main affair decides which of the six basic services are covered; a repeated one counts twice.",
    },
    invalid: "Urusan Utama = Kesehatan, Urusan Beririsan = Kesehatan; Sosial",
    valid: "Urusan Utama = Kesehatan, Urusan Beririsan = Sosial",
    source: "IGA form of 2024 (public copy, InovasiDaerahResource)",
    messages: &[
        MessageTemplate {
            slug: "missing",
            message: Bilingual { id: "urusan utama kosong (formulir IGA {year})", en: "there is no main affair (IGA form of {year})" },
            help: Bilingual { id: "pilih satu urusan utama sesuai formulir asli", en: "choose one main affair, as on the original form" },
        },
        MessageTemplate {
            slug: "repeated",
            message: Bilingual {
                id: "urusan utama `{value}` diulang dalam kolom `{column}`",
                en: "the main affair `{value}` is repeated in column `{column}`",
            },
            help: Bilingual { id: "hapus urusan utama dari urusan beririsan", en: "take the main affair out of the intersecting ones" },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let innovation = context.innovation;
    let (Some(list), Some(year)) = (vocabulary("urusan"), innovation.year.filter(|_| context.programme == "IGA")) else { return };
    if !list.attributes.numbers("main_affair_years").is_some_and(|years| years.contains(&f64::from(year))) {
        return;
    }
    let Some(main) = innovation.main_affair.as_deref() else {
        // of one affair alone there is no doubt
        if innovation.affairs.len() != 1 {
            emit.report("missing").field(Field::MainAffair).param("year", year);
        }
        return;
    };
    // the record holds all affairs together; only the column of the intersecting ones tells of a repetition
    let column = innovation.provenance.get(&Field::Affairs).map(|origin| &*origin.column);
    let Some(column) = column.filter(|column| key(column).contains("irisan")) else { return };
    let parts = context.source.cell(column).unwrap_or_default().split([';', '|', '\n']);
    if parts.filter_map(|part| list.find(part)).any(|affair| affair.code == main) {
        let name = list.get(main).map_or(main, |affair| affair.id.as_str());
        emit.report("repeated").field(Field::MainAffair).value(name).param("column", column);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, FieldSource};
    use crate::rules::testing::{found, record};

    fn of(year: i32, main: Option<&str>, column: &str, others: &str) -> Vec<String> {
        let record = record(|r| {
            (r.innovation.year, r.innovation.main_affair) = (Some(year), main.map(str::to_owned));
            r.source.raw = vec![(column.into(), others.into())];
            r.innovation.provenance.insert(Field::Affairs, FieldSource::new("generic:1", column));
        });
        found("CLS-04", "IGA", &[record])
    }

    #[test]
    fn the_main_affair_is_there_and_only_once() {
        assert_eq!(of(2024, None, "Urusan Beririsan", "Sosial"), ["missing | main_affair"]);
        assert_eq!(of(2024, Some("02"), "Urusan Beririsan", "Kesehatan; Sosial"), ["repeated | main_affair | Kesehatan"]);
    }

    #[test]
    fn lists_of_all_affairs_and_other_years_are_fine() {
        assert!(of(2024, Some("02"), "Urusan Beririsan", "Sosial").is_empty());
        assert!(of(2024, Some("02"), "Urusan", "Kesehatan; Sosial").is_empty(), "this column holds all affairs");
        assert!(of(2025, None, "Urusan", "Kesehatan; Sosial").is_empty());
        let only = record(|r| (r.innovation.year, r.innovation.affairs) = (Some(2024), vec!["02".into()]));
        assert!(found("CLS-04", "IGA", &[only]).is_empty());
    }
}
