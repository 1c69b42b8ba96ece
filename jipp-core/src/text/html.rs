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
    /// Number of scripts, styles, frames, embedded objects, forms and commands to the browser that were dropped.
    pub active_elements: usize,
    /// Number of attributes that would run something: `onclick` and its kin, addresses such as `javascript:`.
    pub active_attributes: usize,
}

const BLOCKS: &[&str] =
    &["p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "pre", "dl", "hr"];
const DROPPED: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "svg", "template", "noscript", "head", "title", "textarea", "math", "frame", "frameset",
];

/// Elements that embed, send or redirect, but whose content, if any, is text that people wrote.
const COMMANDS: &[&str] =
    &["meta", "base", "link", "form", "input", "button", "select", "applet", "audio", "video", "source", "track", "portal", "dialog"];

/// Attributes that hold an address.
const ADDRESSES: &[&[u8]] = &[b"href", b"src", b"action", b"formaction", b"xlink:href", b"background", b"data", b"poster"];

/// Beginnings of addresses under which a browser runs something.
const RUNNING: &[&str] = &["javascript:", "vbscript:", "data:text/html", "data:application/", "data:image/svg"];

/// Whether an attribute would run something in the browser of a reader.
fn is_active(name: &[u8], value: &[u8]) -> bool {
    if name.len() > 2 && name.starts_with(b"on") {
        return name.iter().all(u8::is_ascii_alphabetic);
    }
    if !ADDRESSES.contains(&name) {
        return false;
    }
    // browsers read over blanks and control characters within the scheme
    let plain = value.iter().filter(|byte| **byte > b' ').take(LONGEST_SCHEME).map(|byte| char::from(byte.to_ascii_lowercase()));
    let plain: String = plain.collect();
    RUNNING.iter().any(|scheme| plain.starts_with(scheme))
}

/// Longest beginning of an address that is looked at.
const LONGEST_SCHEME: usize = 20;

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
                result.active_attributes += tag.attributes.iter().filter(|(key, value)| is_active(key, value)).count();
                result.active_elements += usize::from(COMMANDS.contains(&name));
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
    fn counts_what_would_run_though_its_text_stays() {
        for html in [
            "<img src=x onerror=\"alert(1)\">",
            "<a href=\"javascript:alert(1)\">a</a>",
            "<a href=\" JaVa\tScript:alert(1)\">a</a>",
            "<p onclick=x>a</p>",
            "<a href=\"data:text/html,x\">a</a>",
        ] {
            assert_eq!(html_to_text(html).active_attributes, 1, "{html}");
        }
        for html in ["<meta http-equiv=refresh>", "<base href=x>", "<form action=x>a</form>", "<link rel=stylesheet href=x>"] {
            assert_eq!(html_to_text(html).active_elements, 1, "{html}");
        }
        assert_eq!(text("<form action=x>isian <b>warga</b></form>"), "isian warga");
        let plain =
            html_to_text("<p style=\"color:red\" class=a><a href=\"https://a.id/javascript:\">a</a><img src=\"b.jpg\"><o:p></o:p></p>");
        assert_eq!((plain.active_attributes, plain.active_elements), (0, 0));
    }

    #[test]
    fn counts_inline_pictures_even_when_cut() {
        assert_eq!(html_to_text("<p><img alt=\"\" src=\"data:image/png;base64,AAAA\" />teks</p>").inline_pictures, 1);
        let cut = html_to_text("<p>teks<img alt=\"\" src=\"data:image/png;base64,AAAA");
        assert_eq!((cut.inline_pictures, cut.text.as_str()), (1, "teks"));
        assert_eq!(html_to_text("<img src=\"foto.jpg\">").inline_pictures, 0);
    }
}
