//! What came of it: figures that reconcile, at any day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::proof::{LastProof, last_proof};
use super::survival::{SurvivalStep, life, survival};
use super::{Campaign, Item, Update, campaign, group, innovation_now, items, updates};
use crate::catalog::history::WriteError;
use crate::catalog::read::Catalog;
use crate::catalog::state::{CampaignItemState, StateMachine};
use crate::model::Timestamp;
use crate::text::fold;

/// Running + stopped + other + not updated = total (domain rule STS-07).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// All that were asked about.
    pub total: usize,
    /// Of them, those with an answer.
    pub updated: usize,
    /// Continuing, with or without development.
    pub running: usize,
    /// Stopped or dormant.
    pub stopped: usize,
    /// Answered, but nobody knows what the answer means.
    pub other: usize,
    /// Without an answer.
    pub not_updated: usize,
    /// Of the answers, those that another agency confirmed.
    pub validated: usize,
}

/// The figures of an agency or a province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupProgress {
    /// Code, if known.
    pub code: Option<String>,
    /// Name; empty for what belongs to none.
    pub name: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// Why innovations stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopReason {
    /// The reason, as first written; texts that differ in case and punctuation only are one.
    pub reason: String,
    /// How often.
    pub count: usize,
    /// By agency.
    pub agencies: BTreeMap<String, usize>,
    /// By sector; without one under the empty name.
    pub sectors: BTreeMap<String, usize>,
}

/// What a campaign came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CampaignReport {
    /// The campaign.
    pub campaign: Campaign,
    /// As known at the end of this day; now if missing.
    pub as_of: Option<String>,
    /// All together.
    pub figures: Figures,
    /// By status as told.
    pub statuses: BTreeMap<String, usize>,
    /// By agency.
    pub agencies: Vec<GroupProgress>,
    /// By province.
    pub provinces: Vec<GroupProgress>,
    /// Why they stopped, the most frequent reason first.
    pub stop_reasons: Vec<StopReason>,
    /// The last sign of life of each innovation that has one.
    pub last_proof: Vec<LastProof>,
    /// How long innovations run, in years.
    pub survival: Vec<SurvivalStep>,
    /// The same by sector; those without one under the empty name.
    #[serde(default)]
    pub survival_by_sector: BTreeMap<String, Vec<SurvivalStep>>,
    /// The same by agency.
    #[serde(default)]
    pub survival_by_agency: BTreeMap<String, Vec<SurvivalStep>>,
}

impl Figures {
    fn count(&mut self, update: Option<&Update>, validated: bool) {
        self.total += 1;
        let Some(update) = update else {
            self.not_updated += 1;
            return;
        };
        self.updated += 1;
        self.validated += usize::from(validated);
        match group(&update.status) {
            "berjalan" => self.running += 1,
            "berhenti" => self.stopped += 1,
            _ => self.other += 1,
        }
    }

    /// Whether the parts make the whole.
    pub fn reconcile(&self) -> bool {
        self.total == self.running + self.stopped + self.other + self.not_updated
            && self.updated == self.running + self.stopped + self.other
    }
}

/// The last update at the end of a day.
fn last_at<'a>(updates: &'a [Update], as_of: Option<Timestamp>) -> Option<&'a Update> {
    let time = |update: &Update| update.at.parse::<Timestamp>().ok();
    let mut last: Option<(&'a Update, Timestamp)> = None;
    for update in updates {
        let Some(at) = time(update) else { continue };
        if as_of.is_some_and(|day| day.before(at)) {
            continue;
        }
        if last.is_none_or(|(_, known)| at.order(known).is_ge()) {
            last = Some((update, at));
        }
    }
    last.map(|(update, _)| update)
}

impl Catalog {
    /// What a campaign came to, as known at the end of `as_of`.
    pub fn campaign_report(&self, id: &str, as_of: Option<&str>) -> Result<CampaignReport, crate::Error> {
        self.needs_memory()?;
        self.report_of(id, as_of).map_err(|error| self.core(error))
    }

