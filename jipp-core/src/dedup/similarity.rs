//! How alike are two values? Functions over values that [`super::column`] prepared once.

/// Jaro similarity (Jaro 1989) with the common-prefix bonus of Winkler (1990), as `strsim` and Splink compute it.
pub(super) fn jaro_winkler(a: &[char], b: &[char]) -> f64 {
    let jaro = jaro(a, b);
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    if jaro > 0.7 { jaro + 0.1 * prefix as f64 * (1.0 - jaro) } else { jaro }
}

fn jaro(a: &[char], b: &[char]) -> f64 {
    if a == b {
        return if a.is_empty() { 0.0 } else { 1.0 };
    }
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a.len() > 64 || b.len() > 64 {
        return strsim::generic_jaro(&a.to_vec(), &b.to_vec());
    }
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut matched_a, mut matched_b) = (0u64, 0u64);
    for (i, x) in a.iter().enumerate() {
        let from = i.saturating_sub(window);
        for (j, y) in b.iter().enumerate().take(i + window + 1).skip(from) {
            if x == y && matched_b & (1 << j) == 0 {
                matched_a |= 1 << i;
                matched_b |= 1 << j;
                break;
            }
        }
    }
    let matches = matched_a.count_ones();
    if matches == 0 {
        return 0.0;
    }
    let mut swapped = 0u32;
    while matched_a != 0 {
        let (i, j) = (matched_a.trailing_zeros() as usize, matched_b.trailing_zeros() as usize);
        swapped += u32::from(a.get(i) != b.get(j));
        matched_a &= matched_a - 1;
        matched_b &= matched_b.wrapping_sub(1);
    }
    let m = f64::from(matches);
    (m / a.len() as f64 + m / b.len() as f64 + (m - f64::from(swapped / 2)) / m) / 3.0
}

/// Edits from one text to the other, a swap of neighbours counting one (Damerau 1964; optimal string alignment). Bit-parallel
/// after Hyyrö (2003) up to 64 characters.
pub(super) fn edits(a: &[char], b: &[char]) -> usize {
    if a == b {
        return 0;
    }
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a.is_empty() {
        return b.len();
    }
    if a.len() > 64 {
        return strsim::osa_distance(&a.iter().collect::<String>(), &b.iter().collect::<String>());
    }
    let last = 1u64 << (a.len() - 1);
    let (mut plus, mut minus, mut diagonal, mut match_before) = (u64::MAX, 0u64, 0u64, 0u64);
    let mut distance = a.len();
    for y in b {
        let matches = a.iter().enumerate().fold(0u64, |mask, (i, x)| mask | u64::from(x == y) << i);
        let swap = ((!diagonal & matches) << 1) & match_before;
        diagonal = ((matches & plus).wrapping_add(plus) ^ plus) | matches | minus | swap;
        let mut horizontal_plus = minus | !(diagonal | plus);
        let mut horizontal_minus = diagonal & plus;
        if horizontal_plus & last != 0 {
            distance += 1;
        }
        if horizontal_minus & last != 0 {
            distance -= 1;
        }
        horizontal_plus = horizontal_plus << 1 | 1;
        horizontal_minus <<= 1;
        plus = horizontal_minus | !(diagonal | horizontal_plus);
        minus = horizontal_plus & diagonal;
        match_before = matches;
    }
    distance
}

/// Whether the shorter of two names stands at the beginning of the longer: an initial, a short form.
pub(super) fn is_prefix(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.starts_with(short)
}

/// The sum over the terms that two sorted lists share.
pub(super) fn shared<'a, T: 'a>(a: &'a [(u32, T)], b: &'a [(u32, T)], mut each: impl FnMut(u32, &T)) {
    let (mut x, mut y) = (a.iter().peekable(), b.iter().peekable());
    while let (Some((left, weight)), Some((right, _))) = (x.peek(), y.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => {
                x.next();
            }
            std::cmp::Ordering::Greater => {
                y.next();
            }
            std::cmp::Ordering::Equal => {
                each(*left, weight);
                x.next();
                y.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    proptest! {
        #[test]
        fn as_the_reference(a in "[a-dé]{0,12}", b in "[a-dé]{0,12}", c in "[a-c]{60,70}") {
            for (x, y) in [(&a, &b), (&a, &c), (&c, &b)] {
                prop_assert_eq!(edits(&chars(x), &chars(y)), strsim::osa_distance(x, y));
            }
            prop_assume!(!a.is_empty() && !b.is_empty());
            prop_assert!((jaro_winkler(&chars(&a), &chars(&b)) - strsim::jaro_winkler(&a, &b)).abs() < 1e-9);
        }
    }
}
