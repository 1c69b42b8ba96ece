//! Which body does a name as written mean?
//!
//! `tokens` takes a name apart, `lexicon` knows every phrase that means something, `parts` reads the name with it, `place`
//! and `owner` weigh what was read, `clause` handles several names in one cell, `fuzzy` forgives typing errors, `context`
//! asks the rest of the record, `answer` says it. This file orders them; `memory` remembers names seen before, `private` knows institutions that no
//! government owns.

mod answer;
mod clause;
mod context;
mod fuzzy;
mod lexicon;
mod memory;
mod owner;
mod parts;
mod place;
mod private;
mod reason;
mod spelling;
mod tokens;

pub use answer::{Candidate, Resolution, Status};
pub use memory::Resolver;
pub(crate) use private::names_private_institution;

use owner::{Answer, Found};
use place::places;

use super::region::{Region, region_by_code};
use crate::lang::Lang;
use crate::model::Innovation;
use crate::text::{is_placeholder, tidy};

/// What is known beside the name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ResolveOptions<'a> {
    /// The year of the record: ministries and regencies change their names. Without it, a year written in the name counts.
    pub year: Option<i32>,
    /// The work unit as written, which may name the place.
    pub unit: Option<&'a str>,
    /// The title as written, which may name the place with its kind (`… Kota Bandung`).
    pub title: Option<&'a str>,
    /// A region code that the record states elsewhere: it decides between bodies of the same bare name.
    pub region_code: Option<&'a str>,
    /// The language of the reasons.
    pub lang: Lang,
}

impl<'a> ResolveOptions<'a> {
    /// What a record knows beside the name of its agency.
    pub fn of(innovation: &'a Innovation) -> Self {
        Self {
            year: innovation.year,
            unit: innovation.unit.as_deref(),
            title: innovation.title.as_deref(),
            region_code: innovation.region_code.as_deref(),
            lang: Lang::default(),
        }
    }
}

/// What holds for all parts of one name.
#[derive(Debug, Clone, Copy)]
struct Context {
    year: Option<i32>,
}

/// Resolves the name of an agency as written.
///
/// Order of evidence: a named unit that a table lists (`RSUD Dr. Soetomo`); the first phrase that is a unit with a known kind
/// of owner (`Kantor Pertanahan …`, `Dinas …`) or a central body by name or short form; the words for a government or a kind
/// of place with a place; a bare place. Only if the words as written mean nothing, a few letters are forgiven. A bare name
/// that two regions share, a nickname, or a unit whose ministry changed is ambiguous unless year, region, unit or title
/// decide. Several bodies in one cell are ambiguous and [`joint`](Resolution::joint); a leader with partners is resolved.
///
/// ```
/// use jipp_core::vocab::{Status, resolve, ResolveOptions};
/// let answer = resolve("Pemkot Surabaya", ResolveOptions::default());
/// assert_eq!(answer.code.as_deref(), Some("pemda:35.78"));
/// assert_eq!(resolve("Bandung", ResolveOptions::default()).status, Status::Ambiguous);
/// ```
pub fn resolve(name: &str, options: ResolveOptions<'_>) -> Resolution {
    answer::answer(name, find(name, options), options.lang)
}

/// No name of a body is longer, in bytes: the rest of a pasted text is not read.
const LONGEST_NAME: usize = 600;

fn find(name: &str, options: ResolveOptions<'_>) -> Answer {
    let mut end = name.len().min(LONGEST_NAME);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let text = tidy(name.get(..end).unwrap_or_default());
    let text = if is_placeholder(&text) { String::new() } else { text };
    let words = tokens::words(&text);
    let context = Context { year: options.year.or(words.year) };
    let mut read = parts::parts(&words, context.year);
    fuzzy::join_misspelt(&mut read, context);
    let mut answer = clause::read(&read, context, words.company);
    if matches!(answer.found, Found::Nothing | Found::Placeless) {
        let nothing = matches!(answer.found, Found::Nothing);
        let guess = brackets(&text, context).or_else(|| fuzzy::fuzzy(&words, &read, context, nothing));
        answer = guess.unwrap_or(answer);
    }
    context::decide(answer, &read, context, options)
}

/// `Badan Pengusahaan (BP) Batam`: the text without the brackets, then the one inside them.
fn brackets(text: &str, context: Context) -> Option<Answer> {
    let open = text.find('(')?;
    let close = text.get(open..)?.find(')').map_or(text.len(), |at| at + open);
    let inside = text.get(open + 1..close)?;
    let outside = format!("{} {}", text.get(..open)?, text.get((close + 1).min(text.len())..)?);
    [outside.as_str(), inside].iter().find_map(|part| {
        let words = tokens::words(part);
        let answer = clause::read(&parts::parts(&words, context.year), context, words.company);
        (!matches!(answer.found, Found::Nothing | Found::Placeless)).then_some(answer)
    })
}

/// Resolves the name of a region as written; candidates carry region codes.
///
/// ```
/// use jipp_core::vocab::{resolve_region, ResolveOptions};
/// let answer = resolve_region("Kab. Toba Samosir", ResolveOptions { year: Some(2015), ..ResolveOptions::default() });
/// assert_eq!(answer.code.as_deref(), Some("12.12"));
/// ```
pub fn resolve_region(name: &str, options: ResolveOptions<'_>) -> Resolution {
    let words = tokens::words(&tidy(name));
    let found = places(&parts::parts(&words, options.year.or(words.year)));
    let mut regions: Vec<(&Region, f64, &reason::Reason)> = Vec::new();
    for (region, score, reason) in found.iter().flat_map(|place| place.regions.iter().map(|region| (*region, place.score, &place.reason))) {
        // a name read in two ways may mean the same region twice
        if regions.iter().all(|(known, ..)| known.code != region.code) {
            regions.push((region, score, reason));
        }
    }
    let candidates: Vec<Candidate> = regions
        .iter()
        .map(|(region, score, reason)| Candidate {
            code: region.code.clone(),
            name: region.name.clone(),
            score: *score,
            why: reason.text(options.lang),
            reason: reason.code().to_owned(),
        })
        .collect();
    let one = match regions.as_slice() {
        [(region, score, _)] if *score > 0.5 => Some(*region),
        _ => None,
    };
    Resolution {
        status: if one.is_some() {
            Status::Resolved
        } else if candidates.is_empty() {
            Status::Unknown
        } else {
            Status::Ambiguous
        },
        code: one.map(|region| region.code.clone()),
        name: one.map(|region| region.name.clone()),
        level: one.map(|region| region.kind.name().to_owned()),
        region_code: one.map(|region| region.code.clone()),
        candidates,
        ..answer::unknown(name)
    }
}

/// The region that a text names together with its kind (`… Kota Malang`). Words may be names of places by chance, so nothing else is sure.
pub(crate) fn region_with_kind(text: &str, options: ResolveOptions<'_>) -> Option<&'static Region> {
    if !lexicon::may_state_kind(text) {
        return None;
    }
    let answer = resolve_region(text, options);
    let sure = answer.status == Status::Resolved && answer.candidates.first().is_some_and(|found| found.score >= 1.0);
    answer.code.as_deref().filter(|_| sure).and_then(region_by_code)
}

#[cfg(test)]
mod tests;
