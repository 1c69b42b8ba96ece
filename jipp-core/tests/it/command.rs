//! The `jipp` command as a person calls it: output, exit codes, files.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::root;

fn jipp(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jipp")).args(args).current_dir(root()).output().expect("the command runs")
}

#[track_caller]
fn stdout(output: &Output, code: i32) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{error}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn build(folder: &Path) -> String {
    let catalog = folder.join("nasional.jipp").display().to_string();
    let data = ["--kipp", "examples/data/kipp.csv", "--iga", "examples/data/iga.xlsx", "--lan", "examples/data/lan.json"];
    let output = jipp(&[&["build"], &data[..], &["-o", &catalog, "--format", "json"]].concat());
    let report: Value = serde_json::from_str(&stdout(&output, 1)).unwrap();
    let number = |pointer: &str| report.pointer(pointer).and_then(Value::as_u64).unwrap();
    assert_eq!(number("/records/read"), number("/records/accepted") + number("/records/quarantined"));
    assert!(number("/duplicates/pairs") > 0 && number("/duplicates/clusters") > 0 && number("/innovations") > 100);
    assert_eq!(report["catalog"].as_str(), Some(catalog.as_str()));
    catalog
}

#[test]
fn build_search_validate_status_and_export() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = build(folder.path());

    let answer: Value =
        serde_json::from_str(&stdout(&jipp(&["search", &catalog, "bank sampah", "--facet", "province", "--format", "json"]), 0)).unwrap();
    let hit = &answer["hits"][0];
    for key in ["id", "score", "title", "agency", "region", "year", "snippet", "sources"] {
        assert!(hit.get(key).is_some(), "{key}");
    }
    assert!(hit["sources"][0]["system"].is_string() && answer["facets"]["province"][0]["count"].is_u64() && answer["took_us"].is_u64());

    let lines = stdout(&jipp(&["validate", &catalog, "--format", "ndjson"]), 1);
    let finding: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    for key in ["code", "name", "severity", "message", "help", "source", "record", "row", "field", "value", "suggestion"] {
        assert!(finding.get(key).is_some(), "{key}");
    }

    let status: Value = serde_json::from_str(&stdout(&jipp(&["status", &catalog, "--format", "json"]), 0)).unwrap();
    assert_eq!(status["quarantined"], 2);

    let bundle = folder.path().join("n.bundle").display().to_string();
    stdout(&jipp(&["export", &catalog, "--format", "bundle", "-o", &bundle]), 0);
    let again: Value = serde_json::from_str(&stdout(&jipp(&["search", &bundle, "bank sampah", "--format", "json"]), 0)).unwrap();
    assert_eq!(again["hits"][0]["id"], hit["id"]);
    outgrown_has_the_name_that_was_given(folder.path(), &catalog);
    let table = folder.path().join("n.csv").display().to_string();
    stdout(&jipp(&["export", &catalog, "--format", "csv", "-o", &table]), 0);
    assert!(std::fs::read_to_string(&table).unwrap().lines().next().unwrap().starts_with("record_id,sources,external_id,title"));
}

#[cfg(unix)]
#[test]
fn an_export_goes_into_a_pipe_and_behind_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let catalog = build(folder.path());
    let file = path("n.ndjson");
    assert_eq!(stdout(&jipp(&["export", &catalog, "--format", "ndjson", "-o", &file]), 0), format!("{file}\n"));
    let expected = std::fs::read_to_string(&file).unwrap();
    assert!(expected.lines().count() > 100);

    let pipe = path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    // who reads the records from the pipe may read the output as well: it holds nothing else
    assert_eq!(stdout(&jipp(&["export", &catalog, "--format", "ndjson", "-o", &pipe]), 0), "");
    assert!(reader.join().unwrap() == expected, "the pipe brought something else");

    std::fs::write(path("old.ndjson"), "old").unwrap();
    let link = path("link.ndjson");
    std::os::unix::fs::symlink(path("old.ndjson"), &link).unwrap();
    assert_eq!(stdout(&jipp(&["export", &catalog, "--format", "ndjson", "-o", &link]), 0), format!("{link}\n"));
    assert!(Path::new(&link).is_symlink() && std::fs::read_to_string(path("old.ndjson")).unwrap() == expected);

    for (lang, told) in [("en", "never overwritten by an export"), ("id", "tidak pernah ditimpa oleh ekspor")] {
        let refused = jipp(&["export", &catalog, "--format", "ndjson", "-o", &catalog, "--lang", lang]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&refused.stderr).contains(told));
    }
    assert_eq!(jipp(&["catalog", "check", &catalog]).status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn an_export_into_the_output_goes_behind_what_stands_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let catalog = build(folder.path());
    let file = path("n.ndjson");
    stdout(&jipp(&["export", &catalog, "--format", "ndjson", "-o", &file]), 0);
    let expected = std::fs::read_to_string(&file).unwrap();
    let log = path("log");
    for (name, error) in [("-", false), ("/dev/stdout", false), ("/dev/fd/1", false), ("/proc/self/fd/1", false), ("/dev/stderr", true)] {
        std::fs::write(&log, "before\n").unwrap();
        let opened = std::fs::OpenOptions::new().append(true).open(&log).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_jipp"));
        command.args(["export", &catalog, "--format", "ndjson", "-o", name]).current_dir(folder.path());
        let command = if error { command.stderr(opened) } else { command.stdout(opened) };
        assert!(command.status().unwrap().success(), "{name}");
        assert!(std::fs::read_to_string(&log).unwrap() == format!("before\n{expected}"), "{name}");
        // a pipe brings the same
        let output = jipp(&["export", &catalog, "--format", "ndjson", "-o", name]);
        assert!(String::from_utf8(if error { output.stderr } else { output.stdout }).unwrap() == expected, "{name}");
    }
    assert!(!folder.path().join("-").exists() && std::fs::symlink_metadata("/dev/stdout").unwrap().is_symlink());
}

