//! How a name sounds in Indonesian, however it is spelt.

use super::words;

/// Letters that are read alike, in the order in which they are replaced.
///
/// The old spellings are those of Ophuijsen (1901) and Soewandi (1947), replaced by the *Ejaan yang Disempurnakan* (1972): oe/u, tj/c, dj/j,
/// nj/ny, sj/sy, ch/kh. The names of people keep them (*Soekarno*, *Djoko*, *Achmad*). The rest are sounds that Indonesian took over from
/// Arabic, Sanskrit and Dutch and that are written as they are or as they are spoken (Pedoman Umum Ejaan Bahasa Indonesia, chapter I,
/// on consonants: f, v, z, kh, sy; *Fajar* and *Pajar*, *Azis* and *Asis*, *Syarif* and *Sarif*).
const ALIKE: &[(&str, &str)] = &[
    ("oe", "u"),
    ("tj", "c"),
    ("dj", "j"),
    ("nj", "ny"),
    ("sj", "s"),
    ("sy", "s"),
    ("sh", "s"),
    ("ch", "h"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("bh", "b"),
    ("ph", "p"),
    ("dz", "s"),
    ("ts", "s"),
    ("ks", "s"),
    ("y", "j"),
    ("f", "p"),
    ("v", "p"),
    ("z", "s"),
    ("x", "s"),
    ("q", "k"),
    ("w", "u"),
    ("e", "i"),
    ("o", "u"),
];

/// Short forms of given names, as official letters write them.
const SHORT: &[(&str, &str)] = &[
    ("m", "muhammad"),
    ("md", "muhammad"),
    ("moh", "muhammad"),
    ("mhd", "muhammad"),
    ("muh", "muhammad"),
    ("mohd", "muhammad"),
    ("mochammad", "muhammad"),
    ("mohammad", "muhammad"),
    ("abd", "abdul"),
    ("st", "siti"),
];

/// A key under which spellings of one Indonesian name meet: old and new spelling, f/v/p, z/s, kh/ch/h, y/j, o/u, e/i, doubled letters, a
/// last h or k that is hardly heard, a last d or b. Words stand in alphabetical order, each once. It is for finding candidates: names that
/// differ may share a key (*Yoko* and *Joko*). Empty where nothing is left.
///
/// ```
/// use jipp_core::text::phonetic;
/// assert_eq!(phonetic("Soekarno Djoko"), phonetic("Joko Sukarno"));
/// assert_eq!(phonetic("Achmad Syarif"), phonetic("Ahmad Sarip"));
/// assert_ne!(phonetic("Budi"), phonetic("Rudi"));
/// ```
pub fn phonetic(text: &str) -> String {
    let mut sounds: Vec<String> = words(text).map(|word| sound(&word)).filter(|sound| !sound.is_empty()).collect();
    sounds.sort_unstable();
    sounds.dedup();
    sounds.join(" ")
}

fn sound(word: &str) -> String {
    let long = SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long);
    let mut out = String::with_capacity(long.len());
    let mut rest = long;
    'letters: while let Some(first) = rest.chars().next() {
        for (written, read) in ALIKE {
            if let Some(after) = rest.strip_prefix(written) {
                // "nj" is "ny", whose y must not be read again
                out.push_str(if *read == "ny" { "nj" } else { read });
                rest = after;
                continue 'letters;
            }
        }
        out.push(first);
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    let mut letters: Vec<char> = Vec::with_capacity(out.len());
    for letter in out.chars() {
        if letters.last() != Some(&letter) || letter.is_ascii_digit() {
            letters.push(letter);
        }
    }
    if letters.len() > 3 {
        match letters.last() {
            Some('h' | 'k') => {
                letters.pop();
            }
            Some('d') => {
                letters.pop();
                letters.push('t');
            }
            Some('b') => {
                letters.pop();
                letters.push('p');
            }
            _ => {}
        }
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        let same = [
            ("Soeharto", "Suharto"),
            ("Djoko Widodo", "Joko Widodo"),
            ("Tjipto", "Cipto"),
            ("Sjarif", "Syarif"),
            ("Achmad", "Akhmad"),
            ("Chairil", "Khairil"),
            ("Jogjakarta", "Yogyakarta"),
            ("Fauzi", "Pausi"),
            ("Novi", "Nopi"),
            ("Aisyah", "Aisya"),
            ("Muhammad Ali", "Moh. Ali"),
            ("Mohammad", "Muhamad"),
            ("Siti Nurhaliza", "NURHALISA, ST."),
            ("Njoto", "Nyoto"),
            ("Ahmad", "Ahmat"),
        ];
        for (a, b) in same {
            assert_eq!(phonetic(a), phonetic(b), "{a} / {b}");
        }
        for (a, b) in [("Budi", "Rudi"), ("Sari", "Sri"), ("Agus", "Bagus"), ("Dewi", "Dwi"), ("Ali", "Alia")] {
            assert_ne!(phonetic(a), phonetic(b), "{a} / {b}");
        }
        assert_eq!(phonetic(" - "), "");
    }
}
