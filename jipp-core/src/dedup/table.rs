use super::settings::LinkType;
use crate::error::SettingsError;
use crate::hash::{finished, fnv1a};
use crate::lang::told;
use crate::text::{is_placeholder, key, words};

/// A name of fewer letters stands in texts by chance.
pub(super) const SHORTEST_NAME: usize = 4;

/// Whether a value says something: `-` does not, nor does `tidak ada`, `n/a` or `null`. Of one or two letters anything may be a name.
pub(super) fn says_something(value: &str) -> bool {
    value.chars().any(char::is_alphanumeric) && (value.trim().len() <= 2 || !is_placeholder(value))
}

/// The key under which spellings of a value meet; empty if it says nothing.
pub(super) fn said(value: &str) -> String {
    if says_something(value) { key(value) } else { String::new() }
}

/// The names in a cell, parted by `|`, each as its words; none is empty.
pub(super) fn names_in(cell: &str) -> impl Iterator<Item = Vec<String>> {
    cell.split('|').map(|name| words(name).collect::<Vec<_>>()).filter(|name| !name.is_empty())
}

/// The records to link, column by column. A missing value is an empty text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkTable {
    ids: Vec<String>,
    columns: Vec<(String, Vec<String>)>,
    /// For two tables: which of them a record belongs to, 0 or 1. Empty for one table.
    side: Vec<u8>,
    /// For a batch linked with what is there: which records are new. Empty if all are.
    fresh: Vec<bool>,
}

