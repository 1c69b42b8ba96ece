//! Is a number a part of an address of the web, and of one for calling somebody?

use std::ops::Range;

/// The part of a text between blanks that was looked at last, and the address in it.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    token: Range<usize>,
    address: Option<Range<usize>>,
    calls: bool,
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
    /// Whether the byte at `at` lies in an address: whether by it somebody is called; `None` outside of addresses.
    pub(super) fn calls_at(&mut self, bytes: &[u8], at: usize) -> Option<bool> {
        if !self.token.contains(&at) {
            self.read(bytes, at);
        }
        self.address.as_ref().filter(|address| address.contains(&at)).map(|_| self.calls)
    }

    /// Reads the token around `at`. Tokens are asked for in the order of the text, so each byte is read once.
    fn read(&mut self, bytes: &[u8], at: usize) {
        let before = bytes.get(..at).unwrap_or_default().iter().rev().take_while(|byte| !parts(**byte)).count();
        let after = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| !parts(**byte)).count();
        self.token = at - before..at + after.max(1);
        let token = bytes.get(self.token.clone()).unwrap_or_default();
        let (start, calls) = if let Some(colon) = memchr::memmem::find(token, b"://") {
            let scheme = token.get(..colon).unwrap_or_default();
            let letters = scheme.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let scheme = scheme.get(colon - letters..).unwrap_or_default();
            let calls = is_one_of(scheme, CALLING_SCHEMES) || is_one_of(host(token, colon + 3), CALLING_HOSTS);
            (Some(colon - letters), calls)
        } else {
            let start = token.iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
            let host = host(token, start);
            let last = host.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
            let is_address = last.len() < host.len() && start + host.len() < token.len() && is_one_of(last, TOP_LEVELS);
            (is_address.then_some(start), is_one_of(host, CALLING_HOSTS))
        };
        self.address = start.map(|start| self.token.start + start..self.token.end);
        self.calls = calls;
    }
}

/// The host that begins at `start`, without `www.`.
fn host(token: &[u8], start: usize) -> &[u8] {
    let rest = token.get(start..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
    let host = rest.get(..length).unwrap_or_default();
    if host.get(..4).is_some_and(|www| www.eq_ignore_ascii_case(b"www.")) { host.get(4..).unwrap_or_default() } else { host }
}

/// Whether a word is one of a list, whatever its case.
pub(super) fn is_one_of(word: &[u8], list: &[&[u8]]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}
