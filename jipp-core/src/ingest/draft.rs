//! What could a mapping for this file look like? A first draft, from headers and sampled values, for a person to finish.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use serde::Serialize;

use super::choose::HEADER_SEARCH;
use super::content::tables;
use super::explain::shown;
use super::mapping::{Headers, built_in_mappings};
use super::table::unique_headers;
use super::{IngestError, ReadOptions, Source, Table};
use crate::model::{Field, is_personal};
use crate::text::{find_personal_data, parse_date, parse_number, words, year_within};
use crate::vocab::{CodeScheme, ResolveOptions, Status, region_by, region_by_code, resolve, vocabulary, vocabulary_of};

/// A mapping that was guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MappingDraft {
    /// The mapping file, with a reason and samples beside every column.
    pub toml: String,
    /// Each column with the field guessed and why; none where nothing could be guessed.
    pub columns: Vec<(String, Option<Field>, String)>,
    /// Columns that look like personal data.
    pub restricted: Vec<String>,
}

/// Rows that are looked at.
const SAMPLED: usize = 200;
/// Share of cells that must fit for a guess by values.
const FITTING: f64 = 0.8;
/// Years in which public services of today began. No code of a regency by BPS lies among them: provinces have 11 to 19, 21 and 31 on, so that
/// those that look like years end with 1971 and begin again with 2101.
const YEARS: RangeInclusive<i32> = 1980..=2100;

/// Guesses a mapping: by headers that the built-in mappings know, then by what the cells hold. `name` becomes the name of the mapping.
pub fn draft_mapping(source: Source<'_>, name: &str, options: &ReadOptions<'_>) -> Result<MappingDraft, IngestError> {
    let (tables, _) = tables(source, options)?;
    let known = known_headers();
    // the table and row with the most known headers; where none is known, the first row that is as wide as the table
    let score = |cells: &[String]| {
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        (known.iter().map(|headers| headers.known(cells)).max().unwrap_or(0), filled)
    };
    let mut best: Option<((usize, usize), usize, usize)> = None;
    for (at, partial) in tables.iter().enumerate() {
        let rows = std::iter::once(&partial.table.columns).chain(partial.table.rows.iter().map(|row| &row.cells)).take(HEADER_SEARCH);
        for (row, cells) in rows.enumerate() {
            let score = score(cells);
            if best.is_none_or(|(known, ..)| score > known) {
                best = Some((score, at, row));
            }
        }
    }
    let Some((_, at, row)) = best else { return Err(IngestError::Empty { file: source.name.to_owned() }) };
    let table = tables.into_iter().nth(at).map(|partial| partial.table.with_header_at(row)).unwrap_or_default();
    Ok(draft(&table, name, &known))
}

/// The same for a table that has its headers already, such as a data frame.
pub fn draft_table_mapping(table: &Table, name: &str) -> MappingDraft {
    draft(table, name, &known_headers())
}

fn known_headers() -> Vec<Headers<'static>> {
    built_in_mappings().iter().map(super::mapping::Mapping::headers).collect()
}

/// What is known of one column.
struct Column<'t> {
    header: String,
    cells: Vec<&'t str>,
}

impl Column<'_> {
    fn share(&self, fits: impl Fn(&str) -> bool) -> f64 {
        let fitting = self.cells.iter().filter(|cell| fits(cell)).count();
        if self.cells.is_empty() { 0.0 } else { fitting as f64 / self.cells.len() as f64 }
    }

    fn distinct(&self) -> f64 {
        let different: HashSet<&str> = self.cells.iter().copied().collect();
        if self.cells.is_empty() { 0.0 } else { different.len() as f64 / self.cells.len() as f64 }
    }

    fn mean_length(&self) -> usize {
        self.cells.iter().map(|cell| cell.chars().count()).sum::<usize>() / self.cells.len().max(1)
    }
}