/// What goes to the output is what the file would hold, and nothing beside it.
#[test]
#[cfg(unix)]
fn what_is_made_goes_into_the_output_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("in.csv"), "title,agency,year\nBank Sampah,Pemkot Malang,2020\nSi Tarang  Desa,Pemkot Batu,2021\n").unwrap();
    std::fs::write(path("documents.ndjson"), "{\"id\":\"1\",\"title\":\"Bank Sampah\"}\n").unwrap();
    let (table, documents) = (path("in.csv"), path("documents.ndjson"));
    for (name, args) in [
        ("copy.csv", vec!["validate", &table, "--source", "generic", "--no-config", "--fix"]),
        ("mapping.toml", vec!["mapping", "init", &table]),
        ("search.idx", vec!["search", "index", &documents]),
    ] {
        let file = path(name);
        let with = |output: &str| jipp(&[&args[..], &["-o", output]].concat());
        let (to_file, to_output) = (with(&file), with("-"));
        assert_eq!(to_file.status.code(), to_output.status.code(), "{name}");
        assert_eq!(to_output.stdout, std::fs::read(&file).unwrap(), "{name}");
        assert!(!to_output.stderr.is_empty() && !to_file.stdout.is_empty(), "{name}: what was done is told all the same");
    }
    // what has to be a file, and what would go back into its source
    let refused = jipp(&["build", "--kipp", "examples/data/kipp.csv", "-o", "-"]);
    assert!(refused.status.code() == Some(2) && refused.stdout.is_empty() && !Path::new("-").exists());
    let before = std::fs::read(&table).unwrap();
    let behind = std::fs::OpenOptions::new().append(true).open(&table).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_jipp"));
    let done =
        command.args(["validate", &table, "--source", "generic", "--no-config", "--fix", "-o", "-"]).stdout(behind).output().unwrap();
    assert_eq!((done.status.code(), std::fs::read(&table).unwrap()), (Some(2), before));
}

#[test]
fn a_linkage_says_what_was_left_out_and_what_labels_cannot_tell() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let names = ["Siti Aminah", "Budi Santoso", "Ani Lestari", "Joko Susilo", "Rina Wati", "Agus Salim"];
    let table = |slip: &str| {
        let rows: Vec<String> = names.iter().enumerate().map(|(at, name)| format!("{at},{name}{slip},19{}", 50 + at)).collect();
        format!("id,nama,lahir\n{}\n", rows.join("\n"))
    };
    std::fs::write(path("a.csv"), table("")).unwrap();
    std::fs::write(path("b.csv"), table("h")).unwrap();
    std::fs::write(path("s.toml"), "[[comparison]]\ncolumn = 'nama'\nkind = 'number'\n[[comparison]]\ncolumn = 'lahir'\n").unwrap();
    let linked = |more: &[&str]| jipp(&[&["link", &path("a.csv"), &path("b.csv"), "--id", "id", "-q", "--lang", "en"], more].concat());
    let told = stdout(&linked(&["--settings", &path("s.toml")]), 0);
    assert!(told.contains("100 % of the values of column `nama` are no numbers"), "{told}");
    let json: Value = serde_json::from_str(&stdout(&linked(&["--settings", &path("s.toml"), "--format", "json"]), 0)).unwrap();
    assert_eq!(json["notes"], serde_json::json!([{"code": "no_numbers", "columns": ["nama"], "share": 1.0}]));

    std::fs::write(path("s.toml"), "ignore = ['xyz']\n").unwrap();
    let error = String::from_utf8(linked(&["--settings", &path("s.toml")]).stderr).unwrap();
    assert!(error.contains("unknown column to ignore `xyz`"), "{error}");

    std::fs::write(path("truth.csv"), "id,cluster\n0,x\n0,x\n").unwrap();
    let done = linked(&["--evaluate", &path("truth.csv")]);
    let error = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.code() == Some(2) && error.contains("write `left:0` or `right:0` for `0`"), "{error}");
    std::fs::write(path("truth.csv"), "id,cluster\nleft:0,x\nright:0,x\n").unwrap();
    let told = stdout(&linked(&["--evaluate", &path("truth.csv")]), 0);
    assert!(told.lines().any(|line| line.starts_with("precision")), "{told}");

    std::fs::write(path("truth.csv"), "left,right\n0,0\n1,1\n").unwrap();
    let told = stdout(&linked(&["--evaluate", &path("truth.csv")]), 0);
    assert!(told.contains("all labels say the same") && told.lines().any(|line| line.starts_with("recall")), "{told}");
    assert!(!told.lines().any(|line| line.starts_with("precision") || line.starts_with("F1") || line.ends_with(" best")), "{told}");
    std::fs::write(path("truth.csv"), "left,right,same\n0,0,1\n1,2,0\n").unwrap();
    let told = stdout(&linked(&["--evaluate", &path("truth.csv")]), 0);
    assert!(!told.contains("all labels say the same") && told.lines().any(|line| line.starts_with("precision")), "{told}");
}

