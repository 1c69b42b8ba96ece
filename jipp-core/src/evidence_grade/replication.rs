use super::Outcome;
use super::figures::{EFFECT, text_of};
use super::sentences::{DENIED, INTENDED, any, sentences, words};
use crate::model::{Field, Innovation};
use crate::text::excerpt;

const DONE: &[&str] = &["direplikasi", "diadopsi", "diduplikasi", "replicated", "adopted"];
const SINCE: &[&str] = &["telah", "sudah", "has", "have", "been", "berhasil"];
const BY: &[&str] = &["oleh", "by"];
/// Words of what could be.
const POSSIBLE: &[&str] = &[
    "dapat",
    "bisa",
    "mudah",
    "berpotensi",
    "potensi",
    "siap",
    "layak",
    "perlu",
    "untuk",
    "agar",
    "supaya",
    "mampu",
    "can",
    "may",
    "easily",
    "ready",
    "potential",
    "may",
    "might",
];

/// Whether it is repeated elsewhere.
pub(super) fn look(innovation: &Innovation, recorded: Option<usize>) -> Outcome {
    if let Some(count) = recorded.filter(|count| *count > 0) {
        return Outcome::met(None, format!("{count} replikasi tercatat"), format!("{count} recorded replications"));
    }
    let counter = innovation.statistics.as_ref().and_then(|statistics| statistics.replications);
    if let Some(count) = counter.filter(|count| *count > 0) {
        return Outcome::met(
            Some(Field::Statistics),
            format!("penghitung JIPPNas menyebut {count} replikasi (tidak diperiksa)"),
            format!("the counter of JIPPNas says {count} replications (not checked)"),
        );
    }
    for field in [Field::Adaptability, EFFECT[0], EFFECT[1]] {
        let Some(text) = text_of(innovation, field) else { continue };
        for sentence in sentences(&text) {
            let words = words(&sentence);
            let done = words.iter().enumerate().any(|(at, word)| {
                let before = words.get(at.saturating_sub(3)..at).unwrap_or_default();
                let after = words.get(at + 1..(at + 3).min(words.len())).unwrap_or_default();
                DONE.contains(&word.as_str()) && (any(before, SINCE) || any(after, BY)) && !any(before, POSSIBLE)
            });
            if done && !any(&words, DENIED) && !any(&words, INTENDED) {
                let shown = excerpt(&sentence, 120);
                return Outcome::met(Some(field), format!("menurut teks: `{shown}`"), format!("the text says: `{shown}`"));
            }
        }
    }
    Outcome::unmet(None, "replikasi tidak dinyatakan", "no replication is stated")
}
