//! Cell to value: cleaning that keeps what was written apart from what was read.

use std::borrow::Cow;
use std::collections::HashSet;

use super::award::parse_awards;
use super::formula::restored;
use super::mapping::ColumnRule;
use super::structured;
use crate::model::{Coordinates, Field, FieldKind, Innovation, Note, NoteKind, PartialDate, Value};
use crate::text::{
    HtmlText, excerpt, find_personal_data, fold, html_to_text, is_placeholder, parse_date, parse_number, parts_thousands, redact,
    says_none, tidy, words,
};
use crate::vocab::{CodeScheme, MatchedBy, Vocabulary, region_by, region_by_code, vocabulary, vocabulary_of};

/// Longest excerpt of a value in a note.
const EXCERPT: usize = 80;

/// Lengths at which columns of the old databases cut their texts: MySQL `TEXT` (bytes) and `VARCHAR(255)` (characters).
const CUT_TEXT: usize = 65_535;
const CUT_VARCHAR: usize = 255;

/// Reads one cell into one field.
pub(super) struct Reading<'a> {
    pub(super) field: Field,
    pub(super) rule: &'a ColumnRule,
    pub(super) notes: &'a mut Vec<Note>,
    /// Columns in which personal data was found.
    pub(super) masked: &'a mut HashSet<usize>,
}