#[test]
fn dedupe_writes_pairs_and_clusters_of_innovations_and_of_any_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (pairs, clusters) = (path("pairs.csv"), path("clusters.csv"));
    stdout(&jipp(&["dedupe", "examples/data/kipp.csv", "--source", "kipp", "--pairs", &pairs, "--clusters", &clusters]), 0);
    let text = std::fs::read_to_string(&pairs).unwrap();
    assert!(text.starts_with("left,right,probability,kind\n") && text.contains(",duplicate\n"), "{text}");
    assert_eq!(std::fs::read_to_string(&clusters).unwrap().lines().count(), 107, "every record has a cluster");

    let people = "id,name,born\n1,Budi Santoso,1980-02-01\n2,Budi Santosa,1980-02-01\n3,Siti Aminah,1975-05-20\n4,Siti Aminah,1975-05-20\n5,Joko,1990-01-01\n";
    let settings = "[[blocking]]\ncolumns = [\"born\"]\n[[comparison]]\ncolumn = \"name\"\nlevels = [{ kind = \"exact\", m = 0.8, u = 0.01 }, { kind = \"jaro-winkler\", min = 0.9, m = 0.15, u = 0.002 }]\n[training]\nprior_pairs = 100.0\nprior_match = 0.3\n";
    std::fs::write(path("people.csv"), people).unwrap();
    std::fs::write(path("link.toml"), settings).unwrap();
    stdout(&jipp(&["dedupe", &path("people.csv"), "--settings", &path("link.toml"), "--id", "id", "--clusters", &clusters]), 0);
    assert_eq!(std::fs::read_to_string(&clusters).unwrap(), "id,cluster\n1,1\n2,1\n3,3\n4,3\n5,5\n");
}

#[test]
fn a_table_of_similarities_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let clusters = path("clusters.csv");
    std::fs::write(path("people.csv"), "id,name,city\n1,Budi,Malang\n2,Boedi,Malang\n3,Rudi,Malang\n").unwrap();
    let settings = "[[blocking]]\ncolumns = ['city']\n[[comparison]]\ncolumn = 'name'\nlevels = [{ kind = 'custom', measure = 'call', min = 0.9, m = 0.9, u = 0.01 }, { kind = 'exact', m = 0.05, u = 0.05 }]\n[training]\nprior_pairs = 1000.0\nprior_match = 0.3\n";
    std::fs::write(path("link.toml"), settings).unwrap();
    let (people, link, table) = (path("people.csv"), path("link.toml"), path("call.csv"));
    let linked = |names: &str| {
        std::fs::write(&table, names).unwrap();
        jipp(&["dedupe", &people, "--settings", &link, "--measures", &table, "--id", "id", "--clusters", &clusters, "--lang", "en"])
    };
    let found = || std::fs::read_to_string(&clusters).unwrap();
    stdout(&linked("measure,left,right\ncall,boedi,BUDI\n"), 0);
    assert_eq!(found(), "id,cluster\n1,1\n2,1\n3,3\n");
    stdout(&linked("measure,left,right,similarity\ncall,Boedi,Budi,0.8\n"), 0);
    assert_eq!(found(), "id,cluster\n1,1\n2,2\n3,3\n", "0.8 is not 0.9");
    for (names, told) in [
        ("measure,left,right,similarity\ncall,Boedi,Budi,80\n", "call.csv`, row 2, column `similarity`: `80` is no number between 0 and 1"),
        ("name,left,right\ncall,Boedi,Budi\n", "has no column `measure`"),
        ("measure,left,right\ncal,Boedi,Budi\n", "the measure `call` is not given"),
    ] {
        let refused = linked(names);
        let error = String::from_utf8_lossy(&refused.stderr);
        assert!(refused.status.code() == Some(2) && error.contains(told), "{error}");
    }
    let alone = jipp(&["dedupe", &people, "--measures", &table]);
    assert!(alone.status.code() == Some(2) && String::from_utf8_lossy(&alone.stderr).contains("--settings"), "no level asks for them");
}

