//! What several rules ask of the texts of a record, found out once for all of them.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::hash::WordHash;
use crate::model::{Field, Innovation};
use crate::text::{fold, runs};

/// The texts of one record, looked at when a rule first asks.
#[derive(Debug)]
pub struct Sections<'a> {
    innovation: &'a Innovation,
    read: OnceCell<Vec<Section<'a>>>,
}

impl<'a> Sections<'a> {
    pub(super) fn of(innovation: &'a Innovation) -> Self {
        Self { innovation, read: OnceCell::new() }
    }

    /// The texts of several paragraphs that are given, in the order of the fields.
    pub fn all(&self) -> &[Section<'a>] {
        self.read.get_or_init(|| {
            let fields = Field::ALL.iter().filter(|field| field.is_rich_text());
            fields.filter_map(|field| Some(Section::new(*field, self.innovation.text(*field)?))).collect()
        })
    }

    /// One of them.
    pub fn get(&self, field: Field) -> Option<&Section<'a>> {
        self.all().iter().find(|section| section.field == field)
    }
}

/// Counts of one text. Words are runs of letters and digits, upper and lower case alike.
#[derive(Debug, Clone)]
pub struct Section<'a> {
    /// Its field.
    pub field: Field,
    /// The text.
    pub text: &'a str,
    /// Words.
    pub words: usize,
    /// Characters that are no blanks.
    pub visible: usize,
    /// Of them letters.
    pub letters: usize,
    /// Words that any Indonesian text has many of.
    pub indonesian: usize,
    /// Words that any English text has many of.
    pub english: usize,
    /// How many words fall into each of 64 classes: texts of unlike counts are unlike.
    classes: [u8; CLASSES],
    /// Whether a class is full: it counts its words no further.
    full: bool,
}

const CLASSES: usize = 64;

impl<'a> Section<'a> {
    fn new(field: Field, text: &'a str) -> Self {
        let mut section =
            Section { field, text, words: 0, visible: 0, letters: 0, indonesian: 0, english: 0, classes: [0; CLASSES], full: false };
        if text.is_ascii() {
            // counted in two loops that the compiler turns into vector instructions
            section.visible = text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != 0x0b).count();
            section.letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
        } else {
            section.visible = text.chars().filter(|c| !c.is_whitespace()).count();
            section.letters = text.chars().filter(|c| c.is_alphabetic()).count();
        }
        let table = &*FUNCTION_WORDS;
        for_each_word(text, |hash| {
            section.words += 1;
            let known = languages(table, hash);
            section.indonesian += (known & INDONESIAN_BIT) as usize;
            section.english += (known >> 1) as usize;
            if let Some(class) = section.classes.get_mut((hash >> 58) as usize) {
                *class = class.saturating_add(1);
            }
        });
        section.full = section.classes.contains(&u8::MAX);
        section
    }

    /// Twice the common words by all words of both (Dice), or 0 if that is not above `least`.
    pub fn similarity(&self, other: &Self, least: f64) -> f64 {
        let all = (self.words + other.words) as f64;
        let bound = |common: usize| 2.0 * common as f64 / all > least;
        if !bound(self.words.min(other.words)) {
            return 0.0;
        }
        let most: u16 = self.classes.iter().zip(&other.classes).map(|(a, b)| u16::from(*a.min(b))).sum();
        if !self.full && !other.full && !bound(usize::from(most)) {
            return 0.0;
        }
        let (a, b) = (sorted_words(self.text), sorted_words(other.text));
        let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
        let mut common = 0_usize;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            let order = x.cmp(y);
            common += usize::from(order.is_eq());
            if order.is_le() {
                a.next();
            }
            if order.is_ge() {
                b.next();
            }
        }
        2.0 * common as f64 / all
    }
}

fn sorted_words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    for_each_word(text, |hash| words.push(hash));
    words.sort_unstable();
    words
}

/// Calls with the hash of each word.
fn for_each_word(text: &str, mut word: impl FnMut(u64)) {
    if text.is_ascii() {
        for_each_run(text.as_bytes(), |from, to| word(WordHash::of_ascii(text.as_bytes(), from, to)));
        return;
    }
    runs(&fold(text)).for_each(|run| word(WordHash::of(run)));
}

/// Calls with beginning and end of each run of ASCII letters and digits. Sixty-four bytes are told apart at once, a bit for each, so that
/// a word costs two searches for a bit instead of a branch for each letter, which the processor would guess wrongly at every end.
fn for_each_run(bytes: &[u8], mut run: impl FnMut(usize, usize)) {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    for (place, byte) in last.iter_mut().zip(rest) {
        *place = *byte;
    }
    let mut begun: Option<usize> = None;
    for (at, block) in blocks.iter().chain(std::iter::once(&last)).enumerate() {
        let base = at * BLOCK;
        let mut bits = letters_and_digits(block);
        if let Some(from) = begun {
            let ends = bits.trailing_ones() as usize;
            if ends == BLOCK {
                continue;
            }
            run(from, base + ends);
            begun = None;
            bits = bits >> ends << ends;
        }
        while bits != 0 {
            let from = bits.trailing_zeros();
            let length = (bits >> from).trailing_ones();
            if from + length == u64::BITS {
                begun = Some(base + from as usize);
                break;
            }
            run(base + from as usize, base + (from + length) as usize);
            bits = bits >> (from + length) << (from + length);
        }
    }
}

