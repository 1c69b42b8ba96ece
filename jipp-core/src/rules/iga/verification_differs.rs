use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, IndexContext, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "IGA-05",
    name: "verification-differs",
    severity: Severity::Warning,
    stage: Stage::Submit,
    scope: Scope::IGA,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Kematangan dan indeks menurut klaim dan menurut verifikasi dilaporkan berdampingan; bila berbeda, selisihnya ditunjukkan. Kematangan diperiksa pada setiap data, indeks pada setiap daerah.",
        en: "Maturity and index are reported both as claimed and as verified; where they differ, the difference is shown. The maturity is looked at in every record, the index of every region.",
    },
    why: Bilingual {
        id: "Selisih menunjukkan klaim yang tidak terbukti; satu angka saja menyembunyikannya.",
        en: "The difference shows claims that were not proved; one figure alone hides it.",
    },
    invalid: "maturity_scores (2026): claimed 94, verified 80",
    valid: "maturity_scores (2026): claimed 94, verified 94",
    source: "Inferred from practice: an application for IGA keeps both scores and shows the difference (public GitHub file, store id 59367867024)",
    messages: &[
        MessageTemplate {
            slug: "maturity",
            message: Bilingual {
                id: "kematangan IGA {year} menurut klaim {claimed}, menurut verifikasi {verified} (selisih {difference})",
                en: "the maturity in IGA {year} is {claimed} as claimed and {verified} as verified (difference {difference})",
            },
            help: Bilingual {
                id: "laporkan keduanya; periksa indikator yang levelnya diubah pada verifikasi",
                en: "report both; look at the indicators whose levels verification changed",
            },
        },
        MessageTemplate {
            slug: "claim_missing",
            message: Bilingual {
                id: "kematangan IGA {year} menurut verifikasi {verified}, sedangkan klaimnya tidak ada",
                en: "the maturity in IGA {year} is {verified} as verified, but the claim is not given",
            },
            help: Bilingual { id: "isi juga kematangan menurut klaim", en: "give the claimed maturity too" },
        },
        MessageTemplate {
            slug: "index",
            message: Bilingual {
                id: "indeks menurut klaim {claimed} (`{claimed_class}`), menurut verifikasi {verified} (`{verified_class}`), selisih {difference}",
                en: "the index is {claimed} (`{claimed_class}`) as claimed and {verified} (`{verified_class}`) as verified, a difference of {difference}",
            },
            help: Bilingual {
                id: "laporkan keduanya; level yang belum diverifikasi ({unverified}) dihitung sesuai klaim",
                en: "report both; levels not verified yet ({unverified}) count as claimed",
            },
        },
    ],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    if context.programme != "IGA" {
        return;
    }
    for scores in &context.innovation.maturity_scores {
        let Some(verified) = scores.verified else { continue };
        let own = context.innovation.maturity.filter(|_| context.innovation.year == Some(scores.year));
        let Some(claimed) = scores.claimed.or(own) else {
            let draft = emit.report("claim_missing").field(Field::MaturityScores).value(verified.to_string());
            draft.param("year", scores.year).param("verified", verified);
            continue;
        };
        let difference = format!("{:+.2}", verified - claimed);
        if !matches!(difference.as_str(), "+0.00" | "-0.00") {
            let draft = emit.report("maturity").field(Field::MaturityScores).value(verified.to_string()).param("year", scores.year);
            draft.param("claimed", claimed).param("verified", verified).param("difference", difference);
        }
    }
}

pub(in crate::rules) fn check_index(context: &IndexContext<'_>, emit: &mut Emitter<'_>) {
    let (claimed, score) = (&context.score.claimed, context.score);
    let Some(verified) = &score.verified else { return };
    let (Some(before), Some(after)) = (claimed.iid, verified.iid) else { return };
    let Some(difference) = score.difference.as_ref().and_then(|difference| difference.iid).filter(|difference| *difference != 0.0) else {
        return;
    };
    let class = |code: &Option<String>| {
        let class = code.as_deref().and_then(|code| context.form.class_named(code));
        class.map_or_else(|| "?".to_owned(), |class| class.id.clone())
    };
    let draft = emit.report("index").value(format!("{after:.2}")).param("claimed", format!("{before:.2}"));
    let draft = draft.param("verified", format!("{after:.2}")).param("difference", format!("{difference:+.2}"));
    let draft = draft.param("claimed_class", class(&claimed.class)).param("verified_class", class(&verified.class));
    draft.param("unverified", score.unverified);
}

#[cfg(test)]
mod tests {
    use super::super::test_region;
    use crate::model::{MaturityScore, Record};
    use crate::rules::testing::{found, found_in_index, record};

    fn scored(claimed: Option<f64>, verified: Option<f64>) -> Record {
        record(|r| r.innovation.maturity_scores = vec![MaturityScore { year: 2025, claimed, verified, ..MaturityScore::default() }])
    }

    #[test]
    fn claims_that_verification_changed_are_shown() {
        assert_eq!(found("IGA-05", "IGA", &[scored(Some(94.0), Some(80.5))]), ["maturity | maturity_scores | 80.5"]);
        assert_eq!(found("IGA-05", "IGA", &[scored(None, Some(80.0))]), ["claim_missing | maturity_scores | 80"]);
        assert_eq!(found_in_index("IGA-05", 2026, &test_region(Some(0))), ["index | 3.70"]);
    }

    #[test]
    fn equal_scores_and_claims_alone_are_fine() {
        for record in [scored(Some(94.0), Some(94.0)), scored(Some(94.0), None), scored(None, None)] {
            assert!(found("IGA-05", "IGA", &[record]).is_empty());
        }
        let mut other_column = scored(None, Some(80.0));
        (other_column.innovation.year, other_column.innovation.maturity) = (Some(2025), Some(80.0));
        assert!(found("IGA-05", "IGA", &[other_column]).is_empty(), "the claim stands in a column of its own");
        assert!(found("IGA-05", "KIPP", &[scored(Some(94.0), Some(80.0))]).is_empty());
        for verified in [None, Some(3)] {
            assert!(found_in_index("IGA-05", 2026, &test_region(verified)).is_empty());
        }
    }
}
