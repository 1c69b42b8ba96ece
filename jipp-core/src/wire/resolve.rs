use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::error::SettingsError;
use crate::lang::{BilingualText, Lang, told};
use crate::vocab::{Resolution, ResolveOptions, Resolver};

/// A year as a record has it: a whole number, or a text of digits; none if the text is blank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "Value", extend("type" = ["integer", "string"])))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify), tsify(type = "number | string"))]
pub struct YearAsWritten(pub Option<i32>);

impl<'de> Deserialize<'de> for YearAsWritten {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let text = match &value {
            Value::String(text) => text.trim().to_owned(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        if text.is_empty() {
            return Ok(Self(None));
        }
        let year = text.strip_suffix(".0").unwrap_or(&text).parse();
        year.map(|year| Self(Some(year))).map_err(|_| D::Error::custom(format_args!("a year is a whole number, not `{text}`")))
    }
}

/// A name of an agency, with or without what is known beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum NameAsWritten {
    /// The name alone.
    Name(String),
    /// The name with the rest of its record.
    InContext(NameInContext),
}

/// By hand, because a derived one says of a mistake only that nothing fits.
impl<'de> Deserialize<'de> for NameAsWritten {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(name) => Ok(Self::Name(name)),
            record @ Value::Object(_) => serde_json::from_value(record).map(Self::InContext).map_err(D::Error::custom),
            other => Err(D::Error::custom(format_args!("a name is a text, or an object with `name`, not `{other}`"))),
        }
    }
}

/// A name of an agency and what its record says beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct NameInContext {
    /// The name as written.
    pub name: String,
    /// The year of the record.
    pub year: Option<YearAsWritten>,
    /// The work unit as written.
    pub unit: Option<String>,
    /// The title as written.
    pub title: Option<String>,
    /// The region code that the record states (Ministry of Home Affairs).
    pub region_code: Option<String>,
}

/// One value for all names, or a list with one for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OneOrEach_{T}"))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub enum OneOrEach<T> {
    /// The value for all.
    One(T),
    /// The value for each, in their order.
    Each(Vec<Option<T>>),
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for OneOrEach<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            list @ Value::Array(_) => serde_json::from_value(list).map(Self::Each),
            value => serde_json::from_value(value).map(Self::One),
        }
        .map_err(D::Error::custom)
    }
}

impl<T> OneOrEach<T> {
    /// The value for the name at this place.
    pub fn at(&self, place: usize) -> Option<&T> {
        match self {
            Self::One(value) => Some(value),
            Self::Each(values) => values.get(place).and_then(Option::as_ref),
        }
    }
}

/// Names to resolve. What a name states of its own goes before what is stated here for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct ResolveNames {
    /// Names of agencies, as written, each alone or with its record.
    pub names: Vec<NameAsWritten>,
    /// The year of the names.
    pub year: Option<OneOrEach<YearAsWritten>>,
    /// The work unit as written.
    pub unit: Option<OneOrEach<String>>,
    /// The title as written.
    pub title: Option<OneOrEach<String>>,
    /// The region code that the record states (Ministry of Home Affairs).
    pub region_code: Option<OneOrEach<String>>,
    /// The language of the reasons.
    pub lang: Lang,
}

