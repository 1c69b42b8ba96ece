//! Whose an innovation is: the body, its place, its work unit.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::text;
use crate::model::Innovation;
use crate::text::lexicon::Lexicon;
use crate::text::{key, words};
use crate::vocab::{abbreviations, agency_by_code, regions, unit_types};

/// Words before the name of a regency or city.
const REGENCY: &[&str] = &["kabupaten", "kab", "kota"];
/// Words before the name of a province.
const PROVINCE: &[&str] = &["provinsi", "prov"];
/// Words for a government as a whole.
const GOVERNMENT: &[&str] = &["pemerintah", "pemerintahan", "pemkab", "pemkot", "pemprov", "pemda", "daerah"];

/// Local offices of national bodies, as their names begin.
const LOCAL_OFFICES: &[&str] = &[
    "polres",
    "polresta",
    "polrestabes",
    "polsek",
    "kepolisian resor",
    "kejaksaan negeri",
    "kejari",
    "pengadilan negeri",
    "pengadilan agama",
    "kantor pertanahan",
    "kantah",
    "kantor imigrasi",
    "kanim",
    "lapas",
    "lembaga pemasyarakatan",
    "rutan",
    "rumah tahanan negara",
    "kantor kementerian agama",
    "kemenag",
    "kodim",
];
/// Words of the longest name of a region.
const LONGEST_PLACE: usize = 4;

/// Whether the name of a regency or city follows.
fn opens_regency(word: &str) -> bool {
    REGENCY.contains(&word) || matches!(word, "pemkab" | "pemkot")
}

fn is_kind(word: &str) -> bool {
    REGENCY.contains(&word) || PROVINCE.contains(&word)
}

/// The code of today's body: a ministry that was renamed is no other owner.
pub(super) fn owner(innovation: &Innovation) -> String {
    let code = text(innovation.agency_code.as_ref());
    agency_by_code(&code).map_or(code, |agency| agency.today().code.clone())
}

/// Where an innovation is: the code of its region and its [`locus`], both empty where its agency is several regencies.
pub(super) fn whereabouts(innovation: &Innovation) -> (String, String) {
    if in_several_places(innovation) { Default::default() } else { (text(innovation.region_code.as_ref()), locus(innovation)) }
}

/// The name of the region without the word for its kind: `Kab. Wonosobo` and `Kabupaten Wonosobo` are one place even where no table
/// lists it. Where the record names no region, what follows the word for its kind in the name of the agency, unless that names several.
fn locus(innovation: &Innovation) -> String {
    if let Some(name) = innovation.region_name.as_ref().or(innovation.region.as_ref()) {
        return place(name).join(" ");
    }
    if let Some(seat) = [&innovation.unit, &innovation.agency].into_iter().flatten().find_map(|name| seat(name)) {
        return seat;
    }
    let agency: Vec<String> = words(innovation.agency.as_deref().unwrap_or_default()).collect();
    // behind the regency stands the province it is in
    let within = agency.iter().rposition(|word| PROVINCE.contains(&word.as_str()) || word == "pemprov").unwrap_or(agency.len());
    let (before, province) = agency.split_at(within);
    let mut regencies = before.split(|word| opens_regency(word)).skip(1);
    match (regencies.next(), regencies.next()) {
        (Some(regency), None) => regency.join(" "),
        (None, _) => province.get(1..).unwrap_or_default().join(" "),
        (Some(_), Some(_)) => String::new(),
    }
}

/// Where the local office of a national body is: *Polres Cimahi* and *Polres Jambi* are offices of one body and owners of their own.
fn seat(office: &str) -> Option<String> {
    let named: Vec<String> = words(office).collect();
    let behind = LOCAL_OFFICES.iter().find_map(|kind| {
        let kind: Vec<&str> = kind.split(' ').collect();
        let at = named.windows(kind.len()).position(|found| found == kind.as_slice())?;
        named.get(at + kind.len()..)
    })?;
    let place: Vec<&str> = behind.iter().map(String::as_str).filter(|word| !is_kind(word)).take(LONGEST_PLACE).collect();
    known_place(&place)
}

