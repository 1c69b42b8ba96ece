use super::MOST_PROBLEMS;
use crate::dedup::{Labels, PairLabel};
use crate::error::SettingsError;
use crate::ingest::Table;
use crate::lang::{BilingualText, told};

/// Headers of the answer about a pair.
const ANSWER: [&str; 6] = ["same", "label", "match", "is_match", "sama", "jawaban"];
/// Headers of the two ids of a pair.
const SIDES: [(&str, &str); 6] =
    [("left", "right"), ("l", "r"), ("id_l", "id_r"), ("unique_id_l", "unique_id_r"), ("kiri", "kanan"), ("id1", "id2")];
const YES: [&str; 7] = ["1", "1.0", "true", "yes", "ya", "y", "sama"];
const NO: [&str; 7] = ["0", "0.0", "false", "no", "tidak", "n", "beda"];

/// Reads labels of a linkage. Two ids and an answer (`left,right,same`: 1 or 0, true or false, ya or tidak) are pairs; a pair without an
/// answer was not judged and is left out. Two ids alone (`left,right`) are pairs that are the same. Two other columns (`id,cluster`) are
/// clusters. Columns are found by their names, otherwise by their places where there are just three or two.
pub fn read_labels(table: &Table) -> Result<Labels, SettingsError> {
    let at = |name: &str| table.column(name);
    let cell = |row: &crate::ingest::Row, at: usize| row.cell(at).to_owned();
    let invalid = |problems: Vec<BilingualText>| Err(SettingsError::Invalid { problems });
    let sides = SIDES.iter().find_map(|(left, right)| Some((at(left)?, at(right)?)));
    let answer = ANSWER.iter().find_map(|name| at(name));
    let pairs = match (sides, answer, table.columns.len()) {
        (Some((left, right)), Some(answer), _) => Some((left, right, Some(answer))),
        (None, _, 3) if at("cluster").is_none() => Some((0, 1, Some(2))),
        // a list of matches; beside more columns it may be anything, as the pairs of a linkage
        (Some((left, right)), None, 2) => Some((left, right, None)),
        _ => None,
    };
    if let Some((left, right, answer)) = pairs {
        let mut labels = Vec::new();
        let mut problems = Vec::new();
        for row in &table.rows {
            let said = answer.map(|answer| cell(row, answer).to_lowercase());
            let same = match said.as_deref() {
                None => true,
                Some("") => continue,
                Some(said) if YES.contains(&said) => true,
                Some(said) if NO.contains(&said) => false,
                Some(said) => {
                    let column = answer.and_then(|answer| table.columns.get(answer)).map_or("same", String::as_str);
                    problems.push(told!(
                        "label, baris {}, kolom `{column}`: `{said}` bukan jawaban, tulis 1 atau 0",
                        "labels, row {}, column `{column}`: `{said}` is no answer, write 1 or 0",
                        row.number
                    ));
                    continue;
                }
            };
            let (left, right) = (cell(row, left), cell(row, right));
            if left.is_empty() || right.is_empty() {
                problems.push(told!("label, baris {}: ada ID yang kosong", "labels, row {}: an id is missing", row.number));
            } else {
                labels.push(PairLabel { left, right, same });
            }
        }
        problems.truncate(MOST_PROBLEMS);
        return if problems.is_empty() { Ok(Labels::Pairs(labels)) } else { invalid(problems) };
    }
    let clusters = match (at("id").zip(at("cluster")), table.columns.len()) {
        (Some(found), _) => Some(found),
        (None, 2) if sides.is_none() => Some((0, 1)),
        _ => None,
    };
    let Some((id, cluster)) = clusters else {
        let columns = table.columns.join("`, `");
        return invalid(vec![told!(
            "label memiliki kolom `left`, `right`, `same`, atau `id` dan `cluster`; yang ada `{columns}`",
            "labels have columns `left`, `right`, `same`, or `id` and `cluster`; these have `{columns}`"
        )]);
    };
    let rows = table.rows.iter().map(|row| (cell(row, id), cell(row, cluster)));
    Ok(Labels::Clusters(rows.filter(|(id, cluster)| !id.is_empty() && !cluster.is_empty()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{ReadOptions, Source, read_plain};

    fn read(text: &str) -> Result<Labels, SettingsError> {
        read_labels(&read_plain(Source { name: "labels.csv", bytes: text.as_bytes() }, &ReadOptions::default()).unwrap())
    }

    fn pair(left: &str, right: &str, same: bool) -> PairLabel {
        PairLabel { left: left.into(), right: right.into(), same }
    }

    #[test]
    fn pairs_and_clusters_by_name_or_place() {
        let pairs = Labels::Pairs(vec![pair("a", "b", true), pair("a", "c", false)]);
        assert_eq!(read("left,right,probability,kind,same\na,b,0.9,duplicate,ya\na,c,0.5,related,0\nb,c,0.4,related,\n").unwrap(), pairs);
        assert_eq!(read("x,y,z\na,b,1\na,c,tidak\n").unwrap(), pairs);
        let matches = Labels::Pairs(vec![pair("a", "b", true), pair("a", "c", true)]);
        assert_eq!(read("kiri,kanan\na,b\na,c\n").unwrap(), matches);
        let clusters = Labels::Clusters(vec![("a".into(), "1".into()), ("b".into(), "2".into())]);
        assert_eq!(read("cluster,id\n1,a\n2,b\n").unwrap(), clusters);
        assert_eq!(read("row,entity\na,1\nb,2\n").unwrap(), clusters);
    }

    #[test]
    fn what_is_no_answer_is_told_with_its_row() {
        let error = read("left,right,same\na,b,1\na,c,maybe\n,c,0\n").unwrap_err().to_string();
        assert!(error.contains("row 3, column `same`: `maybe` is no answer") && error.contains("row 4: an id is missing"), "{error}");
        assert!(read("left,right,kind,probability\na,b,x,1\n").unwrap_err().to_string().contains("these have `left`, `right`"));
    }
}
