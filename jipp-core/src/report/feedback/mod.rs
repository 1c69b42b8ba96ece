//! What goes back to each agency, so that it can be corrected and read again?
//!
//! One file for each agency and file checked, with only that agency's rows: the columns of the original, then columns of jipp with
//! what was found and what to do. `ingest/returned/` is the other half: it takes the columns of jipp out again when the file comes
//! back, so that an unchanged row is the same record with the same hash. Records whose agency is not known go to one file `lainnya`
//! (`other`), which is for the operator and for no agency.

mod cells;
mod csv;
mod guide;
mod names;
mod sheet;
mod words;
mod xlsx;

use std::collections::{BTreeMap, HashMap};

use crate::ingest::FileInfo;
use crate::lang::Lang;
use crate::model::{Finding, PartialDate, Record};
use crate::rules::Checked;

use names::Names;
use sheet::Sheet;

/// In which form feedback files are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FeedbackFormat {
    /// A workbook: data with comments at the cells, a guide, texts of any length.
    #[default]
    Xlsx,
    /// A table with the same columns, without comments and guide. Spreadsheets cut cells of more than 32,767 characters.
    Csv,
}

/// How feedback files are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct FeedbackOptions {
    /// Language of the texts; the columns of jipp are named in both.
    pub lang: Lang,
    /// The form.
    pub format: FeedbackFormat,
    /// Whether telephone numbers, e-mail addresses and identity numbers travel with the file. They are the agency's own, but a file
    /// may travel further: without it they are masked, and known as unchanged when the file comes back.
    pub personal_data: bool,
    /// The day of the check, named in the guide.
    pub as_of: Option<PartialDate>,
}

/// One file to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackFile {
    /// A file name that is safe everywhere; nothing in it but lower-case letters, digits, `-`, `_` and the extension.
    pub name: String,
    /// Code of the agency; none for records whose agency is not known.
    pub agency: Option<String>,
    /// How many rows it holds.
    pub records: usize,
    /// Its content: the same records, findings and options give the same bytes.
    pub bytes: Vec<u8>,
}

/// Why a feedback file cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FeedbackError {
    /// The rows do not fit into a workbook.
    #[error("the feedback file `{name}` cannot be made: {reason}; try the CSV form, or split the file that is checked")]
    Workbook {
        /// The file.
        name: String,
        /// Why.
        reason: String,
    },
}

/// The quarantined records of one file as one workbook or table: what was found at each cell, and what to do. It comes back like a
/// feedback file. None if no record of the file is quarantined.
pub fn quarantine_file(
    file: &FileInfo,
    records: &[Record],
    checked: &Checked,
    options: &FeedbackOptions,
) -> Result<Option<FeedbackFile>, FeedbackError> {
    let own = |record: &&Record| *record.source.file == file.name && checked.quarantined.contains(&record.source.record_id);
    let records: Vec<&Record> = records.iter().filter(own).collect();
    if records.is_empty() {
        return Ok(None);
    }
    let mut of_record: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &checked.findings {
        if let Some(record) = &finding.record {
            of_record.entry(record).or_default().push(finding);
        }
    }
    let sheet = Sheet::new(file, None, &records, checked, &of_record, None, options);
    let (bytes, extension) = match options.format {
        FeedbackFormat::Xlsx => (xlsx::write(&sheet, options).map_err(|error| error.to_string()), "xlsx"),
        FeedbackFormat::Csv => (csv::write(&sheet).map_err(|error| error.to_string()), "csv"),
    };
    let name = format!("karantina.{extension}");
    let bytes = bytes.map_err(|reason| FeedbackError::Workbook { name: name.clone(), reason })?;
    Ok(Some(FeedbackFile { name, agency: None, records: records.len(), bytes }))
}

/// The feedback files of checked records, one after the other: only one of them is in memory. In order of agency and file.
pub fn feedback_files<'a>(
    files: &'a [FileInfo],
    records: &'a [Record],
    checked: &'a Checked,
    options: &FeedbackOptions,
) -> impl Iterator<Item = Result<FeedbackFile, FeedbackError>> + 'a {
    let options = *options;
    let mut of_record: HashMap<&str, Vec<&Finding>> = HashMap::new();
    let mut of_file: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &checked.findings {
        match (&finding.record, &finding.file) {
            (Some(record), _) => of_record.entry(record).or_default().push(finding),
            (None, Some(file)) => of_file.entry(file).or_default().push(finding),
            (None, None) => {}
        }
    }
    // without an agency last
    let mut groups: BTreeMap<(bool, &str, usize), Vec<&Record>> = BTreeMap::new();
    let numbers: HashMap<&str, usize> = files.iter().enumerate().rev().map(|(number, file)| (file.name.as_str(), number)).collect();
    for record in records {
        let Some(number) = numbers.get(&*record.source.file) else { continue };
        let agency = record.innovation.agency_code.as_deref();
        groups.entry((agency.is_none(), agency.unwrap_or_default(), *number)).or_default().push(record);
    }
    let mut names = Names::new(options.lang, options.format, files.len() > 1);
    groups.into_iter().filter_map(move |((unknown, agency, number), records)| {
        let file = files.get(number)?;
        let agency = (!unknown).then_some(agency);
        let name = names.next(agency, &file.name);
        let sheet = Sheet::new(file, agency, &records, checked, &of_record, of_file.get(file.name.as_str()), &options);
        let bytes = match options.format {
            FeedbackFormat::Xlsx => xlsx::write(&sheet, &options).map_err(|error| error.to_string()),
            FeedbackFormat::Csv => csv::write(&sheet).map_err(|error| error.to_string()),
        };
        let made = bytes.map_err(|reason| FeedbackError::Workbook { name: name.clone(), reason });
        Some(made.map(|bytes| FeedbackFile { name, agency: agency.map(str::to_owned), records: records.len(), bytes }))
    })
}
