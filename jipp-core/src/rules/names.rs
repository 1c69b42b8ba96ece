//! What names mean, remembered: the rows of a file name the same units and regions again and again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::vocab::{Resolution, ResolveOptions, Resolver, Status, resolve_region};

/// Names that rules asked for before.
#[derive(Debug, Default)]
pub struct Names {
    bodies: RefCell<Resolver>,
    regions: RefCell<HashMap<(Box<str>, Option<i32>), Status>>,
}

/// Regions remembered at most; then the memory starts anew.
const REMEMBERED: usize = 50_000;

impl Names {
    /// Which body a name means.
    pub fn resolve(&self, name: &str, options: ResolveOptions<'_>) -> Arc<Resolution> {
        self.bodies.borrow_mut().resolve(name, options)
    }

    /// Whether a name means a region.
    pub fn region_status(&self, name: &str, year: Option<i32>) -> Status {
        let mut known = self.regions.borrow_mut();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let ask = || resolve_region(name, ResolveOptions { year, ..ResolveOptions::default() }).status;
        *known.entry((name.into(), year)).or_insert_with(ask)
    }
}