fn draft(table: &Table, name: &str, known: &[Headers<'_>]) -> MappingDraft {
    let headers = unique_headers(&table.columns, table.columns.len());
    let columns: Vec<Column<'_>> = headers
        .into_iter()
        .enumerate()
        .map(|(at, header)| {
            let cells = table.rows.iter().take(SAMPLED).filter_map(|row| row.cells.get(at)).map(|cell| cell.trim());
            Column { header, cells: cells.filter(|cell| !cell.is_empty()).collect() }
        })
        .collect();
    let mut taken: HashSet<Field> = HashSet::new();
    let mut guessed: Vec<(Option<Field>, String)> = Vec::new();
    let mut restricted = Vec::new();
    for column in &columns {
        if known.iter().any(|headers| headers.is_restricted(&column.header)) {
            restricted.push(column.header.clone());
            guessed.push((None, PERSONAL_HEADER.to_owned()));
        } else if column.share(|cell| !find_personal_data(cell).is_empty()) >= 0.3 && column.mean_length() < 60 {
            restricted.push(column.header.clone());
            guessed.push((None, "values are personal data / isinya data pribadi".to_owned()));
        } else if let Some((field, reason)) = by_header(&column.header, known) {
            taken.insert(field);
            guessed.push((Some(field), reason));
        } else if is_of_persons(column) {
            restricted.push(column.header.clone());
            guessed.push((None, PERSONAL_HEADER.to_owned()));
        } else {
            guessed.push((None, String::new()));
        }
    }
    for (column, guess) in columns.iter().zip(&mut guessed).filter(|(_, guess)| guess.0.is_none() && guess.1.is_empty()) {
        if let Some((field, reason)) = by_values(column, &taken) {
            taken.insert(field);
            *guess = (Some(field), reason);
        }
    }
    let toml = written(name, &columns, &guessed, &restricted);
    let columns = columns.into_iter().zip(guessed).map(|(column, (field, reason))| (column.header, field, reason)).collect();
    MappingDraft { toml, columns, restricted }
}

/// Why a column is kept apart by its header.
const PERSONAL_HEADER: &str = "header of personal data / kepala kolom data pribadi";
/// Words of a header that say that its cells name a person or tell how to reach one, beside those that say so in any name of a field.
const OF_PERSONS: [&str; 6] = ["cp", "narahubung", "npwp", "pengusul", "pic", "tlp"];

/// Whether a column is about persons by its header: `Nama PIC`, `No. WA Ketua`. Addresses of pages are none.
fn is_of_persons(column: &Column<'_>) -> bool {
    let told = is_personal(&column.header) || words(&column.header).any(|word| OF_PERSONS.contains(&word.as_str()));
    told && column.share(|cell| cell.starts_with("http")) < FITTING
}

/// The field that most mappings read from a header; of equals the first of them decides.
fn by_header(header: &str, known: &[Headers<'_>]) -> Option<(Field, String)> {
    let mut votes: BTreeMap<Field, (usize, &str)> = BTreeMap::new();
    for headers in known {
        if let Some((field, _)) = headers.fields_of(header).first() {
            votes.entry(*field).or_insert((0, headers.mapping.name.as_str())).0 += 1;
        }
    }
    let (field, (_, first)) = votes.into_iter().max_by_key(|(field, (count, _))| (*count, std::cmp::Reverse(*field)))?;
    Some((field, format!("header known to `{first}` / kepala kolom dikenal `{first}`")))
}

fn by_values(column: &Column<'_>, taken: &HashSet<Field>) -> Option<(Field, String)> {
    if column.cells.is_empty() {
        return None;
    }
    let free = |field: Field| !taken.contains(&field);
    let because = |field: Field, share: f64, what: &str| Some((field, format!("{:.0}% {what}", share * 100.0)));
    let links = column.share(|cell| cell.starts_with("http://") || cell.starts_with("https://"));
    if links >= FITTING {
        let video = column.share(|cell| cell.contains("youtu")) >= 0.5;
        let field = if video { Field::Video } else { Field::Url };
        return because(field, links, "web addresses / alamat web").filter(|_| free(field));
    }
    let worded = column.share(|cell| parse_number(cell).is_none());
    if worded >= FITTING {
        let fields = Field::ALL.iter().copied().filter(|field| field.is_readable() && free(*field));
        let fits = fields.filter_map(|field| {
            let values = vocabulary(vocabulary_of(field)?)?;
            let share = column.share(|cell| cell.split([';', '|']).all(|part| values.find(part.trim()).is_some()));
            (share >= FITTING).then_some((field, share, values.name.as_str()))
        });
        if let Some((field, share, name)) = fits.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) {
            return because(field, share, &format!("values of `{name}` / nilai `{name}`"));
        }
    }
    let years = column.share(|cell| year_within(cell, YEARS).is_some());
    if years >= FITTING && free(Field::Year) {
        return because(Field::Year, years, "years / tahun");
    }
    // `12.01.05` is a day as well as a district
    let codes = column.share(is_region_code);
    let dates = if codes >= FITTING { 0.0 } else { column.share(|cell| parse_date(cell).is_some_and(|date| YEARS.contains(&date.year()))) };
    if dates >= FITTING && free(Field::ImplementationDate) {
        return because(Field::ImplementationDate, dates, "dates, which one is for you to say / tanggal, tentukan tanggal apa");
    }
    if column.mean_length() < 90 && worded >= FITTING && free(Field::Agency) {
        let resolved = column.share(|cell| resolve(cell, ResolveOptions::default()).status == Status::Resolved);
        if resolved >= 0.6 {
            return because(Field::Agency, resolved, "names of agencies / nama instansi");
        }
    }
    let compact = column.share(|cell| !cell.contains(char::is_whitespace) && cell.len() <= 24);
    if compact >= FITTING && column.distinct() >= 0.95 && column.cells.len() > 1 && free(Field::ExternalId) {
        return because(Field::ExternalId, column.distinct(), "different, without blanks / berbeda, tanpa spasi");
    }
    if worded >= FITTING && column.distinct() >= FITTING && (8..=160).contains(&column.mean_length()) && free(Field::Title) {
        return because(Field::Title, column.distinct(), "different short texts / teks pendek yang berbeda");
    }
    if column.mean_length() > 200 && free(Field::Summary) {
        return because(Field::Summary, 1.0, "long texts / teks panjang");
    }
    None
}

/// Whether a cell is the code of a region, or of a district or village in one, of Kemendagri (`35.78.01`) or BPS (`3578010`).
fn is_region_code(cell: &str) -> bool {
    let dotted: Vec<&str> = cell.split('.').collect();
    if let [province, regency, below @ ..] = dotted.as_slice() {
        let has_digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        return below.len() <= 2 && below.iter().all(has_digits) && region_by_code(&format!("{province}.{regency}")).is_some();
    }
    // provinces and regencies, and below them districts (7) and villages (10)
    matches!(cell.len(), 2 | 4 | 7 | 10)
        && cell.bytes().all(|byte| byte.is_ascii_digit())
        && region_by(CodeScheme::Bps, cell.get(..cell.len().min(4)).unwrap_or_default()).is_some()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn written(name: &str, columns: &[Column<'_>], guessed: &[(Option<Field>, String)], restricted: &[String]) -> String {
    let mut out = String::new();
    let list = |headers: &[&str]| headers.iter().map(|header| quoted(header)).collect::<Vec<_>>().join(", ");
    // writing to a string cannot fail
    let _ = writeln!(out, "# Draft of a mapping, guessed by `jipp mapping init`: check every line. `jipp fields` lists the fields.");
    let _ = writeln!(out, "# Rancangan pemetaan hasil tebakan: periksa setiap baris. `jipp fields` mendaftar kolom baku.");
    let _ = writeln!(out, "name = {}\nsystem = \"generic\"\nprogramme = \"other\"\nabout = \"\"", quoted(name));
    let restricted: Vec<&str> = restricted.iter().map(String::as_str).collect();
    let _ = writeln!(out, "# personal data, kept apart / data pribadi, disimpan terpisah\nrestricted = [{}]", list(&restricted));
    let mut fields: BTreeMap<Field, Vec<(&Column<'_>, &str)>> = BTreeMap::new();
    for (column, (field, reason)) in columns.iter().zip(guessed) {
        if let Some(field) = field {
            fields.entry(*field).or_default().push((column, reason));
        }
    }
    for (field, from) in &fields {
        let _ = writeln!(out, "\n# {} / {}", field.label(crate::lang::Lang::Id), field.label(crate::lang::Lang::En));
        for (column, reason) in from {
            let _ = writeln!(out, "# {}: {reason}{}", flat(&column.header), samples(column));
        }
        let headers: Vec<&str> = from.iter().map(|(column, _)| column.header.as_str()).collect();
        let _ = writeln!(out, "[columns.{field}]\nheaders = [{}]", list(&headers));
        if *field == Field::Title {
            let _ = writeln!(out, "required = true");
        }
    }
    let rest = columns.iter().zip(guessed).filter(|(column, (field, _))| field.is_none() && !restricted.contains(&column.header.as_str()));
    let rest: Vec<&Column<'_>> = rest.map(|(column, _)| column).collect();
    if !fields.contains_key(&Field::Title) {
        let _ = writeln!(
            out,
            "\n# no column looks like the title: without one nothing can be read / kolom judul belum ditemukan\n#[columns.title]\n#headers = []\n#required = true"
        );
    }
    if !rest.is_empty() {
        let _ =
            writeln!(out, "\n# Not mapped: their cells stay in the source record. / Belum dipetakan: isinya tetap ada di rekaman sumber.");
        for column in rest {
            let _ = writeln!(out, "# {}{}", flat(&column.header), samples(column));
        }
    }
    out
}

/// A text as a comment holds it: one line without control characters.
fn flat(text: &str) -> String {
    crate::text::excerpt(&crate::text::tidy(text), 80)
}

fn samples(column: &Column<'_>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for cell in &column.cells {
        let cell = flat(&shown(cell));
        if !seen.contains(&cell) {
            seen.push(cell);
        }
        if seen.len() == 3 {
            break;
        }
    }
    if seen.is_empty() { " (empty / kosong)".to_owned() } else { format!(" ({})", seen.join(" | ")) }
}
