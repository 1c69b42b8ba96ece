//! What a linkage tells of single pairs and clusters: why, why not, what if, and how firmly.

use jipp_core::dedup::{BlockingReason, Known, LinkSettings, LinkTable, Linkage, Measures, SavedModel, compare_pairs, link, link_with};
use jipp_core::lang::Lang;
use jipp_core::progress::silent;
use jipp_core::wire::{DedupeOptions, cluster_quality_rows, dedupe, explained};

use super::linkage::{people, table};

fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

#[test]
fn every_pair_is_compared_or_it_is_told_why_not() {
    let people = people(240, 7);
    let linkage = link(table(&people), LinkSettings::automatic(), &silent).unwrap();
    let ids = linkage.ids().to_vec();
    let mut reasons = Vec::new();
    let mut compared = 0;
    for other in 1..people.len() {
        let told = linkage.explain(&ids[0], &ids[other], Lang::En).unwrap();
        let back = linkage.explain(&ids[other], &ids[0], Lang::En).unwrap();
        assert_eq!((told.compared, told.probability, &told.blocking), (back.compared, back.probability, &back.blocking));
        assert_eq!(told.compared, told.blocking.is_empty(), "{told:?}");
        assert_eq!(told.summary.ends_with("; not compared"), !told.compared, "{}", told.summary);
        assert!(told.blocking.iter().all(|rule| !rule.proposes), "{:?}", told.blocking);
        compared += usize::from(told.compared);
        reasons.extend(told.blocking.iter().map(|rule| rule.reason));
    }
    assert!(compared >= 12, "each record meets its nearest: {compared}");
    assert!(reasons.contains(&BlockingReason::NotAmongNearest) && reasons.len() > 2 * 200, "{}", reasons.len());
    let indonesian = linkage.explain(&ids[0], &ids[200], Lang::Id).unwrap();
    assert!(indonesian.compared || indonesian.summary.ends_with("; tidak dibandingkan"), "{}", indonesian.summary);
}

#[test]
fn an_alternative_is_what_the_pair_would_come_to() {
    let settings = "[training]\nnear_misses = false\n[[comparison]]\ncolumn = 'surname'\n[[comparison]]\ncolumn = 'born'";
    let mut settings = LinkSettings::from_toml(settings).unwrap();
    for comparison in &mut settings.comparison {
        comparison.term_frequency = false;
    }
    let linkage = link(table(&people(240, 7)), settings, &silent).unwrap();
    let told = linkage.explain("p0000", "q0000", Lang::Id).unwrap();
    for (field, comparison) in told.fields.iter().zip(&linkage.settings().comparison) {
        assert_eq!(field.alternatives.len(), comparison.levels.len() + 1, "all other levels, `else` and `missing`");
        assert!(field.alternatives.iter().all(|other| other.level != field.level));
        assert_eq!(field.alternatives.last().map(|other| (other.level.as_str(), other.weight)), Some(("missing", 0.0)));
        for other in &field.alternatives {
            let wanted = probability(told.weight - field.weight + field.rarity + other.weight - field.rarity);
            assert!((other.probability - wanted).abs() < 1e-6 || field.rarity != 0.0, "{} {other:?} {wanted}", field.name);
        }
    }
}

/// Three records of which the first and the last agree only through the one between them, and a pair.
fn chain() -> Linkage {
    chain_with("")
}

/// The same with more to say of the clustering.
fn chain_with(clustering: &str) -> Linkage {
    let names = ["ab", "bc", "cd", "xx", "xx"];
    let table = LinkTable::new((1..=names.len()).map(|at| at.to_string()).collect())
        .and_then(|table| table.with_column("name", names.map(str::to_owned).to_vec()))
        .and_then(|table| table.with_column("all", vec!["same".to_owned(); names.len()]))
        .unwrap();
    let settings = LinkSettings::from_toml(&format!(
        "[[blocking]]\ncolumns = ['all']\n[[comparison]]\ncolumn = 'name'\nlevels = [{{ kind = 'custom', measure = 'shares', min = 1, m = 0.95, u = 0.02 }}]\n\
         [training]\nprior_pairs = 1e9\nprior_match = 0.3\n[clustering]\nmethod = 'components'\n{clustering}",
    ));
    let shares = |a: &str, b: &str| Some(if a.chars().any(|c| b.contains(c)) { 1.0 } else { 0.0 });
    let known = Known { measures: Measures::default().with("shares", shares), ..Known::default() };
    link_with(table, settings.unwrap(), &known, &silent).unwrap()
}

