//! What do records say of each other? *Replikasi ANC Hipnoterapi* in the text of one names the other, however little else they have in
//! common.

mod mention;
mod names;

use rustc_hash::FxHashMap;

use self::mention::{Mention, mentions};
use self::names::{Wanted, hits, letters_of};
use super::kind::Kind;
use super::labels::LabelledPair;
use super::settings::{LinkSettings, Statement};
use super::table::LinkTable;
use crate::text::{key, words};

/// A name that fits more records than this says nothing.
const MOST: usize = 20;

/// Pairs of records of which one says what it is to the other: the smaller number first, sorted, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pairs: Vec<Said>,
}

/// What one record says of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    pair: (u32, u32),
    kind: Kind,
    /// The one of the two that is named: who says *replikasi X* or *pengembangan dari X* took it over. None where each names the other.
    named: Option<u32>,
}

impl Stated {
    /// Reads what the records say. `conflict` tells whether two may not be one; what a person called the same is no statement.
    pub(super) fn read(table: &LinkTable, settings: &LinkSettings, told: &[LabelledPair], conflict: impl Fn(usize, usize) -> bool) -> Self {
        let same = |a: usize, b: usize| told.binary_search(&LabelledPair { left: a, right: b, same: true }).is_ok();
        let mut pairs = Vec::new();
        for statement in &settings.stated {
            for (speaker, named) in of_statement(statement, table) {
                let (a, b) = (speaker.min(named), speaker.max(named));
                if table.may_meet(settings.link_type, a, b) && !same(a, b) {
                    let kind = if statement.kind == Kind::Version && conflict(a, b) { settings.conflict } else { statement.kind };
                    pairs.push(Said { pair: (a as u32, b as u32), kind, named: Some(named as u32) });
                }
            }
        }
        // of two statements about one pair that of the settings' first counts: the sort is stable
        pairs.sort_by_key(|said| said.pair);
        pairs.dedup_by(|later, first| {
            let same = later.pair == first.pair;
            if same && later.kind == first.kind && later.named != first.named {
                first.named = None;
            }
            same
        });
        Self { pairs }
    }

    fn of(&self, a: usize, b: usize) -> Option<&Said> {
        if self.pairs.is_empty() {
            return None;
        }
        let pair = (a.min(b) as u32, a.max(b) as u32);
        self.pairs.binary_search_by_key(&pair, |said| said.pair).ok().and_then(|at| self.pairs.get(at))
    }

    /// What two records say they are to each other.
    pub(super) fn kind(&self, a: usize, b: usize) -> Option<Kind> {
        self.of(a, b).map(|said| said.kind)
    }

    /// Which of two records the other names as that from which it comes.
    pub(super) fn named(&self, a: usize, b: usize) -> Option<usize> {
        self.of(a, b)?.named.map(|named| named as usize)
    }

    /// The pairs of which at least one record is new.
    pub(super) fn fresh<'a>(&'a self, table: &'a LinkTable) -> impl Iterator<Item = (u32, u32)> + 'a {
        let pairs = self.pairs.iter().map(|said| said.pair);
        pairs.filter(|(a, b)| table.any_fresh(*a as usize, *b as usize))
    }

    /// The same by other numbers: `number` has the new one of each record.
    pub(super) fn renumbered(&self, number: &[u32]) -> Self {
        let new = |record: u32| number.get(record as usize).copied().unwrap_or(record);
        let moved = self.pairs.iter().map(|said| {
            let (a, b) = (new(said.pair.0), new(said.pair.1));
            Said { pair: (a.min(b), a.max(b)), named: said.named.map(new), ..*said }
        });
        let mut pairs: Vec<Said> = moved.collect();
        pairs.sort_unstable();
        Self { pairs }
    }
}

/// The pairs of one statement: who says it, and of whom.
fn of_statement(statement: &Statement, table: &LinkTable) -> Vec<(usize, usize)> {
    let said = mentions(statement, table);
    if said.is_empty() {
        return Vec::new();
    }
    let found = hits(statement, table, &Wanted::of(&said));
    let reader = Reader { statement, table, found };
    // all that one record says at one place of its text: the same words, read from several beginnings
    let places = said.chunk_by(|a, b| (a.record, a.at) == (b.record, b.at));
    let meant = places.filter_map(|readings| Some((readings.first()?.record, reader.meant(readings))));
    meant.flat_map(|(record, others)| others.into_iter().map(move |other| (record, other))).collect()
}

