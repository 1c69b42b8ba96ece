//! Which signs around a name or a word are no part of it?

use std::borrow::Cow;

use crate::text::fold;

/// Outer quotes, dashes and commas are no part of a name.
pub(super) fn strip(text: &str) -> String {
    const OUTER: &[char] = &['"', '“', '”', '„', '\'', '‘', '’', '-', '–', '—', ',', ';', ':', '.', '*', ' ', '«', '»'];
    text.trim_matches(OUTER).to_owned()
}

/// As [`strip`], but a quote at the beginning that is closed within the title stays: it says what the name is, `“PERISAI” Program Keliling`.
pub(super) fn strip_whole(title: &str) -> String {
    let stripped = strip(title);
    let before = title.split_once(stripped.as_str()).map_or("", |(before, _)| before);
    let Some(opening) = before.chars().next_back() else { return stripped };
    let closing = closing_of(opening);
    let closed = stripped.find(closing).is_some_and(|at| {
        let after = stripped.get(at..).unwrap_or_default().trim_start_matches(closing);
        // what follows a closing quote is no letter: `Jum’at`
        after.starts_with(|c: char| !c.is_alphanumeric())
    });
    if closed { format!("{opening}{stripped}") } else { stripped }
}

/// What closes a quotation that opens so; nothing if it opens none.
pub(super) fn closing_of(opening: char) -> &'static [char] {
    match opening {
        '“' | '"' | '„' => &['”', '"'],
        '‘' => &['’'],
        _ => &[],
    }
}

/// A word folded, without the signs around it.
pub(super) fn bare(word: &str) -> Cow<'_, str> {
    let trimmed = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if !word.is_ascii() {
        return Cow::Owned(trimmed(&fold(word)));
    }
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) }
}
