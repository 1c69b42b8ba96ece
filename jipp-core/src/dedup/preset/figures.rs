//! The figures that a text gives.

use crate::text::year_within;

/// The numbers of a text, each as its digits: `1.250`, `1,250` and `1250` are one number. Years and the ranks of awards (`Top 45`) are the same
/// in the texts of many innovations and are left out.
pub(super) fn figures(text: &str) -> String {
    let mut figures = String::new();
    let mut before = "";
    for word in text.split_whitespace() {
        let runs = word.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).map(|run| run.trim_matches(['.', ',']));
        for run in runs.filter(|run| !run.is_empty() && year_within(run, 1945..2100).is_none() && !before.eq_ignore_ascii_case("top")) {
            if !figures.is_empty() {
                figures.push(' ');
            }
            figures.extend(run.chars().filter(char::is_ascii_digit));
        }
        before = word;
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        assert_eq!(figures("Dari 14 hari menjadi 2 hari; 1.250 (sebelumnya 1,100) warga, naik 24,5% pada 2023."), "14 2 1250 1100 245");
        assert_eq!(figures("tanpa angka"), "");
    }

    #[test]
    fn years_and_ranks_are_no_figures() {
        assert_eq!(figures("Masuk Top 45 KIPP 2019, melayani 2.019 orang"), "2019");
    }
}
