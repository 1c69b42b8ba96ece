//! The tables under `data/` agree with each other: every code and slug that one uses stands in the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::root;

type Row = BTreeMap<String, String>;

fn table(name: &str) -> Vec<Row> {
    let text = fs::read_to_string(root().join("jipp-core/data").join(name)).unwrap();
    csv::Reader::from_reader(text.as_bytes()).into_deserialize().map(|row| row.unwrap()).collect()
}

fn list<'a>(row: &'a Row, column: &str) -> Vec<&'a str> {
    row[column].split(';').map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn year(row: &Row, column: &str) -> Option<i32> {
    (!row[column].is_empty()).then(|| row[column].parse().unwrap())
}

fn by<'a>(rows: &'a [Row], column: &str) -> BTreeMap<&'a str, &'a Row> {
    let map: BTreeMap<&str, &Row> = rows.iter().map(|row| (row[column].as_str(), row)).collect();
    assert_eq!(map.len(), rows.len(), "`{column}` is not unique");
    map
}

/// The agency of `pusat:`, `bumn:` or `bumd:`, or the region of `pemda:`.
fn assert_owner(code: &str, agencies: &BTreeMap<&str, &Row>, regions: &BTreeMap<&str, &Row>) {
    let (level, rest) = code.split_once(':').unwrap();
    if level == "pemda" {
        assert_eq!(regions[rest]["is_administrative"], "0", "{code} has no government of its own");
    } else {
        let kind = agencies.get(rest).unwrap_or_else(|| panic!("{code} is unknown"))["kind"].as_str();
        let expected = if kind == "bumn" || kind == "bumd" { kind } else { "pusat" };
        assert_eq!(level, expected, "{code} is of kind {kind}");
    }
}

/// `kemenkumham:-2024;kemenimipas:2024-`: every slug exists, and existed in the years stated.
fn assert_history(history: &str, agencies: &BTreeMap<&str, &Row>) {
    let mut before: Option<i32> = None;
    for part in history.split(';').filter(|part| !part.is_empty()) {
        let (slug, years) = part.split_once(':').unwrap();
        let (from, to) = years.split_once('-').unwrap();
        let (from, to): (Option<i32>, Option<i32>) = (from.parse().ok(), to.parse().ok());
        let agency = agencies.get(slug).unwrap_or_else(|| panic!("{slug} of {history} is unknown"));
        let (start, end) = (year(agency, "valid_from"), year(agency, "valid_to"));
        assert!(from.zip(start).is_none_or(|(from, start)| from >= start), "{slug} did not exist at the start of {part}");
        assert!(end.is_none_or(|end| to.is_some_and(|to| to <= end)), "{slug} did not exist at the end of {part}");
        assert!(before.is_none_or(|before| from.is_some_and(|from| from >= before)), "{history} is not in the order of years");
        before = to;
    }
}

#[test]
fn predecessors_and_successors_mirror_each_other() {
    let rows = table("agencies.csv");
    let agencies = by(&rows, "slug");
    for (one, other) in [
        ("predecessors", "successors"),
        ("successors", "predecessors"),
        ("functions_from", "functions_to"),
        ("functions_to", "functions_from"),
    ] {
        for row in &rows {
            for slug in list(row, one) {
                let target = agencies.get(slug).unwrap_or_else(|| panic!("{slug}, in {one} of {}, is unknown", row["slug"]));
                assert!(list(target, other).contains(&row["slug"].as_str()), "{slug} does not name {} in {other}", row["slug"]);
            }
        }
    }
}

