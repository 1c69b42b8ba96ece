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

/// Every variant of the list, in its order.
pub(in super::super) fn spelling_variants() -> impl Iterator<Item = &'static str> {
    SPELLING.lines().skip(1).filter_map(|line| line.split(',').next())
}

/// Words of the table of abbreviations (`pemda`, `posyandu`), which are not taken apart.
pub(in super::super) fn abbreviation_words() -> impl Iterator<Item = String> {
    let words = include_str!("../../../data/abbreviations.csv").lines().skip(1).filter_map(|line| line.split(',').next());
    words.filter(|word| word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_alphabetic())).map(str::to_ascii_lowercase)
}

/// The lemma of a word whose lemma no rule finds.
pub(in super::super) fn exception(word: &str) -> Option<&'static str> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(EXCEPTIONS)).get(word).copied()
}
