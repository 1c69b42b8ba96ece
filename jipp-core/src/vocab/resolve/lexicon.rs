//! Every phrase that means something in a name: bodies, places, kinds of units, named units, words for governments.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::spelling::Spellings;
use super::tokens::{Token, glued, words};
use crate::vocab::agency::{Agency, agencies};
use crate::vocab::region::{Region, RegionKind, aliases, region_by_code, regions};
use crate::vocab::unit::{NamedUnit, UnitType, named_units, unit_types};

/// How a phrase names a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PlaceName {
    Official,
    Spelling,
    Abbreviation,
    English,
    Former,
    /// A group of regions, such as *Malang Raya*.
    Group,
    /// The town where the government of the region sits.
    Capital,
}

/// One region that a phrase may mean.
#[derive(Debug, Clone)]
pub(super) struct PlaceSense {
    pub(super) region: &'static Region,
    pub(super) how: PlaceName,
    /// Whether the phrase means this place only; a nickname that several places share, or a capital, is a hint.
    pub(super) sure: bool,
    /// The word for the kind that belongs to an old name (`Kabupaten Pontianak`), if it needs one.
    pub(super) only: Option<RegionKind>,
    pub(super) years: (Option<i32>, Option<i32>),
}

/// A central body or enterprise that a phrase may mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct BodySense {
    pub(super) agency: &'static Agency,
    /// Whether the phrase is a short form of its name.
    pub(super) short: bool,
    /// Whether it is its name or its usual short form, not another name that a successor may share.
    pub(super) own: bool,
}

/// A word with a fixed part in names of governments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// `kabupaten`, `pemkot`, `regency`: the kind of the place after it, or before it in English. `sits` when the word
    /// itself means a government or its head, such as `pemkot` and `bupati`.
    Kind { kind: RegionKind, follows: bool, government: bool },
    /// `pemerintah`, `pemda`, `government`.
    Government,
    /// A word that says nothing about the owner.
    Filler,
    /// A unit of a local government, when no longer phrase of the table of units fits. `small`: it often bears the name
    /// of a sub-district or village that is also the name of a region.
    LocalUnit { small: bool },
    /// A word that opens the name of a part of some body: `direktorat`, `balai`, `kantor`.
    AnyUnit,
    /// A hospital, academy or museum: a government's, another body's or private.
    Institution,
    /// A foundation, company or association: not a government, whatever place stands in its name.
    Private,
    /// The joint tax and vehicle registration office of province, police and insurer (Perpres 5/2015).
    Samsat,
    /// A company of a region.
    RegionalCompany,
}

/// Everything one phrase may mean.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) word: Option<Word>,
    pub(super) places: Vec<PlaceSense>,
    pub(super) bodies: Vec<BodySense>,
    pub(super) unit: Option<&'static UnitType>,
    pub(super) named: Vec<&'static NamedUnit>,
}

/// The longest phrase, in words.
pub(super) const LONGEST: usize = 14;

/// The phrases, keyed by their words glued together.
pub(super) struct Lexicon {
    entries: FxHashMap<Box<str>, Entry>,
    /// Glued names of places and of bodies, and the single words of units and bodies, for typing errors.
    pub(super) places: Spellings,
    pub(super) bodies: Spellings,
    pub(super) words: Spellings,
}

impl Lexicon {
    pub(super) fn get(&self, phrase: &str) -> Option<&Entry> {
        self.entries.get(phrase)
    }

    fn entry(&mut self, name: &str) -> Option<&mut Entry> {
        let key = glued(name);
        (!key.is_empty()).then(|| self.entries.entry(key.into_boxed_str()).or_default())
    }

    fn add_place(&mut self, name: &str, sense: PlaceSense) {
        if let Some(entry) = self.entry(name)
            && !entry.places.iter().any(|known| known.region.code == sense.region.code && known.only == sense.only)
        {
            entry.places.push(sense);
        }
    }

    fn add_body(&mut self, name: &str, sense: BodySense) {
        if let Some(entry) = self.entry(name)
            && !entry.bodies.iter().any(|known| known.agency.code == sense.agency.code)
        {
            entry.bodies.push(sense);
        }
    }
}

