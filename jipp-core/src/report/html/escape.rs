//! How does a text of strangers get into the page? Only through here: as text, with what nobody sees made visible.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// Longest text shown; a report is read by people, the whole text is in the NDJSON and CSV reports.
const LONGEST: usize = 1000;

/// A text for element content and for quoted attributes.
pub(super) struct Text<'a>(pub(super) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        visible(self.0).chars().try_for_each(|c| escaped(c, f))
    }
}

/// A message: a text in which what stands between two backticks is shown as a value.
pub(super) struct Prose<'a>(pub(super) &'a str);

impl fmt::Display for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = visible(self.0);
        let mut parts = shown.split('`').peekable();
        let mut inside = false;
        while let Some(part) = parts.next() {
            // a backtick without a partner stays a backtick
            let closed = !inside || parts.peek().is_some();
            f.write_str(if !inside {
                ""
            } else if closed {
                "<code>"
            } else {
                "`"
            })?;
            part.chars().try_for_each(|c| escaped(c, f))?;
            f.write_str(if inside && closed { "</code>" } else { "" })?;
            inside = !inside;
        }
        Ok(())
    }
}

fn escaped(c: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match c {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\'' => f.write_str("&#39;"),
        c => f.write_char(c),
    }
}

/// The text with characters that show nothing, or that turn the direction of what follows, replaced by signs for them; cut where it
/// is longer than anyone reads.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let end = text.char_indices().nth(LONGEST).map(|(at, _)| at);
    if end.is_none() && !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len().min(2 * LONGEST));
    for c in text.chars().take(LONGEST) {
        match c {
            '\n' | '\t' => shown.push(' '),
            '\u{0}'..='\u{1f}' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
            '\u{7f}' => shown.push('\u{2421}'),
            c if hidden(c) => {
                let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    if end.is_some() {
        let _ = write!(shown, " … (+{})", text.chars().count() - LONGEST);
    }
    Cow::Owned(shown)
}

/// Control characters, bidirectional controls, line separators, spaces without width, noncharacters.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The anchor of a rule or an agency: letters, digits and `-._:` of its code, so that it is safe and stable in an address.
pub(super) struct Anchor<'a>(pub(super) &'static str, pub(super) &'a str);

impl fmt::Display for Anchor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-", self.0)?;
        self.1.chars().try_for_each(|c| f.write_char(if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | ':') { c } else { '-' }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(Text("<script>\"a\" & 'b'</script>").to_string(), "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
        assert_eq!(Text("Dinas Kesehatan — Kota 🏥").to_string(), "Dinas Kesehatan — Kota 🏥");
    }

    #[test]
    fn backticks_mark_values() {
        assert_eq!(Prose("nilai `<b>` salah").to_string(), "nilai <code>&lt;b&gt;</code> salah");
        assert_eq!(Prose("satu ` saja").to_string(), "satu ` saja");
        assert_eq!(Prose("`a` dan `b").to_string(), "<code>a</code> dan `b");
    }

    #[test]
    fn what_nobody_sees_is_shown() {
        assert_eq!(visible("a\u{0}b\u{1b}c\u{7f}"), "a\u{2400}b\u{241b}c\u{2421}");
        assert_eq!(visible("\u{202e}gpj.exe\u{2028}\u{85}\u{feff}"), "⟨U+202E⟩gpj.exe⟨U+2028⟩⟨U+0085⟩⟨U+FEFF⟩");
        assert_eq!(visible("dua\nbaris\u{200d}"), "dua baris\u{200d}");
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let shown = visible(&"é".repeat(LONGEST + 7)).into_owned();
        assert!(shown.ends_with("é … (+7)"));
        assert_eq!(visible(&"é".repeat(LONGEST)).chars().count(), LONGEST);
    }

    #[test]
    fn anchors_hold_nothing_but_codes() {
        assert_eq!(Anchor("agency", "pemda:35.78").to_string(), "agency-pemda:35.78");
        assert_eq!(Anchor("rule", "\"><b>").to_string(), "rule----b-");
    }
}
