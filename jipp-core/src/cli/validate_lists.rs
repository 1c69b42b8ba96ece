//! `jipp validate FILE --source replication` and `--source hub`: lists that are not of innovations.

use super::CliError;
use super::args::{Arguments, ValidateArgs};
use super::terminal::{Bar, check_options, delimiter, read_file};
use crate::ingest::{ReadOptions, read_hubs_path, read_replications_path};
use crate::lang::Lang;
use crate::pipeline::collect;
use crate::rules::{check_hubs, check_replications};
use crate::wire::{ValidateAnswer, list_answer};

/// The findings in a list and their summary; none if the source is not that of a list.
pub(super) fn run(args: &ValidateArgs, arguments: &Arguments) -> Result<Option<(ValidateAnswer, String)>, CliError> {
    let lang = arguments.lang();
    if !args.records.is_empty() && args.source != "replication" {
        return Err(CliError::told(
            "`--records` hanya untuk `--source replication`: rekaman inovasi asalnya",
            "`--records` belongs to `--source replication`: the records of the origins",
        ));
    }
    if !matches!(args.source.as_str(), "replication" | "hub") {
        return Ok(None);
    }
    let bar = Bar::new(arguments);
    let watch = |progress| bar.show(progress);
    let options = check_options(&args.checking, &[&args.file], arguments, &watch)?;
    let reading = ReadOptions {
        delimiter: delimiter(args.reading.delimiter)?,
        progress: &watch,
        limits: crate::ingest::Limits::LOCAL,
        ..ReadOptions::default()
    };
    let (name, answer) = if args.source == "replication" {
        let list = read_replications_path(&args.file, &reading)?;
        let files = args
            .records
            .iter()
            .map(|file| read_file(file, "auto", &args.reading, &watch))
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect();
        let checked = check_replications(&list.entries, &collect(files).digests(), &options);
        (list.name.clone(), list_answer(&list, "replication", &checked, lang))
    } else {
        let list = read_hubs_path(&args.file, &reading)?;
        let checked = check_hubs(&list.entries, &options);
        (list.name.clone(), list_answer(&list, "hub", &checked, lang))
    };
    bar.done();
    let summary = summary(&name, &args.source, &answer, lang);
    Ok(Some((answer, summary)))
}

fn summary(name: &str, source: &str, answer: &ValidateAnswer, lang: Lang) -> String {
    let (counts, findings) = (&answer.records, answer.findings.len());
    let (read, accepted, kept_out) = (counts.read, counts.accepted, counts.quarantined);
    if lang == Lang::Id {
        format!("{name}: {read} baris dibaca sebagai `{source}`, {accepted} diterima, {kept_out} dikarantina, {findings} temuan")
    } else {
        format!("{name}: {read} rows read as `{source}`, {accepted} accepted, {kept_out} quarantined, {findings} findings")
    }
}
