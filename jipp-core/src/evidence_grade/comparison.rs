use super::Outcome;
use super::figures::{EFFECT, text_of};
use super::sentences::{DENIED, INTENDED, any, phrase, sentences, words};
use crate::model::{Field, Innovation};
use crate::text::excerpt;

const GROUPS: &[&str] = &[
    "kelompok kontrol",
    "kelompok pembanding",
    "kelompok kendali",
    "wilayah pembanding",
    "desa pembanding",
    "sekolah pembanding",
    "puskesmas pembanding",
    "control group",
    "comparison group",
    "uji acak",
    "randomized",
    "randomised",
    "difference in differences",
    "difference-in-differences",
    "beda dalam beda",
];

/// Whether a comparison or control group is named. That it was a good one, nobody can tell from the words.
pub(super) fn look(innovation: &Innovation) -> Outcome {
    for field in [EFFECT[0], EFFECT[1], Field::Adaptability] {
        let Some(text) = text_of(innovation, field) else { continue };
        for sentence in sentences(&text) {
            let words = words(&sentence);
            if GROUPS.iter().any(|group| phrase(&words, group)) && !any(&words, DENIED) && !any(&words, INTENDED) {
                let shown = excerpt(&sentence, 120);
                return Outcome::met(Some(field), format!("`{shown}`"), format!("`{shown}`"));
            }
        }
    }
    Outcome::unmet(None, "kelompok pembanding tidak disebut", "no comparison group is named")
}