fn outgrown_has_the_name_that_was_given(folder: &Path, catalog: &str) {
    let to = folder.join("opensearch").display().to_string();
    stdout(&jipp(&["export", catalog, "--format", "opensearch", "--index-name", "inovasi", "-o", &to]), 0);
    let bulk = std::fs::read_to_string(folder.join("opensearch/bulk.ndjson")).unwrap();
    assert!(bulk.lines().next().unwrap().contains(r#""_index":"inovasi""#));
    let quickwit = folder.join("quickwit").display().to_string();
    stdout(&jipp(&["export", catalog, "--format", "quickwit", "--index-name", "inovasi", "-o", &quickwit]), 0);
    let index = std::fs::read_to_string(folder.join("quickwit/index.json")).unwrap();
    assert!(index.contains(r#""inovasi""#), "{index}");
    for (lang, told) in [("en", "is no name of an index"), ("id", "bukan nama indeks")] {
        let refused = jipp(&["export", catalog, "--format", "quickwit", "--index-name", "Inovasi 2026", "-o", &quickwit, "--lang", lang]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&refused.stderr).contains(&format!("`--index-name Inovasi 2026` {told}")));
    }
}

#[test]
fn a_catalog_of_a_newer_format_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = folder.path().join("baru.jipp");
    let shown = catalog.display().to_string();
    stdout(&jipp(&["catalog", "create", &shown]), 0);
    rusqlite::Connection::open(&catalog).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    for args in [vec!["search", &shown, "x"], vec!["validate", &shown], vec!["status", &shown]] {
        for (lang, told) in [("en", "has format 99, this version reads up to"), ("id", "berformat 99, versi ini membaca sampai")] {
            let done = jipp(&[&args[..], &["--lang", lang]].concat());
            let error = String::from_utf8_lossy(&done.stderr).into_owned();
            assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
            assert!(error.contains(told), "{args:?}: {error}");
        }
    }
}

#[test]
fn lists_say_in_words_what_came_of_their_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (catalog, list) = (path("n.jipp"), path("replikasi.csv"));
    stdout(&jipp(&["catalog", "create", &catalog]), 0);
    let rows = "id,Judul Inovasi Asal,Instansi Asal,Instansi Replikator,Status,Tanggal Pengajuan\n\
        r1,LOKET CEPAT,Pemkot Surabaya,Pemkot Kediri,menunggu,2024-01-10\n\
        r2,LOKET CEPAT,Pemkot Surabaya,Pemkot Surabaya,menunggu,2024-01-11\n";
    std::fs::write(&list, rows).unwrap();
    let told = stdout(&jipp(&["replication", "add", &catalog, &list, "--by", "lan", "--lang", "en"]), 1);
    assert!(told.starts_with("2 rows: 1 added, 0 known, 1 refused\n"), "{told}");
    let told = stdout(&jipp(&["replication", "add", &catalog, &list, "--by", "lan"]), 1);
    assert!(told.starts_with("2 baris: 0 ditambahkan, 1 sudah ada, 1 ditolak\n"), "{told}");
    let hubs = path("simpul.json");
    std::fs::write(&hubs, r#"[{"agency": {"code": "pemda:35"}}]"#).unwrap();
    assert_eq!(stdout(&jipp(&["hub", "add", &catalog, &hubs, "--lang", "en"]), 0), "1 row: 1 added, 0 refused\n");
    std::fs::write(&hubs, r#"[{"agency": {"name": "Dinas Entah"}}]"#).unwrap();
    for (lang, told) in [
        ("en", "row 1: the agency of the hub, `Dinas Entah`, is not known"),
        ("id", "baris 1: instansi simpul, `Dinas Entah`, tidak dikenal"),
    ] {
        let done = jipp(&["hub", "add", &catalog, &hubs, "--lang", lang]);
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(2) && error.contains(told), "{error}");
    }
}

#[test]
fn resolve_answers_one_object_a_line() {
    let text = stdout(&jipp(&["resolve", "--format", "json", "Pemkot Surabaya", "Bandung", "Yayasan X"]), 0);
    let answers: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let statuses: Vec<&str> = answers.iter().map(|a| a["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["resolved", "ambiguous", "unknown"]);
    assert_eq!((answers[0]["code"].as_str(), answers[0]["level"].as_str()), (Some("pemda:35.78"), Some("kota")));
    assert_eq!(answers[1]["candidates"].as_array().unwrap().len(), 2);
}

#[test]
fn what_cannot_proceed_says_why_exits_with_2_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("kosong.csv"), "").unwrap();
    std::fs::write(path("gambar.csv"), b"\x89PNG\r\n\x1a\n").unwrap();
    std::fs::write(path("tanpa_judul.csv"), "No Registrasi,Instansi,Ringkasan\n1,Kota Surabaya,x\n").unwrap();
    let output = path("out.jipp");
    for (args, wanted) in [
        (vec!["build", "--kipp", &path("kosong.csv"), "-o", &output], "empty"),
        (vec!["build", "--kipp", &path("gambar.csv"), "-o", &output], "picture"),
        (vec!["build", "--kipp", &path("tanpa_judul.csv"), "-o", &output], "Judul"),
        (vec!["build", "--kipp", &path("tidak-ada.csv"), "-o", &output], "tidak-ada.csv"),
        (vec!["build", "-o", &output], "no input"),
        (vec!["build", "--kipp", "examples/data/kipp.csv", "--select", "DAT-99", "-o", &output], "unknown rule"),
        (vec!["build", "--kipp", "examples/data/kipp.csv", "--as-of", "kemarin", "-o", &output], "2026-11-21"),
        (vec!["search", "examples/data/kipp.csv", "x"], "no jipp search index"),
        (vec!["rule", "DAT-20"], "did you mean `DAT-02`?"),
        (vec!["rule", "quite-another"], "`jipp rules` lists the rules"),
        (vec!["dedupe", "examples/data/kipp.csv", "--id", "xyzzy"], "unknown id column `xyzzy`: columns are `No Registrasi`"),
        (vec!["dedupe", "examples/data/kipp.csv", "--threshold", "7"], "between 0 and 1"),
        (vec!["nonsense"], "unrecognized"),
    ] {
        let args: Vec<&str> = args.iter().map(|a| &**a).chain(["--lang", "en"]).collect();
        let done = jipp(&args);
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(wanted), "{args:?}: {error}");
    }
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| n.contains("out.jipp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn exit_code_tells_errors_from_none() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("baik.csv");
    std::fs::write(
        &good,
        "external_id,title,agency,year,summary\n1,Layanan Antar Obat,Pemerintah Kota Surabaya,2020,Obat diantar ke rumah.\n",
    )
    .unwrap();
    let output = jipp(&["validate", &good.display().to_string(), "--source", "generic"]);
    stdout(&output, 0);
    stdout(&jipp(&["validate", "examples/data/kipp.csv", "--source", "kipp", "--select", "ID-01"]), 1);
    stdout(&jipp(&["--help"]), 0);
    stdout(&jipp(&["rules", "--format", "json"]), 0);
    stdout(&jipp(&["rule", "dat02", "--lang", "en"]), 0);
}

#[test]
fn vocabulary_lists_shows_and_looks_up() {
    let names = stdout(&jipp(&["vocabulary"]), 0);
    assert_eq!(names.lines().count(), 64);
    assert!(names.contains("Urusan pemerintahan"), "{names}");
    assert!(stdout(&jipp(&["vocabulary", "--lang", "en"]), 0).contains("Government affairs"));
    let all: Value = serde_json::from_str(&stdout(&jipp(&["vocabulary", "--format", "json"]), 0)).unwrap();
    assert_eq!((all[0]["name"].as_str(), all[0]["values"].as_u64()), (Some("permen91_kriteria"), Some(5)));

    let of_2023 = stdout(&jipp(&["vocabulary", "kipp_kategori", "--year", "2023"]), 0);
    assert_eq!(of_2023.lines().count(), 12);
    assert!(of_2023.contains("ketahanan_bencana") && of_2023.contains("[2021, 2023]"), "{of_2023}");
    assert!(stdout(&jipp(&["vocabulary", "kipp_kategori", "--year", "2025"]), 0).contains("daftar tahun 2025 belum diketahui"));
    let limits: Value =
        serde_json::from_str(&stdout(&jipp(&["vocabulary", "kipp_sections", "--year", "2023", "--format", "json"]), 0)).unwrap();
    assert_eq!(limits["values"][4]["attributes"]["max_words"], 600, "numbers stay numbers");

    let look = |args: &[&str]| stdout(&jipp(&[&["vocabulary"], args].concat()), 0);
    assert_eq!(look(&["tahapan_iga", "--lookup", "implementasi"]), "implementasi -> penerapan  Penerapan (alias)\n");
    assert_eq!(look(&["tahapan_iga", "--lookup", "Uji cobba", "--lang", "en"]), "Uji cobba -> unknown\n  did you mean: uji_coba  Trial\n");
    assert!(look(&["kipp_kelompok", "--lookup", "Khusus", "--year", "2025"]).contains("tidak ditawarkan pada tahun 2025"));
    let found: Value = serde_json::from_str(&look(&["urusan", "--lookup", "1", "--format", "json"])).unwrap();
    assert_eq!(
        (found["status"].as_str(), found["matched_by"].as_str(), found["value"]["code"].as_str()),
        (Some("found"), Some("code"), Some("01"))
    );

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("2027.json");
    let shown = file.display().to_string();
    let extra = r#"{"schema": "jipp-vocabularies/2", "vocabularies": [{"name": "kipp_kategori", "programme": "KIPP", "status": "inferred",
        "title": {"id": "Kategori KIPP", "en": "KIPP categories"},
        "values": [{"code": "x", "id": "Kategori Baru", "en": "New category", "years": [2027], "source": ["inferred"]}]}]}"#;
    std::fs::write(&file, extra).unwrap();
    assert!(look(&["kipp_kategori", "--year", "2027", "--file", &shown]).contains("Kategori Baru"));
    std::fs::write(&file, extra.replace("inferred\"]", "KIPP27\"]")).unwrap();
    for (args, wanted) in [
        (vec!["vocabulary", "urusn"], "did you mean `urusan`?"),
        (vec!["vocabulary", "--lookup", "x"], "NAME"),
        (vec!["vocabulary", "--file", &shown], "vocabulary `kipp_kategori`, value `x`: the source `KIPP27`"),
    ] {
        let done = jipp(&[&args[..], &["--lang", "en"]].concat());
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(wanted), "{args:?}: {error}");
    }
}

