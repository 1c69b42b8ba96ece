use serde::{Deserialize, Deserializer};

use super::open::open_struct;

open_struct! {
    /// The level that an innovation claims in one indicator of IGA (*indikator Satuan Inovasi Daerah*), and its evidence.
    ///
    /// Numbers, levels and weights are those of the year's form: 16 to 35 in 2026 (vocabulary `iga_sid_2026`).
    #[derive(Default, Eq)]
    pub struct IgaIndicator {
        /// The year of the form.
        pub year: i32,
        /// The number of the indicator in that form.
        pub number: u8,
    }
    optional {
        /// The claimed level, 0 (none) to 3.
        pub level: Option<u8>,
        /// The level after verification, 0 to 3.
        pub verified_level: Option<u8>,
        /// Ids of its [`Evidence`](super::Evidence).
        pub evidence: Vec<String>,
        /// The basis chosen where the form lets choose, such as `a` in the indicator *kemanfaatan* (vocabulary `iga_basis_kemanfaatan`).
        pub basis: Option<String>,
        /// The number behind the level, as written: people, actors, months, beneficiaries (`31`, `31 orang`, `12,5`). JSON may give a
        /// number or a text.
        #[serde(deserialize_with = "as_written")]
        pub value: Option<String>,
    }
}

open_struct! {
    /// The maturity (*kematangan*) of an innovation in the IGA of one year: sum of weight × level, 0 to 111.
    #[derive(Default)]
    pub struct MaturityScore {
        /// The year of the measurement.
        pub year: i32,
    }
    optional {
        /// As claimed by the region.
        pub claimed: Option<f64>,
        /// After verification.
        pub verified: Option<f64>,
    }
}

/// A text, or a number as the text that it is written with. Anything else is no number that somebody entered: nothing is known then, so
/// that one strange cell does not cost the other indicators.
fn as_written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) if !text.trim().is_empty() => Some(text),
        serde_json::Value::Number(number) => Some(match number.as_f64().filter(|_| number.is_f64()) {
            // 31.0 are 31 people: many programs know no other numbers
            Some(float) => float.to_string(),
            None => number.to_string(),
        }),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_behind_a_level_is_kept_as_written() {
        let read = |value: &str| -> IgaIndicator {
            serde_json::from_str(&format!(r#"{{"year": 2026, "number": 17, "level": 3, "value": {value}}}"#)).unwrap()
        };
        for (json, value) in [("31", "31"), ("31.0", "31"), ("12.5", "12.5"), ("\"31 orang\"", "31 orang")] {
            assert_eq!(read(json).value.as_deref(), Some(value), "{json}");
        }
        for nothing in ["null", "\" \"", "[1]"] {
            assert_eq!(read(nothing).value, None, "{nothing}");
        }
        let back = serde_json::to_value(read("31")).unwrap();
        assert_eq!(back["value"], "31");
        assert!(read("31").extra.is_empty());
    }
}
