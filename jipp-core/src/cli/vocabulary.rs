use std::borrow::Cow;
use std::io::Write;

use super::args::{Arguments, TextOrJson, VocabularyArgs};
use super::{CliError, output};
use crate::error::{SettingsError, nearest};
use crate::lang::Lang;
use crate::vocab::{Code, MatchedBy, Sourcing, Vocabularies, Vocabulary};
use crate::wire::{LookupAnswer, VocabularyAnswer, VocabularyRow};

pub(super) fn run(args: &VocabularyArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let lang = arguments.lang();
    let all = match &args.file {
        None => Vocabularies::built_in()?,
        Some(path) => {
            let shown = path.display().to_string();
            let text = std::fs::read_to_string(path).map_err(|source| CliError::File { path: shown.clone(), action: "read", source })?;
            Vocabularies::built_in()?.merge(Vocabularies::from_json(&shown, &text)?)?
        }
    };
    let Some(name) = &args.name else {
        names(&all, args, lang, out)?;
        return Ok(0);
    };
    let Some(list) = all.get(name) else {
        let suggestion = nearest(name, all.iter().map(|list| list.name.as_str()));
        return Err(SettingsError::UnknownValue { what: "vocabulary", value: name.clone(), suggestion }.into());
    };
    match &args.lookup {
        Some(text) => lookup(list, text, args, lang, out)?,
        None => values(list, args, lang, out)?,
    }
    Ok(0)
}

fn names(all: &Vocabularies, args: &VocabularyArgs, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    let rows: Vec<VocabularyRow> = all.iter().map(|list| VocabularyRow::new(list, args.year, lang)).collect();
    if args.format == TextOrJson::Json {
        return output::json(out, &rows);
    }
    for VocabularyRow { name, programme, values, title, .. } in rows {
        writeln!(out, "{name:24} {programme:8} {values:3} {title}")?;
    }
    Ok(())
}

fn values(list: &Vocabulary, args: &VocabularyArgs, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    let answer = VocabularyAnswer::new(list, args.year, lang);
    if args.format == TextOrJson::Json {
        return output::json(out, &answer);
    }
    let values = &answer.values;
    writeln!(out, "{} ({}, {})", answer.title, answer.programme, sourcing(answer.status, lang))?;
    let width = values.iter().map(|value| value.code.chars().count()).max().unwrap_or(0).min(32);
    for value in values {
        writeln!(out, "  {:width$}  {}{}", value.code, label(value, lang), years(value))?;
    }
    if let Some(year) = args.year.filter(|_| values.is_empty()) {
        let text = match lang {
            Lang::Id => format!("  daftar tahun {year} belum diketahui"),
            Lang::En => format!("  the list of {year} is not known"),
        };
        writeln!(out, "{text}")?;
    }
    Ok(())
}

fn lookup(list: &Vocabulary, text: &str, args: &VocabularyArgs, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    let answer = LookupAnswer::new(list, text, args.year);
    if args.format == TextOrJson::Json {
        return output::json(out, &answer);
    }
    if let (Some(value), Some(by)) = (&answer.value, answer.matched_by) {
        writeln!(out, "{text} -> {}  {} ({}){}", value.code, label(value, lang), how(by, lang), years(value))?;
        if let Some(year) = args.year.filter(|_| answer.valid == Some(false)) {
            let text = match lang {
                Lang::Id => format!("  tidak ditawarkan pada tahun {year}"),
                Lang::En => format!("  not offered in {year}"),
            };
            writeln!(out, "{text}")?;
        }
    } else {
        writeln!(out, "{text} -> {}", if lang == Lang::Id { "tidak dikenal" } else { "unknown" })?;
        for value in &answer.candidates {
            let meant = if lang == Lang::Id { "mungkin maksud Anda" } else { "did you mean" };
            writeln!(out, "  {meant}: {}  {}{}", value.code, label(value, lang), years(value))?;
        }
    }
    Ok(())
}

fn label(value: &Code, lang: Lang) -> &str {
    match lang {
        Lang::Id => &value.id,
        Lang::En => &value.en,
    }
}

fn years(value: &Code) -> Cow<'static, str> {
    let years = value.validity();
    if years.is_empty() { "".into() } else { format!("  [{years}]").into() }
}

fn how(by: MatchedBy, lang: Lang) -> &'static str {
    match (by, lang) {
        (MatchedBy::Code, Lang::Id) => "kode",
        (MatchedBy::Code, Lang::En) => "code",
        (MatchedBy::Label, _) => "label",
        (MatchedBy::Alias, _) => "alias",
    }
}

fn sourcing(status: Sourcing, lang: Lang) -> &'static str {
    match (status, lang) {
        (Sourcing::Sourced, Lang::Id) => "bersumber",
        (Sourcing::Sourced, Lang::En) => "sourced",
        (Sourcing::SingleSource, Lang::Id) => "satu sumber",
        (Sourcing::SingleSource, Lang::En) => "single source",
        (Sourcing::Partial, Lang::Id) => "sebagian",
        (Sourcing::Partial, Lang::En) => "partial",
        (Sourcing::Inferred, Lang::Id) => "disimpulkan",
        (Sourcing::Inferred, Lang::En) => "inferred",
    }
}
