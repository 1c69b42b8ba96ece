//! What lies around the directory, as one value: for pages and programs that have no SQLite.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::around::{HubRow, InteractionCounts};
use super::campaign::CampaignReport;
use super::read::Catalog;
use super::replication::LineageGraph;
use super::status::Status;
use crate::model::{Article, GuideSkeleton, Replication};
use crate::text::redact;

/// Version of the layout of [`Surroundings`].
const FORMAT: u32 = 1;

/// Everything that the search index does not hold: figures, lineage, replications, hubs, articles, guides, campaigns, counters. It is
/// public: no personal data, no single statement of a user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Surroundings {
    /// Version of this layout.
    pub format: u32,
    /// What the catalog holds, counted.
    pub status: Status,
    /// The innovation behind each source record that is not named like it.
    pub innovation_of: BTreeMap<String, String>,
    /// Who has what from whom.
    pub lineage: LineageGraph,
    /// Every replication.
    pub replications: Vec<Replication>,
    /// Hubs with their members and scores.
    pub hubs: Vec<HubRow>,
    /// Articles, guides and tutorials, with the records that they are about.
    pub articles: Vec<Article>,
    /// Replication guides as far as the record goes, with what is missing: of every innovation that somebody replicated or recorded
    /// an article about.
    pub guides: BTreeMap<String, GuideSkeleton>,
    /// What each campaign came to.
    pub campaigns: Vec<CampaignReport>,
    /// Of each innovation that people said something about or that somebody replicates: how much, the mean rating, the replications. What
    /// was hidden or rejected does not count.
    pub counters: BTreeMap<String, InteractionCounts>,
}

impl Catalog {
    /// What lies around the directory, as it is at one moment. `as_of` is the day of the campaign reports; now if missing.
    pub fn surroundings(&self, as_of: Option<&str>) -> Result<Surroundings, crate::Error> {
        self.needs_memory()?;
        let _view = self.connection.unchecked_transaction().map_err(|error| self.failed(&error))?;
        let texts = |sql: &str| self.texts(sql);
        let lineage = self.lineage()?;
        let articles = self.articles(None)?;
        let mut innovation_of = BTreeMap::new();
        let other = "SELECT json_array(record_id, innovation_id) FROM member WHERE record_id <> innovation_id ORDER BY record_id";
        for pair in texts(other)? {
            let (record, innovation): (String, String) = serde_json::from_str(&pair).map_err(|error| self.store(&error))?;
            innovation_of.insert(record, innovation);
        }
        let owner = |record: &String| innovation_of.get(record).cloned().unwrap_or_else(|| record.clone());
        let mut guided: BTreeSet<String> = lineage.edges.iter().map(|edge| edge.origin.clone()).collect();
        guided.extend(articles.iter().flat_map(|article| &article.innovations).map(owner));
        let mut guides = BTreeMap::new();
        for id in guided {
            // an origin may be known by its title alone
            if self.innovation(&id)?.is_some() {
                guides.insert(id.clone(), self.guide(&id)?);
            }
        }
        let mut counters = BTreeMap::new();
        let said = "SELECT innovation_id FROM interaction JOIN member USING (record_id)
            UNION SELECT innovation_id FROM replication JOIN member ON record_id = origin_id WHERE stage <> 'ditolak' ORDER BY innovation_id";
        for id in texts(said)? {
            counters.insert(id.clone(), self.interaction_counts(&id)?);
        }
        let campaigns = self.campaigns()?;
        Ok(Surroundings {
            format: FORMAT,
            status: self.status_now()?,
            lineage,
            replications: self
                .replications()?
                .into_iter()
                .map(|one| without_personal_data(one).map_err(|e| self.store(&e)))
                .collect::<Result<_, _>>()?,
            hubs: self.hubs()?,
            articles,
            guides,
            campaigns: campaigns.iter().map(|campaign| self.campaign_report(&campaign.id, as_of)).collect::<Result<_, _>>()?,
            counters,
            innovation_of,
        })
    }
}

/// Texts of a replication that people write freely.
const FREE_TEXTS: [&str; 5] = ["reason", "process", "distinguishing_factors", "result", "note"];

/// Nothing personal leaves with a text that somebody wrote before it was looked for.
fn without_personal_data(one: Replication) -> serde_json::Result<Replication> {
    let mut value = serde_json::to_value(one)?;
    for name in FREE_TEXTS {
        if let Some(text) = value.get_mut(name)
            && let Some(clean) = text.as_str().and_then(redact)
        {
            *text = clean.into();
        }
    }
    serde_json::from_value(value)
}
