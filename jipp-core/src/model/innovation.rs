use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::innovation_fields;
use super::{Award, PartialDate, SourceRef};

/// Where the value of one field came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct FieldSource {
    /// The [`record_id`](super::SourceRecord::record_id) of the source record.
    pub record_id: String,
    /// The column of the source file; for derived fields the name of the field they were derived from.
    pub column: String,
}

/// Turns the field table of `field.rs` into the struct and its access by [`Field`](super::Field).
macro_rules! define_innovation {
    ($( $(#[$doc:meta])* $name:ident : $type:ty = $variant:ident, $kind:ident, $id:literal, $en:literal; )*) => {
        /// One innovation, in the canonical form that every source is mapped to.
        ///
        /// Every field may be missing: the three sources describe different things and none fills them all. What a
        /// source said stays in its [`SourceRecord`](super::SourceRecord); [`provenance`](Self::provenance) says which
        /// source record and column each value came from. Texts are plain text: paragraphs are separated by a blank
        /// line, list items start with `- `; markup never reaches this struct.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
        pub struct Innovation {
            /// Identity within one run or catalog: that of its primary source record.
            pub record_id: String,
            /// Every source this record stands on, the primary one first; more than one after a merge.
            #[serde(default)]
            pub sources: Vec<SourceRef>,
            $( $(#[$doc])* #[serde(default, skip_serializing_if = "super::value::is_missing")] pub $name: $type, )*
            /// Where each field came from.
            #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
            #[cfg_attr(feature = "tsify", tsify(type = "Record<string, FieldSource>", optional))]
            pub provenance: BTreeMap<super::Field, FieldSource>,
        }

        impl Innovation {
            /// The value of `field`.
            pub fn get(&self, field: super::Field) -> super::Value {
                use super::value::FieldType as _;
                match field { $( super::Field::$variant => self.$name.to_value(), )* }
            }

            /// Puts `value` into `field`; a value of another type than the field's leaves it missing.
            pub fn set(&mut self, field: super::Field, value: super::Value) {
                use super::value::FieldType;
                match field { $( super::Field::$variant => self.$name = FieldType::from_value(value), )* }
            }

            /// Whether nothing is known about `field`.
            pub fn is_missing(&self, field: super::Field) -> bool {
                use super::value::FieldType as _;
                match field { $( super::Field::$variant => self.$name.is_missing(), )* }
            }
        }
    };
}

innovation_fields!(define_innovation);
