//! How much of a question a document answers.

/// Places of the memory for factors: one for each set of the first ten terms; sets of longer questions share them.
const KNOWN: usize = 1 << 10;

/// Factors by the terms that a document answers. There are few such sets beside the documents, so each is worked out once.
#[derive(Debug)]
pub(super) struct Coverage<'a> {
    weights: &'a [f32],
    asked: f32,
    power: f32,
    most: f32,
    /// Terms answered, and the factor.
    known: Vec<(u32, f32)>,
}

impl<'a> Coverage<'a> {
    pub(super) fn new(weights: &'a [f32], power: f32) -> Self {
        let asked = weights.iter().fold(0f32, |sum, weight| sum + weight);
        Self { weights, asked: asked.max(f32::EPSILON), power, most: 0.0, known: vec![(0, 0.0); KNOWN] }
    }

    /// The share of the question answered, to the power that says how much it matters. Each bit is a term.
    pub(super) fn factor(&mut self, answered: u32) -> f32 {
        let place = answered as usize % KNOWN;
        if let Some((known, factor)) = self.known.get(place)
            && *known == answered
            && answered != 0
        {
            return *factor;
        }
        let mut weight = 0f32;
        for (number, own) in self.weights.iter().enumerate() {
            if answered.checked_shr(number as u32).is_some_and(|bits| bits & 1 == 1) {
                weight += own;
            }
        }
        let share = (weight / self.asked).clamp(0.0, 1.0);
        self.most = self.most.max(share);
        let factor = if self.power == 0.5 { share.sqrt() } else { share.powf(self.power) };
        if let Some(slot) = self.known.get_mut(place) {
            *slot = (answered, factor);
        }
        factor
    }

    /// The greatest share that was asked for.
    pub(super) fn most(&self) -> f32 {
        self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_answer_counts_whole() {
        let mut coverage = Coverage::new(&[1.0, 3.0], 0.5);
        assert_eq!(coverage.factor(1), 0.5);
        assert_eq!(coverage.most(), 0.25);
        assert_eq!((coverage.factor(3), coverage.factor(1), coverage.most()), (1.0, 0.5, 1.0));
    }
}