impl LinkTable {
    /// A table of these record ids, without columns yet. Ids must be unique.
    pub fn new(ids: Vec<String>) -> Result<Self, SettingsError> {
        let mut sorted: Vec<&str> = ids.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        if let Some([repeated, _]) = sorted.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
            return Err(SettingsError::Invalid {
                problems: vec![told!(
                    "ID `{repeated}` muncul lebih dari sekali: pilih kolom dengan ID yang unik",
                    "the id `{repeated}` occurs more than once: choose a column with unique ids"
                )],
            });
        }
        Ok(Self { ids, columns: Vec::new(), side: Vec::new(), fresh: Vec::new() })
    }

    /// Adds a column; it must have one value for each record.
    pub fn with_column(mut self, name: impl Into<String>, values: Vec<String>) -> Result<Self, SettingsError> {
        let name = name.into();
        if values.len() != self.ids.len() {
            return Err(SettingsError::Invalid {
                problems: vec![told!(
                    "kolom `{name}` memiliki {} nilai untuk {} rekaman",
                    "column `{name}` has {} values for {} records",
                    values.len(),
                    self.ids.len()
                )],
            });
        }
        self.columns.push((name, values));
        Ok(self)
    }

    /// Puts two tables one after the other, for linking. Columns of one that the other lacks are missing there.
    pub fn stacked(left: &Self, right: &Self) -> Result<Self, SettingsError> {
        let (n, m) = (left.len(), right.len());
        let mut names: Vec<String> = left.columns.iter().map(|(name, _)| name.clone()).collect();
        names.extend(right.columns.iter().map(|(name, _)| name.clone()).filter(|name| left.column(name).is_none()));
        let side = std::iter::repeat_n(0, n).chain(std::iter::repeat_n(1, m)).collect();
        let mut ids: Vec<String> = left.ids.clone();
        ids.extend(right.ids.iter().cloned());
        let columns = names
            .into_iter()
            .map(|name| {
                let part = |table: &Self| table.column(&name).map_or_else(|| vec![String::new(); table.len()], <[String]>::to_vec);
                let mut values = part(left);
                values.extend(part(right));
                (name, values)
            })
            .collect();
        // the same id may occur in both tables: they are told apart by their side
        Ok(Self { ids, columns, side, fresh: Vec::new() })
    }

    /// Of two tables without a column in which both have a value nothing can be compared.
    pub(super) fn check_common(&self) -> Result<(), SettingsError> {
        let has = |side: u8, values: &[String]| values.iter().zip(&self.side).any(|(value, of)| *of == side && !value.is_empty());
        let of = |side: u8| self.columns.iter().filter(move |(_, values)| has(side, values)).map(|(name, _)| name.as_str());
        let (ours, theirs): (Vec<&str>, Vec<&str>) = (of(0).collect(), of(1).collect());
        if ours.is_empty() || theirs.is_empty() || ours.iter().any(|name| theirs.contains(name)) {
            return Ok(());
        }
        let listed = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let (ours, theirs) = (listed(&ours), listed(&theirs));
        let problem = told!(
            "kedua tabel tidak memiliki kolom yang sama ({ours}; {theirs}): beri nama yang sama pada kolom yang dibandingkan, misalnya dengan `[[prepare]]`",
            "the two tables have no column in common ({ours}; {theirs}): give what is compared one name in both, for one with `[[prepare]]`"
        );
        Err(SettingsError::Invalid { problems: vec![problem] })
    }

    /// A table and more records of the same sort, which are the new ones. Ids must be unique over both.
    pub(super) fn with_batch(&self, batch: &Self) -> Result<Self, SettingsError> {
        let mut table = Self::stacked(self, batch)?;
        Self::new(table.ids.clone())?;
        table.side = Vec::new();
        table.fresh = (0..table.len()).map(|record| record >= self.len()).collect();
        Ok(table)
    }

    /// Whether a record is one of those that are to be linked with what is there.
    pub(super) fn is_fresh(&self, record: usize) -> bool {
        self.fresh.get(record).copied().unwrap_or(true)
    }

    /// Whether one of two records is.
    pub(super) fn any_fresh(&self, a: usize, b: usize) -> bool {
        self.is_fresh(a) || self.is_fresh(b)
    }

    /// Whether two records may be linked: where two tables are, only across.
    pub(super) fn may_meet(&self, link_type: LinkType, a: usize, b: usize) -> bool {
        link_type != LinkType::Link || self.side(a) != self.side(b)
    }

    /// Only about so many records look for partners, among all records, until [`Self::settle`]. Which ones is told by their ids.
    pub(super) fn ask_some(&mut self, most: usize) {
        let share = most as f64 / self.len().max(1) as f64;
        if share < 1.0 {
            let drawn = |id: &String| finished(fnv1a(id.bytes())) as f64 / u64::MAX as f64;
            self.fresh = self.ids.iter().map(|id| drawn(id) < share).collect();
        }
    }

    /// All records are linked from now on.
    pub(super) fn settle(&mut self) {
        self.fresh = Vec::new();
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The ids, in order.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The values of a column.
    pub fn column(&self, name: &str) -> Option<&[String]> {
        self.columns.iter().find(|(column, _)| column == name).map(|(_, values)| values.as_slice())
    }

    /// Gives a column other values, or adds it.
    pub(super) fn set_column(&mut self, name: &str, values: Vec<String>) {
        match self.columns.iter_mut().find(|(column, _)| column == name) {
            Some((_, old)) => *old = values,
            None => self.columns.push((name.to_owned(), values)),
        }
    }

    /// The names of the columns.
    pub fn column_names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The records in the order of their ids, those of the first table first.
    pub(super) fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.ids.len() as u32).collect();
        order.sort_by_key(|record| (self.side(*record as usize), self.ids.get(*record as usize)));
        order
    }

    /// The same records in another order.
    pub(super) fn in_order(mut self, order: &[u32]) -> Self {
        let sorted = |mut values: Vec<String>| -> Vec<String> {
            order.iter().filter_map(|record| values.get_mut(*record as usize).map(std::mem::take)).collect()
        };
        if !self.side.is_empty() {
            self.side = order.iter().map(|record| self.side(*record as usize)).collect();
        }
        if !self.fresh.is_empty() {
            self.fresh = order.iter().map(|record| self.is_fresh(*record as usize)).collect();
        }
        self.ids = sorted(self.ids);
        self.columns = self.columns.into_iter().map(|(name, values)| (name, sorted(values))).collect();
        self
    }

    pub(super) fn side(&self, record: usize) -> u8 {
        self.side.get(record).copied().unwrap_or(0)
    }

    pub(super) fn value(&self, column: &str, record: usize) -> &str {
        self.column(column).and_then(|values| values.get(record)).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_without_a_common_column_are_told() {
        let table = |column: &str| LinkTable::new(vec!["1".into()]).unwrap().with_column(column, vec!["Budi".into()]).unwrap();
        let check = |left: &str, right: &str| LinkTable::stacked(&table(left), &table(right)).unwrap().check_common();
        let told = check("nama", "name").unwrap_err().to_string();
        assert!(told.contains("no column in common (`nama`; `name`)"), "{told}");
        assert!(check("name", "name").is_ok());
    }
}
