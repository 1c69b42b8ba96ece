//! What happens to a field that this version does not know?
//!
//! It is kept and written back, so that an older program between two newer ones loses nothing. The one exception is personal
//! data: what looks like a contact by its name is not kept, because these structs are published
//! (see [`Contact`](super::Contact) for where such data belongs).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Fields of a newer version of jipp, by name.
///
/// Reading JSON fills it; it never holds the name of a field that this version knows, nor personal data.
pub type Extra = BTreeMap<String, Value>;

/// Words in a field's name that tell personal data.
const PERSONAL: &[&str] = &[
    "contact",
    "contacts",
    "kontak",
    "phone",
    "telephone",
    "telepon",
    "telp",
    "hp",
    "handphone",
    "whatsapp",
    "wa",
    "mobile",
    "email",
    "mail",
    "surel",
    "nik",
    "ktp",
    "nip",
    "address",
    "alamat",
];

/// Reads the unknown fields of a struct, without personal data.
pub(crate) fn extra<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Extra, D::Error> {
    let mut extra = Extra::deserialize(deserializer)?;
    extra.retain(|name, value| {
        clean(value);
        !is_personal(name)
    });
    Ok(extra)
}

/// Takes personal data, as told by the names of fields, out of a value.
pub(crate) fn without_personal(mut value: Value) -> Value {
    clean(&mut value);
    value
}

fn clean(value: &mut Value) {
    match value {
        Value::Object(object) => object.retain(|name, value| {
            clean(value);
            !is_personal(name)
        }),
        Value::Array(items) => items.iter_mut().for_each(clean),
        _ => {}
    }
}

/// Whether the name of a field says that it holds personal data: `no_hp`, `contactPerson`, `E-mail`.
pub(crate) fn is_personal(name: &str) -> bool {
    let lower = name.to_lowercase();
    if PERSONAL.contains(&lower.replace('-', "").as_str()) {
        return true;
    }
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words.iter().any(|word| PERSONAL.contains(&word.as_str()))
}

/// For `skip_serializing_if`.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Defines a struct that loses nothing: first the fields that must be there, then those that may be missing (they are then not
/// written), then [`Extra`].
macro_rules! open_struct {
    (
        $(#[$meta:meta])* pub struct $name:ident { $( $(#[$required_meta:meta])* pub $required:ident : $required_type:ty, )* }
        optional { $( $(#[$optional_meta:meta])* pub $optional:ident : $optional_type:ty, )* }
    ) => {
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
        $(#[$meta])*
        pub struct $name {
            $( $(#[$required_meta])* pub $required: $required_type, )*
            $(
                $(#[$optional_meta])*
                #[serde(default, skip_serializing_if = "crate::model::open::is_default")]
                pub $optional: $optional_type,
            )*
            /// Fields of a newer version, kept and written back.
            #[serde(flatten, deserialize_with = "crate::model::open::extra")]
            #[cfg_attr(feature = "tsify", tsify(type = "Record<string, unknown>"))]
            pub extra: crate::model::Extra,
        }
    };
}
pub(crate) use open_struct;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_is_told_by_its_name() {
        for name in ["contact", "no_hp", "contactPerson", "E-mail", "email", "Alamat Kantor", "NIK", "telepon_2"] {
            assert!(is_personal(name), "{name}");
        }
        for name in ["mailing", "hpv", "unik", "wave", "phonetics", "teknik"] {
            assert!(!is_personal(name), "{name}");
        }
    }

    #[test]
    fn unknown_fields_stay_and_personal_ones_go() {
        #[derive(Deserialize)]
        struct Open {
            #[serde(flatten, deserialize_with = "extra")]
            extra: Extra,
        }
        let open: Open = serde_json::from_str(r#"{"a": 1, "email": "x@y.id", "b": [{"no_hp": "0812", "c": null}]}"#).unwrap();
        assert_eq!(serde_json::to_value(open.extra).unwrap(), serde_json::json!({"a": 1, "b": [{"c": null}]}));
    }
}
