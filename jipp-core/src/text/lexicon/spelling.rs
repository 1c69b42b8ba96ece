//! How should a word be spelled?

use std::collections::HashMap;
use std::sync::OnceLock;

const SPELLING: &str = include_str!("../../../data/lexicon/spelling.csv");
const EXCEPTIONS: &str = include_str!("../../../data/lexicon/exceptions.csv");

type Table = HashMap<&'static str, &'static str>;

fn table(file: &'static str) -> Table {
    file.lines().skip(1).filter_map(|line| Some((line.split(',').next()?, line.split(',').nth(1)?))).collect()
}

fn spellings() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(SPELLING))
}

/// The form of the Kamus Besar Bahasa Indonesia (KBBI) for a folded word that official texts also spell otherwise, or that stands for
/// it in messages (`yg`). None if the word is not in the list.
///
/// ```
/// use jipp_core::text::lexicon::spelling;
/// assert_eq!(spelling("ijin"), Some("izin"));
/// assert_eq!(spelling("apotik"), Some("apotek"));
/// assert_eq!(spelling("izin"), None);
/// ```
pub fn spelling(word: &str) -> Option<&'static str> {
    spellings().get(word).copied()
}

/// Every word of the list, variants and standard forms.
pub(in super::super) fn spelling_words() -> impl Iterator<Item = &'static str> {
    let mut words: Vec<&str> = spellings().iter().flat_map(|(variant, standard)| [*variant, *standard]).collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter()
}

/// The lemma of a word whose lemma no rule finds.
pub(in super::super) fn exception(word: &str) -> Option<&'static str> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(EXCEPTIONS)).get(word).copied()
}
