use crate::index_iga::{Exact, Form, IndexFigures, IndexProblemKind};
use crate::lang::Bilingual;
use crate::model::{MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, IndexContext};
use crate::text::{is_placeholder, parse_number};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "IGA-04",
    name: "index-differs",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::IGA.years_of("iga_formula.max_total"),
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Indeks daerah yang tersimpan sama dengan (SPD + jumlah kematangan / maks(pembagi, n) + jumlah inovasi) / 250 x 100 menurut parameter tahunnya (selisih paling banyak 0,01), menurut klaim atau menurut verifikasi, dan predikatnya sesuai dengan tabel tahun itu. Hanya tahun yang semua parameternya diketahui (2026) yang diperiksa.",
        en: "The stored index of a region is (SPD + sum of maturities / max(divisor, n) + quantity) / 250 x 100 by the parameters of the year (within 0.01), by the claimed or by the verified levels, and its class is that of the year's table. Only years of which every parameter is known (2026) are checked.",
    },
    why: Bilingual {
        id: "Indeks dan predikat diumumkan dan dipakai dalam penilaian; angka yang tidak dapat dihitung ulang mengundang sengketa.",
        en: "Index and class are announced and used in evaluations; a figure that cannot be computed again invites disputes.",
    },
    invalid: "stored_index = 65,01, stored_class = Sangat Inovatif (hasil hitung 64.90)",
    valid: "stored_index = 64,90, stored_class = Inovatif (hasil hitung 64.90)",
    source: "Formula and classes of 2026: public copies of the guide derived from Surat Kepala BSKDN 400.10.11/1887/BSKDN of 29 April 2026 (GH_TOR26, GH_IGA26). Inferred: the allowance of 0.01, and that a stored index may be the claimed or the verified one",
    messages: &[
        MessageTemplate {
            slug: "index",
            message: Bilingual {
                id: "indeks tersimpan {value}, hasil hitung {computed}",
                en: "the stored index is {value}, the levels give {computed}",
            },
            help: Bilingual {
                id: "periksa level, SPD, dan jumlah inovasi, atau perbaiki indeks yang tersimpan",
                en: "check levels, SPD and the number of innovations, or correct the stored index",
            },
        },
        MessageTemplate {
            slug: "index_verified",
            message: Bilingual {
                id: "indeks tersimpan {value}, hasil hitung {computed} menurut klaim dan {verified} menurut verifikasi",
                en: "the stored index is {value}, the levels give {computed} as claimed and {verified} as verified",
            },
            help: Bilingual {
                id: "periksa level, SPD, dan jumlah inovasi, atau perbaiki indeks yang tersimpan",
                en: "check levels, SPD and the number of innovations, or correct the stored index",
            },
        },
        MessageTemplate {
            slug: "unreadable",
            message: Bilingual { id: "indeks tersimpan `{value}` bukan angka", en: "the stored index `{value}` is no number" },
            help: Bilingual { id: "tulis sebagai 61,25 atau 61.25", en: "write it as 61.25 or 61,25" },
        },
        MessageTemplate {
            slug: "class",
            message: Bilingual {
                id: "predikat tersimpan `{value}`, sedangkan indeks {index} berarti `{class}`",
                en: "the stored class is `{value}`, but an index of {index} means `{class}`",
            },
            help: Bilingual {
                id: "perbaiki predikatnya menurut tabel {year}, atau periksa indeksnya",
                en: "correct the class by the table of {year}, or check the index",
            },
        },
        MessageTemplate {
            slug: "class_unknown",
            message: Bilingual {
                id: "predikat `{value}` tidak ada pada tabel {year}",
                en: "the class `{value}` is not in the table of {year}",
            },
            help: Bilingual { id: "pilih salah satu: {choices}", en: "choose one of: {choices}" },
        },
        IndexProblemKind::SpdMissing.template(),
    ],
};

