//! Linkage as a user sees it: labels, evaluation, saved models, what a person should look at.

use std::collections::{BTreeMap, BTreeSet};

use jipp_core::dedup::{ErrorKind, Kind, Known, Labels, LinkSettings, LinkTable, Linkage, PairLabel, SavedModel, link, link_with};
use jipp_core::progress::silent;

/// A small generator of numbers, so that the tables are the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

const GIVEN: [&str; 24] = [
    "siti", "budi", "agus", "dewi", "rina", "joko", "wati", "sri", "eko", "tri", "nur", "dian", "yuli", "hadi", "indah", "putri",
    "bambang", "slamet", "ratna", "lestari", "fajar", "galih", "hendra", "intan",
];
const SURNAME: [&str; 24] = [
    "aminah",
    "santoso",
    "salim",
    "susilo",
    "rahayu",
    "wibowo",
    "hidayat",
    "kurniawan",
    "setiawan",
    "nugroho",
    "saputra",
    "utami",
    "siregar",
    "nasution",
    "lubis",
    "harahap",
    "simanjuntak",
    "manurung",
    "wijaya",
    "gunawan",
    "hartono",
    "purnomo",
    "suharto",
    "pratama",
];
const STREET: [&str; 12] = [
    "melati",
    "mawar",
    "kenanga",
    "anggrek",
    "sudirman",
    "thamrin",
    "diponegoro",
    "gatot subroto",
    "ahmad yani",
    "pahlawan",
    "merdeka",
    "veteran",
];

/// One person: id, true cluster, values.
type Person = (String, String, [String; 4]);

fn misspelt(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = dice.below(letters.len());
    match dice.below(3) {
        0 if letters.len() > 3 => {
            letters.remove(at);
        }
        1 => letters.insert(at, 'x'),
        _ => letters[at] = 'z',
    }
    letters.into_iter().collect()
}

/// People, a third of them twice with errors.
pub(crate) fn people(count: usize, seed: u64) -> Vec<Person> {
    let mut dice = Dice::new(seed);
    let mut people = Vec::new();
    for number in 0..count {
        let values = [
            GIVEN[dice.below(GIVEN.len())].to_owned(),
            SURNAME[dice.below(SURNAME.len())].to_owned(),
            format!("jalan {} {}", STREET[dice.below(STREET.len())], dice.below(90) + 1),
            format!("{}-{:02}-{:02}", 1950 + dice.below(50), dice.below(12) + 1, dice.below(28) + 1),
        ];
        let cluster = format!("c{number:04}");
        people.push((format!("p{number:04}"), cluster.clone(), values.clone()));
        if number % 3 == 0 {
            let mut copy = values;
            for _ in 0..=dice.below(3) {
                let field = dice.below(4);
                copy[field] = if dice.below(4) == 0 { String::new() } else { misspelt(&copy[field].clone(), &mut dice) };
                if copy[field].is_empty() {
                    break;
                }
            }
            people.push((format!("q{number:04}"), cluster, copy));
        }
    }
    people
}

pub(crate) fn table(people: &[Person]) -> LinkTable {
    let mut table = LinkTable::new(people.iter().map(|(id, ..)| id.clone()).collect()).unwrap();
    for (at, name) in ["given", "surname", "street", "born"].into_iter().enumerate() {
        table = table.with_column(name, people.iter().map(|(.., values)| values[at].clone()).collect()).unwrap();
    }
    table
}

fn truth(people: &[Person]) -> Labels {
    Labels::Clusters(people.iter().map(|(id, cluster, _)| (id.clone(), cluster.clone())).collect())
}

fn linked(people: &[Person], known: &Known) -> Linkage {
    link_with(table(people), LinkSettings::automatic(), known, &silent).unwrap()
}

/// Pairs by id, with probability and kind.
pub(crate) fn pairs(linkage: &Linkage) -> BTreeMap<(String, String), (u64, Kind)> {
    let id = |at: usize| linkage.ids()[at].clone();
    let key = |a: String, b: String| if a < b { (a, b) } else { (b, a) };
    linkage.pairs.iter().map(|pair| (key(id(pair.left), id(pair.right)), (pair.probability.to_bits(), pair.kind))).collect()
}

/// Clusters of two or more by id.
pub(crate) fn clusters(linkage: &Linkage) -> BTreeSet<BTreeSet<String>> {
    linkage.merged_clusters().into_iter().map(|members| members.into_iter().map(|at| linkage.ids()[at].clone()).collect()).collect()
}

