//! The catalog: what was found out survives, and no half of it is ever seen.

use std::fs;

use jipp_core::catalog::Catalog;
use jipp_core::lang::Lang;
use jipp_core::progress::silent;
use jipp_core::search::{Index, SearchRequest};

use crate::support::sample;

#[test]
fn everything_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nasional.jipp");
    let integration = sample();
    let index = Index::build(&integration.directory.documents(), &silent).unwrap();
    let catalog = Catalog::create(&path, &integration, &index, &silent).unwrap();
    let status = catalog.status().unwrap();
    assert_eq!(status.accepted as usize, integration.accepted());
    assert_eq!(status.quarantined as usize, integration.quarantined());
    assert_eq!(catalog.innovations().unwrap(), integration.directory.innovations);
    let findings = catalog.findings(Lang::En).unwrap();
    assert_eq!(findings.len(), integration.checked.findings.len());
    assert_eq!(findings[0].message, integration.checked.findings[0].message(Lang::En));
    let request = SearchRequest { query: "bank sampah".into(), ..SearchRequest::default() };
    assert_eq!(catalog.index().unwrap().search(&request).unwrap(), index.search(&request).unwrap());
    drop(catalog);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the catalog");
    // a second build replaces it
    Catalog::create(&path, &integration, &index, &silent).unwrap();
}

#[test]
fn files_of_other_kinds_are_neither_opened_nor_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let integration = sample();
    let index = Index::build(&integration.directory.documents(), &silent).unwrap();
    for (name, bytes) in [("catatan.txt", &b"penting"[..]), ("kosong.jipp", b"")] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        assert_eq!(Catalog::open(&path).unwrap_err().code(), "not_a_catalog");
        assert_eq!(Catalog::create(&path, &integration, &index, &silent).unwrap_err().code(), "not_a_catalog");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    let missing = folder.path().join("tidak/ada.jipp");
    assert_eq!(Catalog::create(&missing, &integration, &index, &silent).unwrap_err().code(), "io");
    assert_eq!(Catalog::open(&missing).unwrap_err().code(), "io");
}

#[test]
fn a_damaged_index_is_refused_not_silently_wrong() {
    let integration = sample();
    let bytes = Index::build(&integration.directory.documents(), &silent).unwrap().to_bytes().unwrap();
    assert_eq!(Index::from_bytes(b"not an index").unwrap_err().code(), "not_an_index");
    for cut in [9, 40, bytes.len() / 2, bytes.len() - 1] {
        assert!(matches!(Index::from_bytes(&bytes[..cut]).unwrap_err().code(), "index_damaged" | "not_an_index"), "cut at {cut}");
    }
    // a flipped byte: refused, or (inside the header's free text) the same answers
    for step in 0..200 {
        let mut flipped = bytes.clone();
        let at = 8 + step * (bytes.len() - 8) / 200;
        flipped[at] ^= 0x41;
        if let Ok(index) = Index::from_bytes(&flipped) {
            assert_eq!(index.len(), integration.directory.innovations.len(), "byte {at}");
        }
    }
    let header = String::from_utf8_lossy(&bytes[..600]).into_owned();
    let format = header.find("\"format\":").unwrap() + "\"format\":".len();
    let other = format!("{}9{}", &header[..format], &header[format + 1..]);
    assert_ne!(header, other, "this version is not format 9");
    let mut newer = other.into_bytes();
    newer.truncate(600);
    newer.extend_from_slice(&bytes[600..]);
    assert!(matches!(Index::from_bytes(&newer).unwrap_err().code(), "index_incompatible" | "index_damaged"));
}
