use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::PartialDate;

/// When something was recorded: a day, or a moment with its time zone.
///
/// `2024-10-18`, `2024-10-18T09:30+07:00`, `2024-10-18T02:30:00.250Z`. JIPPNas logs a date and an hour, other sources only a day.
/// A day counts as a day of Jakarta (WIB, UTC+7), where the catalogue is kept (inferred). Fractions are kept to the millisecond.
///
/// ```
/// use jipp_core::model::Timestamp;
/// let day: Timestamp = "2024-10-18".parse()?;
/// let moment: Timestamp = "2024-10-18T09:30:00+09:00".parse()?;
/// assert!(!moment.before(day) && !day.before(moment), "the same day, as far as is known");
/// assert!(moment.before("2024-10-18T07:31:00+07:00".parse()?));
/// # Ok::<(), jipp_core::model::TimestampError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp {
    day: PartialDate,
    time: Option<Time>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Time {
    /// Milliseconds since local midnight.
    millis: u32,
    /// Minutes east of UTC.
    offset: i16,
}

/// Why a text is not a [`Timestamp`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is no day and no moment: write it as `2024-10-18` or `2024-10-18T09:30:00+07:00`")]
pub struct TimestampError {
    value: String,
}

/// Minutes east of UTC of Jakarta.
const WIB: i16 = 7 * 60;
const DAY: i64 = 86_400_000;

impl Timestamp {
    /// The whole of a day, if `date` is known to the day.
    pub fn of_day(date: PartialDate) -> Option<Self> {
        date.day().map(|_| Self { day: date, time: None })
    }

    /// The day as written.
    pub fn day(self) -> PartialDate {
        self.day
    }

    /// Whether it lies before `other`, as far as both are known: of a moment and a day of the same date neither is first.
    pub fn before(self, other: Self) -> bool {
        if self.time.is_some() && other.time.is_some() {
            return self.instant() < other.instant();
        }
        (self.instant() + i64::from(WIB) * 60_000).div_euclid(DAY) < (other.instant() + i64::from(WIB) * 60_000).div_euclid(DAY)
    }

    /// Order in which entries are kept: by moment, a day at its beginning. It never contradicts [`before`](Self::before).
    pub fn order(self, other: Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }

    /// Milliseconds since 1970 in UTC; a day begins at midnight in Jakarta.
    fn instant(self) -> i64 {
        let (millis, offset) = self.time.map_or((0, WIB), |time| (time.millis, time.offset));
        days(self.day) * DAY + i64::from(millis) - i64::from(offset) * 60_000
    }
}

/// Days since 1970-01-01 in the Gregorian calendar, after Howard Hinnant's `days_from_civil`.
fn days(date: PartialDate) -> i64 {
    let (month, day) = (i64::from(date.month().unwrap_or(1)), i64::from(date.day().unwrap_or(1)));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        let Some(Time { millis, offset }) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60)?;
        if !millis.is_multiple_of(1000) {
            write!(f, ".{:03}", millis % 1000)?;
        }
        if offset == 0 {
            return f.write_str("Z");
        }
        let sign = if offset < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text.trim()).ok_or_else(|| TimestampError { value: text.chars().take(40).collect() })
    }
}

fn read(text: &str) -> Option<Timestamp> {
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let day: PartialDate = date.parse().ok()?;
    let whole = Timestamp::of_day(day)?;
    let Some(time) = time else { return Some(whole) };
    let zone = time.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = time.split_at_checked(zone)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let two = |part: &str, limit: u32| {
        let number = (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u32>().ok()).flatten();
        number.filter(|number| *number < limit)
    };
    let mut parts = clock.split(':');
    let (hour, minute) = (two(parts.next()?, 24)?, two(parts.next()?, 60)?);
    let second = parts.next().map_or(Some(0), |part| two(part, 60))?;
    if parts.next().is_some() || !fraction.bytes().all(|b| b.is_ascii_digit()) || !(1..=9).contains(&fraction.len()) {
        return None;
    }
    let thousandths: u32 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    let offset = match zone {
        "Z" | "z" => 0,
        zone => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let minutes = (two(hours, 24)? * 60 + two(minutes, 60)?) as i16;
            if zone.starts_with('-') { -minutes } else { minutes }
        }
    };
    let millis = ((hour * 60 + minute) * 60 + second) * 1000 + thousandths;
    Some(Timestamp { day, time: Some(Time { millis, offset }) })
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.to_string()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Timestamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A day, or a moment with its time zone (RFC 3339).",
            "pattern": "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?(Z|[+-]\\d{2}:\\d{2}))?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn is_written_in_one_form() {
        for (given, written) in [
            ("2024-10-18", "2024-10-18"),
            ("2024-10-18 09:30+07:00", "2024-10-18T09:30:00+07:00"),
            ("2024-10-18T02:30:00.25Z", "2024-10-18T02:30:00.250Z"),
            ("2024-02-29T23:59:59.123456789-03:30", "2024-02-29T23:59:59.123-03:30"),
        ] {
            assert_eq!(at(given).to_string(), written);
            assert_eq!(at(written), at(given).to_string().parse().unwrap());
        }
        for wrong in [
            "2024-10",
            "2024",
            "2024-10-18T09:30",
            "2024-10-18T24:00Z",
            "2024-10-18T09:60Z",
            "2024-10-18T09:30:00.Z",
            "x",
            "2024-10-18T09:30+0700",
        ] {
            assert!(wrong.parse::<Timestamp>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        for (day, number) in [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-21", 20_778), ("1969-12-31", -1)] {
            assert_eq!(days(day.parse().unwrap()), number, "{day}");
        }
    }

    #[test]
    fn order_never_contradicts_before() {
        let all =
            ["2024-01-01", "2024-01-02", "2024-01-01T20:00Z", "2024-01-02T00:30+09:00", "2024-01-01T23:00+07:00", "2024-01-01T16:59:59Z"];
        for a in all.map(at) {
            for b in all.map(at) {
                assert!(!(a.before(b) && a.order(b) == Ordering::Greater), "{a} {b}");
                assert!(!(a.before(b) && b.before(a)), "{a} {b}");
            }
        }
    }
}
