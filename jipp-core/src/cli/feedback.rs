//! `jipp validate FILE --feedback DIR`.

use std::fs;
use std::io::Write;

use super::CliError;
use super::args::{Arguments, FeedbackArgs, FeedbackForm};
use super::output::write_whole;
use crate::lang::Lang;
use crate::model::PartialDate;
use crate::pipeline::Dataset;
use crate::report::feedback::{FeedbackFormat, FeedbackOptions, feedback_files};
use crate::rules::Checked;

/// Writes the feedback files, if they are asked for, and says on standard error where they are.
pub(super) fn write(
    args: &FeedbackArgs,
    dataset: &Dataset,
    checked: &Checked,
    as_of: Option<PartialDate>,
    arguments: &Arguments,
) -> Result<(), CliError> {
    let Some(folder) = &args.feedback else { return Ok(()) };
    let format = match args.feedback_format {
        FeedbackForm::Xlsx => FeedbackFormat::Xlsx,
        FeedbackForm::Csv => FeedbackFormat::Csv,
    };
    let options = FeedbackOptions { lang: arguments.lang(), format, personal_data: args.with_personal_data, as_of };
    let failed = |source| CliError::File { path: folder.display().to_string(), action: "made", source };
    fs::create_dir_all(folder).map_err(failed)?;
    let (mut files, mut records) = (0, 0);
    for file in feedback_files(&dataset.files, &dataset.records, checked, &options) {
        let file = file.map_err(|error| CliError::Usage(error.to_string()))?;
        write_whole(&folder.join(&file.name), |out| Ok(out.write_all(&file.bytes)?))?;
        files += 1;
        records += file.records;
    }
    if !arguments.quiet {
        let folder = folder.display();
        let said = if arguments.lang() == Lang::Id {
            format!("{files} berkas umpan balik dengan {records} rekaman ditulis ke {folder}")
        } else {
            format!("{files} feedback files with {records} records written to {folder}")
        };
        writeln!(std::io::stderr().lock(), "{said}")?;
    }
    Ok(())
}

/// Feedback is made from the file that was sent: a catalog does not hold its columns.
pub(super) fn refuse(args: &FeedbackArgs) -> Result<(), CliError> {
    match args.feedback {
        Some(_) => Err(CliError::told(
            "--feedback memerlukan berkas yang dikirim instansi, bukan katalog",
            "--feedback needs the file that the agency sent, not a catalog",
        )),
        None => Ok(()),
    }
}
