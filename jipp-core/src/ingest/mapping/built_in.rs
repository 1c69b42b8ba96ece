//! Which mappings come with jipp?

use std::sync::OnceLock;

use super::{ColumnRule, Mapping};
use crate::model::{Field, FieldKind, SourceSystem};
use crate::vocab::vocabulary_of;

/// A mapping stands after the one that it extends.
pub(super) const BUILT_IN: &[&str] = &[
    include_str!("../../../data/mappings/kipp.toml"),
    include_str!("../../../data/mappings/iga.toml"),
    include_str!("../../../data/mappings/lan.toml"),
    include_str!("../../../data/mappings/inoland.toml"),
    include_str!("../../../data/mappings/jippnas.toml"),
    include_str!("../../../data/mappings/kipp-2021.toml"),
    include_str!("../../../data/mappings/kipp-2022.toml"),
    include_str!("../../../data/mappings/kipp-2023.toml"),
    include_str!("../../../data/mappings/kipp-2025.toml"),
    include_str!("../../../data/mappings/iga-2022.toml"),
    include_str!("../../../data/mappings/iga-2024.toml"),
    include_str!("../../../data/mappings/iga-2025.toml"),
    include_str!("../../../data/mappings/iga-2026.toml"),
    include_str!("../../../data/mappings/lan-2018.toml"),
];

/// The mappings that come with jipp: those of a source whatever the year (`kipp`, `iga`, `lan`, `inoland`, `jippnas`), those of a year
/// (`kipp-2023`, `iga-2026`, ...), and `generic`, whose headers are the canonical field names.
pub fn built_in_mappings() -> &'static [Mapping] {
    static MAPPINGS: OnceLock<Vec<Mapping>> = OnceLock::new();
    MAPPINGS.get_or_init(|| {
        let mut mappings: Vec<Mapping> = Vec::with_capacity(BUILT_IN.len() + 1);
        for text in BUILT_IN {
            let known = |name: &str| mappings.iter().find(|mapping| mapping.name == name);
            // the tests read every one of them
            if let Ok(mapping) = Mapping::parse("built-in", text, known) {
                mappings.push(mapping);
            }
        }
        mappings.push(generic());
        mappings
    })
}

fn generic() -> Mapping {
    let rule = |field: Field| ColumnRule {
        headers: vec![field.name().to_owned()],
        // the main affair is one of the affairs
        vocabulary: vocabulary_of(if field == Field::MainAffair { Field::Affairs } else { field }).map(str::to_owned),
        split: matches!(field.kind(), FieldKind::Codes | FieldKind::Awards | FieldKind::Texts | FieldKind::Links).then(|| ";".to_owned()),
        required: field == Field::Title,
        ..ColumnRule::default()
    };
    Mapping {
        name: "generic".into(),
        extends: None,
        family: None,
        year: None,
        without: Vec::new(),
        system: SourceSystem::Generic,
        programme: "other".into(),
        about: "A table whose headers are the canonical field names (`jipp fields` lists them).".into(),
        restricted: ["phone", "email", "nik", "contact", "contacts", "address"].map(str::to_owned).to_vec(),
        // the canonical fields are public ones: whoever fills them publishes the names
        publishes_names: true,
        columns: Field::ALL.iter().copied().filter(|f| f.is_readable()).map(|f| (f, rule(f))).collect(),
    }
}
