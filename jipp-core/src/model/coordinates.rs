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
/// assert_eq!(place, "7°15'27.0\"S 112°45'07.56\"E".parse()?, "so are minutes and seconds");
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

    /// The place in Indonesia that a text means which gives longitude before latitude; none if it is a place as it stands.
    ///
    /// ```
    /// use jipp_core::model::Coordinates;
    /// assert_eq!(Coordinates::swapped("112.7521, -7.2575"), "-7.2575, 112.7521".parse().ok());
    /// ```
    pub fn swapped(text: &str) -> Option<Self> {
        let (lng, lat) = pair(text)?;
        Self::new(lat, lng).filter(|place| place.is_in_indonesia() && Self::new(lng, lat).is_none())
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
        let place = pair(text).and_then(|(lat, lng)| Self::new(lat, lng));
        place.ok_or_else(|| CoordinatesError { value: text.chars().take(40).collect() })
    }
}

/// The two numbers of a place as written, latitude first.
fn pair(text: &str) -> Option<(f64, f64)> {
    let bare = text.trim().trim_matches(['(', ')', '[', ']']);
    if let Some(place) = with_altitude(bare) {
        return Some(place);
    }
    // with another separator at hand a comma is that of a decimal
    let plain = match bare.split_once(';') {
        Some(pair) => Some(pair),
        None if bare.matches(',').count() == 1 => bare.split_once(','),
        None => bare.split_once(", ").or_else(|| bare.split_once(char::is_whitespace)),
    };
    let plain = plain.and_then(|(lat, lng)| degrees(lat, false).zip(degrees(lng, false)));
    plain.or_else(|| named_pair(bare))
}

/// The place of three or four plain numbers, as receivers of satellite signals write it: latitude, longitude, altitude and accuracy in
/// metres (the `geopoint` of `XLSForm`). Degrees without decimals are not taken: `7 15 27` may be one angle.
fn with_altitude(bare: &str) -> Option<(f64, f64)> {
    // beside a point or a semicolon a comma parts numbers, and is no decimal
    let parts_by_comma = bare.contains('.') && !bare.contains(';');
    let is_end = |c: char| c == ';' || c.is_whitespace() || c == ',' && parts_by_comma;
    let numbers: Vec<&str> = bare.split(is_end).map(|number| number.trim_end_matches(',')).filter(|number| !number.is_empty()).collect();
    if !(3..=4).contains(&numbers.len()) {
        return None;
    }
    let read = |number: &&str| number.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    let read = numbers.iter().map(read).collect::<Option<Vec<f64>>>()?;
    let are_decimal = numbers.iter().take(2).all(|number| number.contains(['.', ',']));
    are_decimal.then(|| read.first().copied().zip(read.get(1).copied()))?
}

/// Degrees, or degrees, minutes and seconds: `-7.2575`, `7°15'27.0"`. Of several numbers a mark has to say that they are one angle, if the
/// half of the earth does not (`is_named`), and only the last may have decimals.
fn degrees(part: &str, is_named: bool) -> Option<f64> {
    const MARKS: [char; 9] = ['°', 'º', '˚', '\'', '’', '′', '"', '”', '″'];
    let part = part.trim();
    if let Ok(degrees) = part.replace(',', ".").parse() {
        return Some(degrees);
    }
    let is_end = |c: char| c.is_whitespace() || MARKS.contains(&c);
    let numbers = part.split(is_end).filter(|number| !number.is_empty()).map(|number| number.replace(',', ".").parse::<f64>().ok());
    let numbers = numbers.collect::<Option<Vec<f64>>>()?;
    let (_, before_last) = numbers.split_last()?;
    let is_one_angle = before_last.is_empty() || is_named || part.contains(MARKS);
    if !is_one_angle || before_last.iter().any(|number| number.fract() != 0.0) {
        return None;
    }
    let below_sixty = |number: f64| (0.0..60.0).contains(&number).then_some(number);
    let (whole, rest) = match *numbers.as_slice() {
        [whole] => (whole, 0.0),
        [whole, minutes] => (whole, below_sixty(minutes)? / 60.0),
        [whole, minutes, seconds] => (whole, below_sixty(minutes)? / 60.0 + below_sixty(seconds)? / 3600.0),
        _ => return None,
    };
    // six decimals are a tenth of a metre, more than any phone knows
    Some(((whole.abs() + rest).copysign(whole) * 1e6).round() / 1e6)
}

