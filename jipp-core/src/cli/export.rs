use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use super::CliError;
use super::args::{ExportArgs, ExportFormat};
use super::output::{no_stream, unwritten, write_whole};
use super::tables;
use crate::catalog::Catalog;
use crate::files::is_stream;
use crate::lang::Bilingual;
use crate::portal::Portal;
use crate::search::outgrow::{self, Engine};
use crate::search::{IndexPieces, lite};

pub(super) fn run(args: &ExportArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    if args.chunked && args.format != ExportFormat::Pieces {
        return Err(CliError::told("`--chunked` hanya untuk `--format pieces`", "`--chunked` is about `--format pieces`"));
    }
    let catalog = Catalog::open(&args.catalog)?;
    match args.format {
        ExportFormat::Ndjson => ndjson(&catalog, &args.output)?,
        ExportFormat::Csv => tables::csv(&catalog, &args.output)?,
        ExportFormat::Xlsx => {
            let cut = tables::xlsx(&catalog, &args.output)?;
            if cut > 0 {
                writeln!(std::io::stderr().lock(), "{cut} teks dipotong karena tidak muat di sel / texts were cut to fit a cell")?;
            }
        }
        ExportFormat::Parquet => tables::parquet(&catalog, &args.output)?,
        ExportFormat::Bundle => file(&args.output, &catalog.index_bytes()?)?,
        ExportFormat::Surroundings => surroundings(&catalog, &args.output)?,
        ExportFormat::Pieces => pieces(catalog.index()?.to_pieces()?, &args.output, args.chunked)?,
        ExportFormat::Lite => file(&args.output, &lite(&catalog.index()?.documents()?)?)?,
        ExportFormat::Opensearch => outgrown(&catalog, &args.output, Engine::OpenSearch, index_name(args)?)?,
        ExportFormat::Quickwit => outgrown(&catalog, &args.output, Engine::Quickwit, index_name(args)?)?,
        ExportFormat::Portal => portal(&catalog, args)?,
    }
    // whoever reads the file itself from the output wants nothing else there
    if !is_stream(&args.output) {
        writeln!(out, "{}", args.output.display())?;
    }
    Ok(0)
}

/// A file that whoever opens it has whole: the old one or the new one.
fn file(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    write_whole(path, |out| out.write_all(bytes).map_err(unwritten(path)))
}

/// An index in pieces: one file, or a folder of many.
pub(super) fn pieces(pieces: IndexPieces, path: &Path, chunked: bool) -> Result<(), CliError> {
    if !chunked {
        return file(path, &pieces.into_file());
    }
    no_stream(path)?;
    fs::create_dir_all(path).map_err(unwritten(path))?;
    // pieces of an earlier export would stay behind for ever
    for entry in fs::read_dir(path).map_err(unwritten(path))? {
        let old = entry.map_err(unwritten(path))?.path();
        if old.extension().is_some_and(|extension| extension == "bin") {
            fs::remove_file(&old).map_err(unwritten(&old))?;
        }
    }
    file(&path.join("head.bin"), &pieces.head)?;
    for (number, piece) in pieces.pieces.iter().enumerate() {
        file(&path.join(format!("{number}.bin")), piece)?;
    }
    Ok(())
}

fn ndjson(catalog: &Catalog, path: &Path) -> Result<(), CliError> {
    let innovations = catalog.innovations()?;
    write_whole(path, |out| {
        for innovation in &innovations {
            let line = serde_json::to_string(innovation).map_err(|e| CliError::Usage(e.to_string()))?;
            writeln!(out, "{line}").map_err(unwritten(path))?;
        }
        Ok(())
    })
}

/// The name of the index in the other engine, as given if both engines take it: letters, digits, `-` and `_`, a small letter first.
fn index_name(args: &ExportArgs) -> Result<&str, CliError> {
    let name = args.index_name.as_str();
    let fits = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.len() <= 255
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
    if !fits || name.len() < 3 {
        return Err(CliError::told(
            format!(
                "`--index-name {name}` bukan nama indeks: tulis 3 sampai 255 huruf kecil, angka, `-`, dan `_`, diawali huruf, misalnya `nasional`"
            ),
            format!(
                "`--index-name {name}` is no name of an index: write 3 to 255 small letters, digits, `-` and `_`, a letter first, such as `national`"
            ),
        ));
    }
    Ok(name)
}

/// A folder with the index of another engine and the documents for it.
fn outgrown(catalog: &Catalog, folder: &Path, engine: Engine, index: &str) -> Result<(), CliError> {
    let json = |value: &serde_json::Value| serde_json::to_vec(value).map_err(|e| CliError::Usage(e.to_string()));
    fs::create_dir_all(folder).map_err(unwritten(folder))?;
    let mut configuration =
        serde_json::to_vec_pretty(&outgrow::configuration(engine, index)).map_err(|e| CliError::Usage(e.to_string()))?;
    configuration.push(b'\n');
    file(&folder.join("index.json"), &configuration)?;
    let path = folder.join(if engine == Engine::OpenSearch { "bulk.ndjson" } else { "documents.ndjson" });
    let documents = catalog.index()?.documents()?;
    write_whole(&path, |out| {
        for document in &documents {
            let mut line = Vec::new();
            if engine == Engine::OpenSearch {
                line.extend(json(&serde_json::json!({"index": {"_index": index, "_id": document.id}}))?);
                line.push(b'\n');
            }
            line.extend(json(&outgrow::document(document))?);
            line.push(b'\n');
            out.write_all(&line).map_err(unwritten(&path))?;
        }
        Ok(())
    })
}

