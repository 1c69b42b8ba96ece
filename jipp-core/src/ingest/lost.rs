//! How do bytes that mean no character stay what they are in a copy of their file?
//!
//! A text cannot hold them. While the copy is a text, each of them is a private character (U+10FE80 to U+10FF7F, to which Unicode gives no meaning);
//! read, they are U+FFFD, as in the file itself; written, they are the bytes again.

use std::borrow::Cow;

/// Stands for the first of the bytes that become one U+FFFD together; 128 characters, for the bytes from 0x80.
const FIRST: u32 = 0x10_fe80;
/// Stands for each further one.
const FURTHER: u32 = 0x10_ff00;
/// Bytes that can mean no character of UTF-8: 0x80 to 0xff.
const BYTES: u32 = 0x80;

/// UTF-8 with private characters for the bytes that mean nothing. None if there are no such bytes, or the text holds such characters itself.
pub(super) fn keeping_lost(bytes: &[u8]) -> Option<String> {
    let mut out = String::with_capacity(bytes.len());
    let mut lost = false;
    for chunk in bytes.utf8_chunks() {
        if chunk.valid().contains(is_kept) {
            return None;
        }
        out.push_str(chunk.valid());
        for (at, byte) in chunk.invalid().iter().enumerate() {
            let base = if at == 0 { FIRST } else { FURTHER };
            out.push(char::from_u32(base + u32::from(*byte).checked_sub(0x80)?)?);
            lost = true;
        }
    }
    lost.then_some(out)
}

/// Whether a character stands for a byte that means nothing.
pub(super) fn is_kept(character: char) -> bool {
    byte(character).is_some()
}

fn byte(character: char) -> Option<(bool, u8)> {
    let at = |base: u32| u32::from(character).checked_sub(base).filter(|at| *at < BYTES);
    let (first, at) = at(FIRST).map(|at| (true, at)).or_else(|| at(FURTHER).map(|at| (false, at)))?;
    u8::try_from(at + 0x80).ok().map(|byte| (first, byte))
}

/// The text as it is read: U+FFFD where bytes mean nothing.
pub(super) fn as_read(text: &str) -> Cow<'_, str> {
    if !text.contains(is_kept) {
        return Cow::Borrowed(text);
    }
    let read = |character: char| match byte(character) {
        Some((true, _)) => Some(char::REPLACEMENT_CHARACTER),
        Some((false, _)) => None,
        None => Some(character),
    };
    Cow::Owned(text.chars().filter_map(read).collect())
}

/// The text as it is written: with the bytes that mean nothing.
pub(super) fn as_bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for character in text.chars() {
        match byte(character) {
            Some((_, byte)) => out.push(byte),
            None => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_bytes_that_mean_nothing_are_kept_so() {
        assert_eq!(keeping_lost("Jum\u{2019}at \u{fffd}".as_bytes()), None);
        assert_eq!(keeping_lost("\u{10fe92} \u{92}".as_bytes()), None);
        assert_eq!(keeping_lost(b"\xf4\x8f\xba\x92 \xff"), None, "such a character of its own");
        let kept = keeping_lost(b"Jum\x92at \xe2\x80x").unwrap();
        assert_eq!(as_read(&kept), "Jum\u{fffd}at \u{fffd}x");
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_as_ever_and_written_as_it_was(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Some(kept) = keeping_lost(&bytes) {
                prop_assert_eq!(as_read(&kept), String::from_utf8_lossy(&bytes));
                prop_assert_eq!(as_bytes(&kept), bytes);
            }
        }
    }
}
