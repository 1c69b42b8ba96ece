use std::borrow::Cow;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::attributes::are_attributes;
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
    let mut result = read_once(cell, false);
    // `&lt;script&gt;` of a source that escaped its markup is markup as well, once it is decoded
    for _ in 0..ESCAPED_DEPTH {
        let holds = holds_markup(&result.text);
        if !holds && !result.text.contains("&lt;") {
            break;
        }
        let inner = read_once(&without_comparisons(&result.text), true);
        // nor is it escaped once more
        if !holds && !holds_markup(&inner.text) {
            break;
        }
        result = HtmlText {
            text: inner.text,
            had_markup: true,
            inline_pictures: result.inline_pictures + inner.inline_pictures,
            active_elements: result.active_elements + inner.active_elements,
            active_attributes: result.active_attributes + inner.active_attributes,
        };
    }
    result
}

/// How often markup may be escaped: each system that a text went through may have done it.
const ESCAPED_DEPTH: usize = 4;

/// Elements that only shape a text, of which a browser makes more than the characters it is written in.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "br", "cite", "code", "dd", "dt", "em", "font", "i", "img", "li", "mark", "s", "small", "span", "strong",
    "sub", "sup", "td", "th", "tr", "u",
];

/// What a `<` in a text that was decoded begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A tag of HTML as tags are written, or any tag with an attribute that would run something.
    Markup,
    /// What no tag looks like: a comparison (`a <b dan c> d`, `x <a = 0,05 dan t > 2`), words in angle brackets (`<nama desa>`).
    Text,
    /// What may be a tag that HTML does not know (`<nama>`, `<o:p>`), a comment, or nothing: beside markup it is read as a browser reads it.
    Unsure,
}

/// The texts behind each `<`, up to the next one, and what they are.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Piece)> {
    let mut rest = text.split('<').skip(1).peekable();
    std::iter::from_fn(move || rest.next().map(|text| (text, piece(text, rest.peek().is_none()))))
}

fn piece(text: &str, is_last: bool) -> Piece {
    let (inside, closed) = text.split_once('>').map_or((text, false), |(inside, _)| (inside, true));
    let body = inside.strip_prefix('/').unwrap_or(inside);
    let name: String = body.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let Some(behind) = body.get(name.len()..).filter(|_| name.starts_with(|c: char| c.is_ascii_alphabetic())) else { return Piece::Unsure };
    let rest = behind.trim().trim_end_matches('/').trim_end();
    let is_of = |lists: &[&[&str]]| lists.iter().any(|list| list.contains(&name.as_str()));
    let (shapes, acts) = (is_of(&[BLOCKS, INLINE]), is_of(&[DROPPED, COMMANDS]));
    // what would act is looked at with less trust
    if closed && (shapes && are_attributes(behind) || acts && (rest.is_empty() || rest.contains('='))) {
        return Piece::Markup;
    }
    let tag = format!("<{inside}>");
    let runs = |token: Token| matches!(token, Token::StartTag(tag) if tag.attributes.iter().any(|(key, value)| is_active(key, value)));
    if rest.contains('=') && Tokenizer::new(&tag).any(|token| token.is_ok_and(runs)) {
        return Piece::Markup;
    }
    if DROPPED.contains(&name.as_str()) && !closed && !inside.starts_with('/') && rest.contains('=') {
        return Piece::Markup;
    }
    // the name of a tag of another vocabulary goes on: `o:p`
    let goes_on = behind.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '-' | '_' | '.')).unwrap_or(behind.len());
    let is_text = !acts && !behind.get(goes_on..).is_some_and(are_attributes) || !closed && !is_last && behind.is_empty() && body == inside;
    if is_text { Piece::Text } else { Piece::Unsure }
}

/// Whether a text that was decoded still holds markup.
fn holds_markup(text: &str) -> bool {
    memchr::memchr(b'<', text.as_bytes()).is_some() && pieces(text).any(|(_, piece)| piece == Piece::Markup)
}

/// A text that was decoded, in which a `<` that begins no tag is written as HTML writes it.
fn without_comparisons(text: &str) -> Cow<'_, str> {
    if !pieces(text).any(|(_, piece)| piece == Piece::Text) {
        return Cow::Borrowed(text);
    }
    let mut out = text.split('<').next().unwrap_or_default().to_owned();
    for (text, piece) in pieces(text) {
        out.push_str(if piece == Piece::Text { "&lt;" } else { "<" });
        out.push_str(text);
    }
    Cow::Owned(out)
}

