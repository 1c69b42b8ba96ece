//! Several names in one cell: where does the next one begin, and what do they say together?

use super::Context;
use super::lexicon::Word;
use super::owner::{Answer, Found, Owner, is_small, owner};
use super::parts::{Meaning, Part};
use super::reason::Reason;
use super::tokens::Gap;
use crate::vocab::region::RegionKind;

/// The owner of everything the parts say: one name, a leader with partners, or several names side by side.
pub(super) fn read(parts: &[Part], context: Context, company: bool) -> Answer {
    let clauses = split(parts);
    if let [_] | [] = clauses.as_slice() {
        return owner(parts, context, company);
    }
    let led = clauses.iter().skip(1).any(|clause| clause.first().is_some_and(|part| part.gap == Gap::With));
    let answers: Vec<Answer> = clauses.iter().map(|clause| owner(clause, context, company)).collect();
    let place = answers.iter().find_map(|answer| answer.place);
    // `RS Siloam, Kota Surabaya`: what follows only says where it stands
    if let [Answer { found: Found::Private, .. }, ..] = answers.as_slice()
        && clauses.iter().skip(1).all(|clause| clause.iter().all(is_place))
    {
        return Answer { found: Found::Private, partners: Vec::new(), place };
    }
    if led {
        // a partner that no table knows may as well be the owner: `BPJS Kesehatan bekerja sama dengan Indonesia Medika`
        if answers.iter().skip(1).any(|answer| matches!(answer.found, Found::Nothing)) {
            let mut owners: Vec<Owner> = answers.into_iter().flat_map(owners).collect();
            for owner in &mut owners {
                (owner.score, owner.reason) = (0.5, Reason::Joint);
            }
            let found = if owners.is_empty() { Found::Nothing } else { Found::Several { owners, joint: true } };
            return Answer { found, partners: Vec::new(), place };
        }
        let mut answers = answers.into_iter();
        let Some(leader) = answers.next() else { return Answer::nothing() };
        if !matches!(leader.found, Found::Nothing | Found::Placeless) {
            return Answer { partners: answers.flat_map(owners).collect(), ..leader };
        }
        return answers.find(|answer| !matches!(answer.found, Found::Nothing | Found::Placeless)).unwrap_or(leader);
    }
    if let Some(owner) = named_apart(&answers, &clauses) {
        return Answer { found: Found::One(owner), partners: Vec::new(), place };
    }
    let unsettled = answers.iter().any(|answer| matches!(answer.found, Found::Several { joint: false, .. }));
    let mut all: Vec<Owner> = Vec::new();
    for owner in answers.into_iter().flat_map(owners) {
        if !all.iter().any(|known| known.agency.code == owner.agency.code) {
            all.push(owner);
        }
    }
    let found = match all.len() {
        0 => return owner(parts, context, company),
        1 if !unsettled => all.pop().map_or(Found::Nothing, Found::One),
        _ => {
            for owner in &mut all {
                if !unsettled {
                    (owner.score, owner.reason) = (0.9, Reason::Joint);
                }
            }
            Found::Several { owners: all, joint: !unsettled }
        }
    };
    Answer { found, partners: Vec::new(), place }
}

/// The one owner that a clause names for certain, where the other clauses leave open whose they are: one of several bodies of which it is one
/// (`Ditjen Imigrasi, Kemenkumham`), or a village or puskesmas before its government (`Desa Sumber Beras, Pemkab Banyuwangi`). Names with *dan*
/// between them are several.
fn named_apart(answers: &[Answer], clauses: &[&[Part]]) -> Option<Owner> {
    let apart = |clause: &&[Part]| clause.first().is_some_and(|part| matches!(part.gap, Gap::Comma | Gap::Break));
    if !clauses.iter().skip(1).all(apart) {
        return None;
    }
    let certain = |answer: &&Answer| matches!(answer.found, Found::One(_));
    let [Answer { found: Found::One(owner), .. }] = answers.iter().filter(certain).collect::<Vec<_>>().as_slice() else { return None };
    let last = answers.last().is_some_and(|answer| certain(&answer)) && owner.agency.region.is_some();
    let fits = |(answer, clause): (&Answer, &&[Part])| match &answer.found {
        Found::One(_) => true,
        Found::Several { owners, joint: false } => {
            let small = |part: &Part| match part.meaning {
                Meaning::Unit(unit) => is_small(unit),
                Meaning::Word(Word::LocalUnit { small }) => small,
                _ => false,
            };
            owners.iter().any(|other| other.agency.code == owner.agency.code)
                || last && clause.iter().any(small) && owners.iter().all(|other| other.score < 0.5)
        }
        _ => false,
    };
    answers.iter().zip(clauses).all(fits).then(|| owner.clone())
}

/// Whether a part is a place or the word for its kind, and no government.
fn is_place(part: &Part) -> bool {
    part.places().is_some() || matches!(part.word(), Some(Word::Filler | Word::Kind { government: false, .. }))
}

fn owners(answer: Answer) -> Vec<Owner> {
    match answer.found {
        Found::One(owner) => vec![owner],
        Found::Several { owners, .. } => owners,
        _ => Vec::new(),
    }
}

/// Cuts where a new name begins: after a line break or `bersama`, and after `dan` or a comma if what stands before is
/// complete and what follows opens a name of its own.
fn split(parts: &[Part]) -> Vec<&[Part]> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, part) in parts.iter().enumerate().skip(1) {
        let cut = match part.gap {
            Gap::With | Gap::Break => true,
            Gap::And | Gap::Comma => parts.get(start..at).is_some_and(complete) && opens(part),
            Gap::Blank | Gap::Bracket => false,
        };
        if cut {
            clauses.extend(parts.get(start..at));
            start = at;
        }
    }
    clauses.extend(parts.get(start..));
    clauses
}

/// Whether these parts name an owner.
fn complete(parts: &[Part]) -> bool {
    parts.iter().any(|part| match &part.meaning {
        Meaning::Place(_) | Meaning::Misspelt(..) | Meaning::Body(_) | Meaning::Named(_) => true,
        Meaning::Unit(unit) => unit.owner_level == "central",
        _ => false,
    })
}

/// Whether a part opens the name of another owner. `Provinsi Jawa Timur` after a city only says where the city lies.
fn opens(part: &Part) -> bool {
    match part.meaning {
        Meaning::Word(Word::Kind { kind, follows: false, government }) => government || kind != RegionKind::Provinsi,
        Meaning::Body(_)
        | Meaning::Unit(_)
        | Meaning::Named(_)
        | Meaning::Word(Word::Government | Word::LocalUnit { .. } | Word::AnyUnit | Word::RegionalCompany) => true,
        _ => false,
    }
}
