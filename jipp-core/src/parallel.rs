//! Work on many items in several threads, with results in the order of the items.

/// Threads that work together. Results are the same for any number of them.
///
/// ```
/// use jipp_core::{Threads, ingest::ReadOptions};
/// let threads = Threads::new(2);
/// let options = ReadOptions { threads: &threads, ..ReadOptions::default() };
/// assert_eq!(options.threads.count(), 2);
/// ```
#[derive(Debug)]
pub struct Threads {
    count: usize,
    #[cfg(not(target_arch = "wasm32"))]
    pool: Option<(rayon::ThreadPool, Process)>,
}

/// The process that started threads. A child that was forked has none of them, and would wait for their work forever.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Process(u32);

#[cfg(not(target_arch = "wasm32"))]
impl Process {
    pub(crate) fn this() -> Self {
        Self(std::process::id())
    }

    /// Whether it is the one that asks.
    pub(crate) fn asks(self) -> bool {
        self.0 == std::process::id()
    }
}

impl Threads {
    /// No thread but the caller's.
    pub const ONE: &'static Self = &Self {
        count: 1,
        #[cfg(not(target_arch = "wasm32"))]
        pool: None,
    };

    /// So many threads; one where the system gives none, as in a browser.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn new(count: usize) -> Self {
        let pool = (count > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(count).build().ok()).flatten();
        Self { count: if pool.is_some() { count } else { 1 }, pool: pool.map(|pool| (pool, Process::this())) }
    }

    /// So many threads; one where the system gives none, as in a browser.
    #[cfg(target_arch = "wasm32")]
    pub fn new(_: usize) -> Self {
        Self { count: 1 }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The threads, if the process that asks has them.
    #[cfg(not(target_arch = "wasm32"))]
    fn pool(&self) -> Option<&rayon::ThreadPool> {
        self.pool.as_ref().filter(|(_, process)| process.asks()).map(|(pool, _)| pool)
    }

    /// Something for each thread, such as what it remembers.
    pub(crate) fn states<S: Default>(&self) -> Vec<S> {
        std::iter::repeat_with(S::default).take(self.count).collect()
    }

    /// Calls `work` with every item; each of `states`, which [`states`](Self::states) made, belongs to one thread at a time.
    pub(crate) fn map<I: Send, S: Send, O: Send>(&self, items: Vec<I>, states: &mut [S], work: impl Fn(I, &mut S) -> O + Sync) -> Vec<O> {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(pool) = self.pool().filter(|_| items.len() >= FEW) {
            return in_parts(pool, items, states, &work);
        }
        states.first_mut().map(|state| items.into_iter().map(|item| work(item, state)).collect()).unwrap_or_default()
    }

    /// Calls `work` with every item wherever a thread is free: for few items that take unlike long.
    pub(crate) fn each<I: Send, O: Send>(&self, items: Vec<I>, work: impl Fn(I) -> O + Send + Sync) -> Vec<O> {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(pool) = self.pool() {
            use rayon::iter::{IndexedParallelIterator as _, IntoParallelIterator as _, ParallelIterator as _};
            return pool.install(|| items.into_par_iter().with_max_len(1).map(work).collect());
        }
        items.into_iter().map(work).collect()
    }

    /// Lets something large go in another thread, if there is one.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn drop<T: Send + 'static>(&self, large: T) {
        if let Some(pool) = self.pool() {
            pool.spawn(move || drop(large));
            return;
        }
        drop(large);
    }
}

/// Items for which no other thread is asked.
#[cfg(not(target_arch = "wasm32"))]
const FEW: usize = 64;

#[cfg(not(target_arch = "wasm32"))]
fn in_parts<I: Send, S: Send, O: Send>(
    pool: &rayon::ThreadPool,
    items: Vec<I>,
    states: &mut [S],
    work: &(impl Fn(I, &mut S) -> O + Sync),
) -> Vec<O> {
    let size = items.len().div_ceil(states.len().max(1));
    let mut items = items.into_iter();
    let mut parts: Vec<(Vec<I>, Vec<O>)> = states.iter().map(|_| (items.by_ref().take(size).collect(), Vec::new())).collect();
    pool.scope(|scope| {
        for (state, (part, done)) in states.iter_mut().zip(&mut parts) {
            scope.spawn(move |_| done.extend(part.drain(..).map(|item| work(item, state))));
        }
    });
    parts.into_iter().flat_map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use super::Threads;

    #[test]
    fn results_keep_the_order_of_the_items() {
        for (items, threads) in [(0_usize, 3), (10, 3), (1000, 1), (1000, 3), (1001, 4)] {
            let threads = Threads::new(threads);
            let mut counts: Vec<usize> = threads.states();
            let doubled = threads.map((0..items).collect(), &mut counts, |item, count| {
                *count += 1;
                item * 2
            });
            assert_eq!(doubled, (0..items).map(|item| item * 2).collect::<Vec<_>>());
            assert_eq!(counts.iter().sum::<usize>(), items);
            assert_eq!(threads.each((0..items).collect(), |item| item * 2), doubled);
        }
    }
}
