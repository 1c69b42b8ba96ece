use super::*;

fn check(pairs: &[(&str, &str)]) {
    let wrong: Vec<_> = pairs.iter().filter(|(word, root)| lemma(word) != *root).map(|(word, root)| (word, root, lemma(word))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn nasal_prefixes_give_back_what_they_swallowed() {
    check(&[
        ("mengirim", "kirim"),
        ("menulis", "tulis"),
        ("menyapu", "sapu"),
        ("memakai", "pakai"),
        ("mengecat", "cat"),
        ("pengepelan", "pel"),
    ]);
}
