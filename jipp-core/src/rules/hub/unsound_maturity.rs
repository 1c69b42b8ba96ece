use crate::lang::Bilingual;
use crate::model::{HubInstrumentError, HubPredicate, HubResponseError, HubScore, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, HubContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "HUB-02",
    name: "unsound-maturity",
    severity: Severity::Error,
    stage: Stage::Validated,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Bobot aspek instrumen kematangan hub berjumlah 1 (begitu pula bobot pertanyaan tiap aspek), jawaban sesuai dengan instrumennya, skor terletak antara 0 dan 10, predikatnya benar, dan skor terverifikasi disimpan di samping skor klaim, tidak menggantikannya.",
        en: "The weights of the aspects of a hub's maturity instrument sum to 1 (and those of the questions of each aspect), the answers fit the instrument, the score lies between 0 and 10 with the right predicate, and the verified score is kept beside the claimed one and does not replace it.",
    },
    why: Bilingual {
        id: "Skor dengan bobot yang salah tidak dapat dibandingkan antarhub; tanpa skor klaim, hasil verifikasi tidak dapat ditelusuri.",
        en: "Scores with wrong weights cannot be compared between hubs; without the claimed score nobody can see what verification changed.",
    },
    invalid: "bobot aspek 0,4 + 0,5; claimed = 12",
    valid: "bobot aspek 0,4 + 0,6; claimed = 7,5; verified = 6,5",
    source: "Shape of the instrument in JIPPNas: aspects, questions, options, original and verified score, 0 to 10 (github.com/pujisubarkah/Jippnas, survey.ts and hub.vue, 2025-2026)",
    messages: &[
        MessageTemplate {
            slug: "weights",
            message: Bilingual {
                id: "bobot pada `{value}` berjumlah {sum}, bukan 1",
                en: "the weights of `{value}` sum to {sum}, not to 1",
            },
            help: Bilingual {
                id: "perbaiki bobotnya; `aspects` berarti bobot antaraspek",
                en: "correct the weights; `aspects` means those of the aspects among each other",
            },
        },
        MessageTemplate {
            slug: "no_number",
            message: Bilingual {
                id: "bobot atau skor pada `{value}` negatif atau bukan angka",
                en: "a weight or score of `{value}` is negative or no number",
            },
            help: Bilingual { id: "perbaiki instrumennya", en: "correct the instrument" },
        },
        MessageTemplate {
            slug: "repeated_question",
            message: Bilingual {
                id: "pertanyaan `{value}` ada dua kali dalam instrumen",
                en: "the question `{value}` is in the instrument twice",
            },
            help: Bilingual { id: "perbaiki instrumennya", en: "correct the instrument" },
        },
        MessageTemplate {
            slug: "no_points",
            message: Bilingual {
                id: "tidak ada jawaban yang memberi nilai pada pertanyaan `{value}`",
                en: "no answer to the question `{value}` gives points",
            },
            help: Bilingual { id: "perbaiki instrumennya", en: "correct the instrument" },
        },
        MessageTemplate {
            slug: "other_instrument",
            message: Bilingual {
                id: "jawaban ini untuk instrumen `{value}`, bukan `{wanted}`",
                en: "the answers are for the instrument `{value}`, not for `{wanted}`",
            },
            help: Bilingual {
                id: "cocokkan jawaban dengan pertanyaan dan pilihan instrumennya",
                en: "compare the answers with the questions and options of the instrument",
            },
        },
        MessageTemplate {
            slug: "unknown_question",
            message: Bilingual {
                id: "pertanyaan `{value}` tidak ada dalam instrumen",
                en: "the question `{value}` is not in the instrument",
            },
            help: Bilingual {
                id: "cocokkan jawaban dengan pertanyaan dan pilihan instrumennya",
                en: "compare the answers with the questions and options of the instrument",
            },
        },
        MessageTemplate {
            slug: "unknown_option",
            message: Bilingual {
                id: "pilihan `{value}` tidak ada pada pertanyaan `{question}`",
                en: "the option `{value}` is none of the question `{question}`",
            },
            help: Bilingual {
                id: "cocokkan jawaban dengan pertanyaan dan pilihan instrumennya",
                en: "compare the answers with the questions and options of the instrument",
            },
        },
        MessageTemplate {
            slug: "several_answers",
            message: Bilingual {
                id: "pertanyaan `{value}` dijawab lebih dari yang diizinkan",
                en: "the question `{value}` is answered more often than it allows",
            },
            help: Bilingual {
                id: "cocokkan jawaban dengan pertanyaan dan pilihan instrumennya",
                en: "compare the answers with the questions and options of the instrument",
            },
        },
        MessageTemplate {
            slug: "range",
            message: Bilingual {
                id: "skor `{value}` ({part}) tidak terletak antara 0 dan 10",
                en: "the score `{value}` ({part}) does not lie between 0 and 10",
            },
            help: Bilingual { id: "hitung ulang skornya dari jawaban", en: "compute the score again from the answers" },
        },
        MessageTemplate {
            slug: "predicate",
            message: Bilingual {
                id: "predikat `{value}`, padahal skornya berarti `{suggestion}`",
                en: "the predicate is `{value}`, but the score means `{suggestion}`",
            },
            help: Bilingual {
                id: "8 ke atas Baik, 6 ke atas Cukup, selain itu Perlu Perbaikan; skor terverifikasi didahulukan",
                en: "8 and more is Baik, 6 and more Cukup, else Perlu Perbaikan; the verified score goes first",
            },
        },
        MessageTemplate {
            slug: "replaced",
            message: Bilingual {
                id: "skor klaim `{value}` bukan skor dari jawaban hub ({computed}); mungkin tertimpa hasil verifikasi",
                en: "the claimed score `{value}` is not that of the hub's answers ({computed}); verification may have replaced it",
            },
            help: Bilingual {
                id: "simpan skor klaim sebagaimana dijawab hub, dan skor terverifikasi di sampingnya",
                en: "keep the claimed score as the hub answered it, and the verified one beside it",
            },
        },
        MessageTemplate {
            slug: "verified",
            message: Bilingual {
                id: "skor terverifikasi `{value}` bukan skor dari hasil verifikasi ({computed})",
                en: "the verified score `{value}` is not that of the verification ({computed})",
            },
            help: Bilingual {
                id: "isi skor terverifikasi bila semua jawaban sudah diverifikasi, dan hanya bila sudah",
                en: "enter the verified score once every answer is verified, and only then",
            },
        },
    ],
};

