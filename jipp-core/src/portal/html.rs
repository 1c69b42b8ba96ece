//! How does a text of strangers get into a page? Only through here, as text.

use std::fmt::{self, Write as _};

/// A text for element content and for quoted attributes.
pub(super) struct Text<'a>(pub(super) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // no HTML text may hold these; they also cannot turn the direction of what follows
                '\u{0}'..='\u{8}'
                | '\u{b}'
                | '\u{c}'
                | '\u{e}'..='\u{1f}'
                | '\u{7f}'..='\u{9f}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A text of several paragraphs: blank lines part paragraphs, lines that start with `- ` are items of a list.
pub(super) struct Paragraphs<'a>(pub(super) &'a str);

impl fmt::Display for Paragraphs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for block in self.0.split("\n\n") {
            let mut open = "";
            for line in block.lines().filter(|line| !line.trim().is_empty()) {
                let item = line.strip_prefix("- ");
                let wanted = if item.is_some() { "ul" } else { "p" };
                if open != wanted {
                    close(f, open)?;
                    write!(f, "<{wanted}>")?;
                } else if item.is_none() {
                    f.write_str("<br>")?;
                }
                open = wanted;
                match item {
                    Some(item) => write!(f, "<li>{}</li>", Text(item))?,
                    None => write!(f, "{}", Text(line))?,
                }
            }
            close(f, open)?;
        }
        Ok(())
    }
}

fn close(f: &mut fmt::Formatter<'_>, open: &str) -> fmt::Result {
    if open.is_empty() { Ok(()) } else { writeln!(f, "</{open}>") }
}

/// A link to an address of a source: only addresses of the web become links, everything else is shown as text. What is shown is the host.
pub(super) struct WebLink<'a>(pub(super) &'a str);

impl fmt::Display for WebLink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match host(self.0) {
            Some(host) => write!(f, r#"<a href="{}" rel="noopener noreferrer nofollow">{}</a>"#, Text(self.0), Text(host)),
            None => write!(f, "{}", Text(self.0)),
        }
    }
}

/// The host of an address of the web.
pub(super) fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    if !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) || address.chars().any(char::is_whitespace) {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    (!host.is_empty()).then_some(host)
}

/// A number with its thousands parted as the language does.
pub(super) fn number(value: u64, lang: crate::lang::Lang) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(if lang == crate::lang::Lang::Id { '.' } else { ',' });
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(Text("<i>\"a\" & 'b'\u{202e}\u{0}</i>").to_string(), "&lt;i&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/i&gt;");
    }

    #[test]
    fn paragraphs_and_lists() {
        let html = Paragraphs("Satu\ndua\n- a\n- <b>\n\ntiga").to_string();
        assert_eq!(html, "<p>Satu<br>dua</p>\n<ul><li>a</li><li>&lt;b&gt;</li></ul>\n<p>tiga</p>\n");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(WebLink("javascript:alert(1)").to_string(), "javascript:alert(1)");
        assert_eq!(WebLink("javascript://x/%0aalert(1)").to_string(), "javascript://x/%0aalert(1)");
        let link = WebLink("https://a.go.id/x?\"onclick=1").to_string();
        assert_eq!(link, r#"<a href="https://a.go.id/x?&quot;onclick=1" rel="noopener noreferrer nofollow">a.go.id</a>"#);
        assert_eq!(host("https://me@evil.example/a.go.id"), Some("evil.example"));
        assert_eq!(host("https:///x"), None);
    }

    #[test]
    fn numbers_are_parted() {
        assert_eq!(number(1_234_567, Lang::Id), "1.234.567");
        assert_eq!(number(999, Lang::En), "999");
        assert_eq!(number(12_000, Lang::En), "12,000");
    }
}