#[test]
fn resolve_tells_region_partners_and_what_stands_together() {
    let text = |args: &[&str]| stdout(&jipp(&[&["resolve"], args].concat()), 0);
    let bare = text(&["Bandung", "--lang", "en"]);
    assert!(bare.starts_with("Bandung: ambiguous\n  pemda:32.04") && !bare.contains("region 32"), "{bare}");
    for context in [["--region", "32.73"], ["--unit", "RSUD Kota Bandung"], ["--title", "Layanan Lansia Kota Bandung"]] {
        let decided = text(&[&["Bandung", "--lang", "en"], &context[..]].concat());
        assert!(
            decided.starts_with("Bandung: resolved\n  pemda:32.73") && decided.contains("\n  region 32.73 Kota Bandung\n"),
            "{decided}"
        );
    }
    assert!(text(&["Pemkot Surabaya"]).contains("\n  wilayah 35.78 Kota Surabaya\n"));
    let joint = "Pemkot Surabaya dan Pemkab Sidoarjo";
    assert!(text(&[joint, "--lang", "en"]).starts_with(&format!("{joint}: ambiguous (several agencies together)\n")));
    let partners = text(&["Pemkot Surabaya bekerja sama dengan Kementerian Kesehatan"]);
    assert!(partners.contains(": resolved\n") && partners.contains("  bersama pusat:kemenkes"), "{partners}");
    let json: Value = serde_json::from_str(&text(&["Bandung", "--region", "32.73", "--format", "json"])).unwrap();
    assert_eq!((json["code"].as_str(), json["candidates"][0]["reason"].as_str()), (Some("pemda:32.73"), Some("by_region")));
}

#[test]
fn region_by_code_or_name_with_the_near_and_the_similar() {
    let text = |args: &[&str]| stdout(&jipp(&[&["region"], args].concat()), 0);
    let surabaya = text(&["35.78", "--lang", "en"]);
    assert!(surabaya.starts_with("35.78  Kota Surabaya\n") && surabaya.contains("BPS code         3578\n"), "{surabaya}");
    assert_eq!(text(&["Kota Surabaya", "--lang", "en"]), surabaya);
    assert_eq!(text(&["3578", "--scheme", "bps", "--lang", "en"]), surabaya);
    let more = text(&["35.78", "--nearest", "3", "--similar", "2"]);
    assert!(more.contains("terdekat:\n") && more.contains("35.15  Kabupaten Sidoarjo") && more.contains(" km\n"), "{more}");
    assert!(more.contains("serupa:\n") && more.contains("jenis sama, penduduk"), "{more}");
    let json: Value = serde_json::from_str(&text(&["35.78", "--nearest", "3", "--format", "json"])).unwrap();
    assert_eq!((json["region"]["type"].as_str(), json["nearest"].as_array().map(Vec::len)), (Some("kota"), Some(3)));
    assert!(json["similar"].is_null());
    assert!(text(&["--help"]).contains("jipp region 3578 --scheme bps"));
    for (args, wanted) in [
        (vec!["region", "99.99"], "unknown region `99.99`"),
        (vec!["region", "3578"], "unknown region `3578`"),
        (
            vec!["region", "Bandung"],
            "`Bandung` means more than one region: give the code of one of `32.04` Kabupaten Bandung, `32.73` Kota Bandung",
        ),
        (vec!["region", "35.78", "--scheme", "iso"], "possible values: kemendagri, bps"),
    ] {
        let done = jipp(&[&args[..], &["--lang", "en"]].concat());
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(wanted), "{args:?}: {error}");
    }
}

