mod beyond;
mod ground;
mod judge;
mod lesson;
mod many;
mod order;
mod score;
mod shown;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use self::beyond::beyond;
use self::ground::Ground;
use self::judge::Apart;
use self::lesson::Lesson;
use self::order::in_places;
pub(super) use self::order::places;
pub(super) use self::score::{own_weights, score};
use super::candidates::{Candidates, Pairs, candidates};
use super::cluster::{Edges, Voices, clusters};
use super::compare::{Comparer, Pattern};
use super::competition::Competition;
use super::kind::Kind;
use super::labels::{Known, LabelledPair, Numbers};
use super::measure::Measures;
use super::model::{Compared, LinkModel, Range};
use super::note::{LinkNote, notes};
use super::settings::{ClusterMethod, LinkSettings, LinkType};
use super::spill::failed;
use super::stated::Stated;
use super::table::LinkTable;
use super::threads::in_ranges;
use crate::error::SettingsError;
use crate::progress::{Progress, ProgressStage, Watcher};

/// A compared pair that is worth showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Number of the first record.
    pub left: usize,
    /// Number of the second record.
    pub right: usize,
    /// Match weight in bits.
    pub weight: f64,
    /// Match probability; for conflicts that of the innovation being the same, owner aside.
    pub probability: f64,
    /// What the two are to each other.
    pub kind: Kind,
    /// Level of each comparison.
    pub pattern: Vec<u8>,
}

/// The result of a linkage.
#[derive(Debug)]
pub struct Linkage {
    /// Pairs with a probability of at least `clustering.review`, most probable first.
    pub pairs: Vec<Pair>,
    /// For each record the number of the first record of its cluster.
    pub clusters: Vec<usize>,
    /// The model learned.
    pub model: LinkModel,
    /// How many pairs were compared.
    pub candidates: usize,
    /// How many blocks of equal keys were too large to compare all with all, so that each record met those most similar to it.
    pub split_blocks: usize,
    /// How many were skipped instead, because a rule says `oversized = "skip"`.
    pub skipped_blocks: usize,
    /// Where records have one partner at most: how many would have several by their values alone. Many of them mean that a table is not
    /// free of duplicates.
    pub crowded: usize,
    pub(super) table: LinkTable,
    pub(super) settings: LinkSettings,
    pub(super) comparer: Comparer,
    /// Measures that the application brought along.
    pub(super) measures: Measures,
    /// What a person said, by number of record.
    pub(super) labels: Vec<LabelledPair>,
    /// What records say of each other, by number of record.
    pub(super) stated: Stated,
    /// Pairs that alone hold a cluster together, found out when somebody first asks.
    pub(super) bridges: OnceLock<Vec<(usize, usize)>>,
    /// What a person should know of it.
    pub(super) notes: Vec<LinkNote>,
    /// What was compared, shown or not; none where pairs were taken over from an earlier linkage.
    every: Option<Box<Every>>,
}

/// Compared pairs, by the places of the records in the order of their ids.
#[derive(Debug)]
struct Every {
    /// For each place the number of its record.
    order: Vec<u32>,
    pairs: Vec<(u32, u32)>,
    weights: Vec<f64>,
    compared: Compared,
    /// Pairs of which one is a part of the other, sorted.
    parts: Vec<(u32, u32)>,
    /// For each place the first place of its cluster.
    clusters: Vec<usize>,
    /// Whether the pairs are all that were compared; otherwise they are those that decide anything (see [`many`]).
    all_in_memory: bool,
}

/// Pairs of one range of work.
const RANGE: usize = 4_096;

/// Links the records of a table. What the settings leave open is decided by the values of the table.
pub fn link(table: LinkTable, settings: LinkSettings, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    link_with(table, settings, &Known::default(), progress)
}

/// Links the records of a table with what is known before: a model that was learned earlier, answers of a person.
///
/// Labels teach the model (see [`LinkModel`]) and are binding: a pair that is labelled different is never in one cluster, unless other labels
/// put both records there, and a pair that is labelled the same is compared even if no rule of blocking proposes it.
pub fn link_with(table: LinkTable, mut settings: LinkSettings, known: &Known, progress: Watcher<'_>) -> Result<Linkage, SettingsError> {
    let unasked = settings.usual_forms(&table);
    let told: Vec<LinkNote> = unasked.iter().map(LinkNote::prepared).collect();
    settings.prepare.extend(unasked);
    let table = table.prepared(&settings)?;
    table.check_common()?;
    let mut linkage = run(table, settings, known, &[], progress)?;
    linkage.notes.extend(told);
    Ok(linkage)
}

