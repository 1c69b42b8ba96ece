//! Which two names does a title give, and which further ones?

use super::marks::{closing_of, strip};
use super::short::{is_derived, looks_short, short_rank};
use crate::text::key;

/// Whether one of the words stands in a title, or the title must be looked at more closely: most titles have none of them.
fn may_hold(title: &str, words: &[&str]) -> bool {
    let is_one = |word: &str| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    !title.is_ascii() || title.split(' ').any(|word| is_one(word.trim_start_matches('(')))
}

pub(super) fn split_alias(title: &str) -> (String, Vec<String>) {
    let lower = if may_hold(title, &["alias", "atau"]) { title.to_lowercase() } else { String::new() };
    for marker in [" alias ", " atau lebih dikenal dengan ", " (alias "] {
        if let Some(at) = lower.find(marker)
            && let (Some(head), Some(tail)) = (title.get(..at), title.get(at + marker.len()..))
        {
            let tail = strip(tail.trim_end_matches(')'));
            if !head.trim().is_empty() && !tail.is_empty() {
                return (strip(head), vec![tail]);
            }
        }
    }
    if let Some((head, tail)) = title.split_once(" / ").or_else(|| title.split_once("/  ")).or_else(|| title.split_once(")/ "))
        && tail.split_whitespace().count() >= 2
        && !head.trim().is_empty()
    {
        let head = if head.contains('(') && !head.contains(')') { format!("{head})") } else { head.to_owned() };
        return (strip(&head), vec![strip(tail)]);
    }
    (title.to_owned(), Vec::new())
}

/// `ACR atau expansion`, `ACR, yaitu expansion`, and the other way round.
pub(super) fn connected(title: &str) -> Option<(String, String)> {
    if !may_hold(title, &["yaitu", "yakni", "atau"]) {
        return None;
    }
    let lower = title.to_lowercase();
    if lower.len() != title.len() {
        return None;
    }
    for mark in [", yaitu ", ", yakni ", " yaitu ", " yakni ", " atau "] {
        let Some(at) = lower.find(mark) else { continue };
        let (first, second) = (strip(title.get(..at)?), strip(title.get(at + mark.len()..)?));
        if first.is_empty() || second.is_empty() {
            continue;
        }
        let words = |text: &str| text.split_whitespace().count();
        let apart = words(&first).min(words(&second)) <= 4 && words(&first).abs_diff(words(&second)) >= 2;
        let alike = key(&first).chars().next() == key(&second).chars().next();
        if is_derived(&first, &second) || is_derived(&second, &first) || mark.contains("ya") || apart && (alike || words(&second) <= 3) {
            return Some((first, second));
        }
    }
    None
}

/// `KUPAS BESTIE Kunjungi Dan Pantau Ibu Nifas ...`: capitals, then what they stand for.
pub(super) fn capitals_first(title: &str) -> Option<(String, String)> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let capital = |word: &&&str| word.chars().any(char::is_alphabetic) && word.chars().all(|c| !c.is_lowercase());
    let count = words.iter().take_while(capital).count();
    if count == 0 || count > 4 || words.len() < count + 3 {
        return None;
    }
    let (first, second) = (strip(&words.get(..count)?.join(" ")), strip(&words.get(count..)?.join(" ")));
    // two words in capitals before ordinary ones are a name even where its letters do not come in order
    let alike = count > 1 && words.len() >= count + 4 && key(&first).chars().next() == key(&second).chars().next();
    let ordinary = second.split_whitespace().all(|word| word.chars().any(char::is_lowercase));
    (is_derived(&first, &second) || alike && ordinary).then_some((first, second))
}

/// `A (B)` or `A (B) rest`: the rest goes to the longer part.
pub(super) fn brackets(title: &str) -> Option<(String, String)> {
    let open = title.find(['(', '['])?;
    let close = title.rfind([')', ']']).filter(|close| *close > open).unwrap_or(title.len());
    let outside = title.get(..open)?;
    let inside = strip(title.get(open + 1..close)?);
    let rest = strip(title.get((close + 1).min(title.len())..).unwrap_or_default());
    let outside = strip(outside);
    if inside.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return None;
    }
    if outside.is_empty() {
        return (!rest.is_empty()).then_some((inside, rest));
    }
    if rest.is_empty() {
        return Some((outside, inside));
    }
    // an apposition in the middle is no other name: `POTENSI LOKAL (BELIMBING DEWA) SEBAGAI IKON KOTA`
    if inside.split_whitespace().count() > 1
        && short_rank(&inside) < short_rank(&outside)
        && !is_derived(&inside, &outside)
        && !is_derived(&outside, &inside)
    {
        return None;
    }
    // `SIGoblic (Sistem ISBN Go Public) Menghadang Pandemi`: the short name stands alone, the rest belongs to the long one
    if is_derived(&outside, &inside) || short_rank(&outside) <= short_rank(&inside) {
        Some((outside, format!("{inside} {rest}")))
    } else {
        Some((format!("{outside} {rest}"), inside))
    }
}

/// `ACR: expansion` and `ACR - expansion`, where one side looks like a short name.
pub(super) fn separator(title: &str) -> Option<(String, String)> {
    for mark in [": ", " : ", " - ", " – ", " — ", ":"] {
        if let Some((first, second)) = title.split_once(mark) {
            let (first, second) = (strip(first), strip(second));
            if first.is_empty() || second.is_empty() {
                continue;
            }
            let (short, long) = (first.split_whitespace().count(), second.split_whitespace().count());
            let short_first = short <= 3 && long >= 2;
            let dashed = short <= 2 && long >= 4 && mark.len() > 1 && first.chars().next().is_some_and(char::is_uppercase);
            if is_derived(&first, &second)
                || is_derived(&second, &first)
                || dashed
                || (short_first && (looks_short(&first) || mark.contains(':')))
            {
                return Some((first, second));
            }
        }
    }
    None
}

/// `LAYANAN JEMPUT BOLA “LARASITA”`: the quoted part is the short name.
pub(super) fn quoted(title: &str) -> Option<(String, String)> {
    // a single quote opens only before a word, as in ‘WEEKEND SERVICE’; inside a word it is a letter of its own
    let single = || title.find('‘').filter(|at| *at == 0 || title.get(..*at).is_some_and(|head| head.ends_with(' ')));
    let open = title.find(['“', '"', '„']).or_else(single)?;
    let after = title.get(open..)?;
    let opening = after.chars().next()?;
    let closing = closing_of(opening);
    let inner = after.get(opening.len_utf8()..)?;
    let close = inner.find(closing).unwrap_or(inner.len());
    let short = strip(inner.get(..close)?);
    let head = title.get(..open)?.trim();
    let tail = strip(inner.get(close..)?.trim_start_matches(closing));
    let rest = strip(&format!("{head} {tail}"));
    (!short.is_empty() && !rest.is_empty()).then_some((short, rest))
}
