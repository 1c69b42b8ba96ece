//! Which body does a name as written mean?
//!
//! `central` knows names and abbreviations, `place` knows places and the units in them, `fuzzy` forgives typing errors;
//! this file orders them and says what came of it.

mod answer;
mod central;
mod fuzzy;
mod place;

pub use answer::{Candidate, Resolution, Status};

use answer::answer;
use central::central_name;
use fuzzy::fuzzy;
use place::{places, several_parts};

use super::agency::Agency;
use super::parse::parts;
use super::region::Region;
use crate::text::tidy;

/// What is known beside the name.
#[derive(Debug, Clone, Copy, Default)]
pub struct ResolveOptions<'a> {
    /// The year of the record: ministries and regencies change their names.
    pub year: Option<i32>,
    /// The work unit as written, which may name the place.
    pub unit: Option<&'a str>,
    /// A region code that the record states elsewhere: it decides between bodies of the same bare name.
    pub region_code: Option<&'a str>,
}

/// Resolves the name of an agency as written.
///
/// Order of evidence: a known name or abbreviation of a central body; a unit type with a known owner (`Kantor Pertanahan …`,
/// `RSUD …`); a place with or without the word for its kind; at last one or two letters of difference to an official
/// place name. A bare name that two regions share is ambiguous unless the unit or the region decides it.
///
/// ```
/// use jipp_core::vocab::{Status, resolve, ResolveOptions};
/// let answer = resolve("Pemkot Surabaya", ResolveOptions::default());
/// assert_eq!(answer.code.as_deref(), Some("pemda:35.78"));
/// assert_eq!(resolve("Bandung", ResolveOptions::default()).status, Status::Ambiguous);
/// ```
pub fn resolve(name: &str, options: ResolveOptions<'_>) -> Resolution {
    let text = tidy(name);
    let found = central_name(&text, options.year)
        .or_else(|| outside_brackets(&text, options))
        .or_else(|| several_parts(&text, options))
        .or_else(|| fuzzy(&text))
        .unwrap_or(Found::Nothing);
    answer(name, found, options)
}

/// Resolves the name of a region as written; candidates carry region codes.
pub fn resolve_region(name: &str, options: ResolveOptions<'_>) -> Resolution {
    let parts = parts(&tidy(name), options.year);
    let found = places(&parts);
    let regions: Vec<(&Region, f64, &str)> = match found.as_slice() {
        [] => Vec::new(),
        several => several.iter().flat_map(|place| place.regions.iter().map(|r| (*r, place.score, place.why))).collect(),
    };
    let candidates: Vec<Candidate> = regions
        .iter()
        .map(|(r, score, why)| Candidate { code: r.code.clone(), name: r.name.clone(), score: *score, why: (*why).to_owned() })
        .collect();
    let one = match regions.as_slice() {
        [(region, ..)] => Some(*region),
        _ => None,
    };
    Resolution {
        input: name.to_owned(),
        status: if one.is_some() {
            Status::Resolved
        } else if candidates.is_empty() {
            Status::Unknown
        } else {
            Status::Ambiguous
        },
        code: one.map(|r| r.code.clone()),
        name: one.map(|r| r.name.clone()),
        level: one.map(|r| r.kind.name().to_owned()),
        candidates,
    }
}

/// What a step found.
enum Found {
    /// One body, how well it fits, why.
    One(&'static Agency, f64, String),
    /// A body that no table lists but whose form is known, such as a regional water company: level, code, why.
    Named(&'static str, String, String),
    /// Several bodies.
    Several(Vec<(&'static Agency, f64, String)>),
    Nothing,
}

fn bracketed(text: &str) -> Option<(String, String)> {
    let open = text.find('(')?;
    let close = text.get(open..)?.find(')').map_or(text.len(), |at| at + open);
    let inside = text.get(open + 1..close)?.trim().to_owned();
    let outside = format!("{} {}", text.get(..open)?, text.get((close + 1).min(text.len())..)?);
    Some((tidy(&outside), inside))
}

fn outside_brackets(text: &str, options: ResolveOptions<'_>) -> Option<Found> {
    let (outside, inside) = bracketed(text)?;
    [outside, inside].iter().find_map(|part| central_name(part, options.year).or_else(|| several_parts(part, options)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, code: &str) {
        let answer = resolve(name, ResolveOptions::default());
        assert_eq!(answer.code.as_deref(), Some(code), "{name}: {answer:?}");
    }

    #[test]
    fn one_body_in_many_spellings() {
        for name in
            ["Pemkot Surabaya", "KOTA SURABAYA", "Pemerintah Kota (Pemkot) Surabaya", "Dinas Kesehatan Kota Surabaya", "City of Surabaya"]
        {
            check(name, "pemda:35.78");
        }
        check("Kota Malang, Jawa timur", "pemda:35.73");
        check("Kota Tanggerang Selatan", "pemda:36.74");
        check("Kota Jakarta Timur", "pemda:31");
        check("Kantor Pertanahan Kota Bandung", "pusat:atr-bpn");
        check("Departemen Kesehatan", "pusat:kemenkes");
    }

    #[test]
    fn never_a_confident_guess() {
        for name in ["Bandung", "Semarang", "Kota Yogyakarta, Kabupaten Sleman dan Kabupaten Bantul", "Kabupaten Surabaya"] {
            assert_eq!(resolve(name, ResolveOptions::default()).status, Status::Ambiguous, "{name}");
        }
        for name in ["Indonesia Medika, Malang", "", "---", "Yayasan Kota Kita"] {
            assert_eq!(resolve(name, ResolveOptions::default()).status, Status::Unknown, "{name}");
        }
    }

    #[test]
    fn context_decides() {
        let unit = ResolveOptions { unit: Some("Dinas Kesehatan Kota Bandung"), ..ResolveOptions::default() };
        assert_eq!(resolve("Bandung", unit).code.as_deref(), Some("pemda:32.73"));
        let region = ResolveOptions { region_code: Some("32.04"), ..ResolveOptions::default() };
        assert_eq!(resolve("Bandung", region).code.as_deref(), Some("pemda:32.04"));
    }
}