fn label(left: &str, right: &str, same: bool) -> PairLabel {
    PairLabel { left: left.into(), right: right.into(), same }
}

#[test]
fn an_evaluation_counts_what_the_clusters_hold() {
    let people = people(300, 1);
    let linkage = linked(&people, &Known::default());
    let found = linkage.evaluate(&truth(&people), linkage.ids()).unwrap();
    let cluster: BTreeMap<&str, &str> = people.iter().map(|(id, cluster, _)| (id.as_str(), cluster.as_str())).collect();
    let (mut right, mut wrong) = (0, 0);
    for members in clusters(&linkage) {
        let members: Vec<&String> = members.iter().collect();
        for (at, a) in members.iter().enumerate() {
            for b in &members[at + 1..] {
                if cluster[a.as_str()] == cluster[b.as_str()] { right += 1 } else { wrong += 1 }
            }
        }
    }
    assert_eq!(
        (found.clusters.true_positives, found.clusters.false_positives, found.clusters.false_negatives),
        (right, wrong, 100 - right)
    );
    assert!(right > 80, "{found:?}");
    let interval = found.f1_interval;
    assert!(interval.low <= found.clusters.f1 && found.clusters.f1 <= interval.high && interval.low < interval.high);
    // the same labels pair by pair come to the same recall
    let truth: Vec<PairLabel> = (0..300).step_by(3).map(|n| label(&format!("p{n:04}"), &format!("q{n:04}"), true)).collect();
    let by_pairs = linkage.evaluate(&Labels::Pairs(truth), linkage.ids()).unwrap();
    assert!((by_pairs.clusters.recall - found.clusters.recall).abs() < 1e-12);
    assert!((by_pairs.blocking_completeness - found.blocking_completeness).abs() < 1e-12);
    let errors: u64 = found.error_counts.values().sum();
    assert_eq!(errors, wrong + 100 - right);
    let last = found.curve.last().unwrap();
    assert!(last.recall <= found.blocking_completeness + 1e-12, "no threshold finds what was not compared");
}

#[test]
fn errors_are_told_apart() {
    let rows = [("1", "siti aminah", "jawa"), ("2", "siti aminah", "bali"), ("3", "budi santoso", "jawa"), ("4", "budi santoso", "jawa")];
    let mut table = LinkTable::new(rows.iter().map(|r| r.0.to_owned()).collect()).unwrap();
    table = table.with_column("name", rows.iter().map(|r| r.1.to_owned()).collect()).unwrap();
    table = table.with_column("place", rows.iter().map(|r| r.2.to_owned()).collect()).unwrap();
    let settings = LinkSettings::from_toml(
        "cannot_link = ['place']\n[[blocking]]\ncolumns = ['name']\n[[comparison]]\ncolumn = 'name'\nlevels = [{ kind = 'exact', m = 0.9, u = 0.01 }]\n\
         [training]\nprior_pairs = 1000.0\nprior_match = 0.5",
    )
    .unwrap();
    let linkage = link(table, settings, &silent).unwrap();
    let labels = Labels::Pairs(vec![label("1", "2", true), label("3", "4", false), label("1", "3", true)]);
    let found = linkage.evaluate(&labels, linkage.ids()).unwrap();
    let kinds: BTreeMap<ErrorKind, u64> =
        BTreeMap::from([(ErrorKind::KeptApart, 1), (ErrorKind::WrongMatch, 1), (ErrorKind::NotCompared, 1)]);
    assert_eq!(found.error_counts, kinds);
}

#[test]
fn labels_are_binding_and_are_not_asked_again() {
    let people = people(200, 2);
    let before = linked(&people, &Known::default());
    let merged = clusters(&before);
    let pair: Vec<String> = merged.iter().next().unwrap().iter().cloned().collect();
    let far = ("p0001", "p0002");
    assert!(!merged.iter().any(|members| members.contains(far.0) && members.contains(far.1)));
    let known = Known { labels: vec![label(&pair[0], &pair[1], false), label(far.0, far.1, true)], ..Known::default() };
    let after = linked(&people, &known);
    let merged = clusters(&after);
    assert!(!merged.iter().any(|members| members.contains(&pair[0]) && members.contains(&pair[1])), "labelled as different");
    assert!(merged.iter().any(|members| members.contains(far.0) && members.contains(far.1)), "labelled as the same");
    let asked = after.to_review(30, 1, after.ids()).unwrap();
    assert!(!asked.is_empty() && asked.len() <= 30);
    let told: BTreeSet<&str> = [pair[0].as_str(), pair[1].as_str()].into();
    for question in &asked {
        assert_ne!(BTreeSet::from([after.ids()[question.left].as_str(), after.ids()[question.right].as_str()]), told);
    }
    let wrong = Known { labels: vec![label("p0001", "p0002", true), label("p0002", "p0001", false)], ..Known::default() };
    let error = link_with(table(&people), LinkSettings::automatic(), &wrong, &silent).unwrap_err();
    assert!(error.to_string().contains("labelled as the same and as different"), "{error}");
}

