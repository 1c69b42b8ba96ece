//! Values made ready before they are compared, as `[[prepare]]` of the settings says.

mod phrases;
mod usual;

use self::phrases::Phrases;
use super::settings::{Keep, LinkSettings, Preparation, no_column};
use super::table::LinkTable;
use crate::error::SettingsError;
use crate::text::key;

/// Country code of Indonesia (ITU-T E.164), as dialled from abroad.
const COUNTRY: [&str; 2] = ["0062", "62"];

/// Fewest digits of a telephone number that begins with a country code: a local one may begin with 62 too.
const WITH_COUNTRY: usize = 10;

impl LinkTable {
    /// The table with the columns that the settings prepare. It must have all that they are made of.
    pub(super) fn prepared(mut self, settings: &LinkSettings) -> Result<Self, SettingsError> {
        for preparation in &settings.prepare {
            if preparation.columns.iter().any(|column| self.column(column).is_none()) {
                return Err(lacking(&self, preparation));
            }
            self.prepare(preparation);
        }
        Ok(self)
    }

    /// The same for a table that has only some of the columns: what it lacks is not prepared.
    pub(super) fn prepared_in_part(mut self, settings: &LinkSettings) -> Self {
        for preparation in &settings.prepare {
            if preparation.columns.iter().all(|column| self.column(column).is_some()) {
                self.prepare(preparation);
            }
        }
        self
    }

    fn prepare(&mut self, preparation: &Preparation) {
        let Some(target) = preparation.target() else { return };
        let sources: Vec<&[String]> = preparation.columns.iter().filter_map(|column| self.column(column)).collect();
        let prepare = Prepare::new(preparation);
        let value = |record: usize| {
            let parts = sources.iter().filter_map(|values| values.get(record)).map(|value| value.trim());
            let joined: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            prepare.value(joined.join(" "))
        };
        let values = (0..self.len()).map(value).collect();
        self.set_column(target, values);
    }
}

fn lacking(table: &LinkTable, preparation: &Preparation) -> SettingsError {
    let available = table.column_names();
    let lacking = preparation.columns.iter().filter(|column| table.column(column).is_none());
    SettingsError::MissingColumns { missing: lacking.map(|column| no_column("[[prepare]]", column, &available)).collect() }
}

/// One preparation, ready to be applied.
struct Prepare<'a> {
    preparation: &'a Preparation,
    /// Keys of the values that are missing.
    missing: Vec<String>,
    replace: Phrases<'a>,
    drop: Phrases<'a>,
}

impl<'a> Prepare<'a> {
    fn new(preparation: &'a Preparation) -> Self {
        Self {
            preparation,
            missing: preparation.missing.iter().map(|value| key(value)).collect(),
            replace: Phrases::new(preparation.replace.iter().map(|(from, to)| (from.as_str(), to.as_str()))),
            drop: Phrases::new(preparation.drop.iter().map(|phrase| (phrase.as_str(), ""))),
        }
    }

    fn value(&self, value: String) -> String {
        if !self.missing.is_empty() && self.missing.contains(&key(&value)) {
            return String::new();
        }
        let value = self.drop.put_into(self.replace.put_into(value));
        let value = match self.preparation.keep {
            Some(keep) => kept(keep, &value),
            None => value,
        };
        let value = match self.preparation.first {
            Some(first) => value.chars().take(first).collect(),
            None => value,
        };
        match self.preparation.last {
            Some(last) => value.chars().skip(value.chars().count().saturating_sub(last)).collect(),
            None => value,
        }
    }
}

