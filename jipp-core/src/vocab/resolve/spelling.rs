//! Names within a few letters of another, found without comparing letter by letter with each of them.

/// Names with what rules most of them out at a glance.
#[derive(Debug, Default)]
pub(super) struct Spellings(Vec<(Box<str>, u64)>);

/// Which letters a name has, how often up to twice: names that are few letters apart share nearly all of it.
fn letters(name: &str) -> u64 {
    name.bytes().fold(0, |mask, byte| {
        let bit = 1u64 << (u64::from(byte) % 31);
        if mask & bit == 0 { mask | bit } else { mask | (bit << 31) }
    })
}

impl Spellings {
    pub(super) fn new(names: impl Iterator<Item = Box<str>>) -> Self {
        let mut names: Vec<_> = names.map(|name| (letters(&name), name)).map(|(mask, name)| (name, mask)).collect();
        names.sort_unstable();
        names.dedup();
        Self(names)
    }

    /// The names nearest to `word`, at most `limit` letters (inserted, left out, changed, swapped) away, with that distance.
    pub(super) fn nearest<'a>(&'a self, word: &str, limit: usize, keep: impl Fn(&str) -> bool) -> (usize, Vec<&'a str>) {
        let mask = letters(word);
        let mut best: (usize, Vec<&str>) = (limit, Vec::new());
        for (name, other) in &self.0 {
            // one letter changed alters at most two bits of the mask
            if name.len().abs_diff(word.len()) > best.0 || (mask ^ other).count_ones() as usize > 2 * best.0 {
                continue;
            }
            let distance = strsim::osa_distance(name, word);
            if distance <= best.0 && keep(name) {
                if distance < best.0 {
                    best = (distance, Vec::new());
                }
                best.1.push(name);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glance_rules_out_nothing_within_the_limit() {
        let names = ["tangerangselatan", "minahasautara", "gunungkidul", "banyuwangi"];
        let spellings = Spellings::new(names.iter().map(|name| Box::from(*name)));
        for (word, name, distance) in [
            ("tanggerangselatan", "tangerangselatan", 1),
            ("minahahasautara", "minahasautara", 2),
            ("gunugkidul", "gunungkidul", 1),
            ("bayunwangi", "banyuwangi", 2),
        ] {
            assert_eq!(spellings.nearest(word, 2, |_| true), (distance, vec![name]), "{word}");
        }
        assert!(spellings.nearest("surabaya", 2, |_| true).1.is_empty());
    }
}
