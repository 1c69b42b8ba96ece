/// A line of a list of words that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct LexiconError {
    line: u64,
    problem: String,
}

impl LexiconError {
    pub(super) fn columns(line: u64, wanted: usize, found: usize) -> Self {
        Self { line, problem: format!("{wanted} columns are wanted, {found} found") }
    }

    pub(super) fn csv(line: u64, error: &csv::Error) -> Self {
        Self { line, problem: error.to_string() }
    }

    pub(super) fn weight(line: u64, weight: &str) -> Self {
        Self { line, problem: format!("weight `{weight}` is no number from 0 to 1") }
    }

    pub(super) fn kind(line: u64, kind: &str) -> Self {
        Self { line, problem: format!("kind `{kind}` is neither `same` nor `related`") }
    }

    pub(super) fn single(line: u64) -> Self {
        Self { line, problem: "a group needs two terms, separated by `|`".to_owned() }
    }

    /// The line of the list, counted from 1 with the header.
    pub fn line(&self) -> u64 {
        self.line
    }
}
