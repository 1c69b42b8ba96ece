//! Work over ranges of records or pairs, in several threads where there are threads. Results stand in the order of the ranges, and
//! the ranges do not depend on the number of threads.

use std::ops::Range;

/// Ranges whose results are there at once in [`each_of_ranges`].
const TOGETHER: usize = 128;

/// Calls `work` as [`in_ranges`] does, and hands its results over in their order: only those of some ranges are there at once.
pub(super) fn each_of_ranges<S, T: Send>(
    count: usize,
    size: usize,
    state: impl Fn() -> S + Sync + Send,
    work: impl Fn(Range<usize>, &mut S) -> T + Sync + Send,
    mut take: impl FnMut(T),
) {
    let step = size.max(1) * TOGETHER;
    for first in (0..count).step_by(step) {
        let some = step.min(count - first);
        in_ranges(some, size, &state, |range, own| work(first + range.start..first + range.end, own)).into_iter().for_each(&mut take);
    }
}

/// Calls `work` with ranges of at most `size` numbers below `count`, each with a state of its thread.
pub(super) fn in_ranges<S, T: Send>(
    count: usize,
    size: usize,
    state: impl Fn() -> S + Sync + Send,
    work: impl Fn(Range<usize>, &mut S) -> T + Sync + Send,
) -> Vec<T> {
    let size = size.max(1);
    let range = |at: usize| at * size..((at + 1) * size).min(count);
    let ranges = count.div_ceil(size);
    #[cfg(not(target_arch = "wasm32"))]
    {
        use std::sync::OnceLock;

        use rayon::iter::{IntoParallelIterator, ParallelIterator};

        use crate::parallel::Process;

        static STARTED: OnceLock<Process> = OnceLock::new();
        if ranges > 1 && STARTED.get_or_init(Process::this).asks() {
            return (0..ranges).into_par_iter().map_init(state, |own, at| work(range(at), own)).collect();
        }
    }
    let mut own = state();
    (0..ranges).map(|at| work(range(at), &mut own)).collect()
}
