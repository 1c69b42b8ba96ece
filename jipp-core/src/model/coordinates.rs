use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A place on earth (*koordinat*): latitude and longitude in degrees, WGS84.
///
/// Asked by the IGA form since 2025 as one text, `lat, lng` (domain source `GH_IGA25F`).
///
/// ```
/// use jipp_core::model::Coordinates;
/// let place: Coordinates = "-7.2575, 112.7521".parse()?;
/// assert!(place.is_in_indonesia());
/// assert_eq!(place, "-7,2575; 112,7521".parse()?, "decimal commas are understood");
/// # Ok::<(), jipp_core::model::CoordinatesError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Coordinates {
    lat: f64,
    lng: f64,
}

#[derive(Serialize, Deserialize)]
struct Degrees {
    lat: f64,
    lng: f64,
}

/// Why a text or a pair of numbers is no place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is no place: write latitude and longitude in degrees, such as `-7.2575, 112.7521`")]
pub struct CoordinatesError {
    value: String,
}

impl Coordinates {
    /// A place, if there is one with these degrees.
    pub fn new(lat: f64, lng: f64) -> Option<Self> {
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lng)).then_some(Self { lat, lng })
    }

    /// The place nearest to these degrees, for numbers of a table that a test has read.
    pub(crate) fn nearest(lat: f64, lng: f64) -> Self {
        Self { lat: lat.clamp(-90.0, 90.0), lng: lng.clamp(-180.0, 180.0) }
    }

    /// Degrees north of the equator.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east of Greenwich.
    pub fn lng(self) -> f64 {
        self.lng
    }

    /// Kilometres to another place along the great circle: haversine on a sphere of the mean radius of the earth (IUGG), within 0.5 % of the
    /// ellipsoid.
    ///
    /// ```
    /// use jipp_core::model::Coordinates;
    /// let (jakarta, surabaya): (Coordinates, Coordinates) = ("-6.2, 106.8167".parse()?, "-7.2575, 112.7521".parse()?);
    /// assert!((jakarta.distance_km(surabaya) - 665.0).abs() < 5.0);
    /// # Ok::<(), jipp_core::model::CoordinatesError>(())
    /// ```
    pub fn distance_km(self, other: Self) -> f64 {
        const EARTH_KM: f64 = 6371.0088;
        let (lat, other_lat) = (self.lat.to_radians(), other.lat.to_radians());
        let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
        let h = half(lat, other_lat) + lat.cos() * other_lat.cos() * half(self.lng.to_radians(), other.lng.to_radians());
        2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
    }

    /// Whether it lies in the box around Indonesia: latitude -11 to 6, longitude 95 to 141.1 (domain rule ORG-06; bounds inferred).
    pub fn is_in_indonesia(self) -> bool {
        (-11.0..=6.0).contains(&self.lat) && (95.0..=141.1).contains(&self.lng)
    }
}

impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.lat, self.lng)
    }
}

impl FromStr for Coordinates {
    type Err = CoordinatesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || CoordinatesError { value: text.chars().take(40).collect() };
        let bare = text.trim().trim_matches(['(', ')', '[', ']']);
        // with another separator at hand a comma is that of a decimal
        let pair = match bare.split_once(';') {
            Some(pair) => Some(pair),
            None if bare.matches(',').count() == 1 => bare.split_once(','),
            None => bare.split_once(", ").or_else(|| bare.split_once(char::is_whitespace)),
        };
        let degrees = |part: &str| part.trim().replace(',', ".").parse::<f64>().ok();
        let (lat, lng) = pair.ok_or_else(error)?;
        degrees(lat).zip(degrees(lng)).and_then(|(lat, lng)| Self::new(lat, lng)).ok_or_else(error)
    }
}

impl TryFrom<Degrees> for Coordinates {
    type Error = CoordinatesError;

    fn try_from(Degrees { lat, lng }: Degrees) -> Result<Self, Self::Error> {
        Self::new(lat, lng).ok_or_else(|| CoordinatesError { value: format!("{lat}, {lng}") })
    }
}

impl From<Coordinates> for Degrees {
    fn from(Coordinates { lat, lng }: Coordinates) -> Self {
        Self { lat, lng }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Coordinates {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Coordinates".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "A place: latitude and longitude in degrees, WGS84.",
            "properties": {
                "lat": { "type": "number", "minimum": -90, "maximum": 90 },
                "lng": { "type": "number", "minimum": -180, "maximum": 180 }
            },
            "required": ["lat", "lng"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        let place = Coordinates::new(-7.25, 112.75).unwrap();
        for text in ["-7.25, 112.75", "-7.25,112.75", "-7,25 ; 112,75", "(-7.25 112.75)", "-7,25, 112,75", "-7.25; 112.75"] {
            assert_eq!(text.parse(), Ok(place), "{text}");
        }
        for text in ["", "112.75", "-91, 100", "1,2,3", "utara, timur", "0, 181", "NaN, 0"] {
            assert!(text.parse::<Coordinates>().is_err(), "{text}");
        }
        assert_eq!(place.to_string().parse(), Ok(place));
        assert!(serde_json::from_str::<Coordinates>(r#"{"lat": 200, "lng": 0}"#).is_err());
    }
}
