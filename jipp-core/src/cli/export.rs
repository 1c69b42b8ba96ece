use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::CliError;
use super::args::{ExportArgs, ExportFormat};
use super::tables;
use crate::catalog::Catalog;

pub(super) fn run(args: &ExportArgs, out: &mut dyn Write) -> Result<u8, CliError> {
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
        ExportFormat::Portal => portal(&catalog, args)?,
    }
    writeln!(out, "{}", args.output.display())?;
    Ok(0)
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> CliError + '_ {
    |source| CliError::File { path: path.display().to_string(), action: "written", source }
}

fn file(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    fs::write(path, bytes).map_err(failed(path))
}

fn ndjson(catalog: &Catalog, path: &Path) -> Result<(), CliError> {
    let mut writer = BufWriter::new(fs::File::create(path).map_err(failed(path))?);
    for innovation in catalog.innovations()? {
        let line = serde_json::to_string(&innovation).map_err(|e| CliError::Usage(e.to_string()))?;
        writeln!(writer, "{line}").map_err(failed(path))?;
    }
    writer.flush().map_err(failed(path))
}

/// The pages, the browser package and the index, in one folder that any web server can serve.
fn portal(catalog: &Catalog, args: &ExportArgs) -> Result<(), CliError> {
    let (Some(site), Some(engine)) = (&args.site, &args.engine) else {
        return Err(CliError::Usage(
            "`--format portal` needs `--site` (the pages, `examples/portal`) and `--engine` (the browser package, `jipp-wasm/pkg`)".into(),
        ));
    };
    if !engine.is_dir() {
        return Err(CliError::Usage(format!("`{}` is no folder: build the browser package with `make wasm`", engine.display())));
    }
    copy(site, &args.output)?;
    copy(engine, &args.output.join("jipp"))?;
    file(&args.output.join("national.bundle"), &catalog.index_bytes()?)?;
    let status = serde_json::to_vec(&catalog.status()?).map_err(|e| CliError::Usage(e.to_string()))?;
    file(&args.output.join("status.json"), &status)
}

fn copy(from: &Path, to: &Path) -> Result<(), CliError> {
    let unreadable = |source| CliError::File { path: from.display().to_string(), action: "read", source };
    fs::create_dir_all(to).map_err(failed(to))?;
    for entry in fs::read_dir(from).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).map_err(failed(&target))?;
        }
    }
    Ok(())
}