pub(in crate::rules) fn check(context: &IndexContext<'_>, emit: &mut Emitter<'_>) {
    let IndexContext { form, region, score } = *context;
    let written =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty() && !is_placeholder(text)).map(str::to_owned);
    let (stored, class) = (written(&region.stored_index), written(&region.stored_class));
    if form.formula.is_none() || (stored.is_none() && class.is_none()) {
        return;
    }
    if region.spd.is_none() && !form.region.is_empty() {
        // without them the computed index is too low, and says nothing about the stored one
        emit.report(IndexProblemKind::SpdMissing.code()).severity(IndexProblemKind::SpdMissing.severity());
        return;
    }
    let computed: Vec<Computed<'_>> =
        [Some(&score.claimed), score.verified.as_ref()].into_iter().flatten().filter_map(Computed::of).collect();
    let mut meant: Vec<&Computed<'_>> = computed.iter().collect();
    if let Some(text) = stored {
        if let Some(number) = parse_number(text.trim_end_matches('%').trim_end()).and_then(Exact::written) {
            let equal: Vec<&Computed<'_>> = computed.iter().filter(|computed| computed.index.is_stored_as(number)).collect();
            if equal.is_empty() {
                report_index(&text, &computed, emit);
            } else {
                meant = equal;
            }
        } else {
            emit.report("unreadable").severity(Severity::Warning).value(text);
        }
    }
    if let Some(text) = class {
        check_class(form, &text, &meant, emit);
    }
}

/// An index as computed, and its class.
struct Computed<'a> {
    index: Exact,
    class: Option<&'a str>,
}

impl<'a> Computed<'a> {
    fn of(figures: &'a IndexFigures) -> Option<Self> {
        Some(Self { index: Exact::written(figures.iid?)?, class: figures.class.as_deref() })
    }
}

fn report_index(text: &str, computed: &[Computed<'_>], emit: &mut Emitter<'_>) {
    match computed {
        [] => {}
        [claimed] => _ = emit.report("index").value(text).param("computed", claimed.index.text(2)),
        [claimed, verified, ..] => {
            let draft = emit.report("index_verified").value(text).param("computed", claimed.index.text(2));
            draft.param("verified", verified.index.text(2));
        }
    }
}

fn check_class(form: &Form, text: &str, meant: &[&Computed<'_>], emit: &mut Emitter<'_>) {
    let Some(named) = form.class_named(text) else {
        let choices = form.formula.iter().flat_map(|formula| &formula.classes).map(|class| class.id.as_str()).collect::<Vec<_>>();
        emit.report("class_unknown").value(text).param("year", form.year).param("choices", choices.join("; "));
        return;
    };
    let Some(first) = meant.first() else { return };
    if meant.iter().all(|computed| computed.class != Some(named.code.as_str())) {
        let class = first.class.and_then(|code| form.class_named(code)).map_or("?", |class| class.id.as_str());
        let draft = emit.report("class").value(text).suggestion(class);
        draft.param("index", first.index.text(2)).param("class", class).param("year", form.year);
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_region;
    use crate::rules::testing::found_in_index;

    fn of(index: &str, class: &str, verified: Option<u8>) -> Vec<String> {
        let mut region = test_region(verified);
        (region.stored_index, region.stored_class) = (Some(index.to_owned()), Some(class.to_owned()));
        found_in_index("IGA-04", 2026, &region)
    }

    #[test]
    fn a_stored_index_and_its_class_are_recomputed() {
        // SPD 3, one innovation of 111: (3 + 111 / 12) / 250 x 100 = 4.9
        assert_eq!(of("4,92", "Kurang Inovatif", None), ["index | 4,92"]);
        assert_eq!(of("4.9", "Inovatif", None), ["class | Inovatif | Kurang Inovatif"]);
        assert_eq!(of("banyak", "Hebat", None), ["unreadable | banyak", "class_unknown | Hebat"]);
        assert_eq!(of("6", "kurang_inovatif", Some(0)), ["index_verified | 6"]);
    }

    #[test]
    fn the_index_of_either_side_roundings_and_regions_without_one_are_fine() {
        for index in ["4,9", "4.90", "4,91 %", "4.89"] {
            assert!(of(index, "Kurang Inovatif", None).is_empty(), "{index}");
        }
        // 3 points of the region are not confirmed: 111 / 12 / 250 x 100 = 3.7
        for index in ["4,9", "3,7"] {
            assert!(of(index, "Less innovative", Some(0)).is_empty(), "{index}");
        }
        assert!(of("-", "", None).is_empty());
    }

    #[test]
    fn without_the_regions_own_indicators_nothing_is_compared() {
        let mut region = test_region(None);
        (region.spd, region.stored_index) = (None, Some("50".into()));
        assert_eq!(found_in_index("IGA-04", 2026, &region), ["spd_missing"]);
        assert!(found_in_index("IGA-04", 2024, &region).is_empty(), "the formula of 2024 is not known");
    }
}
