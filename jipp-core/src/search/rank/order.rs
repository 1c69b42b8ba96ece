/// The best documents, best first; equal scores by number. Only as many as are wanted are sorted.
pub(in crate::search) fn best(documents: &[(u32, f32)], wanted: usize) -> Vec<(u32, f32)> {
    let better = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    let mut documents = documents.to_vec();
    if wanted == 0 {
        return Vec::new();
    }
    if wanted < documents.len() {
        documents.select_nth_unstable_by(wanted - 1, better);
        documents.truncate(wanted);
    }
    documents.sort_unstable_by(better);
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_by_number() {
        let documents = [(0, 1.0), (1, 3.0), (2, 1.0), (3, 2.0)];
        assert_eq!(best(&documents, 3), [(1, 3.0), (3, 2.0), (0, 1.0)]);
        assert_eq!(best(&documents, 9).len(), 4);
    }
}
