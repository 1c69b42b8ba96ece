use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use crate::unicode::{is_combining_mark, nfc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text of several paragraphs that is safe to show: plain text, whatever it was made of.
///
/// Paragraphs are separated by one blank line, lines by a line end, items of a list start with `- `. The text is in Unicode form
/// NFC and holds neither control characters nor invisible formatting. Nothing in it is markup: `<b>` is four characters, and whoever
/// shows it in HTML escapes it. `text::html_to_text` makes one of a cell that holds markup.
///
/// ```
/// use jipp_core::model::RichText;
/// let text = RichText::new("  Antrean  lama.\n\n\n• daftar daring\n• loket cepat ");
/// assert_eq!(text, "Antrean lama.\n\n- daftar daring\n- loket cepat");
/// assert_eq!(text.paragraphs().count(), 2);
/// assert_eq!(text.word_count(), 6);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RichText(String);

impl RichText {
    /// A plain text, cleaned. Cleaning a clean text changes nothing.
    pub fn new(text: &str) -> Self {
        Self(paragraphs(text))
    }

    /// A text that was cleaned before.
    pub(crate) fn from_clean(text: String) -> Self {
        debug_assert_eq!(paragraphs(&text), text, "the text is not clean");
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The paragraphs and lists, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.0.split("\n\n").filter(|paragraph| !paragraph.is_empty())
    }

    /// Number of words: runs of letters and digits, as the limits of KIPP and IGA are counted (domain rule TXT-01).
    pub fn word_count(&self) -> usize {
        self.0.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
    }
}

/// Collapses blanks inside lines and blank lines to one; items of one list follow each other without a blank line.
fn paragraphs(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    let mut bullet = false;
    for line in text.split('\n').map(tidy_item) {
        if line == "-" {
            // `<li>` and its text on different lines: the bullet waits for the text
            bullet = true;
        } else if line.is_empty() {
            if !bullet && lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(line);
            }
        } else if std::mem::take(&mut bullet) {
            lines.push(format!("- {line}").into());
        } else {
            lines.push(line);
        }
    }
    let item = |at: usize| lines.get(at).is_some_and(|line| line.starts_with("- "));
    let kept =
        (0..lines.len()).filter(|&at| !(lines.get(at).is_some_and(|line| line.is_empty()) && at > 0 && item(at - 1) && item(at + 1)));
    let text: Vec<&str> = kept.filter_map(|at| lines.get(at).map(AsRef::as_ref)).collect();
    text.join("\n").trim_end().to_owned()
}

/// One line, which may be the item of a list: its mark becomes `- `.
fn tidy_item(line: &str) -> Cow<'_, str> {
    if is_clean(line) {
        return line.into();
    }
    // a mark is told from the text before that is tidied: the blank after it stays whatever follows
    let dash = line.trim_start().strip_prefix('-').filter(|rest| rest.starts_with(char::is_whitespace));
    let tidy = tidy_line(dash.unwrap_or(line));
    let item =
        if dash.is_some() { Some(tidy.as_str()) } else { tidy.strip_prefix(['•', '▪', '●', '‣', '◦']).map(str::trim_start) };
    match item {
        Some("") => "-".into(),
        Some(item) => format!("- {item}").into(),
        None => tidy.into(),
    }
}

/// One line: NFC, blanks collapsed, control characters and invisible formatting removed, no blank inside brackets.
pub(crate) fn tidy_line(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    if text.contains(ZERO_WIDTH_SPACE) {
        return tidy_line(&parted(text));
    }
    // what is dropped goes first: between a letter and its accent it would keep the two apart
    let kept = text.chars().filter(is_kept);
    if text.is_ascii() { collapse(kept, text.len()) } else { collapse(nfc(kept), text.len()) }
}