/// How far a stated score may be from the computed one: two decimals are shown.
const ROUNDING: f64 = 0.005 + 1e-9;

pub(in crate::rules) fn check(context: &HubContext<'_>, emit: &mut Emitter<'_>) {
    if let Some(score) = context.score {
        in_range(score, emit);
    }
    let Some(instrument) = context.instrument else { return };
    let Some(response) = context.response else {
        if let Err(error) = instrument.check() {
            tell(&HubResponseError::Instrument(error), emit);
        }
        return;
    };
    match (instrument.score(response), context.score) {
        (Err(error), _) => tell(&error, emit),
        (Ok(computed), Some(stated)) => compare(&computed, stated, emit),
        (Ok(_), None) => {}
    }
}

fn in_range(score: &HubScore, emit: &mut Emitter<'_>) {
    let mut parts = vec![("claimed".to_owned(), Some(score.claimed)), ("verified".to_owned(), score.verified)];
    for aspect in &score.aspects {
        parts.push((format!("{}, claimed", aspect.code), Some(aspect.claimed)));
        parts.push((format!("{}, verified", aspect.code), aspect.verified));
    }
    let mut fits = true;
    for (part, value) in parts.into_iter().filter_map(|(part, value)| Some((part, value?))) {
        if !(0.0..=10.0 + 1e-9).contains(&value) {
            fits = false;
            emit.report("range").column("score").value(value.to_string()).param("part", part);
        }
    }
    let meant = HubPredicate::of(score.verified.unwrap_or(score.claimed));
    if fits && score.predicate != meant {
        emit.report("predicate").column("score").value(score.predicate.label()).suggestion(meant.label());
    }
}

fn compare(computed: &HubScore, stated: &HubScore, emit: &mut Emitter<'_>) {
    let rounded = |value: f64| format!("{value:.2}");
    if (computed.claimed - stated.claimed).abs() > ROUNDING {
        emit.report("replaced").column("score").value(stated.claimed.to_string()).param("computed", rounded(computed.claimed));
    }
    let equal = match (computed.verified, stated.verified) {
        (Some(a), Some(b)) => (a - b).abs() <= ROUNDING,
        (a, b) => a.is_none() == b.is_none(),
    };
    if !equal {
        let shown = stated.verified.map_or_else(|| "-".to_owned(), |value| value.to_string());
        let draft = emit.report("verified").column("score").value(shown);
        draft.param("computed", computed.verified.map_or_else(|| "-".to_owned(), rounded));
    }
}

