use std::collections::HashMap;

use crate::model::{Field, FieldSource, Innovation};
use crate::text::parse_title;
use crate::vocab::{Region, ResolveOptions, Status, agency_by_code, region_by_code, resolve, resolve_region};

/// Computes the derived fields of one innovation: acronym and expansion from the title, agency and region codes from the
/// names as written. Readers do this for every row; call it after changing one of those fields by hand.
pub fn derive_fields(innovation: &mut Innovation) {
    Deriver::default().derive(innovation);
}

/// Remembers names resolved before: a file repeats its agencies.
#[derive(Debug, Default)]
pub(super) struct Deriver {
    seen: HashMap<(String, String, String, Option<i32>), Place>,
}

#[derive(Debug, Clone, Default)]
struct Place {
    agency: Option<(String, String, String)>,
    region: Option<&'static Region>,
}

impl Deriver {
    pub(super) fn derive(&mut self, innovation: &mut Innovation) {
        if let Some(title) = &innovation.title {
            let parsed = parse_title(title);
            innovation.acronym = parsed.acronym;
            innovation.expansion = parsed.expansion;
        }
        let name = |text: &Option<String>| text.clone().unwrap_or_default();
        let key = (name(&innovation.agency), name(&innovation.unit), name(&innovation.region), innovation.year);
        let place = self.seen.entry(key).or_insert_with_key(|(agency, unit, region, year)| locate(agency, unit, region, *year)).clone();
        (innovation.agency_code, innovation.agency_name, innovation.agency_level) = match place.agency {
            Some((code, name, level)) => (Some(code), Some(name), Some(level)),
            None => (None, None, None),
        };
        innovation.region_code = place.region.map(|r| r.code.clone());
        innovation.region_name = place.region.map(|r| r.name.clone());
        innovation.province = place.region.map(|r| r.province().name.clone());
        for (field, from) in [
            (Field::Acronym, Field::Title),
            (Field::Expansion, Field::Title),
            (Field::AgencyCode, Field::Agency),
            (Field::AgencyName, Field::Agency),
            (Field::AgencyLevel, Field::Agency),
            (Field::RegionCode, Field::Region),
            (Field::RegionName, Field::Region),
            (Field::Province, Field::Region),
        ] {
            if innovation.is_missing(field) {
                innovation.provenance.remove(&field);
            } else {
                innovation
                    .provenance
                    .insert(field, FieldSource { record_id: innovation.record_id.clone(), column: from.name().to_owned() });
            }
        }
    }
}

fn locate(agency: &str, unit: &str, region: &str, year: Option<i32>) -> Place {
    let stated = (!region.is_empty()).then(|| resolve_region(region, ResolveOptions { year, ..ResolveOptions::default() }));
    let stated = stated.filter(|r| r.status == Status::Resolved).and_then(|r| r.code).and_then(|code| region_by_code(&code));
    let options = ResolveOptions { year, unit: (!unit.is_empty()).then_some(unit), region_code: stated.map(|r| r.code.as_str()) };
    let answer = resolve(agency, options);
    let agency = match (answer.status, answer.code, answer.name, answer.level) {
        (Status::Resolved, Some(code), Some(name), Some(level)) => Some((code, name, level)),
        _ => None,
    };
    let governed = agency.as_ref().and_then(|(code, ..)| agency_by_code(code)).and_then(|a| a.region);
    let of_unit = || {
        let answer = resolve_region(unit, ResolveOptions { year, ..ResolveOptions::default() });
        // the words of a unit's name may be place names by chance: only a place with its kind counts
        answer.candidates.first().filter(|c| answer.status == Status::Resolved && c.score >= 1.0).and_then(|c| region_by_code(&c.code))
    };
    let region = stated.or(governed).or_else(of_unit);
    Place { agency, region }
}
