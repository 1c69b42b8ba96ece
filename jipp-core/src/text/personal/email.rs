//! Which parts of a text are e-mail addresses, also those that were written to be read by people only?

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter, memmem};

use super::PersonalData;
use super::address::{Address, Addresses, is_one_of};

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

/// Endings of files. Few of them are top-level domains as well, and no mail comes from there.
const FILES: &[&[u8]] = &[
    b"png", b"jpg", b"jpeg", b"gif", b"svg", b"webp", b"bmp", b"ico", b"avif", b"tif", b"tiff", b"js", b"mjs", b"cjs", b"ts", b"tsx",
    b"jsx", b"css", b"scss", b"map", b"json", b"xml", b"yml", b"yaml", b"toml", b"html", b"htm", b"php", b"asp", b"aspx", b"jsp", b"md",
    b"py", b"rs", b"sh", b"txt", b"csv", b"pdf", b"doc", b"docx", b"xls", b"xlsx", b"ppt", b"pptx", b"odt", b"ods", b"zip", b"rar", b"gz",
    b"tgz", b"tar", b"exe", b"apk", b"mp3", b"mp4", b"mov", b"avi", b"webm", b"woff", b"ttf", b"eot", b"wasm",
];

/// Top-level domains of more than two letters from which mail comes; those of two letters are of countries (ISO 3166-1).
const TOP_LEVELS: &[&[u8]] = &[
    b"com", b"org", b"net", b"edu", b"gov", b"mil", b"int", b"info", b"biz", b"name", b"pro", b"app", b"dev", b"site", b"online", b"store",
    b"tech", b"cloud", b"email", b"asia", b"xyz", b"link", b"page", b"blog", b"world", b"live", b"digital", b"agency", b"media",
];

/// Finds e-mail addresses.
pub(super) fn find(text: &str, found: &mut Vec<(Range<usize>, PersonalData)>) {
    let bytes = text.as_bytes();
    let mut addresses = Addresses::default();
    for at in memchr_iter(b'@', bytes) {
        let range = match addresses.at(bytes, at) {
            Some(address) => in_address(text, at..at + 1, address),
            None => plain(text, at).or_else(|| spaced(text, at)),
        };
        found.extend(range.map(|range| (range, PersonalData::Email)));
    }
    let mut addresses = Addresses::default();
    for at in memmem::find_iter(bytes, ENCODED_SIGN) {
        let sign = at..at + ENCODED_SIGN.len();
        let range = match addresses.at(bytes, at) {
            Some(address) => in_address(text, sign, address),
            None => encoded(text, sign),
        };
        found.extend(range.map(|range| (range, PersonalData::Email)));
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

/// The sign as it is written in addresses of the web (RFC 3986, 2.1).
const ENCODED_SIGN: &[u8] = b"%40";

/// `name@domain` around the sign at `at`.
fn plain(text: &str, at: usize) -> Option<Range<usize>> {
    let start = local_before(text, at)?;
    let end = match Domain::after(text, at + 1) {
        Some(domain) => domain.mail_end()?,
        None => mailer_end(text, at + 1)?,
    };
    Some(start..end)
}

/// Names of providers that mean nothing else, so that mail is told by them also where the dot behind is another sign, or missing.
const MAILERS: &[&[u8]] = &[b"gmail", b"googlemail", b"yahoo", b"ymail", b"rocketmail", b"hotmail", b"icloud", b"protonmail"];

/// What is written behind them.
const ENDINGS: &[&[u8]] = &[b"com", b"con", b"co", b"id", b"net"];

/// Where the name of a provider ends with what is written behind it: `gmail,com`, `gmail .com`, `yahoo. co.id`, `gmail`.
fn mailer_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let label =
        |rest: &[u8]| rest.iter().take(LABEL).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    let mut length = label(rest);
    if !is_one_of(rest.get(..length)?, MAILERS) {
        return None;
    }
    // two endings at most: co.id
    for _ in 0..2 {
        let after = rest.get(length..)?;
        let signs = after.iter().take(BLANKS).take_while(|byte| matches!(byte, b' ' | b'.' | b',')).count();
        let ending = label(after.get(signs..)?);
        let parted = after.get(..signs)?.iter().any(|byte| *byte != b' ');
        if !parted || !is_one_of(after.get(signs..signs + ending)?, ENDINGS) {
            break;
        }
        length += signs + ending;
    }
    Some(start + length)
}

/// `name%40domain` around a sign.
fn encoded(text: &str, sign: Range<usize>) -> Option<Range<usize>> {
    let start = unencoded(text, local_before(text, sign.start)?, sign.start)?;
    let domain = Domain::after(text, sign.end).filter(|domain| !domain.is_spelled)?;
    Some(start..domain.mail_end()?)
}

/// The same in an address of the web, where the sign also stands before names of users, versions and places: only a user before the host, and
/// a whole part of the path or value of a parameter with a domain that mail comes from.
fn in_address(text: &str, sign: Range<usize>, address: &Address) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if sign.start < address.host_end {
        return plain(text, sign.start);
    }
    let local = local_before(text, sign.start)?;
    let start = unencoded(text, local, sign.start)?;
    let opens = start > local
        || matches!(
            bytes.get(start.checked_sub(1)?),
            Some(b'/' | b'=' | b':' | b'?' | b'&' | b'#' | b'(' | b'\'' | b'~' | b'[' | b'{' | b'!' | b'*')
        );
    let domain = Domain::after(text, sign.end).filter(|domain| !domain.is_spelled)?;
    let end = domain.mail_end().filter(|_| domain.is_known())?;
    let closes = is_provider(&domain.name)
        || match bytes.get(domain.end..)? {
            [b'.', next, ..] => !next.is_ascii_alphanumeric(),
            [next, ..] => !(next.is_ascii_alphanumeric() || matches!(next, b'-' | b'_' | b'@' | b':' | b'~' | b'=')),
            [] => true,
        };
    (opens && closes).then_some(start..end)
}