impl Reading<'_> {
    /// Whether a cell is as good as empty. That there are no obstacles is an answer.
    fn is_placeholder(&self, text: &str) -> bool {
        is_placeholder(text) && !(self.field.may_be_none() && says_none(text))
    }

    fn note(&mut self, kind: NoteKind, column: &str, value: impl Into<Option<String>>) {
        self.notes.push(Note { kind, field: Some(self.field), column: Some(column.to_owned()), value: value.into() });
    }

    /// The value of a cell in the column `column`, the one at `at`.
    pub(super) fn value(&mut self, cell: &str, column: &str, at: usize) -> Value {
        let cell = restored(cell);
        if self.is_placeholder(cell) {
            self.note(NoteKind::Placeholder, column, excerpt(cell, EXCERPT));
            return Value::Missing;
        }
        match self.field.kind() {
            FieldKind::Text => self.line(cell, column, at),
            FieldKind::RichText => self.rich(cell, column, at),
            FieldKind::Link => self.link(tidy(cell), column, at).map_or(Value::Missing, Value::Text),
            FieldKind::Code | FieldKind::Codes | FieldKind::Awards => {
                let Value::Text(cell) = self.public(cell.to_owned(), column, at) else { return Value::Missing };
                match self.field.kind() {
                    FieldKind::Code => Value::Text(self.code(&tidy(&cell))),
                    FieldKind::Codes => Value::List(self.parts(&cell).iter().map(|part| self.code(part)).collect()),
                    _ => Value::Awards(self.parts(&cell).iter().flat_map(|part| parse_awards(part)).collect()),
                }
            }
            FieldKind::Texts if self.field == Field::IgaRegistrations => list(self.parts(cell)),
            FieldKind::Texts => {
                let Value::Text(cell) = self.public(cell.to_owned(), column, at) else { return Value::Missing };
                list(self.parts(&cell))
            }
            FieldKind::Links => {
                let links = self.parts(cell);
                list(links.into_iter().filter_map(|link| self.link(link, column, at)).collect())
            }
            FieldKind::Dates => {
                let dates = self.dates(cell, column);
                if dates.is_empty() { Value::Missing } else { Value::Dates(dates) }
            }
            FieldKind::Years => {
                let years: Vec<i32> = self.dates(cell, column).into_iter().map(PartialDate::year).collect();
                if years.is_empty() { Value::Missing } else { Value::Years(years) }
            }
            FieldKind::Coordinates => self.coordinates(cell, column),
            FieldKind::Structured => self.structured(cell, column, at),
            FieldKind::Date => {
                let Some(date) = parse_date(cell).or_else(|| serial(cell)) else {
                    let several = several_dates(cell).filter(|_| self.field == Field::DevelopmentDate);
                    return several.map_or_else(|| self.unparsed(cell, column), Value::Dates);
                };
                self.put_into_form(date.to_string() != cell.trim(), column);
                Value::Date(date)
            }
            FieldKind::Year => {
                let Some(year) = parse_date(cell).map(PartialDate::year) else { return self.unparsed(cell, column) };
                self.put_into_form(cell.trim().parse() != Ok(year), column);
                Value::Year(year)
            }
            FieldKind::Number => {
                let Some(number) = parse_number(cell) else { return self.unparsed(cell, column) };
                self.put_into_form(cell.trim().parse() != Ok(number), column);
                Value::Number(number)
            }
            FieldKind::Derived => Value::Missing,
        }
    }

    /// Notes that a date or number was put into its standard form.
    fn put_into_form(&mut self, changed: bool, column: &str) {
        if changed {
            self.note(NoteKind::Tidied, column, None);
        }
    }

    fn unparsed(&mut self, cell: &str, column: &str) -> Value {
        self.note(NoteKind::Unparsed, column, shown(cell));
        Value::Missing
    }

    /// The dates of a cell that can be read; the others are noted.
    fn dates(&mut self, cell: &str, column: &str) -> Vec<PartialDate> {
        let parts = self.parts(cell);
        let read = parts.iter().filter_map(|part| {
            let date = parse_date(part);
            if date.is_none() {
                self.unparsed(part, column);
            }
            date
        });
        read.collect()
    }

    /// The whole number that a part of a field is.
    pub(super) fn count(&mut self, cell: &str, column: &str) -> Option<u64> {
        let cell = restored(cell);
        if is_placeholder(cell) {
            return None;
        }
        // `1.234` counts, and is no score: a point before three digits parts thousands
        let whole = cell.trim();
        let sign = ['.', ','].into_iter().find(|sign| parts_thousands(whole, *sign));
        let number = sign.map_or_else(|| parse_number(whole), |sign| whole.replace(sign, "").parse().ok());
        let count = number.filter(|number: &f64| number.fract() == 0.0 && (0.0..1e15).contains(number));
        if count.is_none() {
            self.unparsed(cell, column);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number below 10^15, as was tested")]
        count.map(|count| count as u64)
    }

    /// `lat, lng`, or both in a JSON object.
    fn coordinates(&mut self, cell: &str, column: &str) -> Value {
        let place = structured::json_cell(cell).and_then(|json| serde_json::from_value::<Coordinates>(json).ok());
        place.or_else(|| cell.parse().ok()).map_or_else(|| self.unparsed(cell, column), Value::Coordinates)
    }

    fn structured(&mut self, cell: &str, column: &str, at: usize) -> Value {
        let json = structured::json_cell(cell).or_else(|| structured::of_texts(self.field, &self.parts(cell)));
        let Some(mut json) = json else { return self.unparsed(cell, column) };
        if json.as_array().is_some_and(Vec::is_empty) || json.as_object().is_some_and(serde_json::Map::is_empty) {
            return Value::Missing;
        }
        let personal = structured::clean(&mut json);
        if personal > 0 {
            self.personal(personal, column, at);
        }
        let value = Value::Structured(json);
        if Innovation::accepts(self.field, &value) { value } else { self.unparsed(cell, column) }
    }

    fn line(&mut self, cell: &str, column: &str, at: usize) -> Value {
        let text = if is_clean_line(cell) {
            cell.to_owned()
        } else {
            let html = read_text(cell);
            self.unsafe_markup(&html, column);
            tidy(&html.text)
        };
        let text = if self.field == Field::Title { trim_title(&text) } else { text };
        if text != cell.trim() {
            // what was written and what was read are both at hand later
            let value = (self.field == Field::Title).then(|| shown(cell));
            self.note(NoteKind::Tidied, column, value);
        }
        if is_cut_at_characters(cell) {
            self.note(NoteKind::CutText, column, CUT_VARCHAR.to_string());
        }
        if self.field == Field::Region {
            let Value::Text(text) = self.public(text, column, at) else { return Value::Missing };
            return self.region(text);
        }
        if self.field == Field::ExternalId {
            // identifiers are no prose: a registration number of many digits is not a telephone number
            return if text.is_empty() { Value::Missing } else { Value::Text(text) };
        }
        if self.field == Field::Nri
            && let Some(digits) = text.strip_suffix(".0").filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        {
            // the decimal that a table adds to a column of numbers with gaps, as to a year
            self.note(NoteKind::Tidied, column, None);
            return Value::Text(digits.to_owned());
        }
        self.public(text, column, at)
    }

    fn rich(&mut self, cell: &str, column: &str, at: usize) -> Value {
        let html = read_text(cell);
        self.unsafe_markup(&html, column);
        if cell.len() == CUT_TEXT {
            self.note(NoteKind::CutText, column, CUT_TEXT.to_string());
        } else if is_cut_at_characters(cell) {
            self.note(NoteKind::CutText, column, CUT_VARCHAR.to_string());
        }
        if self.is_placeholder(&html.text) {
            self.note(NoteKind::Placeholder, column, excerpt(&html.text, EXCERPT));
            return Value::Missing;
        }
        if html.text.is_empty() && html.inline_pictures == 0 && html.active_elements == 0 {
            // a dash alone begins an empty item of a list, of which nothing is left
            if let Some(marks) = bare_marks(cell) {
                self.note(NoteKind::Placeholder, column, excerpt(&marks, EXCERPT));
                return Value::Missing;
            }
        }
        if html.had_markup || differs(cell.trim(), &html.text) {
            self.note(NoteKind::Tidied, column, None);
        }
        self.public(html.text.into(), column, at)
    }

    /// Notes what was dropped from a cell that would have run in a browser, and pictures inside it.
    fn unsafe_markup(&mut self, html: &HtmlText, column: &str) {
        if html.inline_pictures + html.active_elements + html.active_attributes > 0 {
            let mut seen = Vec::new();
            if html.inline_pictures > 0 {
                seen.push(format!("img data: × {}", html.inline_pictures));
            }
            if html.active_elements > 0 {
                seen.push(format!("script/style/iframe/form × {}", html.active_elements));
            }
            if html.active_attributes > 0 {
                seen.push(format!("onclick/javascript: × {}", html.active_attributes));
            }
            self.note(NoteKind::UnsafeMarkup, column, seen.join(", "));
        }
    }

    /// Notes that so many parts of a cell are personal data.
    fn personal(&mut self, found: usize, column: &str, at: usize) {
        self.note(NoteKind::PersonalData, column, found.to_string());
        self.masked.insert(at);
    }

    /// Masks personal data in a text that will be shown.
    fn public(&mut self, text: String, column: &str, at: usize) -> Value {
        if text.is_empty() {
            return Value::Missing;
        }
        if let Some(masked) = redact(&text) {
            self.personal(find_personal_data(&text).len(), column, at);
            return Value::Text(masked);
        }
        Value::Text(text)
    }

    /// An address, unless it holds personal data (`wa.me/62…`): without that it would lead nowhere.
    fn link(&mut self, link: String, column: &str, at: usize) -> Option<String> {
        let found = find_personal_data(&link).len();
        if found > 0 {
            self.personal(found, column, at);
            return None;
        }
        Some(link)
    }

    fn region(&self, text: String) -> Value {
        match self.rule.scheme {
            Some(CodeScheme::Bps) => {
                region_by(CodeScheme::Bps, &text).map_or(Value::Text(format!("BPS {text}")), |r| Value::Text(r.name.clone()))
            }
            Some(CodeScheme::Kemendagri) => region_by_code(&text).map_or(Value::Text(text), |r| Value::Text(r.name.clone())),
            None => Value::Text(text),
        }
    }

    fn parts(&self, cell: &str) -> Vec<String> {
        if let Some(texts) = structured::json_texts(cell) {
            return texts.iter().map(|text| tidy(&html_to_text(text).text)).filter(|part| !part.is_empty()).collect();
        }
        let separators: Vec<char> = self.rule.split.as_deref().unwrap_or(";\n").chars().collect();
        let vocabulary = self.vocabulary();
        // a code alone: nothing to clean, nothing to part
        let is_one = |cell: &str| !cell.contains(separators.as_slice()) && (vocabulary.is_none() || !cell.contains(BETWEEN_CODES));
        if !cell.is_empty() && is_clean_line(cell) && is_one(cell) {
            return vec![cell.to_owned()];
        }
        let html = html_to_text(cell);
        let parts = |text: &str, separators: &[char]| -> Vec<String> {
            text.split(separators).map(|part| tidy(part.trim_start_matches("- "))).filter(|part| !part.is_empty()).collect()
        };
        let Some(vocabulary) = vocabulary else { return parts(&html.text, &separators) };
        // a label that holds the separator itself is one value
        if is_label(&html.text, vocabulary) {
            return vec![tidy(&html.text)];
        }
        let strong: Vec<char> = separators.iter().copied().filter(|separator| *separator != ',').collect();
        let pieces = parts(&html.text, &strong);
        let (by_comma, several) = (strong.len() < separators.len(), pieces.len() > 1);
        let values = |piece: String| match codes(&piece, vocabulary) {
            Some(codes) => codes,
            None if by_comma => labels(piece, vocabulary, several),
            None => known_labels(piece, vocabulary),
        };
        pieces.into_iter().flat_map(values).collect()
    }

    fn vocabulary(&self) -> Option<&'static Vocabulary> {
        let name = self.rule.vocabulary.as_deref().or_else(|| vocabulary_of(self.field))?;
        vocabulary(name)
    }

    /// The code of a value; a value that the vocabulary does not know stays as written, and rule CLS-01 reports it.
    fn code(&self, text: &str) -> String {
        self.vocabulary().and_then(|v| v.find(text)).map_or_else(|| text.to_owned(), |value| value.code.clone())
    }
}

