//! How likely is each way to put a word together? Weights of a conditional logit over the readings of a word.
//!
//! `data/lemma/weights.csv` is learned by `data/scripts/lemma_weights.py` from the MALINDO Morph dictionary of 2018 (no word of the gold
//! sets that measure the lemmatiser): two columns of hundredths, one for readings whose root is known and one for roots that are not.

use std::sync::OnceLock;

use super::affix::{self, Head, MEETINGS, PARTICLES, POSSESSIVES, PREFIXES, SUFFIXES, Tail};

const FILE: &str = include_str!("../../../data/lemma/weights.csv");
const CLITICS: usize = PARTICLES.len() * POSSESSIVES.len();
const LENGTHS: usize = 8;
const WORD_LENGTHS: usize = 13;
const SYLLABLES: usize = 5;
/// Weight of a chain of so many prefixes that the table does not name.
const UNNAMED: [i32; 5] = [0, -50, -300, -600, -900];

/// Weights of the readings of one kind, in hundredths.
pub(super) struct Weights {
    /// Chain, its weight, and its weight with each suffix; in order of the chain.
    chains: Vec<(u16, i32, [i32; SUFFIXES.len()])>,
    suffixes: [i32; SUFFIXES.len()],
    clitics: [i32; CLITICS],
    families: [i32; 8],
    lengths: [i32; LENGTHS],
    meetings: [[i32; MEETINGS]; 16],
    one_syllable: i32,
    /// The word is its own root.
    bare: i32,
    bare_lengths: [i32; WORD_LENGTHS],
    syllables: [i32; SYLLABLES],
}

/// Weights for readings with a known root, and for those without.
pub(super) fn weights(known: bool) -> &'static Weights {
    static TABLE: OnceLock<(Weights, Weights)> = OnceLock::new();
    let (with, without) = TABLE.get_or_init(|| (Weights::read(1), Weights::read(2)));
    if known { with } else { without }
}

impl Weights {
    fn read(column: usize) -> Self {
        let mut table = Self {
            chains: Vec::new(),
            suffixes: [0; SUFFIXES.len()],
            clitics: [0; CLITICS],
            families: [0; 8],
            lengths: [0; LENGTHS],
            meetings: [[0; MEETINGS]; 16],
            one_syllable: 0,
            bare: 0,
            bare_lengths: [0; WORD_LENGTHS],
            syllables: [0; SYLLABLES],
        };
        let rows =
            || FILE.lines().skip(1).filter_map(|line| Some((line.split(',').next()?, line.split(',').nth(column)?.parse::<i32>().ok()?)));
        for (feature, weight) in rows() {
            if let Some(chain) = feature.strip_prefix("c:").and_then(chain_number) {
                table.chains.push((chain, weight, [0; SUFFIXES.len()]));
            }
        }
        table.chains.sort_unstable_by_key(|entry| entry.0);
        for (feature, weight) in rows() {
            if let Some(slot) = table.slot(feature) {
                *slot = weight;
            }
        }
        table
    }

    /// Where the weight of a feature stands. The names are those of [`features`].
    fn slot(&mut self, feature: &str) -> Option<&mut i32> {
        let (kind, value) = feature.split_once(':').unwrap_or((feature, ""));
        let number = || value.parse::<usize>().ok();
        match kind {
            "cs" => {
                let (chain, suffix) = value.split_once(':')?;
                let at = self.chains.binary_search_by_key(&chain_number(chain)?, |entry| entry.0).ok()?;
                self.chains.get_mut(at)?.2.get_mut(position(&SUFFIXES, suffix)?)
            }
            "s" => self.suffixes.get_mut(position(&SUFFIXES, value)?),
            "k" => self.clitics.get_mut(number()?),
            "f" => self.families.get_mut(number()?),
            "l" => self.lengths.get_mut(number()?),
            "h" => {
                let (prefix, meeting) = value.split_once(':')?;
                self.meetings.get_mut(position(&PREFIXES, prefix)?)?.get_mut(meeting.parse::<usize>().ok()?)
            }
            "mono" => Some(&mut self.one_syllable),
            "id" => Some(&mut self.bare),
            "idl" => self.bare_lengths.get_mut(number()?),
            "syl" => self.syllables.get_mut(number()?),
            _ => None,
        }
    }

