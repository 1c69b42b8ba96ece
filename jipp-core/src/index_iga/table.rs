//! A region from a file: one row for each innovation, or a [`RegionLevels`] as JSON.
//!
//! Columns, in any order and case; `N` is the number of an indicator in the form of the year:
//!
//! | column | also | holds |
//! |---|---|---|
//! | `id` | `Nomor Registrasi` | the id; the row number if there is none |
//! | `title` | `Nama Inovasi`, `Judul` | the title |
//! | `agency` | `Nama Pemda`, `Instansi` | the government |
//! | `affairs` | `Urusan` | codes or names, separated by `;` |
//! | `initiation_date`, `implementation_date`, `development_date` | `Waktu Inisiasi`, `Waktu Penerapan`, `Waktu Pengembangan` | dates |
//! | `maturity` | `Kematangan` | the maturity that another system stores |
//! | `basis` | | the basis of the indicator of usefulness |
//! | `sid_N` | `Indikator N` | the level claimed |
//! | `verified_N`, `value_N`, `evidence_N` | | the level verified, the number behind the level, the evidence |
//!
//! The file of the region's own indicators has a row for each: `number`, `level`, and if known `verified`, `evidence`, `value`.

use super::error::IndexError;
use super::form::{Form, Role, same_number};
use super::region::{IndicatorLevel, InnovationLevels, RegionLevels};
use crate::error::Error;
use crate::ingest::{ReadOptions, Row, Source, Table, read_plain};
use crate::lang::BilingualText;
use crate::text::{excerpt, is_placeholder, tidy};
use crate::vocab::{ResolveOptions, agency_by_code, resolve};

/// A region read from a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegionFile {
    /// What it holds.
    pub region: RegionLevels,
    /// Columns that mean nothing to jipp.
    pub ignored: Vec<String>,
}

/// Reads the innovations of a region from CSV, XLSX or a list of JSON objects with the columns above, or the whole region from a
/// JSON object. Of a file of several governments, `agency` chooses one, by its name or code.
pub fn read_region(source: Source<'_>, form: &Form, agency: Option<&str>, options: &ReadOptions<'_>) -> Result<RegionFile, Error> {
    if let Some(region) = whole_region(source)? {
        return Ok(RegionFile { region, ignored: Vec::new() });
    }
    let table = read_plain(source, options)?;
    let columns: Vec<Option<Column>> = table.columns.iter().map(|header| Column::of(header)).collect();
    if !columns.iter().flatten().any(|column| matches!(column, Column::Of(Part::Level, _))) {
        let expected = form.innovation.iter().map(|indicator| format!("`sid_{}`", indicator.number)).collect::<Vec<_>>().join(", ");
        return Err(no_columns(source, &expected, &table).into());
    }
    let mut read = RegionFile::default();
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        check_row(source, &table, row)?;
        rows.push(innovation(form, &columns, row));
    }
    let mut agencies: Vec<String> = Vec::new();
    for (government, _) in &rows {
        if !government.is_empty() && !agencies.contains(government) {
            agencies.push(government.clone());
        }
    }
    // a file that names no government is that of the one asked for
    if let Some(wanted) = agency.filter(|_| !agencies.is_empty()) {
        let found = chosen(wanted, &agencies);
        if found.is_empty() {
            let suggestion = crate::error::nearest(wanted, agencies.iter().map(String::as_str));
            let (file, agency) = (source.name.to_owned(), wanted.to_owned());
            return Err(IndexError::UnknownAgency { file, agency, found: excerpt(&agencies.join("; "), 300), suggestion }.into());
        }
        rows.retain(|(government, _)| found.contains(government));
        // one government may be written in several ways
        agencies = found.into_iter().take(1).collect();
    }
    read.region.innovations = rows.into_iter().map(|(_, innovation)| innovation).collect();
    if agencies.len() > 1 {
        return Err(IndexError::Agencies { file: source.name.to_owned(), found: excerpt(&agencies.join("; "), 300) }.into());
    }
    read.region.agency = agencies.pop().or_else(|| agency.map(str::to_owned));
    let unknown = table.columns.iter().zip(&columns).filter(|(_, column)| column.is_none());
    read.ignored = unknown.map(|(header, _)| header.clone()).collect();
    Ok(read)
}

