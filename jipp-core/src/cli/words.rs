//! What are codes called where a person reads them? JSON and CSV keep the codes.

use std::collections::BTreeMap;

use crate::dedup::Kind;
use crate::lang::{Bilingual, Lang};
use crate::model::Severity;

const fn word(id: &'static str, en: &'static str) -> Bilingual {
    Bilingual { id, en }
}

/// Codes of what a catalog counts beside links and findings, which have words of their own: verdicts, what became of innovations, stages, articles,
/// interactions, evidence.
const WORDS: [(&str, Bilingual); 23] = [
    ("same", word("sama", "same")),
    ("different", word("berbeda", "different")),
    ("open", word("terbuka", "open")),
    ("berjalan", word("berjalan", "running")),
    ("berhenti", word("berhenti", "stopped")),
    ("lainnya", word("lainnya", "other")),
    ("belum_dimutakhirkan", word("belum dimutakhirkan", "not updated")),
    ("minat", word("minat", "interest")),
    ("kesepakatan", word("kesepakatan", "agreement")),
    ("persetujuan", word("persetujuan", "approval")),
    ("implementasi", word("implementasi", "implementation")),
    ("selesai", word("selesai", "completed")),
    ("ditolak", word("ditolak", "rejected")),
    ("news", word("berita", "news")),
    ("guide", word("panduan", "guide")),
    ("tutorial", word("tutorial", "tutorial")),
    ("interest", word("minat", "interest")),
    ("question", word("pertanyaan", "question")),
    ("answer", word("jawaban", "answer")),
    ("rating", word("penilaian", "rating")),
    ("bookmark", word("markah", "bookmark")),
    ("text", word("teks", "text")),
    ("link", word("tautan", "link")),
];

/// The word for a code; a code that has none stays as it is.
pub(super) fn called(code: &str, lang: Lang) -> &str {
    let kinds = Kind::ALL.iter().map(|kind| (kind.code(), kind.label()));
    let severities = Severity::ALL.iter().map(|severity| (severity.code(), severity.label()));
    let mut words = kinds.chain(severities).chain(WORDS);
    words.find(|(known, _)| *known == code).map_or(code, |(_, word)| word.get(lang))
}

/// Counts by code, in words; nothing counted is `0`.
pub(super) fn counted<N: std::fmt::Display>(counts: &BTreeMap<String, N>, lang: Lang) -> String {
    if counts.is_empty() {
        return "0".to_owned();
    }
    counts.iter().map(|(code, count)| format!("{} {count}", called(code, lang))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleKind, ReplicationStage};

    #[test]
    fn counts_are_told_in_words_and_nothing_is_zero() {
        let counts = BTreeMap::from([("replication".to_owned(), 3), ("version".to_owned(), 1)]);
        assert_eq!(counted(&counts, Lang::Id), "replikasi 3, versi 1");
        assert_eq!(counted(&counts, Lang::En), "replication 3, version 1");
        assert_eq!(counted(&BTreeMap::<String, u64>::new(), Lang::Id), "0");
        assert_eq!(counted(&BTreeMap::from([("panrb_kipp".to_owned(), 2)]), Lang::Id), "panrb_kipp 2", "names stay");
    }

    #[test]
    fn every_code_that_is_counted_has_a_word() {
        let stages = ReplicationStage::ALL.map(ReplicationStage::code);
        let articles = [ArticleKind::News, ArticleKind::Guide, ArticleKind::Tutorial];
        let articles = articles.map(|kind| serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned());
        let known = |code: &str| WORDS.iter().any(|(known, _)| *known == code);
        for code in stages.into_iter().chain(articles.iter().map(String::as_str)) {
            assert!(known(code), "{code}");
        }
        // what the library calls by a word of its own is called the same here
        for kind in Kind::ALL {
            assert_eq!([Lang::Id, Lang::En].map(|lang| called(kind.code(), lang)), [kind.label().id, kind.label().en]);
        }
        for severity in Severity::ALL {
            assert_eq!([Lang::Id, Lang::En].map(|lang| called(severity.code(), lang)), [severity.label().id, severity.label().en]);
        }
    }
}
