use crate::lang::{BilingualText, told};
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::words;

/// How the values of a column are made ready before anything looks at them. What is asked for is done in the order of the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preparation {
    /// The columns it reads. The values of several are joined by a blank, those that are missing left out.
    pub columns: Vec<String>,
    /// The column that the values go to; the column that is read, if none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
    /// Values that say nothing (`tidak ada`, `0000`), whatever their case and punctuation: they are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Words, or several in a row, and what stands for them instead (`sdn`: `sd negeri`). Whole words only, whatever their case and
    /// punctuation; where several fit, the longest. What was put in is not looked at again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replace: BTreeMap<String, String>,
    /// Words, or several in a row, that are left out (`pt`, `tbk`, `s.pd`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<String>,
    /// The part of the value that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
    /// So many letters, digits and other characters from the beginning are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<usize>,
    /// So many from the end are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<usize>,
}

/// Which part of a value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// Its digits, glued together: `35.78.01` is `357801`.
    Digits,
    /// Its numbers, parted by blanks, without leading zeros: `SMP 05 Blok A2` is `5 2`.
    Numbers,
    /// Its words without a digit: `SMP 05 Blok A2` is `SMP Blok`.
    Letters,
    /// The digits of a telephone number as dialled within Indonesia: `+62 812-345` and `0062812345` are `0812345` (country code 62, ITU-T
    /// E.164). A value with letters in it is none and stays as it is.
    Telephone,
    /// Its first word.
    FirstWord,
    /// Its last word.
    LastWord,
}

impl Preparation {
    /// The column that the values go to.
    pub fn target(&self) -> Option<&str> {
        match (&self.into, self.columns.as_slice()) {
            (Some(into), _) => Some(into),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// What is wrong with it, by itself.
    pub(super) fn problems(&self) -> Vec<BilingualText> {
        let mut problems = Vec::new();
        if self.columns.is_empty() {
            problems.push(told!("`columns` menyebut sekurang-kurangnya satu kolom", "`columns` names at least one column"));
        }
        if self.columns.len() > 1 && self.into.is_none() {
            problems.push(told!(
                "beberapa `columns` memerlukan `into`, nama kolom hasilnya",
                "several `columns` need `into`, the name of the column they make"
            ));
        }
        let asked = [
            self.missing.is_empty(),
            self.replace.is_empty(),
            self.drop.is_empty(),
            self.keep.is_none(),
            self.first.or(self.last).is_none(),
        ];
        if self.into.is_none() && asked.into_iter().all(|nothing| nothing) {
            problems.push(told!(
                "tidak menyuruh apa-apa: berikan `into`, `missing`, `replace`, `drop`, `keep`, `first`, atau `last`",
                "says nothing to do: give `into`, `missing`, `replace`, `drop`, `keep`, `first` or `last`"
            ));
        }
        if self.first == Some(0) || self.last == Some(0) {
            problems.push(told!("`first` dan `last` bernilai 1 atau lebih", "`first` and `last` are 1 or more"));
        }
        let empty = |key: &&String| words(key).next().is_none();
        for key in self.replace.keys().chain(&self.drop).filter(empty) {
            problems.push(told!(
                "`{key}` pada `replace` atau `drop` tidak memuat huruf atau angka: hanya kata utuh yang diganti",
                "`{key}` in `replace` or `drop` has neither letter nor digit: only whole words are replaced"
            ));
        }
        problems
    }
}
