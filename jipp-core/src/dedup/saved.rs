//! A learned model on disk.

use serde::{Deserialize, Serialize};

use super::model::LinkModel;
use super::settings::{LinkSettings, LinkType};
use crate::error::SettingsError;
use crate::hash::fnv1a;
use crate::lang::{BilingualText, told};

/// Says what the file is.
const FORMAT: &str = "jipp-link-model";
/// Version of the form of the file and of the meaning of its levels: what a level of a kind means must not change within one version.
const FORMAT_VERSION: u32 = 1;

/// A model that was learned, with the settings it belongs to: everything needed to link other records of the same sort without learning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedModel {
    format: String,
    format_version: u32,
    /// Version of jipp that wrote it.
    pub engine_version: String,
    /// Fingerprint of what is compared and how; see [`SavedModel::fingerprint`].
    pub fingerprint: String,
    /// Whether the records are innovations, linked by the columns of the preset.
    pub innovations: bool,
    /// The settings, with everything that was inferred.
    pub settings: LinkSettings,
    /// The weights.
    pub model: LinkModel,
}

/// What every version of the file has.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: String,
    #[serde(default)]
    format_version: u32,
    #[serde(default)]
    engine_version: String,
}

impl SavedModel {
    /// Puts a model and its settings together.
    pub fn new(settings: &LinkSettings, model: &LinkModel, innovations: bool) -> Self {
        Self {
            format: FORMAT.to_owned(),
            format_version: FORMAT_VERSION,
            engine_version: env!("CARGO_PKG_VERSION").to_owned(),
            fingerprint: Self::fingerprint(settings),
            innovations,
            settings: settings.clone(),
            model: model.clone(),
        }
    }

    /// Reads a saved model. Refused (`settings_invalid`) are other files, those of a later version, and those in which settings and weights
    /// do not belong together, for one because the settings were changed by hand.
    pub fn from_json(text: &str) -> Result<Self, SettingsError> {
        let unreadable = |error: serde_json::Error| SettingsError::Unreadable { reason: format!("the model: {error}") };
        let head: Head = serde_json::from_str(text).map_err(unreadable)?;
        let refused = |problem: BilingualText| Err(SettingsError::Invalid { problems: vec![problem] });
        if head.format != FORMAT {
            return refused(told!(
                "berkas itu bukan model penautan yang disimpan (`format` bukan `jipp-link-model`)",
                "the file is no saved model of a linkage (`format` is not `jipp-link-model`)"
            ));
        }
        if head.format_version != FORMAT_VERSION {
            return refused(told!(
                "model berformat {} (ditulis jipp {}), sedangkan ini jipp {} yang membaca format {FORMAT_VERSION}: pelajari ulang",
                "the model has format {} (written by jipp {}), this is jipp {} and reads format {FORMAT_VERSION}: learn it anew",
                head.format_version,
                head.engine_version,
                env!("CARGO_PKG_VERSION")
            ));
        }
        let saved: Self = serde_json::from_str(text).map_err(unreadable)?;
        saved.settings.check()?;
        if saved.fingerprint != Self::fingerprint(&saved.settings) {
            return refused(told!(
                "setelan dalam model bukan setelan saat model dipelajari: pelajari ulang",
                "the settings in the model are not those it was learned with: learn it anew"
            ));
        }
        saved.model.check(&saved.settings)?;
        Ok(saved)
    }

    /// The file's text.
    pub fn to_json(&self) -> Result<String, SettingsError> {
        serde_json::to_string_pretty(self).map_err(|error| SettingsError::Unreadable { reason: error.to_string() })
    }

    /// The settings to link with: those of the model, or the ones given, if they compare the same. Thresholds, clustering and
    /// candidates may differ; what is compared may not.
    pub fn settings_for(&self, given: Option<LinkSettings>) -> Result<LinkSettings, SettingsError> {
        let Some(mut given) = given else { return Ok(self.settings.clone()) };
        // what was inferred stands behind what was given
        if self.settings.prepare.starts_with(&given.prepare) {
            given.prepare.clone_from(&self.settings.prepare);
        }
        if given.measure.is_empty() {
            given.measure.clone_from(&self.settings.measure);
        }
        if given.comparison.is_empty() {
            given.comparison.clone_from(&self.settings.comparison);
        }
        if given.blocking.is_empty() {
            given.blocking.clone_from(&self.settings.blocking);
        }
        let open = given.comparison.iter().any(|comparison| comparison.levels.is_empty());
        if open || Self::fingerprint(&given) != self.fingerprint {
            let problem = told!(
                "setelan membandingkan hal lain daripada saat model dipelajari: hapus `[[comparison]]`, atau pelajari ulang",
                "the settings compare something else than the model was learned with: leave `[[comparison]]` out, or learn anew"
            );
            return Err(SettingsError::Invalid { problems: vec![problem] });
        }
        Ok(given)
    }

    /// A fingerprint of all on which the meaning of the weights depends: the values as prepared, the comparisons with their levels and tables of
    /// similarities, and whether records have one partner at most (FNV-1a; Fowler, Noll, Vo).
    pub fn fingerprint(settings: &LinkSettings) -> String {
        let one_partner = settings.link_type == LinkType::Link;
        let comparisons: Vec<String> = settings
            .comparison
            .iter()
            .map(|c| {
                let levels = c.levels.iter().map(|l| {
                    format!("{} {:?} {:?} {:?}", l.kind.name(), l.min, l.max, l.column) + l.measure.as_deref().unwrap_or_default()
                });
                let levels: Vec<String> = levels.collect();
                format!("{}\t{:?}\t{}\t{}", c.column, c.split, c.term_frequency, levels.join(","))
            })
            .collect();
        let prepared: Vec<String> = settings.prepare.iter().map(|preparation| format!("\n{preparation:?}")).collect();
        let measures: Vec<String> = settings.measure.iter().map(|measure| format!("\n{measure:?}")).collect();
        let text = format!("{one_partner}\n{}{}{}", comparisons.join("\n"), prepared.concat(), measures.concat());
        format!("{:016x}", fnv1a(text.bytes()))
    }
}
