//! Does a place of a text lie in an address of the web, and is that one for calling somebody?

use std::ops::Range;

/// The part of a text between blanks that was looked at last, and the address in it.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    token: Range<usize>,
    address: Option<Address>,
}

/// An address of the web in a text.
#[derive(Debug, Clone)]
pub(super) struct Address {
    range: Range<usize>,
    /// Where its host, with user and port, ends.
    pub(super) host_end: usize,
    /// Whether by it somebody is called.
    pub(super) calls: bool,
}

/// Hosts and schemes of addresses by which somebody is called.
const CALLING_HOSTS: &[&[u8]] =
    &[b"wa.me", b"whatsapp.com", b"api.whatsapp.com", b"web.whatsapp.com", b"chat.whatsapp.com", b"signal.me", b"wa.link"];
const CALLING_SCHEMES: &[&[u8]] = &[b"whatsapp", b"tel", b"sms", b"callto", b"viber", b"tg"];

/// Last labels of hosts that are written without a scheme.
const TOP_LEVELS: &[&[u8]] = &[
    b"com", b"id", b"org", b"net", b"me", b"be", b"gov", b"edu", b"info", b"co", b"ly", b"gl", b"io", b"tv", b"app", b"page", b"link",
    b"site",
];

/// What may stand between two addresses.
fn parts(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b';' | b'|' | b'"' | b'<' | b'>')
}

impl Addresses {
    /// The address in which the byte at `at` lies.
    pub(super) fn at(&mut self, bytes: &[u8], at: usize) -> Option<&Address> {
        if !self.token.contains(&at) {
            self.read(bytes, at);
        }
        self.address.as_ref().filter(|address| address.range.contains(&at))
    }

    /// Reads the token around `at`. Tokens are asked for in the order of the text, so each byte is read once.
    fn read(&mut self, bytes: &[u8], at: usize) {
        let before = bytes.get(..at).unwrap_or_default().iter().rev().take_while(|byte| !parts(**byte)).count();
        let after = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| !parts(**byte)).count();
        self.token = at - before..at + after.max(1);
        let token = bytes.get(self.token.clone()).unwrap_or_default();
        let found = with_scheme(token).or_else(|| document(token)).or_else(|| bare(token));
        self.address = found.map(|address| {
            let moved = |place: usize| self.token.start + place;
            Address { range: moved(address.range.start)..moved(address.range.end), host_end: moved(address.host_end), ..address }
        });
    }
}

/// `scheme://user@host:port/…`. What is glued to a host without a slash is no part of it.
fn with_scheme(token: &[u8]) -> Option<Address> {
    let colon = memchr::memmem::find(token, b"://")?;
    let scheme = token.get(..colon)?;
    let letters = scheme.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let scheme = scheme.get(colon - letters..)?;
    let start = colon + 3;
    let authority = token.get(start..)?.iter().take_while(|byte| !matches!(byte, b'/' | b'?' | b'#')).count();
    // a user stands before the host
    let user = token.get(start..start + authority)?.iter().position(|byte| *byte == b'@').map_or(0, |at| at + 1);
    let host = host(token, start + user);
    let host_end = host.end + port(token.get(host.end..)?);
    let end = if goes_on(token.get(host_end..)?) { token.len() } else { host_end };
    let calls = is_one_of(scheme, CALLING_SCHEMES) || is_one_of(name(token, &host), CALLING_HOSTS);
    Some(Address { range: colon - letters..end, host_end, calls })
}

/// The name of a document as the DOI handbook writes it: `10.`, a registrant of four digits at least, a slash.
fn document(token: &[u8]) -> Option<Address> {
    let start = memchr::memmem::find(token, b"10.")?;
    let digits = token.get(start + 3..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let host_end = start + 3 + digits;
    let opens = start.checked_sub(1).and_then(|at| token.get(at)).is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'.');
    let is_document = opens && (4..=9).contains(&digits) && token.get(host_end) == Some(&b'/');
    is_document.then_some(Address { range: start..token.len(), host_end, calls: false })
}

/// `host.id/…` without a scheme.
fn bare(token: &[u8]) -> Option<Address> {
    let start = token.iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
    let host = host(token, start);
    let written = name(token, &host);
    let last = written.rsplit(|byte| *byte == b'.').next()?;
    let host_end = host.end + port(token.get(host.end..)?);
    let is_address = last.len() < written.len() && is_one_of(last, TOP_LEVELS) && goes_on(token.get(host_end..)?);
    is_address.then(|| Address { range: start..token.len(), host_end, calls: is_one_of(written, CALLING_HOSTS) })
}

/// Whether a path, a question or a fragment follows a host.
fn goes_on(rest: &[u8]) -> bool {
    matches!(rest.first(), Some(b'/' | b'?' | b'#'))
}

/// Where the host lies that begins at `start`.
fn host(token: &[u8], start: usize) -> Range<usize> {
    let rest = token.get(start..).unwrap_or_default();
    start..start + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')).count()
}

/// A host without `www.`.
fn name<'a>(token: &'a [u8], host: &Range<usize>) -> &'a [u8] {
    let host = token.get(host.clone()).unwrap_or_default();
    if host.get(..4).is_some_and(|www| www.eq_ignore_ascii_case(b"www.")) { host.get(4..).unwrap_or_default() } else { host }
}

/// Length of the port that follows a host: a colon, at most five digits.
fn port(rest: &[u8]) -> usize {
    let [b':', rest @ ..] = rest else { return 0 };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if (1..=5).contains(&digits) { digits + 1 } else { 0 }
}

/// Whether a word is one of a list, whatever its case.
pub(super) fn is_one_of(word: &[u8], list: &[&[u8]]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}