/// The governments of a file that are the one asked for: written alike, else of the same code. A code may be asked for, too.
fn chosen(wanted: &str, agencies: &[String]) -> Vec<String> {
    let alike: Vec<String> = agencies.iter().filter(|agency| same_text(wanted, agency)).cloned().collect();
    if !alike.is_empty() {
        return alike;
    }
    let code_of = |name: &str| resolve(name, ResolveOptions::default()).code;
    let code = agency_by_code(wanted.trim()).map(|agency| agency.code.clone()).or_else(|| code_of(wanted));
    agencies.iter().filter(|agency| code.is_some() && code_of(agency) == code).cloned().collect()
}

/// Reads the levels of the region's own indicators: a row for each.
pub fn read_spd(source: Source<'_>, options: &ReadOptions<'_>) -> Result<Vec<IndicatorLevel>, Error> {
    let table = read_plain(source, options)?;
    let at = |names: &[&str]| table.columns.iter().position(|header| names.iter().any(|name| same_text(name, header)));
    let (Some(number), Some(level)) = (at(&["number", "nomor", "no", "indikator", "indicator"]), at(&["level", "parameter"])) else {
        return Err(no_columns(source, "`number`, `level`", &table).into());
    };
    let others = [at(&["verified", "terverifikasi"]), at(&["value", "nilai"]), at(&["evidence", "bukti"])];
    let mut levels = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        check_row(source, &table, row)?;
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
        let [verified, value, evidence] = others.map(|at| at.map(|at| cell(at).to_owned()));
        // a row without a number is no indicator: a total, a remark
        if !cell(number).is_empty() {
            levels.push(IndicatorLevel {
                number: cell(number).to_owned(),
                level: written(cell(level)),
                verified_level: verified.as_deref().and_then(written),
                value: value.as_deref().and_then(filled),
                basis: None,
                evidence,
            });
        }
    }
    Ok(levels)
}

/// A region as a JSON object; `None` if the file is something else.
fn whole_region(source: Source<'_>) -> Result<Option<RegionLevels>, IndexError> {
    let Ok(text) = std::str::from_utf8(source.bytes) else { return Ok(None) };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('{') {
        return Ok(None);
    }
    let is_region = |value: &serde_json::Value| value.get("innovations").is_some_and(serde_json::Value::is_array);
    if !serde_json::from_str(text).as_ref().is_ok_and(is_region) {
        return Ok(None);
    }
    // from the text and not from the value, so that an error names line and column
    let wrong = |error: serde_json::Error| IndexError::Region { file: source.name.to_owned(), reason: error.to_string() };
    serde_json::from_str(text).map(Some).map_err(wrong)
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Id,
    Title,
    Agency,
    Affairs,
    Initiation,
    Implementation,
    Development,
    Maturity,
    Basis,
    Of(Part, String),
}

/// What a column holds of one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Level,
    Verified,
    Value,
    Evidence,
}

const NAMES: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "external id", "nomor registrasi", "nomor registrasi iga", "no registrasi", "id inovasi"]),
    (Column::Title, &["title", "judul", "nama inovasi", "nama inovasi daerah", "judul inovasi"]),
    (Column::Agency, &["agency", "instansi", "nama pemda", "pemda", "pemerintah daerah"]),
    (Column::Affairs, &["affairs", "urusan", "urusan pemerintahan", "urusan inovasi daerah"]),
    (Column::Initiation, &["initiation date", "waktu inisiasi", "tanggal inisiasi"]),
    (Column::Implementation, &["implementation date", "waktu penerapan", "tanggal penerapan"]),
    (Column::Development, &["development date", "waktu pengembangan", "tanggal pengembangan"]),
    (Column::Maturity, &["maturity", "kematangan"]),
    (Column::Basis, &["basis", "dasar penilaian", "dasar kemanfaatan"]),
];

const PARTS: &[(Part, &[&str])] = &[
    (Part::Level, &["sid", "indikator", "indicator", "level"]),
    (Part::Verified, &["verified", "verifikasi", "terverifikasi"]),
    (Part::Value, &["value", "nilai", "angka"]),
    (Part::Evidence, &["evidence", "bukti"]),
];

impl Column {
    fn of(header: &str) -> Option<Self> {
        if let Some((column, _)) = NAMES.iter().find(|(_, names)| names.iter().any(|name| same_text(name, header))) {
            return Some(column.clone());
        }
        let header = header.trim().to_lowercase();
        PARTS.iter().find_map(|(part, names)| {
            let rest = names.iter().find_map(|name| header.strip_prefix(name))?;
            let number = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '_' || c == '-' || c == '.');
            number.starts_with(|c: char| c.is_ascii_digit()).then(|| Self::Of(*part, number.to_owned()))
        })
    }
}

