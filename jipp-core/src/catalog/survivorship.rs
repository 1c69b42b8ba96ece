//! Which value survives a merge, as data.

use serde::{Deserialize, Serialize};

use crate::error::SettingsError;
use crate::model::{Field, Innovation, SourceSystem};

/// Rules that come on top of those of [`merge`](crate::dedup::merge): which source wins which field.
///
/// ```
/// use jipp_core::catalog::Survivorship;
/// let rules = Survivorship::from_toml(r#"
///     [[rule]]
///     fields = ["summary"]
///     strategy = "source"
///     sources = ["lan_inoland", "panrb_kipp"]
/// "#)?;
/// assert_eq!(rules.rule.len(), 1);
/// # Ok::<(), jipp_core::SettingsError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survivorship {
    /// The first rule that names a field decides about it.
    #[serde(default)]
    pub rule: Vec<SurvivorshipRule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurvivorshipRule {
    /// Canonical names of the fields.
    pub fields: Vec<String>,
    /// Which record gives the value.
    pub strategy: SurvivorshipStrategy,
    /// For `source`: the systems, the preferred first; others follow in the usual order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceSystem>,
}

/// Which record gives the value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurvivorshipStrategy {
    /// That of the preferred source.
    Source,
    /// That with the latest year.
    Newest,
    /// That with the longest value.
    Longest,
}

impl Survivorship {
    /// The rules that a new catalog has: `data/merge/survivorship.toml`.
    pub fn built_in() -> Self {
        // the file is part of the program and a test reads it
        Self::from_toml(include_str!("../../data/merge/survivorship.toml")).unwrap_or_default()
    }

    /// Reads and checks rules in TOML.
    pub fn from_toml(text: &str) -> Result<Self, SettingsError> {
        let rules: Self = toml::from_str(text).map_err(|e| SettingsError::Unreadable { reason: e.to_string().trim_end().to_owned() })?;
        for name in rules.rule.iter().flat_map(|rule| &rule.fields) {
            if name.parse::<Field>().is_err() {
                let suggestion = crate::error::nearest(name, Field::ALL.iter().map(|field| field.name()));
                return Err(SettingsError::UnknownValue { what: "field", value: name.clone(), suggestion });
            }
        }
        Ok(rules)
    }

    /// Lets the rules choose among the records of a cluster, after the usual merge.
    pub(super) fn apply(&self, merged: &mut Innovation, records: &[&Innovation]) {
        let mut done: Vec<Field> = Vec::new();
        for rule in &self.rule {
            for field in rule.fields.iter().filter_map(|name| name.parse::<Field>().ok()) {
                if done.contains(&field) {
                    continue;
                }
                done.push(field);
                let Some(donor) = rule.donor(field, records) else { continue };
                merged.set(field, donor.get(field));
                if let Some(origin) = donor.provenance.get(&field) {
                    merged.provenance.insert(field, origin.clone());
                }
            }
        }
    }
}

impl SurvivorshipRule {
    fn donor<'a>(&self, field: Field, records: &[&'a Innovation]) -> Option<&'a Innovation> {
        let place = |record: &Innovation| {
            let system = record.sources.first().map_or(SourceSystem::Generic, |source| source.system);
            let usual = SourceSystem::ALL.iter().position(|known| *known == system).unwrap_or(usize::MAX);
            (self.sources.iter().position(|known| *known == system).unwrap_or(usize::MAX), usual)
        };
        let length = |record: &Innovation| record.get(field).to_text().map_or(0, |text| text.chars().count());
        let mut with: Vec<&Innovation> = records.iter().copied().filter(|record| !record.is_missing(field)).collect();
        with.sort_by(|a, b| {
            let strategy = match self.strategy {
                SurvivorshipStrategy::Source => place(a).cmp(&place(b)),
                SurvivorshipStrategy::Newest => b.year.cmp(&a.year),
                SurvivorshipStrategy::Longest => length(b).cmp(&length(a)),
            };
            strategy.then_with(|| place(a).cmp(&place(b))).then_with(|| b.year.cmp(&a.year)).then_with(|| a.record_id.cmp(&b.record_id))
        });
        with.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FieldSource, SourceRef};

    fn record(id: &str, system: SourceSystem, year: i32, summary: &str) -> Innovation {
        let mut one = Innovation { year: Some(year), summary: Some(summary.into()), ..Innovation::new(id, id) };
        one.sources.push(SourceRef::new(id, system));
        one.provenance.insert(Field::Summary, FieldSource::new(id, "Ringkasan"));
        one
    }

    #[test]
    fn each_strategy_chooses_its_record_and_names_it() {
        Survivorship::from_toml(include_str!("../../data/merge/survivorship.toml")).unwrap();
        let kipp = record("kipp:1", SourceSystem::PanrbKipp, 2019, "pendek");
        let lan = record("lan:1", SourceSystem::LanInoland, 2016, "paling panjang");
        let iga = record("iga:1", SourceSystem::KemendagriIga, 2023, "baru");
        for (strategy, sources, wanted) in [
            (SurvivorshipStrategy::Source, vec![SourceSystem::LanInoland], "lan:1"),
            (SurvivorshipStrategy::Source, vec![], "kipp:1"),
            (SurvivorshipStrategy::Newest, vec![], "iga:1"),
            (SurvivorshipStrategy::Longest, vec![], "lan:1"),
        ] {
            let rules = Survivorship { rule: vec![SurvivorshipRule { fields: vec!["summary".into()], strategy, sources }] };
            let mut merged = kipp.clone();
            rules.apply(&mut merged, &[&lan, &iga, &kipp]);
            assert_eq!(merged.provenance[&Field::Summary].record_id.as_ref(), wanted, "{strategy:?}");
        }
        assert!(Survivorship::from_toml("[[rule]]\nfields = [\"sumary\"]\nstrategy = \"newest\"").is_err());
    }
}