#[test]
fn a_saved_model_gives_the_same_answer_and_is_refused_where_it_does_not_fit() {
    let people = people(250, 3);
    let learned = linked(&people, &Known::default());
    let text = SavedModel::new(learned.settings(), &learned.model, false).to_json().unwrap();
    let saved = SavedModel::from_json(&text).unwrap();
    let known = Known { model: Some(saved.model.clone()), ..Known::default() };
    let again = link_with(table(&people), saved.settings_for(None).unwrap(), &known, &silent).unwrap();
    assert_eq!(clusters(&again), clusters(&learned));
    let (before, after) = (pairs(&learned), pairs(&again));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (pair, (probability, kind)) in &before {
        // a number written as JSON comes back with its last digit changed at most
        let (p, q) = (f64::from_bits(*probability), f64::from_bits(after[pair].0));
        assert!((p - q).abs() < 1e-12 && *kind == after[pair].1, "{pair:?}: {p} {q}");
    }

    let threshold = LinkSettings::automatic().with_threshold(0.9);
    assert!((saved.settings_for(Some(threshold)).unwrap().clustering.threshold - 0.9).abs() < 1e-12);
    let other = LinkSettings::from_toml("[[comparison]]\ncolumn = 'given'\nlevels = [{ kind = 'exact' }]").unwrap();
    assert!(saved.settings_for(Some(other)).unwrap_err().to_string().contains("compare something else"));

    let refused = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let error = SavedModel::from_json(&changed).unwrap_err();
        assert_eq!(error.code(), "settings_invalid");
        error.to_string()
    };
    assert!(refused("\"format_version\": 1", "\"format_version\": 2").contains("learn it anew"));
    assert!(refused("jipp-link-model", "other").contains("no saved model"));
    assert!(refused("\"min\": 0.92", "\"min\": 0.91").contains("not those it was learned with"));
    assert_eq!(
        SavedModel::from_json("{\"format\": \"jipp-link-model\", \"format_version\": 1}").unwrap_err().code(),
        "settings_unreadable"
    );
}

#[test]
fn a_sample_says_how_precise_a_linkage_is() {
    // a linkage that is far too generous, so that there is something to find
    let people = people(240, 4);
    let cluster: BTreeMap<&str, &str> = people.iter().map(|(id, cluster, _)| (id.as_str(), cluster.as_str())).collect();
    let settings = LinkSettings::from_toml("[clustering]\nmethod = 'components'\nthreshold = 0.02\nreview = 0.01").unwrap();
    let linkage = link(table(&people), settings, &silent).unwrap();
    let same = |left: &str, right: &str| cluster[left] == cluster[right];
    let called: Vec<bool> = linkage
        .pairs
        .iter()
        .filter(|pair| pair.kind == Kind::Duplicate)
        .map(|pair| same(&linkage.ids()[pair.left], &linkage.ids()[pair.right]))
        .collect();
    let precision = called.iter().filter(|same| **same).count() as f64 / called.len() as f64;
    assert!(called.len() > 60, "{}", called.len());
    let (mut mean, mut held) = (0.0, 0);
    let rounds = 12;
    for seed in 0..rounds {
        let plan = linkage.sampling_plan(60, seed, linkage.ids()).unwrap();
        let stands_for: f64 = plan.pairs.iter().map(|pair| pair.weight).sum();
        assert!((stands_for - linkage.candidates as f64).abs() < 1e-6, "the sample stands for all compared pairs");
        let labels = plan.pairs.iter().map(|pair| label(&pair.left, &pair.right, same(&pair.left, &pair.right))).collect();
        let estimate = linkage.evaluate(&Labels::Pairs(labels), linkage.ids()).unwrap().estimate.unwrap();
        mean += estimate.precision / rounds as f64;
        held += usize::from(estimate.precision_interval.low <= precision && precision <= estimate.precision_interval.high);
    }
    assert!((mean - precision).abs() < 0.03, "mean of the estimates {mean}, precision {precision}");
    assert!(held >= 10, "{held} of {rounds} intervals hold {precision}");
}

