/// Room for so many times the wanted documents before the worse half is dropped.
const ROOM: usize = 4;

/// The best documents, best first; equal scores by number. Only as many as are wanted are sorted.
pub(in crate::search) fn best(documents: &[(u32, f32)], wanted: usize) -> Vec<(u32, f32)> {
    let better = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if wanted == 0 {
        return Vec::new();
    }
    let room = wanted.saturating_mul(ROOM).min(documents.len());
    let mut kept: Vec<(u32, f32)> = Vec::with_capacity(room);
    // what a document needs to be among the best at all
    let mut least = f32::NEG_INFINITY;
    for document in documents {
        if document.1 < least {
            continue;
        }
        if kept.len() == room && room > wanted {
            kept.select_nth_unstable_by(wanted - 1, better);
            kept.truncate(wanted);
            least = kept.last().map_or(least, |(_, score)| *score);
        }
        kept.push(*document);
    }
    if wanted < kept.len() {
        kept.select_nth_unstable_by(wanted - 1, better);
        kept.truncate(wanted);
    }
    kept.sort_unstable_by(better);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_by_number() {
        let documents = [(0, 1.0), (1, 3.0), (2, 1.0), (3, 2.0)];
        assert_eq!(best(&documents, 3), [(1, 3.0), (3, 2.0), (0, 1.0)]);
        assert_eq!(best(&documents, 9).len(), 4);
        let many: Vec<(u32, f32)> = (0..1000).map(|n| (n, (n * 7 % 31) as f32)).collect();
        let mut sorted = many.clone();
        sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for wanted in [1, 2, 10, 300, 999] {
            assert_eq!(best(&many, wanted), sorted[..wanted]);
        }
    }
}
