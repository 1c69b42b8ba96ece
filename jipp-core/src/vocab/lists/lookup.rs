use super::index::{MatchedBy, Name, Owner};
use super::value::Code;
use super::vocabulary::Vocabulary;
use crate::text::{key_of_code, words};

/// Most values offered when a name is not known.
const CANDIDATES: usize = 3;

/// Least Jaro-Winkler similarity to the Indonesian label, and to any other name: short codes and aliases are near everything.
const NEAR_LABEL: f64 = 0.8;
const NEAR_OTHER: f64 = 0.85;

/// Least similarity of two words for a text that is a part of a label, and the least letters of a word that counts.
const NEAR_WORD: f64 = 0.92;
const LETTERS: usize = 4;

/// Letters of a name for which one may be wrong, and most that may be wrong.
const LETTERS_FOR_SLIP: usize = 5;
const SLIPS: usize = 3;

/// What a name as written means in a vocabulary.
#[derive(Debug, Clone)]
pub enum Lookup<'a> {
    /// It means this value.
    Found(Match<'a>),
    /// It means none.
    Unknown {
        /// The values it may have been meant for, best first, at most three.
        candidates: Vec<&'a Code>,
    },
}

impl<'a> Lookup<'a> {
    /// The value, if one was found.
    pub fn value(&self) -> Option<&'a Code> {
        match self {
            Self::Found(found) => Some(found.value),
            Self::Unknown { .. } => None,
        }
    }
}

/// A value found, and how.
#[derive(Debug, Clone, Copy)]
pub struct Match<'a> {
    /// The value.
    pub value: &'a Code,
    /// How its name was met.
    pub by: MatchedBy,
    /// Whether it is offered in the year asked for; true if no year was.
    pub valid: bool,
}

impl Vocabulary {
    /// Finds a value by code, label (Indonesian or English) or alias; case, spacing, punctuation and the leading zeros of a
    /// number do not matter. Of values of several years with one name the latest is found.
    ///
    /// ```
    /// let stages = jipp_core::vocab::vocabulary("tahapan_iga").unwrap();
    /// assert_eq!(stages.find("Uji Coba").map(|c| c.code.as_str()), Some("uji_coba"));
    /// ```
    pub fn find(&self, text: &str) -> Option<&Code> {
        self.matching(text, None).map(|found| found.value)
    }

    /// Finds a value that is offered in this year.
    ///
    /// ```
    /// let classes = jipp_core::vocab::vocabulary("iga_predikat").unwrap();
    /// let from = |year| classes.find_in(year, "sangat inovatif").and_then(|class| class.attributes.number("lower"));
    /// assert_eq!((from(2023), from(2026), from(2010)), (Some(60.01), Some(65.01), None));
    /// ```
    pub fn find_in(&self, year: i32, text: &str) -> Option<&Code> {
        self.matching(text, Some(year)).filter(|found| found.valid).map(|found| found.value)
    }

