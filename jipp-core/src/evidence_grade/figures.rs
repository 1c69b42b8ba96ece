//! Is the impact stated, and in figures before and after?

use super::Outcome;
use super::sentences::{DENIED, INTENDED, Word, any, sentences, words};
use crate::model::{Field, Innovation};
use crate::text::{excerpt, is_placeholder, parse_number, year_within};

/// Fewest words that state something.
const FEWEST_WORDS: usize = 5;

/// The fields in which an effect is written.
pub(super) const EFFECT: [Field; 2] = [Field::Impact, Field::Benefit];

/// The text of a field.
pub(super) fn text_of(innovation: &Innovation, field: Field) -> Option<String> {
    innovation.get(field).to_text().filter(|text| !is_placeholder(text)).map(std::borrow::Cow::into_owned)
}

/// Whether the impact is stated at all.
pub(super) fn stated(innovation: &Innovation) -> Outcome {
    if !innovation.impact_indicators.is_empty() {
        return Outcome::met(Some(Field::ImpactIndicators), "ada indikator dampak", "there are impact indicators");
    }
    let mut short = None;
    for field in EFFECT {
        let Some(text) = text_of(innovation, field) else { continue };
        let count = crate::text::words(&text).count();
        if count >= FEWEST_WORDS {
            return Outcome::met(Some(field), format!("ditulis dalam {count} kata"), format!("written in {count} words"));
        }
        short = Some(field);
    }
    match short {
        Some(field) => Outcome::unmet(Some(field), "terlalu singkat untuk menyatakan dampak", "too short to state an impact"),
        None => Outcome::unmet(None, "tidak dinyatakan", "not stated"),
    }
}

/// What figures were found.
pub(super) enum Figures {
    /// They differ.
    Change { field: Field, shown: String, years: Vec<i32> },
    /// There are two, but they are equal.
    Equal { field: Field, shown: String },
    /// There are two, but as a wish, a plan or a denial.
    Intended { field: Field, shown: String },
    /// There are none.
    None,
}

impl Figures {
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::Change { field, shown, .. } => Outcome::met(Some(*field), format!("`{shown}`"), format!("`{shown}`")),
            Self::Equal { field, shown } => Outcome::unmet(
                Some(*field),
                format!("angka sebelum dan sesudah sama: `{shown}`"),
                format!("the figures before and after are equal: `{shown}`"),
            ),
            Self::Intended { field, shown } => Outcome::unmet(
                Some(*field),
                format!("angka berupa target, harapan, atau sangkalan, bukan hasil: `{shown}`"),
                format!("the figures are a target, a hope or denied, not a result: `{shown}`"),
            ),
            Self::None => Outcome::unmet(
                None,
                "angka sebelum dan sesudah tidak dinyatakan, atau tidak dikenali dalam teks",
                "figures before and after are not stated, or not recognised in the text",
            ),
        }
    }
}

/// Looks for figures: first in the indicators, then in the texts, sentence by sentence.
pub(super) fn look(innovation: &Innovation) -> Figures {
    let mut weaker = Figures::None;
    for indicator in &innovation.impact_indicators {
        let Some((before, after)) = indicator.before.zip(indicator.after) else { continue };
        let unit = indicator.unit.as_deref().unwrap_or_default();
        let shown = excerpt(format!("{}: {before} → {after} {unit}", indicator.name).trim(), 120);
        let field = Field::ImpactIndicators;
        if before == after {
            weaker = Figures::Equal { field, shown };
        } else {
            return Figures::Change {
                field,
                shown,
                years: indicator.period.as_deref().map(|period| years(&words(period))).unwrap_or_default(),
            };
        }
    }
    for field in EFFECT {
        let Some(text) = text_of(innovation, field) else { continue };
        for sentence in sentences(&text) {
            let words = words(&sentence);
            let Some(pair) = pair(&words) else { continue };
            let shown = excerpt(words.get(pair.from..pair.to).unwrap_or_default().join(" ").as_str(), 120);
            let denied = any(words.get(pair.from.saturating_sub(3)..pair.from).unwrap_or_default(), DENIED);
            if denied || any(&words, INTENDED) {
                weaker = Figures::Intended { field, shown };
            } else if pair.equal {
                weaker = Figures::Equal { field, shown };
            } else {
                return Figures::Change { field, shown, years: years(&words) };
            }
        }
    }
    weaker
}

/// The years that a sentence names.
fn years(words: &[Word]) -> Vec<i32> {
    let parts = words.iter().flat_map(|word| word.split(['-', '–', ',', '.']));
    parts.filter_map(year).collect()
}

fn year(word: &str) -> Option<i32> {
    year_within(word, 1990..=2100)
}

/// Two figures and where they stand.
struct Pair {
    from: usize,
    to: usize,
    equal: bool,
}

/// A number in a sentence.
struct Number {
    value: f64,
    /// Its first word and the word behind it.
    from: usize,
    to: usize,
}

/// Words that open the figure before and, with the figure right behind them, the figure after.
const FROM: &[&str] = &["dari", "from", "semula", "awalnya", "sebelumnya"];
const TO: &[&str] = &["menjadi", "jadi", "ke", "to", "→", "tinggal"];
/// Words that open them in two clauses; the units must be the same there.
const BEFORE: &[&str] = &["sebelum", "semula", "awalnya", "sebelumnya", "dulu", "dahulu", "before", "previously"];
const AFTER: &[&str] = &["setelah", "sesudah", "kini", "sekarang", "saat", "menjadi", "after", "now"];
/// Words that may stand between an opening word and its number.
const FILLERS: &[&str] = &[
    "sekitar",
    "kurang",
    "lebih",
    "rata-rata",
    "rata",
    "hanya",
    "cuma",
    "cukup",
    "sebesar",
    "sebanyak",
    "mencapai",
    "hampir",
    "rp",
    "idr",
    "usd",
    "maksimal",
    "minimal",
    "paling",
    "lama",
    "cepat",
    "banyak",
    "sedikit",
    "semula",
    "sebelumnya",
    "dari",
    "angka",
    "only",
    "about",
    "around",
    "just",
    "less",
    "more",
    "than",
    "some",
    "nearly",
    "over",
    "an",
    "average",
    "of",
    "tinggal",
    "±",
    "selama",
    "dengan",
    "kisaran",
];

