use std::collections::HashMap;

use super::MOST_PROBLEMS;
use crate::dedup::Similarities;
use crate::error::{SettingsError, nearest};
use crate::error_message::suggestion;
use crate::ingest::Table;
use crate::lang::{BilingualText, told};
use crate::text::key;

/// Reads tables of similarities: columns `measure`, `left`, `right`, and `similarity` (0 to 1; 1 where it is left out). `name` is that of the
/// file, for what is told of its cells.
pub fn read_similarities(table: &Table, name: &str) -> Result<Vec<Similarities>, SettingsError> {
    let (Some(measure), Some(left), Some(right)) = (table.column("measure"), table.column("left"), table.column("right")) else {
        let missing = ["measure", "left", "right"].into_iter().filter(|wanted| table.column(wanted).is_none());
        let problems = missing.map(|wanted| {
            let near = suggestion(nearest(wanted, table.columns.iter().map(String::as_str)).as_deref());
            BilingualText::new(
                format!(
                    "`{name}` tidak memiliki kolom `{wanted}` (yang perlu: `measure`, `left`, `right`, dan `similarity` bila bukan 1){}",
                    near.id
                ),
                format!(
                    "`{name}` has no column `{wanted}` (it wants `measure`, `left`, `right`, and `similarity` where that is not 1){}",
                    near.en
                ),
            )
        });
        return Err(SettingsError::Invalid { problems: problems.collect() });
    };
    let similarity = table.column("similarity");
    let mut problems = Vec::new();
    let mut found: Vec<Similarities> = Vec::new();
    let mut place: HashMap<(String, u64), usize> = HashMap::new();
    let mut said: HashMap<(String, [String; 2]), (f64, u64)> = HashMap::new();
    for row in &table.rows {
        let mut wrong = |column: &str, what: BilingualText| {
            let number = row.number;
            let place = told!("`{name}`, baris {number}, kolom `{column}`: ", "`{name}`, row {number}, column `{column}`: ");
            problems.push(what.behind(&place.id, &place.en));
        };
        let cells = [("measure", measure), ("left", left), ("right", right)].map(|(column, at)| (column, row.cell(at)));
        let empty = cells.iter().find(|(column, value)| if *column == "measure" { value.is_empty() } else { key(value).is_empty() });
        if let Some((column, value)) = empty {
            wrong(
                column,
                if value.is_empty() {
                    told!("kosong", "is empty")
                } else {
                    told!("`{value}` tidak memuat huruf atau angka", "`{value}` has neither letter nor digit")
                },
            );
            continue;
        }
        let [(_, measure), (_, left), (_, right)] = cells;
        let written = similarity.map_or("", |at| row.cell(at));
        let Some(value) = number(written) else {
            wrong("similarity", told!("`{written}` bukan bilangan antara 0 dan 1", "`{written}` is no number between 0 and 1"));
            continue;
        };
        let mut keys = [key(left), key(right)];
        keys.sort();
        if keys[0] == keys[1] {
            wrong("right", told!("`{right}` nilai yang sama dengan `{left}`", "`{right}` is the same value as `{left}`"));
            continue;
        }
        let (before, first) = *said.entry((measure.to_owned(), keys)).or_insert((value, row.number));
        if before.total_cmp(&value).is_ne() {
            wrong(
                "similarity",
                told!(
                    "`{left}` dan `{right}` bernilai {before} di baris {first}, dan {value} di sini",
                    "`{left}` and `{right}` have {before} in row {first}, and {value} here"
                ),
            );
            continue;
        }
        if first != row.number {
            continue;
        }
        let at = *place.entry((measure.to_owned(), value.to_bits())).or_insert_with(|| {
            found.push(Similarities { name: measure.to_owned(), similarity: value, alike: Vec::new() });
            found.len() - 1
        });
        if let Some(similarities) = found.get_mut(at) {
            similarities.alike.push(vec![left.to_owned(), right.to_owned()]);
        }
    }
    problems.truncate(MOST_PROBLEMS);
    if problems.is_empty() { Ok(found) } else { Err(SettingsError::Invalid { problems }) }
}

/// A similarity as written, with a point or a comma; 1 where nothing is.
fn number(written: &str) -> Option<f64> {
    let value = if written.is_empty() { 1.0 } else { written.replace(',', ".").parse().ok()? };
    // a negative zero is none
    (0.0..=1.0).contains(&value).then_some(value + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{ReadOptions, Source, read_plain};

    fn read(text: &str) -> Result<Vec<Similarities>, SettingsError> {
        read_similarities(&read_plain(Source { name: "n.csv", bytes: text.as_bytes() }, &ReadOptions::default()).unwrap(), "n.csv")
    }

    #[test]
    fn rows_become_measures_by_name_and_similarity() {
        let of = |name: &str, similarity: f64, alike: &[[&str; 2]]| Similarities {
            name: name.into(),
            similarity,
            alike: alike.iter().map(|pair| pair.map(str::to_owned).to_vec()).collect(),
        };
        let found = read(
            "Measure,left,right,similarity\ncall,Budi,Boedi,\ncall,Yanti,Damayanti,\"0,8\"\ncity,Solo,Surakarta,1\ncall,Moh,Muhammad,1.0\ncall,boedi,BUDI,1\n",
        );
        let expected = [
            of("call", 1.0, &[["Budi", "Boedi"], ["Moh", "Muhammad"]]),
            of("call", 0.8, &[["Yanti", "Damayanti"]]),
            of("city", 1.0, &[["Solo", "Surakarta"]]),
        ];
        assert_eq!(found.unwrap(), expected);
        assert_eq!(read("right,left,measure\nBoedi,Budi,call\n").unwrap(), [of("call", 1.0, &[["Budi", "Boedi"]])]);
    }

    #[test]
    fn a_cell_that_is_wrong_is_told_with_its_row_and_column() {
        for (row, told) in [
            ("call,Budi,Boedi,high", "`n.csv`, row 3, column `similarity`: `high` is no number between 0 and 1"),
            ("call,Budi,Boedi,90", "column `similarity`: `90` is no number between 0 and 1"),
            ("call,Budi,Boedi,nan", "column `similarity`: `nan` is no number"),
            (",Budi,Boedi,1", "row 3, column `measure`: is empty"),
            ("call,Budi,,1", "row 3, column `right`: is empty"),
            ("call,-,Boedi,1", "row 3, column `left`: `-` has neither letter nor digit"),
            ("call,Budi,BUDI,1", "row 3, column `right`: `BUDI` is the same value as `Budi`"),
            ("call,Aminah,siti,0.5", "row 3, column `similarity`: `Aminah` and `siti` have 1 in row 2, and 0.5 here"),
        ] {
            let error = read(&format!("measure,left,right,similarity\ncall,Siti,Aminah,1\n{row}\n")).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
            assert_eq!(error.code(), "settings_invalid");
        }
        let error = read("measure,lefft,right\na,b,c\n").unwrap_err().to_string();
        assert!(error.contains("has no column `left`") && error.ends_with("did you mean `lefft`?"), "{error}");
    }
}