fn surroundings(catalog: &Catalog, path: &Path) -> Result<(), CliError> {
    let json = serde_json::to_vec(&catalog.surroundings(None)?).map_err(|e| CliError::Usage(e.to_string()))?;
    file(path, &json)
}

/// The index in the portal, for the search and to be downloaded; and in pieces.
const AS_ONE: &str = "national.bundle";
const IN_PIECES: &str = "national.pieces";
/// Up to this size in bytes pages load the index as a whole: one file, which also works without a network.
const WHOLE: usize = 500_000;

/// Where a page of the site wants the figures of the directory.
const FIGURES: &str = "<!-- jipp:figures -->";

/// A folder of which the portal is made, and what has to be in it.
struct PortalPart {
    option: &'static str,
    /// What the pages cannot do without.
    files: &'static [&'static str],
    /// How to get it.
    remedy: Bilingual,
}

const SITE: PortalPart = PortalPart {
    option: "--site",
    files: &["index.html"],
    remedy: Bilingual {
        id: "berikan folder halaman-halamannya, misalnya `examples/portal` dari repositori jipp",
        en: "give the folder of the pages, such as `examples/portal` of the repository of jipp",
    },
};
/// `index.js` is the package, `element.js` the search that the pages hold, the last what both run.
const ENGINE: PortalPart = PortalPart {
    option: "--engine",
    files: &["index.js", "element.js", "jipp_search.js", "jipp_search_bg.wasm"],
    remedy: Bilingual {
        id: "buat paket peramban dengan `make wasm` lalu berikan `jipp-wasm/pkg`",
        en: "build the browser package with `make wasm` and give `jipp-wasm/pkg`",
    },
};

impl PortalPart {
    /// Refuses a folder that is none, or lacks what the pages cannot do without, before anything is written.
    fn check(&self, folder: &Path) -> Result<(), CliError> {
        let (option, shown, remedy) = (self.option, folder.display(), self.remedy);
        if !folder.is_dir() {
            return Err(CliError::told(
                format!("`{option} {shown}` bukan folder: {}", remedy.id),
                format!("`{option} {shown}` is no folder: {}", remedy.en),
            ));
        }
        let missing: Vec<&str> = self.files.iter().copied().filter(|name| !folder.join(name).is_file()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let missing = missing.join("`, `");
        Err(CliError::told(
            format!("`{option} {shown}` tidak memuat `{missing}`: {}", remedy.id),
            format!("`{option} {shown}` does not hold `{missing}`: {}", remedy.en),
        ))
    }
}

/// The pages, the browser package and the index, in one folder that any web server can serve; and a page for each innovation, which
/// needs no script.
fn portal(catalog: &Catalog, args: &ExportArgs) -> Result<(), CliError> {
    let (Some(site), Some(engine)) = (&args.site, &args.engine) else {
        return Err(CliError::told(
            "`--format portal` memerlukan `--site` (halaman-halamannya, `examples/portal`) dan `--engine` (paket peramban, `jipp-wasm/pkg`)",
            "`--format portal` needs `--site` (the pages, `examples/portal`) and `--engine` (the browser package, `jipp-wasm/pkg`)",
        ));
    };
    SITE.check(site)?;
    ENGINE.check(engine)?;
    let base = args.base_address.as_deref();
    if base.is_some_and(|base| !(base.starts_with("https://") || base.starts_with("http://")) || base.contains(['?', '#', ' '])) {
        let given = base.unwrap_or_default();
        return Err(CliError::told(
            format!("`{given}` bukan alamat situs: tulis seperti `https://inovasi.example.go.id/`"),
            format!("`{given}` is no address of a site: write it as `https://inovasi.example.go.id/`"),
        ));
    }
    copy(site, &args.output)?;
    copy(engine, &args.output.join("jipp"))?;
    let index = catalog.index_bytes()?;
    let in_pieces = index.len() > WHOLE;
    let portal = Portal::read(catalog)?;
    if in_pieces {
        pieces(portal.index().to_pieces()?, &args.output.join(IN_PIECES), false)?;
    }
    file(&args.output.join("national.lite"), &lite(&portal.index().documents()?)?)?;
    file(&args.output.join(AS_ONE), &index)?;
    let status = serde_json::to_vec(portal.status()).map_err(|e| CliError::Usage(e.to_string()))?;
    file(&args.output.join("status.json"), &status)?;
    if catalog.remembers() {
        surroundings(catalog, &args.output.join("surroundings.json"))?;
    }

    let home = args.output.join("index.html");
    if let Ok(text) = fs::read_to_string(&home) {
        let text = text.replace(FIGURES, &portal.figures());
        let text = if in_pieces { text.replace(&format!("src=\"{AS_ONE}\""), &format!("src=\"{IN_PIECES}\"")) } else { text };
        file(&home, text.as_bytes())?;
    }
    // a large index is not loaded behind the visitor's back: pages keep the pieces that were asked for
    let worker = args.output.join("sw.js");
    if let (true, Ok(text)) = (in_pieces, fs::read_to_string(&worker)) {
        file(&worker, text.replace(&format!("'{AS_ONE}', "), "").as_bytes())?;
    }
    let mut made = BTreeSet::new();
    portal.pages::<CliError>(base, &mut |path, text| {
        let path = args.output.join(path);
        if let Some(folder) = path.parent().filter(|folder| !made.contains(*folder)) {
            fs::create_dir_all(folder).map_err(unwritten(folder))?;
            made.insert(folder.to_owned());
        }
        file(&path, text.as_bytes())
    })?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), CliError> {
    let unreadable = |source| CliError::File { path: from.display().to_string(), action: "read", source };
    fs::create_dir_all(to).map_err(unwritten(to))?;
    for entry in fs::read_dir(from).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).map_err(unwritten(&target))?;
        }
    }
    Ok(())
}
