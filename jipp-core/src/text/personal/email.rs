//! Which parts of a text are e-mail addresses, also those that were written to be read by people only?

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter, memmem};

use super::PersonalData;

/// Domains of mail that people have as their own.
const PROVIDERS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "yahoo.co.id",
    "ymail.com",
    "rocketmail.com",
    "hotmail.com",
    "hotmail.co.id",
    "outlook.com",
    "outlook.co.id",
    "live.com",
    "icloud.com",
    "mail.com",
    "proton.me",
    "protonmail.com",
];

/// Finds e-mail addresses.
pub(super) fn find(text: &str, found: &mut Vec<(Range<usize>, PersonalData)>) {
    let bytes = text.as_bytes();
    for at in memchr_iter(b'@', bytes) {
        found.extend(plain(text, at).or_else(|| spaced(text, at)).map(|range| (range, PersonalData::Email)));
    }
    for at in memchr3_iter(b'[', b'(', b'{', bytes) {
        found.extend(bracketed(text, at).map(|range| (range, PersonalData::Email)));
    }
    for at in memmem::find_iter(bytes, b" at ") {
        let Some(domain) = Domain::after(text, at + 4) else { continue };
        if domain.is_spelled || is_provider(&domain.name) {
            found.extend(local_before(text, at).map(|start| (start..domain.end, PersonalData::Email)));
        }
    }
}

/// `name@domain` around the sign at `at`.
fn plain(text: &str, at: usize) -> Option<Range<usize>> {
    let start = local_before(text, at)?;
    let domain = Domain::after(text, at + 1).filter(|domain| !domain.is_spelled)?;
    Some(start..domain.end)
}

/// `name @domain` or `name@ domain`: only of a known provider, as handles of social media also follow a blank.
fn spaced(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?.trim_end_matches(' ');
    let after = text.get(at + 1..)?;
    let blanks = after.len() - after.trim_start_matches(' ').len();
    if at - before.len() > BLANKS || blanks > BLANKS {
        return None;
    }
    let domain = Domain::after(text, at + 1 + blanks).filter(|domain| is_provider(&domain.name))?;
    Some(local_before(text, before.len())?..domain.end)
}

/// Most blanks around a sign.
const BLANKS: usize = 2;

/// `name [at] domain`, `name(at)domain` around the bracket at `at`.
fn bracketed(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = text.as_bytes().get(at + 1..at + 4)?;
    if !inner.get(..2)?.eq_ignore_ascii_case(b"at") || !matches!(inner.get(2), Some(b']' | b')' | b'}')) {
        return None;
    }
    let end = at + 4;
    let blanks = text.get(end..)?.bytes().take(BLANKS).take_while(|byte| *byte == b' ').count();
    let domain = Domain::after(text, end + blanks)?;
    let before = text.get(..at)?;
    let trimmed = before.strip_suffix("  ").or_else(|| before.strip_suffix(' ')).unwrap_or(before);
    Some(local_before(text, trimmed.len())?..domain.end)
}

/// Where the name of a mail box begins that ends at `end`.
fn local_before(text: &str, end: usize) -> Option<usize> {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    let length = text.as_bytes().get(..end)?.iter().rev().take_while(|byte| is_local(byte)).count();
    (length > 0).then_some(end - length)
}

/// A domain as written.
struct Domain {
    name: String,
    end: usize,
    /// Whether its dots are words: `gmail[dot]com`.
    is_spelled: bool,
}

impl Domain {
    /// The domain that begins at `start`: two labels at least, the last of letters.
    fn after(text: &str, start: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let (mut at, mut name, mut is_spelled, mut labels) = (start, String::new(), false, 0);
        let (mut end, mut whole) = (start, String::new());
        loop {
            let label = bytes.get(at..)?.iter().take(LABEL).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
            let written = text.get(at..at + label)?;
            let written = written.trim_end_matches('-');
            if written.is_empty() || labels == LABELS {
                break;
            }
            (labels, at) = (labels + 1, at + written.len());
            name.push_str(&written.to_ascii_lowercase());
            if labels > 1 && written.len() > 1 && written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                (end, whole) = (at, name.clone());
            }
            let rest = bytes.get(at..)?;
            let dot = match rest.first() {
                Some(b'.') => 1,
                _ => {
                    SPELLED.iter().find(|dot| rest.get(..dot.len()).is_some_and(|s| s.eq_ignore_ascii_case(dot))).map_or(0, |dot| dot.len())
                }
            };
            if dot == 0 {
                break;
            }
            is_spelled |= dot > 1;
            name.push('.');
            at += dot;
        }
        (!whole.is_empty()).then_some(Self { name: whole, end, is_spelled })
    }
}

/// Longest label of a domain, and most labels.
const LABEL: usize = 63;
const LABELS: usize = 6;

/// A dot in words.
const SPELLED: &[&[u8]] = &[b"[dot]", b"(dot)", b"{dot}", b" [dot] ", b" (dot) ", b" dot ", b"[titik]", b"(titik)"];

/// Whether a domain gives mail boxes to people.
fn is_provider(domain: &str) -> bool {
    PROVIDERS.contains(&domain)
}
