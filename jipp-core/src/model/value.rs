use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{
    Award, Collaborator, Completeness, Coordinates, DuplicateDecision, Evidence, IgaIndicator, ImpactIndicator, Innovator, KippEntry,
    MaturityScore, PartialDate, PreviousVersion, Publication, Regulation, ReplicationOrigin, ResourceParts, RichText, Statistics,
    StatusHistory, SustainabilityParts, Validation,
};

/// The value of one [`Field`](super::Field), for code that works on every field alike (mapping, merging, exporting).
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Missing,
    /// A text, a code or a link.
    Text(String),
    /// Several texts or codes.
    List(Vec<String>),
    /// A date.
    Date(PartialDate),
    /// Several dates.
    Dates(Vec<PartialDate>),
    /// A year.
    Year(i32),
    /// Several years.
    Years(Vec<i32>),
    /// A decimal number.
    Number(f64),
    /// Awards.
    Awards(Vec<Award>),
    /// A place.
    Coordinates(Coordinates),
    /// A value of several parts, or a list of such, as JSON.
    Structured(serde_json::Value),
}

impl Value {
    /// Whether nothing is known.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// The value as one text, as a cell of a table holds it: parts of a list are joined by `; `, structured values are JSON.
    pub fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Missing => return None,
            Self::Text(text) => Cow::Borrowed(text),
            Self::List(parts) => Cow::Owned(parts.join("; ")),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Year(year) => Cow::Owned(year.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Dates(dates) => Cow::Owned(joined(dates)),
            Self::Years(years) => Cow::Owned(joined(years)),
            Self::Coordinates(place) => Cow::Owned(place.to_string()),
            Self::Structured(json) => Cow::Owned(json.to_string()),
            Self::Awards(awards) => Cow::Owned(awards.iter().map(|a| a.as_written.as_str()).collect::<Vec<_>>().join("; ")),
        })
    }
}

fn joined<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// How a typed field becomes a [`Value`] and comes back. A value of another type leaves the field missing.
pub(crate) trait FieldType: Sized {
    fn to_value(&self) -> Value;
    fn from_value(value: Value) -> Self;
    fn is_missing(&self) -> bool;

    /// The same of a value whose text was cleaned before.
    fn from_clean(value: Value) -> Self {
        Self::from_value(value)
    }

    /// The text, if the field is one.
    fn text(&self) -> Option<&str> {
        None
    }

    /// The texts, if the field is a list of texts.
    fn texts(&self) -> &[String] {
        &[]
    }
}

macro_rules! optional_field {
    ($type:ty, $variant:ident $(, $more:item)?) => {
        impl FieldType for Option<$type> {
            $($more)?

            fn to_value(&self) -> Value {
                self.clone().map_or(Value::Missing, Value::$variant)
            }

            fn from_value(value: Value) -> Self {
                if let Value::$variant(inner) = value { Some(inner) } else { None }
            }

            fn is_missing(&self) -> bool {
                self.is_none()
            }
        }
    };
}

optional_field!(
    String,
    Text,
    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
);
optional_field!(PartialDate, Date);
optional_field!(i32, Year);
optional_field!(f64, Number);
optional_field!(Coordinates, Coordinates);

impl FieldType for Option<RichText> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Missing, |text| Value::Text(text.as_str().to_owned()))
    }

    fn from_value(value: Value) -> Self {
        if let Value::Text(text) = value { Some(text.into()) } else { None }
    }

    fn from_clean(value: Value) -> Self {
        if let Value::Text(text) = value { Some(RichText::from_clean(text)) } else { None }
    }

    fn is_missing(&self) -> bool {
        self.is_none()
    }

    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
}

macro_rules! list_field {
    ($type:ty, $variant:ident $(, $more:item)?) => {
        impl FieldType for Vec<$type> {
            $($more)?

            fn to_value(&self) -> Value {
                if self.is_empty() { Value::Missing } else { Value::$variant(self.clone()) }
            }

            fn from_value(value: Value) -> Self {
                if let Value::$variant(inner) = value { inner } else { Self::new() }
            }

            fn is_missing(&self) -> bool {
                self.is_empty()
            }
        }
    };
}

list_field!(
    String,
    List,
    fn texts(&self) -> &[String] {
        self
    }
);
list_field!(Award, Awards);
list_field!(PartialDate, Dates);
list_field!(i32, Years);

/// A list of structs as JSON. One object alone is a list of one.
macro_rules! structured_list {
    ($($type:ty),* $(,)?) => {
        $(
            impl FieldType for $type {
                fn to_value(&self) -> Value {
                    if self.is_empty() { Value::Missing } else { to_json(self) }
                }

                fn from_value(value: Value) -> Self {
                    let Value::Structured(json) = value else { return Self::default() };
                    from_json(if json.is_object() { vec![json].into() } else { json }).unwrap_or_default()
                }

                fn is_missing(&self) -> bool {
                    self.is_empty()
                }
            }
        )*
    };
}

structured_list!(
    Vec<Collaborator>,
    Vec<DuplicateDecision>,
    Vec<Evidence>,
    Vec<IgaIndicator>,
    Vec<ImpactIndicator>,
    Vec<Innovator>,
    Vec<KippEntry>,
    Vec<MaturityScore>,
    Vec<Regulation>,
    Vec<ReplicationOrigin>,
    Vec<Validation>,
    StatusHistory,
);

/// A struct as JSON.
macro_rules! structured {
    ($($type:ty),* $(,)?) => {
        $(
            impl FieldType for Option<$type> {
                fn to_value(&self) -> Value {
                    self.as_ref().map_or(Value::Missing, to_json)
                }

                fn from_value(value: Value) -> Self {
                    if let Value::Structured(json) = value { from_json(json) } else { None }
                }

                fn is_missing(&self) -> bool {
                    self.is_none()
                }
            }
        )*
    };
}

structured!(Completeness, PreviousVersion, Publication, ResourceParts, Statistics, SustainabilityParts);

fn to_json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).map_or(Value::Missing, Value::Structured)
}

fn from_json<T: DeserializeOwned>(json: serde_json::Value) -> Option<T> {
    serde_json::from_value(json).ok()
}

/// For `skip_serializing_if`.
pub(crate) fn is_missing<T: FieldType>(value: &T) -> bool {
    value.is_missing()
}