/// Links a table whose values are prepared. `before` are pairs that were compared earlier, by the numbers of their records in the table, and
/// that are not compared again.
pub(super) fn run(
    table: LinkTable,
    settings: LinkSettings,
    known: &Known,
    before: &[Pair],
    progress: Watcher<'_>,
) -> Result<Linkage, SettingsError> {
    settings.check()?;
    settings.check_columns(&table.column_names())?;
    let measures = known.measures.completed(&settings)?;
    let labels = Numbers::new(&table, known.ids.as_deref().unwrap_or_else(|| table.ids())).pairs(&known.labels)?.0;
    // INVARIANT: everything below works on the records in the order of their ids, so that the order of the rows does not show
    let order = table.order();
    let mut table = table.in_order(&order);
    let rules_to_learn = if known.model.is_none() { settings.rules_to_learn(&table) } else { None };
    let (settings, left_out) = settings.completed_with_rest(&table);
    let mut notes = notes(&table, &settings.comparison, left_out);
    if let Some(model) = &known.model {
        model.check(&settings)?;
    }
    let place = places(&order);
    let told = in_places(&labels, &place);
    let apart = Apart::of(&table, &settings);
    let stated = Stated::read(&table, &settings, &told, |a, b| apart.conflict(a, b));
    let wanted = told.iter().map(|label| (label.left as u32, label.right as u32)).chain(stated.fresh(&table));
    let Candidates { pairs: candidates, blocks } = candidates(&table, &settings, wanted, settings.pairs_in_memory())?;
    let in_given_order = stated.renumbered(&order);
    let apart = apart.with(stated);
    let total = candidates.len();
    progress(Progress { stage: ProgressStage::Candidates, done: total, total });
    let comparer = Comparer::new(&table, &settings, &measures);
    let lesson = rules_to_learn.map(|rules| Lesson::find(&mut table, rules, &settings, &comparer, &told, &apart));
    let one_to_one = settings.link_type == LinkType::Link && settings.method() == ClusterMethod::OneToOne;
    let ground = Ground { table: &table, settings: &settings, comparer: &comparer, told: &told, apart: &apart, known, one_to_one };
    let earlier = order::earlier(before, &place);
    let all_in_memory = matches!(candidates, Pairs::InMemory(_));
    if !all_in_memory {
        notes.push(LinkNote::pairs_on_disk());
    }
    let (mut pairs, mut compared, mut model) = match candidates {
        Pairs::InMemory(pairs) => ground.learned(pairs, lesson.as_ref(), &earlier, progress),
        Pairs::OnDisk(pairs) => ground.learned_from_many(pairs, lesson.as_ref(), &earlier, progress).map_err(|error| failed(&error))?,
    };
    let competition = one_to_one.then(|| Competition::new(&pairs, table.len()));
    let crowded = competition.as_ref().map_or(0, |competition| competition.crowded(&own_weights(&model, &compared)));
    let mut weights = score(&mut model, &compared, competition.as_ref(), true);
    if !one_to_one && let Some(more) = beyond(&table, &settings, &comparer, (&pairs, &compared, &weights), &apart) {
        (pairs, compared) = more;
        ground.tell(&mut compared, &pairs);
        weights = score(&mut model, &compared, None, true);
    }
    let mut linkage = Linkage {
        pairs: Vec::new(),
        clusters: Vec::new(),
        model,
        candidates: total,
        split_blocks: blocks.split,
        skipped_blocks: blocks.skipped,
        crowded,
        table,
        settings,
        comparer,
        measures: known.measures.clone(),
        labels,
        stated: in_given_order,
        bridges: OnceLock::new(),
        notes,
        every: None,
    };
    let parts = linkage.components(&pairs, &weights, &told, &apart);
    let clusters = linkage.cluster(&pairs, &weights, &told, &parts, &apart);
    let every = Every { order, pairs, weights, compared, parts, clusters, all_in_memory };
    linkage.pairs = linkage.judged(&every, &apart, linkage.settings.clustering.review);
    linkage.restore_order(&every.order, &place, &every.clusters);
    linkage.table.settle();
    linkage.every = before.is_empty().then(|| Box::new(every));
    Ok(linkage)
}