/// The longest name of a region that these words begin with, without the word for its kind.
fn known_place(named: &[&str]) -> Option<String> {
    static REGIONS: OnceLock<FxHashSet<String>> = OnceLock::new();
    let known = REGIONS.get_or_init(|| regions().iter().map(|region| words(&region.short_name).collect::<Vec<_>>().join(" ")).collect());
    let longest = LONGEST_PLACE.min(named.len());
    (1..=longest).rev().find_map(|length| named.get(..length).map(|words| words.join(" ")).filter(|name| known.contains(name)))
}

/// Whether the agency is several regencies or cities side by side, none of which alone is the owner: *Kota Yogyakarta, Kab. Sleman dan Kab.
/// Bantul*.
fn in_several_places(innovation: &Innovation) -> bool {
    let agency: Vec<String> = words(innovation.agency.as_deref().unwrap_or_default()).collect();
    let named: Vec<&str> = agency.iter().map(String::as_str).collect();
    let kinds = named.iter().enumerate().filter(|(_, word)| opens_regency(word));
    let mut places = kinds.filter_map(|(at, _)| known_place(named.get(at + 1..)?));
    places.next().is_some_and(|first| places.any(|other| other != first))
}

/// The words of a region's name without those for its kind.
fn place(region: &str) -> Vec<String> {
    words(region).filter(|word| !is_kind(word)).collect()
}

/// The work unit (*perangkat daerah*, *UPP*) in full words, without the place it is in: `Disdukcapil Kab. Gowa` and `Dinas Kependudukan dan
/// Pencatatan Sipil` are one, and an English unit is read in Indonesian. Where the record names no unit, the one that the name of a local
/// government's agency begins with; empty if that begins with no kind of unit: *Pemkab Gowa*, *Bupati Gowa*, *Gowa Regency*.
pub(super) fn office(innovation: &Innovation) -> String {
    let local = matches!(innovation.agency_level.as_deref(), Some("provinsi" | "kabupaten" | "kota"));
    let agency = innovation.agency.as_ref().filter(|agency| local && words(agency).next().is_some_and(|word| begins_unit(&word)));
    let Some(name) = innovation.unit.as_ref().or(agency) else { return String::new() };
    let before_place = words(name).take_while(|word| !is_kind(word));
    let named: Vec<String> = before_place.skip_while(|word| GOVERNMENT.contains(&word.as_str())).collect();
    let place = place(innovation.region_name.as_deref().unwrap_or_default());
    let named = named.strip_suffix(place.as_slice()).unwrap_or(&named);
    let english: Vec<&str> = named.iter().map(String::as_str).collect();
    Lexicon::built_in().in_indonesian(&english, 1).pop().map_or_else(|| in_full(named), |read| in_full(&read))
}

/// Words of the longest short form of a unit.
const LONGEST: usize = 3;

/// The words of a unit, its short forms as what they stand for.
fn in_full(words: &[String]) -> String {
    let mut full: Vec<&str> = Vec::with_capacity(words.len());
    let mut rest = words;
    while let [first, behind @ ..] = rest {
        let short = (1..=LONGEST.min(rest.len())).rev().find_map(|length| {
            let (phrase, behind) = rest.split_at_checked(length)?;
            Some((short_forms().get(&phrase.concat())?.as_str(), behind))
        });
        let (words, behind) = short.unwrap_or((first, behind));
        full.push(words);
        rest = behind;
    }
    full.join(" ")
}

/// Whether names of work units begin with this word: *dinas*, *badan*, *RSUD*, *disdik*.
fn begins_unit(word: &str) -> bool {
    static FIRST: OnceLock<FxHashSet<String>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let names = unit_types().iter().flat_map(|unit| [&unit.token, &unit.expansion]);
        names.filter_map(|name| words(name).next()).collect()
    });
    first.contains(word)
}

