use serde::{Deserialize, Serialize};

use super::Field;

/// What a reader noticed about a row or a cell while turning it into a record.
///
/// Readers know nothing of rules: they leave notes, and rules turn notes into findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// The row has fewer or more cells than the header.
    RowWidth,
    /// A cell is longer than the limit and was not read.
    CellTooLong,
    /// The cell is no date, year or number where one is expected.
    Unparsed,
    /// Scripts, styles, frames or pictures inside the text were dropped.
    UnsafeMarkup,
    /// The text is exactly as long as an old database column allowed.
    CutText,
    /// A placeholder such as `#N/A` or `-` was read as missing.
    Placeholder,
    /// A phone number, e-mail address or identity number was taken out of a public field.
    PersonalData,
    /// The text holds characters that could not be decoded.
    Undecodable,
    /// The cell of a workbook holds a number of more digits than a spreadsheet keeps.
    RoundedNumber,
    /// The cell is empty in the workbook: it belongs to a merged cell, whose value stands in its first row.
    MergedCell,
    /// Doubled blanks, stray quotes or markup in a title were tidied.
    Tidied,
}

/// One remark of a reader about one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What was noticed.
    pub kind: NoteKind,
    /// The field concerned, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// The column of the file, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// An excerpt of the value, or a measure of it; never personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}
