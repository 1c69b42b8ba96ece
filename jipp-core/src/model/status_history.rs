use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::open::open_struct;
use super::{RichText, SustainabilityStatus, Timestamp};

open_struct! {
    /// One update of the sustainability status (*pemutakhiran*): the agency says whether the innovation still runs (domain rule STS-01).
    #[derive(Eq)]
    pub struct StatusUpdate {
        /// When it was said.
        pub at: Timestamp,
        /// What was said.
        pub status: SustainabilityStatus,
    }
    optional {
        /// The agency or the account that said it (*oleh*); never the name of a person.
        pub by: Option<String>,
        /// The role of the account, such as `admin_lokal`, vocabulary `sinovik_peran` (inferred: JIPPNas' own list of roles is not public).
        pub role: Option<String>,
        /// Reason or remark (*catatan*).
        pub note: Option<RichText>,
    }
}

impl StatusUpdate {
    /// An update of which only time and status are known.
    pub fn new(at: Timestamp, status: impl Into<SustainabilityStatus>) -> Self {
        Self { at, status: status.into(), by: None, role: None, note: None, extra: super::Extra::new() }
    }
}

/// Every update of the status, oldest first: a history that only grows (domain rule STS-06).
///
/// It is read like a slice. It changes by [`push`](Self::push) only, which refuses to go back in time. Reading JSON puts the updates
/// in order of time, as files are not always sorted.
///
/// ```
/// use jipp_core::model::{StatusHistory, StatusUpdate};
/// let mut history = StatusHistory::default();
/// history.push(StatusUpdate::new("2023-05-02".parse()?, "berlanjut_dengan_pengembangan"))?;
/// history.push(StatusUpdate::new("2024-08-20T10:15:00+07:00".parse()?, "berhenti"))?;
/// assert!(history.push(StatusUpdate::new("2024-01-01".parse()?, "vakum")).is_err());
///
/// let then = history.status_at("2024-01-01".parse()?);
/// assert!(then.is_some_and(|status| status.is_running()));
/// assert!(history.status_at("2022-01-01".parse()?).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<StatusUpdate>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct StatusHistory(Vec<StatusUpdate>);

/// Why a history may not be what it is asked to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusHistoryError {
    /// The new update is older than the last one.
    #[error("an update of {at} cannot follow one of {last}")]
    BackInTime {
        /// The time of the refused update.
        at: String,
        /// The time of the last update.
        last: String,
    },
    /// An update that was there is gone or different.
    #[error("update number {number} is not what it was: a history only grows")]
    PastChanged {
        /// 1-based number of the first update that differs.
        number: usize,
    },
}

impl StatusHistory {
    /// Adds an update at the end; it may not be older than the last one.
    pub fn push(&mut self, update: StatusUpdate) -> Result<(), StatusHistoryError> {
        if let Some(last) = self.0.last()
            && update.at.before(last.at)
        {
            return Err(StatusHistoryError::BackInTime { at: update.at.to_string(), last: last.at.to_string() });
        }
        self.0.push(update);
        Ok(())
    }

    /// The last update at or before a time; of a day, at its end.
    pub fn update_at(&self, time: Timestamp) -> Option<&StatusUpdate> {
        self.0.iter().rev().find(|update| !time.before(update.at))
    }

    /// The status at a time.
    pub fn status_at(&self, time: Timestamp) -> Option<&SustainabilityStatus> {
        self.update_at(time).map(|update| &update.status)
    }

    /// Whether this is `earlier` with nothing but new updates at its end: what a store asks before it replaces one by the other.
    pub fn continues(&self, earlier: &Self) -> Result<(), StatusHistoryError> {
        let same = self.0.iter().zip(&earlier.0).take_while(|(now, then)| now == then).count();
        if same == earlier.0.len() { Ok(()) } else { Err(StatusHistoryError::PastChanged { number: same + 1 }) }
    }
}

impl From<Vec<StatusUpdate>> for StatusHistory {
    fn from(mut updates: Vec<StatusUpdate>) -> Self {
        updates.sort_by(|a, b| a.at.order(b.at));
        Self(updates)
    }
}

impl Deref for StatusHistory {
    type Target = [StatusUpdate];

    fn deref(&self) -> &[StatusUpdate] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn update(at: &str, status: &str) -> StatusUpdate {
        StatusUpdate::new(at.parse().unwrap(), status)
    }

    #[test]
    fn the_past_cannot_change() {
        let mut history = StatusHistory::default();
        history.push(update("2024-08-20T10:00Z", "vakum")).unwrap();
        history.push(update("2024-08-20", "berhenti")).unwrap();
        let earlier = history.clone();
        history.push(update("2024-08-21", "berlanjut_tanpa_pengembangan")).unwrap();
        assert_eq!(history.continues(&earlier), Ok(()));
        assert_eq!(earlier.continues(&history), Err(StatusHistoryError::PastChanged { number: 3 }));
        let other = StatusHistory::from(vec![update("2024-08-20T10:00Z", "berhenti")]);
        assert_eq!(other.continues(&earlier), Err(StatusHistoryError::PastChanged { number: 1 }));
    }

    #[test]
    fn reading_puts_updates_in_order() {
        let json = r#"[{"at":"2024-08-20","status":"berhenti"},{"at":"2023-01-01","status":"vakum","new":1}]"#;
        let history: StatusHistory = serde_json::from_str(json).unwrap();
        assert_eq!(history.iter().map(|u| u.status.code()).collect::<Vec<_>>(), ["vakum", "berhenti"]);
        assert_eq!(history[0].extra["new"], 1);
    }
}
