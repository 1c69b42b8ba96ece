//! Where a record may name another one: the words behind a phrase.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::super::hint::Hint;
use super::super::settings::Statement;
use super::super::table::LinkTable;
use super::super::threads::in_ranges;
use crate::text::fold;
use crate::text::lexicon::is_stop_word;

/// Words of a text that are read.
const READ: usize = 400;
/// Words of a name that are read, and words behind it among which its place may stand.
const NAME: usize = 12;
const BEHIND: usize = 8;
/// Words between a phrase and the name at most.
const BETWEEN: usize = 3;
/// Texts of one range of work.
const RANGE: usize = 1_024;

/// Words that may begin with the name of another record.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) record: usize,
    /// Which phrase of the text it stands behind.
    pub(super) at: usize,
    /// The folded words.
    pub(super) words: Vec<String>,
    /// How many of them may belong to the name.
    pub(super) named: usize,
    /// The letters of the first word, of the first two, and so on, as numbers.
    pub(super) keys: Vec<u64>,
}

impl Mention {
    /// How many letters the first words have.
    pub(super) fn letters(&self, words: usize) -> usize {
        super::letters_of(self.words.get(..words).unwrap_or_default())
    }
}

/// The letters of words as a number, however they are parted.
pub(super) fn key_of<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let mut joined = String::new();
    words.for_each(|word| joined.push_str(word));
    FxBuildHasher.hash_one(joined)
}

/// What the records may say, by record.
pub(super) fn mentions(statement: &Statement, table: &LinkTable) -> Vec<Mention> {
    let Some(texts) = table.column(&statement.text) else { return Vec::new() };
    let phrases: Vec<Phrase> = statement.phrases.iter().map(|phrase| Phrase::of(phrase)).collect();
    let hint = Hint::of(&statement.phrases);
    let work = |records: std::ops::Range<usize>, (): &mut ()| -> Vec<Mention> {
        let mut said = Vec::new();
        for record in records {
            let text = texts.get(record).map_or("", String::as_str);
            if phrases.is_empty() {
                for (at, part) in text.split([';', '|', '\n']).enumerate() {
                    readings(statement, &tokens(part), (record, at, false), &mut said);
                }
            } else if hint.may_be_in(text) {
                let tokens = tokens(text);
                for at in 0..tokens.len() {
                    let here = phrases.iter().filter(|phrase| phrase.stands(&tokens, at));
                    if let Some(length) = here.map(|phrase| phrase.words.len()).max() {
                        readings(statement, tokens.get(at + length..).unwrap_or_default(), (record, at, true), &mut said);
                    }
                }
            }
        }
        said
    };
    in_ranges(texts.len(), RANGE, || (), work).into_iter().flatten().collect()
}

/// A phrase of the settings.
struct Phrase {
    words: Vec<String>,
    /// Whether it counts only at the beginning of a text.
    begins: bool,
}

impl Phrase {
    fn of(phrase: &str) -> Self {
        Self { words: crate::text::words(phrase).collect(), begins: phrase.starts_with('^') }
    }

    /// Whether it stands at this word, in one breath with what follows.
    fn stands(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let found = tokens.get(at..at + self.words.len()).unwrap_or_default();
        (at == 0 || !self.begins)
            && !found.is_empty()
            && found.iter().zip(&self.words).all(|(token, word)| !token.stops && token.folded == *word)
    }
}

/// The readings of the words behind a phrase: a name may begin at once, or behind words that only lead to it.
fn readings(statement: &Statement, tokens: &[Token<'_>], (record, at, capitals): (usize, usize, bool), said: &mut Vec<Mention>) {
    for skipped in 0..=BETWEEN {
        if skipped > 0 && !tokens.get(skipped - 1).is_some_and(|token| !token.stops && statement.between.contains(&token.folded)) {
            return;
        }
        let rest = tokens.get(skipped..).unwrap_or_default();
        let named = named(rest, capitals);
        if named == 0 {
            continue;
        }
        let words: Vec<String> = rest.iter().take(named + BEHIND).map(|token| token.folded.clone()).collect();
        let keys = (1..=named).map(|length| key_of(words.iter().take(length).map(String::as_str))).collect();
        said.push(Mention { record, at, words, named, keys });
    }
}

/// How many of the first words may be a name: up to a full stop, and where `capitals` are asked for, only words that begin with one, and small
/// words between them.
fn named(tokens: &[Token<'_>], capitals: bool) -> usize {
    let mut named = 0;
    for (at, token) in tokens.iter().take(NAME).enumerate() {
        let is_name = !capitals || token.raw.chars().next().is_some_and(|first| first.is_uppercase() || first.is_numeric());
        if is_name {
            named = at + 1;
        } else if at == 0 || !is_stop_word(&token.folded) {
            break;
        }
        if token.stops {
            break;
        }
    }
    named
}

struct Token<'a> {
    raw: &'a str,
    folded: String,
    /// A mark follows that ends what is said.
    stops: bool,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    while tokens.len() < READ {
        let Some(start) = rest.find(char::is_alphanumeric) else { break };
        let (gap, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_alphanumeric()).unwrap_or(from.len());
        let (raw, behind) = from.split_at(end);
        // `4.0` and `e-KTP` go on
        let joined = gap.chars().count() == 1 && gap != "\n" && gap != "(";
        if let Some(last) = tokens.last_mut() {
            last.stops = gap.contains([';', ':', '!', '?', '(', ')', ',', '\n']) || gap.contains('.') && !joined;
        }
        tokens.push(Token { raw, folded: fold(raw), stops: false });
        rest = behind;
    }
    tokens
}
