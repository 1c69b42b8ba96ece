//! How could a word be put together? Every way to take prefixes off the front and suffixes off the end.
//!
//! Grammar: Sneddon, *Indonesian: A Comprehensive Grammar* (2nd ed., 2010), chapter 1; Alwi et al., *Tata Bahasa Baku Bahasa Indonesia*
//! (3rd ed., 2003), chapters 4 and 5. Words here are folded and ASCII.

/// Longest word taken apart, in letters.
pub(super) const LONGEST: usize = 48;

/// Prefixes. A chain of them is a number with four bits for each, the outermost highest.
pub(super) mod prefix {
    pub(in super::super) const KU: u16 = 1;
    pub(in super::super) const KAU: u16 = 2;
    pub(in super::super) const DI: u16 = 3;
    pub(in super::super) const MEN: u16 = 4;
    pub(in super::super) const PEN: u16 = 5;
    /// pe- that changes no sound (*petani*, *pekerja*).
    pub(in super::super) const PE: u16 = 6;
    pub(in super::super) const PER: u16 = 7;
    pub(in super::super) const TER: u16 = 8;
    pub(in super::super) const BER: u16 = 9;
    pub(in super::super) const SE: u16 = 10;
    pub(in super::super) const KE: u16 = 11;
    pub(in super::super) const TIDAK: u16 = 12;
    /// First consonant and e repeated (*lelaki*, *pepohonan*).
    pub(in super::super) const REPEAT: u16 = 13;
    /// The bare nasal of everyday speech (*nerima*, *ngambil*).
    pub(in super::super) const NASAL: u16 = 14;
    /// nge- of everyday speech (*ngebantu*).
    pub(in super::super) const NGE: u16 = 15;
}

/// Names of the prefixes in `data/lemma/weights.csv`, by their numbers.
pub(super) const PREFIXES: [&str; 16] =
    ["", "ku", "kau", "di", "meN", "peN", "pe", "per", "ter", "ber", "se", "ke", "tidak", "rep", "nas", "nge"];
/// Derivational suffixes. The last is of everyday speech.
pub(super) const SUFFIXES: [&str; 5] = ["", "kan", "an", "i", "in"];
const INFORMAL_SUFFIX: usize = 4;
/// Particles after possessives: the clitic of a tail is `particle * 4 + possessive`.
pub(super) const PARTICLES: [&str; 5] = ["", "lah", "kah", "tah", "pun"];
pub(super) const POSSESSIVES: [&str; 4] = ["", "ku", "mu", "nya"];

/// How the innermost prefix met the stem.
pub(super) mod meeting {
    pub(in super::super) const NONE: u8 = 0;
    /// Before a vowel, which stays (*mengambil*).
    pub(in super::super) const VOWEL: u8 = 1;
    pub(in super::super) const LOST_K: u8 = 2;
    pub(in super::super) const LOST_T: u8 = 3;
    pub(in super::super) const LOST_S: u8 = 4;
    pub(in super::super) const LOST_P: u8 = 5;
    /// A nasal before a voiced consonant or h (*membantu*, *menghargai*).
    pub(in super::super) const PLAIN: u8 = 6;
    /// No nasal before l, r, w, y (*merawat*).
    pub(in super::super) const LIQUID: u8 = 7;
    /// menge- before one syllable (*mengebom*).
    pub(in super::super) const ONE_SYLLABLE: u8 = 8;
    /// The stem begins with the nasal itself (*memakan*, *menyanyi*).
    pub(in super::super) const OWN_NASAL: u8 = 9;
    /// A voiceless consonant kept, as in loans (*mempromosikan*, *mengkritik*).
    pub(in super::super) const KEPT: u8 = 10;
    /// r lost (*bekerja*, *berambut*).
    pub(in super::super) const LOST_R: u8 = 11;
    /// r became l (*belajar*), or c was lost in everyday speech (*nyoba*).
    pub(in super::super) const OTHER: u8 = 12;
}
pub(super) const MEETINGS: usize = 13;

/// What may stand before the stem.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head {
    /// First letter of the stem as written.
    pub(super) start: usize,
    /// A consonant that the prefix swallowed, or 0.
    pub(super) restored: u8,
    pub(super) chain: u16,
    pub(super) meeting: u8,
}

/// What may stand after the stem.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tail {
    /// End of the stem as written.
    pub(super) end: usize,
    pub(super) suffix: u8,
    pub(super) clitic: u8,
}

/// A list of fixed room, so that taking a word apart allocates nothing.
pub(super) struct Short<T, const N: usize> {
    items: [T; N],
    len: usize,
}

impl<T: Copy + Default, const N: usize> Short<T, N> {
    fn new() -> Self {
        Self { items: [T::default(); N], len: 0 }
    }

