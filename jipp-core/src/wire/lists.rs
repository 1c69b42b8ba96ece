use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::call::{ValidateAnswer, ValidateOptions, check_options};
use crate::error::Error;
use crate::ingest::{List, ReadOptions, Source, hubs_of, read, replications_of};
use crate::lang::Lang;
use crate::pipeline::collect;
use crate::report::{RecordCounts, ReportBuilder};
use crate::rules::{Checked, check_hubs, check_replications};

/// Replications that are to be checked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct ReplicationsCall {
    /// The replications: objects of the type `Replication`, or rows with the columns of a list of replications.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, unknown>[]"))]
    pub replications: Vec<Value>,
    /// Records of innovations that may be their origins; rules that ask for the origin's record are silent without any.
    #[serde(default)]
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, unknown>[]"))]
    pub records: Vec<Value>,
    /// How to check; `source` is that of the records.
    #[serde(default)]
    pub options: ValidateOptions,
}

/// Hubs that are to be checked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct HubsCall {
    /// The hubs: objects of the type `HubRecord`, or rows with the columns of a list of hubs.
    #[cfg_attr(feature = "tsify", tsify(type = "Record<string, unknown>[]"))]
    pub hubs: Vec<Value>,
    /// How to check; `source` is not used.
    #[serde(default)]
    pub options: ValidateOptions,
}

/// Checks replications. The counts of the answer are those of the replications.
pub fn validate_replications(call: &ReplicationsCall) -> Result<ValidateAnswer, Error> {
    let list = replications_of("replications", call.replications.clone());
    let mut files = Vec::new();
    if !call.records.is_empty() {
        let records = Value::from(call.records.clone()).to_string();
        let options = ReadOptions { source: &call.options.source, limits: crate::ingest::Limits::LOCAL, ..ReadOptions::default() };
        files.push(read(Source { name: "records", bytes: records.as_bytes() }, &options)?);
    }
    let checked = check_replications(&list.entries, &collect(files).digests(), &check_options(&call.options)?);
    Ok(list_answer(&list, "replication", &checked, call.options.lang))
}

/// Checks hubs. The counts of the answer are those of the hubs.
pub fn validate_hubs(call: &HubsCall) -> Result<ValidateAnswer, Error> {
    let list = hubs_of("hubs", call.hubs.clone());
    let checked = check_hubs(&list.entries, &check_options(&call.options)?);
    Ok(list_answer(&list, "hub", &checked, call.options.lang))
}

/// What the check of a list came to; `source` is the kind of list, under which its rows are counted.
pub fn list_answer<T>(list: &List<T>, source: &str, checked: &Checked, lang: Lang) -> ValidateAnswer {
    let read = list.entries.len();
    let accepted = list.entries.iter().filter(|entry| entry.content.is_ok()).count();
    let mut builder = ReportBuilder::new(lang, None);
    builder.findings(&checked.findings);
    let by_source = BTreeMap::from([(source.to_owned(), read)]);
    let records = RecordCounts { read, accepted, quarantined: read - accepted, by_source };
    ValidateAnswer { records, ..ValidateAnswer::from(builder.finish(&HashSet::new())) }
}
