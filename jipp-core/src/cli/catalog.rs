//! `jipp catalog`, `merge`, `unmerge`, `override`: the memory of a catalog.

use std::io::{BufWriter, Write};

use super::CliError;
use super::args::{
    Arguments, CatalogArgs, CatalogCommand, LifeArg, MergeArgs, OverrideArgs, SaidArgs, TextOrJson, UnmergeArgs, VerdictArg,
};
use super::output::{json, no_stream};
use super::terminal::{Bar, read_text};
use crate::catalog::{Catalog, CatalogWriter, DumpScope, RecordLife, Statement, Survivorship, Verdict, WriteOptions};
use crate::lang::Lang;
use crate::model::Field;

pub(super) fn open(path: &std::path::Path) -> Result<CatalogWriter, CliError> {
    Ok(CatalogWriter::open(path, WriteOptions::default())?)
}

/// The day of a change: as given, else today.
pub(super) fn day_of(given: Option<&str>) -> String {
    given.map_or_else(today, str::to_owned)
}

/// Today in Jakarta, by the clock of the machine; the engine itself has none.
pub(super) fn today() -> String {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    crate::wire::day_in_jakarta(seconds)
}

/// What the arguments say about who, when and why.
pub(super) fn said<'a>(args: &'a SaidArgs, day: &'a str) -> Statement<'a> {
    Statement { by: &args.by, at: Some(day), reason: args.reason.as_deref() }
}

pub(super) fn field(name: &str) -> Result<Field, CliError> {
    name.parse().map_err(|()| {
        let near = crate::error::nearest(name, Field::ALL.iter().map(|field| field.name()));
        let near = crate::error_message::suggestion(near.as_deref());
        CliError::told(format!("tidak ada isian `{name}`{}", near.id), format!("there is no field `{name}`{}", near.en))
    })
}

pub(super) fn run(args: &CatalogArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let id = arguments.lang() == Lang::Id;
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    match &args.command {
        CatalogCommand::Create { catalog } => {
            Catalog::create_empty(catalog)?;
            writeln!(out, "{}", catalog.display())?;
        }
        CatalogCommand::Check { catalog, format } => {
            let violations = Catalog::open(catalog)?.check()?;
            if *format == TextOrJson::Json {
                json(out, &violations)?;
            } else if violations.is_empty() {
                writeln!(out, "{}", if id { "Katalog utuh." } else { "The catalog is sound." })?;
            } else {
                for violation in &violations {
                    writeln!(out, "{}: {}", violation.rule, violation.detail)?;
                }
            }
            return Ok(u8::from(!violations.is_empty()));
        }
        CatalogCommand::Dump { catalog, directory } => {
            let scope = if *directory { DumpScope::Directory } else { DumpScope::All };
            let mut out = BufWriter::new(out);
            Catalog::open(catalog)?.dump(scope, &mut out)?;
            out.flush()?;
        }
        CatalogCommand::Backup { catalog, copy } => {
            no_stream(copy)?;
            Catalog::open(catalog)?.backup(copy)?;
            writeln!(out, "{}", copy.display())?;
        }
        CatalogCommand::Compact { catalog } => {
            open(catalog)?.compact(&watch)?;
            bar.done();
            writeln!(out, "{}", catalog.display())?;
        }
        CatalogCommand::Migrate { catalog } => {
            open(catalog)?;
            writeln!(out, "{}", catalog.display())?;
        }
        CatalogCommand::Imports { catalog, format } => {
            let imports = Catalog::open(catalog)?.imports()?;
            if *format == TextOrJson::Json {
                json(out, &imports)?;
                return Ok(0);
            }
            for import in imports {
                let undone = if import.undone { if id { "  dibatalkan" } else { "  taken back" } } else { "" };
                let counts = format!("+{} ~{} ={}", import.added, import.changed, import.unchanged);
                let at = import.at.as_deref().unwrap_or("-");
                writeln!(out, "{:4}  {at:10}  {:16} {:24} {counts}{undone}", import.id, import.system, import.file)?;
            }
        }
        CatalogCommand::History { catalog, record, field: name, format } => {
            let events = Catalog::open(catalog)?.field_history(record, field(name)?)?;
            if *format == TextOrJson::Json {
                json(out, &events)?;
                return Ok(0);
            }
            for event in events {
                let mark = if event.holds { "*" } else { " " };
                let value = crate::text::excerpt(event.value.as_deref().unwrap_or("-"), 100);
                writeln!(out, "{mark} {:10} {:8} {:28} {value}", event.at.as_deref().unwrap_or("-"), event.how, event.by)?;
            }
        }
        CatalogCommand::Rules { catalog, file } => {
            let rules = Survivorship::from_toml(&read_text(file)?)?;
            open(catalog)?.set_survivorship(&rules)?;
            writeln!(out, "{}", catalog.display())?;
        }
        CatalogCommand::Step { catalog, record, to, said: who } => {
            let to = match to {
                LifeArg::Tangkap => RecordLife::Captured,
                LifeArg::Karantina => RecordLife::Quarantined,
                LifeArg::Ajukan => RecordLife::Submitted,
                LifeArg::Lengkap => RecordLife::Complete,
                LifeArg::Tervalidasi => RecordLife::Validated,
                LifeArg::Terbit => RecordLife::Published,
                LifeArg::Arsip => RecordLife::Archived,
            };
            open(catalog)?.record_step(record, to, &said(who, &day_of(who.at.as_deref())))?;
            writeln!(out, "{record}")?;
        }
    }
    Ok(0)
}

