//! Texts taken apart far enough to see who says what of which number.

/// A word of a sentence: lower case, without the marks around it; numbers keep their marks inside.
pub(super) type Word = String;

/// Most of a text that is looked at, in bytes. Sections of KIPP have at most 600 words.
const MOST: usize = 100_000;

/// The sentences of a text. `.` between digits and after the abbreviations of amounts ends none.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut end = text.len().min(MOST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or_default();
    let mut sentences = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(current) = sentences.last_mut() else { break };
        let ends = match c {
            '\n' | '!' | '?' | '•' => true,
            '.' => chars.peek().is_none_or(|next| next.is_whitespace()) && !abbreviated(current),
            _ => false,
        };
        if ends {
            sentences.push(String::new());
        } else {
            current.push(c);
        }
    }
    sentences.retain(|sentence| !sentence.trim().is_empty());
    sentences
}

fn abbreviated(sentence: &str) -> bool {
    let last = sentence.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    matches!(last.as_str(), "rp" | "no" | "thn" | "th" | "kab" | "jl" | "kec" | "prov" | "ds" | "dr" | "prof")
}

/// The words of a sentence. Arrows are words.
pub(super) fn words(sentence: &str) -> Vec<Word> {
    let arrows = sentence.replace("-->", " → ").replace("->", " → ").replace("=>", " → ").replace('→', " → ").replace('–', " – ");
    // 30% and Rp30 are two words, as is 30hari
    let mut spaced = String::with_capacity(arrows.len());
    let mut before: Option<char> = None;
    for c in arrows.chars() {
        let glued =
            before.is_some_and(|b| (b.is_ascii_digit() && (c.is_alphabetic() || c == '%')) || (b.is_alphabetic() && c.is_ascii_digit()));
        if glued {
            spaced.push(' ');
        }
        spaced.push(c);
        before = Some(c);
    }
    spaced
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”' | ';' | ':' | '/' | '[' | ']' | '\''))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '→')).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether one of these stands among the words.
pub(super) fn any(words: &[Word], wanted: &[&str]) -> bool {
    words.iter().any(|word| wanted.contains(&word.as_str()))
}

/// Whether these words stand there one after the other.
pub(super) fn phrase(words: &[Word], wanted: &str) -> bool {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    words.windows(wanted.len()).any(|window| window.iter().map(String::as_str).eq(wanted.iter().copied()))
}

/// Words that say that something is wished for or planned, not done.
pub(super) const INTENDED: &[&str] = &[
    "target",
    "ditargetkan",
    "targetnya",
    "diharapkan",
    "harapan",
    "harapannya",
    "berharap",
    "rencana",
    "direncanakan",
    "akan",
    "semoga",
    "proyeksi",
    "diproyeksikan",
    "estimasi",
    "diperkirakan",
    "apabila",
    "jika",
    "bila",
    "seandainya",
    "andai",
    "misal",
    "misalnya",
    "bertujuan",
    "tujuannya",
    "will",
    "would",
    "expected",
    "planned",
    "plans",
    "hope",
    "hopes",
    "target",
    "aims",
    "if",
    "should",
    "could",
];

/// Words that deny.
pub(super) const DENIED: &[&str] = &["tidak", "belum", "bukan", "tanpa", "gagal", "not", "never", "no", "without"];