/// The lexicon, built on first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon {
            entries: FxHashMap::default(),
            places: Spellings::default(),
            bodies: Spellings::default(),
            words: Spellings::default(),
        };
        add_places(&mut lexicon);
        add_bodies(&mut lexicon);
        add_units(&mut lexicon);
        for (word, meaning) in WORDS {
            if let Some(entry) = lexicon.entry(word) {
                entry.word = Some(*meaning);
            }
        }
        let keys =
            |keep: fn(&Entry) -> bool| Spellings::new(lexicon.entries.iter().filter(|(_, entry)| keep(entry)).map(|(key, _)| key.clone()));
        let places = keys(|entry| entry.places.iter().any(|sense| sense.how <= PlaceName::Spelling));
        let bodies = keys(|entry| entry.bodies.iter().any(|sense| !sense.short));
        let names = unit_types().iter().map(|unit| unit.expansion.as_str());
        let names = names.chain(agencies().iter().filter(|a| a.region.is_none()).map(|agency| agency.name.as_str()));
        let names = names.chain(WORDS.iter().map(|(word, _)| *word));
        let long = |token: &Token| token.text.len() >= 6;
        lexicon.words = Spellings::new(names.flat_map(|name| words(name).tokens).filter(long).map(|token| token.text.into_boxed_str()));
        lexicon.places = places;
        lexicon.bodies = bodies;
        lexicon
    })
}

fn add_places(lexicon: &mut Lexicon) {
    for region in regions() {
        let official = PlaceSense { region, how: PlaceName::Official, sure: true, only: None, years: (None, None) };
        lexicon.add_place(&region.short_name, official.clone());
        if region.kind == RegionKind::Provinsi {
            lexicon.add_place(&region.name, official);
        }
    }
    for alias in aliases() {
        let how = match alias.kind.as_str() {
            "spelling" => PlaceName::Spelling,
            "abbr" | "portmanteau" => PlaceName::Abbreviation,
            "english" => PlaceName::English,
            "old_name" => PlaceName::Former,
            "grouping" => PlaceName::Group,
            "capital" => PlaceName::Capital,
            _ => continue,
        };
        let years = (alias.valid_from, alias.valid_to);
        let (name, kind) = without_kind(&alias.alias);
        // a former name whose bare form is another region's name today is only meant with its kind
        let only = (how == PlaceName::Former).then_some(kind).flatten();
        let others = super::super::list(&alias.ambiguous_with);
        let targets = std::iter::once(alias.target_code.as_str()).chain(others.iter().map(String::as_str));
        for region in targets.filter_map(region_by_code) {
            let shared = !others.is_empty() && how != PlaceName::Spelling;
            let sure = alias.confidence != "low" && !shared && !matches!(how, PlaceName::Group | PlaceName::Capital);
            // `Yogyakarta` is the province's usual name as much as the city's
            let how = if how == PlaceName::Spelling && !others.is_empty() { PlaceName::Official } else { how };
            lexicon.add_place(name, PlaceSense { region, how, sure, only, years });
        }
    }
}

/// The name without the word for its kind, and that kind.
fn without_kind(name: &str) -> (&str, Option<RegionKind>) {
    let Some((first, rest)) = name.split_once(' ') else { return (name, None) };
    match first.to_lowercase().trim_end_matches('.') {
        "kabupaten" | "kab" => (rest, Some(RegionKind::Kabupaten)),
        "kota" | "kotamadya" => (rest, Some(RegionKind::Kota)),
        "provinsi" | "prov" => (rest, Some(RegionKind::Provinsi)),
        _ => (name, None),
    }
}

fn add_bodies(lexicon: &mut Lexicon) {
    for agency in agencies().iter().filter(|agency| agency.region.is_none()) {
        lexicon.add_body(&agency.name, BodySense { agency, short: false, own: true });
        // `Kementerian Pariwisata dan Ekonomi Kreatif/Badan …`: the ministry is called by the first name
        if let Some((first, _)) = agency.name.split_once('/') {
            lexicon.add_body(first, BodySense { agency, short: false, own: true });
        }
        for (at, short) in agency.abbreviations.iter().enumerate() {
            lexicon.add_body(short, BodySense { agency, short: true, own: at == 0 });
            // `Kementerian PUPR` for KemenPUPR
            if agency.kind == "kementerian"
                && let Some(rest) = glued(short).strip_prefix("kemen").filter(|rest| rest.len() >= 2 && !rest.starts_with("ko"))
            {
                lexicon.add_body(&format!("kementerian {rest}"), BodySense { agency, short: true, own: false });
            }
        }
        // `Kemenko PMK` is also written `Kementerian Koordinator Bidang PMK`
        for field in agency.abbreviations.iter().filter_map(|short| short.strip_prefix("Kemenko ")) {
            for name in ["Kementerian Koordinator Bidang", "Kementerian Koordinator", "Kemenko Bidang"] {
                lexicon.add_body(&format!("{name} {field}"), BodySense { agency, short: true, own: false });
            }
        }
        for alias in &agency.aliases {
            lexicon.add_body(alias, BodySense { agency, short: alias.len() <= 5, own: false });
            // `Finance Ministry` for `Ministry of Finance`
            if let Some(rest) = alias.strip_prefix("Ministry of ") {
                lexicon.add_body(&format!("{rest} Ministry"), BodySense { agency, short: false, own: false });
            }
        }
    }
}