#[test]
fn a_chain_is_held_together_by_bridges_and_shown_for_review() {
    let linkage = chain();
    let ids = linkage.ids().to_vec();
    let told = cluster_quality_rows(&linkage, &ids);
    let told: Vec<_> = told.iter().map(|row| (row.cluster.as_str(), row.records, row.density, row.bridges.len())).collect();
    assert_eq!(told, [("1", 3, 0.6667, 2), ("4", 2, 1.0, 0)], "the least cohesive first");
    assert_eq!(linkage.bridges(), [(0, 1), (1, 2)]);
    let review: Vec<(usize, usize)> = linkage.review().map(|pair| (pair.left, pair.right)).collect();
    assert!(review.contains(&(0, 1)) && review.contains(&(1, 2)) && !review.contains(&(3, 4)), "{review:?}");
    let [loose, firm] = <[_; 2]>::try_from(linkage.cluster_quality()).unwrap();
    assert!(loose.cohesion < firm.cohesion && firm.cohesion > 0.0, "{loose:?} {firm:?}");
}

#[test]
fn pairs_that_were_compared_count_by_their_weights_in_the_cohesion_though_nobody_is_shown_them() {
    // what holds the two ends together makes them probable, too, but not that probable
    let linkage = chain_with("review = 0.9");
    let shown: Vec<(usize, usize)> = linkage.pairs.iter().map(|pair| (pair.left.min(pair.right), pair.left.max(pair.right))).collect();
    assert!(!shown.contains(&(0, 2)), "{shown:?}");
    let weight = |left: &str, right: &str| linkage.explain(left, right, Lang::En).unwrap().weight;
    let mean = |far: f64| (weight("1", "2") + weight("2", "3") + far) / 3.0;
    let loose = linkage.cluster_quality()[0].cohesion;
    assert!((loose - mean(weight("1", "3"))).abs() < 1e-6, "{loose} {}", mean(weight("1", "3")));
    // what was not compared has no weight
    assert!((weight("1", "3") + 4.0).abs() > 0.1);
    let alone = linkage.settings().clone();
    let settings = LinkSettings {
        blocking: vec![
            jipp_core::dedup::Blocking { columns: vec!["key".into()], ..Default::default() },
            jipp_core::dedup::Blocking { columns: vec!["other".into()], ..Default::default() },
        ],
        ..alone
    };
    let column = |values: [&str; 3]| values.map(str::to_owned).to_vec();
    let table = LinkTable::new(column(["1", "2", "3"]))
        .and_then(|table| table.with_column("name", column(["ab", "bc", "cd"])))
        .and_then(|table| table.with_column("key", column(["x", "x", "y"])))
        .and_then(|table| table.with_column("other", column(["p", "q", "q"])))
        .unwrap();
    let shares = |a: &str, b: &str| Some(if a.chars().any(|c| b.contains(c)) { 1.0 } else { 0.0 });
    let known = Known { model: Some(linkage.model.clone()), measures: Measures::default().with("shares", shares), ..Known::default() };
    let apart = link_with(table, settings, &known, &silent).unwrap();
    assert_eq!(apart.candidates, 2);
    assert!((apart.cluster_quality()[0].cohesion - mean(-4.0)).abs() < 1e-6, "{:?}", apart.cluster_quality());
}