/// Where a name begins behind the last encoded sign in it: `%20budi`, but `budi%2Bjipp`.
fn unencoded(text: &str, start: usize, end: usize) -> Option<usize> {
    let local = text.as_bytes().get(start..end)?;
    let is_part = |code: &[u8]| code.eq_ignore_ascii_case(b"2b") || code.eq_ignore_ascii_case(b"2e") || code.eq_ignore_ascii_case(b"5f");
    let mut signs = local.windows(3).enumerate().filter(|(_, code)| match code {
        [b'%', code @ ..] => code.iter().all(u8::is_ascii_hexdigit) && !is_part(code),
        _ => false,
    });
    let start = signs.next_back().map_or(start, |(at, _)| start + at + 3);
    (start < end).then_some(start)
}

/// `name @domain` or `name@ domain`: of a known provider, as handles of social media also follow a blank. None has a blank behind the sign, so
/// that there the domain of an office does as well.
fn spaced(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?.trim_end_matches(' ');
    let after = text.get(at + 1..)?;
    let blanks = after.len() - after.trim_start_matches(' ').len();
    if at - before.len() > BLANKS || blanks > BLANKS {
        return None;
    }
    let domain = Domain::after(text, at + 1 + blanks).filter(|domain| is_provider(&domain.name) || blanks > 0 && domain.is_of_office())?;
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
    Some(local_before(text, trimmed.len())?..domain.mail_end()?)
}

/// Longest address of mail (RFC 5321, 4.5.3.1.3), of which the name is a part.
const LOCAL: usize = 254;

/// Where the name of a mail box begins that ends at `end`.
fn local_before(text: &str, end: usize) -> Option<usize> {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    let length = text.as_bytes().get(..end)?.iter().rev().take(LOCAL).take_while(|byte| is_local(byte)).count();
    (length > 0).then_some(end - length)
}

/// A domain as written.
#[derive(Debug)]
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
            let written = if labels > 0 { without_copy(written) } else { written }.trim_end_matches('-');
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

    /// Whether mail comes from such a domain, endings of a file left aside.
    fn is_known(&self) -> bool {
        let last = self.without_file().rsplit('.').next().unwrap_or_default();
        last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic()) || is_one_of(last.as_bytes(), TOP_LEVELS)
    }

    /// Whether it is one that offices have and handles of social media have not: `contoh.go.id`, `contoh.com`.
    fn is_of_office(&self) -> bool {
        let last = self.name.rsplit('.').next().unwrap_or_default();
        match last {
            "id" => self.name.matches('.').count() > 1,
            _ => is_one_of(last.as_bytes(), TOP_LEVELS),
        }
    }

    /// Where the domain of a mail ends: before the ending of a file (`budi@contoh.id.pdf`); none if it is only a file (`logo@2x.png`) or a
    /// version (`core@7.1.beta`).
    fn mail_end(&self) -> Option<usize> {
        if self.is_spelled {
            return Some(self.end);
        }
        let name = self.without_file();
        let is_version = name.split('.').filter(|label| label.bytes().all(|byte| byte.is_ascii_digit())).count() > 1;
        if is_top_level_file(&self.name) && !name.contains('.') {
            return Some(self.end);
        }
        let is_domain = name.len() == self.name.len() || name.contains('.') && self.is_known();
        (is_domain && !is_version).then(|| self.end - (self.name.len() - name.len()))
    }

    /// The name without endings of files.
    fn without_file(&self) -> &str {
        let mut name = self.name.as_str();
        while let Some((rest, _)) = name.rsplit_once('.').filter(|(_, last)| is_one_of(last.as_bytes(), FILES)) {
            name = rest;
        }
        name
    }
}

/// Endings of files that are top-level domains as well: of countries (ISO 3166-1), and two that anybody may have (IANA root zone).
const TOP_LEVEL_FILES: &[&str] = &["md", "py", "rs", "sh", "zip", "mov"];

/// Whether a domain of two labels, which could be a file, is a domain: `rsud.rs`, but not `2x.rs`.
fn is_top_level_file(name: &str) -> bool {
    let Some((label, last)) = name.rsplit_once('.') else { return false };
    TOP_LEVEL_FILES.contains(&last) && label.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The last label of a domain without the number of a copy behind it: `com-2`.
fn without_copy(label: &str) -> &str {
    match label.split_once('-') {
        Some((last, copy))
            if copy.bytes().all(|byte| byte.is_ascii_digit()) && (last.len() == 2 || is_one_of(last.as_bytes(), TOP_LEVELS)) =>
        {
            last
        }
        _ => label,
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
