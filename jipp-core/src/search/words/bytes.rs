//! Variable-length integers: seven bits a byte, lowest first.

pub(in crate::search) fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads one after the other; damaged bytes end it.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct Input<'a>(pub(in crate::search) &'a [u8]);

impl<'a> Input<'a> {
    #[inline]
    pub(in crate::search) fn next(&mut self) -> Option<u32> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        if *first < 0x80 {
            return Some(u32::from(*first));
        }
        self.long(*first).map(|value| value as u32)
    }

    #[inline]
    pub(in crate::search) fn next_long(&mut self) -> Option<u64> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        if *first < 0x80 {
            return Some(u64::from(*first));
        }
        // nearly all other numbers take two bytes
        if let Some((second, rest)) = self.0.split_first()
            && *second < 0x80
        {
            self.0 = rest;
            return Some(u64::from(*first & 0x7f) | u64::from(*second) << 7);
        }
        self.long(*first)
    }

    fn long(&mut self, first: u8) -> Option<u64> {
        let mut value = u64::from(first & 0x7f);
        let (mut shift, mut byte) = (7, first);
        while byte >= 0x80 {
            let (next, rest) = self.0.split_first()?;
            self.0 = rest;
            byte = *next;
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
        }
        Some(value)
    }

    /// Takes some bytes as they are.
    pub(in crate::search) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Passes over some numbers.
    pub(super) fn skip(&mut self, mut count: usize) {
        const FIRST_BITS: u64 = 0x8080_8080_8080_8080;
        // eight bytes end eight numbers at most, so none is passed over too many
        while count >= 8
            && let Some((bytes, rest)) = self.0.split_first_chunk()
        {
            count -= (!u64::from_le_bytes(*bytes) & FIRST_BITS).count_ones() as usize;
            self.0 = rest;
        }
        let mut at = 0;
        while count > 0 && at < self.0.len() {
            count -= usize::from(self.0.get(at).is_some_and(|byte| *byte < 0x80));
            at += 1;
        }
        self.0 = self.0.get(at..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), 1 << 40];
        let mut out = Vec::new();
        for number in numbers {
            put(&mut out, number);
        }
        let mut input = Input(&out);
        for number in numbers {
            assert_eq!(input.next_long(), Some(number));
        }
        let mut input = Input(&out);
        input.skip(4);
        assert_eq!((input.next(), Input(&[0x80]).next()), (Some(300), None));
    }

    proptest! {
        #[test]
        fn as_many_are_passed_over_as_wanted(numbers in prop::collection::vec(prop_oneof![0u64..200, any::<u64>()], 0..60), count in 0usize..70) {
            let mut out = Vec::new();
            for number in &numbers {
                put(&mut out, *number);
            }
            let mut input = Input(&out);
            input.skip(count);
            let rest: Vec<u64> = std::iter::from_fn(|| input.next_long()).collect();
            prop_assert_eq!(rest, &numbers[count.min(numbers.len())..]);
        }
    }
}
