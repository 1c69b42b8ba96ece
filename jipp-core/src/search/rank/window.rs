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
                // the remainder is the place itself; it spares a check at each column
                visit((number * 64 + bits.trailing_zeros() as usize) % WINDOW);
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
    /// Bit of the term being scored, and its best score.
    bit: u32,
    best: f32,
    counted: Places,
    alive: Places,
    raised: Places,
    touched: Places,
}

fn at<T: Copy + Default>(column: &[T; WINDOW], place: usize) -> T {
    column.get(place).copied().unwrap_or_default()
}

/// The bit of a term; none beyond the bits there are.
pub(super) fn bit(number: usize) -> u32 {
    1u32.checked_shl(number as u32).unwrap_or_default()
}

/// Raises a number to another: scores are numbers and nearly always lower, which a comparison knows sooner than `f32::max`.
#[inline]
fn raise(least: &mut f32, to: f32) {
    if to > *least {
        *least = to;
    }
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
            bit: 0,
            best: 0.0,
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

    /// Begins a term.
    pub(super) fn begin_term(&mut self, number: usize) {
        self.bit = bit(number);
        self.best = 0.0;
    }

    /// Adds to the frequency of the form being counted.
    #[inline]
    pub(super) fn count(&mut self, document: u32, frequency: f32) {
        let place = self.place(document);
        let Some(lemma) = self.lemma.get_mut(place) else { return };
        *lemma += frequency;
        self.counted.add(place);
    }

    /// The same of the word as asked.
    #[inline]
    pub(super) fn count_exact(&mut self, document: u32, frequency: f32) {
        let place = self.place(document);
        let (Some(lemma), Some(exact)) = (self.lemma.get_mut(place), self.exact.get_mut(place)) else { return };
        *lemma += frequency;
        *exact += frequency;
        self.counted.add(place);
    }

    /// Answers the term, which has no other form.
    #[inline]
    pub(super) fn answer(&mut self, document: u32, score: f32) {
        let place = self.place(document);
        let (Some(total), Some(answered)) = (self.total.get_mut(place), self.answered.get_mut(place)) else { return };
        raise(&mut self.best, score);
        if score > 0.0 {
            *total += score;
        }
        *answered |= self.bit;
        self.touched.add(place);
    }

    /// Ends a form of one lemma of a term that has no other form: every document counted answers the term. Gives whether there is one.
    pub(super) fn answer_word(&mut self, score: impl Fn(f32, f32) -> f32) -> bool {
        let Self { counted, lemma, exact, total, answered, touched, bit, best, .. } = self;
        let mut found = false;
        for (touched, counted) in touched.0.iter_mut().zip(&counted.0) {
            *touched |= counted;
            found |= *counted != 0;
        }
        counted.drain(|place| {
            let score = score(at(lemma, place), at(exact, place));
            if let (Some(lemma), Some(exact), Some(total), Some(answered)) =
                (lemma.get_mut(place), exact.get_mut(place), total.get_mut(place), answered.get_mut(place))
            {
                (*lemma, *exact) = (0.0, 0.0);
                if score > 0.0 {
                    *total += score;
                }
                *answered |= *bit;
            }
            raise(best, score);
        });
        found
    }

    /// Ends a form of one lemma: every document counted scores for the term. Gives whether there is one.
    pub(super) fn close_word(&mut self, score: impl Fn(f32, f32) -> f32) -> bool {
        let found = !self.counted.is_empty();
        let Self { counted, lemma, exact, term, raised, .. } = self;
        for (raised, counted) in raised.0.iter_mut().zip(&counted.0) {
            *raised |= counted;
        }
        counted.drain(|place| {
            let score = score(at(lemma, place), at(exact, place));
            if let (Some(lemma), Some(exact), Some(term)) = (lemma.get_mut(place), exact.get_mut(place), term.get_mut(place)) {
                (*lemma, *exact) = (0.0, 0.0);
                raise(term, score);
            }
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
                raise(term, share * at(sum, place));
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
        raise(term, score);
        self.raised.add(place);
    }

    /// Ends a term: its scores are added up, its bit says where it is answered. Gives its best score.
    pub(super) fn close_term(&mut self) -> f32 {
        let Self { raised, term, total, answered, touched, bit, best, .. } = self;
        for (touched, raised) in touched.0.iter_mut().zip(&raised.0) {
            *touched |= raised;
        }
        raised.drain(|place| {
            if let (Some(term), Some(total), Some(answered)) = (term.get_mut(place), total.get_mut(place), answered.get_mut(place)) {
                raise(best, *term);
                *total += *term;
                *answered |= *bit;
                *term = 0.0;
            }
        });
        *best
    }

    /// Ends the window: calls `visit` with each document that answers a term, its sum, and the bits of the terms it answers.
    pub(super) fn close(&mut self, visit: &mut impl FnMut(u32, f32, u32)) {
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
        window.begin_term(0);
        window.count(5001, 1.0);
        window.count_exact(5001, 2.0);
        window.count(4999, 9.0);
        assert!(window.close_word(|lemma, exact| lemma + exact));
        window.raise(5001, 3.0);
        window.raise(5002, 1.0);
        assert_eq!(window.close_term(), 5.0);
        window.begin_term(1);
        window.raise(5002, 2.0);
        assert_eq!(window.close_term(), 2.0);
        let mut found = Vec::new();
        window.close(&mut |document, total, answered| found.push((document, total, answered)));
        assert_eq!(found, [(5001, 5.0, 1), (5002, 3.0, 3)]);
        window.close(&mut |_, _, _| panic!("a window is empty once it is closed"));
    }

    #[test]
    fn an_only_form_scores_as_one_of_several() {
        let (mut alone, mut raised) = (Window::new(), Window::new());
        for (number, words) in
            [[(3, 1.0, true), (3, 2.0, false), (9, 0.5, false)], [(9, 4.0, true), (10, 0.0, false), (11, 1.0, true)]].iter().enumerate()
        {
            let score = |lemma: f32, exact: f32| lemma / (1.2 + lemma) + exact;
            for window in [&mut alone, &mut raised] {
                window.begin_term(number);
                for (document, frequency, own) in words {
                    if *own { window.count_exact(*document, *frequency) } else { window.count(*document, *frequency) }
                }
            }
            assert_eq!((alone.answer_word(score), raised.close_word(score)), (true, true));
            assert_eq!(alone.close_term(), raised.close_term());
        }
        alone.begin_term(2);
        raised.begin_term(2);
        alone.answer(2047, 0.25);
        raised.raise(2047, 0.25);
        assert_eq!(alone.close_term(), raised.close_term());
        let (mut one, mut other) = (Vec::new(), Vec::new());
        alone.close(&mut |document, total, answered| one.push((document, total.to_bits(), answered)));
        raised.close(&mut |document, total, answered| other.push((document, total.to_bits(), answered)));
        assert_eq!(one, other);
        assert_eq!(
            one.iter().map(|(document, _, answered)| (*document, *answered)).collect::<Vec<_>>(),
            [(3, 1), (9, 3), (10, 2), (11, 2), (2047, 4)]
        );
    }

    #[test]
    fn all_lemmas_of_a_form_must_be_there() {
        let mut window = Window::new();
        window.begin_term(0);
        for document in [1, 2, 3] {
            window.count(document, 1.0);
        }
        assert!(window.close_part(true, |frequency| frequency));
        for document in [2, 4] {
            window.count(document, 3.0);
        }
        assert!(window.close_part(false, |frequency| frequency));
        assert!(window.close_parts(0.5));
        window.close_term();
        let mut found = Vec::new();
        window.close(&mut |document, total, _| found.push((document, total)));
        assert_eq!(found, [(2, 2.0)]);
    }
}