/// What the short forms of units stand for, by their letters.
fn short_forms() -> &'static FxHashMap<String, String> {
    static FORMS: OnceLock<FxHashMap<String, String>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let expanded = |long: &str| words(long).collect::<Vec<_>>().join(" ");
        let clear = abbreviations().iter().filter(|short| !short.is_ambiguous());
        let others = clear.map(|short| (key(&short.abbreviation), expanded(&short.expansion)));
        // a kind of unit counts more than another reading of its letters
        let units = unit_types().iter().map(|unit| (key(&unit.token), expanded(&unit.expansion)));
        others.chain(units).filter(|(short, long)| !short.is_empty() && !long.is_empty()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locus(innovation: &Innovation) -> String {
        whereabouts(innovation).1
    }

    fn of(agency: &str, unit: &str, region: &str) -> Innovation {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Innovation {
            agency: some(agency),
            unit: some(unit),
            region_name: some(region),
            agency_level: some("kabupaten"),
            ..Innovation::new("a", "")
        }
    }

    #[test]
    fn a_unit_is_named_in_full_and_without_its_place() {
        let full = "dinas kependudukan dan pencatatan sipil";
        for (agency, unit) in [
            ("Disdukcapil Kab. Gowa", ""),
            ("Dinas Kependudukan dan Pencatatan Sipil Gowa", ""),
            ("Pemerintah Kabupaten Gowa", "Disdukcapil"),
        ] {
            assert_eq!(office(&of(agency, unit, "Kabupaten Gowa")), full, "{agency} / {unit}");
        }
        assert_eq!(office(&of("Gowa Regency", "District Health Office", "Kabupaten Gowa")), "dinas kesehatan");
        assert_eq!(office(&of("Dinas PUPR Kota Bima", "", "Kota Bima")), "dinas pekerjaan umum dan penataan ruang");
        assert_eq!(office(&of("Dinas Sosial Sulawesi Selatan", "", "Provinsi Sulawesi Selatan")), "dinas sosial");
        assert_eq!(office(&of("Pemerintah Daerah Kabupaten Gowa", "", "Kabupaten Gowa")), "");
        assert_eq!(office(&of("Gowa", "", "Kabupaten Gowa")), "");
    }

    #[test]
    fn the_place_is_that_of_one_regency() {
        assert_eq!(locus(&of("Kabupaten Wonosobo", "", "Kab. Wonosobo")), "wonosobo");
        assert_eq!(locus(&of("Dinas Sosial Kab. Antah, Provinsi Berantah", "", "")), "antah");
        assert_eq!(locus(&of("Pemerintah Provinsi Antah Berantah", "", "")), "antah berantah");
        assert_eq!(locus(&of("Pemkab Antah", "", "")), "antah");
        assert_eq!(locus(&of("Kota Antah dan Kabupaten Berantah", "", "")), "");
    }

    #[test]
    fn several_places_are_none() {
        let several = "Kota Yogyakarta, Kab. Sleman dan Kab. Bantul";
        assert_eq!(locus(&of(several, "", "Kota Yogyakarta")), "");
        assert_eq!(locus(&of("Pemkab Sleman dan Pemkot Yogyakarta", "", "Kabupaten Sleman")), "");
        assert_eq!(locus(&of("Kota Bogor dan Kabupaten Bogor", "", "Kota Bogor")), "bogor");
        assert_eq!(locus(&of("Kecamatan Kota Kabupaten Kudus", "", "Kabupaten Kudus")), "kudus");
    }

    #[test]
    fn a_local_office_is_where_it_says() {
        assert_eq!(locus(&of("Polres Cimahi", "", "")), "cimahi");
        assert_eq!(locus(&of("Polda Jawa Timur", "Polres Malang Kota", "")), "malang");
        assert_eq!(locus(&of("Badan Pertanahan Nasional", "Kantor Pertanahan Kabupaten Teluk Bintuni", "")), "teluk bintuni");
        assert_eq!(locus(&of("Polres Antah", "", "")), "", "a place that nobody knows may be a short form");
        assert_eq!(locus(&of("Lapas Kelas IIB Siborong", "", "")), "");
    }
}
