//! Which word before a name says only what kind of thing it is?

use super::marks::{bare, strip};

/// Generic words before a name.
const HEADS: &[&str] = &["program", "inovasi", "aplikasi", "gerakan", "kegiatan"];

pub(super) fn is_head(text: &str) -> bool {
    HEADS.contains(&&*bare(text))
}

/// The name without the generic word before it, if a name is left.
pub(crate) fn without_head(name: &str) -> (Option<String>, String) {
    let split = name.split_once(' ').filter(|(head, rest)| is_head(head) && rest.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    let named =
        |rest: &str| rest.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()) || rest.split_whitespace().count() >= 2;
    match split {
        Some((head, rest)) if named(rest) => (Some(head.to_owned()), strip(rest)),
        _ => (None, name.to_owned()),
    }
}
