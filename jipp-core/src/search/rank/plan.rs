//! What is walked along for a question: lists, and what their words are worth.

use super::{RECOGNISED, Ranking, idf, saturated};
use crate::search::fields::{ALL_FIELDS, FIELDS};
use crate::search::query::{Form, QueryTerm};
use crate::search::request::MatchForm;
use crate::search::words::{Cursor, Lemma, List, Words};

use super::window::{WINDOW, Window};

/// A term ready to be scored.
pub(super) struct PlannedTerm<'a> {
    forms: Vec<PlannedForm<'a>>,
    fields: u8,
    /// Best score of a document.
    best: f32,
    /// Whether a form was left out.
    cut: bool,
}

struct PlannedForm<'a> {
    lookup: Lookup<'a>,
    /// Entries of its lists.
    entries: usize,
    /// What the term weighs if this form is found.
    weight: f32,
    found: bool,
}

enum Lookup<'a> {
    /// A mark: a document has it or not.
    Mark { walk: Cursor<'a>, score: f32 },
    /// One word.
    Word { walk: Cursor<'a>, scale: f32 },
    /// The words of a lemma; whether each is the word as asked.
    Lemma { walks: Vec<(Cursor<'a>, bool)>, lemma: f32, exact: f32 },
    /// Several lemmas, rarest first, with what each is worth; a document must have all.
    Lemmas { parts: Vec<(Vec<Cursor<'a>>, f32)>, share: f32 },
}

impl<'a> PlannedTerm<'a> {
    pub(super) fn new(term: &QueryTerm, words: &'a Words, ranking: &Ranking) -> Self {
        let n = words.len();
        let floor = if term.place { idf((n as f32 * RECOGNISED) as usize, n) } else { 0.0 };
        let forms = term.forms.iter().filter_map(|form| PlannedForm::new(form, form.weight * term.weight, floor, words, ranking));
        Self { forms: forms.collect(), fields: term.fields, best: 0.0, cut: false }
    }

    /// A lemma alone, with this share of its worth.
    pub(super) fn of_lemma(lemma: &str, share: f32, words: &'a Words, ranking: &Ranking) -> Self {
        let form = Form { lemmas: vec![lemma.to_owned()], exact: None, weight: 1.0, how: MatchForm::Lemma };
        Self { forms: PlannedForm::new(&form, share, 0.0, words, ranking).into_iter().collect(), fields: ALL_FIELDS, best: 0.0, cut: false }
    }

    /// What it weighs: the most that a form which is found weighs.
    pub(super) fn weight(&self) -> f32 {
        self.forms.iter().filter(|form| form.found).fold(0.0, |weight, form| weight.max(form.weight))
    }

    /// Entries of the lists of its forms.
    pub(super) fn entries(&self) -> usize {
        self.forms.iter().map(|form| form.entries).fold(0, usize::saturating_add)
    }

    /// Entries of its form with the fewest.
    #[cfg(test)]
    pub(super) fn shortest(&self) -> Option<usize> {
        self.forms.iter().map(|form| form.entries).min()
    }

    /// Whether it is not asked, because its lists are too long beside the others.
    pub(super) fn passed_over(&self) -> bool {
        self.cut && self.forms.is_empty()
    }

    /// Whether every document that has one of its words answers it: it is asked in all fields and with all its forms.
    pub(super) fn asks_everywhere(&self) -> bool {
        self.fields == ALL_FIELDS && !self.cut
    }

    /// The best score that a document has.
    pub(super) fn best(&self) -> f32 {
        self.best
    }
}

/// Leaves out the forms with the longest lists, so that no more than `most` entries are read; the shortest always stays. Gives whether one
/// is left out. Words in that many records tell the least.
pub(super) fn bound(terms: &mut [PlannedTerm<'_>], most: usize) -> bool {
    if terms.iter().map(PlannedTerm::entries).fold(0, usize::saturating_add) <= most {
        return false;
    }
    let each = terms.iter().enumerate().flat_map(|(term, own)| own.forms.iter().enumerate().map(move |(form, f)| (f.entries, term, form)));
    let mut order: Vec<(usize, usize, usize)> = each.collect();
    order.sort_unstable();
    let mut read = 0usize;
    let kept = order.iter().take_while(|(entries, ..)| {
        read = read.saturating_add(*entries);
        read <= most
    });
    let kept = kept.count().max(1);
    let mut left_out = order.split_off(kept);
    // the last forms of each term first, so that numbers stay true
    left_out.sort_unstable_by_key(|(_, term, form)| std::cmp::Reverse((*term, *form)));
    for (_, term, form) in &left_out {
        if let Some(term) = terms.get_mut(*term) {
            term.forms.remove(*form);
            term.cut = true;
        }
    }
    !left_out.is_empty()
}

impl<'a> PlannedForm<'a> {
    fn new(form: &Form, share: f32, floor: f32, words: &'a Words, ranking: &Ranking) -> Option<Self> {
        let (lookup, weight, entries) = if form.how == MatchForm::Place {
            mark(form, share * ranking.settings.recognised, floor, words)?
        } else if let [lemma] = form.lemmas.as_slice() {
            word(lemma, form.exact.as_deref(), share, floor, words, ranking)?
        } else {
            lemmas(form, share, words, ranking)?
        };
        Some(Self { lookup, entries, weight: weight.max(floor) * share, found: false })
    }
}

fn mark<'a>(form: &Form, share: f32, floor: f32, words: &'a Words) -> Option<(Lookup<'a>, f32, usize)> {
    let list = words.list(form.lemmas.first()?)?;
    let idf = idf(list.documents as usize, words.len()).max(floor);
    Some((Lookup::Mark { walk: words.cursor(list), score: share * idf }, idf, list.documents as usize))
}

/// A lemma, and the word as asked on top.
fn word<'a>(
    lemma: &str,
    exact: Option<&str>,
    share: f32,
    floor: f32,
    words: &'a Words,
    ranking: &Ranking,
) -> Option<(Lookup<'a>, f32, usize)> {
    let n = words.len();
    let own = exact.and_then(|exact| words.list(exact));
    let Lemma { mut documents, mut lists } = words.lemma(lemma);
    // a word whose lemma was decided otherwise when it was indexed
    if let Some(own) = own
        && !lists.contains(&own)
    {
        lists.push(own);
        documents = documents.saturating_add(own.documents).min(n as u32);
    }
    let worth = idf(documents as usize, n).max(floor);
    let lookup = match lists.as_slice() {
        [] => return None,
        // one word has this lemma: one walk along one list
        [only] => {
            let both = if own.is_some() { 1.0 + ranking.settings.exact } else { 1.0 };
            Lookup::Word { walk: words.cursor(*only), scale: share * both * worth }
        }
        several => Lookup::Lemma {
            walks: several.iter().map(|list| (words.cursor(*list), own == Some(*list))).collect(),
            lemma: share * worth,
            exact: own.map_or(0.0, |own| share * idf(own.documents as usize, n).max(floor) * ranking.settings.exact),
        },
    };
    Some((lookup, worth, entries(&lists)))
}

/// Several lemmas, which must all occur; their mean counts.
fn lemmas<'a>(form: &Form, share: f32, words: &'a Words, ranking: &Ranking) -> Option<(Lookup<'a>, f32, usize)> {
    let mut lemmas: Vec<Lemma> = form.lemmas.iter().map(|lemma| words.lemma(lemma)).collect();
    if lemmas.is_empty() || lemmas.iter().any(|lemma| lemma.documents == 0) {
        return None;
    }
    lemmas.sort_by_key(|lemma| lemma.documents);
    let several = lemmas.len() as f32;
    let worth = |lemma: &Lemma| idf(lemma.documents as usize, words.len()) / several;
    let weight = lemmas.iter().map(worth).sum();
    let parts = lemmas.iter().map(|lemma| (lemma.lists.iter().map(|list| words.cursor(*list)).collect(), worth(lemma))).collect();
    let read = lemmas.iter().map(|lemma| entries(&lemma.lists)).fold(0, usize::saturating_add);
    Some((Lookup::Lemmas { parts, share: share * (1.0 + ranking.settings.exact) }, weight, read))
}

fn entries(lists: &[List]) -> usize {
    lists.iter().map(|list| list.documents as usize).fold(0, usize::saturating_add)
}

/// Scores the terms, of each the best form for each document; calls `visit` with every document that answers one, in order: its sum
/// and the bits of the terms it answers.
pub(super) fn walk(
    terms: &mut [PlannedTerm<'_>],
    words: &Words,
    ranking: &Ranking,
    window: &mut Window,
    mut visit: impl FnMut(u32, f32, u32),
) {
    let mut tables = ranking.tables.iter();
    // INVARIANT: there is a table for each field
    let columns = words.lengths().map(|codes| (codes, tables.next().unwrap_or(&NOTHING)));
    let scoring = Scoring { columns, k1: ranking.settings.k1 };
    let count = words.len() as u32;
    let mut base = 0u32;
    while base < count {
        let limit = base.saturating_add(WINDOW as u32).min(count);
        window.begin(base);
        for (number, term) in terms.iter_mut().enumerate() {
            window.begin_term(number);
            if let [form] = term.forms.as_mut_slice() {
                form.found |= scoring.only_form(&mut form.lookup, limit, term.fields, window);
            } else {
                for form in &mut term.forms {
                    form.found |= scoring.form(&mut form.lookup, limit, term.fields, window);
                }
            }
            term.best = term.best.max(window.close_term());
        }
        window.close(&mut visit);
        base = limit;
    }
}

/// What an occurrence is worth in a field that counts nothing.
static NOTHING: [f32; 256] = [0.0; 256];

/// The numbers that scoring asks: of each field its length in every document, as a code, and what an occurrence is worth by this code.
struct Scoring<'a> {
    columns: [(&'a [u8], &'a [f32; 256]); FIELDS.len()],
    k1: f32,
}

impl Scoring<'_> {
    /// The weight of one occurrence.
    #[inline]
    fn weight(&self, document: u32, field: usize) -> f32 {
        let Some((codes, table)) = self.columns.get(field) else { return 0.0 };
        let code = codes.get(document as usize).copied().unwrap_or_default();
        table.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// Calls `visit` with every document before `limit` and the weighted frequency in these fields.
    #[inline]
    fn each(&self, walk: &mut Cursor<'_>, limit: u32, fields: u8, visit: impl FnMut(u32, f32)) {
        walk.weigh_before(limit, fields, |document, field| self.weight(document, field), visit);
    }

    fn count(&self, walks: &mut [(Cursor<'_>, bool)], limit: u32, fields: u8, window: &mut Window) {
        for (walk, own) in walks {
            if *own {
                self.each(walk, limit, fields, |document, frequency| window.count_exact(document, frequency));
            } else {
                self.each(walk, limit, fields, |document, frequency| window.count(document, frequency));
            }
        }
    }

    #[inline]
    fn of_lemma(&self, lemma: f32, exact: f32) -> impl Fn(f32, f32) -> f32 {
        let k1 = self.k1;
        move |in_all, as_asked| lemma * saturated(in_all, k1) + if as_asked > 0.0 { exact * saturated(as_asked, k1) } else { 0.0 }
    }

    /// Scores the only form of a term in one window: nothing is compared. Gives whether it is found there.
    fn only_form(&self, lookup: &mut Lookup<'_>, limit: u32, fields: u8, window: &mut Window) -> bool {
        match lookup {
            Lookup::Word { walk, scale } => {
                let mut found = false;
                self.each(walk, limit, fields, |document, frequency| {
                    found = true;
                    window.answer(document, *scale * saturated(frequency, self.k1));
                });
                found
            }
            Lookup::Lemma { walks, lemma, exact } => {
                self.count(walks, limit, fields, window);
                window.answer_word(self.of_lemma(*lemma, *exact))
            }
            Lookup::Mark { .. } | Lookup::Lemmas { .. } => self.form(lookup, limit, fields, window),
        }
    }

    /// Scores one form of several in one window; gives whether it is found there.
    fn form(&self, lookup: &mut Lookup<'_>, limit: u32, fields: u8, window: &mut Window) -> bool {
        match lookup {
            Lookup::Mark { walk, score } => {
                let mut found = false;
                walk.each_before(limit, |document, _| {
                    found = true;
                    window.raise(document, *score);
                });
                found
            }
            Lookup::Word { walk, scale } => {
                let mut found = false;
                self.each(walk, limit, fields, |document, frequency| {
                    found = true;
                    window.raise(document, *scale * saturated(frequency, self.k1));
                });
                found
            }
            Lookup::Lemma { walks, lemma, exact } => {
                self.count(walks, limit, fields, window);
                window.close_word(self.of_lemma(*lemma, *exact))
            }
            Lookup::Lemmas { parts, share } => {
                for (number, (walks, worth)) in parts.iter_mut().enumerate() {
                    for walk in walks.iter_mut() {
                        self.each(walk, limit, fields, |document, frequency| window.count(document, frequency));
                    }
                    if !window.close_part(number == 0, |frequency| *worth * saturated(frequency, self.k1)) {
                        // the others fall behind and catch up in the next window
                        return false;
                    }
                }
                window.close_parts(*share)
            }
        }
    }
}
