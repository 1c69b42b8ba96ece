//! Under which name does the page of an innovation stand? A name that every file system and every web server keeps as it is, and that
//! the search element can work out too (`js/element/page-name.js`).

use std::fmt::Write as _;

use crate::hash::fnv1a;

/// Longest name; longer ones are cut and carry a checksum of the id.
const LONGEST: usize = 120;

/// The name of the page of this id, without its ending. Different ids have different names.
///
/// ```
/// use jipp_core::portal::page_name;
/// assert_eq!(page_name("kipp:900001"), "kipp-900001");
/// assert_eq!(page_name("generic:A/1"), "generic-_41_2f1");
/// ```
pub fn page_name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    let mut colon = false;
    for byte in id.bytes() {
        if byte == b':' && !colon {
            colon = true;
            name.push('-');
        } else if byte.is_ascii_lowercase() || byte.is_ascii_digit() {
            name.push(char::from(byte));
        } else {
            // capitals too: some file systems do not tell them from small letters
            let _ = write!(name, "_{byte:02x}");
        }
    }
    if name.len() > LONGEST {
        name.truncate(LONGEST - 18); // ASCII throughout
        let _ = write!(name, "--{:016x}", fnv1a(id.bytes()));
    }
    name
}

/// The path of the page of an innovation, relative to the pages of its language.
pub(super) fn of_innovation(id: &str) -> String {
    format!("inovasi/{}.html", page_name(id))
}

/// The path of the page of an article.
pub(super) fn of_article(id: &str) -> String {
    format!("artikel/{}.html", page_name(id))
}

/// The path of the page of a province.
pub(super) fn of_province(code: &str) -> String {
    format!("provinsi/{}.html", page_name(code))
}

/// A value in an address, after `=`: everything but letters and digits of ASCII is encoded (RFC 3986).
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_hold_nothing_that_leads_elsewhere() {
        assert_eq!(page_name("a:../../b"), "a-_2e_2e_2f_2e_2e_2fb");
        assert_eq!(page_name("a:-"), "a-_2d");
        let long = page_name(&"x".repeat(300));
        assert_eq!(long.len(), LONGEST);
        assert_ne!(long, page_name(&"x".repeat(301)));
    }

    proptest! {
        #[test]
        fn different_ids_have_different_names(one in "[a-cA-C:_/.<-]{0,6}", other in "[a-cA-C:_/.<-]{0,6}") {
            prop_assert_eq!(one == other, page_name(&one) == page_name(&other));
        }
    }
}
