//! Typing errors in the names of places.

use super::Found;
use super::place::government;
use crate::text::words;
use crate::vocab::parse::place_keys;
use crate::vocab::region::{Region, RegionKind};

/// One or two letters of difference to exactly one official place name (`Tanggerang Selatan`, `Minahahasa Utara`).
pub(super) fn fuzzy(text: &str) -> Option<Found> {
    let mut kind = None;
    let mut rest = String::new();
    for word in words(text) {
        match word.as_str() {
            "kabupaten" | "kab" | "pemkab" => kind = Some(RegionKind::Kabupaten),
            "kota" | "pemkot" | "pemko" => kind = Some(RegionKind::Kota),
            "provinsi" | "prov" | "pemprov" | "propinsi" => kind = Some(RegionKind::Provinsi),
            "pemerintah" | "pemda" | "daerah" => {}
            other => rest.push_str(other),
        }
    }
    // short names are too near to each other
    let allowed = match rest.len() {
        0..=6 => return None,
        7..=11 => 1,
        _ => 2,
    };
    let mut best: Vec<(&'static Region, usize)> = Vec::new();
    for (place, regions) in place_keys() {
        if place.len().abs_diff(rest.len()) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(place, &rest);
        if distance <= allowed {
            best.extend(regions.iter().filter(|r| kind.is_none_or(|k| r.kind == k)).map(|r| (*r, distance)));
        }
    }
    let nearest = best.iter().map(|(_, d)| *d).min()?;
    let found: Vec<_> = best.into_iter().filter(|(_, d)| *d == nearest).filter_map(|(r, _)| government(r)).collect();
    Some(match found.as_slice() {
        [agency] => Found::One(agency, 0.75, format!("spelling differs by {nearest} from the official name")),
        several => Found::Several(several.iter().map(|a| (*a, 0.4, "spelling is near to this name".to_owned())).collect()),
    })
}
