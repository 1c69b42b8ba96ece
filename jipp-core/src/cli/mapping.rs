//! `jipp mapping list | check | init`.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::CliError;
use super::args::{Arguments, MappingArgs, MappingCheckArgs, MappingCommand, MappingInitArgs, MappingListArgs, TextOrJson};
use super::output::{beside, json, write_whole};
use super::terminal::{Bar, read_bytes, read_file, read_options};
use crate::files::is_stream;
use crate::ingest::{ColumnUse, FileInfo, Source, built_in_mappings, draft_mapping, explain_mapping};
use crate::lang::Lang;
use crate::model::Field;
use crate::report::visible;

pub(super) fn run(args: &MappingArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    match &args.command {
        MappingCommand::List(args) => list(args, out)?,
        MappingCommand::Check(args) => return check(args, arguments, out),
        MappingCommand::Init(args) => init(args, arguments, out)?,
    }
    Ok(0)
}

/// One built-in mapping.
#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    family: &'a str,
    year: Option<i32>,
    programme: &'a str,
    fields: usize,
    headers: usize,
    about: &'a str,
}

fn list(args: &MappingListArgs, out: &mut dyn Write) -> Result<(), CliError> {
    let rows: Vec<Listed<'_>> = built_in_mappings()
        .iter()
        .map(|mapping| Listed {
            name: &mapping.name,
            family: mapping.family(),
            year: mapping.year,
            programme: &mapping.programme,
            fields: mapping.columns.len(),
            headers: mapping.columns.values().map(|rule| rule.headers.len()).sum(),
            about: &mapping.about,
        })
        .collect();
    if args.format == TextOrJson::Json {
        return json(out, &rows);
    }
    for row in rows {
        writeln!(out, "{:10} {:8} {:3} / {:3}  {}", row.name, row.programme, row.fields, row.headers, row.about)?;
    }
    Ok(())
}

/// What maps where in one table.
#[derive(Serialize)]
struct Explained {
    file: FileInfo,
    columns: Vec<ColumnUse>,
}

fn check(args: &MappingCheckArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let tables = read_file(&args.file, &args.source, &args.reading, &watch)?;
    bar.done();
    let explained: Vec<Explained> =
        tables.into_iter().map(|table| Explained { columns: explain_mapping(&table), file: table.file }).collect();
    match args.format {
        TextOrJson::Json => json(out, &explained)?,
        TextOrJson::Text => explained.iter().try_for_each(|table| text(table, arguments.lang(), out))?,
    }
    // a column that is a date somewhere and cannot be read anywhere is the wrong column
    let wrong = |column: &ColumnUse| column.unread > 0 && column.unread >= column.filled;
    Ok(u8::from(explained.iter().flat_map(|table| &table.columns).any(wrong)))
}

fn text(table: &Explained, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    let t = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    let file = &table.file;
    writeln!(out, "{}: {} {}", visible(&file.name), file.rows, t("baris", "rows"))?;
    writeln!(out, "{}: `{}` ({})", t("pemetaan", "mapping"), visible(&file.mapping), visible(file.why(lang)))?;
    if file.header_row > 0 {
        writeln!(out, "{}: {}", t("baris kepala", "header row"), file.header_row)?;
    }
    for column in &table.columns {
        let to = match (column.field, column.restricted) {
            (_, true) => t("data pribadi, disimpan terpisah", "personal data, kept apart").to_owned(),
            (Some(field), _) => format!("{field} ({})", field.label(lang)),
            (None, _) => t("tidak dipetakan; isinya tetap di rekaman sumber", "not mapped; its cells stay in the source record").to_owned(),
        };
        let unread = if column.unread > 0 { format!(", {} {}", column.unread, t("tidak terbaca", "unreadable")) } else { String::new() };
        writeln!(out, "  {} -> {to}  [{} {}{unread}]", visible(&column.column), column.filled, t("terisi", "filled"))?;
        for (cell, read) in column.samples.iter().take(2) {
            if column.field.is_some() && cell != read {
                writeln!(out, "      {} -> {}", visible(cell), visible(read))?;
            } else {
                writeln!(out, "      {}", visible(cell))?;
            }
        }
    }
    if !file.absent.is_empty() {
        let names: Vec<&str> = file.absent.iter().map(|field: &Field| field.name()).collect();
        writeln!(out, "{}: {}", t("tanpa kolom di berkas ini", "without a column in this file"), names.join(", "))?;
    }
    for (sheet, rows) in &file.unread {
        writeln!(out, "{} `{}`: {rows} {}", t("lembar tidak dibaca", "sheet not read"), visible(sheet), t("baris", "rows"))?;
    }
    Ok(())
}

fn init(args: &MappingInitArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<(), CliError> {
    let watch = |_| {};
    let options = read_options("auto", None, &args.reading, &watch)?;
    let bytes = read_bytes(&args.file, options.limits.file_bytes)?;
    let file = args.file.file_name().map_or_else(|| args.file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let name: String = Path::new(&file).file_stem().map_or_else(|| file.clone(), |stem| stem.to_string_lossy().to_lowercase());
    let draft = draft_mapping(Source { name: &file, bytes: &bytes }, &name, &options)?;
    let Some(output) = &args.output else { return Ok(out.write_all(draft.toml.as_bytes())?) };
    if output.exists() && !is_stream(output) && !args.force {
        return Err(CliError::told(
            format!("`{}` sudah ada: pilih nama lain, atau pakai --force", output.display()),
            format!("`{}` is there already: choose another name, or say --force", output.display()),
        ));
    }
    write_whole(output, |file| Ok(file.write_all(draft.toml.as_bytes())?))?;
    let mapped = draft.columns.iter().filter(|(_, field, _)| field.is_some()).count();
    let (total, restricted, path) = (draft.columns.len(), draft.restricted.len(), output.display());
    let mut out = beside(output, out);
    if arguments.lang() == Lang::Id {
        writeln!(out, "{path}: {mapped} dari {total} kolom ditebak, {restricted} data pribadi; periksa dengan `jipp mapping check`")?;
    } else {
        writeln!(out, "{path}: {mapped} of {total} columns guessed, {restricted} of personal data; look at it with `jipp mapping check`")?;
    }
    Ok(())
}