    /// Looks a name up and says how it was met; an unknown name gives the values it may have been meant for. With a year, a
    /// value of that year goes before one of another.
    pub fn lookup(&self, text: &str, year: Option<i32>) -> Lookup<'_> {
        match self.matching(text, year) {
            Some(found) => Lookup::Found(found),
            None => Lookup::Unknown { candidates: self.suggest(text, year) },
        }
    }

    /// The value whose code, label or alias `text` is, or code and label together (`3. Label`); without proposals where there is none.
    pub fn matching(&self, text: &str, year: Option<i32>) -> Option<Match<'_>> {
        self.best(self.index.owners(&key_of_code(text)).iter().copied(), year)
            .or_else(|| self.with_conjunction(text, year))
            .or_else(|| self.with_code_before(text, year))
            .or_else(|| self.without_decimal(text, year))
    }

    /// The value of a number to which a table added a decimal: `3.0`.
    fn without_decimal(&self, text: &str, year: Option<i32>) -> Option<Match<'_>> {
        let number = text.trim().strip_suffix(".0").filter(|number| number.bytes().all(|b| b.is_ascii_digit()))?;
        self.best(self.index.owners(number).iter().copied(), year)
    }

    /// Of the values that own a name the one to take.
    fn best(&self, owners: impl Iterator<Item = Owner>, year: Option<i32>) -> Option<Match<'_>> {
        owners
            .filter_map(|owner| self.values.get(owner.at).map(|value| (value, owner.by)))
            .map(|(value, by)| Match { value, by, valid: year.is_none_or(|year| value.valid_in(year)) })
            // of equals `max_by_key` takes the last: the one later in official order
            .max_by_key(|found| (found.valid, found.value.last_year()))
    }

    /// The value of a name in which `&` stands for its conjunction.
    fn with_conjunction(&self, text: &str, year: Option<i32>) -> Option<Match<'_>> {
        if !text.contains('&') {
            return None;
        }
        let written = |word: &str| self.best(self.index.owners(&key_of_code(&text.replace('&', word))).iter().copied(), year);
        written(" dan ").or_else(|| written(" and "))
    }

    /// The value of which a text holds the code first and then a name: `3. Kehidupan Sehat`, `TPB 3: Kehidupan Sehat`.
    fn with_code_before(&self, text: &str, year: Option<i32>) -> Option<Match<'_>> {
        const SIGNS: [char; 7] = ['.', ':', ')', '-', '–', '—', ' '];
        const MOST: usize = 4;
        text.match_indices(SIGNS).take(MOST).find_map(|(at, sign)| {
            let code = self.index.owners(&key_of_code(text.get(..at)?)).iter().filter(|owner| owner.by == MatchedBy::Code);
            let codes: Vec<usize> = code.map(|owner| owner.at).collect();
            if codes.is_empty() {
                return None;
            }
            let names = self.index.owners(&key_of_code(text.get(at + sign.len()..)?)).iter().copied();
            self.best(names.filter(|owner| owner.by != MatchedBy::Code && codes.contains(&owner.at)), year)
        })
    }

    /// The one value that `text` is a misspelling or a part of: a name of it differs by one letter in five at most, with the same digits,
    /// or its label has all of at least two words. None where that leaves a choice: a proposal of another meaning is worse than none.
    pub fn misspelt(&self, text: &str, year: Option<i32>) -> Option<&Code> {
        let wanted = key_of_code(text);
        let most = (wanted.chars().count() / LETTERS_FOR_SLIP).min(SLIPS);
        let numbers =
            |key: &str| key.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let own = numbers(&wanted);
        let slip = |name: &Name| most > 0 && strsim::osa_distance(&name.key, &wanted) <= most && numbers(&name.key) == own;
        let parts: Vec<String> = words(text).filter(|word| word.chars().count() >= LETTERS).collect();
        let part = |name: &Name| parts.len() > 1 && parts.iter().all(|part| name.words.contains(part));
        self.only(slip, year).or_else(|| self.only(part, year))
    }

    /// The value with a name for which something holds, if it is the only one.
    fn only(&self, holds: impl Fn(&Name) -> bool, year: Option<i32>) -> Option<&Code> {
        let offered = |name: &&Name| self.values.get(name.at).is_some_and(|value| year.is_none_or(|year| value.valid_in(year)));
        let mut found = self.index.names().iter().filter(offered).filter(|name| holds(name)).map(|name| name.at);
        let first = found.next()?;
        found.all(|at| at == first).then(|| self.values.get(first))?
    }

    /// The values that `text` may have been meant for: their label, code or alias, in either language, is near it or has all of
    /// its words. Best first, at most three, only values of the year if one is given. Numbers are near nothing.
    pub fn suggest(&self, text: &str, year: Option<i32>) -> Vec<&Code> {
        let wanted = key_of_code(text);
        if !wanted.chars().any(char::is_alphabetic) {
            return Vec::new();
        }
        let parts: Vec<String> = words(text).filter(|word| word.chars().count() >= LETTERS).collect();
        let mut near: Vec<(f64, usize, &Code)> = Vec::new();
        for name in self.index.names() {
            let whole = strsim::jaro_winkler(&name.key, &wanted);
            let whole = (whole >= if name.official { NEAR_LABEL } else { NEAR_OTHER }).then_some(whole);
            let Some(similarity) = whole.or_else(|| part_of(&parts, &name.words)) else { continue };
            let Some(value) = self.values.get(name.at).filter(|value| year.is_none_or(|year| value.valid_in(year))) else { continue };
            match near.iter_mut().find(|(_, known, _)| *known == name.at) {
                Some(known) => known.0 = known.0.max(similarity),
                None => near.push((similarity, name.at, value)),
            }
        }
        // ties in official order
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.into_iter().take(CANDIDATES).map(|(_, _, value)| value).collect()
    }

    /// The value most likely meant by `text`, for "did you mean".
    pub fn nearest(&self, text: &str) -> Option<&Code> {
        self.suggest(text, None).into_iter().next()
    }
}

