use std::io::Write;

use serde_json::json;

use super::CliError;
use super::args::{Arguments, RuleArgs, RulesArgs, TextOrJson};
use super::{output, settings};
use crate::error::{SettingsError, nearest};
use crate::ingest::{Mapping, built_in_mappings};
use crate::model::{Field, RuleInfo, SourceSystem, Stage};
use crate::rules::{rule, rule_page, rules};

pub(super) fn one(args: &RuleArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let Some(found) = rule(&args.code) else {
        let known = rules().iter().flat_map(|r| [r.info.code, r.info.name]);
        return Err(SettingsError::UnknownRule { code: args.code.clone(), suggestion: nearest(&args.code, known) }.into());
    };
    write!(out, "{}", rule_page(found.info, arguments.lang()))?;
    Ok(0)
}

pub(super) fn all(args: &RulesArgs, arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    let lang = arguments.lang();
    let settings = args.config.as_deref().map(settings::read).transpose()?.unwrap_or_default();
    let system = args.source.as_deref().map(source).transpose()?;
    // rules of import run always
    let severity = |info: &RuleInfo| {
        let runs = info.stage == Stage::Import || settings.runs(info.code, system);
        runs.then(|| settings.severity(info.code, system).unwrap_or(info.severity))
    };
    if args.format == TextOrJson::Json {
        let list: Vec<_> = rules()
            .iter()
            .map(|r| {
                json!({
                    "code": r.info.code, "name": r.info.name, "severity": severity(r.info), "stage": r.info.stage,
                    "summary": r.info.summary.get(lang), "why": r.info.why.get(lang), "source": r.info.source,
                })
            })
            .collect();
        output::json(out, &list)?;
        return Ok(0);
    }
    for r in rules() {
        let word = severity(r.info).map_or("-", |severity| output::severity(severity, lang));
        writeln!(out, "{:7} {word:10} {:32} {}", r.info.code, r.info.name, r.info.summary.get(lang))?;
    }
    Ok(0)
}

/// The system of a source by the name of its mapping.
fn source(name: &str) -> Result<SourceSystem, SettingsError> {
    Mapping::built_in(name)
        .map(|mapping| mapping.system)
        .ok_or_else(|| SettingsError::unknown_value("source", name, built_in_mappings().iter().map(|mapping| mapping.name.as_str())))
}

pub(super) fn fields(arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    for field in Field::ALL.iter().filter(|field| field.is_readable()) {
        writeln!(out, "{:28} {}", field.name(), field.label(arguments.lang()))?;
    }
    Ok(0)
}