#[test]
fn validate_writes_whole_files_compares_figures_and_keeps_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let sample = ["validate", "examples/data/kipp.csv", "--source", "kipp"];
    let run = |more: &[&str], code| stdout(&jipp(&[&sample[..], more].concat()), code);
    let shown = run(&["--lang", "en"], 1);
    assert!(shown.starts_with("kipp.csv: 106 records read as `kipp`") && shown.contains("-->") && shown.contains("^^^"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "no colours where no terminal is");
    assert!(run(&["--group", "file", "--all"], 1).contains("\nkipp.csv ("));
    for (form, begins) in
        [("csv", "code,name,"), ("ndjson", "{\"code\""), ("sarif", "{\"$schema\""), ("json", "{\"version\""), ("text", "kipp.csv:")]
    {
        let file = path(form);
        assert_eq!(run(&["--format", form, "--output", &file], 1), "");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with(begins), "{form}: {}", text.chars().take(80).collect::<String>());
        assert_eq!(text, run(&["--format", form], 1), "{form}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 5, "nothing else is left");

    let figures = path("figures.toml");
    std::fs::write(&figures, "[[figures]]\nname = 'KIPP'\ntotal = 106\nparts = { accepted = 105, quarantined = 1 }").unwrap();
    assert!(run(&["--declared", &figures, "--lang", "en"], 1).contains("KIPP: agrees"));
    let json: Value = serde_json::from_str(&run(&["--declared", &figures, "--format", "json"], 1)).unwrap();
    assert_eq!((json["figures"]["agrees"].as_bool(), json["records"]["read"].as_u64()), (Some(true), Some(106)));
    assert!(run(&["--statistics", "--lang", "en"], 1).contains("By agency"));
    // a row is refused, whatever rules are told
    assert_eq!(run(&["--select", "STS-04"], 1).lines().count(), 1);
    let nothing = jipp(&[&sample[..], &["--select", "", "--lang", "en"]].concat());
    let told = String::from_utf8_lossy(&nothing.stderr).into_owned();
    assert!(nothing.status.code() == Some(1) && told.contains("no rule runs"), "{told}");
    assert!(
        !String::from_utf8_lossy(&jipp(&[&sample[..], &["--select", "STS-04", "--lang", "en"]].concat()).stderr).contains("no rule runs")
    );
    let lines = path("lines.csv");
    std::fs::write(&lines, "title,agency\n\"Loket\n\nCepat\",Entah\nLoket Ramah,Entah\n").unwrap();
    let done = jipp(&["validate", &lines, "--source", "generic", "--format", "sarif", "--select", "ORG-01"]);
    let sarif: Value = serde_json::from_slice(&done.stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let line = |result: &Value| result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64();
    assert_eq!(results.iter().map(line).collect::<Vec<_>>(), [Some(2), Some(5)], "the lines of the file, not its rows");
    std::fs::remove_file(&lines).unwrap();

    std::fs::write(&figures, "[[figures]]\nname = 'x'").unwrap();
    let input = path("input.csv");
    std::fs::write(&input, "title\nLoket Cepat\n").unwrap();
    for (args, wanted) in [
        (vec!["examples/data/kipp.csv", "--declared", &figures], "missing field `total`"),
        (vec!["examples/data/kipp.csv", "--declared", &figures, "--format", "csv"], "--declared"),
        (vec!["examples/data/kipp.csv", "--statistics", "--format", "sarif"], "--statistics"),
        (vec![&input, "--output", &input], "choose another name"),
        (vec!["examples/data/kipp.csv", "--output", "/no/such/folder/out.csv"], "cannot be written"),
    ] {
        let done = jipp(&[&["validate"], &args[..], &["--lang", "en"]].concat());
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(wanted), "{args:?}: {error}");
    }
}

#[test]
fn the_findings_of_a_catalog_have_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = build(folder.path());
    for (form, begins) in [("csv", "code,name,"), ("sarif", "{\"$schema\""), ("text", &catalog)] {
        assert!(stdout(&jipp(&["validate", &catalog, "--format", form]), 1).starts_with(begins), "{form}");
    }
    let report: Value = serde_json::from_str(&stdout(&jipp(&["validate", &catalog, "--format", "json"]), 1)).unwrap();
    assert_eq!((report["records"]["read"].as_u64(), report["records"]["quarantined"].as_u64()), (Some(287), Some(2)));
    assert!(stdout(&jipp(&["validate", &catalog, "--statistics", "--lang", "en"]), 1).contains("By source"));
}