#[test]
fn a_phonetic_key_and_minhash_propose_what_letters_do_not() {
    let names = ["Soekarno Djoko", "Joko Sukarno", "Budi Santoso", "Rudi Hartono"];
    let text = "petugas mendatangi rumah warga untuk melayani dokumen kependudukan dan mencetak kartu di tempat setiap hari kerja";
    let texts =
        [text.to_owned(), "lain sama sekali tentang sampah dan bank sampah warga".to_owned(), format!("{text} juga malam"), String::new()];
    let table = LinkTable::new((0..4).map(|n| n.to_string()).collect())
        .and_then(|table| table.with_column("name", names.map(str::to_owned).to_vec()))
        .and_then(|table| table.with_column("text", texts.to_vec()))
        .unwrap();
    let settings = |blocking: &str| {
        LinkSettings::from_toml(&format!(
            "{blocking}\n[[comparison]]\ncolumn = 'name'\nlevels = [{{ kind = 'exact', m = 0.9, u = 0.1 }}]\n[clustering]\nreview = 0.0"
        ))
    };
    let proposed = |blocking: &str| {
        let linkage = link(table.clone(), settings(blocking).unwrap(), &silent).unwrap();
        linkage.pairs.iter().map(|pair| (pair.left, pair.right)).collect::<Vec<_>>()
    };
    assert_eq!(proposed("[[blocking]]\ncolumns = ['name']"), []);
    assert_eq!(proposed("[[blocking]]\ncolumns = ['name']\nphonetic = true"), [(0, 1)]);
    assert_eq!(proposed("[[blocking]]\nminhash = ['text']"), [(0, 2)]);
    let error = settings("[[blocking]]\nsimilar = ['name']\nphonetic = true\nsimilarity = 0.0").unwrap_err().to_string();
    assert!(error.contains("`phonetic` goes with `columns`") && error.contains("`similarity` lies between"), "{error}");
}

#[test]
fn an_analysis_of_blocking_tells_cost_and_completeness() {
    let people = people(200, 5);
    let settings = LinkSettings::from_toml(
        "[[blocking]]\ncolumns = ['surname', 'born']\n[[blocking]]\ncolumns = ['surname']\nmax_block = 8\n[[blocking]]\nsimilar = ['given', 'surname', 'street']\ntop_k = 5",
    )
    .unwrap();
    let linkage = link(table(&people), settings, &silent).unwrap();
    let found = linkage.analyze_blocking(Some(&truth(&people)), linkage.ids(), 1_000_000).unwrap();
    assert_eq!(found.pairs as usize, linkage.candidates);
    assert_eq!(found.rules.iter().map(|rule| rule.new_pairs).sum::<u64>(), found.pairs);
    let [exact, surname, similar] = found.rules.as_slice() else { panic!("{found:?}") };
    assert_eq!((exact.estimated_pairs, exact.split_blocks, exact.skipped_blocks), (exact.pairs, 0, 0));
    assert!(surname.split_blocks > 0 && surname.split_blocks == linkage.split_blocks && surname.largest_block > 8, "{surname:?}");
    assert!(surname.pairs <= surname.estimated_pairs && surname.skipped_pairs == 0, "{surname:?}");
    assert!(similar.pairs <= similar.estimated_pairs && similar.completeness > exact.completeness);
    let skipping = LinkSettings::from_toml("[[blocking]]\ncolumns = ['surname']\nmax_block = 8\noversized = 'skip'").unwrap();
    let skipping = link(table(&people), skipping, &silent).unwrap();
    let skipped = skipping.analyze_blocking(Some(&truth(&people)), skipping.ids(), 1_000_000).unwrap().rules.remove(0);
    assert!(skipped.skipped_blocks == surname.split_blocks && skipped.skipped_pairs > 0 && skipped.completeness < surname.completeness);
    let whole = linkage.evaluate(&truth(&people), linkage.ids()).unwrap().blocking_completeness;
    assert!((similar.completeness_so_far.unwrap() - whole).abs() < 1e-12);
    let refused = linkage.analyze_blocking(None, linkage.ids(), 10).unwrap_err();
    assert!(refused.to_string().contains("would propose"), "{refused}");
}

