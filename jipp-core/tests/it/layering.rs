//! The one-way imports of ARCHITECTURE.md: a module may use only the modules named for it here.

use std::fs;
use std::path::Path;

use crate::support::root;

/// Module and what it may use. `lang`, `error`, `progress`, `parallel` and `hash` are leaves that everyone may use.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("vocab", &["model", "text"]),
    ("ingest", &["model", "text", "vocab"]),
    ("index_iga", &["model", "text", "vocab", "ingest"]),
    ("evidence_grade", &["model", "text", "vocab"]),
    ("rules", &["model", "text", "vocab", "ingest", "index_iga"]),
    ("dedup", &["model", "text", "vocab", "ingest"]),
    ("search", &["model", "text", "vocab", "ingest"]),
    ("pipeline", &["model", "text", "vocab", "ingest", "index_iga", "rules", "dedup", "search"]),
    ("report", &["model", "text", "vocab", "ingest", "rules", "pipeline"]),
    ("catalog", &["model", "text", "vocab", "ingest", "rules", "dedup", "search", "pipeline"]),
    ("portal", &["model", "vocab", "evidence_grade", "search", "catalog"]),
    ("wire", &["model", "text", "vocab", "ingest", "evidence_grade", "index_iga", "rules", "dedup", "search", "pipeline", "report"]),
    (
        "cli",
        &[
            "model",
            "text",
            "vocab",
            "ingest",
            "evidence_grade",
            "index_iga",
            "rules",
            "dedup",
            "search",
            "pipeline",
            "report",
            "catalog",
            "portal",
            "wire",
            "files",
        ],
    ),
];
const LEAVES: &[&str] = &["lang", "error", "error_message", "progress", "parallel", "hash", "unicode", "Threads", "Error", "SettingsError"];

#[test]
fn modules_import_downwards_only() {
    let source = root().join("jipp-core/src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (module, allowed) in ALLOWED {
        for file in rust_files(&source.join(module)) {
            let text = fs::read_to_string(&file).unwrap();
            // what stands below `mod tests` may use whatever helps testing
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            for used in text.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                seen += 1;
                if name != *module && !LEAVES.contains(&name.as_str()) && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{}: uses `{name}`", file.strip_prefix(&source).unwrap().display()));
                }
            }
        }
    }
    assert!(seen > 100, "the test looks at nothing");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place() {
    let source = root().join("jipp-core/src");
    for entry in fs::read_dir(&source).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() && name != "bin" {
            assert!(ALLOWED.iter().any(|(module, _)| *module == name), "`{name}` is missing in the table of layers");
        }
    }
}

#[test]
fn the_core_reads_no_clock_no_environment_and_prints_nothing() {
    for file in rust_files(&root().join("jipp-core/src")) {
        let shown = file.display().to_string();
        if shown.contains("/cli/") || shown.contains("/bin/") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for banned in ["SystemTime::", "Instant::now", "std::env::", "println!(", "eprintln!(", "std::net::"] {
            assert!(!text.contains(banned), "{shown} uses `{banned}`");
        }
    }
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}
