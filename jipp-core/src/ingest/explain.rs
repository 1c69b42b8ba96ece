//! What maps where, and what comes of it?

use serde::{Deserialize, Serialize};

use super::Ingested;
use crate::model::Field;
use crate::text::{excerpt, redact};

/// What became of one column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnUse {
    /// Its header.
    pub column: String,
    /// The field it is read into; none if jipp has no field for it, or keeps it apart.
    pub field: Option<Field>,
    /// Whether its cells are personal data, kept in the restricted part of the source record.
    pub restricted: bool,
    /// Rows with a value in it.
    pub filled: u64,
    /// Cells that could not be read into the field.
    pub unread: u64,
    /// Some cells, and what was read from each. Personal data is masked; of a restricted column there are none.
    pub samples: Vec<(String, String)>,
}

/// Samples of a column.
const SAMPLES: usize = 3;
/// Characters of a sample.
const LENGTH: usize = 60;

/// What became of every column of a file that was read, in the order of the file.
pub fn explain_mapping(ingested: &Ingested) -> Vec<ColumnUse> {
    let mut columns: Vec<ColumnUse> = ingested
        .file
        .columns
        .iter()
        .map(|(column, field)| ColumnUse {
            column: column.clone(),
            field: *field,
            restricted: false,
            filled: 0,
            unread: 0,
            samples: Vec::new(),
        })
        .collect();
    for record in &ingested.records {
        for used in &mut columns {
            let cell = record.source.cell(&used.column);
            if cell.is_none() && record.source.restricted.iter().any(|(column, _)| **column == *used.column) {
                (used.restricted, used.filled) = (true, used.filled + 1);
                continue;
            }
            let Some(cell) = cell.filter(|cell| !cell.trim().is_empty()) else { continue };
            used.filled += 1;
            let of_column = |note: &&crate::model::Note| note.column.as_deref() == Some(&used.column);
            used.unread +=
                record.source.notes.iter().filter(of_column).filter(|note| note.kind == crate::model::NoteKind::Unparsed).count() as u64;
            if used.samples.len() < SAMPLES {
                let read =
                    used.field.and_then(|field| record.innovation.get(field).to_text().map(|text| text.to_string())).unwrap_or_default();
                let sample = (shown(cell), shown(&read));
                if !used.samples.contains(&sample) {
                    used.samples.push(sample);
                }
            }
        }
    }
    columns
}

pub(super) fn shown(cell: &str) -> String {
    excerpt(&redact(cell).unwrap_or_else(|| cell.to_owned()), LENGTH)
}
