use std::collections::{BTreeMap, BTreeSet};

use super::files::{EvaluationError, EvaluationQuery};
use super::measure::{Judgements, Run};
use crate::search::Index;
use crate::search::error::SearchError;
use crate::search::request::SearchMode;

/// How queries are put to an index.
#[derive(Debug, Clone, Copy)]
pub struct RunOptions<'a> {
    /// Which documents are one thing; empty if each is its own.
    pub groups: &'a BTreeMap<String, String>,
    /// What the judgements call documents: the id of the innovation, or an external id of one of its sources.
    pub judgements: &'a Judgements,
    /// Most things kept for each query.
    pub depth: usize,
    /// How queries are read.
    pub mode: SearchMode,
}

impl Index {
    /// Refuses judgements of which no document is in the index: whatever it answers would count as nothing.
    pub fn check_judgements(&self, options: RunOptions<'_>) -> Result<(), SearchError> {
        let judged: BTreeSet<&str> = options.judgements.values().flat_map(BTreeMap::keys).map(String::as_str).collect();
        let Some(example) = judged.first() else { return Ok(()) };
        for name in self.names(options, &judged)? {
            if judged.contains(name.as_str()) {
                return Ok(());
            }
        }
        Err(EvaluationError::UnknownDocuments { count: judged.len(), example: (*example).to_owned() }.into())
    }

    /// What the judgements call each document, in the order of the index.
    fn names(&self, options: RunOptions<'_>, judged: &BTreeSet<&str>) -> Result<Vec<String>, SearchError> {
        let mut names = Vec::with_capacity(self.len());
        for document in self.documents()? {
            let externals = document.sources.iter().filter_map(|source| source.external_id.clone());
            let ids: Vec<String> = std::iter::once(document.id).chain(externals).collect();
            let group = ids.iter().find_map(|id| options.groups.get(id)).cloned();
            let name = group.or_else(|| ids.iter().find(|id| judged.contains(id.as_str())).cloned());
            names.push(name.unwrap_or_else(|| ids.into_iter().next().unwrap_or_default()));
        }
        Ok(names)
    }

    /// Puts queries to the index and keeps what is found, each thing once at its best rank.
    pub fn run(&self, queries: &[EvaluationQuery], options: RunOptions<'_>) -> Result<Run, SearchError> {
        let judged: BTreeSet<&str> = options.judgements.values().flat_map(BTreeMap::keys).map(String::as_str).collect();
        let names = self.names(options, &judged)?;
        let mut run = Run::new();
        for query in queries {
            let mut seen = BTreeSet::new();
            let mut found = Vec::new();
            for (document, score) in self.ranked(&query.query, options.mode)? {
                let Some(name) = names.get(document as usize) else { continue };
                if seen.insert(name) {
                    found.push((name.clone(), f64::from(score)));
                    if found.len() >= options.depth {
                        break;
                    }
                }
            }
            run.insert(query.id.clone(), found);
        }
        Ok(run)
    }
}