/// Reads markup once. `decoded`: the text comes from a reading before, so that its line ends are paragraphs.
fn read_once(cell: &str, decoded: bool) -> HtmlText {
    let mut result = HtmlText::default();
    if memchr::memchr2(b'<', b'&', cell.as_bytes()).is_none() {
        result.text = RichText::new(cell);
        return result;
    }
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut out = String::with_capacity(cell.len().min(1 << 16));
    let mut skipped: Option<Vec<u8>> = None;
    let tags = has_tag(cell) && !decoded;
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
    fn escaped_markup_is_markup_and_a_comparison_is_none() {
        let script = html_to_text("Layanan &lt;script&gt;alert(1)&lt;/script&gt; Air");
        assert_eq!((script.text.as_str(), script.active_elements), ("Layanan Air", 1));
        let picture = html_to_text("Sapa Warga &lt;img src=x onerror=alert(1)&gt;");
        assert_eq!((picture.text.as_str(), picture.active_attributes), ("Sapa Warga", 1));
        assert_eq!(html_to_text("a &lt;x onfocus=alert(1) autofocus&gt; b").active_attributes, 1);
        assert_eq!(html_to_text("a &lt;img src=x onerror=alert(1) ").text, "a", "a tag without its end runs as well");
        assert_eq!(html_to_text("&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt; dua kali").text, "dua kali");
        assert_eq!(text("&lt;p&gt;Satu&lt;/p&gt;\n&lt;p&gt;Dua&lt;/p&gt;"), "Satu\n\nDua");
        for tag in ["a class=x", "td nowrap", "p align=center", "span lang=\"id\" style='color:red'", "o:p", "br/", "font color = red"] {
            assert_eq!(text(&format!("&lt;p&gt;Satu&lt;/p&gt; &lt;{tag}&gt;dua")), "Satu\n\ndua", "{tag}");
        }
        for tag in ["script foo", "script = x", "iframe src=x y", "img = src=x onerror=alert(1)", "b dan onclick=alert(1)"] {
            let result = html_to_text(&format!("&lt;p&gt;a &lt;{tag}&gt;b&lt;/script&gt;&lt;/p&gt;"));
            assert!(result.active_elements + result.active_attributes > 0 && !result.text.contains('<'), "{tag}: {}", result.text.as_str());
        }
        for (written, read) in [
            ("biaya &lt; 10 ribu dan &gt; 5 ribu", "biaya < 10 ribu dan > 5 ribu"),
            ("jika a &lt;b dan c&gt; d", "jika a <b dan c> d"),
            ("isi &lt;nama desa&gt; di sini", "isi <nama desa> di sini"),
            ("jika x &lt;a = 0,05 dan t &gt; 2", "jika x <a = 0,05 dan t > 2"),
            ("jika x &lt;a=0,05 dan t &gt; 2", "jika x <a=0,05 dan t > 2"),
            ("jika n &lt;b dan p=0,05 &gt; 2", "jika n <b dan p=0,05 > 2"),
            ("jika n &lt;p y=3 &gt; 2", "jika n <p y=3 > 2"),
            // beside markup as well
            ("&lt;p&gt;jika x &lt;a = 0,05 dan t &gt; 2&lt;/p&gt;", "jika x <a = 0,05 dan t > 2"),
            ("&lt;p&gt;isi &lt;nama desa&gt; jika a &lt;b&lt;/p&gt;", "isi <nama desa> jika a <b"),
            ("tulis &amp;amp; saja", "tulis &amp; saja"),
        ] {
            let result = html_to_text(written);
            assert_eq!((result.text.as_str(), result.active_elements + result.active_attributes), (read, 0));
        }
    }

    #[test]
    fn counts_inline_pictures_even_when_cut() {
        assert_eq!(html_to_text("<p><img alt=\"\" src=\"data:image/png;base64,AAAA\" />teks</p>").inline_pictures, 1);
        let cut = html_to_text("<p>teks<img alt=\"\" src=\"data:image/png;base64,AAAA");
        assert_eq!((cut.inline_pictures, cut.text.as_str()), (1, "teks"));
        assert_eq!(html_to_text("<img src=\"foto.jpg\">").inline_pictures, 0);
    }
}
