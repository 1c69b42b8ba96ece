//! Which record does an id mean that a person writes?

use std::borrow::Cow;

use crate::model::SourceSystem;

/// Another name of LAN's source, beside [`SourceSystem::NAMES`].
const INOLAND: (&str, SourceSystem) = ("inoland", SourceSystem::LanInoland);

/// The id as it is stored: `kipp:1` is `panrb_kipp:1`. Ids that already begin with the code of a system stay as they are.
pub(super) fn full_id(given: &str) -> Cow<'_, str> {
    let Some((source, rest)) = given.split_once(':') else { return given.into() };
    match SourceSystem::NAMES.iter().chain([&INOLAND]).find(|(name, _)| *name == source) {
        Some((_, system)) => format!("{system}:{rest}").into(),
        None => given.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_source_stands_for_its_code() {
        for (given, full) in [
            ("kipp:2019-1", "panrb_kipp:2019-1"),
            ("iga:4711", "kemendagri_iga:4711"),
            ("lan:a:b", "lan_inoland:a:b"),
            ("inoland:7", "lan_inoland:7"),
            ("panrb_kipp:1", "panrb_kipp:1"),
            ("jippnas:1", "jippnas:1"),
            ("kipp", "kipp"),
            ("other:1", "other:1"),
        ] {
            assert_eq!(full_id(given), full);
        }
    }
}
