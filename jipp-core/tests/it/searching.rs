use jipp_core::{ingest::*, model::*, search::*};
use std::collections::*;
#[test]
fn dev_search() {
    let m = Mapping::from_toml("m", include_str!("../../../examples/mappings/mentions.toml")).unwrap();
    let r = read_path(std::path::Path::new("/work/shared/data/real/innovations.csv"), &ReadOptions { mapping: Some(&m), ..Default::default() }).unwrap();
    let docs: Vec<SearchDocument> = r.records.iter().map(|r| SearchDocument::new(&r.innovation, &[])).collect();
    let ids: HashMap<String, String> = r.records.iter().map(|r| (r.innovation.record_id.clone(), r.source.external_id.clone().unwrap())).collect();
    let idx = Index::build(&docs, &jipp_core::progress::silent).unwrap();
    let b = idx.to_bytes().unwrap(); println!("bytes {} same {}", b.len(), b == Index::build(&docs, &jipp_core::progress::silent).unwrap().to_bytes().unwrap());
    let idx = Index::from_bytes(&b).unwrap();
    let mut cl = HashMap::new();
    for row in csv::Reader::from_reader(std::fs::read("/work/shared/data/real/clusters.csv").unwrap().as_slice()).records() { let row = row.unwrap(); cl.insert(row[0].to_string(), row[1].to_string()); }
    let mut by: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut all = vec![]; let mut bad = vec![];
    for row in csv::Reader::from_reader(std::fs::read("/work/shared/data/real/queries.csv").unwrap().as_slice()).records() { let row = row.unwrap();
        let mut gain: HashMap<String, f64> = HashMap::new();
        for (ci, ri, g) in [(5, 7, 1.0), (4, 6, 3.0)] { for c in row[ci].split_whitespace() { gain.insert(c.into(), g); } for r in row[ri].split_whitespace() { if let Some(c) = cl.get(r) { gain.insert(c.clone(), g); } } }
        let a = idx.search(&SearchRequest { query: row[1].to_string(), limit: 300, ..Default::default() }).unwrap();
        if gain.is_empty() { continue; }
        let mut seen = HashSet::new(); let mut dcg = 0.0; let mut rank = 0;
        for h in &a.hits { let c = &cl[&ids[&h.id]]; if !seen.insert(c.clone()) { continue } if rank >= 10 { break } rank += 1; dcg += gain.get(c).unwrap_or(&0.0) / ((rank + 1) as f64).log2(); }
        let mut gs: Vec<f64> = gain.values().copied().collect(); gs.sort_by(|a, b| b.total_cmp(a));
        let idcg: f64 = gs.iter().take(10).enumerate().map(|(i, g)| g / ((i + 2) as f64).log2()).sum();
        let n = dcg / idcg; all.push(n); by.entry(row[3].to_string()).or_default().push(n); if n < 0.5 { bad.push((n, row[1].to_string())); }
    }
    println!("nDCG@10 {:.4} over {}", all.iter().sum::<f64>() / all.len() as f64, all.len());
    for (k, v) in by { println!("{k} {:.3} {}", v.iter().sum::<f64>() / v.len() as f64, v.len()); }
    println!("{bad:?}");
}