/// Bytes whose kind fits into the bits of one number.
const BLOCK: usize = u64::BITS as usize;

/// A bit for each byte of a block: whether it is a letter or a digit.
fn letters_and_digits(block: &[u8; BLOCK]) -> u64 {
    let mut kinds = [0_u8; BLOCK];
    // two arrays of one fixed length, so that the compiler turns it into vector instructions
    for (kind, byte) in kinds.iter_mut().zip(block) {
        *kind = u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
    }
    let (eights, _) = kinds.as_chunks::<8>();
    // eight bytes of 0 or 1 to eight bits: the multiplication moves the bit of byte n to bit 56 + n
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

const INDONESIAN: &[&str] = &[
    "yang", "dan", "di", "untuk", "dengan", "dari", "dalam", "pada", "ini", "adalah", "oleh", "tidak", "ke", "sebagai", "atau", "juga",
    "telah", "dapat", "akan", "serta", "secara", "bagi", "para", "tersebut", "agar", "karena", "itu", "sudah", "lebih", "kepada",
];
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "was", "for", "that", "with", "by", "are", "this", "it", "from", "which", "has", "have", "be",
    "on",
];

/// Places of [`FUNCTION_WORDS`], and the bits of a hash that choose one.
const PLACES: usize = 1024;
const SHIFT: u32 = 54;

/// The function words, each in the place that its hash chooses, without its two lowest bits: there the languages stand. No two words
/// share a place (test), so that a word is told without a branch, which running text would make the processor guess wrongly.
static FUNCTION_WORDS: LazyLock<[u64; PLACES]> = LazyLock::new(|| {
    let mut table = [0; PLACES];
    for (words, language) in [(INDONESIAN, INDONESIAN_BIT), (ENGLISH, ENGLISH_BIT)] {
        for word in words {
            let hash = WordHash::of(word);
            if let Some(place) = table.get_mut((hash >> SHIFT) as usize) {
                *place = hash & !(INDONESIAN_BIT | ENGLISH_BIT) | language;
            }
        }
    }
    table
});
const INDONESIAN_BIT: u64 = 1;
const ENGLISH_BIT: u64 = 2;

/// The bits of the languages of which the word is a function word.
fn languages(table: &[u64; PLACES], hash: u64) -> u64 {
    let place = table.get((hash >> SHIFT) as usize).copied().unwrap_or(0);
    let is_same = u64::from((place ^ hash) >> 2 == 0);
    place & (is_same * (INDONESIAN_BIT | ENGLISH_BIT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    fn section(text: &str) -> Section<'_> {
        Section::new(Field::Summary, text)
    }

    #[test]
    fn counts_are_those_of_the_words() {
        for text in ["", "Yang dan THE of", "  e-KTP, 3 hari; \u{201c}Ibu\u{201d} – café É", "a\u{301}b c", "satu"] {
            assert_eq!(section(text).words, words(text).count(), "{text}");
        }
        let both = section("Yang dan THE of layanan");
        assert_eq!((both.indonesian, both.english, both.visible, both.letters), (2, 2, 19, 19));
    }

    #[test]
    fn runs_end_where_they_end_at_any_place_of_a_block() {
        let bytes = b"aZ09 b-Cd/7_x[y`z{1:2@k".repeat(40);
        for length in [0, 1, 7, 8, 63, 64, 65, 127, 128, 129, 500, bytes.len()] {
            for start in 0..8 {
                let part = &bytes[start.min(length)..length];
                let text = std::str::from_utf8(part).unwrap();
                let mut found = Vec::new();
                for_each_run(part, |from, to| found.push(text.get(from..to).unwrap()));
                let wanted: Vec<&str> = runs(text).collect();
                assert_eq!(found, wanted);
            }
        }
        for length in [63, 64, 65, 128, 200] {
            let mut found = Vec::new();
            for_each_run(&vec![b'a'; length], |from, to| found.push((from, to)));
            assert_eq!(found, [(0, length)]);
        }
    }

    #[test]
    fn every_function_word_is_known_as_one() {
        for (words, indonesian, english) in [(INDONESIAN, 1, 0), (ENGLISH, 0, 1)] {
            for word in words {
                let section = section(word);
                assert_eq!((section.indonesian, section.english), (indonesian, english), "{word} shares its place: choose other bits");
            }
        }
        for word in ["layanan", "digital", "online", "puskesmas", "a", "e"] {
            let section = section(word);
            assert_eq!((section.indonesian, section.english), (0, 0), "{word}");
        }
    }

    #[test]
    fn similarity_is_dice_over_words() {
        let (a, b) = (section("satu dua tiga empat"), section("EMPAT tiga, dua lima"));
        assert!((a.similarity(&b, 0.5) - 0.75).abs() < 1e-9);
        assert_eq!(a.similarity(&b, 0.8), 0.0);
        assert!((a.similarity(&a, 0.9) - 1.0).abs() < 1e-9);
        let long = "kata ".repeat(600);
        assert!((section(&long).similarity(&section(&long), 0.9) - 1.0).abs() < 1e-9, "classes that are full do not mislead");
    }
}
