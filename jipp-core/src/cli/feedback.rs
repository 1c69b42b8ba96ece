//! `jipp validate FILE --feedback DIR`.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::CliError;
use super::args::{Arguments, FeedbackArgs, FeedbackForm};
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
        whole(folder, &file.name, &file.bytes)?;
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
        Some(_) => Err(CliError::Usage("--feedback needs the file that the agency sent, not a catalog".to_owned())),
        None => Ok(()),
    }
}

/// A file that is either complete or as it was: written beside its place, then moved there.
fn whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), CliError> {
    let path = folder.join(name);
    let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let failed = |source| CliError::File { path: path.display().to_string(), action: "written", source };
    let written = OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&beside, &path)) {
        // what is half written is of no use; the first error is the one to tell
        let _ = fs::remove_file(&beside);
        return Err(failed(error));
    }
    Ok(())
}