    /// Weight of the prefixes of a reading, and with each suffix.
    pub(super) fn head(&self, head: &Head) -> [i32; SUFFIXES.len()] {
        let met = self.meetings.get(usize::from(head.chain & 15)).and_then(|row| row.get(usize::from(head.meeting))).copied().unwrap_or(0);
        match self.chains.binary_search_by_key(&head.chain, |entry| entry.0).ok().and_then(|at| self.chains.get(at)) {
            Some((_, chain, with)) => with.map(|weight| met + chain + weight),
            None => [met + UNNAMED.get(depth(head.chain)).copied().unwrap_or(-900); SUFFIXES.len()],
        }
    }

    pub(super) fn tail(&self, tail: &Tail) -> i32 {
        self.suffixes.get(usize::from(tail.suffix)).copied().unwrap_or(0) + self.clitics.get(usize::from(tail.clitic)).copied().unwrap_or(0)
    }

    /// Weight of a root of this length, number of syllables and class of family (none: unknown root).
    pub(super) fn root(&self, length: usize, syllables: usize, family: Option<u8>, bare: bool) -> i32 {
        let mut sum = self.lengths.get(length.min(LENGTHS - 1)).copied().unwrap_or(0);
        if syllables == 1 {
            sum += self.one_syllable;
        }
        if bare {
            sum += self.bare;
        }
        if let Some(family) = family {
            return sum + self.families.get(usize::from(family)).copied().unwrap_or(0);
        }
        sum += self.syllables.get(syllables.min(SYLLABLES - 1)).copied().unwrap_or(0);
        if bare { sum + self.bare_lengths.get(length.min(WORD_LENGTHS - 1)).copied().unwrap_or(0) } else { sum }
    }
}

fn position(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| *known == name)
}

fn depth(mut chain: u16) -> usize {
    let mut depth = 0;
    while chain != 0 {
        depth += 1;
        chain >>= 4;
    }
    depth
}

fn chain_number(name: &str) -> Option<u16> {
    name.split('+').filter(|part| !part.is_empty()).try_fold(0_u16, |chain, part| Some(chain << 4 | position(&PREFIXES, part)? as u16))
}

fn chain_name(chain: u16) -> String {
    let parts = [12, 8, 4, 0].map(|shift| PREFIXES.get(usize::from(chain >> shift & 15)).copied().unwrap_or_default());
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("+")
}

/// Names of the features of a reading, for learning the weights.
pub(super) fn features(head: &Head, tail: &Tail, root: &[u8], family: Option<u8>, bare: bool) -> Vec<String> {
    let chain = chain_name(head.chain);
    let suffix = SUFFIXES.get(usize::from(tail.suffix)).copied().unwrap_or_default();
    let innermost = PREFIXES.get(usize::from(head.chain & 15)).copied().unwrap_or_default();
    let syllables = affix::syllables(root.iter().copied());
    let mut names = vec![
        format!("c:{chain}"),
        format!("s:{suffix}"),
        format!("cs:{chain}:{suffix}"),
        format!("k:{}", tail.clitic),
        format!("l:{}", root.len().min(LENGTHS - 1)),
        format!("h:{innermost}:{}", head.meeting),
    ];
    if syllables == 1 {
        names.push("mono".to_owned());
    }
    if bare {
        names.push("id".to_owned());
    }
    if let Some(family) = family {
        names.push(format!("f:{family}"));
    } else {
        names.push(format!("syl:{}", syllables.min(SYLLABLES - 1)));
        if bare {
            names.push(format!("idl:{}", root.len().min(WORD_LENGTHS - 1)));
        }
    }
    names
}
