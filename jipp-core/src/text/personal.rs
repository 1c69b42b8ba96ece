/// A kind of personal data that never reaches public output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalData {
    /// A mobile or landline number.
    Phone,
    /// An e-mail address.
    Email,
    /// *Nomor Induk Kependudukan*, the 16-digit identity number.
    Nik,
}

impl PersonalData {
    /// The text that stands in its place.
    pub const fn mask(self) -> &'static str {
        match self {
            Self::Phone => "[telepon]",
            Self::Email => "[surel]",
            Self::Nik => "[NIK]",
        }
    }
}

/// Digits of the shortest number that is looked for.
const LEAST_DIGITS: usize = 9;

/// Finds personal data in running text: byte range and kind, in order.
///
/// Phone: `08…` or `+62…`/`62…` with 9 to 13 digits, blanks, dots and dashes allowed between them. NIK: 16 digits whose
/// region part starts with 11 to 96 and whose day part is 01 to 31 or 41 to 71 (women add 40; Permendagri 72/2022 on the
/// population number). E-mail: something, `@`, a domain with a dot.
pub fn find_personal_data(text: &str) -> Vec<(std::ops::Range<usize>, PersonalData)> {
    let mut found = Vec::new();
    let (with_digits, with_sign) = (has_digits(text.as_bytes(), LEAST_DIGITS), memchr::memchr(b'@', text.as_bytes()).is_some());
    if with_sign {
        emails(text, &mut found);
    }
    if with_digits {
        numbers(text, &mut found);
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Whether a text has at least so many digits. Counted in small pieces, which the compiler turns into vector instructions.
fn has_digits(text: &[u8], least: usize) -> bool {
    const PIECE: usize = 128;
    let mut digits = 0;
    text.chunks(PIECE).any(|piece| {
        // a piece has fewer bytes than a number of 8 bits counts
        digits += usize::from(piece.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>());
        digits >= least
    })
}

/// The text with personal data masked, or `None` if there is none.
///
/// ```
/// assert_eq!(jipp_core::text::redact("Hubungi 0812-3456-7890").as_deref(), Some("Hubungi [telepon]"));
/// assert_eq!(jipp_core::text::redact("tahun 2019"), None);
/// ```
pub fn redact(text: &str) -> Option<String> {
    let found = find_personal_data(text);
    if found.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, kind) in found {
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(kind.mask());
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Some(out)
}

fn emails(text: &str, found: &mut Vec<(std::ops::Range<usize>, PersonalData)>) {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    for (at, _) in text.match_indices('@') {
        let before = text.get(..at).unwrap_or_default();
        let start =
            before.rfind(|c: char| !local(c)).map_or(0, |i| i + before.get(i..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8));
        let after = text.get(at + 1..).unwrap_or_default();
        let length = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-')).unwrap_or(after.len());
        let domain = after.get(..length).unwrap_or_default().trim_end_matches(['.', '-']);
        if start < at && domain.rsplit_once('.').is_some_and(|(name, tld)| !name.is_empty() && tld.len() >= 2) {
            found.push((start..at + 1 + domain.len(), PersonalData::Email));
        }
    }
}

fn numbers(text: &str, found: &mut Vec<(std::ops::Range<usize>, PersonalData)>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let opens = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'(');
        if !opens(&byte) {
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.iter().position(opens).unwrap_or(rest.len());
            continue;
        }
        if at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
            continue;
        }
        let (mut end, mut last) = (at, at);
        let mut digits = String::new();
        while let Some(&b) = bytes.get(end) {
            if b.is_ascii_digit() {
                digits.push(b as char);
                last = end + 1;
            } else if end != at && !(matches!(b, b' ' | b'-' | b'.' | b'(' | b')') && end < last + 2) {
                // a sign may only open the number, and at most two separators stand between digits
                break;
            }
            end += 1;
        }
        let plus = byte == b'+' || text.get(at..last).is_some_and(|s| s.starts_with("(+"));
        let mobile = digits.starts_with("08") || digits.starts_with("62") && (plus || digits.starts_with("628"));
        let kind = if digits.len() == 16 && is_nik(&digits) && text.get(at..last).is_some_and(|s| s.len() <= 20) {
            Some(PersonalData::Nik)
        } else if mobile && (LEAST_DIGITS..=14).contains(&digits.len()) {
            Some(PersonalData::Phone)
        } else {
            None
        };
        match kind {
            Some(kind) => {
                found.push((at..last, kind));
                at = last;
            }
            None => at = end.max(at + 1).min(next_gap(bytes, at)),
        }
    }
}

/// The end of the first run of digits, so that the second number of `2019 0812…` is looked at on its own.
fn next_gap(bytes: &[u8], at: usize) -> usize {
    let run = bytes.iter().skip(at + 1).take_while(|b| b.is_ascii_digit()).count();
    at + 1 + run
}

fn is_nik(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|s| s.parse::<u32>().ok()).unwrap_or(0);
    (11..=96).contains(&part(0..2)) && matches!(part(6..8), 1..=31 | 41..=71) && (1..=12).contains(&part(8..10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_phone_mail_and_identity_number() {
        for (text, masked) in [
            ("Telp. 081234567890.", "Telp. [telepon]."),
            ("+62 812-3456-7890 (Budi)", "[telepon] (Budi)"),
            ("surel: budi.s@contoh.go.id, ya", "surel: [surel], ya"),
            ("NIK 3578010101900001", "NIK [NIK]"),
            ("2019 081234567890", "2019 [telepon]"),
        ] {
            assert_eq!(redact(text).as_deref(), Some(masked), "{text}");
        }
    }

    #[test]
    fn leaves_ordinary_numbers_alone() {
        for text in [
            "Rp1.234.567.890",
            "Tahun 2018-2023",
            "65.535 byte",
            "PP 38/2017",
            "@instansi",
            "a@b",
            "No. 050-145/2022",
            "62 desa",
            "1234567890123456",
        ] {
            assert_eq!(redact(text), None, "{text}");
        }
    }
}
