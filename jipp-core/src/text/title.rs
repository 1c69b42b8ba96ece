use serde::{Deserialize, Serialize};

use super::{key, tidy};

/// The parts of an innovation's title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParsedTitle {
    /// The name people use: the acronym or short name if there is one, else the whole title without its alias.
    pub name: String,
    /// The acronym or short name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    /// What the acronym stands for, or the long form of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expansion: Option<String>,
    /// Further names in the same title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// Takes a title apart: `ACR (expansion)`, `expansion (ACR)`, `ACR: expansion`, `ACR - expansion`, `“ACR” expansion`,
/// `A alias B`, `A / B`. The forms are those seen in the public records (domain section 8).
///
/// ```
/// use jipp_core::text::parse_title;
/// let title = parse_title("Sistem Informasi Jabatan Provinsi Riau (SI-JABPRI)");
/// assert_eq!(title.acronym.as_deref(), Some("SI-JABPRI"));
/// assert_eq!(title.expansion.as_deref(), Some("Sistem Informasi Jabatan Provinsi Riau"));
/// ```
pub fn parse_title(title: &str) -> ParsedTitle {
    let title = strip(&tidy(title));
    let (title, aliases) = split_alias(&title);
    let pair = brackets(&title).or_else(|| separator(&title)).or_else(|| quoted(&title));
    let Some((first, second)) = pair else {
        return ParsedTitle { name: title, aliases, ..ParsedTitle::default() };
    };
    let first_is_short = match (is_derived(&first, &second), is_derived(&second, &first)) {
        (true, false) => true,
        (false, true) => false,
        _ => short_rank(&first) <= short_rank(&second),
    };
    let (acronym, expansion) = if first_is_short { (first, second) } else { (second, first) };
    ParsedTitle { name: acronym.clone(), acronym: Some(acronym), expansion: Some(expansion), aliases }
}

/// Outer quotes, dashes and commas are no part of a name.
fn strip(text: &str) -> String {
    const OUTER: &[char] = &['"', '“', '”', '„', '\'', '‘', '’', '-', '–', '—', ',', ';', ':', '.', '*', ' ', '«', '»'];
    text.trim_matches(OUTER).to_owned()
}

fn split_alias(title: &str) -> (String, Vec<String>) {
    let lower = title.to_lowercase();
    for marker in [" alias ", " atau lebih dikenal dengan ", " (alias "] {
        if let Some(at) = lower.find(marker)
            && let (Some(head), Some(tail)) = (title.get(..at), title.get(at + marker.len()..))
        {
            let tail = strip(tail.trim_end_matches(')'));
            if !head.trim().is_empty() && !tail.is_empty() {
                return (strip(head), vec![tail]);
            }
        }
    }
    if let Some((head, tail)) = title.split_once(" / ").or_else(|| title.split_once("/  ")).or_else(|| title.split_once(")/ "))
        && tail.split_whitespace().count() >= 2
        && head.split_whitespace().count() >= 2
    {
        let head = if head.contains('(') && !head.contains(')') { format!("{head})") } else { head.to_owned() };
        return (strip(&head), vec![strip(tail)]);
    }
    (title.to_owned(), Vec::new())
}

/// `A (B)` or `A (B) rest`: the rest goes to the longer part.
fn brackets(title: &str) -> Option<(String, String)> {
    let open = title.find(['(', '['])?;
    let close = title.rfind([')', ']']).filter(|close| *close > open).unwrap_or(title.len());
    let outside = title.get(..open)?;
    let inside = strip(title.get(open + 1..close)?);
    let rest = strip(title.get((close + 1).min(title.len())..).unwrap_or_default());
    let outside = strip(outside);
    if inside.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return None;
    }
    if outside.is_empty() {
        return (!rest.is_empty()).then_some((inside, rest));
    }
    if rest.is_empty() {
        return Some((outside, inside));
    }
    // `SIGoblic (Sistem ISBN Go Public) Menghadang Pandemi`: the short name stands alone, the rest belongs to the long one
    if is_derived(&outside, &inside) || short_rank(&outside) <= short_rank(&inside) {
        Some((outside, format!("{inside} {rest}")))
    } else {
        Some((format!("{outside} {rest}"), inside))
    }
}

