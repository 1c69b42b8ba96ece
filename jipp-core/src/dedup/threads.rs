//! Work over ranges of records or pairs, in several threads where there are threads. Results stand in the order of the ranges, and
//! the ranges do not depend on the number of threads.

use std::ops::Range;

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
