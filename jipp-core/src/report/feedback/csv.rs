use super::sheet::Sheet;
use crate::ingest::guarded;

/// The table as CSV: UTF-8 with a byte order mark, by which spreadsheets know it, and the delimiter of the original; `;` where the
/// original was no CSV file, as spreadsheets with Indonesian settings expect it.
pub(super) fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, csv::Error> {
    let delimiter = match sheet.file.detail.as_str() {
        "delimiter comma" => b',',
        "delimiter tab" => b'\t',
        "delimiter bar" => b'|',
        _ => b';',
    };
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
        writer.write_record(sheet.headers().map(guarded))?;
        for row in &sheet.rows {
            writer.write_record(row.cells.iter().chain(&row.own).map(|cell| guarded(cell)))?;
        }
        writer.flush()?;
    }
    Ok(bytes)
}
