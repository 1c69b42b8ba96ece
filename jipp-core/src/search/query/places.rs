//! Regions named in a question.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::text::words;
use crate::vocab::{RegionKind, places_within_regions, region_names, regions};

/// Most words of the name of a region.
pub(super) const LONGEST: usize = 5;

/// A region named: how many words name it, and the codes it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedPlace {
    pub(super) words: usize,
    pub(super) codes: Vec<&'static str>,
}

/// Names of one word that are ordinary words as well: a region only where its kind is named (`Kota Batu`).
const ORDINARY: &[&str] = &["batu", "metro", "serang", "landak", "buru", "malang", "pati", "mimika", "palu", "sukamara", "buton", "tual"];

/// Towns whose names are ordinary words as well, never read as regions.
const ORDINARY_TOWNS: &[&str] = &[
    "negara", "praya", "borong", "rantau", "raya", "salak", "menteng", "sumber", "parigi", "tanjung", "benteng", "waris", "mulia", "bangko",
];

/// Shortest name of a town that is read as its region.
const SHORTEST_TOWN: usize = 5;

/// The region that these folded words begin with, longest name first. The word for its kind decides between a kabupaten and a kota of
/// one name; without it both are meant.
pub(super) fn place(asked: &[&str]) -> Option<NamedPlace> {
    static TABLE: OnceLock<HashMap<String, Vec<&'static str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: HashMap<String, Vec<&'static str>> = HashMap::new();
        for region in regions() {
            let above = if region.kind == RegionKind::Provinsi { Vec::new() } else { region_names(&region.province().code) };
            let own = region_names(&region.code).into_iter().filter(|name| !above.contains(name));
            let kinds: &[&str] = match region.kind {
                RegionKind::Provinsi => &["provinsi", "prov", "pemprov"],
                RegionKind::Kabupaten => &["kabupaten", "kab", "pemkab"],
                RegionKind::Kota => &["kota", "pemkot"],
            };
            let typed = kinds.iter().map(|kind| format!("{kind} {}", region.short_name));
            let bare = (region.kind == RegionKind::Provinsi || !ORDINARY.contains(&region.short_name.to_lowercase().as_str()))
                .then(|| region.short_name.clone());
            for name in own.chain(typed).chain(bare) {
                let name = words(&name).collect::<Vec<_>>().join(" ");
                // two letters are too little to be sure of a region
                if name.len() < 3 {
                    continue;
                }
                let codes = table.entry(name).or_default();
                if !codes.contains(&region.code.as_str()) {
                    codes.push(&region.code);
                }
            }
        }
        for (name, codes) in places_within_regions() {
            let name = words(name).collect::<Vec<_>>().join(" ");
            if name.len() < SHORTEST_TOWN || ORDINARY_TOWNS.contains(&name.as_str()) {
                continue;
            }
            // a region of this name is meant first
            table.entry(name).or_insert(codes);
        }
        table
    });
    (1..=asked.len().min(LONGEST)).rev().find_map(|count| {
        let codes = table.get(&asked.get(..count)?.join(" "))?;
        Some(NamedPlace { words: count, codes: codes.clone() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_decides_and_a_short_form_is_enough() {
        assert_eq!(place(&["kota", "bogor"]), Some(NamedPlace { words: 2, codes: vec!["32.71"] }));
        assert_eq!(place(&["bogor"]).map(|p| p.codes.len()), Some(2));
        assert_eq!(place(&["jatim", "sehat"]), Some(NamedPlace { words: 1, codes: vec!["35"] }));
        assert_eq!(place(&["jawa", "timur"]).map(|p| p.words), Some(2));
        assert_eq!(place(&["sampah"]), None);
    }

    #[test]
    fn groupings_and_towns_stand_for_their_regions() {
        assert_eq!(place(&["tapal", "kuda"]).map(|p| (p.words, p.codes.len())), Some((2, 9)));
        assert_eq!(place(&["purwokerto"]), Some(NamedPlace { words: 1, codes: vec!["33.02"] }));
        assert_eq!(place(&["negara"]), None, "a town, and a word of every day");
        assert_eq!(place(&["malang", "raya"]).map(|p| p.codes.len()), Some(3));
    }
}