/// The government and the innovation of a row.
fn innovation(form: &Form, columns: &[Option<Column>], row: &Row) -> (String, InnovationLevels) {
    let mut agency = String::new();
    let mut read = InnovationLevels { row: Some(row.number), ..InnovationLevels::default() };
    let mut basis = None;
    for (column, cell) in columns.iter().zip(&row.cells) {
        let Some(column) = column else { continue };
        let cell = cell.trim();
        match column {
            Column::Id => cell.clone_into(&mut read.id),
            Column::Title => read.title = filled(cell),
            Column::Agency => agency = tidy(cell),
            Column::Affairs => read.affairs.extend(affairs(form, cell)),
            Column::Initiation => read.initiation_date = filled(cell),
            Column::Implementation => read.implementation_date = filled(cell),
            Column::Development => read.development_date = filled(cell),
            Column::Maturity => read.maturity = filled(cell),
            Column::Basis => basis = Some(cell.to_owned()),
            Column::Of(part, number) => set(&mut read.indicators, *part, number, cell),
        }
    }
    read.indicators.retain(|entered| {
        let given = [&entered.level, &entered.verified_level, &entered.value];
        given.iter().any(|cell| cell.is_some()) || entered.evidence.as_deref().is_some_and(|text| !text.is_empty())
    });
    let usefulness = form.innovation.iter().find(|indicator| indicator.role == Role::Usefulness);
    if let Some(usefulness) = usefulness {
        let entered = read.indicators.iter_mut().find(|entered| same_number(&entered.number, &usefulness.number));
        if let Some(entered) = entered {
            entered.basis = basis;
        }
    }
    if read.id.is_empty() {
        read.id = format!("#{}", row.number);
    }
    (agency, read)
}

fn set(indicators: &mut Vec<IndicatorLevel>, part: Part, number: &str, cell: &str) {
    let at = indicators.iter().position(|entered| same_number(&entered.number, number)).unwrap_or_else(|| {
        indicators.push(IndicatorLevel { number: number.to_owned(), ..IndicatorLevel::default() });
        indicators.len() - 1
    });
    let Some(entered) = indicators.get_mut(at) else { return };
    match part {
        Part::Level => entered.level = written(cell),
        Part::Verified => entered.verified_level = written(cell),
        Part::Value => entered.value = filled(cell),
        Part::Evidence => entered.evidence = Some(cell.to_owned()),
    }
}

/// The affairs of a cell. Names hold commas, so a cell is split at commas only if every part is an affair.
fn affairs(form: &Form, cell: &str) -> Vec<String> {
    let parts = |separators: &[char]| -> Vec<String> { cell.split(separators).map(tidy).filter(|part| !part.is_empty()).collect() };
    let by_comma = parts(&[',', ';', '|', '\n']);
    let known = by_comma.iter().all(|part| form.affairs.find(part).is_some());
    if known { by_comma } else { parts(&[';', '|', '\n']) }
}

/// The text of a cell of levels, whatever it is: what is no level is to be named.
fn written(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

/// The text of a cell that says something.
fn filled(cell: &str) -> Option<String> {
    let cell = cell.trim();
    (!cell.is_empty() && !is_placeholder(cell)).then(|| cell.to_owned())
}

fn same_text(a: &str, b: &str) -> bool {
    crate::text::key(a) == crate::text::key(b)
}

fn no_columns(source: Source<'_>, expected: &str, table: &Table) -> IndexError {
    let found = table.columns.iter().map(|header| format!("`{header}`")).collect::<Vec<_>>().join(", ");
    IndexError::Columns { file: source.name.to_owned(), expected: expected.to_owned(), found: excerpt(&found, 300) }
}

/// A row whose cells do not fit the header would put levels under other indicators.
fn check_row(source: Source<'_>, table: &Table, row: &Row) -> Result<(), IndexError> {
    let wrong = |reason: BilingualText| IndexError::Row { file: source.name.to_owned(), row: row.number, reason };
    if let Some((column, bytes)) = row.too_long.first() {
        let header = table.columns.get(*column).map_or("?", String::as_str);
        return Err(wrong(BilingualText::new(
            format!("sel `{header}` berukuran {bytes} byte"),
            format!("the cell of `{header}` has {bytes} bytes"),
        )));
    }
    let (cells, headers) = (row.cells.len(), table.columns.len());
    let beyond = row.cells.iter().skip(headers).any(|cell| !cell.trim().is_empty());
    if beyond {
        return Err(wrong(BilingualText::new(
            format!("{cells} sel untuk {headers} kolom; apit sel yang memuat pemisah dengan tanda kutip"),
            format!("{cells} cells for {headers} columns; put cells that hold the delimiter in quotes"),
        )));
    }
    Ok(())
}