/// What stands in a cell beside markup and blanks, if it is marks such as a dash.
fn bare_marks(cell: &str) -> Option<String> {
    let outside =
        cell.split('<').enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    let text = outside.collect::<String>().replace("&nbsp;", " ");
    is_placeholder(&text).then(|| text.trim().to_owned())
}

/// Whether a text is a label or another spelling of a value. A code it cannot be: `1; 3` is not 13.
fn is_label(text: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.matching(text, None).is_some_and(|found| found.by != MatchedBy::Code)
}

/// What stands between codes in a list of them, whatever parts the values of a mapping.
const BETWEEN_CODES: [char; 5] = [',', ';', '&', '/', ' '];

/// The codes that a text lists, if it holds nothing else: `1,3,13`, `SDG 1, 3 dan 5`, `SDG 3, SDG 4`. A dash may part them or span what lies
/// between them, and a point makes another number: such a text means no code.
fn codes(text: &str, vocabulary: &Vocabulary) -> Option<Vec<String>> {
    const AND: [&str; 3] = ["dan", "and", "serta"];
    if !text.contains(BETWEEN_CODES) || vocabulary.find(text).is_some() {
        return None;
    }
    let code_words: Vec<String> = vocabulary.attributes.list("code_words").unwrap_or_default().into_iter().flat_map(words).collect();
    let is_beside = |token: &str| AND.contains(&token) || code_words.iter().any(|word| word == token);
    let mut codes = Vec::new();
    for token in text.split(BETWEEN_CODES).map(|token| token.trim_end_matches(['.', ':'])).filter(|token| !token.is_empty()) {
        if is_beside(&fold(token)) {
            continue;
        }
        let is_number = |code: &str| code.bytes().all(|b| b.is_ascii_digit());
        match vocabulary.matching(token, None) {
            // a word may be a code as well as a part of a label; a number is none
            Some(found) if found.by == MatchedBy::Code && is_number(&found.value.code) => codes.push(found.value.code.clone()),
            None if is_number(token) => codes.push(token.to_owned()),
            _ => return None,
        }
    }
    (codes.len() > 1 && codes.iter().any(|code| vocabulary.find(code).is_some())).then_some(codes)
}