#[test]
fn what_cannot_proceed_says_why_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("kosong.csv"), "").unwrap();
    std::fs::write(path("surat.csv"), b"%PDF-1.7\n").unwrap();
    std::fs::write(path("tanpa_judul.csv"), "No Registrasi,Instansi,Ringkasan\n1,Kota Surabaya,x\n").unwrap();
    let (empty, letter, untitled, nowhere) = (path("kosong.csv"), path("surat.csv"), path("tanpa_judul.csv"), path("tidak-ada.csv"));
    std::fs::write(path("kolom.toml"), "[[comparison]]\ncolumn = 'jdul'\n").unwrap();
    std::fs::write(path("rusak.toml"), "[[comparison").unwrap();
    std::fs::write(path("rusak.bundle"), b"JIPPIDX1\x01").unwrap();
    std::fs::write(path("orang.csv"), "id,judul\n1,Loket Cepat\n2,Loket Cepatt\n").unwrap();
    let (columns, broken, bundle, people) = (path("kolom.toml"), path("rusak.toml"), path("rusak.bundle"), path("orang.csv"));
    let catalog = path("n.jipp");
    stdout(&jipp(&["build", "--kipp", "examples/data/kipp.csv", "-o", &catalog]), 1);
    let sample = "examples/data/kipp.csv";
    for (args, id, en) in [
        (vec!["validate", &empty], "kosong: ekspor ulang", "is empty"),
        (vec!["validate", &letter], "dokumen PDF; mintalah tabelnya", "a PDF document; ask for"),
        (vec!["validate", &untitled, "--source", "kipp"], "tidak memiliki kolom untuk `title`", "has no column for `title`"),
        (vec!["validate", &nowhere], "tidak dapat dibuka: tidak ditemukan", "cannot be opened"),
        (vec!["validate", sample, "--source", "kpp"], "maksudnya `kipp`?", "did you mean `kipp`?"),
        (vec!["validate", sample, "--select", "DAT-99"], "aturan `DAT-99` tidak dikenal", "unknown rule `DAT-99`"),
        (vec!["validate", sample, "--fix", "-o", sample], "yang tidak pernah diubah", "which is never changed"),
        (vec!["index", "score", sample, "--year", "2019"], "formulir 2019 tidak dikenal", "the form of 2019 is not known"),
        (vec!["index", "score", sample, "--year", "2026"], "tidak memiliki kolom level", "has no column of levels"),
        (vec!["build", "-o", &nowhere], "tidak ada masukan", "no input"),
        (vec!["status", sample], "bukan katalog jipp; buat dengan `jipp build`", "is no jipp catalog; make one with `jipp build`"),
        (vec!["status", &nowhere], "tidak dapat dibuka: tidak ditemukan", "cannot be opened"),
        (vec!["import", sample, sample, "--source", "kipp"], "bukan katalog jipp", "is no jipp catalog"),
        (
            vec!["catalog", "history", &catalog, "kipp:none", "title"],
            "katalog tidak memuat rekaman `panrb_kipp:none`",
            "the catalog has no record `panrb_kipp:none`",
        ),
        (vec!["search", sample, "x"], "bukan indeks pencarian jipp: tidak diawali", "no jipp search index: it does not start"),
        (vec!["search", &bundle, "x"], "indeks pencarian rusak", "the search index is damaged"),
        (vec!["search", &catalog, "x", "--filter", "year"], "tulis sebagai FASET=NILAI", "write it as FACET=VALUE"),
        (vec!["search", &catalog, "x", "--filter", "tahunn=2019"], "tidak ada faset `tahunn`", "there is no facet `tahunn`"),
        (vec!["search", &catalog, "x", "--facet", "tahunn"], "tidak ada faset `tahunn`", "there is no facet `tahunn`"),
        (vec!["export", sample, "--format", "csv", "-o", &nowhere], "bukan katalog jipp", "is no jipp catalog"),
        (vec!["dedupe", &nowhere], "tidak ditemukan", "cannot be opened"),
        (vec!["dedupe", &people, "--id", "xyzzy"], "kolom ID `xyzzy` tidak dikenal: kolomnya `id`, `judul`", "unknown id column `xyzzy`"),
        (
            vec!["dedupe", &people, "--settings", &columns],
            "setelan tidak sesuai: tabel tidak memiliki kolom `jdul`",
            "settings do not fit: the table has no column `jdul`",
        ),
        (vec!["dedupe", &people, "--settings", &broken], "setelan tidak dapat dibaca", "settings cannot be read"),
        (vec!["dedupe", &people, "--threshold", "7"], "peluang terletak antara 0 dan 1", "a probability lies between 0 and 1"),
    ] {
        for (lang, wanted) in [(None, id), (Some("id"), id), (Some("en"), en)] {
            let asked: Vec<&str> = lang.into_iter().flat_map(|lang| ["--lang", lang]).collect();
            let done = jipp(&[&args[..], &asked].concat());
            let error = String::from_utf8_lossy(&done.stderr).into_owned();
            assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
            assert!(error.starts_with("jipp: ") && error.contains(wanted), "{args:?} {lang:?}: {error}");
        }
    }
}

#[test]
fn a_portal_is_made_of_whole_folders_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let catalog = build(folder.path());
    for name in ["kosong", "mesin"] {
        std::fs::create_dir(path(name)).unwrap();
    }
    for name in ["index.js", "element.js", "jipp_search.js"] {
        std::fs::write(format!("{}/{name}", path("mesin")), "").unwrap();
    }
    let export = |site: &str, engine: &str, lang: &str| {
        let args = ["export", &catalog, "--format", "portal", "--site", site, "--engine", engine, "-o", &path("situs"), "--lang", lang];
        let done = jipp(&args);
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let (empty, engine) = (path("kosong"), path("mesin"));
    for (site, engine, lang, told) in [
        (empty.as_str(), engine.as_str(), "id", "tidak memuat `index.html`: berikan folder halaman-halamannya"),
        (
            "examples/portal",
            &empty,
            "id",
            "tidak memuat `index.js`, `element.js`, `jipp_search.js`, `jipp_search_bg.wasm`: buat paket peramban",
        ),
        ("examples/portal", &engine, "en", "does not hold `jipp_search_bg.wasm`: build the browser package with `make wasm`"),
        ("README.md", &engine, "en", "`--site README.md` is no folder"),
    ] {
        let (code, error) = export(site, engine, lang);
        assert!(code == Some(2) && error.contains(told), "{error}");
        assert!(!Path::new(&path("situs")).exists(), "nothing is written");
    }
    std::fs::write(format!("{engine}/jipp_search_bg.wasm"), "").unwrap();
    let (code, error) = export("examples/portal", &engine, "id");
    assert_eq!(code, Some(0), "{error}");
    assert!(Path::new(&path("situs/jipp/jipp_search_bg.wasm")).exists());
}

