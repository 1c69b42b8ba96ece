//! Who owns what a name says? The parts of one name, weighed.

use super::Context;
use super::lexicon::{BodySense, PlaceName, Word};
use super::parts::{Meaning, Part};
use super::place::{PlaceFound, places};
use super::private::is_private;
use super::reason::Reason;
use super::tokens::Gap;
use crate::vocab::agency::{Agency, agencies, agency_by_code, local_government_of};
use crate::vocab::region::{Region, RegionKind, region_by_code};
use crate::vocab::unit::{NamedUnit, UnitType};

/// One possible owner.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub(super) agency: &'static Agency,
    /// How well the name fits, 0 to 1.
    pub(super) score: f64,
    pub(super) reason: Reason,
}

/// What came of a name.
#[derive(Debug)]
pub(super) enum Found {
    One(Owner),
    /// A company of a region that no table lists: its code.
    Company(String),
    /// Several owners: alternatives, or all of them together.
    Several {
        owners: Vec<Owner>,
        joint: bool,
    },
    /// A unit of a local government whose place the name does not tell.
    Placeless,
    /// A private institution: no body of the tables, and no typing error of one.
    Private,
    Nothing,
}

/// What came of a name, and where the unit is.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) found: Found,
    /// Partners named with the owner.
    pub(super) partners: Vec<Owner>,
    pub(super) place: Option<&'static Region>,
}

impl Answer {
    pub(super) fn nothing() -> Self {
        Self { found: Found::Nothing, partners: Vec::new(), place: None }
    }
}

fn one(agency: &'static Agency, score: f64, reason: Reason) -> Found {
    Found::One(Owner { agency, score, reason })
}

