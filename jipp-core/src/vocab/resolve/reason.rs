//! Why is this body a candidate? Told in words, Indonesian and English.

use super::lexicon::PlaceName;
use crate::lang::Lang;

/// Why a body is a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// Its name or a short form of it.
    Name,
    /// Its name stands inside a longer one.
    NameInside,
    /// The name of one of its parts; its own name.
    UnitOf(String),
    /// A unit of a kind that belongs to it; its name.
    KindOfUnit(String),
    /// A unit named after a person or a thing, which the table lists.
    NamedUnit,
    /// A place.
    Place(PlaceName),
    /// A unit in a place.
    UnitInPlace,
    /// A school of the level that belongs to the province.
    ProvincialUnit,
    /// Several regions bear this name.
    SharedName,
    /// No region of the stated kind bears this name.
    NoSuchKind,
    /// Another province than its own is named beside it.
    Contradicted,
    /// A hint at the place only.
    Hint,
    /// Where a hospital, academy or museum stands, which may be anybody's.
    StandsIn,
    /// Named in the cell together with others.
    Joint,
    /// A Samsat office.
    Samsat,
    /// A company of a region.
    RegionalCompany,
    /// A name that another body bears too.
    SharedBodyName,
    /// The owner has changed over the years and no year is given.
    YearMissing,
    /// So many letters differ.
    Spelling(usize),
    /// A similar name, too far for an answer.
    Similar,
    /// The unit of the record decides.
    ByUnit,
    /// The region of the record decides.
    ByRegion,
    /// The title of the record decides.
    ByTitle,
}

impl Reason {
    /// The reason as one lower-case phrase.
    pub(super) fn text(&self, lang: Lang) -> String {
        let (id, en) = match self {
            Self::Name => ("nama atau singkatan instansi", "name or abbreviation of the body"),
            Self::NameInside => ("nama instansi di dalam nama yang lebih panjang", "the body's name inside a longer one"),
            Self::UnitOf(owner) => {
                return match lang {
                    Lang::Id => format!("bagian dari {owner}"),
                    Lang::En => format!("unit of {owner}"),
                };
            }
            Self::KindOfUnit(owner) => {
                return match lang {
                    Lang::Id => format!("unit jenis ini milik {owner}"),
                    Lang::En => format!("a unit of this kind belongs to {owner}"),
                };
            }
            Self::NamedUnit => ("unit ini ada di tabel unit bernama", "the table of named units lists this unit"),
            Self::Place(PlaceName::Official) => ("nama resmi wilayah", "official name"),
            Self::Place(PlaceName::Spelling) => ("ejaan lain nama wilayah", "other spelling"),
            Self::Place(PlaceName::Abbreviation) => ("singkatan nama wilayah", "abbreviation"),
            Self::Place(PlaceName::English) => ("nama Inggris wilayah", "English name"),
            Self::Place(PlaceName::Former) => ("nama lama wilayah", "former name"),
            Self::Place(PlaceName::Group) => ("salah satu wilayah dari kawasan ini", "one of the regions of this area"),
            Self::Place(PlaceName::Capital) => ("ibu kota wilayah ini", "capital of this region"),
            Self::UnitInPlace => ("unit di wilayah ini", "unit in this place"),
            Self::ProvincialUnit => (
                "sekolah menengah atas adalah urusan provinsi sejak 2017 (UU 23/2014)",
                "upper secondary schools belong to the province since 2017 (UU 23/2014)",
            ),
            Self::SharedName => ("nama ini dipakai beberapa wilayah", "bare name shared by several regions"),
            Self::NoSuchKind => ("tidak ada wilayah jenis ini dengan nama itu", "no region of this kind has this name"),
            Self::Contradicted => ("provinsi yang disebut bukan provinsinya", "the province named beside it is another"),
            Self::Hint => ("nama tempat yang belum pasti", "the name only hints at this place"),
            Self::StandsIn => ("lembaga di wilayah ini; pemiliknya belum pasti", "an institution in this place; whose it is, is not told"),
            Self::Joint => ("salah satu dari beberapa instansi dalam sel ini", "one of several agencies in this cell"),
            Self::Samsat => {
                ("kantor Samsat dimiliki beberapa instansi (Perpres 5/2015)", "a Samsat office has several owners (Perpres 5/2015)")
            }
            Self::RegionalCompany => ("perusahaan daerah wilayah ini", "regional company of this place"),
            Self::SharedBodyName => ("nama ini dipakai beberapa instansi", "shares this name with another body"),
            Self::YearMissing => ("pemilik unit ini berganti; tahun belum disebut", "the owner of such units changed; no year is given"),
            Self::Spelling(letters) => {
                return match lang {
                    Lang::Id => format!("ejaan berbeda {letters} huruf dari nama resmi"),
                    Lang::En => format!("spelling differs by {letters} from the official name"),
                };
            }
            Self::Similar => ("ejaan mirip nama ini", "spelling is near to this name"),
            Self::ByUnit => ("ditentukan oleh tempat unit kerja", "the unit's place decides"),
            Self::ByRegion => ("ditentukan oleh wilayah pada data", "the record's region decides"),
            Self::ByTitle => ("ditentukan oleh tempat dalam judul", "the place in the title decides"),
        };
        match lang {
            Lang::Id => id,
            Lang::En => en,
        }
        .to_owned()
    }

    /// A stable identifier of the reason, for the features of the reconciliation service.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::NameInside => "name_inside",
            Self::UnitOf(_) => "unit_of",
            Self::KindOfUnit(_) => "kind_of_unit",
            Self::NamedUnit => "named_unit",
            Self::Place(_) => "place",
            Self::UnitInPlace => "unit_in_place",
            Self::ProvincialUnit => "provincial_unit",
            Self::SharedName => "shared_name",
            Self::NoSuchKind => "no_such_kind",
            Self::Contradicted => "contradicted",
            Self::Hint => "hint",
            Self::StandsIn => "stands_in",
            Self::Joint => "joint",
            Self::Samsat => "samsat",
            Self::RegionalCompany => "regional_company",
            Self::SharedBodyName => "shared_body_name",
            Self::YearMissing => "year_missing",
            Self::Spelling(_) => "spelling",
            Self::Similar => "similar",
            Self::ByUnit => "by_unit",
            Self::ByRegion => "by_region",
            Self::ByTitle => "by_title",
        }
    }
}