#[test]
fn a_measure_of_ones_own_goes_with_the_linkage_and_is_missed_where_it_is_not() {
    let linkage = chain();
    assert_eq!(linkage.explain("1", "2", Lang::En).unwrap().fields[0].level, "custom (shares) >= 1");
    let batch = LinkTable::new(vec!["9".into()])
        .and_then(|table| table.with_column("name", vec!["da".into()]))
        .and_then(|table| table.with_column("all", vec!["same".into()]))
        .unwrap();
    let extended = linkage.extend(&batch, &silent).unwrap();
    assert_eq!(extended.explain("3", "9", Lang::En).unwrap().fields[0].level, "custom (shares) >= 1");
    let alone = link(batch, linkage.settings().clone(), &silent).unwrap_err().to_string();
    assert!(alone.contains("measure `shares` is not given"), "{alone}");
    let odd = "[[comparison]]\ncolumn = 'name'\nlevels = [{ kind = 'exact', measure = 'shares' }, { kind = 'custom', min = 0.5 }]";
    let odd = LinkSettings::from_toml(odd).unwrap_err().to_string();
    assert_eq!(odd.matches("`measure` goes with levels of kind `custom`").count(), 2, "{odd}");
}

#[test]
fn a_table_of_similarities_is_part_of_what_is_compared() {
    let level = "[[comparison]]\ncolumn = 'name'\nlevels = [{ kind = 'custom', measure = 'call', min = 0.5, m = 0.9, u = 0.1 }]\n";
    let of = |alike: &str| LinkSettings::from_toml(&format!("{level}[[measure]]\nname = 'call'\nalike = [{alike}]")).unwrap();
    let settings = of("['Budi', 'Boedi']");
    let column = |values: [&str; 3]| values.map(str::to_owned).to_vec();
    let side = |values| LinkTable::new(column(["1", "2", "3"])).and_then(|table| table.with_column("name", column(values))).unwrap();
    // pairs that stand beside each other, as in tables of many machines
    let (left, right) = (side(["Budi", "Budi", "siti"]), side(["BOEDI", "Rudi", "Siti"]));
    let levels = |settings: &LinkSettings| -> Vec<Vec<u8>> {
        compare_pairs(&left, &right, settings, None).unwrap().into_iter().map(|pair| pair.levels).collect()
    };
    assert_eq!(levels(&settings), [[0], [15], [0]], "what the table does not name is missing");
    assert_eq!(levels(&of("['Budi', 'Boedi'], ['Budi', 'Rudi']")), [[0], [0], [0]]);
    let functions = LinkSettings::from_toml(level).unwrap();
    assert!(compare_pairs(&left, &right, &functions, None).unwrap_err().to_string().contains("measure `call` is not given"));

    let names = LinkTable::new(column(["1", "2", "3"])).and_then(|table| table.with_column("name", column(["Budi", "Boedi", "Rudi"])));
    let linkage = link(names.unwrap(), settings.clone(), &silent).unwrap();
    assert_eq!(linkage.explain("1", "2", Lang::En).unwrap().fields[0].level, "custom (call) >= 0.5");
    assert_eq!(linkage.explain("1", "3", Lang::En).unwrap().fields[0].level, "missing");
    let saved = SavedModel::from_json(&SavedModel::new(linkage.settings(), &linkage.model, false).to_json().unwrap()).unwrap();
    assert_eq!(saved.settings_for(None).unwrap().measure, settings.measure);
    assert_eq!(saved.settings_for(Some(functions)).unwrap().measure, settings.measure, "settings without a table take the model's");
    assert!(saved.settings_for(Some(of("['Budi', 'Rudi']"))).is_err(), "another table is another comparison");
}