/// How much of a name the words of a text are, as a similarity below that of a whole name; `None` unless the name has them all.
fn part_of(parts: &[String], words: &[String]) -> Option<f64> {
    let found = |part: &String| words.iter().any(|word| strsim::jaro_winkler(part, word) >= NEAR_WORD);
    if parts.is_empty() || !parts.iter().all(found) {
        return None;
    }
    let letters = |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>().max(1);
    #[expect(clippy::cast_precision_loss, reason = "a label has few letters")]
    let share = letters(parts) as f64 / letters(words) as f64;
    Some(NEAR_LABEL * share.min(1.0))
}

#[cfg(test)]
mod tests {
    use crate::vocab::vocabulary;

    #[test]
    fn codes_are_read_with_their_words_and_labels() {
        let goals = vocabulary("sdgs").unwrap();
        let found = |text: &str| goals.find(text).map(|value| value.code.as_str());
        for text in ["3", "SDG 3", "TPB 3", "SDGs-3", "Tujuan 3", "3. Kehidupan Sehat dan Sejahtera", "TPB 3: Kehidupan Sehat & Sejahtera"]
        {
            assert_eq!(found(text).or_else(|| found(&text.replace('&', "dan"))), Some("3"), "{text}");
        }
        assert_eq!(["3.0", "03", "SDG 13", "1-3", "1, 3", "SDG 1, 3", "1 3", "SDG 1.3", "3.1", "1.0.3"].map(found), {
            let mut wanted = [None; 10];
            wanted[..3].copy_from_slice(&[Some("3"), Some("3"), Some("13")]);
            wanted
        });
        for text in ["SDG 18", "3. Tanpa Kemiskinan", "Tujuan", "3 kota"] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(vocabulary("asta_cita").unwrap().find("Asta Cita 4").map(|value| value.code.as_str()), Some("4"));
        assert_eq!(goals.find("Industri, Inovasi & Infrastruktur").map(|value| value.code.as_str()), Some("9"));
    }

    #[test]
    fn only_slips_of_the_pen_and_parts_that_leave_no_choice_are_mended() {
        let meant = |list: &str, text: &str| vocabulary(list).unwrap().misspelt(text, None).map(|value| value.code.as_str());
        assert_eq!(meant("tahapan_iga", "Uji cobba"), Some("uji_coba"));
        assert_eq!(meant("sdgs", "Pertumbuhan Ekonomi"), Some("8"));
        for (list, text) in
            [("inisiator", "Kepala Dinas"), ("sdgs", "Kesehatan"), ("sdgs", "Tujuan 18"), ("status_keberlanjutan", "Berkelanjut an lama")]
        {
            assert_eq!(meant(list, text), None, "{text}");
        }
    }
}