/// A blank that takes no room (U+200B): between two words it is all that parts them.
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// The text with a blank for every zero-width space between two letters or digits; the others go.
fn parted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().filter(|c| *c == ZERO_WIDTH_SPACE || is_kept(c)).peekable();
    while let Some(c) = chars.next() {
        if c != ZERO_WIDTH_SPACE {
            out.push(c);
            continue;
        }
        let between =
            out.ends_with(char::is_alphanumeric) && chars.peek().is_some_and(|next| next.is_alphanumeric() && !is_combining_mark(*next));
        if between {
            out.push(' ');
        }
    }
    out
}

/// Whether a text is one tidy line, and no item of a list.
fn is_clean(text: &str) -> bool {
    !text.starts_with('-') && is_tidy(text)
}

/// Whether a line is tidy as it is: visible ASCII characters with single blanks, none at the ends or inside brackets. Most are.
pub(crate) fn is_tidy(line: &str) -> bool {
    // looked at in pieces without a way out, which the compiler turns into vector instructions
    const PIECE: usize = 64;
    let bytes = line.as_bytes();
    let plain = |piece: &[u8]| !piece.iter().fold(false, |bad, byte| bad | !(b' '..=b'~').contains(byte));
    let doubled = |(&before, &byte): (&u8, &u8)| {
        byte == b' ' && matches!(before, b' ' | b'(' | b'[') || matches!(byte, b')' | b']') && before == b' '
    };
    let close = |(before, after): (&[u8], &[u8])| before.iter().zip(after).fold(false, |bad, pair| bad | doubled(pair));
    !matches!(bytes.first(), Some(b' ' | b')' | b']'))
        && bytes.last() != Some(&b' ')
        && bytes.chunks(PIECE).all(plain)
        && !bytes.chunks(PIECE).zip(bytes.get(1..).unwrap_or_default().chunks(PIECE)).any(close)
}

/// Whether a character is no control character and visible, or a blank.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "`filter` passes a reference")]
fn is_kept(c: &char) -> bool {
    c.is_whitespace()
        || !(c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'))
}

fn collapse(chars: impl Iterator<Item = char>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    let mut blank = false;
    for c in chars {
        if c.is_whitespace() {
            blank = true;
        } else {
            if blank && !out.is_empty() && !matches!(c, ')' | ']') && !out.ends_with(['(', '[']) {
                out.push(' ');
            }
            blank = false;
            out.push(c);
        }
    }
    out
}

impl Deref for RichText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for RichText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RichText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for RichText {
    fn from(text: String) -> Self {
        if is_clean(&text) { Self(text) } else { Self(paragraphs(&text)) }
    }
}

impl From<RichText> for String {
    fn from(text: RichText) -> Self {
        text.0
    }
}

impl PartialEq<str> for RichText {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for RichText {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Serialize for RichText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(String::deserialize(deserializer)?.into())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RichText {
    fn schema_name() -> Cow<'static, str> {
        "RichText".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "Plain text: paragraphs separated by a blank line, list items starting with `- `. Nothing in it is markup."
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_stays_text_and_invisible_characters_go() {
        assert_eq!(RichText::new("<b>a</b>\u{200b}\u{7}\u{202e} e\u{200b}\u{301}"), "<b>a</b> é");
        assert_eq!(RichText::new("a\r\n\r\nb"), "a\n\nb");
        assert_eq!(RichText::new("•a\n-\n\n] b\n- ]c"), "- a\n- ] b\n- ]c");
        assert_eq!(RichText::new("\n \n"), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

        #[test]
        fn cleaning_twice_is_cleaning_once(
            text in "([ \n()\\[\\]•-]|[ \n()\\[\\]•a-]|\\PC|\\p{Cc}|\\p{Mn}|[a\u{200b}\u{301}\u{1100}\u{1161}]){0,20}"
        ) {
            let once = RichText::new(&text);
            prop_assert_eq!(&RichText::new(&once), &once);
            prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert!(!once.contains("\n\n\n") && !once.contains("  "));
            let json = serde_json::to_string(&once).unwrap();
            prop_assert_eq!(serde_json::from_str::<RichText>(&json).unwrap(), once);
        }
    }
}
