//! Which agencies owe answers?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{campaign, items, states};
use crate::catalog::history::WriteError;
use crate::catalog::read::Catalog;
use crate::catalog::state::CampaignItemState;
use crate::model::Timestamp;

/// Who has not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Code of the agency, if known.
    pub agency_code: Option<String>,
    /// Its name.
    pub agency: String,
    /// Innovations without an answer.
    pub waiting: Vec<String>,
    /// Of them, those that were sent back.
    pub returned: usize,
    /// Whether the day until which answers were wanted is over.
    pub overdue: bool,
}

impl Catalog {
    /// Agencies that owe answers, those with the most first.
    pub fn campaign_reminders(&self, id: &str, today: Option<&str>) -> Result<Vec<Reminder>, crate::Error> {
        self.needs_memory()?;
        let read = || -> Result<Vec<Reminder>, WriteError> {
            let campaign = campaign(&self.connection, id)?;
            let (due, day) = (campaign.due.as_deref().map(str::parse::<Timestamp>), today.map(str::parse::<Timestamp>));
            let overdue = matches!((due, day), (Some(Ok(due)), Some(Ok(day))) if due.before(day));
            let states = states(&self.connection, id)?;
            let mut owing: BTreeMap<(Option<String>, String), Reminder> = BTreeMap::new();
            for item in items(&self.connection, id)? {
                let at = states.get(&item.record_id).copied().unwrap_or(CampaignItemState::Pending);
                if matches!(at, CampaignItemState::Answered | CampaignItemState::Validated) {
                    continue;
                }
                let slot = owing.entry((item.agency_code.clone(), item.agency.clone())).or_insert_with(|| Reminder {
                    agency_code: item.agency_code,
                    agency: item.agency,
                    waiting: Vec::new(),
                    returned: 0,
                    overdue,
                });
                slot.returned += usize::from(at == CampaignItemState::Returned);
                slot.waiting.push(item.record_id);
            }
            let mut owing: Vec<Reminder> = owing.into_values().collect();
            owing.sort_by(|a, b| b.waiting.len().cmp(&a.waiting.len()).then_with(|| a.agency.cmp(&b.agency)));
            Ok(owing)
        };
        read().map_err(|error| self.core(error))
    }
}
