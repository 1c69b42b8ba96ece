//! Long work: off the GIL, with progress, and Ctrl-C answered at once.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use jipp_core::Threads;
use jipp_core::progress::{Progress, Watcher};
use pyo3::prelude::*;

use crate::error::internal;
use crate::in_python;

/// How often Ctrl-C is looked for.
const TICK: Duration = Duration::from_millis(50);

enum Step<T> {
    Told(Progress),
    Done(T),
}

/// Does `work` on a thread of its own while this one waits without the GIL, tells `progress(stage, done, total)`, or shows a bar
/// (`_progress.py`), and listens to signals. After Ctrl-C, or an exception of `progress`, the call ends at once; the thread's result is thrown away.
pub(crate) fn run<T, E, F>(py: Python<'_>, progress: Option<&Bound<'_, PyAny>>, work: F) -> PyResult<T>
where
    T: Send + 'static,
    E: Into<jipp_core::Error> + Send + 'static,
    F: FnOnce(Watcher<'_>) -> Result<T, E> + Send + 'static,
{
    let wanted = progress.map_or_else(|| py.None().into_bound(py), Clone::clone);
    let (progress, close): (Option<Bound<'_, PyAny>>, Option<Bound<'_, PyAny>>) =
        in_python(py, "_progress", "watcher", &wanted)?.extract()?;
    let result = watched(py, progress.as_ref(), work);
    if let Some(close) = close {
        close.call0()?;
    }
    result
}

fn watched<T, E, F>(py: Python<'_>, progress: Option<&Bound<'_, PyAny>>, work: F) -> PyResult<T>
where
    T: Send + 'static,
    E: Into<jipp_core::Error> + Send + 'static,
    F: FnOnce(Watcher<'_>) -> Result<T, E> + Send + 'static,
{
    let (sender, mut receiver) = channel();
    let told = progress.is_some();
    std::thread::Builder::new().name("jipp".into()).spawn(move || {
        let watch = |step: Progress| {
            if told {
                // nobody listens any more after Ctrl-C
                let _ = sender.send(Step::Told(step));
            }
        };
        let result = work(&watch);
        let _ = sender.send(Step::Done(result));
    })?;
    loop {
        // a receiver may not be shared between threads, so it is handed in and out
        let (back, step) = py.detach(move || wait(receiver));
        receiver = back;
        match step {
            Ok(Step::Done(result)) => return result.map_err(crate::error::raise),
            Ok(Step::Told(step)) => {
                if let Some(progress) = progress {
                    progress.call1((format!("{:?}", step.stage).to_lowercase(), step.done, step.total))?;
                }
            }
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => return Err(internal("the working thread stopped")),
        }
    }
}

/// As many threads as the machine gives to this process. Made for each call: threads do not live on in the child of a fork, and Python
/// forks.
pub(crate) fn threads() -> Threads {
    Threads::new(std::thread::available_parallelism().map_or(1, usize::from))
}

fn wait<T>(receiver: Receiver<T>) -> (Receiver<T>, Result<T, RecvTimeoutError>) {
    let step = receiver.recv_timeout(TICK);
    (receiver, step)
}
