use serde::{Deserialize, Serialize};

use crate::vocab::{Agency, Region, agencies};

/// Which agencies there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct AgenciesCall {
    /// Only those that existed in this year; unknown bounds count as open.
    pub year: Option<i32>,
}

/// An agency as plain data. Local governments follow from the regions; of the others see `verified` and `confidence`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct AgencyRow {
    /// `pemda:` and a region code, or `pusat:`, `bumn:`, `bumd:` and a slug of ours. There is no official code list.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `provinsi`, `kabupaten`, `kota`, `pusat`, `bumn` or `bumd`.
    pub level: String,
    /// A code of the vocabulary `jenis_instansi`.
    pub kind: String,
    /// The region it governs, for local governments.
    pub region_code: Option<String>,
    /// The region whose government owns it, for regional enterprises; of a local government its own.
    pub place_code: Option<String>,
    /// The first year of its name, where known.
    pub from: Option<i32>,
    /// The last year of its name, where known.
    pub to: Option<i32>,
    /// Short forms, the usual one first.
    pub abbreviations: Vec<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Code of the body it is a unit of.
    pub parent: Option<String>,
    /// Code of the ministry that a university belongs to, or of the holding of an enterprise.
    pub supervisor: Option<String>,
    /// Codes of the bodies it replaced as a whole.
    pub predecessors: Vec<String>,
    /// Codes of the bodies that replaced it.
    pub successors: Vec<String>,
    /// Codes of living bodies that gave it a part of their work.
    pub functions_from: Vec<String>,
    /// Codes of the bodies to which it gave a part of its work.
    pub functions_to: Vec<String>,
    /// What was checked against a document: `name`, `name+year`, or nothing (general knowledge, or derived from a region).
    pub verified: Option<String>,
    /// How sure the row is: `high`, `medium` or `low`.
    pub confidence: String,
}

impl AgencyRow {
    /// An agency as plain data.
    pub fn new(agency: &Agency) -> Self {
        let code = |region: Option<&Region>| region.map(|region| region.code.clone());
        Self {
            code: agency.code.clone(),
            name: agency.name.clone(),
            level: agency.level.to_owned(),
            kind: agency.kind.to_owned(),
            region_code: code(agency.region),
            place_code: code(agency.place),
            from: agency.years.0,
            to: agency.years.1,
            abbreviations: agency.abbreviations.clone(),
            aliases: agency.aliases.clone(),
            parent: agency.parent.clone(),
            supervisor: agency.supervisor.clone(),
            predecessors: agency.predecessors.clone(),
            successors: agency.successors.clone(),
            functions_from: agency.functions_from.clone(),
            functions_to: agency.functions_to.clone(),
            verified: agency.verified.clone(),
            confidence: agency.confidence.clone(),
        }
    }
}

/// Every agency, or those of a year. What only describes a form of names is left out.
pub fn agency_rows(call: &AgenciesCall) -> Vec<AgencyRow> {
    let then = |agency: &&Agency| call.year.is_none_or(|year| agency.exists_in(year));
    agencies().iter().filter(|agency| !agency.is_pattern()).filter(then).map(AgencyRow::new).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_year_has_its_agencies() {
        let codes = |year| agency_rows(&AgenciesCall { year }).into_iter().map(|row| row.code).collect::<BTreeSet<_>>();
        let (all, then, now) = (codes(None), codes(Some(2010)), codes(Some(2025)));
        assert!(then.is_subset(&all) && now.is_subset(&all) && then != now);
        assert!(all.contains("pemda:35.78") && !all.contains("bumd:bumd-pdam"));
        // every code that a row names is in the table
        let rows = agency_rows(&AgenciesCall::default());
        for row in &rows {
            assert!(row.parent.iter().chain(&row.predecessors).chain(&row.successors).all(|code| all.contains(code)), "{}", row.code);
        }
    }
}