/// The labels between the commas of a text, if each part of it is one; the text itself otherwise.
fn known_labels(text: String, vocabulary: &Vocabulary) -> Vec<String> {
    let found = labels(text.clone(), vocabulary, false);
    if found.iter().all(|label| vocabulary.find(label).is_some()) { found } else { vec![text] }
}

/// The values between the commas of a text, of which some are a part of a label: `Industri, Inovasi dan Infrastruktur`. Where something
/// else parts the values already, a text that means nothing stays whole.
fn labels(text: String, vocabulary: &Vocabulary, is_parted: bool) -> Vec<String> {
    /// Most commas in a label, and one.
    const PARTS: usize = 5;
    if !text.contains(',') || is_label(&text, vocabulary) {
        return vec![text];
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let (mut found, mut known, mut at) = (Vec::new(), false, 0);
    while let Some(rest) = parts.get(at..).filter(|rest| !rest.is_empty()) {
        let joined = (1..=rest.len().min(PARTS)).rev().find_map(|count| {
            let label = rest.get(..count)?.join(", ");
            let is_value = if count == 1 { vocabulary.find(&label).is_some() } else { is_label(&label, vocabulary) };
            is_value.then_some((count, label))
        });
        known |= joined.is_some();
        let (count, label) = joined.unwrap_or_else(|| (1, tidy(rest.first().copied().unwrap_or_default())));
        found.push(label);
        at += count;
    }
    if known || !is_parted { found } else { vec![text] }
}

/// Whether a cell looks cut where columns of 255 characters ended. A text that closes its markup is whole.
fn is_cut_at_characters(cell: &str) -> bool {
    (CUT_VARCHAR..=4 * CUT_VARCHAR).contains(&cell.len()) && cell.chars().count() == CUT_VARCHAR && !cell.trim_end().ends_with('>')
}

fn list(parts: Vec<String>) -> Value {
    if parts.is_empty() { Value::Missing } else { Value::List(parts) }
}

/// A cell for a field of one text; texts that came as a JSON list become its paragraphs.
fn text_cell(cell: &str) -> Cow<'_, str> {
    structured::json_texts(cell).map_or(Cow::Borrowed(cell), |texts| Cow::Owned(texts.join("\n\n")))
}

