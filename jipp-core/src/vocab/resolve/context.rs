//! What the rest of the record says where the name alone does not decide.

use super::lexicon::Word;
use super::owner::{Answer, Found, Owner, owner};
use super::parts::{Meaning, Part, parts};
use super::place::places;
use super::reason::Reason;
use super::tokens::words;
use super::{Context, ResolveOptions};
use crate::text::tidy;
use crate::vocab::agency::local_government_of;
use crate::vocab::region::{Region, RegionKind, region_by_code};

/// Lets unit, region and title choose among several bodies, or place a unit that its name does not place.
pub(super) fn decide(answer: Answer, read: &[Part], context: Context, options: ResolveOptions<'_>) -> Answer {
    match &answer.found {
        Found::Several { owners, joint: false } => match chosen(owners, context, options) {
            Some(owner) => Answer { place: owner.agency.region, found: Found::One(owner), partners: answer.partners },
            None => answer,
        },
        Found::Placeless => placed(read, context, options).unwrap_or(answer),
        Found::Nothing if read.is_empty() => match options.unit.map(|unit| of_unit(unit, context)) {
            // the cell of the agency is empty: the unit may tell whose it is
            Some(Answer { found: Found::One(owner), place, .. }) => Answer {
                found: Found::One(Owner { score: owner.score * 0.9, reason: Reason::ByUnit, ..owner }),
                partners: Vec::new(),
                place,
            },
            _ => answer,
        },
        _ => answer,
    }
}

fn of_unit(unit: &str, context: Context) -> Answer {
    let words = words(&tidy(unit));
    owner(&parts(&words, context.year), context, words.company)
}

/// The one region that a text of the record names: a place with the word for its kind before one without. Where the kind is
/// needed, the place must be one of that kind; else `Dinas Sosial Kota Wonosobo` speaks for the only Wonosobo there is.
fn region_of(text: &str, context: Context, kind_needed: bool) -> Option<&'static Region> {
    let places = places(&parts(&words(&tidy(text)), context.year));
    let with_kind: Vec<_> = places.iter().filter(|place| place.with_kind).collect();
    let chosen = if with_kind.is_empty() && !kind_needed { places.iter().collect() } else { with_kind };
    match chosen.as_slice() {
        [place] => match place.regions.as_slice() {
            [region] => Some(*region),
            _ => None,
        },
        _ => None,
    }
}

/// The evidence of the record, best first: its region, its unit, its title.
fn evidence(context: Context, options: ResolveOptions<'_>) -> impl Iterator<Item = (&'static Region, Reason)> {
    let region = options.region_code.and_then(region_by_code).map(|region| (region, Reason::ByRegion));
    let unit = options.unit.and_then(|unit| region_of(unit, context, false)).map(|region| (region, Reason::ByUnit));
    // the words of a title may be place names by chance: only one with its kind counts
    let title = options.title.and_then(|title| region_of(title, context, true)).map(|region| (region, Reason::ByTitle));
    [region, unit, title].into_iter().flatten()
}

fn chosen(owners: &[Owner], context: Context, options: ResolveOptions<'_>) -> Option<Owner> {
    let exact =
        |region: &Region| owners.iter().filter(|owner| owner.agency.region.is_some_and(|own| own.code == region.code)).collect::<Vec<_>>();
    let inside = |region: &Region| {
        let province = region.kind == RegionKind::Provinsi;
        let lies = |own: &Region| province && own.code != region.code && own.province().code == region.code;
        owners.iter().filter(|owner| owner.agency.region.is_some_and(lies)).collect::<Vec<_>>()
    };
    // where an institution stands is known from its name: that the record lies there too tells nothing of its owner
    if owners.iter().all(|owner| owner.reason == Reason::StandsIn) {
        return None;
    }
    evidence(context, options).find_map(|(region, reason)| {
        let fitting = exact(region);
        let fitting = if fitting.is_empty() { inside(region) } else { fitting };
        match fitting.as_slice() {
            [owner] => Some(Owner { agency: owner.agency, score: 0.9, reason }),
            _ => None,
        }
    })
}

/// `Dinas Kesehatan` of a record in Kota Malang belongs to that city.
fn placed(read: &[Part], context: Context, options: ResolveOptions<'_>) -> Option<Answer> {
    let provincial = read.iter().any(|part| {
        matches!(part.word(), Some(Word::Kind { kind: RegionKind::Provinsi, .. }))
            || matches!(part.meaning, Meaning::Unit(unit) if unit.owner_level == "province")
    });
    let (region, reason) = evidence(context, options).next()?;
    let owner = local_government_of(if provincial { region.province() } else { region })?;
    Some(Answer { found: Found::One(Owner { agency: owner, score: 0.8, reason }), partners: Vec::new(), place: Some(region) })
}
