//! An index in pieces answers as the whole one does, and loads little for it.

use std::collections::BTreeMap;
use std::io::Read;

use jipp_core::progress::silent;
use jipp_core::search::{Index, IndexPieces, SearchDocument, SearchError, SearchMode, SearchRequest, Sort};
use proptest::prelude::*;

use crate::support::sample;

fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::DeflateDecoder::new(bytes).read_to_end(&mut out).unwrap();
    out
}

pub(crate) fn opened(pieces: &IndexPieces) -> Index {
    assert_eq!(pieces.head[..8], *b"JIPPPCS1");
    Index::from_head(&inflated(&pieces.head[12..])).unwrap()
}

fn bring(index: &Index, pieces: &IndexPieces, wanted: &[(u32, u64, u64)]) {
    for (number, _, length) in wanted {
        let piece = &pieces.pieces[*number as usize];
        assert_eq!(piece.len() as u64, *length);
        index.add_piece(*number, u32::from_le_bytes(piece[..4].try_into().unwrap()), inflated(&piece[4..])).unwrap();
    }
}

/// Asks, brings what is missing, asks again. Gives the answer, and how many pieces were brought in how many rounds.
pub(crate) fn asked<T>(index: &Index, pieces: &IndexPieces, ask: impl Fn(&Index) -> Result<T, SearchError>) -> (T, usize, usize) {
    let mut brought = 0;
    for round in 0..20 {
        match ask(index) {
            Err(SearchError::PiecesMissing { count }) => {
                let missing = index.missing();
                assert!(count == missing.len() && count > 0);
                bring(index, pieces, &missing);
                brought += count;
            }
            answer => return (answer.unwrap(), brought, round),
        }
    }
    panic!("it asks for ever more pieces");
}

/// A thousand documents made of those of the sample, with words, titles and years of their own.
fn documents() -> Vec<SearchDocument> {
    let sample = sample().directory.documents();
    (0..1000)
        .map(|n| {
            let mut document = sample[n % sample.len()].clone();
            document.id = format!("a{n:04}");
            document.title = format!("{} {}{}", document.title, ["melati", "mawar", "kenanga", "cempaka"][n % 4], n / 7);
            document.year = Some(2014 + (n % 11) as i32);
            document.texts.push(("impact".into(), format!("dampaknya {} warga di dusun{}", n * 7919 % 1000, n % 97)));
            document.related = if n % 50 == 1 { vec![format!("a{:04}", n - 1)] } else { Vec::new() };
            document
        })
        .collect()
}

fn requests() -> Vec<SearchRequest> {
    let texts = [
        "bank sampah",
        "bnak smpah",
        "pelayanan ktp disabilitas melati3",
        "\"bank sampah\" -melati",
        "dusun12",
        "melati",
        "melati1",
        "kenangaa",
        "ibu hamil jatim",
        "year:2015..2018 antrean",
        "e-ktp",
        "xyzzyq",
        "",
        "!!",
        "-sampah",
        "title:sampah OR antrean",
        "kami sulit mengurus akta kelahiran karena kantor jauh dari desa dan anak anak kami belum punya kartu identitas sama sekali",
    ];
    let plain = texts.iter().map(|text| SearchRequest {
        query: (*text).to_owned(),
        facets: vec!["source".into(), "year".into(), "province".into()],
        explain: true,
        ..SearchRequest::default()
    });
    let more = [
        SearchRequest { query: "sampah".into(), sort: Sort::Year, offset: 3, limit: 7, ..SearchRequest::default() },
        SearchRequest { query: "sampah".into(), sort: Sort::Title, limit: 30, ..SearchRequest::default() },
        SearchRequest { sort: Sort::Title, limit: 5, ..SearchRequest::default() },
        SearchRequest { query: "melati".into(), group: true, limit: 15, ..SearchRequest::default() },
        SearchRequest { query: "antrean lama".into(), mode: SearchMode::Need, ..SearchRequest::default() },
        SearchRequest {
            query: "sampah".into(),
            filters: BTreeMap::from([("year".to_owned(), vec!["2016".to_owned()])]),
            ..SearchRequest::default()
        },
    ];
    plain.chain(more).collect()
}