/// A title as it is read from a cell, before personal data is masked.
pub(crate) fn read_title(cell: &str) -> String {
    trim_title(&read_line(cell))
}

/// One line of text as it is read from a cell.
pub(crate) fn read_line(cell: &str) -> String {
    if is_clean_line(cell) {
        return cell.to_owned();
    }
    tidy(&read_text(cell).text)
}

/// Whether a cell is read as it stands: one tidy line, no markup, no list. Most are.
fn is_clean_line(cell: &str) -> bool {
    !cell.starts_with(['[', '{', '-']) && memchr::memchr2(b'<', b'&', cell.as_bytes()).is_none() && crate::model::is_tidy(cell)
}

/// A text of several paragraphs as it is read from a cell, before personal data is masked.
pub(crate) fn read_text(cell: &str) -> HtmlText {
    html_to_text(&text_cell(cell))
}

/// A title without stray dashes and unpaired quotes at its ends.
fn trim_title(title: &str) -> String {
    let mut text = title.trim_matches(['-', '–', '—', ',', ';', ' ', '*', '•']);
    loop {
        let open = text.chars().filter(|c| matches!(c, '"' | '“' | '”')).count();
        if open % 2 == 0 {
            break;
        }
        let trimmed = text.strip_prefix(['"', '“', '”']).or_else(|| text.strip_suffix(['"', '“', '”']));
        match trimmed {
            Some(rest) => text = rest.trim(),
            None => break,
        }
    }
    text.to_owned()
}

/// What a mapping makes of a cell before it is read; none if it leaves the cell as it is.
pub(super) fn changed(rule: &ColumnRule, cell: &str) -> Option<String> {
    if rule.values.is_empty() && rule.transforms.is_empty() {
        return None;
    }
    let cell = rule.transforms.iter().fold(cell.to_owned(), |cell, transform| transform.apply(&cell));
    let wanted = crate::text::key(&cell);
    let meaning = rule.values.iter().find(|(value, _)| crate::text::key(value) == wanted).map(|(_, meaning)| meaning.clone());
    Some(meaning.unwrap_or(cell))
}

/// The date of a day number that a spreadsheet wrote in place of the date: 1980, before which rule DAT-04 believes no date, to 2064. A year with
/// a digit too many (`20233`) is none.
fn serial(cell: &str) -> Option<PartialDate> {
    let number: f64 = cell.trim().parse().ok()?;
    (29_221.0..60_000.0).contains(&number).then(|| crate::text::serial_date(number, false)).flatten()
}

/// Whether a text was changed by more than the line ends of the system that wrote it.
fn differs(cell: &str, text: &str) -> bool {
    cell.len() != text.len() && !cell.bytes().filter(|byte| *byte != b'\r').eq(text.bytes()) || cell.len() == text.len() && cell != text
}

/// The dates of a cell that holds several, each of them readable; the earliest first.
fn several_dates(cell: &str) -> Option<Vec<PartialDate>> {
    let parts = cell.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let mut dates: Vec<PartialDate> = parts.map(parse_date).collect::<Option<_>>()?;
    dates.sort_unstable();
    (dates.len() > 1).then_some(dates)
}