/// The half of the earth that a word says: whether it is one of latitude, and whether its degrees count as negative. English letters, and
/// Indonesian *lintang selatan*, *lintang utara*, *bujur timur*, *bujur barat*.
const HEMISPHERES: [(&str, bool, bool); 11] = [
    ("S", true, true),
    ("LS", true, true),
    ("N", true, false),
    ("LU", true, false),
    ("U", true, false),
    ("E", false, false),
    ("BT", false, false),
    ("T", false, false),
    ("W", false, true),
    ("BB", false, true),
    ("B", false, true),
];

/// Words for latitude and longitude that say nothing of the sign: `Lat -7.2575, Long 112.7521`.
const AXES: [(&str, bool); 8] = [
    ("Lat", true),
    ("Latitude", true),
    ("Lintang", true),
    ("Lng", false),
    ("Lon", false),
    ("Long", false),
    ("Longitude", false),
    ("Bujur", false),
];

/// A pair whose degrees have an axis or a half of the earth each, in any order: `7°15'27.0"S 112°45'07.6"E`, `LS 7,2575 BT 112,7521`.
fn named_pair(bare: &str) -> Option<(f64, f64)> {
    let start = bare.find(char::is_alphabetic)?;
    let after = |from: usize, is_end: fn(char) -> bool| Some(from + bare.get(from..)?.find(is_end)?);
    let end = after(start, |c| !c.is_alphabetic())?;
    let cut = if start == 0 { after(end, char::is_alphabetic)? } else { end };
    let (first, second) = bare.split_at_checked(cut)?;
    match (named_degrees(first)?, named_degrees(second)?) {
        ((true, lat), (false, lng)) | ((false, lng), (true, lat)) => Some((lat, lng)),
        _ => None,
    }
}

/// Whether degrees with a half of the earth are a latitude, and the degrees with their sign.
fn named_degrees(part: &str) -> Option<(bool, f64)> {
    let part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':'));
    let name = part.trim_matches(|c: char| !c.is_alphabetic());
    let number = part.strip_prefix(name).or_else(|| part.strip_suffix(name))?;
    if let Some((_, is_latitude)) = AXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some((*is_latitude, degrees(number.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '=')), true)?));
    }
    let (_, is_latitude, is_negative) = HEMISPHERES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
    let degrees = degrees(number, true)?;
    match (*is_negative, degrees < 0.0) {
        (true, _) => Some((*is_latitude, -degrees.abs())),
        (false, false) => Some((*is_latitude, degrees)),
        (false, true) => None,
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
        for text in [
            "7°15'00.0\"S 112°45'00.0\"E",
            "7°15′S, 112°45′E",
            "112° 45' 0\" BT 7° 15' 0\" LS",
            "-7°15'00\", 112°45'00\"",
            "7,25 LS; 112,75 BT",
            "S 7.25 E 112.75",
            "-7.25° S, 112.75° E",
            "Lat -7.25, Long 112.75",
            "Latitude: -7.25; Longitude: 112.75",
            "long=112,75 lat=-7,25",
            "lintang -7.25 bujur 112.75",
        ] {
            assert_eq!(text.parse(), Ok(place), "{text}");
        }
        for text in [
            "7°75'S 112°45'E",
            "7 S 8 S",
            "7 X 112 E",
            "-7 N, 112 E",
            "7°15'27.0\"S",
            "°S °E",
            "Lat -7.25",
            "Lat -7.25, Lat 112.75",
            "Lat, Long",
        ] {
            assert!(text.parse::<Coordinates>().is_err(), "{text}");
        }
        for text in [
            "-7.25 112.75 54.2 4.5",
            "-7.25, 112.75, 54.2",
            "-7.25,112.75,54.2,4.5",
            "-7,25 112,75 54 4,5",
            "-7,25; 112,75; 0",
            "-7.25, 112.75 54",
        ] {
            assert_eq!(text.parse(), Ok(place), "with altitude: {text}");
        }
        for text in ["-7 15 112", "-7 15 112 45", "7 15 0, 112 45 0", "-7.25 112.75 54.2 4.5 1", "-7.25 112.75 x", "7.25°15' S, 112°45' E"]
        {
            assert!(text.parse::<Coordinates>().is_err(), "{text}");
        }
        assert_eq!("7 15 0 S, 112 45 0 E".parse(), Ok(place), "the half of the earth says that it is one angle");
        assert_eq!(Coordinates::swapped("112.75 -7.25 54.2"), Some(place));
        for text in ["", "112.75", "-91, 100", "1,2,3", "utara, timur", "0, 181", "NaN, 0"] {
            assert!(text.parse::<Coordinates>().is_err(), "{text}");
        }
        assert_eq!(place.to_string().parse(), Ok(place));
        assert!(serde_json::from_str::<Coordinates>(r#"{"lat": 200, "lng": 0}"#).is_err());
    }
}