fn tell(error: &HubResponseError, emit: &mut Emitter<'_>) {
    let mut report = |slug: &str, column: &'static str, value: &str| _ = emit.report(slug).column(column).value(value);
    match error {
        HubResponseError::Instrument(error) => match error {
            HubInstrumentError::Weights { what, sum } => {
                emit.report("weights").column("instrument").value(what).param("sum", (sum * 1e6).round() / 1e6);
            }
            HubInstrumentError::NoNumber { what } => report("no_number", "instrument", what),
            HubInstrumentError::RepeatedQuestion { question } => report("repeated_question", "instrument", question),
            HubInstrumentError::NoPoints { question } => report("no_points", "instrument", question),
        },
        HubResponseError::OtherInstrument { given, wanted } => {
            emit.report("other_instrument").column("response").value(given).param("wanted", wanted);
        }
        HubResponseError::UnknownQuestion { question } => report("unknown_question", "response", question),
        HubResponseError::UnknownOption { question, option } => {
            emit.report("unknown_option").column("response").value(option).param("question", question);
        }
        HubResponseError::SeveralAnswers { question } => report("several_answers", "response", question),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Hub, HubAnswer, HubInstrument, HubRecord, HubResponse, HubVerification, OrganisationRef};
    use crate::rules::testing::found_in_hub;

    fn hub() -> HubRecord {
        let option = |id: &str, score: f64| serde_json::json!({ "id": id, "text": id, "score": score });
        let question = |id: &str| serde_json::json!({ "id": id, "text": id, "weight": 1.0, "options": [option("a", 0.0), option("b", 4.0), option("c", 2.0)] });
        let instrument: HubInstrument = serde_json::from_value(serde_json::json!({ "id": "2025", "aspects": [
            { "code": "perencanaan", "weight": 0.4, "questions": [question("1")] },
            { "code": "evaluasi", "weight": 0.6, "questions": [question("2")] },
        ] }))
        .unwrap();
        let mut answers = vec![HubAnswer::new("1", &["b"]), HubAnswer::new("2", &["b"])];
        for answer in &mut answers {
            answer.verification = HubVerification::Verified;
        }
        answers[1].corrected = Some(vec!["c".into()]);
        let response = HubResponse { instrument: "2025".into(), answers, ..HubResponse::default() };
        let score = instrument.score(&response).unwrap();
        HubRecord {
            instrument: Some(instrument),
            response: Some(response),
            score: Some(score),
            ..HubRecord::new(Hub::new(OrganisationRef::of_code("pemda:35")))
        }
    }

    fn with(change: impl FnOnce(&mut HubRecord)) -> Vec<String> {
        let mut hub = hub();
        change(&mut hub);
        found_in_hub("HUB-02", hub)
    }

    #[test]
    fn instruments_and_answers_that_do_not_fit_are_told() {
        let weights = with(|hub| hub.instrument.as_mut().unwrap().aspects[0].weight = 0.5);
        assert_eq!(weights, ["weights | instrument | aspects"]);
        let alone = with(|hub| {
            hub.response = None;
            hub.instrument.as_mut().unwrap().aspects[1].questions[0].weight = 0.5;
        });
        assert_eq!(alone, ["weights | instrument | evaluasi"]);
        let answers = |change: fn(&mut Vec<HubAnswer>)| with(|hub| change(&mut hub.response.as_mut().unwrap().answers));
        assert_eq!(answers(|all| all.push(HubAnswer::new("9", &["a"]))), ["unknown_question | response | 9"]);
        assert_eq!(answers(|all| all[0].chosen = vec!["z".into()]), ["unknown_option | response | z"]);
        assert_eq!(answers(|all| all.push(HubAnswer::new("1", &["a"]))), ["several_answers | response | 1"]);
        assert_eq!(with(|hub| hub.response.as_mut().unwrap().instrument = "2026".into()), ["other_instrument | response | 2026"]);
    }

    #[test]
    fn scores_out_of_range_and_wrong_predicates_are_told() {
        let score = |change: fn(&mut HubScore)| {
            with(|hub| {
                (hub.instrument, hub.response) = (None, None);
                change(hub.score.as_mut().unwrap());
            })
        };
        assert_eq!(score(|score| score.claimed = 12.0), ["range | score | 12"]);
        assert_eq!(score(|score| score.verified = Some(-1.0)), ["range | score | -1"]);
        assert_eq!(score(|score| score.predicate = HubPredicate::NeedsImprovement), ["predicate | score | Perlu Perbaikan | Cukup"]);
    }

    #[test]
    fn the_verified_score_stands_beside_the_claimed_one() {
        let replaced = with(|hub| {
            let score = hub.score.as_mut().unwrap();
            score.claimed = 7.0;
        });
        assert_eq!(replaced, ["replaced | score | 7"]);
        let lost = with(|hub| {
            let score = hub.score.as_mut().unwrap();
            (score.verified, score.predicate) = (None, HubPredicate::Good);
        });
        assert_eq!(lost, ["verified | score | -"]);
    }

    #[test]
    fn sound_measures_and_hubs_without_one_are_fine() {
        assert!(with(|_| {}).is_empty());
        assert!(with(|hub| hub.score = None).is_empty());
        assert!(with(|hub| (hub.instrument, hub.response, hub.score) = (None, None, None)).is_empty());
    }
}
