//! Names that resemble a text, by shared letter triples.

/// Triples of letters share this many places; a clash costs a comparison, not a wrong answer.
const PLACES: usize = 1 << 15;

/// For each triple the names that have it.
#[derive(Debug)]
pub(super) struct Trigrams {
    starts: Vec<u32>,
    names: Vec<u32>,
    /// Triples of each name.
    sizes: Vec<u16>,
    offsets: Vec<u64>,
}

fn places(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = text
        .as_bytes()
        .windows(3)
        .map(|w| w.iter().fold(0usize, |hash, byte| hash.wrapping_mul(37).wrapping_add(usize::from(*byte))) % PLACES)
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

impl Trigrams {
    /// Of glued names with the offsets of their documents.
    pub(super) fn new(names: &[(String, u64)]) -> Self {
        let triples: Vec<Vec<usize>> = names.iter().map(|(name, _)| places(name)).collect();
        let mut starts = vec![0u32; PLACES + 1];
        for place in triples.iter().flatten() {
            if let Some(start) = starts.get_mut(place + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut lists = vec![0u32; sum as usize];
        for (name, own) in triples.iter().enumerate() {
            for place in own {
                if let Some(at) = next.get_mut(*place) {
                    if let Some(slot) = lists.get_mut(*at as usize) {
                        *slot = name as u32;
                    }
                    *at += 1;
                }
            }
        }
        Self {
            starts,
            names: lists,
            sizes: triples.iter().map(|own| own.len() as u16).collect(),
            offsets: names.iter().map(|(_, at)| *at).collect(),
        }
    }

    /// Offsets of the names that hold at least this share of the text's triples, with twice the shared over both (Dice) mixed
    /// with the share held: a long name that holds a short text whole is near, but not as near as the text itself.
    pub(super) fn like(&self, text: &str, least: f32, most: usize) -> Vec<(u64, f32)> {
        let asked = places(text);
        if asked.len() < 3 {
            return Vec::new();
        }
        let mut counts = vec![0u16; self.sizes.len()];
        for place in &asked {
            let (Some(start), Some(end)) = (self.starts.get(*place), self.starts.get(place + 1)) else { continue };
            for name in self.names.get(*start as usize..*end as usize).unwrap_or_default() {
                if let Some(count) = counts.get_mut(*name as usize) {
                    *count += 1;
                }
            }
        }
        let mut found: Vec<(u64, f32)> = counts
            .iter()
            .zip(&self.sizes)
            .zip(&self.offsets)
            .filter_map(|((count, size), offset)| {
                let shared = f32::from(*count);
                let held = shared / asked.len() as f32;
                let dice = 2.0 * shared / (asked.len() as f32 + f32::from(*size));
                let similarity = 0.5 * held + 0.5 * dice;
                (similarity >= least).then_some((*offset, similarity))
            })
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found
    }
}