    fn push(&mut self, item: T) {
        if let Some(slot) = self.items.get_mut(self.len) {
            *slot = item;
            self.len += 1;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter().take(self.len)
    }
}

pub(super) type Heads = Short<Head, 48>;
pub(super) type Tails = Short<Tail, 32>;

pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Runs of vowels: about the number of syllables.
pub(super) fn syllables(stem: impl Iterator<Item = u8>) -> usize {
    let mut count = 0;
    let mut before = false;
    for letter in stem {
        let vowel = is_vowel(letter);
        count += usize::from(vowel && !before);
        before = vowel;
    }
    count
}

/// Every way to read prefixes at the front of a word, none included.
pub(super) fn heads(word: &[u8], informal: bool) -> Heads {
    let mut walk = Walk { word, informal, found: Heads::new() };
    walk.step(Head::default(), 0);
    walk.found
}

/// Every way to read suffixes at the end of a word, none included.
pub(super) fn tails(word: &[u8], informal: bool) -> Tails {
    let mut found = Tails::new();
    for (p, particle) in PARTICLES.iter().enumerate() {
        let Some(word) = word.strip_suffix(particle.as_bytes()).filter(|rest| rest.len() >= 2) else { continue };
        for (o, possessive) in POSSESSIVES.iter().enumerate() {
            let Some(word) = word.strip_suffix(possessive.as_bytes()).filter(|rest| rest.len() >= 2) else { continue };
            let clitic = (p * POSSESSIVES.len() + o) as u8;
            for (s, suffix) in SUFFIXES.iter().enumerate().filter(|(s, _)| informal || *s != INFORMAL_SUFFIX) {
                let Some(rest) = word.strip_suffix(suffix.as_bytes()).filter(|rest| rest.len() >= 2) else { continue };
                found.push(Tail { end: rest.len(), suffix: s as u8, clitic });
            }
        }
    }
    found
}

/// Which prefix may follow which, seen from outside.
fn may_follow(outer: u16, inner: u16) -> bool {
    use prefix::{BER, DI, KAU, KE, KU, MEN, PE, PEN, PER, REPEAT, SE, TER, TIDAK};
    match outer {
        0 => true,
        KU | KAU => matches!(inner, PER | KE | BER | SE | TER | PE),
        DI | MEN => matches!(inner, KE | PER | BER | SE | TER | PE | PEN) || (outer == DI && inner == MEN),
        PEN => matches!(inner, KE | PER | BER | SE | TER | PE),
        TER => matches!(inner, PER | KE | SE | BER | PE | PEN),
        BER => matches!(inner, PEN | PE | PER | KE | SE | TER | REPEAT),
        SE => matches!(inner, PEN | PE | PER | KE | TER | BER | MEN),
        KE => matches!(inner, BER | TER | SE | TIDAK | PEN | PE | PER | MEN),
        TIDAK => matches!(inner, BER | TER | SE | MEN | PER | PEN | KE),
        PER => matches!(inner, BER | SE | KE | TER | PEN),
        PE => matches!(inner, BER | SE),
        _ => false,
    }
}

/// Most prefixes of one word (*mem-per-tanggungjawabkan* has two, *ke-tidak-ber-dayaan* three).
const DEEPEST: usize = 4;

struct Walk<'a> {
    word: &'a [u8],
    informal: bool,
    found: Heads,
}

impl Walk<'_> {
    fn step(&mut self, here: Head, depth: usize) {
        self.found.push(here);
        if depth >= DEEPEST || self.word.len() < here.start + 3 {
            return;
        }
        // the first six letters, the restored one included; 0 past the end
        let back = usize::from(here.restored != 0);
        let letter = |n: usize| {
            if n < back { here.restored } else { self.word.get(here.start + n - back).copied().unwrap_or(0) }
        };
        let front = [letter(0), letter(1), letter(2), letter(3), letter(4), letter(5)];
        let informal = self.informal;
        let mut take = |skip: usize, restored: u8, element: u16, meeting: u8| {
            let start = here.start + skip - back;
            if may_follow(here.chain & 15, element) && start + 2 <= self.word.len() {
                let meeting = if meeting == meeting::NONE { here.meeting } else { meeting };
                self.step(Head { start, restored, chain: here.chain << 4 | element, meeting }, depth + 1);
            }
        };
        plain(front, &mut take);
        with_r(front, &mut take);
        nasal(front, informal, &mut take);
        if informal && here.chain == 0 {
            everyday(front, &mut take);
        }
    }
}

/// Takes so many letters off, with the letter restored, the prefix, and how it met the stem.
type Take<'a> = dyn FnMut(usize, u8, u16, u8) + 'a;