#[test]
fn years_of_a_succession_do_not_contradict() {
    let rows = table("agencies.csv");
    let agencies = by(&rows, "slug");
    for row in &rows {
        let (from, to) = (year(row, "valid_from"), year(row, "valid_to"));
        assert!(from.zip(to).is_none_or(|(from, to)| from <= to), "{} ended before it began", row["slug"]);
        for slug in list(row, "successors") {
            let end = to.unwrap_or_else(|| panic!("{} has a successor but no end", row["slug"]));
            let next = agencies[slug];
            assert!(year(next, "valid_from").is_none_or(|from| from <= end + 1), "{slug} began long after the end of {}", row["slug"]);
            assert!(year(next, "valid_to").is_none_or(|to| to >= end), "{slug} ended before {} did", row["slug"]);
        }
        for column in ["parent", "supervisor"] {
            assert!(row[column].is_empty() || agencies.contains_key(row[column].as_str()), "{column} of {}", row["slug"]);
        }
        assert!(row["kind"] != "ptn" || (row["parent"].is_empty() && !row["supervisor"].is_empty()), "{}", row["slug"]);
        assert!(row["is_pattern"].is_empty() || row["kind"] == "bumd", "{}", row["slug"]);
        assert!(["high", "medium", "low"].contains(&row["confidence"].as_str()), "{}", row["slug"]);
    }
}

#[test]
fn owners_of_units_exist() {
    let (agencies, regions) = (table("agencies.csv"), table("regions.csv"));
    let (agencies, regions) = (by(&agencies, "slug"), by(&regions, "code"));
    let named = table("named_units.csv");
    let mut seen = BTreeSet::new();
    for row in &named {
        assert_owner(&row["owner_code"], &agencies, &regions);
        assert_history(&row["owner_history"], &agencies);
        assert!(regions.contains_key(row["place_code"].as_str()), "{}", row["name"]);
        assert!(seen.insert((&row["name"], &row["owner_code"])), "{} stands twice", row["name"]);
        assert_eq!((row["source"].as_str(), row["verified"].as_str()), ("knowledge", "no"), "{}: name the document", row["name"]);
    }
    assert!(named.len() > 600);
    for row in table("unit_types.csv") {
        let central = row["owner_level"] == "central";
        assert_eq!(central, !row["central_parent_slug"].is_empty(), "{}", row["token"]);
        assert!(!central || agencies.contains_key(row["central_parent_slug"].as_str()), "{}", row["token"]);
        assert_history(&row["owner_history"], &agencies);
    }
    for agency in agencies.values() {
        assert!(agency["place_code"].is_empty() || regions.contains_key(agency["place_code"].as_str()), "{}", agency["slug"]);
    }
}

#[test]
fn aliases_point_to_regions_and_own_up_to_other_meanings() {
    let regions = table("regions.csv");
    let regions = by(&regions, "code");
    let key = |text: &str| text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let mut official: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (code, row) in &regions {
        for name in [&row["name"], &row["short_name"]] {
            official.entry(key(name)).or_default().push(code);
        }
    }
    for row in table("region_aliases.csv") {
        let (alias, code) = (row["alias"].as_str(), row["target_code"].as_str());
        assert!(code.starts_with('*') || regions.contains_key(code), "{alias}: {code}");
        let others = list(&row, "ambiguous_with");
        assert!(others.iter().all(|other| regions.contains_key(other)), "{alias}: {others:?}");
        if !code.starts_with('*') && row["kind"] != "old_code" {
            for same in official.get(&key(alias)).into_iter().flatten().filter(|same| **same != code) {
                assert!(others.contains(same), "{alias} is the official name of {same}");
            }
        }
    }
}

/// Short forms that two living bodies really share. A new one must be meant: it makes the resolver ask.
const SHARED_NAMES: &[&str] = &["badanpenyelenggarajaminansosial", "bkk", "bnpp", "bpjs", "den"];

#[test]
fn living_bodies_share_no_name_by_accident() {
    let rows = table("agencies.csv");
    let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["valid_to"].is_empty()) {
        let owner = if row["parent"].is_empty() { &row["slug"] } else { &row["parent"] };
        for name in std::iter::once(row["name"].as_str()).chain(list(row, "abbreviations")).chain(list(row, "aliases")) {
            let key = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
            owners.entry(key).or_default().insert(owner);
        }
    }
    let shared: Vec<_> = owners.iter().filter(|(_, owners)| owners.len() > 1).map(|(name, _)| name.as_str()).collect();
    assert_eq!(shared, SHARED_NAMES, "{:?}", owners.iter().filter(|(_, owners)| owners.len() > 1).collect::<Vec<_>>());
}
