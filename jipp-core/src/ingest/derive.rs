use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::model::{Completeness, Field, FieldSource, Innovation, SourceSystem};
use crate::text::{key, parse_title};
use crate::vocab::{Region, Resolution, ResolveOptions, Status, region_by_code, region_with_kind, resolve, resolve_region};

/// Computes the derived fields of one innovation: acronym and expansion from the title, agency and region codes from the
/// names as written, and what is missing. Where a source does not say so itself, it also fills in steward, source years and the
/// place of the main affair among all affairs. Readers do this for every row; call it after changing one of those fields by hand.
pub fn derive_fields(innovation: &mut Innovation) {
    Deriver::default().derive(innovation);
}

/// Remembers names resolved before: a file repeats its agencies.
#[derive(Debug, Default)]
pub(super) struct Deriver {
    seen: HashMap<Box<str>, Place>,
    key: String,
    /// Names of fields, as the provenance of derived fields has them.
    names: Vec<(Field, Arc<str>)>,
}

/// Places remembered at most; then the memory starts anew, so that a stream of new names does not fill it.
const REMEMBERED: usize = 50_000;

#[derive(Debug, Clone, Default)]
struct Place {
    agency: Option<(String, String, String)>,
    region: Option<&'static Region>,
    /// The region that a cell of its own states.
    stated: Option<&'static Region>,
    /// Whether the agency is named but not settled.
    open: bool,
}

impl Deriver {
    pub(super) fn derive(&mut self, innovation: &mut Innovation) {
        let id: Arc<str> = innovation.record_id.as_str().into();
        self.derive_of(innovation, &id);
    }

    /// The same of an innovation whose id is `id`.
    pub(super) fn derive_of(&mut self, innovation: &mut Innovation, id: &Arc<str>) {
        self.fill_in(innovation, id);
        if let Some(title) = &innovation.title {
            let parsed = parse_title(title);
            innovation.acronym = parsed.acronym;
            innovation.expansion = parsed.expansion;
        }
        let mut place = self.place(innovation, None);
        if innovation.unit.is_some() && (place.open || place.region.is_none()) {
            // units are many: they are asked only where agency and region leave something open
            place = self.place(innovation, innovation.unit.as_deref());
        }
        if place.open
            && let (Some(agency), Some(title)) = (&innovation.agency, innovation.title.as_deref())
        {
            // titles do not repeat, so they are asked only where the rest of the record leaves the agency open; a region that follows from
            // the name itself decides nothing
            let options =
                ResolveOptions { title: Some(title), region_code: place.stated.map(|r| r.code.as_str()), ..ResolveOptions::of(innovation) };
            place.settle(&resolve(agency, options));
        }
        (innovation.agency_code, innovation.agency_name, innovation.agency_level) = match place.agency {
            Some((code, name, level)) => (Some(code), Some(name), Some(level)),
            None => (None, None, None),
        };
        innovation.region_code = place.region.map(|r| r.code.clone());
        innovation.region_name = place.region.map(|r| r.name.clone());
        innovation.province = place.region.map(|r| r.province().name.clone());
        // an empty cell for the agency may be told by the unit
        let agency = if innovation.agency.is_some() { Field::Agency } else { Field::Unit };
        for (field, from) in [
            (Field::Acronym, Field::Title),
            (Field::Expansion, Field::Title),
            (Field::AgencyCode, agency),
            (Field::AgencyName, agency),
            (Field::AgencyLevel, agency),
            (Field::RegionCode, Field::Region),
            (Field::RegionName, Field::Region),
            (Field::Province, Field::Region),
        ] {
            if innovation.is_missing(field) {
                innovation.provenance.remove(&field);
            } else {
                self.note_origin(innovation, id, field, from);
            }
        }
        innovation.completeness = Some(Completeness::of(innovation));
        self.note_origin(innovation, id, Field::Completeness, Field::Completeness);
    }