/// An excerpt for a note, personal data masked.
fn shown(cell: &str) -> String {
    excerpt(&redact(cell).unwrap_or_else(|| cell.to_owned()), EXCERPT)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Reading, codes, known_labels};
    use crate::ingest::mapping::ColumnRule;
    use crate::model::{Field, Value};
    use crate::vocab::vocabulary;

    #[test]
    fn a_point_parts_thousands_only_behind_one_to_three_digits() {
        let read = |cell: &str| {
            let (mut notes, mut masked) = (Vec::new(), HashSet::new());
            let mut reading = Reading { field: Field::Statistics, rule: &ColumnRule::default(), notes: &mut notes, masked: &mut masked };
            let count = reading.count(cell, "Jumlah");
            (count, notes.len())
        };
        for (cell, count) in [
            ("1.234", 1234),
            ("12,345", 12_345),
            ("123.456.789", 123_456_789),
            ("1234", 1234),
            ("12.0", 12),
            ("1234.000", 1234),
            ("1234,000", 1234),
            ("0", 0),
            ("0.000", 0),
            ("007", 7),
        ] {
            assert_eq!(read(cell), (Some(count), 0), "{cell}");
        }
        for cell in ["0.125", "0,125", "1.234,567", "1234.567", "012.345.678", "1.23", "-1.234"] {
            assert_eq!(read(cell), (None, 1), "{cell}");
        }
    }

    #[test]
    fn a_number_that_is_no_code_is_kept_as_written_and_spoils_no_other() {
        let goals = vocabulary("sdgs").unwrap();
        for (text, wanted) in [("2020 3", "2020;3"), ("3, 4 2020", "3;4;2020"), ("0 1 17 18", "0;1;17;18")] {
            assert_eq!(codes(text, goals).map(|codes| codes.join(";")).as_deref(), Some(wanted), "{text}");
        }
        let (mut notes, mut masked) = (Vec::new(), HashSet::new());
        let mut reading = Reading { field: Field::Sdgs, rule: &ColumnRule::default(), notes: &mut notes, masked: &mut masked };
        assert_eq!(reading.value("2020 2021", "SDGs", 0), Value::List(vec!["2020 2021".into()]), "no code at all");
    }

    #[test]
    fn codes_in_a_list_are_parted_and_never_joined() {
        let goals = vocabulary("sdgs").unwrap();
        let read = |text: &str| codes(text, goals).map(|codes| codes.join(";"));
        for (text, wanted) in [
            ("1, 3", "1;3"),
            ("1,3,13", "1;3;13"),
            ("SDG 1, 3", "1;3"),
            ("SDG 1, 3 dan 5", "1;3;5"),
            ("SDG 3, SDG 4", "3;4"),
            ("SDG-3 & SDG-4", "3;4"),
            ("TPB: 3 4", "3;4"),
            ("1.0, 13.0", "1;13"),
            ("SDG 3, 18", "3;18"),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
        // a span, a target and other words: which codes they mean is not said
        for text in ["1-3", "SDG 1-3", "1.3", "13", "SDG 13", "3 kota", "SDG 3 (Kesehatan), 4", "18, 19", "Tanpa Kemiskinan, 3"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn labels_are_parted_where_each_is_known() {
        let goals = vocabulary("sdgs").unwrap();
        let read = |text: &str| known_labels(text.to_owned(), goals);
        assert_eq!(read("Tanpa Kemiskinan, Tanpa Kelaparan"), ["Tanpa Kemiskinan", "Tanpa Kelaparan"]);
        assert_eq!(read("Tanpa Kemiskinan, 3"), ["Tanpa Kemiskinan", "3"]);
        assert_eq!(read("Tanpa Kemiskinan, Kesehatan Ibu"), ["Tanpa Kemiskinan, Kesehatan Ibu"]);
        let affairs = vocabulary("urusan").unwrap();
        let read = |text: &str| known_labels(text.to_owned(), affairs);
        assert_eq!(read("Kesehatan, Sosial"), ["Kesehatan", "Sosial"]);
        let long = "Ketenteraman, Ketertiban Umum, dan Perlindungan Masyarakat";
        assert_eq!(read(&format!("Kesehatan, {long}, Sosial")), ["Kesehatan", long, "Sosial"]);
        assert_eq!(read("Kesehatan, Ketertiban"), ["Kesehatan, Ketertiban"]);
    }
}
