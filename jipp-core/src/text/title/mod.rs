//! What does the title of an innovation say: its name, what the name stands for, which other names, whose it is?
//!
//! A title gives one name or a pair of them (`pair.rs`), of which one is the short one (`short.rs`). A word for its kind may stand before a name
//! (`head.rs`), a unit and a place behind it (`suffix.rs`), signs around it (`marks.rs`).

mod head;
mod marks;
mod pair;
mod short;
mod suffix;

use serde::{Deserialize, Serialize};

use self::head::is_head;
use self::marks::strip_whole;
use self::pair::{brackets, capitals_first, connected, quoted, separator, split_alias};
pub(crate) use self::short::is_derived;
use self::short::{holds_place, short_rank};
use self::suffix::{Suffix, without_suffix};
use super::tidy;

pub(crate) use self::head::without_head;

/// The parts of an innovation's title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
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
    /// The word before the name that says only what kind of thing it is: `Program`, `Aplikasi`, `Inovasi`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// The place at the end: `Kota Bandung` of `... di Puskesmas Talagabodas Kota Bandung`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The unit or owner at the end: `Puskesmas Talagabodas`, `PT PELNI`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// Takes a title apart: `ACR (expansion)`, `expansion (ACR)`, `ACR: expansion`, `ACR - expansion`, `“ACR” expansion`, `ACR atau expansion`,
/// `A alias B`, `A / B`; a unit or a place at its end; a generic word at its beginning. The forms are those seen in the public records
/// (domain section 8). Places are told by the word for their kind or by *di*: no list of places is asked.
///
/// ```
/// use jipp_core::text::parse_title;
/// let title = parse_title("Prolanis – One Stop Service Pengelolaan Hipertensi di Puskesmas Talagabodas Kota Bandung");
/// assert_eq!(title.acronym.as_deref(), Some("Prolanis"));
/// assert_eq!(title.expansion.as_deref(), Some("One Stop Service Pengelolaan Hipertensi"));
/// assert_eq!((title.unit.as_deref(), title.place.as_deref()), (Some("Puskesmas Talagabodas"), Some("Kota Bandung")));
/// ```
pub fn parse_title(title: &str) -> ParsedTitle {
    let title = strip_whole(&tidy(title));
    let (title, aliases) = split_alias(&title);
    let pair = brackets(&title).or_else(|| connected(&title)).or_else(|| separator(&title)).or_else(|| capitals_first(&title));
    // whoever puts a part into quotes says that it is the name
    let in_quotes = pair.is_none();
    let Some((first, second)) = pair.or_else(|| quoted(&title)) else {
        let (name, suffix) = without_suffix(&title);
        let (head, name) = without_head(&name);
        return ParsedTitle { name, aliases, head, place: suffix.place, unit: suffix.unit, ..ParsedTitle::default() };
    };
    let first_is_short = match (is_derived(&first, &second), is_derived(&second, &first)) {
        _ if in_quotes => true,
        (true, false) => true,
        (false, true) => false,
        _ => short_rank(&first) <= short_rank(&second),
    };
    let (acronym, expansion) = if first_is_short { (first, second) } else { (second, first) };
    // `Program "..."`: the word for its kind is no long form of a name
    if is_head(&expansion) {
        let (name, suffix) = without_suffix(&acronym);
        return ParsedTitle { name, aliases, head: Some(expansion), place: suffix.place, unit: suffix.unit, ..ParsedTitle::default() };
    }
    let (head, acronym) = without_head(&acronym);
    let (stripped, mut suffix) = without_suffix(&expansion);
    // in SAKDINO the place is a part of the name: Sistem Pelayanan Administrasi Kependudukan Kelurahan Dinoyo
    let made_of_place = is_derived(&acronym, &expansion) && !is_derived(&acronym, &stripped);
    let expansion = if made_of_place || holds_place(&acronym, suffix.place.as_deref()) { expansion } else { stripped };
    let (short, of_short) = without_suffix(&acronym);
    let acronym = if suffix == Suffix::default() && of_short != Suffix::default() {
        suffix = of_short;
        short
    } else {
        acronym
    };
    ParsedTitle {
        name: acronym.clone(),
        acronym: Some(acronym),
        expansion: Some(expansion),
        aliases,
        head,
        place: suffix.place,
        unit: suffix.unit,
    }
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
