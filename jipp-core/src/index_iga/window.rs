use super::form::Form;
use super::problem::{IndexProblemKind, Place, Problems};
use super::region::InnovationLevels;
use crate::lang::Lang;
use crate::model::PartialDate;
use crate::text::{is_placeholder, parse_date};

/// The dates of an innovation, as far as they can be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Dates {
    initiation: Option<PartialDate>,
    implementation: Option<PartialDate>,
    development: Option<PartialDate>,
}

impl Dates {
    pub(super) fn read(innovation: &InnovationLevels, place: &Place, problems: &mut Problems) -> Self {
        let mut date = |text: Option<&str>, column: &str| {
            let text = text.map(str::trim).filter(|text| !text.is_empty() && !is_placeholder(text))?;
            let date = parse_date(text);
            if date.is_none() {
                problems.add(IndexProblemKind::DateInvalid, place, Some(column.to_owned()), &[("value", text.to_owned())]);
            }
            date
        };
        Self {
            initiation: date(innovation.initiation_date.as_deref(), "initiation_date"),
            implementation: date(innovation.implementation_date.as_deref(), "implementation_date"),
            development: date(innovation.development_date.as_deref(), "development_date"),
        }
    }

    /// Whole months from initiation to implementation.
    pub(super) fn months(&self) -> Option<u32> {
        let (from, to) = self.initiation.zip(self.implementation)?;
        whole_months(from, to)
    }
}

/// Whole months between two dates, if both are known to the month and in this order.
pub(crate) fn whole_months(from: PartialDate, to: PartialDate) -> Option<u32> {
    let months = |date: PartialDate| Some(date.year() * 12 + i32::from(date.month()?));
    let started = from.day().zip(to.day()).is_some_and(|(from, to)| to < from);
    u32::try_from(months(to)? - months(from)? - i32::from(started)).ok()
}

/// Whether an innovation was implemented or developed in the days that the year asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Window {
    /// It was, as far as its dates tell; or the year asks for none.
    Inside,
    /// No date says so.
    Undated,
    /// All its dates are earlier.
    Earlier(PartialDate),
    /// No date is within, and one is later.
    Later(PartialDate),
}

impl Window {
    pub(super) fn of(form: &Form, dates: &Dates) -> Self {
        let Some((from, to)) = form.formula.as_ref().and_then(|formula| formula.window) else { return Self::Inside };
        let given = [dates.implementation, dates.development];
        let mut given = given.into_iter().flatten().peekable();
        if given.peek().is_none() {
            return Self::Undated;
        }
        let mut outside = Self::Undated;
        for date in given {
            if date.before(from) {
                outside = if let Self::Later(_) = outside { outside } else { Self::Earlier(date) };
            } else if to.before(date) {
                outside = Self::Later(date);
            } else {
                return Self::Inside;
            }
        }
        outside
    }

    /// A stable word, and the reason in words; none if inside.
    pub(super) fn reason(self, form: &Form, lang: Lang) -> Option<(&'static str, String)> {
        let (from, to) = form.formula.as_ref()?.window?;
        let id = lang == Lang::Id;
        Some(match self {
            Self::Inside => return None,
            Self::Undated if id => ("undated", "tanggal penerapan dan pengembangan tidak ada".to_owned()),
            Self::Undated => ("undated", "neither implementation nor development is dated".to_owned()),
            Self::Earlier(date) if id => ("earlier", format!("terakhir {date}, sebelum {from}")),
            Self::Earlier(date) => ("earlier", format!("last dated {date}, before {from}")),
            Self::Later(date) if id => ("later", format!("baru {date}, sesudah {to}")),
            Self::Later(date) => ("later", format!("dated {date}, after {to}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(initiation: &str, implementation: &str, development: &str) -> Dates {
        let date = |text: &str| text.parse().ok();
        Dates { initiation: date(initiation), implementation: date(implementation), development: date(development) }
    }

    #[test]
    fn one_date_within_is_enough_and_a_year_alone_may_be_within() {
        let form = Form::of(2026).unwrap();
        let of = |implementation: &str, development: &str| Window::of(&form, &dates("", implementation, development));
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(of("2024-01-01", ""), Window::Inside);
        assert_eq!(of("2025-12-31", ""), Window::Inside);
        assert_eq!(of("2019", "2025-06"), Window::Inside);
        assert_eq!(of("2024", ""), Window::Inside);
        assert_eq!(of("2023-12-31", ""), Window::Earlier(day("2023-12-31")));
        assert_eq!(of("2019", "2021"), Window::Earlier(day("2021")));
        assert_eq!(of("2019", "2026-01-01"), Window::Later(day("2026-01-01")));
        assert_eq!(of("", ""), Window::Undated);
        assert!(of("", "").reason(&form, Lang::En).is_some() && Window::Inside.reason(&form, Lang::En).is_none());
    }

    #[test]
    fn months_are_whole_months() {
        for (from, to, months) in [
            ("2024-01-15", "2024-05-15", Some(4)),
            ("2024-01-15", "2024-05-14", Some(3)),
            ("2023-11", "2024-02", Some(3)),
            ("2024", "2024-05", None),
            ("2024-05", "2024-01", None),
        ] {
            assert_eq!(dates(from, to, "").months(), months, "{from} {to}");
        }
    }
}
