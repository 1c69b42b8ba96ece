use serde::{Deserialize, Serialize};

pub use crate::text::ParsedTitle;

/// A title to take apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct TitleCall {
    /// The title as written.
    pub title: String,
}

/// Takes a title apart: name, acronym, expansion, aliases, generic word, place and unit.
///
/// ```
/// use jipp_core::wire::{TitleCall, parse_title};
/// let title = parse_title(&TitleCall { title: "SADELPOS (Samsat Delivery Pos)".into() });
/// assert_eq!(title.expansion.as_deref(), Some("Samsat Delivery Pos"));
/// ```
pub fn parse_title(call: &TitleCall) -> ParsedTitle {
    crate::text::parse_title(&call.title)
}
