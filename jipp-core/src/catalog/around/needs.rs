//! Which innovations answer what people need, and which needs does none answer?

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalog::read::Catalog;
use crate::search::{Hit, SearchRequest};
use crate::text::lexicon::is_stop_word;
use crate::text::{PersonalData, redact, tokenize};

/// What the directory has for a need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedAnswer {
    /// Row of the file, or 0.
    pub row: u64,
    /// The need, without personal data.
    pub text: String,
    /// Share of the weight of its words that the best innovation has; a rare word weighs more than a common one.
    pub coverage: f64,
    /// Whether something answers it.
    pub met: bool,
    /// Innovations, best first.
    pub hits: Vec<Hit>,
}

/// Needs alike that nothing answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmetNeed {
    /// Words that most of them share.
    pub topic: Vec<String>,
    /// Their rows.
    pub rows: Vec<u64>,
}

/// What a list of needs comes to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedsReport {
    /// Each need.
    pub needs: Vec<NeedAnswer>,
    /// Needs that nothing answers, in groups, the largest first.
    pub unmet: Vec<UnmetNeed>,
    /// Texts from which personal data was removed.
    pub redacted: usize,
}

/// A need is met if the best innovation has at least this share of the weight of its words; a rare word weighs more than a common one. Our
/// own choice, not measured on complaints.
const MET: f64 = 0.6;
/// Needs with this share of common words, by weight, are one topic.
const ALIKE: f64 = 0.3;

impl Catalog {
    /// What the directory has for these needs (complaints, wishes). Personal data is removed before anything else.
    pub fn needs(&self, needs: &[(u64, String)], limit: usize) -> Result<NeedsReport, crate::Error> {
        let index = self.search_index()?;
        let mut report = NeedsReport { needs: Vec::new(), unmet: Vec::new(), redacted: 0 };
        let mut unmet: Vec<(u64, Weights)> = Vec::new();
        for (row, text) in needs {
            let clean = redact(text);
            report.redacted += usize::from(clean.is_some());
            let text = clean.unwrap_or_else(|| text.clone());
            let told = without_marks(&text);
            let words: Weights = tokenize(&told)
                .into_iter()
                .filter(|token| token.lemma.chars().count() > 2 && !is_stop_word(&token.exact))
                .map(|token| (token.lemma.clone(), index.weight(&token.lemma)))
                .collect();
            let request = SearchRequest { query: told, limit: limit.max(1), explain: true, ..SearchRequest::default() };
            let hits = index.search(&request)?.hits;
            let asked = hits.iter().take(1).flat_map(|hit| &hit.why).flat_map(|why| tokenize(&why.asked));
            let answered: BTreeSet<String> = asked.map(|token| token.lemma).collect();
            let part: f64 = words.iter().filter(|(word, _)| answered.contains(*word)).map(|(_, weight)| weight).sum();
            let coverage = (part / words.values().sum::<f64>().max(f64::MIN_POSITIVE) * 100.0).round() / 100.0;
            let met = coverage >= MET;
            if !met && !words.is_empty() {
                unmet.push((*row, words));
            }
            report.needs.push(NeedAnswer { row: *row, text, coverage, met, hits });
        }
        report.unmet = topics(unmet);
        Ok(report)
    }
}

/// Words of a need, each with how much it tells.
type Weights = BTreeMap<String, f64>;

/// A text without the marks that stand where personal data was.
fn without_marks(text: &str) -> String {
    PersonalData::ALL.map(PersonalData::mask).iter().fold(text.to_owned(), |text, mark| text.replace(mark, " "))
}

/// Groups needs by the words they share, each with the first group that is near enough; a rare word counts more than a common one.
fn topics(needs: Vec<(u64, Weights)>) -> Vec<UnmetNeed> {
    let mut groups: Vec<(Vec<u64>, Weights, Weights)> = Vec::new();
    for (row, words) in needs {
        let near = |leader: &Weights| {
            let shared: f64 = leader.iter().filter(|(word, _)| words.contains_key(*word)).map(|(_, weight)| weight).sum();
            let all = leader.values().sum::<f64>() + words.values().sum::<f64>() - shared;
            shared / all.max(f64::MIN_POSITIVE)
        };
        let best = groups
            .iter()
            .enumerate()
            .map(|(at, (_, _, leader))| (near(leader), at))
            .filter(|(share, _)| *share >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let counted = |sums: &mut Weights| words.iter().for_each(|(word, weight)| *sums.entry(word.clone()).or_default() += weight);
        if let Some((rows, sums, _)) = best.and_then(|(_, at)| groups.get_mut(at)) {
            rows.push(row);
            counted(sums);
        } else {
            let mut sums = Weights::new();
            counted(&mut sums);
            groups.push((vec![row], sums, words));
        }
    }
    let mut unmet: Vec<UnmetNeed> = groups
        .into_iter()
        .map(|(rows, sums, _)| {
            let mut topic: Vec<(f64, String)> = sums.into_iter().map(|(word, sum)| (sum, word)).collect();
            topic.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            UnmetNeed { topic: topic.into_iter().take(5).map(|(_, word)| word).collect(), rows }
        })
        .collect();
    unmet.sort_by(|a, b| b.rows.len().cmp(&a.rows.len()).then_with(|| a.rows.cmp(&b.rows)));
    unmet
}
