use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A date that may be known only to the year or to the month: `2019`, `2019-08` or `2019-08-12`.
///
/// The sources mix years and dates in one column (domain rule DAT-01), so a record must be able to say how much of
/// the date is known. The calendar is the proleptic Gregorian one.
///
/// ```
/// use jipp_core::model::PartialDate;
/// let date: PartialDate = "2019-08".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2019, Some(8), None));
/// assert!(date.before("2020".parse()?));
/// assert!(!date.before("2019".parse()?), "compared at the coarser precision");
/// # Ok::<(), jipp_core::model::PartialDateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a text is not a [`PartialDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not a date: write it as `2019`, `2019-08` or `2019-08-12`")]
pub struct PartialDateError {
    value: String,
}

impl PartialDate {
    /// A date from its parts, if such a day exists. A day needs a month.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        match (month, day) {
            (None | Some(1..=12), None) => {}
            (Some(m @ 1..=12), Some(d)) if d >= 1 && d <= days_in_month(year, m) => {}
            _ => return None,
        }
        Some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, 1 to 31, if known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Whether this date lies before `other`, compared at the coarser of the two precisions: `2019-08` is not before `2019`.
    pub fn before(self, other: Self) -> bool {
        if self.year != other.year {
            return self.year < other.year;
        }
        match (self.month, other.month) {
            (Some(a), Some(b)) if a != b => a < b,
            (Some(_), Some(_)) => matches!((self.day, other.day), (Some(a), Some(b)) if a < b),
            _ => false,
        }
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || PartialDateError { value: text.chars().take(40).collect() };
        let mut parts = text.trim().split('-');
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i32>().ok()).flatten()
        };
        let year = parts.next().and_then(|p| digits(p, 4)).ok_or_else(error)?;
        let month = parts.next().map(|p| digits(p, 2).ok_or_else(error)).transpose()?;
        let day = parts.next().map(|p| digits(p, 2).ok_or_else(error)).transpose()?;
        if parts.next().is_some() {
            return Err(error());
        }
        Self::new(year, month.map(|m| m as u8), day.map(|d| d as u8)).ok_or_else(error)
    }
}

impl TryFrom<String> for PartialDate {
    type Error = PartialDateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A date known to the year, the month or the day.",
            "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn keeps_what_is_known() {
        for text in ["2019", "2019-08", "2019-08-12", "2024-02-29", "1945-08-17"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in ["", "19", "2019-13", "2019-00", "2023-02-29", "2019-1", "2019-01-01-01", "12/08/2019", "0000"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn compares_at_the_coarser_precision() {
        assert!(date("2018-12-31").before(date("2019")));
        assert!(!date("2019-12-31").before(date("2019")));
        assert!(date("2019-01").before(date("2019-02-01")));
        assert!(!date("2019-02-01").before(date("2019-02")));
        assert!(date("2019-02-01").before(date("2019-02-02")));
    }
}
