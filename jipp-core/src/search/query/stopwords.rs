//! Words that a question is made of rather than what it asks for. They are left out of a question, unless it has no other words; the
//! index keeps them all.

use crate::text::lexicon;

/// Function and question words of English, for English questions. Those of Indonesian are in the lexicon.
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how", "i", "in", "into", "is",
    "it", "its", "of", "on", "or", "our", "that", "the", "their", "there", "this", "to", "was", "we", "what", "when", "where", "which",
    "who", "why", "with",
];

/// Of those, words that are something in Indonesian as well: the United States, information technology.
const AMBIGUOUS: &[&str] = &["as", "it"];

/// Words that say what kind of thing is sought, which every record is: they count little beside others.
const GENERIC: &[&str] = &[
    "inovasi",
    "inovatif",
    "innovation",
    "innovations",
    "program",
    "programs",
    "contoh",
    "daftar",
    "terbaik",
    "cari",
    "mencari",
    "solusi",
];

/// Whether a question is asked in English: a function word of English is in it that means nothing else.
pub(super) fn is_english<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    words.any(|word| ENGLISH.contains(&word) && !AMBIGUOUS.contains(&word))
}

/// Whether a word is left out of a question only if that is asked in English.
pub(super) fn is_ambiguous(word: &str) -> bool {
    AMBIGUOUS.contains(&word)
}

/// Whether a word says only what kind of thing is sought.
pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word)
}

pub(in crate::search) fn is_stop_word(word: &str) -> bool {
    lexicon::is_stop_word(word) || lexicon::is_question_word(word) || ENGLISH.contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::search::query::{Query, Reading};
    use crate::search::{Index, SearchDocument};

    #[test]
    fn an_english_word_that_is_a_name_here_is_asked_unless_the_question_is_english() {
        let document = SearchDocument { id: "1".into(), title: "Pelatihan IT desa".into(), ..SearchDocument::default() };
        let index = Index::build(&[document], &crate::progress::silent).unwrap();
        let (words, ranking) = index.inside();
        let asked = |text: &str| {
            let query = Query::parse(text, Reading { words, settings: &ranking.settings, complete: false });
            query.terms.into_iter().map(|term| term.asked).collect::<Vec<_>>()
        };
        assert_eq!(asked("pelatihan IT"), ["pelatihan", "it"]);
        assert_eq!(asked("bantuan dari AS"), ["bantuan", "as"]);
        assert_eq!(asked("training for it as service"), ["training", "service"]);
    }

    #[test]
    fn everyday_words_are_light_beside_others_and_words_of_the_dictionary_are_hardly_corrected() {
        let document = |id: &str, title: &str| SearchDocument { id: id.into(), title: title.into(), ..SearchDocument::default() };
        let index = Index::build(&[document("1", "Layanan kapal"), document("2", "Takut hujan")], &crate::progress::silent).unwrap();
        let (words, ranking) = index.inside();
        let weights = |text: &str| {
            let query = Query::parse(text, Reading { words, settings: &ranking.settings, complete: false });
            query.terms.into_iter().map(|term| (term.asked, term.weight)).collect::<Vec<_>>()
        };
        assert_eq!(weights("takut hujan"), [("takut".to_owned(), 0.35), ("hujan".to_owned(), 1.0)]);
        assert_eq!(weights("takut"), [("takut".to_owned(), 1.0)]);
        let corrected = |text: &str| {
            let query = Query::parse(text, Reading { words, settings: &ranking.settings, complete: false });
            let forms = query.terms.into_iter().flat_map(|term| term.forms);
            (
                forms.filter(|form| form.how == crate::search::MatchForm::Typo).map(|form| form.weight).fold(0.0, f32::max),
                query.did_you_mean,
            )
        };
        let (slip, word) = (corrected("kapall"), corrected("tapal"));
        assert!(slip.0 > 5.0 * word.0 && word.0 > 0.0, "{slip:?} {word:?}");
        assert_eq!((slip.1.as_deref(), word.1), (Some("kapal"), None));
    }
}
