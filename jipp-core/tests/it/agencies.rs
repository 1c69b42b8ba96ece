use jipp_core::vocab::{resolve, ResolveOptions, Status};
#[test]
fn dev() {
    let t = std::fs::read_to_string("/work/shared/data/real/agencies.csv").unwrap();
    let mut r = csv::Reader::from_reader(t.as_bytes());
    let (mut ok, mut n) = (0, 0);
    for row in r.records() { let row = row.unwrap(); let a = resolve(&row[0], ResolveOptions::default()); n += 1;
        if a.name.as_deref() == Some(&row[1]) { ok += 1 } else { println!("{:?} | {} => {:?} {:?} | {:?}", a.status, &row[0], a.name, &row[1], a.candidates.iter().map(|c| c.name.clone()).collect::<Vec<_>>()) } }
    println!("{ok}/{n}");
}