    /// Fields that a source may give, but that follow from others where it does not.
    fn fill_in(&mut self, innovation: &mut Innovation, id: &Arc<str>) {
        if innovation.source_years.is_empty()
            && let Some(year) = innovation.year
        {
            innovation.source_years = vec![year];
            self.note_origin(innovation, id, Field::SourceYears, Field::Year);
        }
        let steward = innovation.sources.first().map(|source| source.system);
        if innovation.steward.is_none()
            && let Some(system @ (SourceSystem::PanrbKipp | SourceSystem::KemendagriIga | SourceSystem::LanInoland)) = steward
        {
            innovation.steward = Some(system.code().to_owned());
            innovation.provenance.insert(Field::Steward, FieldSource::new(Arc::clone(id), "sources"));
        }
        // the number under which IGA keeps a record is its registration
        if innovation.iga_registrations.is_empty()
            && steward == Some(SourceSystem::KemendagriIga)
            && let Some(origin) = innovation.provenance.get(&Field::ExternalId).cloned()
            && key(&origin.column).contains("registrasi")
            && let Some(number) = innovation.external_id.clone()
        {
            innovation.iga_registrations = vec![number];
            innovation.provenance.insert(Field::IgaRegistrations, origin);
        }
        if let Some(main) = innovation.main_affair.clone()
            && !innovation.affairs.contains(&main)
        {
            if innovation.affairs.is_empty() {
                self.note_origin(innovation, id, Field::Affairs, Field::MainAffair);
            }
            innovation.affairs.insert(0, main);
        }
    }

    /// Lets go the names of fields, which records made so far share.
    pub(super) fn forget_names(&mut self) {
        self.names.clear();
    }

    /// Notes that a field of the record `id` follows from another.
    fn note_origin(&mut self, innovation: &mut Innovation, id: &Arc<str>, field: Field, from: Field) {
        let known = self.names.iter().find(|(known, _)| *known == from).map(|(_, name)| Arc::clone(name));
        let name = known.unwrap_or_else(|| {
            let name: Arc<str> = from.name().into();
            self.names.push((from, Arc::clone(&name)));
            name
        });
        innovation.provenance.insert(field, FieldSource::new(Arc::clone(id), name));
    }
}

impl Place {
    /// Takes over what a name was resolved to; the region of a record that states one stays.
    fn settle(&mut self, answer: &Resolution) {
        self.open = answer.status != Status::Resolved && !answer.joint;
        if let (Status::Resolved, Some(code), Some(name), Some(level)) = (answer.status, &answer.code, &answer.name, &answer.level) {
            self.agency = Some((code.clone(), name.clone(), level.clone()));
        }
        self.region = self.region.or_else(|| answer.region_code.as_deref().and_then(region_by_code));
    }
}

impl Deriver {
    fn place<'a>(&mut self, innovation: &'a Innovation, unit: Option<&str>) -> Place {
        let name = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
        let (agency, region, year) = (name(&innovation.agency), name(&innovation.region), innovation.year);
        self.key.clear();
        for part in [agency, region, unit.unwrap_or_default()] {
            self.key.push_str(part);
            self.key.push('\u{1f}');
        }
        if let Some(year) = year {
            // writing to a string cannot fail
            let _ = write!(self.key, "{year}");
        }
        if let Some(known) = self.seen.get(self.key.as_str()) {
            return known.clone();
        }
        if self.seen.len() >= REMEMBERED {
            self.seen.clear();
        }
        let place = locate(agency, unit.unwrap_or_default(), region, year);
        self.seen.insert(self.key.as_str().into(), place.clone());
        place
    }
}

/// The region that a cell states, by its code or by its name.
fn stated_region(region: &str, options: ResolveOptions<'_>) -> Option<&'static Region> {
    let named = || {
        let answer = (!region.is_empty()).then(|| resolve_region(region, options)).filter(|answer| answer.status == Status::Resolved)?;
        region_by_code(answer.code.as_deref()?)
    };
    region_by_code(region.trim()).or_else(named)
}

fn locate(agency: &str, unit: &str, region: &str, year: Option<i32>) -> Place {
    let options = ResolveOptions { year, ..ResolveOptions::default() };
    let stated = stated_region(region, options);
    let mut place = Place { region: stated, stated, ..Place::default() };
    let unit = (!unit.is_empty()).then_some(unit);
    place.settle(&resolve(agency, ResolveOptions { unit, region_code: stated.map(|r| r.code.as_str()), ..options }));
    place.region = place.region.or_else(|| region_with_kind(unit?, options));
    place
}
