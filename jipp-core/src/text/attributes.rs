//! Whether what stands behind the name of a tag are attributes, or the rest of a comparison.

/// Attributes of HTML that stand without a value (WHATWG HTML, table of attributes: boolean attributes; `compact` to `nowrap` are of HTML 4).
const BARE: &[&str] = &[
    "allowfullscreen",
    "async",
    "autofocus",
    "autoplay",
    "checked",
    "compact",
    "controls",
    "default",
    "defer",
    "disabled",
    "hidden",
    "inert",
    "ismap",
    "loop",
    "multiple",
    "muted",
    "nohref",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "readonly",
    "required",
    "reversed",
    "selected",
];

/// Attributes of HTML with a value, which editors write without quotes too (WHATWG HTML, table of attributes, and HTML 4).
const VALUED: &[&str] = &[
    "abbr",
    "accept",
    "accesskey",
    "action",
    "align",
    "alt",
    "axis",
    "background",
    "bgcolor",
    "border",
    "bordercolor",
    "cellpadding",
    "cellspacing",
    "char",
    "charset",
    "cite",
    "class",
    "clear",
    "color",
    "cols",
    "colspan",
    "content",
    "contenteditable",
    "data",
    "datetime",
    "dir",
    "draggable",
    "face",
    "for",
    "frame",
    "frameborder",
    "headers",
    "height",
    "href",
    "hreflang",
    "hspace",
    "id",
    "lang",
    "language",
    "link",
    "longdesc",
    "media",
    "method",
    "name",
    "placeholder",
    "rel",
    "rev",
    "role",
    "rows",
    "rowspan",
    "rules",
    "scope",
    "shape",
    "size",
    "span",
    "spellcheck",
    "src",
    "srcset",
    "start",
    "style",
    "summary",
    "tabindex",
    "target",
    "text",
    "title",
    "translate",
    "type",
    "usemap",
    "valign",
    "value",
    "vlink",
    "vspace",
    "width",
    "xmlns",
];

/// Attributes that make a tag of whatever stands around them.
const TELLING: &[&str] = &["class", "href", "src", "style"];

/// Whether the rest of a tag, behind its name, are attributes as they are written in HTML: `name="value"`, `name=value` and bare names of attributes
/// that HTML knows. `= 0,05 dan t` and `dan c` are no attributes.
pub(super) fn are_attributes(rest: &str) -> bool {
    let mut all = true;
    let mut left = rest.trim_end_matches('/').trim_end();
    if !left.is_empty() && !left.starts_with(|c: char| c.is_whitespace() || c == '/') {
        return false;
    }
    loop {
        left = left.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if left.is_empty() {
            return all;
        }
        let end = left.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/')).unwrap_or(left.len());
        let (name, behind) = left.split_at(end);
        let name = name.to_ascii_lowercase();
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
        let Some(value) = behind.trim_start().strip_prefix('=').map(str::trim_start).filter(|value| !value.is_empty()) else {
            all &= BARE.contains(&name.as_str()) && !behind.trim_start().starts_with('=');
            // what is no name ends before its `=`, which is passed over
            left = behind.trim_start().trim_start_matches('=');
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let is_known = VALUED.contains(&name.as_str()) || BARE.contains(&name.as_str()) || name.contains(['-', ':']);
        all &= is_name && (quote.is_some() || is_known);
        if TELLING.contains(&name.as_str()) {
            return true;
        }
        left = match quote {
            // a `>` within the quotes cut the value
            Some(quote) => value.get(1..).and_then(|value| value.split_once(quote)).map_or("", |(_, behind)| behind),
            None => value.find(char::is_whitespace).and_then(|end| value.get(end..)).unwrap_or_default(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::are_attributes;

    #[test]
    fn attributes_are_told_from_comparisons() {
        for rest in [
            "",
            " /",
            " class=a",
            " class=\"a b\" id='x'",
            " ALIGN = center",
            " nowrap",
            " data-x=1 xml:lang=id",
            " title=\"a",
            " foo=\"bar\" checked",
            " dan src=x",
        ] {
            assert!(are_attributes(rest), "{rest}");
        }
        for rest in
            [" = 0,05 dan t ", "=5", " dan c", " dan p=0,05", " y=3", " =", " align", " 5=\"x\"", ",b", " class=", " = \"x\"", " – é=1"]
        {
            assert!(!are_attributes(rest), "{rest}");
        }
    }
}
