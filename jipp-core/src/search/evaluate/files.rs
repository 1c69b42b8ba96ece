use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::measure::{Judgements, Run};
use crate::lang::Lang;

/// Why a file of an evaluation cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// A column that must be there is not.
    #[error("{file} has no column `{column}`; it has {}", found.join(", "))]
    MissingColumn {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
        /// The columns it has.
        found: Vec<String>,
    },
    /// A line that cannot be read.
    #[error("{file}, line {line}: {reason}")]
    Line {
        /// The file.
        file: String,
        /// Its number, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// No document that was judged is in the index.
    #[error(
        "none of the {count} judged documents is in the index, such as `{example}`: they are named by the id of the innovation, or by an external id of one of its sources"
    )]
    UnknownDocuments {
        /// How many were judged.
        count: usize,
        /// One of them.
        example: String,
    },
}

impl EvaluationError {
    /// What is shown to people.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::MissingColumn { file, column, found } => format!("{file} tidak memiliki kolom `{column}`; yang ada {}", found.join(", ")),
            Self::Line { file, line, reason } => format!("{file}, baris {line}: {reason}"),
            Self::UnknownDocuments { count, example } => format!(
                "tidak satu pun dari {count} dokumen yang dinilai ada dalam indeks, misalnya `{example}`: dokumen disebut dengan ID inovasinya, atau dengan ID luar salah satu sumbernya"
            ),
        }
    }

    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingColumn { .. } => "evaluation_column_missing",
            Self::Line { .. } => "evaluation_line",
            Self::UnknownDocuments { .. } => "evaluation_documents_unknown",
        }
    }
}

/// A query of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationQuery {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub query: String,
    /// Its kind, for means by kind; empty if it has none.
    pub kind: String,
}

/// Reads queries: a CSV file with the columns `query_id`, `query` and, if means by kind are wanted, `type`.
pub fn read_queries(file: &str, text: &str) -> Result<Vec<EvaluationQuery>, EvaluationError> {
    let table = Table::new(file, text)?;
    let (id, query) = (table.column("query_id")?, table.column("query")?);
    let kind = table.column("type").ok();
    let cell = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
    let read = |row: &csv::StringRecord| EvaluationQuery {
        id: cell(row, id),
        query: cell(row, query),
        kind: kind.map(|at| cell(row, at)).unwrap_or_default(),
    };
    Ok(table.rows.iter().map(read).collect())
}

/// Reads judgements: a CSV file with the columns `query_id`, `doc_id`, `gain`, or TREC's four columns (query, 0, document, gain).
pub fn read_qrels(file: &str, text: &str) -> Result<Judgements, EvaluationError> {
    let mut judgements = Judgements::new();
    let mut add = |query: &str, document: &str, gain: &str, line: usize| -> Result<(), EvaluationError> {
        let gain: f64 = gain.trim().parse().ok().filter(|gain: &f64| gain.is_finite()).ok_or_else(|| EvaluationError::Line {
            file: file.to_owned(),
            line,
            reason: format!("`{gain}` is no gain"),
        })?;
        let known = judgements.entry(query.to_owned()).or_default().entry(document.to_owned()).or_insert(gain);
        *known = known.max(gain);
        Ok(())
    };
    if text.lines().next().is_some_and(|line| line.contains("query_id")) {
        let table = Table::new(file, text)?;
        let (query, document, gain) = (table.column("query_id")?, table.column("doc_id")?, table.column("gain")?);
        for (number, row) in table.rows.iter().enumerate() {
            let cell = |at: usize| row.get(at).unwrap_or_default();
            add(cell(query), cell(document), cell(gain), number + 2)?;
        }
        return Ok(judgements);
    }
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        match cells.as_slice() {
            [query, _, document, gain] => add(query, document, gain, number + 1)?,
            _ => return Err(four(file, number, cells.len(), "four columns: query, 0, document, gain")),
        }
    }
    Ok(judgements)
}

