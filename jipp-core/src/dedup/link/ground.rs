//! From candidate pairs to compared pairs and a model.

use std::io;

use super::super::compare::{Comparer, Pattern};
use super::super::competition::Competition;
use super::super::labels::{Known, LabelledPair};
use super::super::learn;
use super::super::model::{Compared, LinkModel};
use super::super::settings::LinkSettings;
use super::super::spill::Spilled;
use super::super::table::LinkTable;
use super::judge::Apart;
use super::lesson::{self, Lesson};
use super::many::Many;
use super::{compare, order, own_weights, score};
use crate::progress::Watcher;

/// What is compared, how, and what is known of it before. Records stand in the order of their ids.
pub(super) struct Ground<'a> {
    pub(super) table: &'a LinkTable,
    pub(super) settings: &'a LinkSettings,
    pub(super) comparer: &'a Comparer,
    /// What a person said, sorted.
    pub(super) told: &'a [LabelledPair],
    pub(super) apart: &'a Apart,
    pub(super) known: &'a Known,
    /// Whether each record has one partner at most.
    pub(super) one_to_one: bool,
}

/// A pair that was compared earlier: its pattern, and its weight then.
pub(super) type Earlier = ((u32, u32), (Pattern, f64));

/// Compared pairs, sorted, what was found of them, and what each level is worth.
type Learned = (Vec<(u32, u32)>, Compared, LinkModel);

impl Ground<'_> {
    /// Compares the pairs, adds earlier ones, and learns from all of them or from a lesson.
    pub(super) fn learned(&self, pairs: Vec<(u32, u32)>, lesson: Option<&Lesson>, earlier: &[Earlier], progress: Watcher<'_>) -> Learned {
        let compared = compare(&pairs, self.comparer, progress);
        let (pairs, mut compared) = self.with_earlier(pairs, compared, earlier);
        self.tell(&mut compared, &pairs);
        let mut model = self.model(lesson.map_or((&pairs, &compared), |lesson| (&lesson.pairs, &lesson.compared)));
        self.heed(&mut model, &pairs, &compared);
        (pairs, compared, model)
    }

    /// The same of more pairs than memory may hold; only those that decide anything are given back. Without a lesson a part of them is learned
    /// from.
    pub(super) fn learned_from_many(
        &self,
        pairs: Spilled,
        lesson: Option<&Lesson>,
        earlier: &[Earlier],
        progress: Watcher<'_>,
    ) -> io::Result<Learned> {
        let many = Many::compare(pairs, self.comparer, progress)?;
        let mut model = match (lesson, &self.known.model) {
            (Some(lesson), _) => self.model((&lesson.pairs, &lesson.compared)),
            (None, Some(model)) => model.clone(),
            (None, None) => {
                let (pairs, mut compared) = many.part(self.settings.pairs_in_memory().unwrap_or(usize::MAX), self.told)?;
                self.tell(&mut compared, &pairs);
                self.model((&pairs, &compared))
            }
        };
        let deciding = |model: &LinkModel| -> io::Result<(Vec<(u32, u32)>, Compared)> {
            let (pairs, compared) = many.deciding(model, self, earlier)?;
            let (pairs, mut compared) = self.with_earlier(pairs, compared, earlier);
            self.tell(&mut compared, &pairs);
            Ok((pairs, compared))
        };
        let (mut pairs, mut compared) = deciding(&model)?;
        if self.heed(&mut model, &pairs, &compared) {
            // other pairs may decide now; there is no room for both
            drop((pairs, compared));
            (pairs, compared) = deciding(&model)?;
        }
        Ok((pairs, compared, model))
    }

    fn with_earlier(&self, pairs: Vec<(u32, u32)>, compared: Compared, earlier: &[Earlier]) -> (Vec<(u32, u32)>, Compared) {
        match &self.known.model {
            Some(model) if !earlier.is_empty() => order::with_earlier(&pairs, &compared, earlier, model),
            _ => (pairs, compared),
        }
    }

    /// Takes in what a person said, and where weights are learned also what the settings rule out.
    pub(super) fn tell(&self, compared: &mut Compared, pairs: &[(u32, u32)]) {
        compared.tell(pairs, self.told);
        if self.known.model.is_none() {
            compared.rule_out(pairs, |a, b| self.apart.conflict(a, b) || self.apart.stated(a, b).is_some());
        }
    }

    /// The known model, or one learned from these pairs.
    fn model(&self, (pairs, compared): (&[(u32, u32)], &Compared)) -> LinkModel {
        let learn = || lesson::learn(self.table, self.settings, self.comparer, (pairs, compared), self.one_to_one);
        self.known.model.clone().unwrap_or_else(learn)
    }

    /// Lets labels correct a model that was learned. Says whether they did.
    fn heed(&self, model: &mut LinkModel, pairs: &[(u32, u32)], compared: &Compared) -> bool {
        if self.known.model.is_some() || compared.told.is_empty() {
            return false;
        }
        let competition = self.one_to_one.then(|| Competition::new(pairs, self.table.len()));
        let own = own_weights(model, compared);
        // what competition adds, as if nothing had been said
        let whole = competition.as_ref().map(|competition| score(&mut model.clone(), compared, Some(competition), false));
        let beside: Vec<f64> = whole.iter().flatten().zip(&own).map(|(whole, own)| whole - own).collect();
        model.labels = learn::fit(model, compared, &beside);
        model.labels.is_some()
    }
}