/// `ACR: expansion` and `ACR - expansion`, where one side looks like a short name.
fn separator(title: &str) -> Option<(String, String)> {
    for mark in [": ", " : ", " - ", " – ", " — ", ":"] {
        if let Some((first, second)) = title.split_once(mark) {
            let (first, second) = (strip(first), strip(second));
            if first.is_empty() || second.is_empty() {
                continue;
            }
            let short_first = first.split_whitespace().count() <= 3 && second.split_whitespace().count() >= 2;
            if is_derived(&first, &second) || is_derived(&second, &first) || (short_first && (looks_short(&first) || mark.contains(':'))) {
                return Some((first, second));
            }
        }
    }
    None
}

/// `LAYANAN JEMPUT BOLA “LARASITA”`: the quoted part is the short name.
fn quoted(title: &str) -> Option<(String, String)> {
    let open = title.find(['“', '"', '„'])?;
    let after = title.get(open..)?;
    let mark = after.chars().next()?.len_utf8();
    let inner = after.get(mark..)?;
    let close = inner.find(['”', '"']).unwrap_or(inner.len());
    let short = strip(inner.get(..close)?);
    let head = title.get(..open)?.trim();
    let tail = strip(inner.get(close..)?.trim_start_matches(['”', '"']));
    let rest = strip(&format!("{head} {tail}"));
    (!short.is_empty() && !rest.is_empty()).then_some((short, rest))
}

/// Lower means more like an acronym: few words, capitals inside.
fn short_rank(text: &str) -> usize {
    let words = text.split_whitespace().count();
    words * 4 + text.chars().count() / 6 + usize::from(!looks_short(text)) * 2
}

fn looks_short(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    letters > 0 && text.split_whitespace().count() <= 4 && capitals * 2 >= letters
}

/// Whether the letters of `short` can be read off `long` in order, starting at a word's first letter, most of them soon
/// after a word begins: `SADELPOS` from `Samsat Delivery Pos`.
fn is_derived(short: &str, long: &str) -> bool {
    let short_key = key(short);
    let long_words: Vec<String> = super::words(long).collect();
    if short_key.chars().count() < 2 || long_words.len() < 2 || short_key.len() >= long_words.iter().map(String::len).sum() {
        return false;
    }
    let mut initials_used = 0;
    let mut rest: Vec<char> = short_key.chars().rev().collect();
    for word in &long_words {
        let mut started = false;
        for c in word.chars() {
            if rest.last() == Some(&c) {
                if !started {
                    started = true;
                    initials_used += usize::from(word.starts_with(c));
                }
                rest.pop();
            } else if !started {
                break;
            }
        }
    }
    rest.is_empty() && initials_used >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, acronym: Option<&str>, expansion: Option<&str>) {
        let parsed = parse_title(title);
        assert_eq!((parsed.acronym.as_deref(), parsed.expansion.as_deref()), (acronym, expansion), "{title}");
    }

    #[test]
    fn reads_the_forms_of_real_titles() {
        check("TIM BUSER (TIM BUNTING SERENTAK)", Some("TIM BUSER"), Some("TIM BUNTING SERENTAK"));
        check("Sistem Informasi Jabatan Provinsi Riau (SI-JABPRI)", Some("SI-JABPRI"), Some("Sistem Informasi Jabatan Provinsi Riau"));
        check(
            "SISPEDAP: SISTEM PENGELOLAAN DATA PEGAWAI BERBASIS WEB",
            Some("SISPEDAP"),
            Some("SISTEM PENGELOLAAN DATA PEGAWAI BERBASIS WEB"),
        );
        check("“Sumpah Beruang” (Sulap Sampah Berubah menjadi Uang)", Some("Sumpah Beruang"), Some("Sulap Sampah Berubah menjadi Uang"));
        check("LAYANAN JEMPUT BOLA “LARASITA”", Some("LARASITA"), Some("LAYANAN JEMPUT BOLA"));
        check("RSUD RAMAH", None, None);
        check("Pelayanan KTP 1 jam", None, None);
    }

    #[test]
    fn keeps_a_second_name_as_alias() {
        assert_eq!(parse_title("Si Cantik Hamil alias Sistim Informasi Cegah Wanita Resiko Tinggi Hamil").aliases.len(), 1);
    }
}
