//! Numbers for each document, kept from question to question so that none allocates as many as there are documents.

use std::sync::Mutex;

/// Scratches not in use.
#[derive(Debug, Default)]
pub(in crate::search) struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    pub(super) fn take(&self, documents: usize) -> Scratch {
        let kept = self.0.lock().ok().and_then(|mut kept| kept.pop());
        kept.filter(|scratch| scratch.cells.len() == documents).unwrap_or_else(|| Scratch::new(documents))
    }

    pub(super) fn give(&self, mut scratch: Scratch) {
        scratch.clear();
        if let Ok(mut kept) = self.0.lock() {
            kept.push(scratch);
        }
    }
}

/// The numbers of one document. One place in memory, so that a document costs one access.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// Weighted frequency of the lemma, and of the exact word, of the form being counted.
    lemma: f32,
    exact: f32,
    /// Best form of the term being scored.
    term: f32,
    /// Sum over the terms.
    total: f32,
    /// Weight of the terms answered.
    answered: f32,
}

#[derive(Debug)]
pub(super) struct Scratch {
    cells: Vec<Cell>,
    counted: Vec<u32>,
    raised: Vec<u32>,
    touched: Vec<u32>,
}

impl Scratch {
    fn new(documents: usize) -> Self {
        Self { cells: vec![Cell::default(); documents], counted: Vec::new(), raised: Vec::new(), touched: Vec::new() }
    }

    /// Adds to the frequency of the form being counted.
    #[inline]
    pub(super) fn count(&mut self, document: u32, frequency: f32, exact: bool) {
        let Some(cell) = self.cells.get_mut(document as usize) else { return };
        if cell.lemma == 0.0 {
            self.counted.push(document);
        }
        cell.lemma += frequency;
        if exact {
            cell.exact += frequency;
        }
    }

    /// Documents that the form being counted occurs in.
    pub(super) fn counted(&self) -> usize {
        self.counted.len()
    }

    /// The frequency of the form being counted.
    pub(super) fn counted_of(&self, document: u32) -> f32 {
        self.cells.get(document as usize).map_or(0.0, |cell| cell.lemma)
    }

    /// Ends a form: every document counted scores for the term. Returns the best score.
    pub(super) fn close_counts(&mut self, score: impl Fn(f32, f32) -> f32) -> f32 {
        let mut best = 0f32;
        for document in self.counted.drain(..) {
            let Some(cell) = self.cells.get_mut(document as usize) else { continue };
            let score = score(cell.lemma, cell.exact);
            (cell.lemma, cell.exact) = (0.0, 0.0);
            best = best.max(score);
            if cell.term == 0.0 {
                self.raised.push(document);
            }
            cell.term = cell.term.max(score);
        }
        best
    }

    /// Ends a form: the documents counted with their scores, in no order.
    pub(super) fn drain_counts(&mut self, score: impl Fn(f32) -> f32) -> Vec<(u32, f32)> {
        let mut found = Vec::with_capacity(self.counted.len());
        for document in self.counted.drain(..) {
            let Some(cell) = self.cells.get_mut(document as usize) else { continue };
            found.push((document, score(cell.lemma)));
            (cell.lemma, cell.exact) = (0.0, 0.0);
        }
        found
    }

    /// Ends a form that scores nothing by itself.
    pub(super) fn clear_counts(&mut self) {
        for document in self.counted.drain(..) {
            if let Some(cell) = self.cells.get_mut(document as usize) {
                (cell.lemma, cell.exact) = (0.0, 0.0);
            }
        }
    }

    /// Raises the score of the term to this at least.
    #[inline]
    pub(super) fn raise(&mut self, document: u32, score: f32) {
        let Some(cell) = self.cells.get_mut(document as usize) else { return };
        if cell.term == 0.0 {
            self.raised.push(document);
        }
        cell.term = cell.term.max(score);
    }

    /// Ends a term: its scores are added up, its weight is answered.
    pub(super) fn close_term(&mut self, weight: f32) {
        for document in self.raised.drain(..) {
            let Some(cell) = self.cells.get_mut(document as usize) else { continue };
            if cell.total == 0.0 {
                self.touched.push(document);
            }
            cell.total += cell.term;
            cell.answered += weight;
            cell.term = 0.0;
        }
    }

    /// Documents that answer a term.
    pub(super) fn touched(&self) -> &[u32] {
        &self.touched
    }

    /// The sum over the terms, and the weight answered.
    pub(super) fn total(&self, document: u32) -> (f32, f32) {
        self.cells.get(document as usize).map_or((0.0, 0.0), |cell| (cell.total, cell.answered))
    }

    fn clear(&mut self) {
        self.clear_counts();
        for document in self.raised.drain(..).chain(self.touched.drain(..)) {
            if let Some(cell) = self.cells.get_mut(document as usize) {
                *cell = Cell::default();
            }
        }
    }
}
