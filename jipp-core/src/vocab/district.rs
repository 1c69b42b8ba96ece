//! Kecamatan: where a unit of a kab/kota stands. Their names repeat, so they help only inside a known region.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::region::{Region, region_by_code};
use crate::text::key;

/// A district (*kecamatan*; *distrik* in Papua, *kapanewon* or *kemantren* in Yogyakarta).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct District {
    /// Code of the Ministry of Home Affairs, such as `35.78.01`.
    pub code: String,
    /// Its name, without the word for its kind.
    pub name: String,
}

impl District {
    /// The kab/kota it lies in.
    pub fn region(&self) -> Option<&'static Region> {
        region_by_code(self.code.rsplit_once('.')?.0)
    }
}

/// Every district, in code order.
pub fn districts() -> &'static [District] {
    static TABLE: OnceLock<Vec<District>> = OnceLock::new();
    TABLE.get_or_init(|| super::table(include_str!("../../data/districts.csv")))
}

/// The district with this code.
pub fn district_by_code(code: &str) -> Option<&'static District> {
    let at = districts().binary_search_by(|district| district.code.as_str().cmp(code)).ok()?;
    districts().get(at)
}

/// The districts of a kab/kota, or of every kab/kota of a province, in code order. Nothing for an unknown code.
pub fn districts_of(region_code: &str) -> &'static [District] {
    let Some(region) = region_by_code(region_code) else { return &[] };
    let inside = |district: &District| district.code.strip_prefix(&region.code).is_some_and(|rest| rest.starts_with('.'));
    let from = districts().partition_point(|district| district.code < region.code);
    let length = districts().iter().skip(from).take_while(|district| inside(district)).count();
    districts().get(from..from + length).unwrap_or_default()
}

/// The districts of this name, in code order; within a province or kab/kota if its code is given. Spaces, hyphens and case do not
/// count, and the word for the kind may stand before it. A name that several districts have gives all of them.
///
/// ```
/// use jipp_core::vocab::find_district;
/// assert_eq!(find_district("Kecamatan Gubeng", Some("35.78")).len(), 1);
/// assert!(find_district("Sukajadi", None).len() > 1, "names repeat");
/// ```
pub fn find_district(name: &str, within: Option<&str>) -> Vec<&'static District> {
    static BY_NAME: OnceLock<HashMap<String, Vec<&'static District>>> = OnceLock::new();
    let table = BY_NAME.get_or_init(|| {
        let mut table: HashMap<String, Vec<&'static District>> = HashMap::new();
        for district in districts() {
            table.entry(key(&district.name)).or_default().push(district);
        }
        table
    });
    let written = key(name);
    let found = table.get(&written).or_else(|| {
        let bare = ["kecamatan", "kec", "distrik", "kapanewon", "kemantren"].iter().find_map(|word| written.strip_prefix(word))?;
        table.get(bare)
    });
    let inside = |district: &District| {
        within.is_none_or(|code| {
            region_by_code(code)
                .is_some_and(|region| district.region().is_some_and(|own| own.code == region.code || own.province().code == region.code))
        })
    };
    found.into_iter().flatten().copied().filter(|district| inside(district)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::vocab::{RegionKind, regions};

    #[test]
    fn every_district_lies_in_a_region() {
        assert_eq!(districts().len(), 7285);
        assert_eq!(include_str!("../../data/districts.csv").trim_end().lines().count(), 7286);
        assert!(districts().is_sorted_by(|a, b| a.code < b.code));
        assert!(districts().iter().all(|d| !d.name.is_empty() && d.region().is_some_and(|r| d.code.starts_with(&r.code))));
        // and every kab/kota has some, counted once
        let all: usize = regions().iter().filter(|r| r.kind != RegionKind::Provinsi).map(|r| districts_of(&r.code).len()).sum();
        assert_eq!(all, 7285);
        assert!(regions().iter().all(|r| !districts_of(&r.code).is_empty()));
        assert_eq!(districts_of("35.78").len(), 31);
        assert!(districts_of("3578").is_empty() && districts_of("35.7").is_empty());
    }

    #[test]
    fn names_repeat_and_a_region_decides() {
        let names: BTreeSet<&str> = districts().iter().map(|d| d.name.as_str()).collect();
        assert!(names.len() < districts().len());
        let everywhere = find_district("sukajadi", None);
        assert!(everywhere.len() > 1);
        let here = find_district("Kec. Sukajadi", Some("32.73"));
        assert_eq!(here.iter().map(|d| d.code.as_str()).collect::<Vec<_>>().len(), 1);
        assert!(here.iter().all(|d| district_by_code(&d.code) == Some(*d)));
        // a province will do, and so will a code from before the split of Papua
        assert_eq!(find_district("Sukajadi", Some("32")), here);
        assert_eq!(districts_of("91.01"), districts_of("93.01"));
        assert!(find_district("", None).is_empty() && find_district("Sukajadi", Some("99")).is_empty());
    }
}
