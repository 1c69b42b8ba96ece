//! Which characters are the same? Unicode normalization, from tables or, with the feature `host-unicode`, from the host.
//!
//! The tables are 45 KB of what a browser downloads, and every browser has them. Normalization of a character never changes once it is assigned
//! (Unicode Standard Annex 15, stability), so hosts of different years answer alike.

pub(crate) use unicode_normalization::char::is_combining_mark;

#[cfg(not(feature = "host-unicode"))]
mod here {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

    pub(crate) fn nfkd(text: &str) -> impl Iterator<Item = char> {
        text.nfkd()
    }

    pub(crate) fn nfc(chars: impl Iterator<Item = char> + Clone) -> impl Iterator<Item = char> {
        // most texts are composed as they are, and to see it costs less than to compose them
        let (composed, chars) =
            if is_nfc_quick(chars.clone()) == IsNormalized::Yes { (Some(chars), None) } else { (None, Some(chars.nfc())) };
        composed.into_iter().flatten().chain(chars.into_iter().flatten())
    }
}

#[cfg(feature = "host-unicode")]
mod here {
    use std::sync::OnceLock;

    /// A form of Unicode normalization.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum NormalForm {
        /// Composed.
        Nfc,
        /// Decomposed, compatible characters too.
        Nfkd,
    }

    /// Puts a text in a normal form.
    pub type Normalizer = fn(&str, NormalForm) -> String;

    static HOST: OnceLock<Normalizer> = OnceLock::new();

    /// Says who normalizes texts, once, before anything else is asked of jipp: without one, texts that are not ASCII stay as they are.
    pub fn set_normalizer(normalizer: Normalizer) {
        let _ = HOST.set(normalizer);
    }

    fn asked(text: &str, form: NormalForm) -> std::vec::IntoIter<char> {
        let normalized = HOST.get().map_or_else(|| text.to_owned(), |host| host(text, form));
        normalized.chars().collect::<Vec<char>>().into_iter()
    }

    pub(crate) fn nfkd(text: &str) -> impl Iterator<Item = char> {
        asked(text, NormalForm::Nfkd)
    }

    /// Whether a character is composed whatever stands beside it: all before the first combining mark, dashes, quotes and bullets.
    fn is_settled(c: char) -> bool {
        c < '\u{300}' || ('\u{2010}'..='\u{203e}').contains(&c)
    }

    pub(crate) fn nfc(chars: impl Iterator<Item = char> + Clone) -> impl Iterator<Item = char> {
        let settled = chars.clone().all(is_settled);
        let (as_it_is, asked) =
            if settled { (Some(chars), None) } else { (None, Some(asked(&chars.collect::<String>(), NormalForm::Nfc))) };
        as_it_is.into_iter().flatten().chain(asked.into_iter().flatten())
    }
}

#[cfg(feature = "host-unicode")]
pub use here::{NormalForm, Normalizer, set_normalizer};
pub(crate) use here::{nfc, nfkd};
