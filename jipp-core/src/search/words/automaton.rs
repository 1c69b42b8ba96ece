//! Words near a word, and words that begin with it.

use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy_fst::Automaton;

/// Words within a number of edits; two letters exchanged are one edit.
pub(super) struct Near(DFA);

impl Near {
    pub(super) fn new(word: &str, distance: u8) -> Self {
        static ONE: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
        static TWO: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
        let builder = if distance <= 1 {
            ONE.get_or_init(|| LevenshteinAutomatonBuilder::new(1, true))
        } else {
            TWO.get_or_init(|| LevenshteinAutomatonBuilder::new(2, true))
        };
        Self(builder.build_dfa(word))
    }
}

impl Automaton for Near {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
