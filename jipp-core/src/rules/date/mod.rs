//! DAT: are the dates readable, in order and possible?

pub(super) mod creation_time_contradicts_level;
pub(super) mod dates_out_of_order;
pub(super) mod future_date;
pub(super) mod implausibly_early;
pub(super) mod initiative_already_implemented;
pub(super) mod outside_window;
pub(super) mod renewal_not_explained;
pub(super) mod stage_without_date;
pub(super) mod too_recent;
pub(super) mod too_young;
pub(super) mod unreadable_date;

use crate::model::{Field, Innovation, PartialDate, Value};

/// The dates of an innovation in the order in which they must happen.
const ORDER: [Field; 4] = [Field::InitiationDate, Field::TrialDate, Field::ImplementationDate, Field::DevelopmentDate];

fn dates(innovation: &Innovation) -> Vec<(Field, PartialDate)> {
    let date = |field| if let Value::Date(date) = innovation.get(field) { Some((field, date)) } else { None };
    ORDER.into_iter().filter_map(date).collect()
}

/// The most whole months that may lie between two dates known in part: from the first possible start to the last possible end.
/// Negative if the end lies before the start.
fn most_months(start: PartialDate, end: PartialDate) -> i32 {
    let (start_month, start_day) = (i32::from(start.month().unwrap_or(1)), start.day().unwrap_or(1));
    let (end_month, end_day) = (i32::from(end.month().unwrap_or(12)), end.day().unwrap_or(31));
    (end.year() - start.year()) * 12 + end_month - start_month - i32::from(end_day < start_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_the_most_that_partial_dates_allow() {
        let months = |start: &str, end: &str| most_months(start.parse().unwrap(), end.parse().unwrap());
        assert_eq!(months("2021-05-07", "2023-05-06"), 23);
        assert_eq!(months("2021-05-06", "2023-05-06"), 24);
        assert_eq!(months("2021-05", "2023-05-06"), 24);
        assert_eq!(months("2021", "2022"), 23);
        assert_eq!(months("2024", "2023-05-06"), -8);
    }
}