#[test]
fn kinds_of_levels_say_what_they_say() {
    let columns: [(&str, [&str; 4]); 4] = [
        ("words", ["Santoso Budi", "Budi Santosa", "Wati", "Rina"]),
        ("short", ["SADELPOS", "Samsat Delivery Pos", "Bank Sampah", "Lapor"]),
        ("place", ["-7.2575, 112.7521", "-7,2600; 112,7500", "-6.2, 106.8", "di sini"]),
        ("body", ["Dinas Kesehatan Kabupaten Malang", "Pemkab Malang", "Kabupaten Banyuwangi", "siapa saja"]),
    ];
    let mut table = LinkTable::new((1..=4).map(|at| at.to_string()).collect()).unwrap();
    for (name, values) in columns {
        table = table.with_column(name, values.map(str::to_owned).to_vec()).unwrap();
    }
    let settings = LinkSettings::from_toml(
        "[[blocking]]\nsimilar = ['words']\n\
         [[comparison]]\ncolumn = 'words'\nlevels = [{ kind = 'token-sort', min = 0.95 }]\n\
         [[comparison]]\ncolumn = 'short'\nlevels = [{ kind = 'acronym' }]\n\
         [[comparison]]\ncolumn = 'place'\nlevels = [{ kind = 'geo-within', max = 1 }, { kind = 'geo-within', max = 700 }]\n\
         [[comparison]]\ncolumn = 'body'\nlevels = [{ kind = 'agency-within', max = 1 }, { kind = 'agency-within', max = 3 }]",
    );
    let linkage = link(table, settings.unwrap(), &silent).unwrap();
    let levels = |a: &str, b: &str| {
        let told = linkage.explain(a, b, Lang::En).unwrap();
        told.fields.into_iter().map(|field| field.level).collect::<Vec<_>>()
    };
    assert_eq!(levels("1", "2"), ["token-sort >= 0.95", "acronym", "geo-within <= 1", "agency-within <= 1"]);
    assert_eq!(levels("2", "3"), ["else", "else", "geo-within <= 700", "agency-within <= 3"]);
    assert_eq!(levels("3", "4"), ["else", "else", "missing", "missing"]);
}

#[test]
fn of_two_tables_only_pairs_across_count() {
    let people = people(150, 3);
    let two = LinkTable::stacked(&table(&people), &table(&people)).unwrap();
    let settings = LinkSettings::from_toml("link_type = 'link'").unwrap();
    let linkage = link(two, settings, &silent).unwrap();
    // everybody stands in both tables, a third of them twice in each
    let ids: Vec<String> = (0..2 * people.len()).map(|at| at.to_string()).collect();
    let clusters = (0..2 * people.len()).map(|at| (at.to_string(), people[at % people.len()].1.clone())).collect();
    let found = linkage.evaluate(&jipp_core::dedup::Labels::Clusters(clusters), &ids).unwrap();
    let (twice, once) = (people.len() - 150, 150 - (people.len() - 150));
    let told = found.clusters.true_positives + found.clusters.false_negatives;
    assert_eq!(told as usize, once + 4 * twice, "pairs within one table are no pairs to find");
    assert!(found.blocking_completeness > 0.99 && found.clusters.recall < 1.0, "{:?}", found.clusters);
    let told = explained(&linkage, &vec!["x".to_owned(); ids.len()], ("p0000", "p0001"), Lang::En).unwrap();
    assert_eq!((told.left.as_str(), told.right.as_str()), ("p0000", "p0001"));
    let unknown = explained(&linkage, &ids, ("0", "nobody"), Lang::En).unwrap_err().to_string();
    assert!(unknown.contains("second table") && unknown.contains("nobody"), "{unknown}");
}

#[test]
fn a_call_from_another_language_asks_for_the_same() {
    let records = r#"[{"id": 1, "name": "Siti Aminah"}, {"id": 2, "name": "Siti Aminah"}, {"id": 3, "name": "Budi"}]"#;
    let options: DedupeOptions = serde_json::from_value(serde_json::json!({
        "settings": "[[blocking]]\ncolumns = ['name']\n[[comparison]]\ncolumn = 'name'\nlevels = [{ kind = 'exact' }]",
        "id": "id", "cluster_quality": true, "explain": [["1", "3"]], "lang": "en",
    }))
    .unwrap();
    let answer = dedupe(records, &options).unwrap();
    assert_eq!(answer.cluster_quality.map(|rows| rows.len()), Some(answer.clusters.iter().filter(|row| row.id != row.cluster).count()));
    let told = answer.explanations.unwrap().pop().unwrap();
    assert_eq!(told.blocking[0].detail, "`name` differs: `sitiaminah` and `budi`");
    let plain = dedupe(records, &DedupeOptions { cluster_quality: false, explain: Vec::new(), ..options }).unwrap();
    assert_eq!((plain.cluster_quality, plain.explanations), (None, None));
}
