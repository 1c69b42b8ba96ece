//! Which innovations have which word, in which field, how often and where?
//!
//! One list for each word as written (folded) over all fields; a lemma is the set of its words, so nothing is written twice. tantivy
//! keeps a list for each field and stream, sixteen here, and reads them one by one; this layout reads one list per word, which
//! is what makes BM25F over eight fields and two streams cost no more than one field (`docs/benchmarks.md`).
//!
//! The part is a table of section lengths and then the sections: sums of field lengths; length codes (those of all documents for each
//! field in turn); facts (what the priors ask for, of each document); words (an FST to offsets of entries); entries (number of documents,
//! place of the list, lengths of its documents, its positions and its marks); lemmas (an FST to offsets of sets); sets (number
//! of documents that have one of the words, then the words as offsets and as text, empty for the lemma itself); lists; names (an FST to offsets); lists of names. All numbers are
//! variable-length integers, documents and positions are written as differences.

mod automaton;
mod bytes;
#[cfg(any(feature = "cli", test))]
mod everything;
mod length;
mod list;
mod lists;
mod nearby;
mod reader;
mod skips;
mod trigrams;
mod writer;

pub(super) use automaton::{Near, signature};
pub(super) use bytes::Input;
#[cfg(any(feature = "cli", test))]
pub(super) use bytes::put;
pub(super) use list::Cursor;
pub(super) use reader::{Facts, Lemma, List, Places, Words};
pub(super) use writer::WordsWriter;

/// Bytes of the facts of a document: award, running, replicated, and the year in two.
const FACTS: usize = 5;
const SECTIONS: usize = 10;
/// Positions left free between two fields, so that no phrase crosses them.
const GAP: u32 = 16;

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;
    use tantivy::directory::OwnedBytes;

    use super::*;
    use crate::search::fields::{ALL_FIELDS, FIELDS};

    /// Sections that are read by this module itself: entries, sets, lists, lists of names. (The dictionaries are `tantivy-fst`'s; the
    /// checksum of the bundle stands before them.)
    const OWN: [usize; 4] = [4, 6, 7, 9];

    fn part() -> Vec<u8> {
        let mut writer = WordsWriter::default();
        for document in 0..300 {
            let text = format!("pelayanan melayani layanan desa{} sampah sampah", document % 7);
            let fields = (0..FIELDS.len()).map(|field| if field == 0 || field == 5 { vec![Cow::from(text.clone())] } else { Vec::new() });
            let facts = Facts { award: 1, running: true, replicated: 0, year: 2020 };
            writer.add(fields, &["=35".to_owned()], vec![format!("nama{}", document % 50)], facts);
        }
        writer.finish().unwrap()
    }

    fn ask_everything(words: &Words) -> usize {
        let mut read = 0;
        let mut found = Vec::new();
        for word in ["layan", "sampah", "desa1", "desa2", "=35", "tidakada"] {
            read += words.words_of(word).len();
            for list in words.lemma(word).lists.into_iter().chain(words.list(word)) {
                words.each(list, |_, occurrences| read += usize::from(occurrences.counts[0] > 0));
                let mut places = words.places(list);
                let mut document = 0;
                while let Some(next) = places.seek(document) {
                    places.read(ALL_FIELDS, &mut found);
                    read += found.len();
                    document = next.saturating_add(9);
                }
            }
        }
        read + words.named("nama3").len() + words.resembling("namaku3", 0.1, 20).len() + words.near("sampha", 2).len()
    }

    #[test]
    fn lists_are_those_of_the_documents() {
        let words = Words::open(OwnedBytes::new(part())).unwrap();
        let layan = words.lemma("layan");
        assert_eq!((layan.documents, layan.lists.len()), (300, 3), "a document with all three words counts once");
        assert_eq!(words.words_of("layan"), ["layanan", "melayani", "pelayanan"]);
        assert_eq!(words.words_of("sampah"), ["sampah"]);
        let list = words.list("sampah").unwrap();
        let mut all = Vec::new();
        words.positions(list, &[0, 31, 32, 33, 299], |at, positions| all.push((at, positions.len())));
        assert_eq!(all, [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]);
        let mut places = words.places(list);
        places.seek(40);
        let mut found = Vec::new();
        assert_eq!((places.read(1, &mut found), found.len()), (4, 2), "two of four are in the title");
        assert_eq!(words.lengths()[0].len(), 300);
    }

    proptest! {
        #[test]
        fn damaged_lists_panic_nowhere_and_end(
            changes in proptest::collection::vec((0usize..OWN.len(), any::<prop::sample::Index>(), any::<u8>()), 1..12)
        ) {
            let mut bytes = part();
            let length = |bytes: &[u8], section: usize| u64::from_le_bytes(bytes[section * 8..section * 8 + 8].try_into().unwrap()) as usize;
            for (section, place, byte) in changes {
                let section = OWN[section];
                let start = SECTIONS * 8 + (0..section).map(|before| length(&bytes, before)).sum::<usize>();
                let own = length(&bytes, section);
                bytes[start + place.index(own)] = byte;
            }
            let words = Words::open(OwnedBytes::new(bytes)).unwrap();
            // each list is read to its end at most once for each question
            prop_assert!(ask_everything(&words) < 1 << 22);
        }

        #[test]
        fn a_part_cut_off_anywhere_is_refused(place in any::<prop::sample::Index>()) {
            let whole = part();
            let cut = whole[..place.index(whole.len())].to_vec();
            prop_assert!(Words::open(OwnedBytes::new(cut)).is_err());
        }
    }
}