    fn report_of(&self, id: &str, as_of: Option<&str>) -> Result<CampaignReport, WriteError> {
        let db = &self.connection;
        let campaign = campaign(db, id)?;
        let day: Option<Timestamp> = as_of.map(|day| day.parse().map_err(|_| WriteError::from(super::no_day(day)))).transpose()?;
        let (items, updates) = (items(db, id)?, updates(db, Some(id))?);
        let validated = self.validated(day)?;
        let mut report = CampaignReport {
            campaign,
            as_of: as_of.map(str::to_owned),
            figures: Figures::default(),
            statuses: BTreeMap::new(),
            agencies: Vec::new(),
            provinces: Vec::new(),
            stop_reasons: Vec::new(),
            last_proof: Vec::new(),
            survival: Vec::new(),
            survival_by_sector: BTreeMap::new(),
            survival_by_agency: BTreeMap::new(),
        };
        let (mut agencies, mut provinces) = (Groups::default(), Groups::default());
        let mut reasons: BTreeMap<String, StopReason> = BTreeMap::new();
        let mut lives: Vec<(i32, bool)> = Vec::new();
        let mut by_sector: BTreeMap<String, Vec<(i32, bool)>> = BTreeMap::new();
        let mut by_agency: BTreeMap<String, Vec<(i32, bool)>> = BTreeMap::new();
        for item in &items {
            let answers = updates.get(&item.record_id).map(Vec::as_slice).unwrap_or_default();
            let last = last_at(answers, day);
            let confirmed = last.is_some_and(|update| validated.contains(&update.id));
            report.figures.count(last, confirmed);
            agencies.at(item.agency_code.as_deref(), &item.agency).count(last, confirmed);
            provinces.at(None, item.province.as_deref().unwrap_or_default()).count(last, confirmed);
            *report.statuses.entry(last.map_or("belum_dimutakhirkan", |update| &update.status).to_owned()).or_default() += 1;
            if let Some(update) = last.filter(|update| group(&update.status) == "berhenti") {
                count_reason(&mut reasons, update, item);
            }
            if let Some(innovation) = innovation_now(db, &item.record_id)? {
                let proof = last_proof(&innovation, answers, day);
                if let Some(one) = life(&innovation, last, proof.as_ref()) {
                    lives.push(one);
                    by_sector.entry(item.sector.clone().unwrap_or_default()).or_default().push(one);
                    by_agency.entry(item.agency.clone()).or_default().push(one);
                }
                report.last_proof.extend(proof.map(|(at, source)| LastProof { record_id: item.record_id.clone(), at, source }));
            }
        }
        report.agencies = agencies.finish();
        report.provinces = provinces.finish();
        report.stop_reasons = reasons.into_values().collect();
        report.stop_reasons.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.reason.cmp(&b.reason)));
        report.survival = survival(&lives);
        let curves =
            |groups: BTreeMap<String, Vec<(i32, bool)>>| groups.into_iter().map(|(name, lives)| (name, survival(&lives))).collect();
        report.survival_by_sector = curves(by_sector);
        report.survival_by_agency = curves(by_agency);
        Ok(report)
    }

    /// Updates whose last judgement at the end of a day confirms them.
    fn validated(&self, day: Option<Timestamp>) -> Result<std::collections::BTreeSet<i64>, WriteError> {
        let mut statement =
            self.connection.prepare("SELECT update_id, at, decision FROM validation WHERE update_id IS NOT NULL ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut confirmed = std::collections::BTreeSet::new();
        while let Some(row) = rows.next()? {
            let at: Option<Timestamp> = row.get::<_, String>(1)?.parse().ok();
            if day.zip(at).is_some_and(|(day, at)| day.before(at)) {
                continue;
            }
            let update: i64 = row.get(0)?;
            if row.get::<_, String>(2)? == "verified" {
                confirmed.insert(update)
            } else {
                confirmed.remove(&update)
            };
        }
        Ok(confirmed)
    }

    /// How many items of a campaign are in which state.
    pub fn campaign_progress(&self, id: &str) -> Result<BTreeMap<String, usize>, crate::Error> {
        let mut counts: BTreeMap<String, usize> = CampaignItemState::ALL.iter().map(|state| (state.code().to_owned(), 0)).collect();
        for state in self.campaign_states(id)?.into_values() {
            *counts.entry(state.code().to_owned()).or_default() += 1;
        }
        Ok(counts)
    }
}

#[derive(Default)]
struct Groups {
    groups: BTreeMap<(String, Option<String>), Figures>,
}

impl Groups {
    fn at(&mut self, code: Option<&str>, name: &str) -> &mut Figures {
        self.groups.entry((name.to_owned(), code.map(str::to_owned))).or_default()
    }

    fn finish(self) -> Vec<GroupProgress> {
        self.groups.into_iter().map(|((name, code), figures)| GroupProgress { code, name, figures }).collect()
    }
}

fn count_reason(reasons: &mut BTreeMap<String, StopReason>, update: &Update, item: &Item) {
    let text = update.reason.clone().unwrap_or_default();
    let slot = reasons.entry(fold(&text)).or_insert_with(|| StopReason {
        reason: text,
        count: 0,
        agencies: BTreeMap::new(),
        sectors: BTreeMap::new(),
    });
    slot.count += 1;
    *slot.agencies.entry(item.agency.clone()).or_default() += 1;
    *slot.sectors.entry(item.sector.clone().unwrap_or_default()).or_default() += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_update_of_a_day_counts() {
        let update = |id, at: &str, status: &str| Update {
            id,
            at: at.into(),
            status: status.into(),
            reason: None,
            stopped_on: None,
            by: "x".into(),
            campaign: None,
        };
        let all = [
            update(1, "2024-03-01", "vakum"),
            update(2, "2024-10-18", "berlanjut_tanpa_pengembangan"),
            update(3, "2024-05-01", "berhenti"),
        ];
        let at = |day: &str| last_at(&all, Some(day.parse().unwrap())).map(|update| update.id);
        assert_eq!((at("2024-02-29"), at("2024-03-01"), at("2024-06-01"), at("2024-10-18")), (None, Some(1), Some(3), Some(2)));
        assert_eq!(last_at(&all, None).map(|update| update.id), Some(2));
    }
}