fn kept(keep: Keep, value: &str) -> String {
    let digits = || value.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut parts = value.split_whitespace();
    match keep {
        Keep::Digits => digits(),
        // an address of mail in a column of telephone numbers stays what it is
        Keep::Telephone if value.contains(char::is_alphabetic) => value.to_owned(),
        Keep::Telephone => {
            let digits = digits();
            let local = COUNTRY.iter().find_map(|code| digits.strip_prefix(code)).filter(|_| digits.len() >= WITH_COUNTRY);
            local.map_or_else(|| digits.clone(), |local| format!("0{}", local.trim_start_matches('0')))
        }
        Keep::Numbers => {
            let runs = value.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
            let numbers: Vec<&str> = runs.map(|run| Some(run.trim_start_matches('0')).filter(|n| !n.is_empty()).unwrap_or("0")).collect();
            numbers.join(" ")
        }
        Keep::Letters => parts.filter(|part| !part.contains(|c: char| c.is_numeric())).collect::<Vec<_>>().join(" "),
        Keep::FirstWord => parts.next().unwrap_or_default().to_owned(),
        Keep::LastWord => parts.next_back().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::{LinkSettings, link};
    use crate::progress::silent;

    fn of(toml: &str, value: &str) -> String {
        let settings = LinkSettings::from_toml(&format!("[[prepare]]\ncolumns = ['a']\n{toml}")).unwrap();
        let table = LinkTable::new(vec!["1".into()]).unwrap().with_column("a", vec![value.into()]).unwrap();
        table.prepared(&settings).unwrap().value("a", 0).to_owned()
    }

    #[test]
    fn whole_words_are_replaced_whatever_their_case_and_punctuation() {
        let schools = "replace = { sdn = 'SD Negeri', 'sekolah dasar' = 'SD', 'sekolah dasar islam' = 'SDI' }";
        for (value, wanted) in [
            ("SDN 3 Wonokromo", "SD Negeri 3 Wonokromo"),
            ("Sekolah-Dasar Islam Al Azhar", "SDI Al Azhar"),
            ("Sekolah Dasar Negeri 1", "SD Negeri 1"),
            ("SDNU 3", "SDNU 3"),
            ("sekolah", "sekolah"),
            ("Jl. SDN, No. 5", "Jl. SD Negeri, No. 5"),
            ("", ""),
        ] {
            assert_eq!(of(schools, value), wanted, "{value}");
        }
        // what was put in is not replaced again
        assert_eq!(of("replace = { a = 'b', b = 'a' }", "a b"), "b a");
        assert_eq!(of("replace = { 'café' = 'kopi' }", "CAFE\u{301} Budi"), "kopi Budi");
    }

    #[test]
    fn words_are_dropped_with_the_punctuation_they_leave_alone() {
        let titles = "drop = ['pt', 's.pd', 'h.', 'tbk']";
        for (value, wanted) in [
            ("PT. Maju Jaya, Tbk.", "Maju Jaya"),
            ("H. Budi Santoso, S.Pd.", "Budi Santoso"),
            ("Budi Santoso S Pd", "Budi Santoso"),
            ("Hadi", "Hadi"),
            ("PT", ""),
        ] {
            assert_eq!(of(titles, value), wanted, "{value}");
        }
    }

    #[test]
    fn parts_are_kept() {
        for (toml, value, wanted) in [
            ("keep = 'digits'", "35.78.01", "357801"),
            ("keep = 'numbers'", "SMP 05 Blok A2, 000", "5 2 0"),
            ("keep = 'letters'", "SMP 05 Blok A2", "SMP Blok"),
            ("keep = 'telephone'", "+62 812-3456-7890", "081234567890"),
            ("keep = 'telephone'", "0062 (0)31 5551234", "0315551234"),
            ("keep = 'telephone'", "6212345", "6212345"),
            ("keep = 'telephone'", "siti7@contoh.id", "siti7@contoh.id"),
            ("keep = 'first-word'", " Siti  Aminah", "Siti"),
            ("keep = 'last-word'", "Siti Aminah", "Aminah"),
            ("first = 4", "2020-01-02", "2020"),
            ("last = 2", "Éa", "Éa"),
            ("last = 3", "Wonokromo", "omo"),
            ("missing = ['tidak ada', '0000']\nkeep = 'digits'", "Tidak Ada!", ""),
            ("missing = ['-']", "-", ""),
        ] {
            assert_eq!(of(toml, value), wanted, "{toml}: {value}");
        }
    }

    #[test]
    fn columns_of_two_files_get_one_name() {
        let column = |name: &str, id: &str| {
            let names = ["Siti Aminah", "Budi Santoso", "Agus Salim", "Dewi Lestari"];
            let ids = (0..4).map(|at| format!("{id}{at}")).collect();
            LinkTable::new(ids).unwrap().with_column(name, names.map(str::to_owned).to_vec()).unwrap()
        };
        let both = LinkTable::stacked(&column("nama", "a"), &column("name", "b")).unwrap();
        let text = "link_type = 'link'\nignore = ['nama']\n[[prepare]]\ncolumns = ['nama', 'name']\ninto = 'who'\n[[comparison]]\ncolumn = 'who'\n";
        let linkage = link(both.clone(), LinkSettings::from_toml(text).unwrap(), &silent).unwrap();
        assert_eq!(linkage.ids().len(), 8);
        assert!(linkage.candidates > 0);
        let none = link(both, LinkSettings { link_type: crate::dedup::LinkType::Link, ..LinkSettings::automatic() }, &silent);
        assert!(none.unwrap_err().to_string().contains("no column in common (`nama`; `name`)"));
    }

    #[test]
    fn what_cannot_be_prepared_is_told() {
        for (toml, wanted) in [
            ("columns = []", "names at least one column"),
            ("columns = ['a', 'b']", "need `into`"),
            ("columns = ['a']", "says nothing to do"),
            ("columns = ['a']\nfirst = 0", "1 or more"),
            ("columns = ['a']\ndrop = ['+']", "neither letter nor digit"),
            ("columns = ['a']\nkeep = 'digit'", "digits"),
        ] {
            let told = LinkSettings::from_toml(&format!("[[prepare]]\n{toml}\n")).unwrap_err().to_string();
            assert!(told.contains(wanted), "{toml}: {told}");
        }
        let table = LinkTable::new(vec!["1".into()]).unwrap().with_column("nama", vec!["x".into()]).unwrap();
        let settings = LinkSettings::from_toml("[[prepare]]\ncolumns = ['name']\nfirst = 1").unwrap();
        let told = link(table, settings, &silent).unwrap_err().to_string();
        assert!(told.contains("`[[prepare]]`: the table has no column `name`, did you mean `nama`?"), "{told}");
    }
}
