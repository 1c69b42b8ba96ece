//! Hashes of words and names. They are the same in every run; who must be sure compares the texts of equal hashes.

pub(super) use crate::hash::{SEED, step};
use crate::text::fold;

/// Spreads the bits, so that the upper ones tell words apart too (finaliser of `MurmurHash3`, Appleby 2011).
pub(super) fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

pub(super) fn hash_of(word: &str) -> u64 {
    mix(word.bytes().fold(SEED, step))
}

/// The hash of a word, letter by letter: eight bytes are gathered before they are mixed in, so that most words cost one multiplication.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordHash {
    gathered: u64,
    mixed: u64,
    length: u32,
}

impl WordHash {
    pub(super) fn letter(&mut self, byte: u8) {
        self.gathered = self.gathered << 8 | u64::from(byte);
        self.length += 1;
        if self.length.is_multiple_of(8) {
            self.mixed = mix(self.mixed ^ std::mem::take(&mut self.gathered));
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.length == 0
    }

    /// The hash; what follows is another word.
    pub(super) fn take(&mut self) -> u64 {
        let Self { gathered, mixed, length } = std::mem::take(self);
        mix(mixed ^ gathered.wrapping_add(u64::from(length).rotate_right(8)))
    }

    pub(super) fn of(word: &str) -> u64 {
        let mut hash = Self::default();
        word.bytes().for_each(|byte| hash.letter(byte));
        hash.take()
    }
}

/// The hash of a name's `text::key`, and how many letters and digits that has.
pub(super) fn name_hash(name: &str) -> (u64, usize) {
    if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        let (hash, count) = letters.fold((SEED, 0), |(hash, count), byte| (step(hash, byte.to_ascii_lowercase()), count + 1));
        return (mix(hash), count);
    }
    let key: String = fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
    (hash_of(&key), key.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key;

    #[test]
    fn names_with_one_key_have_one_hash() {
        for name in ["SI-TARANG", "Si Tarang", "Sité Tarang (É)", "", "“”", "a1 B2"] {
            let key = key(name);
            assert_eq!(name_hash(name), (hash_of(&key), key.chars().count()), "{name}");
        }
    }
}
