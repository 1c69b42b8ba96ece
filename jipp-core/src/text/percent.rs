//! How is a share told in per cent? What is only near none or all is never told as 0 or 100, in each of three forms.
//!
//! Without the sign: a page parts it by a blank that does not break, a terminal by any.

use crate::lang::Lang;

/// A share with one decimal, for tables of many: `33,3`. Only none is `0`, only all is `100`.
pub(crate) fn percent_in_tenths(part: usize, whole: usize, lang: Lang) -> String {
    let tenths = match (part, whole) {
        (0, _) | (_, 0) => 0,
        (part, whole) if part >= whole => 1000,
        (part, whole) => ((part as f64 / whole as f64 * 1000.0).round() as usize).clamp(1, 999),
    };
    match tenths {
        0 => "0".to_owned(),
        1000 => "100".to_owned(),
        tenths => with_decimal_mark(format!("{}.{}", tenths / 10, tenths % 10), lang),
    }
}

/// A share as a whole figure, for a line: `33`, `<1`, `>99`. Only none is `0`, only all is `100`.
pub(crate) fn whole_percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if share > 0.0 && whole == 0.0 {
        "<1".to_owned()
    } else if share < 1.0 && whole == 100.0 {
        ">99".to_owned()
    } else {
        format!("{whole:.0}")
    }
}

/// A probability, whole where that says enough: `44`, `99,85`. Nothing is certain, so that nothing is `0` or `100`.
pub(crate) fn percent_of_probability(probability: f64, lang: Lang) -> String {
    let percent = probability * 100.0;
    let text = if (0.5..99.5).contains(&percent) {
        format!("{}", percent.round())
    } else if percent > 99.99 {
        "> 99.99".to_owned()
    } else if percent < 0.01 {
        "< 0.01".to_owned()
    } else {
        format!("{percent:.2}")
    };
    with_decimal_mark(text, lang)
}

/// A figure with the decimal mark of the language.
pub(crate) fn with_decimal_mark(figure: String, lang: Lang) -> String {
    if lang == Lang::Id { figure.replace('.', ",") } else { figure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_of_a_table_is_all() {
        assert_eq!((percent_in_tenths(1, 3, Lang::Id), percent_in_tenths(2, 3, Lang::En)), ("33,3".into(), "66.7".into()));
        assert_eq!((percent_in_tenths(99_999, 100_000, Lang::Id), percent_in_tenths(1, 100_000, Lang::Id)), ("99,9".into(), "0,1".into()));
        assert_eq!((percent_in_tenths(0, 0, Lang::Id), percent_in_tenths(5, 5, Lang::En)), ("0".into(), "100".into()));
    }

    #[test]
    fn a_whole_figure_says_what_is_only_near() {
        assert_eq!([0.0, 0.004, 0.333, 0.996, 1.0].map(whole_percent), ["0", "<1", "33", ">99", "100"]);
    }

    #[test]
    fn no_probability_is_certain() {
        let told = |probability| (percent_of_probability(probability, Lang::Id), percent_of_probability(probability, Lang::En));
        let both = |id: &str, en: &str| (id.to_owned(), en.to_owned());
        assert_eq!(told(0.437), both("44", "44"));
        assert_eq!(told(0.9985), both("99,85", "99.85"));
        assert_eq!(told(1.0), both("> 99,99", "> 99.99"));
        assert_eq!(told(0.0012), both("0,12", "0.12"));
        assert_eq!(told(0.0), both("< 0,01", "< 0.01"));
    }
}