#[test]
fn answers_are_those_of_the_whole_index() {
    let whole = Index::build(&documents(), &silent).unwrap();
    let pieces = whole.to_pieces().unwrap();
    assert!(pieces.pieces.len() > 100, "{} pieces are too few to try anything", pieces.pieces.len());
    let kept = opened(&pieces);
    assert_eq!(kept.len(), whole.len());
    for request in requests() {
        let fresh = opened(&pieces);
        let expected = whole.search(&request).unwrap();
        let (found, brought, rounds) = asked(&fresh, &pieces, |index| index.search(&request));
        assert_eq!(found, expected, "{:?}", request.query);
        assert!(brought < pieces.pieces.len() / 2 && rounds <= 8, "{:?}: {brought} pieces in {rounds} rounds", request.query);
        let (again, brought, _) = asked(&fresh, &pieces, |index| index.search(&request));
        assert_eq!((again, brought), (found, 0), "what was brought stays");
        assert_eq!(asked(&kept, &pieces, |index| index.search(&request)).0, expected, "{:?} after others", request.query);
    }
    for typed in ["ban", "bank sam", "melati 1", "kena", "m", "zz"] {
        let fresh = opened(&pieces);
        assert_eq!(asked(&fresh, &pieces, |index| index.suggest(typed, 6)).0, whole.suggest(typed, 6).unwrap(), "{typed}");
    }
    for id in ["a0000", "a0500", "a0999", "", "a05", "zzz"] {
        let fresh = opened(&pieces);
        assert_eq!(asked(&fresh, &pieces, |index| index.get(id)).0, whole.get(id).unwrap(), "{id}");
        // an id that nothing has is told as such, and is no piece that is missing
        let similar = |index: &Index| match index.similar(id, 5) {
            Err(SearchError::UnknownInnovation { id }) => Ok(Err(id)),
            found => found.map(Ok),
        };
        let wanted = similar(&whole).unwrap();
        assert_eq!(wanted.is_ok(), id.len() == 5, "{id}");
        assert_eq!(asked(&fresh, &pieces, similar).0, wanted, "{id}");
    }
}

#[test]
fn one_file_holds_the_pieces_where_the_index_says() {
    let whole = Index::build(&documents()[..200], &silent).unwrap();
    let pieces = whole.to_pieces().unwrap();
    assert_eq!(pieces, whole.to_pieces().unwrap(), "the same index gives the same bytes");
    let index = opened(&pieces);
    let (head, file) = (pieces.head.len(), pieces.clone().into_file());
    let all = index.absent(true);
    assert_eq!(all.len(), pieces.pieces.len());
    assert!(index.absent(false).len() < all.len());
    for (number, start, length) in &all {
        let start = head + *start as usize;
        assert_eq!(file[start..start + *length as usize], pieces.pieces[*number as usize]);
    }
    assert_eq!(index.to_bytes().unwrap_err().code(), "pieces_missing");
    bring(&index, &pieces, &all);
    assert!(index.absent(true).is_empty());
    assert_eq!(index.documents().unwrap(), whole.documents().unwrap());
}

#[test]
fn small_and_empty_indexes_can_be_cut() {
    for documents in [Vec::new(), vec![SearchDocument { id: "a".into(), title: "Bank Sampah".into(), ..SearchDocument::default() }]] {
        let whole = Index::build(&documents, &silent).unwrap();
        let pieces = whole.to_pieces().unwrap();
        for query in ["bank sampah", "bnak smpah", ""] {
            let request = SearchRequest { query: query.into(), facets: vec!["year".into()], ..SearchRequest::default() };
            let index = opened(&pieces);
            assert_eq!(asked(&index, &pieces, |index| index.search(&request)).0, whole.search(&request).unwrap(), "{query}");
        }
    }
}

#[test]
fn pieces_of_another_place_index_or_version_are_refused() {
    let whole = Index::build(&documents()[..300], &silent).unwrap();
    let (pieces, other) = (whole.to_pieces().unwrap(), Index::build(&documents()[..299], &silent).unwrap().to_pieces().unwrap());
    let index = opened(&pieces);
    let parts = |piece: &[u8]| (u32::from_le_bytes(piece[..4].try_into().unwrap()), inflated(&piece[4..]));
    for (number, from) in [(0, &pieces.pieces[1]), (0, &other.pieces[0]), (u32::MAX, &pieces.pieces[0])] {
        let (checksum, bytes) = parts(from);
        assert_eq!(index.add_piece(number, checksum, bytes).unwrap_err().code(), "index_damaged");
    }
    assert_eq!(Index::from_head(&whole.to_bytes().unwrap()).unwrap_err().code(), "not_an_index");
    let mut head = inflated(&pieces.head[12..]);
    let at = head.windows(9).position(|bytes| bytes == b"\"format\":").unwrap() + 9;
    head[at] = b'2';
    assert_eq!(Index::from_head(&head).unwrap_err().code(), "index_incompatible");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_piece_is_seen(number in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), bit in 0u8..8) {
        static PIECES: std::sync::OnceLock<IndexPieces> = std::sync::OnceLock::new();
        let pieces = PIECES.get_or_init(|| Index::build(&documents()[..60], &silent).unwrap().to_pieces().unwrap());
        let index = opened(pieces);
        let number = number.index(pieces.pieces.len());
        let mut bytes = inflated(&pieces.pieces[number][4..]);
        prop_assume!(!bytes.is_empty());
        let checksum = u32::from_le_bytes(pieces.pieces[number][..4].try_into().unwrap());
        let at = place.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert_eq!(index.add_piece(number as u32, checksum, bytes).unwrap_err().code(), "index_damaged");
    }
}