/// Resolves names of agencies to codes. One answer for each name, in their order.
///
/// # Errors
///
/// `settings_invalid` if a list of years, units, titles or region codes is not as long as that of the names.
pub fn resolve_names(call: &ResolveNames) -> Result<Vec<Resolution>, SettingsError> {
    let ResolveNames { names, year, unit, title, region_code, lang } = call;
    let problems: Vec<BilingualText> = [
        ("year", length(year.as_ref())),
        ("unit", length(unit.as_ref())),
        ("title", length(title.as_ref())),
        ("region_code", length(region_code.as_ref())),
    ]
    .into_iter()
    .filter_map(|(column, length)| length.filter(|length| *length != names.len()).map(|length| (column, length)))
    .map(|(column, length)| {
        told!("`{column}` memiliki {length} nilai untuk {} nama", "`{column}` has {length} values for {} names", names.len())
    })
    .collect();
    if !problems.is_empty() {
        return Err(SettingsError::Invalid { problems });
    }
    let mut resolver = Resolver::default();
    let mut resolve = |(place, name): (usize, &NameAsWritten)| {
        let for_all = ResolveOptions {
            year: year.as_ref().and_then(|year| year.at(place)).and_then(|year| year.0),
            unit: text(unit.as_ref(), place),
            title: text(title.as_ref(), place),
            region_code: text(region_code.as_ref(), place),
            lang: *lang,
        };
        let answer = match name {
            NameAsWritten::Name(name) => resolver.resolve(name, for_all),
            NameAsWritten::InContext(record) => {
                let options = ResolveOptions {
                    year: record.year.and_then(|year| year.0).or(for_all.year),
                    unit: record.unit.as_deref().or(for_all.unit),
                    title: record.title.as_deref().or(for_all.title),
                    region_code: record.region_code.as_deref().or(for_all.region_code),
                    lang: *lang,
                };
                resolver.resolve(&record.name, options)
            }
        };
        (*answer).clone()
    };
    Ok(names.iter().enumerate().map(&mut resolve).collect())
}

fn length<T>(column: Option<&OneOrEach<T>>) -> Option<usize> {
    match column {
        Some(OneOrEach::Each(values)) => Some(values.len()),
        _ => None,
    }
}

fn text(column: Option<&OneOrEach<String>>, place: usize) -> Option<&str> {
    column.and_then(|column| column.at(place)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(call: &str) -> Vec<Option<String>> {
        let call: ResolveNames = serde_json::from_str(call).unwrap();
        resolve_names(&call).unwrap().into_iter().map(|answer| answer.code).collect()
    }

    #[test]
    fn context_is_given_once_or_for_each_name_or_with_it() {
        let city = [Some("pemda:32.73".to_owned()), Some("pemda:32.73".to_owned())];
        assert_eq!(codes(r#"{"names": ["Bandung", "Bandung"], "region_code": "32.73"}"#), city);
        assert_eq!(codes(r#"{"names": ["Bandung", "Bandung"], "region_code": ["32.73", null]}"#), [city[0].clone(), None]);
        let own = r#"{"names": [{"name": "Bandung", "unit": "RSUD Kota Bandung"}, {"name": "Bandung", "region_code": "32.04"}], "region_code": "32.73"}"#;
        assert_eq!(codes(own), [city[0].clone(), Some("pemda:32.04".to_owned())]);
    }

    #[test]
    fn every_list_of_another_length_is_told() {
        let call: ResolveNames =
            serde_json::from_str(r#"{"names": ["a", "b"], "year": [2015], "unit": "x", "title": ["a", "b", null]}"#).unwrap();
        let error = resolve_names(&call).unwrap_err();
        assert_eq!(error.code(), "settings_invalid");
        assert_eq!(error.to_string(), "settings do not fit: `year` has 1 values for 2 names; `title` has 3 values for 2 names");
    }

    #[test]
    fn years_may_be_texts_and_blank() {
        let then = r#"{"names": ["Kementerian Riset, Teknologi, dan Pendidikan Tinggi"], "year": YEAR}"#;
        let code = |year: &str| codes(&then.replace("YEAR", year)).remove(0);
        assert!(code("2016").is_some());
        for year in ["\"2016\"", "[2016]", "[\" 2016 \"]", "2016.0"] {
            assert_eq!(code(year), code("2016"), "{year}");
        }
        for year in ["null", "\"\"", "[null]", "[\"\"]"] {
            assert_eq!(code(year), code("null"), "{year}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (call, wanted) in [
            (r#"{"names": [1]}"#, "not `1`"),
            (r#"{"names": [{"nama": "x"}]}"#, "unknown field `nama`, expected one of `name`"),
            (r#"{"names": [{"name": "x", "year": "2O19"}]}"#, "not `2O19`"),
            (r#"{"names": ["x"], "year": [2019.5]}"#, "not `2019.5`"),
            (r#"{"names": ["x"], "unit": 1}"#, "expected a string"),
        ] {
            let error = serde_json::from_str::<ResolveNames>(call).unwrap_err().to_string();
            assert!(error.contains(wanted), "{error}");
        }
    }
}
