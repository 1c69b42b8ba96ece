//! How are the provinces drawn on a map whose tiles all have the same size? As a grid that keeps who lies beside whom, roughly.
//!
//! The places are our own choice (`data/province_tiles.csv`); outlines of the provinces would need a licence that nobody has settled.

use std::fmt::Write as _;
use std::sync::OnceLock;

use super::html::{Text, number};
use crate::lang::Lang;
use crate::vocab::{Region, region_by_code};

const TABLE: &str = include_str!("../../data/province_tiles.csv");
/// Width and height of a tile with the gap beside it, in units of the drawing.
const STEP: u64 = 40;
const SIDE: u64 = 37;

/// A province and its place on the grid, counted from 1.
#[derive(Debug, Clone, Copy)]
pub struct Tile {
    /// The province.
    pub province: &'static Region,
    /// Its column, from the west.
    pub column: u64,
    /// Its row, from the north.
    pub row: u64,
}

/// Every province on the grid.
pub fn tiles() -> &'static [Tile] {
    static TILES: OnceLock<Vec<Tile>> = OnceLock::new();
    TILES.get_or_init(|| TABLE.lines().skip(1).filter_map(tile).collect())
}

fn tile(line: &str) -> Option<Tile> {
    let mut cells = line.split(',');
    let province = region_by_code(cells.next()?)?;
    Some(Tile { province, column: cells.next()?.parse().ok()?, row: cells.next()?.parse().ok()? })
}

/// The map. `found` gives the count of a province and the address that shows it, written as HTML already.
pub(super) fn map(label: &str, lang: Lang, found: impl Fn(&Region) -> (u64, Option<String>)) -> String {
    let columns = tiles().iter().map(|tile| tile.column).max().unwrap_or(1);
    let rows = tiles().iter().map(|tile| tile.row).max().unwrap_or(1);
    let largest = tiles().iter().map(|tile| found(tile.province).0).max().unwrap_or(0);
    let mut out = format!(
        "<p class=\"note\" id=\"map-title\">{}</p>\n<div class=\"map\"><svg role=\"group\" aria-labelledby=\"map-title\" viewBox=\"0 0 {} {}\">\n",
        Text(label),
        columns * STEP,
        rows * STEP
    );
    for Tile { province, column, row } in tiles() {
        let (count, link) = found(province);
        let short = province.iso_3166_2().and_then(|code| code.strip_prefix("ID-")).unwrap_or(&province.code);
        let (x, y) = ((column - 1) * STEP, (row - 1) * STEP);
        let shade = shade(count, largest);
        let drawn = format!(
            "<title>{}: {count}</title><rect class=\"t{shade}\" x=\"{x}\" y=\"{y}\" width=\"{SIDE}\" height=\"{SIDE}\" rx=\"5\"/><text class=\"t{shade}\" x=\"{}\" y=\"{}\">{}</text><text class=\"count t{shade}\" x=\"{}\" y=\"{}\">{count}</text>",
            Text(&province.name),
            x + SIDE / 2,
            y + 15,
            Text(short),
            x + SIDE / 2,
            y + 29,
            count = number(count, lang),
        );
        let _ = match link {
            Some(link) => writeln!(out, "<a href=\"{link}\">{drawn}</a>"),
            None => writeln!(out, "<g>{drawn}</g>"),
        };
    }
    out.push_str("</svg></div>\n");
    out
}

/// A shade from 0 (nothing) to 5 (as many as the largest), by the square root, so that few and some can be told apart.
fn shade(count: u64, largest: u64) -> u64 {
    if count == 0 {
        return 0;
    }
    let share = 25 * count / largest.max(1);
    share.isqrt().clamp(1, 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_a_place_of_its_own() {
        let provinces = crate::vocab::regions().iter().filter(|region| region.parent().is_none()).count();
        assert_eq!(tiles().len(), provinces);
        let mut places: Vec<_> = tiles().iter().map(|tile| (tile.column, tile.row)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), provinces, "two provinces on one place");
        let mut codes: Vec<_> = tiles().iter().map(|tile| tile.province.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), provinces, "a province twice");
    }

    #[test]
    fn shades_grow_with_the_count() {
        let shades: Vec<u64> = [0, 1, 4, 30, 60, 100].iter().map(|count| shade(*count, 100)).collect();
        assert_eq!(shades, [0, 1, 1, 2, 3, 5]);
    }
}