/// Prefixes that change no sound.
fn plain(front: [u8; 6], take: &mut Take<'_>) {
    use prefix::{DI, KAU, KE, KU, REPEAT, SE, TIDAK};
    match front {
        [b'd', b'i', ..] => take(2, 0, DI, meeting::NONE),
        [b'k', b'e', ..] => take(2, 0, KE, meeting::NONE),
        [b's', b'e', ..] => take(2, 0, SE, meeting::NONE),
        [b'k', b'u', ..] => take(2, 0, KU, meeting::NONE),
        [b'k', b'a', b'u', ..] => take(3, 0, KAU, meeting::NONE),
        [b't', b'i', b'd', b'a', b'k', _] => take(5, 0, TIDAK, meeting::NONE),
        _ => {}
    }
    if let [first, b'e', again, next, ..] = front
        && first == again
        && !is_vowel(first)
        && is_vowel(next)
    {
        take(2, 0, REPEAT, meeting::NONE);
    }
}

/// ber-, ter-, per-, whose r may be lost or become l.
fn with_r(front: [u8; 6], take: &mut Take<'_>) {
    use prefix::{BER, PER, TER};
    let element = match front {
        [b'b', b'e', ..] => BER,
        [b't', b'e', ..] => TER,
        [b'p', b'e', ..] => PER,
        _ => return,
    };
    match front {
        [_, _, b'r', next, ..] => {
            take(3, 0, element, meeting::NONE);
            if is_vowel(next) {
                take(2, 0, element, meeting::LOST_R);
            }
        }
        // belajar, pelajar, telanjur
        [_, _, b'l', b'a', ..] => take(3, 0, element, meeting::OTHER),
        // bekerja, beternak: before a first syllable with er
        [_, _, next, b'e', b'r', _] if element != PER && !is_vowel(next) => take(2, 0, element, meeting::LOST_R),
        _ => {}
    }
}

/// meN- and peN-, with the consonants they swallow.
fn nasal(front: [u8; 6], informal: bool, take: &mut Take<'_>) {
    use meeting::{KEPT, LIQUID, LOST_K, LOST_P, LOST_S, LOST_T, NONE, ONE_SYLLABLE, OTHER, OWN_NASAL, PLAIN, VOWEL};
    let element = match front {
        [b'm', b'e', ..] => prefix::MEN,
        [b'p', b'e', ..] => prefix::PEN,
        _ => return,
    };
    match front {
        [_, _, b'l' | b'r' | b'w' | b'y', ..] => take(2, 0, element, LIQUID),
        [_, _, b'm', next, ..] if is_vowel(next) => {
            take(3, b'p', element, LOST_P);
            take(2, 0, element, OWN_NASAL);
        }
        [_, _, b'n', next, ..] if is_vowel(next) => {
            take(3, b't', element, LOST_T);
            take(2, 0, element, OWN_NASAL);
        }
        [_, _, b'm', b'b' | b'f' | b'v', ..] | [_, _, b'n', b'd' | b'c' | b'j' | b'z', ..] => take(3, 0, element, PLAIN),
        [_, _, b'm', b'p', ..] | [_, _, b'n', b't' | b's', ..] => take(3, 0, element, KEPT),
        [_, _, b'n', b'y', next, _] if is_vowel(next) => {
            take(4, b's', element, LOST_S);
            take(2, 0, element, OWN_NASAL);
            if informal {
                take(4, b'c', element, OTHER);
            }
        }
        [_, _, b'n', b'g', next, after] => {
            if is_vowel(next) {
                take(4, 0, element, VOWEL);
                take(4, b'k', element, LOST_K);
                take(2, 0, element, OWN_NASAL);
            }
            match next {
                b'g' | b'h' => take(4, 0, element, PLAIN),
                b'k' | b'q' | b'x' => take(4, 0, element, KEPT),
                b'e' if after != 0 => take(5, 0, element, ONE_SYLLABLE),
                _ => {}
            }
        }
        _ => {}
    }
    if element == prefix::PEN && !matches!(front, [_, _, b'l' | b'w' | b'y', ..]) {
        take(2, 0, prefix::PE, NONE);
    }
}

/// Prefixes of everyday speech.
fn everyday(front: [u8; 6], take: &mut Take<'_>) {
    use prefix::{NASAL, NGE};
    match front {
        [b'n', b'y', ..] => {
            take(2, b's', NASAL, meeting::LOST_S);
            take(2, b'c', NASAL, meeting::OTHER);
        }
        [b'n', b'g', next, ..] if is_vowel(next) => {
            take(2, 0, NASAL, meeting::VOWEL);
            take(2, b'k', NASAL, meeting::LOST_K);
            if next == b'e' {
                take(3, 0, NGE, meeting::NONE);
            }
        }
        [b'n', b'g', ..] => take(2, 0, NASAL, meeting::PLAIN),
        [b'n', next, ..] if is_vowel(next) => take(1, b't', NASAL, meeting::LOST_T),
        [b'm', next, ..] if is_vowel(next) => take(1, b'p', NASAL, meeting::LOST_P),
        _ => {}
    }
}