#[test]
fn threads_and_the_order_of_rows_and_labels_change_nothing() {
    // enough records for several ranges of work
    let mut people = people(450, 6);
    let alone = rayon_alone(&people);
    let linkage = linked(&people, &Known::default());
    let asked = linkage.to_review(20, 3, linkage.ids()).unwrap();
    let named = |linkage: &Linkage, pairs: &[jipp_core::dedup::Pair]| -> BTreeSet<BTreeSet<String>> {
        pairs.iter().map(|pair| BTreeSet::from([linkage.ids()[pair.left].clone(), linkage.ids()[pair.right].clone()])).collect()
    };
    let questions = named(&linkage, &asked);
    assert_eq!((pairs(&linkage), clusters(&linkage)), alone, "one thread or many");
    let mut labels: Vec<PairLabel> = asked
        .iter()
        .map(|pair| {
            label(&linkage.ids()[pair.left], &linkage.ids()[pair.right], linkage.ids()[pair.left][1..] == linkage.ids()[pair.right][1..])
        })
        .collect();
    let taught = linked(&people, &Known { labels: labels.clone(), ..Known::default() });
    let mut dice = Dice::new(9);
    for at in (1..people.len()).rev() {
        people.swap(at, dice.below(at + 1));
    }
    labels.reverse();
    let shuffled = linked(&people, &Known::default());
    assert_eq!((pairs(&shuffled), clusters(&shuffled)), alone);
    assert_eq!(named(&shuffled, &shuffled.to_review(20, 3, shuffled.ids()).unwrap()), questions);
    let again = linked(&people, &Known { labels, ..Known::default() });
    assert_eq!((pairs(&again), clusters(&again)), (pairs(&taught), clusters(&taught)));
}

/// The linkage within a single thread.
fn rayon_alone(people: &[Person]) -> (BTreeMap<(String, String), (u64, Kind)>, BTreeSet<BTreeSet<String>>) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        let linkage = linked(people, &Known::default());
        (pairs(&linkage), clusters(&linkage))
    })
}

#[test]
fn batches_give_nearly_what_a_full_run_gives() {
    let people = people(600, 7);
    let whole = linked(&people, &Known::default());
    let mut dice = Dice::new(11);
    let mut mixed = people;
    for at in (1..mixed.len()).rev() {
        mixed.swap(at, dice.below(at + 1));
    }
    // half is there; the rest comes at once, or in three parts
    let half = mixed.len() / 2;
    let known = Known { model: Some(whole.model.clone()), ..Known::default() };
    let first = link_with(table(&mixed[..half]), whole.settings().clone(), &known, &silent).unwrap();
    let expected: BTreeSet<(String, String)> = together(&whole);
    for parts in [1, 3] {
        let mut linkage = link_with(table(&mixed[..half]), whole.settings().clone(), &known, &silent).unwrap();
        let rest = &mixed[half..];
        for part in 0..parts {
            let (from, to) = (rest.len() * part / parts, rest.len() * (part + 1) / parts);
            linkage = linkage.extend(&table(&rest[from..to]), &silent).unwrap();
        }
        assert_eq!(linkage.ids().len(), mixed.len());
        assert!(linkage.candidates < whole.candidates, "pairs are not compared twice");
        let found = together(&linkage);
        let differing = found.symmetric_difference(&expected).count();
        assert!(differing * 50 <= expected.len(), "{parts} parts: {differing} of {} pairs differ", expected.len());
    }
    let again = first.extend(&table(&mixed[..2]), &silent).unwrap_err();
    assert!(again.to_string().contains("occurs more than once"), "{again}");
}

/// Pairs of one cluster by id.
fn together(linkage: &Linkage) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    for members in clusters(linkage) {
        let members: Vec<&String> = members.iter().collect();
        for (at, a) in members.iter().enumerate() {
            pairs.extend(members[at + 1..].iter().map(|b| ((*a).clone(), (*b).clone())));
        }
    }
    pairs
}

#[test]
fn a_column_to_ignore_that_no_table_has_is_told_with_the_one_that_was_meant() {
    let records = r#"[{"name": "Siti Aminah", "price": 3}, {"name": "Siti Amina", "price": 4}, {"name": "Budi", "price": 4}]"#;
    let answer = |ignore: &str| {
        let settings = Some(format!("ignore = ['{ignore}']"));
        jipp_core::wire::dedupe(records, &jipp_core::wire::DedupeOptions { settings, ..Default::default() })
    };
    let slip = answer("prise").unwrap_err().to_string();
    assert!(slip.contains("column to ignore") && slip.contains("`price`"), "{slip}");
    let other = answer("copyright").unwrap_err().to_string();
    assert!(other.contains("unknown column to ignore `copyright`") && !other.contains("did you mean"), "{other}");
    assert!(answer("price").is_ok());
}
