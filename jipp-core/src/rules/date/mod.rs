//! DAT: are the dates readable, in order and possible?

pub(super) mod dates_out_of_order;
pub(super) mod future_date;
pub(super) mod implausibly_early;
pub(super) mod stage_without_date;
pub(super) mod unreadable_date;

use crate::model::{Field, Innovation, PartialDate, Value};

/// The dates of an innovation in the order in which they must happen.
const ORDER: [Field; 4] = [Field::InitiationDate, Field::TrialDate, Field::ImplementationDate, Field::DevelopmentDate];

fn dates(innovation: &Innovation) -> Vec<(Field, PartialDate)> {
    let date = |field| if let Value::Date(date) = innovation.get(field) { Some((field, date)) } else { None };
    ORDER.into_iter().filter_map(date).collect()
}
