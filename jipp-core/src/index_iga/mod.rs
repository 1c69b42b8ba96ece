//! How innovative is a region, by the index of the Ministry of Home Affairs (*Indeks Inovasi Daerah*), and what would raise it?
//!
//! [`score`] recomputes the index of a year from the levels that a region entered, explains every figure and names every
//! mistake. The tables of the year ([`Form`]) are vocabularies (`iga_sid_*`, `iga_spd_*`, `iga_formula`, `iga_predikat`,
//! `iga_basis_kemanfaatan`, `urusan`): next year's values are data.
//!
//! # The formula
//!
//! | figure | is | 2026 |
//! |---|---|---|
//! | maturity (*kematangan*) of an innovation | sum of weight x level over its indicators, levels 0 to 3 | 0 to 111 |
//! | SPD | sum of weight x level over the region's own indicators | 0 to 63 |
//! | average | sum of maturities / max(least divisor, n), n = number of innovations | least divisor 12 |
//! | quantity (*jumlah*) | weight x min(n, cap) if enough basic-service affairs are covered, else 0 | 0.38, 200, 5 of 6 |
//! | SID | average + quantity | 0 to 187 |
//! | IID | (SPD + SID) / highest total x 100 | 250 |
//!
//! Sources, by key of `data/vocabularies/sources.json`: formula, weights, divisor, cap and classes of 2026 `GH_TOR26`, `GH_IGA26`
//! and `GH_OUT26`; indicators of 2024 `GH_IGA24`; divisor and classes of 2023 `IID23`. Domain rules IGA-01 to IGA-05, EVD-04,
//! CLS-12, DAT-08, DAT-11. The rules about records use these functions and texts; what a region stores of index and class
//! is compared there too (IGA-04).
//!
//! # Rounding
//!
//! Everything is computed with exact fractions ([`Exact`]). Each figure is rounded by itself, once, at its end: two decimals,
//! half up, as the guide prints (25.20 %); gains of the index have four decimals, since a step in a large portfolio is worth less
//! than 0.01. So printed parts may differ from a printed sum by 0.01. The class is that of the rounded index: bounds have two
//! decimals (65.00, 65.01), so nothing lies between them.
//!
//! # What is inferred
//!
//! No source states these; they are our reading, and a ministry may decide otherwise:
//! half up is our reading of the printed figures; an affair is covered by one innovation that names it, as its main or as a
//! further affair; a level that was not verified yet counts as claimed in the verified figures; a number between two levels
//! (20.00 and 20.01) has the lower one; `3 kali` as highest level means three or more; innovations outside the days of the year are
//! counted, because the file counts them, and the figures without them stand beside; an unusable level counts as 0; a stored figure may
//! differ by 0.01, because it may have been rounded otherwise.

mod answer;
mod change;
mod error;
mod exact;
mod figures;
mod form;
mod portfolio;
mod problem;
mod range;
mod region;
mod score;
mod sheet;
mod steps;
mod table;
mod thresholds;
mod what_if;
mod window;

pub use answer::{
    AffairCount, ChangeGain, IndexDifference, IndexFigures, IndexScore, IndicatorScore, InnovationScore, NextLevel, NextStep,
    OutsideWindow, Portfolio, QuantityRule, WhatIf,
};
pub use change::LevelChange;
pub use error::IndexError;
pub use exact::Exact;
pub use form::{Class, Form, Formula, Indicator, LEVELS};
pub(crate) use problem::Mistake;
pub use problem::{IndexProblem, IndexProblemKind};
pub use region::{IndicatorLevel, InnovationLevels, RegionLevels};
pub use score::{ScoreOptions, score};
pub(crate) use sheet::mistakes;
pub use table::{RegionFile, read_region, read_spd};
pub(crate) use window::whole_months;
