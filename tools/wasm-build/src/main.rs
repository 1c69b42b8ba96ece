//! How does `jipp-wasm` become the folder that browsers, Node and npm load?
//!
//! `cargo run -p wasm-build --release` compiles the crate for wasm32, once for each part of the package, lets wasm-bindgen (as a
//! library, of the version the crate is pinned to) write the JavaScript beside each, and copies the hand-written wrapper of `jipp-wasm/js`. The result is
//! `jipp-wasm/pkg`. `--only` builds one part anew and leaves the others as they are. `--dev` skips most of the optimisation: quicker to build again, many times larger, and panics are explained;
//! the linker then also drops the TypeScript types that no code uses.
//!
//! A module is optimised as a whole, by one thread, so two are built at a time; each of the two lanes has a target folder of its own,
//! because cargo lets one build at a time into a folder. Two at a time want 3.5 GB of memory: where a build fails, its lane ends, and what
//! is left of it is built when nothing runs beside it; only a build that fails then is an error, told with all that cargo said.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
/// The parts of the package, each a module of its own with the features it is made of, and how the core is optimised in it: a question
/// is answered two fifths faster with `s` than with the `z` of the profile, and the search part has room for it (docs/benchmarks-history.md). The last one has
/// everything, and so all types.
const PARTS: [Part; 9] = [
    ("jipp_search", "search", "s"),
    ("jipp_validate", "validate", "z"),
    ("jipp_report", "report", "z"),
    ("jipp_dedupe", "dedupe", "z"),
    ("jipp_resolve", "resolve", "z"),
    ("jipp_codes", "codes", "z"),
    ("jipp_assess", "assess", "z"),
    ("jipp_tools", "validate,report,dedupe,resolve,codes,assess", "z"),
    ("jipp_wasm", "search,validate,report,dedupe,resolve,codes,assess,build", "z"),
];
/// How many parts are built at the same time.
const LANES: usize = 2;
const USAGE: &str = "usage: cargo run -p wasm-build --release [-- --dev] [--only jipp_search|jipp_validate|jipp_wasm|...]";

/// Name of the module, features, level of optimisation of the core.
type Part = (&'static str, &'static str, &'static str);
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("wasm-build: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let (mut dev, mut only) = (false, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--dev" => dev = true,
            "--only" => {
                let part = arguments.next().filter(|part| PARTS.iter().any(|(name, ..)| name == part));
                only = Some(part.ok_or_else(|| format!("`--only` wants the name of a part; {USAGE}"))?);
            }
            "--help" | "-h" => {
                say(USAGE);
                return Ok(());
            }
            other => return Err(format!("unknown option `{other}`; {USAGE}").into()),
        }
    }
    // INVARIANT: this crate lies two folders below the root of the workspace
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let package = root.join("jipp-wasm/pkg");
    require_target()?;
    if package.exists() && only.is_none() {
        fs::remove_dir_all(&package)?;
    }
    let build_part = |target: &Path, part: Part, jobs: usize| {
        say(&format!("building {}", part.0));
        build(&root, target, part, &package, dev, jobs).map_err(|error| format!("{}: {error}", part.0))
    };
    let wanted = |part: &Part| only.as_ref().is_none_or(|only| only == part.0);
    let (target, threads) = (target(&root), thread::available_parallelism().map_or(1, usize::from));
    let lanes = LANES.min(threads);
    // a part keeps its lane, so that what was compiled for it is there the next time
    let build_lane = |lane: usize| -> Vec<Part> {
        let folder = if lane == 0 { target.clone() } else { target.join(format!("wasm-lane-{}", lane + 1)) };
        let mut parts = PARTS.into_iter().skip(lane).step_by(lanes).filter(wanted).peekable();
        let built = |part: &Part| {
            let outcome = build_part(&folder, *part, threads.div_ceil(lanes));
            outcome.inspect_err(|error| say(&format!("{error}\n{} is tried again when nothing is built beside it", part.0))).is_ok()
        };
        while parts.next_if(built).is_some() {}
        parts.collect()
    };
    let left: Vec<Part> = thread::scope(|scope| {
        let build_lane = &build_lane;
        let running: Vec<_> = (0..lanes).map(|lane| scope.spawn(move || build_lane(lane))).collect();
        let left: Result<Vec<_>, _> = running.into_iter().map(thread::ScopedJoinHandle::join).collect();
        left.map(|parts| parts.concat()).map_err(|_| "a build ended early")
    })?;
    for part in left {
        build_part(&target, part, threads)?;
    }
    copy_wrapper(&root.join("jipp-wasm/js"), &package)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root.join(licence), package.join(licence)).map_err(|error| format!("{licence}: {error}"))?;
    }
    report(&package, dev)
}

