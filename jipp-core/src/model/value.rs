use std::borrow::Cow;

use super::{Award, PartialDate};

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
    /// A year.
    Year(i32),
    /// A decimal number.
    Number(f64),
    /// Awards.
    Awards(Vec<Award>),
}

impl Value {
    /// Whether nothing is known.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// The value as one text; parts of a list are joined by `; `.
    pub fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Missing => return None,
            Self::Text(text) => Cow::Borrowed(text),
            Self::List(parts) => Cow::Owned(parts.join("; ")),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Year(year) => Cow::Owned(year.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Awards(awards) => Cow::Owned(awards.iter().map(|a| a.as_written.as_str()).collect::<Vec<_>>().join("; ")),
        })
    }
}

/// How a typed field becomes a [`Value`] and comes back. A value of another type leaves the field missing.
pub(crate) trait FieldType: Sized {
    fn to_value(&self) -> Value;
    fn from_value(value: Value) -> Self;
    fn is_missing(&self) -> bool;
}

macro_rules! optional_field {
    ($type:ty, $variant:ident) => {
        impl FieldType for Option<$type> {
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

optional_field!(String, Text);
optional_field!(PartialDate, Date);
optional_field!(i32, Year);
optional_field!(f64, Number);

macro_rules! list_field {
    ($type:ty, $variant:ident) => {
        impl FieldType for Vec<$type> {
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

list_field!(String, List);
list_field!(Award, Awards);

/// For `skip_serializing_if`.
pub(crate) fn is_missing<T: FieldType>(value: &T) -> bool {
    value.is_missing()
}
