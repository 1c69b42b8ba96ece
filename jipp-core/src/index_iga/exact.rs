use std::cmp::Ordering;

/// An exact fraction: what weights, sums and averages are, so that nothing is lost before a figure is rounded once, at its end.
///
/// ```
/// use jipp_core::index_iga::Exact;
/// let third = Exact::from(1).over(Exact::from(3)).unwrap();
/// assert_eq!(third.plus(third).plus(third), Exact::from(1));
/// assert_eq!(Exact::decimal("2.345").unwrap().text(2), "2.35", "half up");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    /// Carries the sign.
    numerator: i128,
    /// Above zero, and without a common factor.
    denominator: i128,
}

/// Longest decimals that are read. A form weighs with one or two digits; with these limits sums over millions of innovations stay
/// far from the bounds of the type.
const WHOLE_DIGITS: usize = 12;
const DECIMALS: usize = 6;

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    fn new(numerator: i128, denominator: i128) -> Self {
        let divisor = greatest_common_divisor(numerator, denominator).max(1);
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    /// Reads a plain decimal such as `-0.38`; `None` if it is none, or is longer than 12 digits before and 6 after the point.
    pub fn decimal(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > WHOLE_DIGITS || part.len() > DECIMALS || !all_digits(whole) || !all_digits(part) {
            return None;
        }
        let numerator: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Self::new(if negative { -numerator } else { numerator }, 10_i128.pow(part.len() as u32)))
    }

    /// The decimal that a JSON number was written as: the shortest one that reads back as the same float.
    pub(crate) fn written(number: f64) -> Option<Self> {
        Self::decimal(&number.to_string())
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Self {
        let left = self.numerator.saturating_mul(other.denominator);
        let right = other.numerator.saturating_mul(self.denominator);
        Self::new(left.saturating_add(right), self.denominator.saturating_mul(other.denominator))
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { numerator: -other.numerator, ..other })
    }

    /// The product.
    pub fn times(self, other: Self) -> Self {
        Self::new(self.numerator.saturating_mul(other.numerator), self.denominator.saturating_mul(other.denominator))
    }

    /// The quotient; `None` if it is divided by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        match other.numerator {
            0 => None,
            above if above > 0 => Some(self.times(Self { numerator: other.denominator, denominator: above })),
            below => Some(self.times(Self { numerator: -other.denominator, denominator: -below })),
        }
    }

    /// Whether it is above zero.
    pub fn is_positive(self) -> bool {
        self.numerator > 0
    }

    /// Whether it is a whole number.
    pub(super) fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// Whether a stored figure is this one. It may have been rounded otherwise, so a difference of 0.01 is allowed.
    pub(crate) fn is_stored_as(self, stored: Self) -> bool {
        stored.minus(self).size() <= Self { numerator: 1, denominator: 100 }
    }

    /// Without a sign.
    fn size(self) -> Self {
        Self { numerator: self.numerator.abs(), ..self }
    }

    /// Rounded to so many decimals, half up. Below zero, where only differences lie, half goes away from zero, so that a loss looks
    /// like the gain it undoes.
    pub fn rounded(self, places: u32) -> Self {
        let scale = 10_i128.pow(places);
        let twice = self.numerator.abs().saturating_mul(scale).saturating_mul(2).saturating_add(self.denominator);
        let units = twice / self.denominator.saturating_mul(2);
        Self::new(units * self.numerator.signum(), scale)
    }

    /// As text with so many decimals, rounded as [`rounded`](Self::rounded) does.
    pub fn text(self, places: u32) -> String {
        let scale = 10_i128.pow(places);
        let rounded = self.rounded(places);
        let units = rounded.numerator.saturating_mul(scale) / rounded.denominator;
        let sign = if units < 0 { "-" } else { "" };
        let (whole, part) = (units.abs() / scale, units.abs() % scale);
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:0width$}", width = places as usize) }
    }

    /// As the float nearest to [`text`](Self::text), for JSON: it is written with those decimals and no others.
    pub fn number(self, places: u32) -> f64 {
        self.text(places).parse().unwrap_or_default()
    }
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.saturating_abs(), b.saturating_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl From<u32> for Exact {
    fn from(whole: u32) -> Self {
        Self { numerator: i128::from(whole), denominator: 1 }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numerator.saturating_mul(other.denominator).cmp(&other.numerator.saturating_mul(self.denominator))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::decimal(text).unwrap()
    }

    #[test]
    fn rounds_half_up_and_once() {
        for (text, wanted) in [("65.005", "65.01"), ("65.0049", "65.00"), ("0.004999", "0.00"), ("0.005", "0.01"), ("7", "7.00")] {
            assert_eq!(exact(text).text(2), wanted, "{text}");
        }
        assert_eq!(exact("-0.005").text(2), "-0.01", "a loss looks like the gain it undoes");
        assert_eq!(exact("-0.001").text(2), "0.00");
        assert_eq!(Exact::from(2).over(Exact::from(3)).unwrap().text(4), "0.6667");
        assert_eq!(exact("2.5").text(0), "3");
        assert_eq!(exact("44.18").number(2).to_string(), "44.18");
    }

    #[test]
    fn reads_decimals_as_written() {
        for wrong in ["", ".5", "1e3", "1,5", "+1", "1.2.3", "1234567890123", "0.1234567", "NaN", "--1"] {
            assert_eq!(Exact::decimal(wrong), None, "{wrong}");
        }
        assert_eq!(Exact::written(0.38), Some(exact("0.38")));
        assert_eq!(Exact::written(1e300), None);
        assert_eq!(exact("0.50"), exact("0.5"));
    }

    #[test]
    fn compares_and_divides() {
        assert!(exact("0.33") < Exact::from(1).over(Exact::from(3)).unwrap());
        assert_eq!(Exact::from(1).over(Exact::ZERO), None);
        assert_eq!(Exact::from(1).over(exact("-0.5")), Some(exact("-2")));
        assert_eq!(exact("0.75").times(Exact::from(3)).minus(exact("0.25")), exact("2"));
        assert_eq!([exact("0.1"), exact("0.2")].into_iter().sum::<Exact>(), exact("0.3"));
    }
}
