use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::open::open_struct;
use super::{Field, Timestamp};

open_struct! {
    /// Where the value of one field came from.
    #[derive(Default, Eq)]
    pub struct FieldSource {
        /// The [`record_id`](super::SourceRecord::record_id) of the source record.
        #[cfg_attr(feature = "tsify", tsify(type = "string"))]
        pub record_id: Arc<str>,
        /// The column of the source file; for derived fields the name of the field they were derived from.
        #[cfg_attr(feature = "tsify", tsify(type = "string"))]
        pub column: Arc<str>,
    }
    optional {
        /// When the value was taken over, if known: readers have no clock.
        pub at: Option<Timestamp>,
    }
}

impl FieldSource {
    /// A column of a source record.
    pub fn new(record_id: impl Into<Arc<str>>, column: impl Into<Arc<str>>) -> Self {
        // not from `default()`: every empty `Arc<str>` counts its owners in one place, and threads would wait for each other there
        Self { record_id: record_id.into(), column: column.into(), at: None, extra: super::Extra::new() }
    }
}

/// Where each field came from: a map from [`Field`] to [`FieldSource`].
///
/// Fields of a newer version are kept beside it and written back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, FieldSource>", into = "BTreeMap<String, FieldSource>")]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(type = "Record<string, FieldSource>"))]
pub struct Provenance {
    known: BTreeMap<Field, FieldSource>,
    newer: BTreeMap<String, FieldSource>,
}

impl Deref for Provenance {
    type Target = BTreeMap<Field, FieldSource>;

    fn deref(&self) -> &Self::Target {
        &self.known
    }
}

impl DerefMut for Provenance {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.known
    }
}

impl Provenance {
    /// Whether nothing is known, not even of a newer version.
    pub(crate) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.newer.is_empty()
    }

    /// Takes over what `other` knows of fields of a newer version, where nothing is known yet.
    pub(crate) fn keep_newer(&mut self, other: &Self) {
        for (name, source) in &other.newer {
            self.newer.entry(name.clone()).or_insert_with(|| source.clone());
        }
    }
}

impl FromIterator<(Field, FieldSource)> for Provenance {
    fn from_iter<I: IntoIterator<Item = (Field, FieldSource)>>(iter: I) -> Self {
        Self { known: iter.into_iter().collect(), newer: BTreeMap::new() }
    }
}

impl From<BTreeMap<String, FieldSource>> for Provenance {
    fn from(all: BTreeMap<String, FieldSource>) -> Self {
        let mut provenance = Self::default();
        for (name, source) in all {
            if let Ok(field) = name.parse() {
                provenance.known.insert(field, source);
            } else {
                provenance.newer.insert(name, source);
            }
        }
        provenance
    }
}

impl From<Provenance> for BTreeMap<String, FieldSource> {
    fn from(provenance: Provenance) -> Self {
        let known = provenance.known.into_iter().map(|(field, source)| (field.name().to_owned(), source));
        known.chain(provenance.newer).collect()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Provenance {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Provenance".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let source = generator.subschema_for::<FieldSource>();
        schemars::json_schema!({
            "type": "object",
            "description": "Where each field came from, by the name of the field.",
            "additionalProperties": source
        })
    }
}