/// Reads which documents are one thing: a CSV file with the columns `doc_id` (or `row_id`) and `group` (or `cluster_id`). A group is found
/// where its best document is found.
pub fn read_groups(file: &str, text: &str) -> Result<BTreeMap<String, String>, EvaluationError> {
    let table = Table::new(file, text)?;
    let document = table.column("doc_id").or_else(|_| table.column("row_id"))?;
    let group = table.column("group").or_else(|_| table.column("cluster_id"))?;
    let cell = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
    Ok(table.rows.iter().map(|row| (cell(row, document), cell(row, group))).collect())
}

/// Reads a run in TREC's form: query, Q0, document, rank, score, name. The order is that of the scores, then of the ranks.
pub fn read_run(file: &str, text: &str) -> Result<Run, EvaluationError> {
    let mut lines: BTreeMap<String, Vec<(f64, usize, String)>> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [query, _, document, rank, score, ..] = cells.as_slice() else {
            return Err(four(file, number, cells.len(), "six columns: query, Q0, document, rank, score, name"));
        };
        let (Ok(rank), Ok(score)) = (rank.parse(), score.parse()) else {
            return Err(EvaluationError::Line { file: file.to_owned(), line: number + 1, reason: "rank and score must be numbers".into() });
        };
        lines.entry((*query).to_owned()).or_default().push((score, rank, (*document).to_owned()));
    }
    let ordered = |(query, mut found): (String, Vec<(f64, usize, String)>)| {
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then_with(|| a.2.cmp(&b.2)));
        (query, found.into_iter().map(|(score, _, document)| (document, score)).collect())
    };
    Ok(lines.into_iter().map(ordered).collect())
}

/// A run in TREC's form. Blanks in ids become `_`, because the form has no other way.
pub fn write_run(run: &Run, name: &str) -> String {
    let mut out = String::new();
    let plain = |id: &str| id.split_whitespace().collect::<Vec<_>>().join("_");
    for (query, found) in run {
        for (rank, (document, score)) in found.iter().enumerate() {
            let _ = writeln!(out, "{} Q0 {} {} {score:.6} {}", plain(query), plain(document), rank + 1, plain(name));
        }
    }
    out
}

fn four(file: &str, number: usize, count: usize, wanted: &str) -> EvaluationError {
    EvaluationError::Line { file: file.to_owned(), line: number + 1, reason: format!("{count} columns instead of {wanted}") }
}

struct Table {
    file: String,
    headers: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn new(file: &str, text: &str) -> Result<Self, EvaluationError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let fault = |line: usize, error: &csv::Error| EvaluationError::Line { file: file.to_owned(), line, reason: error.to_string() };
        let headers = reader.headers().map_err(|error| fault(1, &error))?.iter().map(|header| header.trim().to_owned()).collect();
        let mut rows = Vec::new();
        for (number, row) in reader.records().enumerate() {
            rows.push(row.map_err(|error| fault(number + 2, &error))?);
        }
        Ok(Self { file: file.to_owned(), headers, rows })
    }

    fn column(&self, column: &'static str) -> Result<usize, EvaluationError> {
        self.headers.iter().position(|header| header == column).ok_or_else(|| EvaluationError::MissingColumn {
            file: self.file.clone(),
            column,
            found: self.headers.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_go_out_and_come_back() {
        let run = Run::from([("q1".to_owned(), vec![("b".to_owned(), 2.5), ("a".to_owned(), 1.0)])]);
        let text = write_run(&run, "jipp");
        assert_eq!(text, "q1 Q0 b 1 2.500000 jipp\nq1 Q0 a 2 1.000000 jipp\n");
        assert_eq!(read_run("x.run", &text).unwrap(), run);
    }

    #[test]
    fn judgements_come_in_both_forms() {
        let csv = read_qrels("r.csv", "query_id,doc_id,gain\nq1,a,3\nq1,b,1\n").unwrap();
        assert_eq!(csv, read_qrels("r.tsv", "q1\t0\ta\t3\nq1 0 b 1\n").unwrap());
        assert_eq!(
            read_qrels("r.tsv", "q1 a 3").unwrap_err().to_string(),
            "r.tsv, line 1: 3 columns instead of four columns: query, 0, document, gain"
        );
        assert_eq!(read_queries("q.csv", "id,query\n").unwrap_err().code(), "evaluation_column_missing");
    }
}
