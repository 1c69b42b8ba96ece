use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::vocab::{Resolution, ResolveOptions, Resolver};

/// A name of an agency, with or without what is known beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum NameAsWritten {
    /// The name alone.
    Name(String),
    /// The name with the rest of its record.
    InContext(NameInContext),
}

/// A name of an agency and what its record says beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct NameInContext {
    /// The name as written.
    pub name: String,
    /// The year of the record.
    pub year: Option<i32>,
    /// The work unit as written.
    pub unit: Option<String>,
    /// The title as written.
    pub title: Option<String>,
    /// The region code that the record states (Ministry of Home Affairs).
    pub region_code: Option<String>,
}

/// Names to resolve.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct ResolveNames {
    /// Names of agencies, as written, each alone or with its record.
    pub names: Vec<NameAsWritten>,
    /// The year of every name that states none of its own.
    pub year: Option<i32>,
    /// The language of the reasons.
    pub lang: Lang,
}

/// Resolves names of agencies to codes. One answer for each name, in their order.
pub fn resolve_names(call: &ResolveNames) -> Vec<Resolution> {
    let mut resolver = Resolver::default();
    let mut resolve = |name: &NameAsWritten| {
        let options = ResolveOptions { year: call.year, lang: call.lang, ..ResolveOptions::default() };
        let answer = match name {
            NameAsWritten::Name(name) => resolver.resolve(name, options),
            NameAsWritten::InContext(record) => {
                let options = ResolveOptions {
                    year: record.year.or(call.year),
                    unit: record.unit.as_deref(),
                    title: record.title.as_deref(),
                    region_code: record.region_code.as_deref(),
                    ..options
                };
                resolver.resolve(&record.name, options)
            }
        };
        (*answer).clone()
    };
    call.names.iter().map(&mut resolve).collect()
}