fn add_units(lexicon: &mut Lexicon) {
    for unit in unit_types() {
        // the expansion may carry a remark in brackets
        let expansion = unit.expansion.split('(').next().unwrap_or_default();
        for name in [unit.token.as_str(), expansion] {
            if let Some(entry) = lexicon.entry(name) {
                entry.unit.get_or_insert(unit);
            }
        }
    }
    for unit in named_units() {
        for name in std::iter::once(&unit.name).chain(&unit.aliases) {
            if let Some(entry) = lexicon.entry(name)
                && !entry.named.iter().any(|known| known.owner_code == unit.owner_code)
            {
                entry.named.push(unit);
            }
        }
    }
    let named: Vec<(Box<str>, Vec<&'static NamedUnit>)> = lexicon
        .entries
        .iter()
        .filter(|(_, entry)| !entry.named.is_empty())
        .filter_map(|(key, entry)| Some((title_free(key)?.into_boxed_str(), entry.named.clone())))
        .collect();
    for (key, units) in named {
        let entry = lexicon.entries.entry(key).or_default();
        for unit in units {
            if !entry.named.iter().any(|known| known.owner_code == unit.owner_code) {
                entry.named.push(unit);
            }
        }
    }
}

/// `rsuddrsoetomo` is also written `rsudsoetomo`: the person's title falls away.
fn title_free(key: &str) -> Option<String> {
    for head in ["rsud", "rsup", "rsu", "rumahsakitumumdaerah", "rumahsakitumumpusat"] {
        if let Some(rest) = key.strip_prefix(head) {
            let bare = ["profdr", "drh", "drr", "dr", "prof", "hj", "h", "r"].iter().find_map(|title| rest.strip_prefix(title))?;
            return (bare.len() >= 6).then(|| format!("{head}{bare}"));
        }
    }
    None
}

const fn kind(kind: RegionKind) -> Word {
    Word::Kind { kind, follows: false, government: false }
}
const fn government(kind: RegionKind) -> Word {
    Word::Kind { kind, follows: false, government: true }
}
const fn after(kind: RegionKind) -> Word {
    Word::Kind { kind, follows: true, government: false }
}
/// Beginnings of every word for a kind of region, however spelled: a text without any of them names no region with its kind.
const KIND_STEMS: &[&str] =
    &["kab", "kota", "kodya", "prov", "prop", "pemk", "bupati", "regen", "district", "city", "municipal", "mayor", "gubernur", "governor"];

/// Whether a text may name a region with its kind. Quick to ask; most titles do not.
pub(super) fn may_state_kind(text: &str) -> bool {
    let states = |at: usize| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        KIND_STEMS.iter().any(|stem| rest.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem.as_bytes())))
    };
    let opens = |byte: u8| matches!(byte | 0x20, b'k' | b'p' | b'b' | b'r' | b'd' | b'c' | b'm' | b'g');
    !text.is_ascii() || text.bytes().enumerate().any(|(at, byte)| opens(byte) && states(at))
}

const SMALL: Word = Word::LocalUnit { small: true };
const LOCAL: Word = Word::LocalUnit { small: false };

