//! Numbers for the documents of one window.
//!
//! Documents are scored a few thousand at a time, all terms for one window before the next (Lucene scores disjunctions so too), so
//! that the numbers stay in the nearest memory however large the index is, and come out in the order of the documents.

/// Documents of a window.
pub(super) const WINDOW: usize = 2048;
const WORDS: usize = WINDOW / 64;

/// A set of places in the window.
#[derive(Debug, Clone)]
struct Places([u64; WORDS]);

impl Places {
    #[inline]
    fn add(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Takes out every place and calls `visit` with it, in order.
    #[inline]
    fn drain(&mut self, mut visit: impl FnMut(usize)) {
        for (number, word) in self.0.iter_mut().enumerate() {
            let mut bits = std::mem::take(word);
            while bits != 0 {
                visit(number * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }
}

type Column<T> = Box<[T; WINDOW]>;

/// The numbers of each document of the window.
#[derive(Debug)]
pub(super) struct Window {
    /// Its first document.
    base: u32,
    /// Weighted frequency of the lemma, and of the exact word, of the form being counted.
    lemma: Column<f32>,
    exact: Column<f32>,
    /// What a form of several lemmas has come to.
    sum: Column<f32>,
    /// Best form of the term being scored.
    term: Column<f32>,
    /// Sum over the terms, and which of them are answered.
    total: Column<f32>,
    answered: Column<u32>,
    counted: Places,
    alive: Places,
    raised: Places,
    touched: Places,
}

fn at<T: Copy + Default>(column: &[T; WINDOW], place: usize) -> T {
    column.get(place).copied().unwrap_or_default()
}

impl Window {
    pub(super) fn new() -> Self {
        let floats = || Box::new([0f32; WINDOW]);
        let none = Places([0; WORDS]);
        Self {
            base: 0,
            lemma: floats(),
            exact: floats(),
            sum: floats(),
            term: floats(),
            total: floats(),
            answered: Box::new([0; WINDOW]),
            counted: none.clone(),
            alive: none.clone(),
            raised: none.clone(),
            touched: none,
        }
    }

    /// Begins at this document.
    pub(super) fn begin(&mut self, base: u32) {
        self.base = base;
    }

    #[inline]
    fn place(&self, document: u32) -> usize {
        document.wrapping_sub(self.base) as usize
    }

    /// Adds to the frequency of the form being counted.
    #[inline]
    pub(super) fn count(&mut self, document: u32, frequency: f32, exact: bool) {
        let place = self.place(document);
        let Some(lemma) = self.lemma.get_mut(place) else { return };
        *lemma += frequency;
        if exact && let Some(exact) = self.exact.get_mut(place) {
            *exact += frequency;
        }
        self.counted.add(place);
    }

    /// Ends a form of one lemma: every document counted scores for the term. Gives whether there is one.
    pub(super) fn close_word(&mut self, score: impl Fn(f32, f32) -> f32) -> bool {
        let found = !self.counted.is_empty();
        let Self { counted, lemma, exact, term, raised, .. } = self;
        counted.drain(|place| {
            let score = score(at(lemma, place), at(exact, place));
            if let (Some(lemma), Some(exact), Some(term)) = (lemma.get_mut(place), exact.get_mut(place), term.get_mut(place)) {
                (*lemma, *exact) = (0.0, 0.0);
                *term = term.max(score);
            }
            raised.add(place);
        });
        found
    }

    /// Ends one lemma of a form of several: documents that have it and all before it stay alive. Gives whether there is one.
    pub(super) fn close_part(&mut self, first: bool, score: impl Fn(f32) -> f32) -> bool {
        let Self { counted, alive, lemma, sum, .. } = self;
        let before = if first { counted.clone() } else { alive.clone() };
        for ((alive, before), counted) in alive.0.iter_mut().zip(&before.0).zip(&counted.0) {
            *alive = before & counted;
        }
        counted.drain(|place| {
            let score = score(at(lemma, place));
            if let (Some(lemma), Some(sum)) = (lemma.get_mut(place), sum.get_mut(place)) {
                *lemma = 0.0;
                *sum = if first { score } else { *sum + score };
            }
        });
        !alive.is_empty()
    }

    /// Ends a form of several lemmas: documents still alive score for the term. Gives whether there is one.
    pub(super) fn close_parts(&mut self, share: f32) -> bool {
        let found = !self.alive.is_empty();
        let Self { alive, sum, term, raised, .. } = self;
        alive.drain(|place| {
            if let Some(term) = term.get_mut(place) {
                *term = term.max(share * at(sum, place));
            }
            raised.add(place);
        });
        found
    }

    /// Raises the score of the term to this at least.
    #[inline]
    pub(super) fn raise(&mut self, document: u32, score: f32) {
        let place = self.place(document);
        let Some(term) = self.term.get_mut(place) else { return };
        *term = term.max(score);
        self.raised.add(place);
    }

    /// Ends a term: its scores are added up, its bit says where it is answered. Gives its best score.
    pub(super) fn close_term(&mut self, number: usize) -> f32 {
        let bit = 1u32.checked_shl(number as u32).unwrap_or_default();
        let mut best = 0f32;
        let Self { raised, term, total, answered, touched, .. } = self;
        raised.drain(|place| {
            if let (Some(term), Some(total), Some(answered)) = (term.get_mut(place), total.get_mut(place), answered.get_mut(place)) {
                best = best.max(*term);
                *total += *term;
                *answered |= bit;
                *term = 0.0;
            }
            touched.add(place);
        });
        best
    }

    /// Ends the window: calls `visit` with each document that answers a term, its sum, and the bits of the terms it answers.
    pub(super) fn close(&mut self, mut visit: impl FnMut(u32, f32, u32)) {
        let base = self.base;
        let Self { touched, total, answered, .. } = self;
        touched.drain(|place| {
            if let (Some(total), Some(answered)) = (total.get_mut(place), answered.get_mut(place)) {
                visit(base + place as u32, *total, *answered);
                (*total, *answered) = (0.0, 0);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_counts_once_by_its_best_form() {
        let mut window = Window::new();
        window.begin(5000);
        window.count(5001, 1.0, false);
        window.count(5001, 2.0, true);
        window.count(4999, 9.0, false);
        assert!(window.close_word(|lemma, exact| lemma + exact));
        window.raise(5001, 3.0);
        window.raise(5002, 1.0);
        assert_eq!(window.close_term(0), 5.0);
        window.raise(5002, 2.0);
        assert_eq!(window.close_term(1), 2.0);
        let mut found = Vec::new();
        window.close(|document, total, answered| found.push((document, total, answered)));
        assert_eq!(found, [(5001, 5.0, 1), (5002, 3.0, 3)]);
        window.close(|_, _, _| panic!("a window is empty once it is closed"));
    }

    #[test]
    fn all_lemmas_of_a_form_must_be_there() {
        let mut window = Window::new();
        for document in [1, 2, 3] {
            window.count(document, 1.0, false);
        }
        assert!(window.close_part(true, |frequency| frequency));
        for document in [2, 4] {
            window.count(document, 3.0, false);
        }
        assert!(window.close_part(false, |frequency| frequency));
        assert!(window.close_parts(0.5));
        window.close_term(0);
        let mut found = Vec::new();
        window.close(|document, total, _| found.push((document, total)));
        assert_eq!(found, [(2, 2.0)]);
    }
}