pub(super) fn merge(args: &MergeArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    let verdict = match args.verdict {
        VerdictArg::Same => Verdict::Same,
        VerdictArg::Different => Verdict::Different,
        VerdictArg::Open => Verdict::Open,
    };
    let mut writer = open(&args.catalog)?;
    writer.decide(&args.left, &args.right, verdict, &said(&args.said, &day_of(args.said.at.as_deref())))?;
    show_owner(&writer, &[&args.left, &args.right], out)
}

pub(super) fn unmerge(args: &UnmergeArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    let mut writer = open(&args.catalog)?;
    let others = writer.unmerge(&args.record, &said(&args.said, &day_of(args.said.at.as_deref())))?;
    let mut records = vec![args.record.as_str()];
    records.extend(others.iter().map(String::as_str));
    show_owner(&writer, &records, out)
}

pub(super) fn set_field(args: &OverrideArgs, out: &mut dyn Write) -> Result<u8, CliError> {
    let field = field(&args.field)?;
    let mut writer = open(&args.catalog)?;
    let day = day_of(args.said.at.as_deref());
    let said = said(&args.said, &day);
    match &args.value {
        None => writer.set_field(&args.record, field, None, &said)?,
        Some(value) => {
            // a value is JSON if the field can hold it so, else a text
            let as_text = serde_json::Value::String(value.clone()).to_string();
            let is_json = serde_json::from_str::<serde_json::Value>(value).is_ok();
            if !is_json || writer.set_field(&args.record, field, Some(value), &said).is_err() {
                writer.set_field(&args.record, field, Some(&as_text), &said)?;
            }
        }
    }
    let innovation = writer.reader()?.innovation(&args.record)?;
    let value = innovation.and_then(|one| one.get(field).to_text().map(std::borrow::Cow::into_owned));
    writeln!(out, "{}: {}", args.field, value.as_deref().unwrap_or("-"))?;
    Ok(0)
}

/// Which innovation each record stands behind.
fn show_owner(writer: &CatalogWriter, records: &[&str], out: &mut dyn Write) -> Result<u8, CliError> {
    let reader = writer.reader()?;
    for record in records {
        let innovation = reader.innovation(record)?;
        let title = innovation.as_ref().and_then(|one| one.title.as_deref()).unwrap_or("-");
        writeln!(out, "{record} -> {}  {title}", innovation.as_ref().map_or("-", |one| one.record_id.as_str()))?;
    }
    Ok(0)
}
