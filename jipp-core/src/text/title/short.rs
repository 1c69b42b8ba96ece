//! Which of two names is the short one, and of what is it made?

use crate::text::{fold, key, runs};

/// Whether a short name is made of the name of a place too: its first letters, without the word for its kind.
pub(super) fn holds_place(short: &str, place: Option<&str>) -> bool {
    const LETTERS: usize = 4;
    let name = place.and_then(|place| place.split_once(' ')).map(|(_, name)| key(name)).unwrap_or_default();
    let beginning: String = name.chars().take(LETTERS).collect();
    beginning.chars().count() == LETTERS && key(short).contains(&beginning)
}

/// Lower means more like an acronym: few words, capitals inside.
pub(super) fn short_rank(text: &str) -> usize {
    let words = text.split_whitespace().count();
    words * 4 + text.chars().count() / 6 + usize::from(!looks_short(text)) * 2
}

pub(super) fn looks_short(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    letters > 0 && text.split_whitespace().count() <= 4 && capitals * 2 >= letters
}

/// Whether the letters of `short` can be read off `long` in order, starting at a word's first letter, most of them soon
/// after a word begins: `SADELPOS` from `Samsat Delivery Pos`.
pub(crate) fn is_derived(short: &str, long: &str) -> bool {
    let (short, long) = (key(short), fold(long));
    let (mut words, mut letters) = (0, 0);
    for word in runs(&long) {
        (words, letters) = (words + 1, letters + word.len());
    }
    if short.chars().nth(1).is_none() || words < 2 || short.len() >= letters {
        return false;
    }
    let mut initials_used = 0;
    let mut rest = short.chars().peekable();
    for word in runs(&long) {
        let mut started = false;
        for c in word.chars() {
            if rest.next_if_eq(&c).is_some() {
                if !started {
                    started = true;
                    initials_used += usize::from(word.starts_with(c));
                }
            } else if !started {
                break;
            }
        }
    }
    rest.peek().is_none() && initials_used >= 2
}
