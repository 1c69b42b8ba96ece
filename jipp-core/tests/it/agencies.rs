use jipp_core::{dedup::*, ingest::*, model::*};
use std::collections::*;
#[test]
fn dev() {
    let m = Mapping::from_toml("m", include_str!("../../../examples/mappings/mentions.toml")).unwrap();
    let r = read_path(std::path::Path::new("/work/shared/data/real/innovations.csv"), &ReadOptions { mapping: Some(&m), ..Default::default() }).unwrap();
    let inn: Vec<&Innovation> = r.records.iter().map(|r| &r.innovation).collect();
    let ids: Vec<String> = r.records.iter().map(|r| r.source.external_id.clone().unwrap()).collect();
    let t = preset::table(&inn).unwrap();
    let mut st = preset::settings(); if let Ok(x) = std::env::var("T") { st.clustering.threshold = x.parse().unwrap(); } let l = link(t, st, &jipp_core::progress::silent).unwrap();
    let lab = std::fs::read_to_string("/work/shared/data/real/clusters.csv").unwrap();
    let mut labels = vec![]; let mut maybe: HashMap<String, String> = HashMap::new();
    for row in csv::Reader::from_reader(lab.as_bytes()).records() { let row = row.unwrap(); labels.push((row[0].to_string(), row[1].to_string())); if !row[3].is_empty() { maybe.insert(row[0].into(), row[3].into()); } }
    let lm: HashMap<String,String> = labels.iter().cloned().collect();
    let pred: Vec<(String, String)> = ids.iter().zip(&l.clusters).map(|(i, c)| (i.clone(), c.to_string())).collect();
    println!("{:?}", evaluate(&pred, &labels));
    println!("cand {} iter {} share {}", l.candidates, l.model.iterations, l.model.match_share);
    for c in &l.model.comparisons { println!("{} m={:?} u={:?} w={:?}", c.name, c.m.iter().map(|x| (x*1000.).round()/1000.).collect::<Vec<_>>(), c.u.iter().map(|x| (x*1000.).round()/1000.).collect::<Vec<_>>(), (0..c.m.len()).map(|i| (c.weight(i as u8)*10.).round()/10.).collect::<Vec<_>>()); }
    let name = |i: usize| format!("{} {} [{}]", ids[i], inn[i].title.clone().unwrap_or_default(), inn[i].agency_code.clone().or(inn[i].agency.clone()).unwrap_or_default());
    let n = ids.len();
    let skip = |a: usize, b: usize| maybe.get(&ids[a]) == Some(&lm[&ids[b]]) || maybe.get(&ids[b]) == Some(&lm[&ids[a]]);
    let (mut tp, mut fp, mut fnn) = (0, 0, 0);
    for a in 0..n { for b in a+1..n { if skip(a,b) { continue } let p = l.clusters[a]==l.clusters[b]; let t = lm[&ids[a]]==lm[&ids[b]];
        if p && t { tp += 1 } if p && !t { fp += 1; println!("FP {} || {}", name(a), name(b)); } if !p && t { fnn += 1; if std::env::var("FN").is_ok() { println!("FN {} || {} :: {}", name(a), name(b), l.explain(&inn[a].record_id, &inn[b].record_id, jipp_core::lang::Lang::En).map(|e| format!("{:.2} {:?}", e.weight, e.fields.iter().map(|f| format!("{}:{}:{:.1}", f.name, f.level, f.weight)).collect::<Vec<_>>())).unwrap()) } } } }
    let (p, r) = (tp as f64/(tp+fp) as f64, tp as f64/(tp+fnn) as f64);
    println!("tp {tp} fp {fp} fn {fnn} P {p:.4} R {r:.4} F1 {:.4}", 2.*p*r/(p+r));
    for p in l.pairs.iter().filter(|p| p.kind != Kind::Duplicate).take(40) { println!("{:?} {:.2} {} || {}", p.kind, p.probability, name(p.left), name(p.right)); }
}
