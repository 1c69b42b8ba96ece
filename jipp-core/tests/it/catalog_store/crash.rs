//! A process that writes is killed at any moment: what it acknowledged is there, and nothing else is half there.
//!
//! `JIPP_CRASHES=500 cargo test ... catalog_store::crash` kills so often; 25 times otherwise.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use jipp_core::catalog::{Campaign, CampaignAnswer, CampaignSelection, Catalog, DumpScope, ImportOptions, Statement, Verdict};
use jipp_core::search::SearchRequest;

use super::{build, dump, kipp, sound, title, writer};

const CHILD: &str = "JIPP_CRASH_CHILD";
/// Owners: innovations of different owners are never merged by themselves.
const OWNERS: [&str; 5] = ["Kota Surabaya", "Kota Malang", "Kota Ambon", "Kota Bandung", "Kota Medan"];

/// What the child does in one step, and says when it is done.
fn one_step(path: &Path, step: usize) -> String {
    let said = Statement { by: "pemda:35.78", at: Some("2024-10-18"), reason: None };
    match step % 4 {
        0 | 1 => {
            let rows: Vec<(String, String, String)> = (0..6)
                .map(|i| (format!("{}", 1000 + step * 3 + i), title(step * 3 + i), format!("Uraian {} {}", step, title(i + step))))
                .collect();
            let file = kipp(
                &rows.iter().enumerate().map(|(at, r)| (r.0.as_str(), r.1.as_str(), OWNERS[at % 5], r.2.as_str())).collect::<Vec<_>>(),
            );
            let report = writer(path).import(file, &ImportOptions::default()).unwrap();
            format!("import {} {}", report.import, rows[5].0)
        }
        2 => {
            let ids: Vec<String> = Catalog::open(path).unwrap().innovations().unwrap().into_iter().map(|one| one.record_id).collect();
            let (left, right) = (&ids[step % ids.len()], &ids[(step * 7 + 1) % ids.len()]);
            let verdict = if step % 8 == 2 { Verdict::Same } else { Verdict::Different };
            if left != right {
                writer(path).decide(left, right, verdict, &said).unwrap();
            }
            let count = Catalog::open(path).unwrap().status().unwrap().decisions.values().sum::<u64>();
            format!("decide {count}")
        }
        _ => {
            let record = format!("panrb_kipp:{}", step % 5 + 1);
            let status = if step.is_multiple_of(3) { "berhenti" } else { "berlanjut_tanpa_pengembangan" };
            let answer = CampaignAnswer {
                row: 1,
                record_id: record,
                status: status.into(),
                reason: Some(format!("langkah {step}")),
                ..CampaignAnswer::default()
            };
            let done = writer(path).import_answers("2024", &[answer], &said).unwrap();
            assert_eq!(done.answered + done.refused, 1);
            format!("answer {step}")
        }
    }
}

#[test]
#[ignore = "runs as the child of the next test"]
fn child() {
    let Ok(path) = std::env::var(CHILD) else { return };
    let start: usize = std::env::var("JIPP_CRASH_START").unwrap().parse().unwrap();
    for step in start.. {
        let done = one_step(Path::new(&path), step);
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nack {step} {done}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_there() {
    let kills: usize = std::env::var("JIPP_CRASHES").ok().and_then(|text| text.parse().ok()).unwrap_or(25);
    let rows: Vec<(String, String)> = (1..=5).map(|i| (i.to_string(), title(i + 900))).collect();
    let fresh = || {
        let (folder, path) = build(vec![kipp(
            &rows.iter().enumerate().map(|(at, r)| (r.0.as_str(), r.1.as_str(), OWNERS[at], "Uraian")).collect::<Vec<_>>(),
        )]);
        let campaign = Campaign {
            id: "2024".into(),
            name: "Pemutakhiran".into(),
            starts: "2024-01-01".into(),
            due: None,
            selection: CampaignSelection::default(),
        };
        assert_eq!(writer(&path).create_campaign(&campaign).unwrap(), 5);
        (folder, path)
    };
    let (mut folder, mut path) = fresh();
    let (mut start, mut acknowledged) = (0, 0);
    let (mut records, mut answers, mut decisions): (BTreeSet<String>, BTreeSet<String>, u64) = Default::default();
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    for round in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["catalog_store::crash::child", "--exact", "--ignored", "--nocapture", "--test-threads", "1"])
            .env(CHILD, &path)
            .env("JIPP_CRASH_START", start.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reader =
            std::thread::spawn(move || lines.map_while(Result::ok).filter(|line| line.starts_with("ack ")).collect::<Vec<String>>());
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros(60_000 + (random >> 33) % 400_000));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in reader.join().unwrap() {
            let words: Vec<&str> = line.split(' ').collect();
            start = words[1].parse::<usize>().unwrap() + 1;
            acknowledged += 1;
            match words[2] {
                "import" => _ = records.insert(format!("panrb_kipp:{}", words[4])),
                "answer" => _ = answers.insert(format!("langkah {}", words[3])),
                _ => decisions = words[3].parse().unwrap(),
            }
        }
        // a step that was done but not acknowledged is not done again with the same number
        start += 1;
        sound(&path);
        let catalog = Catalog::open(&path).unwrap();
        for record in &records {
            assert!(catalog.innovation(record).unwrap().is_some(), "round {round}: `{record}` is lost");
        }
        let status = catalog.status().unwrap();
        assert!(status.decisions.values().sum::<u64>() >= decisions, "round {round}: a decision is lost");
        let text = dump(&path, DumpScope::All);
        for answer in &answers {
            assert!(text.contains(answer.as_str()), "round {round}: the answer `{answer}` is lost");
        }
        // index and store agree: every innovation can be found, and nothing else
        let index = catalog.search_index().unwrap();
        assert_eq!(index.len() as u64, status.innovations, "round {round}");
        let all = index.search(&SearchRequest { limit: 10_000, ..SearchRequest::default() }).unwrap();
        let found: BTreeSet<String> = all.hits.into_iter().map(|hit| hit.id).collect();
        let stored: BTreeSet<String> = catalog.innovations().unwrap().into_iter().map(|one| one.record_id).collect();
        assert_eq!(found, stored, "round {round}");
        drop(catalog);
        if status.innovations > 60 {
            (folder, path) = fresh();
            (records, answers, decisions) = Default::default();
        }
    }
    drop(folder);
    println!("{kills} kills, {acknowledged} acknowledged changes, none lost");
    // how many depends on how fast the machine is
    assert!(acknowledged > 0, "the child was killed before it did anything in all {kills} rounds");
}
