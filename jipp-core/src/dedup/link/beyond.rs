//! Pairs beyond the nearest records.
//!
//! Each record is compared with its nearest, a dozen of them. Where one thing has dozens of records, all of them are taken by it, and that a
//! record is not among them says nothing. So records whose neighbours are mostly found are compared with all others of their group.

use super::super::cluster::{Groups, heaviest_first};
use super::super::compare::Comparer;
use super::super::model::{Compared, probability};
use super::super::settings::LinkSettings;
use super::super::table::LinkTable;
use super::judge::Apart;
use super::{compare, order};
use crate::progress::silent;

/// Groups grow to this size, by their most probable pairs first: what is larger is a chain of several things.
const MEMBERS: usize = 500;

/// The compared pairs and, where there are any, those beyond the nearest records; `None` if there are none.
pub(super) fn beyond(
    table: &LinkTable,
    settings: &LinkSettings,
    comparer: &Comparer,
    (pairs, compared, weights): (&[(u32, u32)], &Compared, &[f64]),
    apart: &Apart,
) -> Option<(Vec<(u32, u32)>, Compared)> {
    let nearest = settings.blocking.iter().filter(|rule| !rule.similar.is_empty()).map(|rule| rule.top_k).max()?;
    let least = settings.clustering.threshold;
    let may_join = |a: u32, b: u32| !apart.conflict(a as usize, b as usize);
    let found = || pairs.iter().zip(weights).filter(|((a, b), weight)| probability(**weight) >= least && may_join(*a, *b));
    let mut partners = vec![0usize; table.len()];
    for record in found().flat_map(|((a, b), _)| [a, b]) {
        if let Some(count) = partners.get_mut(*record as usize) {
            *count += 1;
        }
    }
    let taken = |record: &u32| partners.get(*record as usize).is_some_and(|count| count * 2 >= nearest);
    let links = found().filter(|((a, b), _)| taken(a) && taken(b));
    let mut groups = Groups::new(table.len());
    groups.join_where(&heaviest_first(links.map(|((a, b), weight)| (*weight, *a as usize, *b as usize))), |a, b| {
        a.len() + b.len() <= MEMBERS
    });
    let mut fresh = Vec::new();
    for members in (0..table.len()).map(|group| groups.members(group)).filter(|members| members.len() > 2) {
        for (at, a) in members.iter().enumerate() {
            let others = members.iter().skip(at + 1).map(|b| ((*a).min(*b), (*a).max(*b)));
            fresh.extend(others.filter(|(a, b)| {
                let meet = table.any_fresh(*a as usize, *b as usize) && table.may_meet(settings.link_type, *a as usize, *b as usize);
                meet && may_join(*a, *b) && pairs.binary_search(&(*a, *b)).is_err()
            }));
        }
    }
    if fresh.is_empty() {
        return None;
    }
    fresh.sort_unstable();
    let added = compare(&fresh, comparer, &silent);
    Some(order::together((pairs, compared), (&fresh, &added)))
}

#[cfg(test)]
mod tests {
    use super::super::super::{LinkSettings, LinkTable, link};
    use crate::progress::silent;

    #[test]
    fn a_thing_with_more_records_than_neighbours_is_one_cluster() {
        // two things of thirty records, each with a word of its own, and forty others
        let of_thing = |at: usize| format!("{} kata{at}", ["rumah kedelai grobogan", "bank sampah malang"][at % 2]);
        let names: Vec<String> = (0..60).map(of_thing).chain((60..100).map(|at| format!("lain{at} hal{at}"))).collect();
        let ids = (0..names.len()).map(|at| format!("{at:02}")).collect();
        let table = LinkTable::new(ids).and_then(|table| table.with_column("name", names)).unwrap();
        let settings =
            "[[blocking]]\nsimilar = ['name']\ntop_k = 5\n[[comparison]]\ncolumn = 'name'\nlevels = [{ kind = 'token-set', min = 0.5 }]";
        let linkage = link(table, LinkSettings::from_toml(settings).unwrap(), &silent).unwrap();
        let sizes: Vec<usize> = linkage.merged_clusters().into_iter().map(|members| members.len()).collect();
        assert_eq!(sizes.get(..2), Some(&[30, 30][..]), "{sizes:?}");
    }
}
