use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::IndexError;

/// One level to try: of an indicator of an innovation, or of the region itself.
///
/// ```
/// use jipp_core::index_iga::LevelChange;
/// let changes = LevelChange::parse_list("INV-7:35=3, spd:2a=2")?;
/// assert_eq!((changes[0].innovation.as_deref(), changes[0].indicator.as_str(), changes[0].level), (Some("INV-7"), "35", 3));
/// assert_eq!(changes[1].innovation, None);
/// # Ok::<(), jipp_core::index_iga::IndexError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct LevelChange {
    /// Id of the innovation; none for an indicator of the region itself.
    #[serde(default)]
    pub innovation: Option<String>,
    /// Number of the indicator.
    pub indicator: String,
    /// The level.
    pub level: u8,
}

/// Stands for the region in the short form.
const REGION: &str = "spd";

impl LevelChange {
    /// Reads changes in the short form, separated by commas.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, IndexError> {
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Self::from_str).collect()
    }
}

impl FromStr for LevelChange {
    type Err = IndexError;

    /// `ID:NUMBER=LEVEL`; an id may hold colons. `spd` stands for the region itself.
    fn from_str(text: &str) -> Result<Self, IndexError> {
        let wrong = || IndexError::Change { value: text.to_owned() };
        let (place, level) = text.rsplit_once('=').ok_or_else(wrong)?;
        let (id, number) = place.rsplit_once(':').ok_or_else(wrong)?;
        let (id, number) = (id.trim(), number.trim());
        if id.is_empty() || number.is_empty() {
            return Err(wrong());
        }
        Ok(Self {
            innovation: (!id.eq_ignore_ascii_case(REGION)).then(|| id.to_owned()),
            indicator: number.to_owned(),
            level: level.trim().parse().map_err(|_| wrong())?,
        })
    }
}

impl std::fmt::Display for LevelChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}={}", self.innovation.as_deref().unwrap_or(REGION), self.indicator, self.level)
    }
}
