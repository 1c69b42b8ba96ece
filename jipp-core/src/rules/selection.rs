use super::registry::{rule, rules};
use crate::error::{SettingsError, nearest};

/// Which rules run. Empty `select` means all; a selector is a code (`DAT-02`), a name or a family (`DAT`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    codes: Option<Vec<&'static str>>,
    chosen: bool,
}

impl Selection {
    /// Builds a selection; every selector must exist.
    pub fn new(select: &[String], ignore: &[String]) -> Result<Self, SettingsError> {
        if select.is_empty() && ignore.is_empty() {
            return Ok(Self::default());
        }
        let mut chosen = if select.is_empty() { rules().iter().map(|r| r.info.code).collect() } else { expand(select)? };
        let ignored = expand(ignore)?;
        chosen.retain(|code| !ignored.contains(code));
        Ok(Self { codes: Some(chosen), chosen: select.iter().any(|selector| !selector.trim().is_empty()) })
    }

    /// Whether rules were chosen by name, not only left out: then the choice of a settings file does not count.
    pub fn is_chosen(&self) -> bool {
        self.chosen
    }

    /// Whether the rule runs.
    pub fn contains(&self, code: &str) -> bool {
        self.codes.as_ref().is_none_or(|codes| codes.contains(&code))
    }
}

fn expand(selectors: &[String]) -> Result<Vec<&'static str>, SettingsError> {
    let mut codes = Vec::new();
    for selector in selectors.iter().flat_map(|s| s.split(',')).map(str::trim).filter(|s| !s.is_empty()) {
        let found = codes_of(selector);
        if found.is_empty() {
            let known = rules().iter().flat_map(|r| [r.info.code, r.info.name]);
            return Err(SettingsError::UnknownRule { code: selector.to_owned(), suggestion: nearest(selector, known) });
        }
        codes.extend(found);
    }
    Ok(codes)
}

/// The rules that a code, a name or a family means; none if nothing has that name.
pub(super) fn codes_of(selector: &str) -> Vec<&'static str> {
    let family = format!("{}-", selector.to_uppercase());
    match rule(selector) {
        Some(rule) => vec![rule.info.code],
        None => rules().iter().map(|r| r.info.code).filter(|code| code.starts_with(&family)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(select: &[&str], ignore: &[&str]) -> Result<Selection, SettingsError> {
        let own = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        Selection::new(&own(select), &own(ignore))
    }

    #[test]
    fn families_codes_and_names_select() {
        let dates = selection(&["DAT"], &["DAT-04"]).unwrap();
        assert!(dates.contains("DAT-02") && !dates.contains("DAT-04") && !dates.contains("ID-01"));
        assert!(selection(&["dates-out-of-order"], &[]).unwrap().contains("DAT-02"));
        assert!(selection(&[], &[]).unwrap().contains("ID-01"));
    }

    #[test]
    fn an_unknown_code_is_an_error_with_a_proposal() {
        assert_eq!(selection(&["DAT-20"], &[]).unwrap_err().to_string(), "unknown rule `DAT-20`, did you mean `DAT-02`?");
    }
}