struct Reader<'a> {
    statement: &'a Statement,
    table: &'a LinkTable,
    /// The records that bear a name, by its letters.
    found: FxHashMap<u64, Vec<usize>>,
}

impl Reader<'_> {
    /// The records that are meant: by the longest name.
    fn meant(&self, readings: &[Mention]) -> Vec<usize> {
        let mut names: Vec<(&Mention, usize)> = readings.iter().flat_map(|said| (1..=said.named).map(move |words| (said, words))).collect();
        names.sort_by_key(|(said, words)| std::cmp::Reverse(said.letters(*words)));
        names.into_iter().map(|(said, words)| self.with_name(said, words)).find(|others| !others.is_empty()).unwrap_or_default()
    }

    fn with_name(&self, said: &Mention, words: usize) -> Vec<usize> {
        let Some(bear) = said.keys.get(words - 1).and_then(|key| self.found.get(key)) else { return Vec::new() };
        let own_name = bear.contains(&said.record);
        let others = || bear.iter().copied().filter(|record| *record != said.record);
        let behind = said.words.get(words..).unwrap_or_default();
        let there: Vec<usize> = others().filter(|other| self.is_named(*other, behind)).collect();
        let meant: Vec<usize> = if !there.is_empty() {
            there
        } else if own_name {
            // who bears the name as well means another one only if it says where
            Vec::new()
        } else {
            let here = self.place(said.record);
            let own: Vec<usize> = others().filter(|other| !here.is_empty() && self.place(*other) == here).collect();
            // who bears the name and says no place stands in no other's way
            let places: std::collections::BTreeSet<String> =
                others().map(|other| self.place(other)).filter(|place| !place.is_empty()).collect();
            match (own.is_empty(), places.len()) {
                (false, _) => own,
                (true, 0 | 1) => others().collect(),
                _ => Vec::new(),
            }
        };
        if meant.len() > MOST { Vec::new() } else { meant }
    }

    fn place(&self, record: usize) -> String {
        self.statement.place.as_ref().map_or_else(String::new, |column| key(self.table.value(column, record)))
    }

    /// Whether the place of a record stands among the words behind a name.
    fn is_named(&self, record: usize, behind: &[String]) -> bool {
        let Some(column) = &self.statement.place else { return false };
        let place: Vec<String> = words(self.table.value(column, record)).collect();
        letters_of(&place) > 0 && behind.windows(place.len()).any(|words| words == place.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(kind: Kind, phrases: &[&str]) -> Statement {
        Statement {
            kind,
            names: "names".into(),
            place: Some("place".into()),
            text: "text".into(),
            phrases: phrases.iter().map(|phrase| (*phrase).to_owned()).collect(),
            between: ["dari", "inovasi"].map(str::to_owned).to_vec(),
        }
    }

    /// Names, place and text of each record.
    fn table(rows: &[[&str; 3]]) -> LinkTable {
        let column = |at: usize| rows.iter().map(|row| row[at].to_owned()).collect::<Vec<String>>();
        let ids = (0..rows.len()).map(|at| at.to_string()).collect();
        let columns = ["names", "place", "text"].into_iter().enumerate();
        columns.fold(LinkTable::new(ids).unwrap(), |table, (at, name)| table.with_column(name, column(at)).unwrap())
    }

    fn stated(rows: &[[&str; 3]], statement: Statement) -> Vec<(u32, u32)> {
        let settings = LinkSettings { stated: vec![statement], ..LinkSettings::automatic() };
        Stated::read(&table(rows), &settings, &[], |_, _| false).pairs.into_iter().map(|said| said.pair).collect()
    }

    #[test]
    fn a_text_says_what_is_replicated() {
        let rows = [
            ["Antenatal Care (ANC) Hipnoterapi", "luwu utara", ""],
            ["Hypnogreen", "luwu utara", "Replikasi ANC Hipnoterapi yang menggabungkan hipnoterapi dan hypnobirthing."],
            ["SI-TARANG|Sistem Tangkap Ruang", "malang", ""],
            ["Ketuk Pintu", "selayar", "Layanan ini replikasi dari inovasi SITARANG; sejak 2020."],
            ["Samsat Malam", "jepara", "Kami menyiapkan replikasi pelayanan malam hari."],
        ];
        assert_eq!(stated(&rows, statement(Kind::Replication, &["replikasi"])), [(0, 1), (2, 3)]);
        assert_eq!(stated(&rows, statement(Kind::Replication, &["^replikasi"])), [(0, 1)]);
    }

    #[test]
    fn the_place_says_which_of_several_is_meant() {
        let rows = [
            ["AKUWARAS", "denpasar", ""],
            ["AKUWARAS", "sleman", ""],
            ["LAYONSARI", "buleleng", "Replikasi AKUWARAS Kota Denpasar."],
            ["Layanan Baru", "kudus", "Replikasi AKUWARAS."],
            ["AKUWARAS Plus", "sleman", "Replikasi AKUWARAS."],
            ["AKUWARAS", "sleman", "Replikasi AKUWARAS telah dimulai; replikasi AKUWARAS Denpasar dahulu."],
        ];
        // without a place the own one counts; where the name is the own one, only a place that is named
        assert_eq!(stated(&rows, statement(Kind::Replication, &["replikasi"])), [(0, 2), (0, 5), (1, 4), (4, 5)]);
    }

    #[test]
    fn a_namesake_without_a_place_is_in_nobodys_way() {
        let rows = [
            ["Perahu Sehat", "pangkajene", ""],
            ["Perahu Sehat", "", ""],
            ["Perahu Bahari", "selayar", "Replikasi Perahu Sehat yang menyinggahi pulau."],
        ];
        assert_eq!(stated(&rows, statement(Kind::Replication, &["replikasi"])), [(0, 2), (1, 2)]);
    }

    #[test]
    fn words_that_are_no_name_are_none() {
        let rows = [
            ["Desa Wisata", "sleman", ""],
            ["Kampung Iklim", "sleman", "Pengembangan desa wisata oleh warga."],
            ["Bank Sampah", "sleman", "Pengembangan Desa. Wisata dan sampah."],
            ["Wisata", "sleman", "Pengembangan dari Desa Wisata, 2020."],
        ];
        assert_eq!(stated(&rows, statement(Kind::Version, &["pengembangan"])), [(0, 3)]);
    }

    #[test]
    fn a_column_of_its_own_names_the_origin_however_it_is_written() {
        let rows = [
            ["GERPAS", "gresik", ""],
            ["SAMBARA", "bandung", ""],
            ["Gerakan Kami", "tuban", "gerpas (Top 99 Tahun 2018); inovasi sambara"],
            ["Gerakan Lain", "tuban", "belum ada"],
        ];
        assert_eq!(stated(&rows, statement(Kind::Replication, &[])), [(0, 2), (1, 2)]);
    }

    #[test]
    fn versions_of_other_owners_are_what_a_conflict_is_and_people_know_better() {
        let rows = [["LARASITA", "pusat", ""], ["Ketuk Pintu", "selayar", "Petugas menyempurnakan LARASITA."]];
        let settings = LinkSettings {
            stated: vec![statement(Kind::Version, &["menyempurnakan"])],
            conflict: Kind::Replication,
            ..LinkSettings::automatic()
        };
        let read = |told: &[LabelledPair], conflict: bool| Stated::read(&table(&rows), &settings, told, |_, _| conflict);
        assert_eq!(read(&[], true).kind(1, 0), Some(Kind::Replication));
        assert_eq!(read(&[], false).kind(0, 1), Some(Kind::Version));
        assert_eq!(read(&[LabelledPair { left: 0, right: 1, same: true }], false), Stated::default());
        assert_eq!(read(&[], false).renumbered(&[7, 3]).kind(7, 3), Some(Kind::Version));
        // who says it is kept under other numbers too
        assert_eq!((read(&[], true).named(1, 0), read(&[], true).renumbered(&[7, 3]).named(3, 7)), (Some(0), Some(7)));
    }

    #[test]
    fn who_says_it_took_over_what_it_names() {
        let settings = LinkSettings { stated: vec![statement(Kind::Replication, &["replikasi"])], ..LinkSettings::automatic() };
        let named = |texts: [&str; 2]| {
            let rows = [["Bidan Siaga", "kudus", texts[0]], ["Posyandu Apung", "tuban", texts[1]]];
            Stated::read(&table(&rows), &settings, &[], |_, _| false).named(0, 1)
        };
        assert_eq!(named(["Replikasi Posyandu Apung.", ""]), Some(1));
        assert_eq!(named(["", "Replikasi Bidan Siaga."]), Some(0));
        // each names the other: nobody knows which was first
        assert_eq!(named(["Replikasi Posyandu Apung.", "Replikasi Bidan Siaga."]), None);
        assert_eq!(named(["", ""]), None);
    }
}
