//! How does a settings file look before it means anything? Names and values with their lines, of TOML and JSON alike.

use serde_json::Value as Json;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::SettingsError;
use crate::lang::Lang;

/// A value and the line on which it stands; JSON has no lines.
pub(super) struct Node {
    pub(super) line: Option<usize>,
    pub(super) content: Content,
}

/// What stands there.
pub(super) enum Content {
    Table(Vec<Entry>),
    List(Vec<Node>),
    Text(String),
    Number(f64),
    /// A date of TOML, as written.
    Date(String),
    /// Something that no setting takes, as written.
    Other(String),
}

/// A name of a table and its value.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) line: Option<usize>,
    pub(super) value: Node,
}

impl Content {
    /// As a message shows it.
    pub(super) fn shown(&self, lang: Lang) -> String {
        let t = |id: &str, en: &str| if lang == Lang::Id { id.to_owned() } else { en.to_owned() };
        match self {
            Self::Table(_) => t("tabel", "a table"),
            Self::List(_) => t("daftar", "a list"),
            Self::Text(text) => format!("`{}`", crate::text::excerpt(&crate::text::tidy(text), 60)),
            Self::Number(number) => format!("`{number}`"),
            Self::Date(text) | Self::Other(text) => format!("`{text}`"),
        }
    }
}

/// Reads TOML, or JSON if the text starts with `{`. `name` is the file that an error names.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Entry>, SettingsError> {
    if text.trim_start().starts_with('{') {
        let json: Json = serde_json::from_str(text)
            .map_err(|error| SettingsError::Unreadable { reason: format!("{name}:{}: {error}", error.line()) })?;
        return Ok(match of_json(json).content {
            Content::Table(entries) => entries,
            _ => Vec::new(),
        });
    }
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or_else(String::new, |span| format!(":{}", line_of(text, span.start)));
        SettingsError::Unreadable { reason: format!("{name}{line}: {}", error.message()) }
    })?;
    Ok(entries(text, table.into_inner()))
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

fn entries(text: &str, table: DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(name, value)| Entry {
            line: Some(line_of(text, name.span().start)),
            name: name.into_inner().into_owned(),
            value: of_toml(text, value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.line);
    entries
}

fn of_toml(text: &str, value: Spanned<DeValue<'_>>) -> Node {
    let line = Some(line_of(text, value.span().start));
    let written = text.get(value.span()).unwrap_or_default().to_owned();
    let content = match value.into_inner() {
        DeValue::String(text) => Content::Text(text.into_owned()),
        DeValue::Integer(number) => {
            let digits = number.as_str();
            let parsed = if number.radix() == 10 {
                digits.parse().ok()
            } else {
                i64::from_str_radix(digits, number.radix()).ok().map(|number| number as f64)
            };
            parsed.map_or(Content::Other(written), Content::Number)
        }
        DeValue::Float(number) => number.as_str().parse().map_or(Content::Other(written), Content::Number),
        DeValue::Boolean(_) => Content::Other(written),
        DeValue::Datetime(date) => Content::Date(date.to_string()),
        DeValue::Array(items) => Content::List(items.into_iter().map(|item| of_toml(text, item)).collect()),
        DeValue::Table(table) => Content::Table(entries(text, table)),
    };
    Node { line, content }
}

fn of_json(json: Json) -> Node {
    let content = match json {
        Json::String(text) => Content::Text(text),
        Json::Number(number) => number.as_f64().map_or_else(|| Content::Other(number.to_string()), Content::Number),
        Json::Array(items) => Content::List(items.into_iter().map(of_json).collect()),
        Json::Object(object) => {
            Content::Table(object.into_iter().map(|(name, value)| Entry { name, line: None, value: of_json(value) }).collect())
        }
        other => Content::Other(other.to_string()),
    };
    Node { line: None, content }
}
