use serde::{Deserialize, Serialize};

use super::error::SearchError;
use super::request::SourceKey;
use crate::model::{Field, Innovation};
use crate::vocab::vocabulary;

/// An innovation as the index keeps it: what is shown, and the texts that are searched.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct SearchDocument {
    /// Id of the innovation.
    pub id: String,
    /// Title.
    pub title: String,
    /// Other titles of the same innovation in its sources.
    pub other_titles: Vec<String>,
    /// Acronym found in the title.
    pub acronym: Option<String>,
    /// Name of the owner: resolved, else as written.
    pub agency: Option<String>,
    /// Code of the owner, if resolved.
    pub agency_code: Option<String>,
    /// Level of the owner.
    pub level: Option<String>,
    /// Work unit as written.
    pub unit: Option<String>,
    /// Name of the region.
    pub region: Option<String>,
    /// Code of the region (Ministry of Home Affairs).
    pub region_code: Option<String>,
    /// Name of the province.
    pub province: Option<String>,
    /// Year.
    pub year: Option<i32>,
    /// Work area (*bidang*) as written.
    pub sector: Option<String>,
    /// The hub of innovations that its owner is designated as.
    pub hub: Option<String>,
    /// Texts by field name, in the order of the form: `summary`, `objective`, ...
    pub texts: Vec<(String, String)>,
    /// Sustainable Development Goals, as codes.
    pub sdgs: Vec<String>,
    /// Government affairs, as codes.
    pub affairs: Vec<String>,
    /// Awards, as written.
    pub awards: Vec<String>,
    /// Sustainability status, as code.
    pub status: Option<String>,
    /// Every source.
    pub sources: Vec<SourceKey>,
    /// Ids of replications and versions, and of what it replicates.
    pub related: Vec<String>,
}

impl SearchDocument {
    /// The public part of an innovation. Personal data is not in an [`Innovation`] to begin with.
    pub fn new(innovation: &Innovation, other_titles: &[String]) -> Self {
        let texts = Field::ALL
            .iter()
            .filter(|field| field.is_rich_text())
            .filter_map(|field| Some((field.name().to_owned(), innovation.get(*field).to_text()?.into_owned())))
            .collect();
        let goals = vocabulary("sdgs");
        // a merged record has all of them in both places
        let aliases = innovation.title_aliases.iter().filter(|alias| !other_titles.contains(alias));
        Self {
            id: innovation.record_id.clone(),
            title: innovation.title.clone().unwrap_or_default(),
            other_titles: other_titles.iter().chain(aliases).cloned().collect(),
            acronym: innovation.acronym.clone(),
            agency: innovation.agency_name.clone().or_else(|| innovation.agency.clone()),
            agency_code: innovation.agency_code.clone(),
            level: innovation.agency_level.clone(),
            unit: innovation.unit.clone(),
            region: innovation.region_name.clone(),
            region_code: innovation.region_code.clone(),
            province: innovation.province.clone(),
            year: innovation.year.or_else(|| innovation.implementation_date.map(crate::model::PartialDate::year)),
            sector: innovation.sector.clone(),
            hub: innovation.agency_code.as_deref().and_then(hub_of),
            texts,
            // what is no goal, such as `2020`, is a finding of CLS-01 and nothing to be counted or searched by
            sdgs: innovation.sdgs.iter().filter(|code| goals.is_none_or(|goals| goals.get(code).is_some())).cloned().collect(),
            affairs: innovation.affairs.clone(),
            awards: innovation.awards.iter().map(|award| award.as_written.clone()).collect(),
            status: innovation.status.clone(),
            sources: innovation
                .sources
                .iter()
                .map(|s| SourceKey { system: s.system.code().to_owned(), external_id: s.external_id.clone(), url: s.url.clone() })
                .collect(),
            related: Vec::new(),
        }
    }

    /// The texts that are searched as body, one after the other.
    pub(super) fn body(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(_, text)| text.as_str())
    }
}

/// A document as it is stored: what is empty is not named, and read back as empty.
#[derive(Serialize)]
struct Stored<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    other_titles: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    acronym: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency_code: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region_code: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    province: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: &'a Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hub: &'a Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    texts: &'a [(String, String)],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sdgs: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    affairs: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    awards: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    status: &'a Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sources: &'a [SourceKey],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    related: &'a [String],
}

impl SearchDocument {
    /// As the index keeps it.
    pub(super) fn stored(&self) -> Result<String, SearchError> {
        // every field by name: one that is added here has to be added there
        let Self {
            id,
            title,
            other_titles,
            acronym,
            agency,
            agency_code,
            level,
            unit,
            region,
            region_code,
            province,
            year,
            sector,
            hub,
            texts,
            sdgs,
            affairs,
            awards,
            status,
            sources,
            related,
        } = self;
        let stored = Stored {
            id,
            title,
            other_titles,
            acronym,
            agency,
            agency_code,
            level,
            unit,
            region,
            region_code,
            province,
            year,
            sector,
            hub,
            texts,
            sdgs,
            affairs,
            awards,
            status,
            sources,
            related,
        };
        serde_json::to_string(&stored).map_err(|error| SearchError::Engine(error.to_string()))
    }
}

/// The name of the hub that an agency is designated as.
fn hub_of(agency: &str) -> Option<String> {
    crate::vocab::hubs().iter().find(|hub| hub.agency_code == agency).map(|hub| hub.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_comes_back() {
        let full = SearchDocument {
            id: "a".into(),
            title: "Loket".into(),
            other_titles: vec!["Gerai".into()],
            level: Some("kota".into()),
            year: Some(2020),
            texts: vec![("summary".into(), "Cepat.".into())],
            sources: vec![SourceKey { system: "generic".into(), external_id: None, url: None }],
            ..SearchDocument::default()
        };
        for document in [full, SearchDocument::default()] {
            assert_eq!(serde_json::from_str::<SearchDocument>(&document.stored().unwrap()).unwrap(), document);
        }
    }

    #[test]
    fn what_is_no_goal_is_none() {
        let innovation = Innovation { sdgs: ["2020", "3", "18"].map(str::to_owned).to_vec(), ..Innovation::new("a", "Loket Cepat") };
        assert_eq!(SearchDocument::new(&innovation, &[]).sdgs, ["3"]);
    }

    #[test]
    fn other_titles_are_searched_whoever_knows_them() {
        let innovation = Innovation { title_aliases: vec!["LOCEP".into(), "Loket".into()], ..Innovation::new("a", "Loket Cepat") };
        let document = SearchDocument::new(&innovation, &["Loket".to_owned()]);
        assert_eq!(document.other_titles, ["Loket", "LOCEP"]);
    }
}
