use std::io::Write;

use serde_json::json;

use super::CliError;
use super::args::{Arguments, RuleArgs, RulesArgs, TextOrJson};
use super::output;
use crate::error::{SettingsError, nearest};
use crate::model::Field;
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
    if args.format == TextOrJson::Json {
        let list: Vec<_> = rules()
            .iter()
            .map(|r| {
                json!({
                    "code": r.info.code, "name": r.info.name, "severity": r.info.severity, "stage": r.info.stage,
                    "summary": r.info.summary.get(lang), "why": r.info.why.get(lang), "source": r.info.source,
                })
            })
            .collect();
        output::json(out, &list)?;
        return Ok(0);
    }
    for r in rules() {
        writeln!(out, "{:7} {:10} {:32} {}", r.info.code, output::severity(r.info.severity, lang), r.info.name, r.info.summary.get(lang))?;
    }
    Ok(0)
}

pub(super) fn fields(arguments: &Arguments, out: &mut dyn Write) -> Result<u8, CliError> {
    for field in Field::ALL.iter().filter(|field| field.is_readable()) {
        writeln!(out, "{:28} {}", field.name(), field.label(arguments.lang()))?;
    }
    Ok(0)
}
