use super::Outcome;
use super::criteria::{FIGURE_YEARS, STATUS_MONTHS};
use super::figures::Figures;
use crate::model::{Field, Innovation, PartialDate};

fn without_day(field: Option<Field>) -> Outcome {
    Outcome::unmet(field, "tidak dinilai: tanggal penilaian tidak diberikan", "not judged: the day of the judgement is not given")
}

/// Whether the figures are recent.
pub(super) fn of_figures(figures: &Figures, as_of: Option<PartialDate>) -> Outcome {
    let Figures::Change { field, years, .. } = figures else {
        return Outcome::unmet(None, "tidak ada angka sebelum dan sesudah", "there are no figures before and after");
    };
    let field = Some(*field);
    let Some(as_of) = as_of else { return without_day(field) };
    let Some(year) = years.iter().copied().filter(|year| *year <= as_of.year()).max() else {
        return if years.is_empty() {
            Outcome::unmet(field, "tahun angka tidak dinyatakan", "the year of the figures is not stated")
        } else {
            Outcome::unmet(field, "tahun angka sesudah tanggal penilaian", "the year of the figures lies after the day of the judgement")
        };
    };
    let (id, en) = (format!("angka tahun {year}"), format!("figures of {year}"));
    if as_of.year() - year <= FIGURE_YEARS {
        Outcome::met(field, id, en)
    } else {
        Outcome::unmet(field, format!("{id}, lebih tua dari {FIGURE_YEARS} tahun"), format!("{en}, older than {FIGURE_YEARS} years"))
    }
}

/// Whether it was lately said to run.
pub(super) fn of_status(innovation: &Innovation, as_of: Option<PartialDate>) -> Outcome {
    let Some(status) = innovation.sustainability() else {
        return Outcome::unmet(None, "status keberlanjutan tidak dinyatakan", "the sustainability status is not stated");
    };
    let field = Some(Field::Status);
    if status.is_stopped() {
        return Outcome::unmet(field, format!("statusnya `{status}`"), format!("its status is `{status}`"));
    }
    if !status.is_running() {
        return Outcome::unmet(field, format!("status `{status}` tidak diketahui artinya"), format!("the status `{status}` is not known"));
    }
    let Some(as_of) = as_of else { return without_day(field) };
    let Some(update) = innovation.status_history.iter().rev().find(|update| !as_of.before(update.at.day())) else {
        return Outcome::unmet(field, "tanggal pemutakhiran status tidak dinyatakan", "the day of the status is not stated");
    };
    if !update.status.is_running() {
        return Outcome::unmet(
            Some(Field::StatusHistory),
            format!("pemutakhiran terakhir berstatus `{}`", update.status),
            format!("the last update says `{}`", update.status),
        );
    }
    let day = update.at.day();
    let months = |date: PartialDate| date.year() * 12 + i32::from(date.month().unwrap_or(12));
    let (id, en) = (format!("berjalan, dimutakhirkan {day}"), format!("running, updated on {day}"));
    if months(as_of) - months(day) <= STATUS_MONTHS {
        Outcome::met(Some(Field::StatusHistory), id, en)
    } else {
        let (id, en) = (format!("{id}, lebih dari {STATUS_MONTHS} bulan lalu"), format!("{en}, more than {STATUS_MONTHS} months ago"));
        Outcome::unmet(Some(Field::StatusHistory), id, en)
    }
}
