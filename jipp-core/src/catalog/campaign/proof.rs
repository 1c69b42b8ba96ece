//! What is the last sign that an innovation runs?

use serde::{Deserialize, Serialize};

use super::{Update, group};
use crate::model::{Innovation, PartialDate, Timestamp};

/// The last sign that an innovation runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastProof {
    /// The innovation.
    pub record_id: String,
    /// When.
    pub at: String,
    /// What says so: `pemutakhiran:ID`, or the field of a record.
    pub source: String,
}

/// The last sign of life: an update that says it runs, a development, the year of a report, its beginning.
pub(super) fn last_proof(innovation: &Innovation, updates: &[Update], day: Option<Timestamp>) -> Option<(String, String)> {
    let mut signs: Vec<(PartialDate, String)> = Vec::new();
    for update in updates.iter().filter(|update| group(&update.status) == "berjalan") {
        if let Ok(at) = update.at.parse::<Timestamp>()
            && day.is_none_or(|day| !day.before(at))
        {
            signs.push((at.day(), format!("pemutakhiran:{}", update.id)));
        }
    }
    let dates = innovation.development_dates.iter().copied().chain(innovation.development_date).map(|date| (date, "development_date"));
    signs.extend(
        dates.chain(innovation.implementation_date.map(|date| (date, "implementation_date"))).map(|(date, what)| (date, what.to_owned())),
    );
    for year in innovation.source_years.iter().copied().chain(innovation.year) {
        signs.extend(year.to_string().parse().ok().map(|date: PartialDate| (date, "source_years".to_owned())));
    }
    let limit = day.map(|day| day.day().to_string());
    let shown = signs.into_iter().map(|(date, what)| (date.to_string(), what));
    // a text of a date orders as the date does; of equal ones the update speaks
    shown.filter(|(date, _)| limit.as_ref().is_none_or(|limit| date <= limit)).max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)))
}