/// Words of names in Indonesian and English (general knowledge of the administration's language).
const WORDS: &[(&str, Word)] = &[
    ("kabupaten", kind(RegionKind::Kabupaten)),
    ("kota", kind(RegionKind::Kota)),
    ("provinsi", kind(RegionKind::Provinsi)),
    ("pemkab", government(RegionKind::Kabupaten)),
    ("pemerintahkabupaten", government(RegionKind::Kabupaten)),
    ("bupati", government(RegionKind::Kabupaten)),
    ("regent", after(RegionKind::Kabupaten)),
    ("regency", after(RegionKind::Kabupaten)),
    ("district", after(RegionKind::Kabupaten)),
    ("pemkot", government(RegionKind::Kota)),
    ("pemko", government(RegionKind::Kota)),
    ("pemerintahkota", government(RegionKind::Kota)),
    ("walikota", government(RegionKind::Kota)),
    ("city", after(RegionKind::Kota)),
    ("municipality", after(RegionKind::Kota)),
    ("municipal", after(RegionKind::Kota)),
    ("mayor", after(RegionKind::Kota)),
    ("pemprov", government(RegionKind::Provinsi)),
    ("pemerintahprovinsi", government(RegionKind::Provinsi)),
    ("gubernur", government(RegionKind::Provinsi)),
    ("province", after(RegionKind::Provinsi)),
    ("provincial", after(RegionKind::Provinsi)),
    ("governor", after(RegionKind::Provinsi)),
    ("pemerintah", Word::Government),
    ("pemerintahan", Word::Government),
    ("pemda", Word::Government),
    ("government", Word::Government),
    ("pemerintahdaerah", Word::Government),
    ("lg", Word::Government),
    ("local", Word::Filler),
    ("administration", Word::Filler),
    ("administrasi", Word::Filler),
    ("daerah", Word::Filler),
    ("khusus", Word::Filler),
    ("wilayah", Word::Filler),
    ("wakil", Word::Filler),
    ("kepala", Word::Filler),
    ("indonesia", Word::Filler),
    ("tingkat", Word::Filler),
    ("dati", Word::Filler),
    ("ii", Word::Filler),
    ("di", Word::Filler),
    ("pada", Word::Filler),
    ("a", Word::Filler),
    ("in", Word::Filler),
    ("remote", Word::Filler),
    ("capital", Word::Filler),
    ("tk i", Word::Filler),
    ("tk ii", Word::Filler),
    ("tk iii", Word::Filler),
    ("tk iv", Word::Filler),
    ("dinas", LOCAL),
    ("badan", Word::AnyUnit),
    ("bagian", LOCAL),
    ("bappeko", LOCAL),
    ("bappekab", LOCAL),
    ("sekretariat", Word::AnyUnit),
    ("biro", Word::AnyUnit),
    ("bidang", Word::AnyUnit),
    ("seksi", Word::AnyUnit),
    ("subbagian", Word::AnyUnit),
    ("upt", Word::AnyUnit),
    ("uptd", LOCAL),
    ("upt dinas", LOCAL),
    ("unit", Word::AnyUnit),
    ("satuan", Word::AnyUnit),
    ("office", Word::AnyUnit),
    ("agency", Word::AnyUnit),
    ("department", Word::AnyUnit),
    ("service", Word::AnyUnit),
    ("hospital", Word::Institution),
    ("health center", SMALL),
    ("public health center", SMALL),
    ("community health center", SMALL),
    ("direktorat", Word::AnyUnit),
    ("direktorat jenderal", Word::AnyUnit),
    ("inspektorat jenderal", Word::AnyUnit),
    ("sekretariat jenderal", Word::AnyUnit),
    ("sekretariat daerah", LOCAL),
    ("deputi", Word::AnyUnit),
    ("pusat", Word::AnyUnit),
    ("balai", Word::AnyUnit),
    ("balai besar", Word::AnyUnit),
    ("loka", Word::AnyUnit),
    ("kantor", Word::AnyUnit),
    ("kantor wilayah", Word::AnyUnit),
    ("kanwil", Word::AnyUnit),
    ("kantor cabang", Word::AnyUnit),
    ("cabang", Word::AnyUnit),
    ("museum", Word::Institution),
    ("stasiun", Word::Institution),
    ("laboratorium", Word::Institution),
    ("instalasi", Word::AnyUnit),
    ("politeknik", Word::Institution),
    ("akademi", Word::Institution),
    ("sekolah tinggi", Word::Institution),
    ("institut", Word::Institution),
    ("fakultas", Word::Institution),
    ("rumah sakit", Word::Institution),
    ("rs", Word::Institution),
    ("rsu", LOCAL),
    ("rumah sakit umum", LOCAL),
    ("rsia", Word::Institution),
    ("rsj", LOCAL),
    ("rumah sakit jiwa", LOCAL),
    ("rs jiwa", LOCAL),
    ("rs daerah", LOCAL),
    ("rs umum daerah", LOCAL),
    ("rumah sakit daerah", LOCAL),
    ("pusdiklat", Word::AnyUnit),
    ("pusat pendidikan pelatihan", Word::AnyUnit),
    ("badan penelitian pengembangan", Word::AnyUnit),
    ("balitbang", Word::AnyUnit),
    ("badan litbang", Word::AnyUnit),
    ("puslitbang", Word::AnyUnit),
    ("satker", Word::AnyUnit),
    ("kantor regional", Word::AnyUnit),
    ("tim", Word::AnyUnit),
    ("komisi", Word::AnyUnit),
    ("komisi informasi", LOCAL),
    ("kader", SMALL),
    ("posyandu", SMALL),
    ("poskesdes", SMALL),
    ("puskesmas", SMALL),
    ("puskesmas pembantu", SMALL),
    ("uptd puskesmas", SMALL),
    ("uptpuskesmas", SMALL),
    ("upt puskesmas", SMALL),
    ("blud puskesmas", SMALL),
    ("uobk", LOCAL),
    ("blud", LOCAL),
    ("kecamatan", SMALL),
    ("camat", SMALL),
    ("kelurahan", SMALL),
    ("lurah", SMALL),
    ("distrik", SMALL),
    ("desa", SMALL),
    ("kades", SMALL),
    ("pemerintah desa", SMALL),
    ("pemdes", SMALL),
    ("kampung", SMALL),
    ("nagari", SMALL),
    ("gampong", SMALL),
    ("dusun", SMALL),
    ("sekolah", SMALL),
    ("sd", SMALL),
    ("sdn", SMALL),
    ("sd negeri", SMALL),
    ("smp", SMALL),
    ("smpn", SMALL),
    ("smp negeri", SMALL),
    ("tk", SMALL),
    ("tk negeri", SMALL),
    ("paud", SMALL),
    ("pasar", SMALL),
    ("perpustakaan", Word::Institution),
    ("perpustakaan daerah", LOCAL),
    ("mal pelayanan publik", LOCAL),
    ("mpp", LOCAL),
    ("dprd", LOCAL),
    ("sekretariat dprd", LOCAL),
    ("tp pkk", LOCAL),
    ("pkk", LOCAL),
    ("ulp", LOCAL),
    ("unit layanan pengadaan", LOCAL),
    ("samsat", Word::Samsat),
    ("kb samsat", Word::Samsat),
    ("kantor bersama samsat", Word::Samsat),
    ("pdam", Word::RegionalCompany),
    ("perumda", Word::RegionalCompany),
    ("perumdam", Word::RegionalCompany),
    ("perumda air minum", Word::RegionalCompany),
    ("bumd", Word::RegionalCompany),
    ("perusda", Word::RegionalCompany),
    ("perusahaan daerah", Word::RegionalCompany),
    ("perusahaan umum daerah", Word::RegionalCompany),
    ("perusahaan daerah air minum", Word::RegionalCompany),
    ("yayasan", Word::Private),
    ("komunitas", Word::Private),
    ("koperasi", Word::Private),
    ("lsm", Word::Private),
    ("perkumpulan", Word::Private),
    ("paguyuban", Word::Private),
    ("asosiasi", Word::Private),
    ("forum", Word::Private),
    ("kelompok", Word::Private),
    ("karang taruna", Word::Private),
    ("bumdes", Word::Private),
    ("klinik", Word::Private),
    ("pondok pesantren", Word::Private),
    ("universitas", Word::Private),
    ("university", Word::Private),
    ("stikes", Word::Private),
    ("media", Word::Private),
    ("foundation", Word::Private),
    ("ngo", Word::Private),
    ("madrasah", Word::Private),
    ("madrasah aliyah", Word::Private),
    ("madrasah tsanawiyah", Word::Private),
    ("madrasah ibtidaiyah", Word::Private),
    ("pmi", Word::Private),
    ("palang merah indonesia", Word::Private),
    ("koni", Word::Private),
    ("kadin", Word::Private),
    ("pramuka", Word::Private),
    ("kwarcab", Word::Private),
    ("muhammadiyah", Word::Private),
    ("aisyiyah", Word::Private),
    ("nahdlatul ulama", Word::Private),
    ("bank sampah", Word::Private),
    ("lembaga swadaya masyarakat", Word::Private),
    ("ikatan", Word::Private),
    ("himpunan", Word::Private),
    ("persatuan", Word::Private),
    ("gapoktan", Word::Private),
    ("sanggar", Word::Private),
    ("gereja", Word::Private),
    ("masjid", Word::Private),
];

#[cfg(test)]
mod tests {
    use super::{WORDS, Word, may_state_kind};

    #[test]
    fn every_word_for_a_kind_has_a_stem() {
        let kinds = WORDS.iter().filter(|(_, word)| matches!(word, Word::Kind { .. })).map(|(phrase, _)| *phrase);
        // and the spellings that `tokens` evens out
        let spellings = ["propinsi", "Prov.", "PROP", "kab", "kabupatan", "kotamadya", "kodya", "kotamadia", "pemprop"];
        for word in kinds.chain(spellings) {
            assert!(may_state_kind(&format!("Di {word} X")), "{word}");
        }
        assert!(!may_state_kind("Sistem Antrean Daring untuk Lansia"));
        assert!(may_state_kind("Sité"), "what is not plain is looked at");
    }
}
