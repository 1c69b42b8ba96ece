use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::model::RichText;

/// What [`html_to_text`] made of a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HtmlText {
    /// Plain text: paragraphs separated by a blank line, list items starting with `- `.
    pub text: RichText,
    /// Whether there was any markup.
    pub had_markup: bool,
    /// Number of pictures that were embedded in the text as `data:` addresses.
    pub inline_pictures: usize,
    /// Number of scripts, styles, frames and embedded objects that were dropped.
    pub active_elements: usize,
}

const BLOCKS: &[&str] =
    &["p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "pre", "dl", "hr"];
const DROPPED: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "svg", "template", "noscript", "head", "title", "textarea", "math", "frame", "frameset",
];

/// Turns a cell that may hold HTML into plain text.
///
/// The tokenizer follows the WHATWG standard, so that a tag cut in half or a `<` in running text is read as a browser
/// reads it. Only the structure that a reader needs is kept (paragraphs, line breaks, list items); every attribute, link
/// and picture goes. The result is text and is always shown as text, so no markup of a source can ever run.
///
/// ```
/// use jipp_core::text::html_to_text;
/// assert_eq!(html_to_text("<p>Satu &amp; dua</p><ul><li>a</li><li>b</li></ul>").text, "Satu & dua\n\n- a\n- b");
/// assert_eq!(html_to_text("biaya < 10 ribu").text, "biaya < 10 ribu");
/// ```
pub fn html_to_text(cell: &str) -> HtmlText {
    let mut result = HtmlText::default();
    if memchr::memchr2(b'<', b'&', cell.as_bytes()).is_none() {
        result.text = RichText::new(cell);
        return result;
    }
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut out = String::with_capacity(cell.len().min(1 << 16));
    let mut skipped: Option<Vec<u8>> = None;
    let tags = has_tag(cell);
    for token in Tokenizer::new_with_emitter(cell, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                result.had_markup = true;
                if skipped.is_some() {
                    continue;
                }
                let name = String::from_utf8_lossy(&tag.name);
                let name = name.as_ref();
                if DROPPED.contains(&name) {
                    result.active_elements += 1;
                    if !tag.self_closing && !matches!(name, "embed" | "frame") {
                        skipped = Some(tag.name.to_vec());
                    }
                } else if name == "img" {
                    let inline = tag.attributes.iter().any(|(key, value)| {
                        key.as_slice() == b"src".as_slice()
                            && String::from_utf8_lossy(value).trim_start().get(..5).is_some_and(|s| s.eq_ignore_ascii_case("data:"))
                    });
                    result.inline_pictures += usize::from(inline);
                } else if name == "br" {
                    out.push('\n');
                } else if name == "li" {
                    out.push_str("\n- ");
                } else if name == "tr" || name == "dt" || name == "dd" {
                    out.push('\n');
                } else if name == "td" || name == "th" {
                    out.push(' ');
                } else if BLOCKS.contains(&name) {
                    out.push_str("\n\n");
                }
            }
            Token::EndTag(tag) => {
                result.had_markup = true;
                if skipped.as_ref().is_some_and(|name| name.as_slice() == tag.name.as_slice()) {
                    skipped = None;
                } else if skipped.is_none() && BLOCKS.contains(&String::from_utf8_lossy(&tag.name).as_ref()) {
                    out.push_str("\n\n");
                }
            }
            Token::String(text) if skipped.is_none() => {
                let text = String::from_utf8_lossy(&text);
                // line ends of the source are blanks in HTML; without tags they are the author's own paragraphs
                if tags { out.extend(text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c })) } else { out.push_str(&text) }
            }
            _ => {}
        }
    }
    // A picture that the old database cut in half is an unfinished tag: the tokenizer drops it without a token.
    if result.inline_pictures == 0 && unfinished_picture(cell) {
        result.inline_pictures = 1;
        result.had_markup = true;
    }
    result.text = RichText::new(&out);
    result
}

fn has_tag(cell: &str) -> bool {
    cell.as_bytes().windows(2).any(|pair| matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || *next == b'/'))
}

fn unfinished_picture(cell: &str) -> bool {
    cell.rfind('<').and_then(|at| cell.get(at..)).is_some_and(|tail| !tail.contains('>') && tail.contains("data:image"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        html_to_text(html).text.into()
    }

    #[test]
    fn keeps_paragraphs_lists_and_entities() {
        assert_eq!(text("<p>A&nbsp;b</p>\n\n<p>&nbsp;</p>\n<p>C</p>"), "A b\n\nC");
        assert_eq!(text("<ol>\n\t<li>\n\t\tSatu</li>\n\t<li>\n\t\t<p>Dua</p></li>\n</ol>"), "- Satu\n- Dua");
        assert_eq!(text("a<br />\nb"), "a\nb");
        assert_eq!(text("baris satu\nbaris dua\n\n\nbaris tiga"), "baris satu\nbaris dua\n\nbaris tiga");
    }

    #[test]
    fn drops_what_could_run_and_counts_it() {
        let result = html_to_text("a<script>alert('<p>x</p>')</script>b<style>p{}</style><iframe src=x></iframe>c<svg onload=x>");
        assert_eq!((result.text.as_str(), result.active_elements), ("abc", 4));
        assert_eq!(text("<a href=\"javascript:x\" onclick=y>tautan</a>"), "tautan");
    }

    #[test]
    fn counts_inline_pictures_even_when_cut() {
        assert_eq!(html_to_text("<p><img alt=\"\" src=\"data:image/png;base64,AAAA\" />teks</p>").inline_pictures, 1);
        let cut = html_to_text("<p>teks<img alt=\"\" src=\"data:image/png;base64,AAAA");
        assert_eq!((cut.inline_pictures, cut.text.as_str()), (1, "teks"));
        assert_eq!(html_to_text("<img src=\"foto.jpg\">").inline_pictures, 0);
    }
}
