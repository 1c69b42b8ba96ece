//! Hashes of words and names. They are the same in every run; who must be sure compares the texts of equal hashes.

use crate::hash::{SEED, fnv1a, step};
use crate::text::key;

/// Spreads the bits, so that the upper ones tell words apart too (finaliser of `MurmurHash3`, Appleby 2011).
pub(super) fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

pub(super) fn hash_of(word: &str) -> u64 {
    mix(fnv1a(word.bytes()))
}

/// The hash of a word: eight letters are mixed in at once, so that most words cost one multiplication.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordHash {
    mixed: u64,
}

impl WordHash {
    /// The hash of a word of small letters and digits.
    pub(super) fn of(word: &str) -> u64 {
        let (eights, rest) = word.as_bytes().as_chunks::<8>();
        let mut hash = Self::default();
        for eight in eights {
            hash.eight(u64::from_be_bytes(*eight));
        }
        hash.end(rest.iter().fold(0, |gathered, byte| gathered << 8 | u64::from(*byte)), word.len())
    }

    /// The same for the ASCII letters and digits between two places of a text; its capitals count as small letters.
    pub(super) fn of_ascii(text: &[u8], from: usize, to: usize) -> u64 {
        // a digit has this bit already
        const SMALL: u64 = 0x2020_2020_2020_2020;
        let mut hash = Self::default();
        let mut at = from;
        while at + 8 <= to {
            hash.eight(eight_at(text, at) | SMALL);
            at += 8;
        }
        let left = to - at;
        // what stands behind the word is pushed out again
        let gathered = if left == 0 { 0 } else { (eight_at(text, at) | SMALL) >> (64 - 8 * left) };
        hash.end(gathered, to - from)
    }

    fn eight(&mut self, letters: u64) {
        self.mixed = mix(self.mixed ^ letters);
    }

    /// The hash, once the letters left over and the length of the word are known.
    fn end(self, gathered: u64, length: usize) -> u64 {
        mix(self.mixed ^ gathered.wrapping_add((length as u64).rotate_right(8)))
    }
}

/// Eight bytes of a text as one number, the first the greatest; zeros where the text has ended.
fn eight_at(text: &[u8], at: usize) -> u64 {
    match text.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(eight) => u64::from_be_bytes(*eight),
        None => (at..at + 8).fold(0, |all, at| all << 8 | u64::from(text.get(at).copied().unwrap_or(0))),
    }
}

/// The hash of a name's `text::key`, and how many letters and digits that has.
pub(super) fn name_hash(name: &str) -> (u64, usize) {
    if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        let (hash, count) = letters.fold((SEED, 0), |(hash, count), byte| (step(hash, byte.to_ascii_lowercase()), count + 1));
        return (mix(hash), count);
    }
    let key = key(name);
    (hash_of(&key), key.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_hash_wherever_it_stands() {
        let text = "X ab, LAYANAN-publik sistemadministrasi 12345678 e";
        for word in ["ab", "layanan", "publik", "sistemadministrasi", "12345678", "e"] {
            let from = text.to_lowercase().find(word).unwrap();
            assert_eq!(WordHash::of_ascii(text.as_bytes(), from, from + word.len()), WordHash::of(word), "{word}");
        }
        assert_ne!(WordHash::of("aa"), WordHash::of("aaa"));
    }

    #[test]
    fn names_with_one_key_have_one_hash() {
        for name in ["SI-TARANG", "Si Tarang", "Sité Tarang (É)", "", "“”", "a1 B2"] {
            let key = key(name);
            assert_eq!(name_hash(name), (hash_of(&key), key.chars().count()), "{name}");
        }
    }
}