/// Says what to do if the standard library for wasm32 is not installed.
fn require_target() -> Outcome<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let answer = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output()?;
    if answer.status.success() && Path::new(String::from_utf8_lossy(&answer.stdout).trim()).is_dir() {
        return Ok(());
    }
    Err(format!("the Rust target is missing, install it with: rustup target add {TARGET}").into())
}

/// The folder that cargo builds into.
fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |target| root.join(target))
}

/// Compiles a part and writes it into the package.
fn build(root: &Path, target: &Path, (name, features, level): Part, package: &Path, dev: bool, jobs: usize) -> Outcome<()> {
    let module = compile(root, target, features, level, dev, jobs)?;
    bind(&module, name, package, dev)
}

/// Runs cargo and returns the module it wrote. What cargo says is kept, for two builds that speak at the same time cannot be read.
fn compile(root: &Path, target: &Path, features: &str, level: &str, dev: bool, jobs: usize) -> Outcome<PathBuf> {
    let (profile, folder) = if dev { ("dev", "debug") } else { ("wasm", "wasm") };
    let optimised = (!dev).then(|| format!("profile.{profile}.package.jipp-core.opt-level = \"{level}\""));
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args([
            "build",
            "--quiet",
            "--jobs",
            &jobs.to_string(),
            "--package",
            "jipp-wasm",
            "--no-default-features",
            "--features",
            features,
            "--target",
            TARGET,
            "--profile",
            profile,
            "--target-dir",
        ])
        .arg(target)
        .args(optimised.iter().flat_map(|setting| ["--config", setting.as_str()]))
        .output()?;
    if !output.status.success() {
        return Err(format!("cargo build failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(target.join(TARGET).join(folder).join("jipp_wasm.wasm"))
}

/// Writes a module under its name, with its JavaScript and TypeScript.
fn bind(module: &Path, name: &str, package: &Path, dev: bool) -> Outcome<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).web(true).map_err(|e| e.to_string())?;
    // the types of all calls and answers are those of the part that has everything
    bindgen.typescript(PARTS.last().is_some_and(|(all, ..)| *all == name));
    bindgen.keep_debug(dev).remove_name_section(!dev).remove_producers_section(!dev);
    bindgen.generate(package).map_err(|e| format!("wasm-bindgen: {e:#}"))?;
    Ok(())
}

/// Copies every file and folder of the hand-written wrapper.
fn copy_wrapper(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_wrapper(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Prints what was written, and what it weighs over the wire where `gzip` and `brotli` are at hand.
fn report(package: &Path, dev: bool) -> Outcome<()> {
    let mut files: Vec<PathBuf> = fs::read_dir(package)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.is_file());
    files.sort();
    say(&format!("wrote {}", package.display()));
    let heavy: Vec<String> = PARTS.iter().flat_map(|(name, ..)| [format!("{name}_bg.wasm"), format!("{name}.js")]).collect();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let compressed: String = [("gzip", "-9"), ("brotli", "-Z")]
            .iter()
            .filter(|_| !dev && heavy.contains(&name))
            .filter_map(|(program, best)| Some(format!(", {program} {}", compressed(program, best, &file)?)))
            .collect();
        say(&format!("  {name:<24} {:>9} bytes{compressed}", fs::metadata(&file)?.len()));
    }
    Ok(())
}

fn compressed(program: &str, best: &str, file: &Path) -> Option<usize> {
    let output = Command::new(program).args([best, "-c"]).arg(file).output().ok()?;
    output.status.success().then_some(output.stdout.len())
}

#[expect(clippy::print_stderr, reason = "a build tool speaks to the person who runs it; nothing reads its output")]
fn say(line: &str) {
    eprintln!("{line}");
}