fn several(owners: impl Iterator<Item = (&'static Agency, f64, Reason)>, joint: bool) -> Found {
    let mut list: Vec<Owner> = Vec::new();
    for (agency, score, reason) in owners {
        if !list.iter().any(|known| known.agency.code == agency.code) {
            list.push(Owner { agency, score, reason });
        }
    }
    if list.is_empty() { Found::Nothing } else { Found::Several { owners: list, joint } }
}

/// The owner that the parts of one name tell.
pub(super) fn owner(parts: &[Part], context: Context, company: bool) -> Answer {
    let places = places(parts);
    let found = of_those_named(weigh(parts, &places, context, company), parts);
    let place = match places.as_slice() {
        [PlaceFound { regions, score, .. }] if *score > 0.5 => match regions.as_slice() {
            [region] => Some(*region),
            _ => None,
        },
        _ => None,
    };
    Answer { found, partners: Vec::new(), place }
}

/// Of several owners over the years the one that is named as well: `Ditjen Imigrasi Kemenkumham`.
fn of_those_named(found: Found, parts: &[Part]) -> Found {
    let Found::Several { owners, joint: false } = &found else { return found };
    if owners.len() < 2 {
        return found;
    }
    let bodies = parts.iter().filter_map(|part| if let Meaning::Body([sense]) = &part.meaning { Some(sense) } else { None });
    let named: Vec<&Owner> = bodies.filter_map(|sense| owners.iter().find(|owner| owner.agency.code == sense.agency.code)).collect();
    match named.as_slice() {
        [owner] => one(owner.agency, 0.9, Reason::NameInside),
        _ => found,
    }
}

fn weigh(parts: &[Part], places: &[PlaceFound], context: Context, company: bool) -> Found {
    let first = |wanted: &dyn Fn(&Part) -> bool| parts.iter().position(wanted);
    let has_word = |wanted: fn(Word) -> bool| first(&|part| part.word().is_some_and(wanted));
    let foreign = parts.iter().filter(|part| matches!(part.meaning, Meaning::Other)).count();
    let body = first(&|part| matches!(part.meaning, Meaning::Body(_)));
    let central = first(&|part| matches!(part.meaning, Meaning::Unit(unit) if unit.owner_level == "central"));
    let local = first(&|part| match part.meaning {
        Meaning::Unit(unit) => unit.owner_level != "central",
        Meaning::Word(Word::LocalUnit { .. }) => true,
        _ => false,
    });
    let named = first(&|part| matches!(part.meaning, Meaning::Named(_)));
    let earlier = |a: Option<usize>, b: Option<usize>| matches!((a, b), (Some(a), Some(b)) if a < b) || (a.is_some() && b.is_none());

    let government = has_word(|word| matches!(word, Word::Government | Word::Kind { .. }));
    let governed = government.is_some();
    // `Komunitas … Kota Semarang`: what opens the name tells whose it is
    let opening = has_word(|word| matches!(word, Word::Government | Word::Kind { government: true, .. }));
    let owning = [body, central, local, named, opening].into_iter().flatten().min();
    if is_private(parts) {
        return Found::Private;
    }
    if earlier(has_word(|word| word == Word::Private), owning) {
        return Found::Nothing;
    }
    if earlier(has_word(|word| word == Word::Samsat), [body, central].into_iter().flatten().min()) {
        return samsat(places);
    }
    if earlier(has_word(|word| word == Word::RegionalCompany), body) {
        return regional_company(places);
    }
    if let Some(at) = named
        && !earlier(body, named)
        && !earlier(central, named)
        && let Some(Meaning::Named(units)) = parts.get(at).map(|part| &part.meaning)
    {
        return named_unit(units, places, context);
    }
    // `Badan Litbang Kementerian X` tells a body, `Dinas Kesehatan Kabupaten Bim` only seems to
    let told_later = places.is_empty() && !governed && (body.is_some() || central.is_some());
    if earlier(local, body) && earlier(local, central) && !told_later {
        return local_unit(parts, local.unwrap_or_default(), places, context);
    }
    if earlier(central, body)
        && let Some(Meaning::Unit(unit)) = central.and_then(|at| parts.get(at)).map(|part| &part.meaning)
    {
        return central_unit(unit, context);
    }
    if is_field_in_place(parts, places) {
        return in_places(places, 0, true);
    }
    if let Some(Meaning::Body(senses)) = body.and_then(|at| parts.get(at)).map(|part| &part.meaning) {
        return bodies(parts, body.unwrap_or_default(), senses, foreign, context);
    }
    if company {
        // `PT Maju Jaya Kota Malang`: a company that no table lists
        return Found::Nothing;
    }
    if has_word(|word| word == Word::Institution).is_some() && has_word(|word| word == Word::Government).is_none() {
        // a private hospital with a name of its own may stand in `Kota …`; `Kabupaten …` and `Provinsi …` are written by those who own one
        let owned = |part: &Part| match part.word() {
            Some(Word::Kind { kind: RegionKind::Kota, .. }) => foreign == 0,
            Some(Word::Filler | Word::Kind { .. }) => true,
            _ => false,
        };
        return if parts.iter().any(owned) { in_places(places, foreign, true) } else { hints(places, &Reason::StandsIn) };
    }
    if has_word(|word| word == Word::AnyUnit).is_some() {
        return if places.is_empty() { Found::Placeless } else { in_places(places, 0, true) };
    }
    if governed || foreign == 0 {
        return in_places(places, foreign, false);
    }
    Found::Nothing
}

/// Short names of fields of government that a ministry and its counterparts in the regions bear alike.
const FIELDS: &[&str] = &["kominfo", "pupr", "pu", "esdm"];

/// Whether a name is a field of government and nothing but its place behind it: `Kominfo Kota Manado` is the city's dinas, because these ministries
/// have no offices in the regions (UU 23/2014, article 10: such offices are for affairs that are not shared). In Jakarta it may be the ministry.
fn is_field_in_place(parts: &[Part], places: &[PlaceFound]) -> bool {
    let [field, place @ ..] = parts else { return false };
    let in_jakarta = places.iter().any(|place| place.regions.iter().any(|region| region.province().code == "31"));
    let is_place = |part: &Part| part.gap == Gap::Blank && (part.places().is_some() || matches!(part.word(), Some(Word::Kind { .. })));
    FIELDS.contains(&field.text.as_str()) && !place.is_empty() && place.iter().all(is_place) && !places.is_empty() && !in_jakarta
}

/// A government, or a unit, in the places of the name.
fn in_places(places: &[PlaceFound], foreign: usize, unit: bool) -> Found {
    // a place with the word for its kind is the owner's; the others are parts of names
    let with_kind: Vec<&PlaceFound> = places.iter().filter(|place| place.with_kind).collect();
    let chosen: Vec<&PlaceFound> = if with_kind.is_empty() { places.iter().collect() } else { with_kind };
    let penalty = if foreign > 0 {
        0.3
    } else if unit {
        0.1
    } else {
        0.0
    };
    match chosen.as_slice() {
        [] => Found::Nothing,
        [place] => {
            if foreign > 0 && !place.with_kind {
                return Found::Nothing;
            }
            let agencies: Vec<&'static Agency> = distinct(place.regions.iter().filter_map(|region| local_government_of(region)));
            match agencies.as_slice() {
                [agency] if contradicted(place, places) => several(std::iter::once((*agency, 0.5, Reason::Contradicted)), false),
                // all senses may lie under one government: `Jakarta`
                [agency] if place.score > 0.5 || (place.regions.len() > 1 && place.score >= 0.5) => one(
                    agency,
                    if place.score > 0.5 { place.score } else { 0.8 } - penalty,
                    if unit { Reason::UnitInPlace } else { place.reason.clone() },
                ),
                _ => {
                    let reason = match place.reason {
                        Reason::NoSuchKind => Reason::NoSuchKind,
                        Reason::Place(PlaceName::Group | PlaceName::Capital) => place.reason.clone(),
                        _ if agencies.len() > 1 => Reason::SharedName,
                        _ => Reason::Hint,
                    };
                    several(agencies.into_iter().map(|agency| (agency, place.score.min(0.5), reason.clone())), false)
                }
            }
        }
        several_places => {
            let certain = several_places.iter().all(|place| place.score > 0.5 && place.regions.len() == 1);
            let owners = several_places.iter().flat_map(|place| place.regions.iter().filter_map(|region| local_government_of(region)));
            several(owners.map(|agency| (agency, if certain { 0.9 } else { 0.5 }, Reason::Joint)), certain)
        }
    }
}

/// Whether another province is named beside a place than the one it lies in: `Kota Malang, Jawa Barat`.
fn contradicted(place: &PlaceFound, places: &[PlaceFound]) -> bool {
    let province = |other: &&PlaceFound| other.score > 0.5 && matches!(other.regions.as_slice(), [one] if one.kind == RegionKind::Provinsi);
    let own =
        |region: &&'static Region| places.iter().filter(province).any(|other| other.regions.iter().any(|r| region.ever_lay_in(&r.code)));
    places.iter().any(|other| province(&other)) && !place.regions.iter().any(own)
}

/// Each agency once, in the order of their first mention.
pub(super) fn distinct(agencies: impl Iterator<Item = &'static Agency>) -> Vec<&'static Agency> {
    let mut list: Vec<&'static Agency> = Vec::new();
    for agency in agencies {
        if !list.iter().any(|known| known.code == agency.code) {
            list.push(agency);
        }
    }
    list
}

/// Places that only hint at an owner.
fn hints(places: &[PlaceFound], reason: &Reason) -> Found {
    let governments = places.iter().flat_map(|place| place.regions.iter().filter_map(|region| local_government_of(region)));
    several(governments.map(|agency| (agency, 0.4, reason.clone())), false)
}

/// Places that only hint at the owner of a provincial unit: of `SMAN 5 Surabaya` it is the province around the place, not the city, unless the year
/// says that the schools were not handed over yet.
fn provincial_hints(places: &[PlaceFound], context: Context) -> Found {
    if context.year.is_some_and(|year| year < PROVINCIAL_SCHOOLS) {
        return hints(places, &Reason::Hint);
    }
    let regions = places.iter().flat_map(|place| place.regions.iter());
    let provinces = distinct(regions.filter_map(|region| local_government_of(region.province())));
    several(provinces.into_iter().map(|agency| (agency, 0.4, Reason::ProvincialUnit)), false)
}

/// First year in which upper secondary schools were the provinces' (UU 23/2014, annex; transfer by 1 January 2017).
const PROVINCIAL_SCHOOLS: i32 = 2017;

/// A unit of a local government.
fn local_unit(parts: &[Part], at: usize, places: &[PlaceFound], context: Context) -> Found {
    let (small, provincial) = match parts.get(at).map(|part| &part.meaning) {
        Some(Meaning::Word(Word::LocalUnit { small })) => (*small, false),
        Some(Meaning::Unit(unit)) => (is_small(unit), unit.owner_level == "province"),
        _ => (false, false),
    };
    let kind_only = parts.iter().any(|part| matches!(part.word(), Some(Word::Kind { kind: RegionKind::Provinsi, .. })));
    if places.is_empty() || (kind_only && places.iter().all(|place| place.score < 0.5)) {
        return Found::Placeless;
    }
    if small && places.iter().all(|place| !place.with_kind) {
        // `Kecamatan Banjar`: sub-districts and villages bear the names of regions elsewhere; in `Puskesmas Sempu Banyuwangi`
        // the unit's own name stands before the region
        let named = parts.iter().skip(at + 1).take_while(|part| part.places().is_none());
        if !named.into_iter().any(|part| matches!(part.meaning, Meaning::Other)) {
            return if provincial { provincial_hints(places, context) } else { hints(places, &Reason::Hint) };
        }
    }
    match in_places(places, 0, true) {
        Found::One(owner) if provincial => match owner.agency.region.filter(|region| region.kind != RegionKind::Provinsi) {
            Some(region) => provincial_unit(region, owner.agency, context),
            None => Found::One(owner),
        },
        // `SMA Negeri 3 Malang`: the regency or the city, and the same province around both
        Found::Several { joint: false, .. } if provincial => provincial_hints(places, context),
        found => found,
    }
}

/// Upper secondary schools belong to the provinces since [`PROVINCIAL_SCHOOLS`].
fn provincial_unit(region: &'static Region, local: &'static Agency, context: Context) -> Found {
    let Some(province) = local_government_of(region.province()) else { return Found::Nothing };
    match context.year {
        Some(year) if year >= PROVINCIAL_SCHOOLS => one(province, 0.9, Reason::ProvincialUnit),
        Some(_) => one(local, 0.8, Reason::UnitInPlace),
        None => several([(province, 0.5, Reason::ProvincialUnit), (local, 0.4, Reason::YearMissing)].into_iter(), false),
    }
}

/// Units whose names repeat those of regions.
pub(super) fn is_small(unit: &UnitType) -> bool {
    const SMALL: &[&str] = &[
        "kecamatan",
        "distrik",
        "kapanewon",
        "kemantren",
        "kelurahan",
        "kalurahan",
        "desa",
        "gampong",
        "nagari",
        "kampung",
        "pekon",
        "lembang",
        "kute",
        "puskesmas",
    ];
    let is_state_school = unit.expansion.starts_with("Sekolah ") && unit.expansion.ends_with(" Negeri");
    is_state_school || SMALL.contains(&unit.token.to_lowercase().as_str())
}

/// A unit whose owner a table names.
fn named_unit(units: &[&'static NamedUnit], places: &[PlaceFound], context: Context) -> Found {
    let owned = || units.iter().flat_map(|unit| unit.owners(context.year).into_iter().map(|agency| (*unit, agency)));
    let stands_in = |unit: &NamedUnit, agency: &Agency| {
        let mut regions = places.iter().flat_map(|place| &place.regions);
        regions.any(|region| {
            let own = agency.region.is_some_and(|own| own.code == region.code);
            own || region_by_code(&unit.place_code)
                .is_some_and(|stands| stands.code == region.code || stands.province().code == region.code)
        })
    };
    let fitting: Vec<_> = owned().filter(|(unit, agency)| stands_in(unit, agency)).collect();
    if fitting.is_empty() && places.iter().any(|place| place.with_kind) {
        // another unit of this name, in the place it states
        return in_places(places, 0, true);
    }
    let chosen: Vec<_> = if fitting.is_empty() { owned().collect() } else { fitting };
    match chosen.as_slice() {
        [] => Found::Nothing,
        [(unit, agency)] if unit.confidence != "low" => one(agency.owner(), 0.9, Reason::NamedUnit),
        [(unit, _), ..] => {
            let changed = chosen.iter().all(|(other, _)| other.name == unit.name && !other.owner_history.is_empty());
            let reason = if changed { Reason::YearMissing } else { Reason::NamedUnit };
            several(chosen.into_iter().map(|(_, agency)| (agency, 0.5, reason.clone())), false)
        }
    }
}

/// A unit of a central body: the owner of the year.
fn central_unit(unit: &UnitType, context: Context) -> Found {
    match unit.central_owners(context.year).as_slice() {
        [] => Found::Nothing,
        [agency] => one(agency, 0.9, Reason::KindOfUnit(agency.name.clone())),
        owners => several(owners.iter().map(|agency| (*agency, 0.5, Reason::YearMissing)), false),
    }
}

/// Words with which names of the parts of a central body begin.
const PARTS_OF_BODIES: &[&str] =
    &["divisi", "bidang", "biro", "direktorat", "dit", "deputi", "subdit", "pusat", "pusdatin", "pusdiklat", "puslitbang"];

/// A central body or enterprise, by name or short form.
fn bodies(parts: &[Part], at: usize, senses: &[BodySense], foreign: usize, context: Context) -> Found {
    let whole = parts.iter().enumerate().all(|(i, part)| {
        i == at || matches!(part.word(), Some(Word::Filler | Word::Government)) || matches!(part.meaning, Meaning::Body(_))
    });
    let hits: Vec<BodySense> = senses.iter().filter(|sense| !sense.agency.is_pattern).copied().collect();
    let found = body(&hits, context.year);
    if whole {
        return found;
    }
    let Found::One(mut owner) = found else { return found };
    let opens = parts.iter().take(at).all(|part| {
        matches!(part.word(), Some(Word::Filler | Word::AnyUnit | Word::Institution | Word::Government))
            || matches!(part.meaning, Meaning::Number)
    });
    let brief = senses.iter().all(|sense| sense.short) && parts.get(at).is_some_and(|part| part.text.len() <= 4);
    // three letters inside an unknown name are no evidence: `SMA BPK Penabur`
    let of_a_place = parts.iter().take(at).any(|part| matches!(part.word(), Some(Word::Kind { .. })));
    // `Divisi Teknologi Informasi, PT KAI`: behind a part of a body and a comma stands the body
    let of_a_body = parts.first().is_some_and(|part| PARTS_OF_BODIES.contains(&part.text.as_str()));
    let behind = of_a_body && at + 1 == parts.len() && parts.get(at).is_some_and(|part| part.gap == Gap::Comma);
    if brief && (foreign > 0 || of_a_place) && !opens && !behind {
        return several(std::iter::once((owner.agency, 0.4, Reason::Hint)), false);
    }
    // `Kementerian Kehutanan dan …`: the name goes on, so it is another ministry's
    let goes_on = parts.get(at + 1).is_some_and(|next| next.gap == Gap::And && matches!(next.meaning, Meaning::Other));
    if goes_on && owner.agency.kind == "kementerian" {
        return several(std::iter::once((owner.agency, 0.4, Reason::Hint)), false);
    }
    owner.score = if opens { 0.9 } else { 0.8 };
    if !opens || foreign > 0 {
        owner.reason = Reason::NameInside;
    }
    Found::One(owner)
}

/// One of the bodies that bear a name, in a year.
pub(super) fn body(hits: &[BodySense], year: Option<i32>) -> Found {
    let mut chosen: Vec<BodySense> = hits.iter().copied().filter(|sense| year.is_none_or(|year| sense.agency.exists_in(year))).collect();
    if chosen.is_empty() {
        chosen = hits.to_vec();
    }
    // `BKKBN` is the board of that name rather than the ministry that took it over; a board that ended before the
    // directory's first records (2014), such as `BPN`, is not meant any more
    let own = |sense: &BodySense| sense.own && sense.agency.years.1.is_none_or(|to| to > 2015);
    if chosen.iter().any(own) {
        chosen.retain(own);
    }
    chosen.sort_by_key(|sense| sense.agency.years.0);
    // the same name through time, one body after the other: the later one, if the earlier ones are past or bore the very name
    let in_turn = |pair: &[BodySense]| match pair {
        [a, b] => {
            let followed = matches!((a.agency.years.1, b.agency.years.0), (Some(to), Some(from)) if to <= from);
            let past = a.agency.years.1.is_some_and(|to| to <= 2015) || a.agency.name == b.agency.name;
            a.agency.owner().code == b.agency.owner().code || (followed && past)
        }
        _ => true,
    };
    match chosen.as_slice() {
        [] => Found::Nothing,
        [.., last] if chosen.windows(2).all(in_turn) => lifted(last.agency, year),
        all => {
            // a living body is preferred to one dissolved long ago where no year is given
            let mut today = all.iter().filter(|sense| sense.agency.years.1.is_none_or(|to| to > 2015));
            match (today.next(), today.next()) {
                (Some(sense), None) if year.is_none() => lifted(sense.agency, year),
                _ => {
                    let followed = all.iter().filter(|sense| sense.agency.years.1.is_none()).count() <= 1;
                    let reason = if year.is_none() && followed { Reason::YearMissing } else { Reason::SharedBodyName };
                    several(all.iter().map(|sense| (sense.agency.owner(), 0.5, reason.clone())), false)
                }
            }
        }
    }
}

/// The body itself, or the one that answers for it.
fn lifted(agency: &'static Agency, year: Option<i32>) -> Found {
    let owner = agency.owner();
    if owner.code == agency.code {
        return one(agency, 1.0, Reason::Name);
    }
    if year.is_none() && owner.years.0.is_some_and(|from| from > 2015) && !owner.predecessors.is_empty() {
        // the unit is older than the ministry it belongs to today
        let earlier = owner.predecessors.iter().filter_map(|code| agency_by_code(code)).map(Agency::owner);
        return several(std::iter::once(owner).chain(earlier).map(|agency| (agency, 0.5, Reason::YearMissing)), false);
    }
    let owner = owner.in_year(year);
    one(owner, 1.0, Reason::UnitOf(owner.name.clone()))
}

/// A Samsat office is shared by the province (tax), the police (registration) and Jasa Raharja (insurance): Perpres 5/2015.
fn samsat(places: &[PlaceFound]) -> Found {
    let Some(region) = places.first().and_then(|place| place.regions.first()) else { return Found::Placeless };
    let owners = [local_government_of(region.province()), agency_by_code("pusat:polri")];
    several(owners.into_iter().flatten().map(|agency| (agency, 0.5, Reason::Samsat)), true)
}

/// A company of a region, such as a water company: the one that is listed for the place, else the place tells which.
fn regional_company(places: &[PlaceFound]) -> Found {
    let [PlaceFound { regions, .. }] = places else { return Found::Nothing };
    let [region] = regions.as_slice() else { return Found::Nothing };
    let supplies_water = |agency: &&Agency| {
        agency.level == "bumd" && agency.place.is_some_and(|place| place.code == region.code) && agency.name.contains("Air Minum")
    };
    match agencies().iter().find(supplies_water) {
        Some(agency) => one(agency, 0.8, Reason::RegionalCompany),
        None => Found::Company(format!("bumd:pdam:{}", region.code)),
    }
}
