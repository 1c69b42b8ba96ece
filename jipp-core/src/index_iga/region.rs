use serde::{Deserialize, Deserializer, Serialize};

/// What a region entered: its own indicators and its innovations. Everything is as written; what cannot be used becomes a
/// [`IndexProblem`](super::IndexProblem).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct RegionLevels {
    /// Name or code of its government.
    pub agency: Option<String>,
    /// Its region code (Ministry of Home Affairs).
    pub region_code: Option<String>,
    /// Levels of the region's own indicators (SPD); if not given the index is computed with an SPD of zero and says so.
    pub spd: Option<Vec<IndicatorLevel>>,
    /// Its innovations.
    pub innovations: Vec<InnovationLevels>,
    /// Its index as another system stores or prints it, to be compared, such as `61,25`.
    #[serde(deserialize_with = "optional_text")]
    #[cfg_attr(feature = "tsify", tsify(type = "string | number | null"))]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TextOrNumber>"))]
    pub stored_index: Option<String>,
    /// Its class as stored there: code or name (`iga_predikat`).
    pub stored_class: Option<String>,
}

/// An innovation as a region entered it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct InnovationLevels {
    /// Its id, such as the IGA registration number.
    #[serde(deserialize_with = "text")]
    #[cfg_attr(feature = "tsify", tsify(type = "string | number"))]
    #[cfg_attr(feature = "schema", schemars(with = "TextOrNumber"))]
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// 1-based row in the file, for messages.
    pub row: Option<u64>,
    /// Government affairs: codes or names of the vocabulary `urusan`.
    pub affairs: Vec<String>,
    /// When it was initiated.
    pub initiation_date: Option<String>,
    /// When its implementation began.
    pub implementation_date: Option<String>,
    /// When it was last developed further.
    pub development_date: Option<String>,
    /// Its maturity as another system stores it, to be compared.
    #[serde(deserialize_with = "optional_text")]
    #[cfg_attr(feature = "tsify", tsify(type = "string | number | null"))]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TextOrNumber>"))]
    pub maturity: Option<String>,
    /// The levels of its indicators; one that is missing has level 0.
    pub indicators: Vec<IndicatorLevel>,
}

/// The level of one indicator, as entered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct IndicatorLevel {
    /// Number of the indicator in the form of the year, such as `16` or `2a`.
    #[serde(deserialize_with = "text")]
    #[cfg_attr(feature = "tsify", tsify(type = "string | number"))]
    #[cfg_attr(feature = "schema", schemars(with = "TextOrNumber"))]
    pub number: String,
    /// The level claimed, 0 to 3.
    #[serde(deserialize_with = "optional_text")]
    #[cfg_attr(feature = "tsify", tsify(type = "string | number | null"))]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TextOrNumber>"))]
    pub level: Option<String>,
    /// The level found at verification, 0 to 3.
    #[serde(deserialize_with = "optional_text")]
    #[cfg_attr(feature = "tsify", tsify(type = "string | number | null"))]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TextOrNumber>"))]
    pub verified_level: Option<String>,
    /// The number behind the level: people, months, units.
    #[serde(deserialize_with = "optional_text")]
    #[cfg_attr(feature = "tsify", tsify(type = "string | number | null"))]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TextOrNumber>"))]
    pub value: Option<String>,
    /// Of the indicator of usefulness: the basis chosen (`iga_basis_kemanfaatan`). Empty: none was chosen; missing: not known.
    pub basis: Option<String>,
    /// The evidence given. Empty: none was given; missing: not known.
    pub evidence: Option<String>,
}

impl IndicatorLevel {
    /// The claimed level of an indicator.
    pub fn new(number: impl Into<String>, level: u8) -> Self {
        Self { number: number.into(), level: Some(level.to_string()), ..Self::default() }
    }
}

/// What people write into a cell and programs into JSON.
#[derive(Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum TextOrNumber {
    /// As text.
    Text(String),
    /// As a number.
    Number(serde_json::Number),
}

impl From<TextOrNumber> for String {
    fn from(written: TextOrNumber) -> Self {
        match written {
            TextOrNumber::Text(text) => text,
            // 3.0 is a level 3: many programs know no other numbers
            TextOrNumber::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
                Some(float) => float.to_string(),
                None => number.to_string(),
            },
        }
    }
}

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    TextOrNumber::deserialize(deserializer).map(String::from)
}

fn optional_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::<TextOrNumber>::deserialize(deserializer).map(|written| written.map(String::from))
}