fn compare(pairs: &[(u32, u32)], comparer: &Comparer, progress: Watcher<'_>) -> Compared {
    let total = pairs.len();
    let done = std::sync::atomic::AtomicUsize::new(0);
    let work = |range: std::ops::Range<usize>, numbers: &mut FxHashMap<Pattern, u32>| -> Range {
        let length = range.len();
        let found = compare_range(pairs, range, comparer, numbers);
        let done = done.fetch_add(length, std::sync::atomic::Ordering::Relaxed) + length;
        progress(Progress { stage: ProgressStage::Compare, done, total });
        found
    };
    Compared::of_ranges(in_ranges(total, RANGE, FxHashMap::default, work))
}

/// Compares a range of pairs. `numbers` is room for the numbers of its patterns.
fn compare_range(pairs: &[(u32, u32)], range: std::ops::Range<usize>, comparer: &Comparer, numbers: &mut FxHashMap<Pattern, u32>) -> Range {
    let mut found = Range::default();
    numbers.clear();
    for (a, b) in pairs.get(range).unwrap_or_default() {
        let (a, b) = (*a as usize, *b as usize);
        let pattern = comparer.pattern(a, b);
        found.push(pattern, comparer.rarities(a, b, pattern) as f32, numbers);
    }
    found
}

impl Linkage {
    fn cluster(&self, pairs: &[(u32, u32)], weights: &[f64], told: &[LabelledPair], parts: &[(u32, u32)], apart: &Apart) -> Vec<usize> {
        let edges = Edges {
            records: self.table.len(),
            voices: Voices { pairs, weights },
            apart: &|a, b| {
                apart.conflict(a, b)
                    || apart.version(a, b)
                    || apart.stated(a, b).is_some()
                    || told.binary_search(&LabelledPair { left: a.min(b), right: a.max(b), same: false }).is_ok()
                    || !parts.is_empty() && parts.binary_search(&(a.min(b) as u32, a.max(b) as u32)).is_ok()
            },
            side: &|record| self.table.side(record),
            one_table: self.settings.link_type == LinkType::Dedupe,
        };
        clusters(&edges, self.settings.method(), &self.settings.clustering)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::progress::silent;

    /// Pairs and clusters by id.
    fn linked(rows: &[(String, [String; 3])]) -> (Vec<(String, String, u64)>, Vec<Vec<String>>) {
        let mut table = LinkTable::new(rows.iter().map(|(id, _)| id.clone()).collect()).unwrap();
        for (at, name) in ["given", "surname", "born"].into_iter().enumerate() {
            table = table.with_column(name, rows.iter().map(|(_, values)| values[at].clone()).collect()).unwrap();
        }
        let linkage = link(table, LinkSettings::automatic(), &silent).unwrap();
        let id = |at: usize| linkage.ids()[at].clone();
        let mut pairs: Vec<_> =
            linkage.pairs.iter().map(|p| (id(p.left).min(id(p.right)), id(p.left).max(id(p.right)), p.probability.to_bits())).collect();
        pairs.sort();
        let mut clusters: Vec<Vec<String>> =
            linkage.merged_clusters().into_iter().map(|members| members.into_iter().map(id).collect()).collect();
        for members in &mut clusters {
            members.sort();
        }
        clusters.sort();
        (pairs, clusters)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn the_order_of_the_rows_does_not_show(
            people in proptest::collection::vec(("[a-e]{2,6}", "[a-g]{3,8}", 1950u32..2000), 20..50),
            twins in proptest::collection::vec(0usize..20, 5..15),
            shuffled in Just(()).prop_perturb(|(), mut rng| rng.next_u64()),
        ) {
            let row = |at: usize, (given, surname, year): &(String, String, u32)| {
                (format!("r{at:03}"), [given.clone(), surname.clone(), format!("{year}-03-0{}", at % 9 + 1)])
            };
            let mut rows: Vec<(String, [String; 3])> = people.iter().enumerate().map(|(at, person)| row(at, person)).collect();
            for (at, twin) in twins.iter().enumerate() {
                let (_, values) = rows[*twin].clone();
                rows.push((format!("t{at:03}"), values));
            }
            let expected = linked(&rows);
            let mut state = shuffled | 1;
            for at in (1..rows.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                rows.swap(at, (state >> 33) as usize % (at + 1));
            }
            prop_assert_eq!(linked(&rows), expected);
        }
    }

    /// People in two columns, every third of them twice with an error in the name.
    fn people(side: &str, twins: bool) -> LinkTable {
        let given = ["budi", "siti", "joko", "rina", "agus", "dewi", "tono", "wati"];
        let surname = ["santoso", "aminah", "susilo", "lestari", "salim", "wijaya", "hidayat", "permata", "kusuma"];
        let mut rows: Vec<[String; 3]> = Vec::new();
        for at in 0..60usize {
            let (first, last) = (given[at % 8], surname[(at * 7 + at / 8) % 9]);
            let born = format!("19{:02}-0{}-1{}", 50 + at % 40, at % 9 + 1, at % 7);
            rows.push([format!("{side}{at:03}"), format!("{first} {last}"), born.clone()]);
            if twins && at % 3 == 0 {
                rows.push([format!("{side}{at:03}x"), format!("{first} {}", last.replace('a', "e")), born]);
            }
        }
        let column = |at: usize| rows.iter().map(|row| row[at].clone()).collect::<Vec<String>>();
        let table = LinkTable::new(column(0)).and_then(|table| table.with_column("name", column(1)));
        table.and_then(|table| table.with_column("born", column(2))).unwrap()
    }

    #[test]
    fn rules_decide_what_is_compared_and_not_what_agreement_is_worth() {
        let learned = |settings: &str| {
            let linkage = link(people("p", true), LinkSettings::from_toml(settings).unwrap(), &silent).unwrap();
            (linkage.candidates, linkage.model)
        };
        let rule = "[[blocking]]\ncolumns = ['born']\n";
        let (inferred, by_rule) = (learned(""), learned(rule));
        assert_ne!(inferred.0, by_rule.0);
        assert_eq!(inferred.1, by_rule.1);
        assert_ne!(learned(&format!("{rule}[training]\nlearn_from = 'rules'")).1, inferred.1);
    }

    #[test]
    fn a_clean_table_takes_several_records_of_one_that_is_not() {
        let linked = |method: &str| {
            let table = LinkTable::stacked(&people("a", false), &people("b", true)).unwrap();
            let settings = LinkSettings::from_toml(&format!("link_type = 'link'\n[clustering]\nmethod = '{method}'")).unwrap();
            link(table, settings, &silent).unwrap()
        };
        let (one, many) = (linked("one-to-one"), linked("many-to-one"));
        let largest = |linkage: &Linkage| linkage.merged_clusters().into_iter().map(|members| members.len()).max();
        assert_eq!((largest(&one), largest(&many)), (Some(2), Some(3)));
        assert_eq!(Competition::new(&[(0, 2), (0, 3), (1, 3)], 4).crowded(&[10.0, 10.0, -5.0]), 1);
        for members in many.merged_clusters() {
            assert_eq!(members.iter().filter(|at| linkage_side(&many, **at) == 0).count(), 1, "{members:?}");
        }
        let settings = LinkSettings::from_toml("[clustering]\nmethod = 'many-to-one'").unwrap();
        assert!(link(people("a", true), settings, &silent).unwrap_err().to_string().contains("two tables"));
    }

    fn linkage_side(linkage: &Linkage, record: usize) -> u8 {
        linkage.table.side(record)
    }

    #[test]
    fn records_of_two_clean_tables_have_one_partner() {
        let names = ["budi santoso", "budi santosa", "siti aminah", "joko susilo", "rina wati", "agus salim"];
        let side = |from: usize| {
            let picked: Vec<String> = names.iter().skip(from).map(|n| (*n).to_owned()).collect();
            LinkTable::new((0..picked.len()).map(|i| i.to_string()).collect()).unwrap().with_column("name", picked).unwrap()
        };
        let table = LinkTable::stacked(&side(0), &side(1)).unwrap();
        let settings = LinkSettings { link_type: LinkType::Link, ..LinkSettings::automatic() };
        let linkage = link(table, settings, &silent).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for pair in linkage.pairs.iter().filter(|pair| pair.kind == Kind::Duplicate) {
            assert!(seen.insert(pair.left) && seen.insert(pair.right), "a record has two partners: {:?}", linkage.pairs);
        }
    }
}