fn pair(words: &[Word]) -> Option<Pair> {
    for (at, word) in words.iter().enumerate() {
        if FROM.contains(&word.as_str())
            && let Some(before) = right_behind(words, at)
        {
            // up to eight words, such as a unit and what is counted, and then the figure after
            for (to, _) in words.iter().enumerate().skip(before.to).take(8).filter(|(_, word)| TO.contains(&word.as_str())) {
                if let Some(after) = right_behind(words, to) {
                    return Some(together(words, at, &before, &after));
                }
            }
        }
        if word == "→"
            && let Some(before) = (at.saturating_sub(3)..at).find_map(|from| number(words, from).filter(|n| n.to + 2 > at))
            && let Some(after) = right_behind(words, at)
        {
            return Some(together(words, before.from, &before, &after));
        }
        if BEFORE.contains(&word.as_str())
            && let Some(before) = (at + 1..at + 9).find_map(|from| number(words, from))
            && let Some(opened) = words.iter().enumerate().skip(before.to).take(12).find(|(_, word)| AFTER.contains(&word.as_str()))
            && let Some(after) = (opened.0 + 1..opened.0 + 9).find_map(|from| number(words, from))
            && words.get(before.to).is_some()
            && words.get(before.to) == words.get(after.to)
        {
            return Some(together(words, at, &before, &after));
        }
    }
    None
}

fn together(words: &[Word], from: usize, before: &Number, after: &Number) -> Pair {
    let unit = |number: &Number| words.get(number.to).filter(|word| !TO.contains(&word.as_str()) && !AFTER.contains(&word.as_str()));
    let same_unit = unit(before).zip(unit(after)).is_none_or(|(a, b)| a == b);
    Pair { from, to: (after.to + 1).min(words.len()), equal: same_unit && before.value == after.value }
}

/// The number that follows an opening word, with nothing but fillers between.
fn right_behind(words: &[Word], opening: usize) -> Option<Number> {
    for at in opening + 1..opening + 5 {
        if let Some(number) = number(words, at) {
            return Some(number);
        }
        if !words.get(at).is_some_and(|word| FILLERS.contains(&word.as_str())) {
            return None;
        }
    }
    None
}

/// The number at a place, in digits or in words. A year is none: a bare number of four digits with nothing counted behind it.
fn number(words: &[Word], at: usize) -> Option<Number> {
    let word = words.get(at)?;
    let (value, mut to) = match digits(word) {
        Some(value) => (value, at + 1),
        None => spelt(words, at)?,
    };
    let next = words.get(to).map(String::as_str);
    if year(word).is_some() {
        let after_year =
            at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| matches!(word.as_str(), "tahun" | "thn" | "th" | "year"));
        let counted = next.is_some_and(|next| {
            !TO.contains(&next)
                && !AFTER.contains(&next)
                && !FROM.contains(&next)
                && !matches!(next, "hingga" | "sampai" | "–" | "dan" | "and" | "s.d")
        });
        if after_year || !counted {
            return None;
        }
    }
    // a day of the month is no figure: 12 Mei
    if next.is_some_and(|next| MONTHS.contains(&next)) {
        return None;
    }
    let mut value = value;
    while let Some(scale) = words.get(to).and_then(|word| scale(word)) {
        value *= scale;
        to += 1;
    }
    Some(Number { value, from: at, to })
}

const MONTHS: &[&str] =
    &["januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember"];

fn digits(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // 24-48 is a range, of which the first counts
    let first = word.split(['-', '–']).next().unwrap_or_default();
    // three digits behind one point are thousands here: people, Rupiah, not scores
    let thousands =
        first.split_once('.').is_some_and(|(_, rest)| rest.len() == 3 && !first.contains(',') && rest.bytes().all(|b| b.is_ascii_digit()));
    if thousands { parse_number(&first.replace('.', "")) } else { parse_number(first) }
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "ribu" | "thousand" => 1e3,
        "juta" | "million" => 1e6,
        "miliar" | "milyar" | "billion" => 1e9,
        "triliun" | "trillion" => 1e12,
        _ => return None,
    })
}

/// A number in Indonesian words up to hundreds, such as `tiga puluh` or `dua belas`.
fn spelt(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let unit = |at: usize| -> Option<f64> {
        const UNITS: [&str; 10] = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
        let word = words.get(at)?;
        UNITS.iter().position(|unit| unit == word).map(|value| value as f64)
    };
    let word = |at: usize| words.get(at).map(String::as_str);
    match word(at)? {
        "sepuluh" => return Some((10.0, at + 1)),
        "sebelas" => return Some((11.0, at + 1)),
        "seratus" => return Some((100.0, at + 1)),
        "seribu" => return Some((1_000.0, at + 1)),
        _ => {}
    }
    let first = unit(at)?;
    match word(at + 1) {
        Some("belas") => Some((first + 10.0, at + 2)),
        Some("puluh") => Some(unit(at + 2).map_or((first * 10.0, at + 2), |rest| (first * 10.0 + rest, at + 3))),
        Some("ratus") => Some((first * 100.0, at + 2)),
        _ => Some((first, at + 1)),
    }
}