/// Whoever reads the output and has seen enough is no failure, whichever part of jipp writes; a full disk is one.
#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_goes_is_no_failure() {
    use std::io::Read;
    let folder = tempfile::tempdir().unwrap();
    let catalog = build(folder.path());
    for args in [vec!["catalog", "dump", &catalog], vec!["validate", &catalog, "--format", "ndjson"], vec!["rules"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jipp"));
        command.args(&args).current_dir(root()).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut first = [0; 1];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let done = child.wait_with_output().unwrap();
        let error = String::from_utf8_lossy(&done.stderr);
        assert!(matches!(done.status.code(), Some(0 | 1)) && error.is_empty(), "{args:?}: {error}");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_jipp"));
    command.args(["catalog", "dump", &catalog]).stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    assert_eq!(command.output().unwrap().status.code(), Some(2));
}

#[test]
fn texts_are_of_the_language_that_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let catalog = build(folder.path());
    let told = |args: &[&str], code: i32| (stdout(&jipp(args), code), stdout(&jipp(&[args, &["--lang", "en"]].concat()), code));
    let (id, en) = told(&["status", &catalog], 0);
    assert!(
        id.contains("Keputusan: 0; 0 nilai kurasi")
            && id.contains("Temuan: saran ")
            && id.contains("terkait ")
            && id.contains("Replikasi: 0")
    );
    assert!(en.contains("Decisions: 0; 0 curated values") && en.contains("Findings: advice ") && en.contains("related "), "{en}");
    let (id, en) = told(&["rule", "TXT-01"], 0);
    assert!(id.contains("Tingkat: **galat**") && en.contains("Severity: **error**"));
    let (id, en) = told(&["dedupe", "examples/data/lan.json", "--sample", &path("s.csv")], 0);
    assert!(id.contains("\nreplikasi: ") && en.contains("\nreplication: ") && !id.contains("-0.000"), "{id}");
    let (id, en) = told(&["mapping", "check", "examples/data/kipp.csv"], 0);
    assert!(id.contains("kolom") && !id.contains("headers") && !en.contains("kolom"), "{id}");
    let (id, en) = told(&["replication", "suggest", &catalog], 0);
    let found = "Antenatal Care (ANC) Hipnoterapi (panrb_kipp:900067) -> Save Bunda Bisa (panrb_kipp:900004)";
    assert!(id.contains(&format!("tautan     {found}")) && en.contains(&format!("link       {found}")), "{id}");

    let refused = |args: &[&str]| {
        let done = jipp(args);
        assert_eq!(done.status.code(), Some(2));
        String::from_utf8(done.stderr).unwrap()
    };
    let error = refused(&["search", "index", "examples/data/kipp.csv", "-o", &path("x.idx")]);
    assert!(error.contains("satu objek JSON per baris") && error.contains("`--mapping`"), "{error}");
    let settings = path("jipp.toml");
    std::fs::write(&settings, "selct = ['DAT']\nas_of = '2026'\n[rule.TXT-03]\nleast_words = 'many'\n").unwrap();
    let error = refused(&["validate", "examples/data/kipp.csv", "--config", &settings]);
    let expected = [
        ":1: setelan `selct` tidak dikenal, maksudnya `select`? (yang dikenal: `select`",
        ":2: `as_of` berisi `2026`; isinya tanggal, misalnya 2026-11-21",
        ":4: `rule.TXT-03.least_words` berisi `many`; isinya bilangan bulat dari ",
    ];
    assert!(expected.iter().all(|told| error.contains(told)), "{error}");
    std::fs::write(path("link.toml"), "[[prepare]]\ncolumns = []\n[[comparison]]\ncolumn = 'title'\nmax_weight = -1.0\n").unwrap();
    let error = refused(&["dedupe", "examples/data/kipp.csv", "--settings", &path("link.toml")]);
    assert!(error.contains("prepare 1: `columns` menyebut sekurang-kurangnya satu kolom"), "{error}");
    assert!(error.contains("perbandingan `title`: `max_weight` adalah jumlah bit, 0 atau lebih"), "{error}");
}

#[test]
fn codes_of_regions_are_no_dates() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tabel.csv");
    let drafted = |column: &[&str]| {
        let rows: String = column.iter().map(|cell| format!("Inovasi {cell} Kota,{cell}\n")).collect();
        std::fs::write(&file, format!("nama inovasi,isi\n{rows}")).unwrap();
        stdout(&jipp(&["mapping", "init", &file.display().to_string()]), 0).contains("[columns.implementation_date]")
    };
    for codes in [
        ["3578", "3573", "3578"],
        ["3578010", "3573010", "3578010"],
        ["1971", "2171", "1971"],
        ["12.01.05", "13.02.10", "12.01.05"],
        ["35.78", "11.01", "11.01"],
    ] {
        assert!(!drafted(&codes), "{codes:?}");
    }
    for dates in
        [["12.08.19", "05.09.20", "28.01.21"], ["12/08/2019", "Agustus 2020", "2021-03-01"], ["2019-08-12", "2020-01-05", "2019-08-12"]]
    {
        assert!(drafted(&dates), "{dates:?}");
    }
}
