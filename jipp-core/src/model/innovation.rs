use serde::{Deserialize, Serialize};

use super::field::innovation_fields;
use super::{
    Award, Collaborator, Completeness, Coordinates, DuplicateDecision, Evidence, Extra, IgaIndicator, ImpactIndicator, Innovator,
    KippEntry, MaturityScore, PartialDate, PreviousVersion, Provenance, Publication, Regulation, ReplicationOrigin, ResourceParts,
    RichText, SourceRef, Statistics, StatusHistory, SustainabilityParts, SustainabilityStatus, Validation,
};

/// Turns the field table of `field.rs` into the struct and its access by [`Field`](super::Field).
macro_rules! define_innovation {
    ($( $(#[$doc:meta])* $name:ident : $type:ty = $variant:ident, $kind:ident, $id:literal, $en:literal; )*) => {
        /// One innovation, in the canonical form that every source is mapped to.
        ///
        /// Every field may be missing: the three sources describe different things and none fills them all. What a
        /// source said stays in its [`SourceRecord`](super::SourceRecord); [`provenance`](Self::provenance) says which
        /// source record and column each value came from. Texts are plain text ([`RichText`]); markup never reaches this
        /// struct. Contacts are personal data and never here either: see [`Contact`](super::Contact).
        ///
        /// A field of a newer version of jipp is kept in [`extra`](Self::extra) and written back.
        ///
        /// ```
        /// use jipp_core::model::Innovation;
        /// let innovation = Innovation { year: Some(2023), ..Innovation::new("own:1", "Loket Cepat") };
        /// let json = r#"{"record_id":"own:1","sources":[],"title":"Loket Cepat","year":2023}"#;
        /// assert_eq!(serde_json::to_string(&innovation)?, json);
        /// # Ok::<(), serde_json::Error>(())
        /// ```
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
            #[serde(default, skip_serializing_if = "Provenance::is_empty")]
            #[cfg_attr(feature = "tsify", tsify(optional))]
            pub provenance: Provenance,
            /// Fields of a newer version, kept and written back.
            #[serde(flatten, deserialize_with = "crate::model::open::extra")]
            #[cfg_attr(feature = "tsify", tsify(type = "Record<string, unknown>"))]
            pub extra: Extra,
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

            /// Puts a value in whose text was cleaned before.
            pub(crate) fn set_clean(&mut self, field: super::Field, value: super::Value) {
                use super::value::FieldType;
                match field { $( super::Field::$variant => self.$name = FieldType::from_clean(value), )* }
            }

            /// The text of a field that is one text, without a copy.
            pub fn text(&self, field: super::Field) -> Option<&str> {
                use super::value::FieldType as _;
                match field { $( super::Field::$variant => self.$name.text(), )* }
            }

            /// The texts of a field that is one text or a list of texts, without a copy.
            pub fn texts(&self, field: super::Field) -> impl Iterator<Item = &str> {
                use super::value::FieldType as _;
                let (one, several): (Option<&str>, &[String]) =
                    match field { $( super::Field::$variant => (self.$name.text(), self.$name.texts()), )* };
                one.into_iter().chain(several.iter().map(String::as_str))
            }

            /// Whether nothing is known about `field`.
            pub fn is_missing(&self, field: super::Field) -> bool {
                use super::value::FieldType as _;
                match field { $( super::Field::$variant => self.$name.is_missing(), )* }
            }

            /// Whether `field` can hold `value`.
            pub fn accepts(field: super::Field, value: &super::Value) -> bool {
                use super::value::FieldType;
                match field { $( super::Field::$variant => !<$type as FieldType>::from_value(value.clone()).is_missing(), )* }
            }
        }
    };
}

innovation_fields!(define_innovation);

impl Innovation {
    /// An innovation of which only the title is known.
    pub fn new(record_id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { record_id: record_id.into(), title: Some(title.into()), ..Self::default() }
    }

    /// The affairs besides the main one (*urusan beririsan*).
    pub fn intersecting_affairs(&self) -> impl Iterator<Item = &str> {
        self.affairs.iter().map(String::as_str).filter(|affair| Some(*affair) != self.main_affair.as_deref())
    }

    /// Does it still run? What [`status`](Self::status) says, else the last update.
    pub fn sustainability(&self) -> Option<SustainabilityStatus> {
        let stated = self.status.as_deref().map(SustainabilityStatus::new);
        stated.or_else(|| self.status_history.last().map(|update| update.status.clone()))
    }
}
