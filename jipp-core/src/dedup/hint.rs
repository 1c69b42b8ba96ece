//! Which texts are worth reading: most hold none of the words that are looked for, which is known without taking them apart.

use memchr::memmem::Finder;

use crate::text::words;

/// Phrases that are looked for.
pub(super) struct Hint {
    phrases: Vec<Vec<Finder<'static>>>,
}

impl Hint {
    pub(super) fn of<'a>(phrases: impl IntoIterator<Item = &'a String>) -> Self {
        let finders = |phrase: &String| words(phrase).map(|word| Finder::new(&word).into_owned()).collect::<Vec<_>>();
        Self { phrases: phrases.into_iter().map(finders).filter(|phrase| !phrase.is_empty()).collect() }
    }

    /// Whether one of the phrases may be in a text: false only if the words of none stand in it in their order.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        if !text.is_ascii() {
            // what it is once it is folded is not known yet
            return !self.phrases.is_empty();
        }
        let lower = text.to_ascii_lowercase();
        self.phrases.iter().any(|phrase| {
            let mut rest = lower.as_bytes();
            phrase.iter().all(|word| {
                let found = word.find(rest).and_then(|at| rest.get(at + word.needle().len()..));
                rest = found.unwrap_or_default();
                found.is_some()
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_without_the_words_are_passed_over() {
        let hint = Hint::of(&["Bagian dari".to_owned(), "^replikasi".to_owned()]);
        for text in ["merupakan BAGIAN-dari inovasi", "Replikasi ANC", "bagian yang berasal dari", "berdiakritik: é"] {
            assert!(hint.may_be_in(text), "{text}");
        }
        for text in ["dari bagian itu", "bagian", ""] {
            assert!(!hint.may_be_in(text), "{text}");
        }
        assert!(!Hint::of(&[]).may_be_in("é"));
    }
}
