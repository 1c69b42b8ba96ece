//! Long work: off the GIL, with progress, and Ctrl-C answered at once.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use jipp_core::progress::{Progress, Watcher};
use jipp_core::{CancelToken, Threads};
use pyo3::prelude::*;

use crate::error::internal;
use crate::in_python;

/// How often Ctrl-C is looked for.
const TICK: Duration = Duration::from_millis(50);

enum Step<T> {
    Told(Progress),
    Done(T),
}

/// What the waiting thread hears of the working one.
type Heard<T, E> = Receiver<Step<Result<T, E>>>;

/// Does `work` on a thread of its own while this one waits without the GIL, tells `progress(stage, done, total)`, or shows a bar
/// (`_progress.py`), and listens to signals. After Ctrl-C, or an exception of `progress`, the call ends at once; the thread's result is thrown away.
pub(crate) fn run<T, E, F>(py: Python<'_>, progress: Option<&Bound<'_, PyAny>>, work: F) -> PyResult<T>
where
    T: Send + 'static,
    E: Into<jipp_core::Error> + Send + 'static,
    F: FnOnce(Watcher<'_>) -> Result<T, E> + Send + 'static,
{
    shown(py, progress, |progress| {
        let mut heard = started(progress.is_some(), |watch| work(watch))?;
        until_done(py, progress, &mut heard)
    })
}

/// The same for work that writes. After Ctrl-C, or an exception of `progress`, it is asked to stop, and the call ends when it has: what it
/// would have written is then as it was, and nobody else finds it being written. Whoever presses Ctrl-C again does not wait for that.
/// Where the work was through already, a note at the exception says so.
pub(crate) fn run_or_stop<T, E, F>(py: Python<'_>, progress: Option<&Bound<'_, PyAny>>, work: F) -> PyResult<T>
where
    T: Send + 'static,
    E: Into<jipp_core::Error> + Send + 'static,
    F: FnOnce(Watcher<'_>, &CancelToken) -> Result<T, E> + Send + 'static,
{
    shown(py, progress, |progress| {
        let cancel = Arc::new(CancelToken::new());
        let asked = Arc::clone(&cancel);
        let mut heard = started(progress.is_some(), move |watch| work(watch, &asked))?;
        match until_done(py, progress, &mut heard) {
            Err(Ended::Interrupted(error)) => {
                cancel.cancel();
                Err(Ended::Interrupted(stopped(py, error, &mut heard)))
            }
            other => other,
        }
    })
}

/// Why there is no answer.
enum Ended {
    /// The work failed.
    Failed(PyErr),
    /// Somebody interrupted it, or the function that is told of its progress raised.
    Interrupted(PyErr),
}

impl From<PyErr> for Ended {
    fn from(error: PyErr) -> Self {
        Self::Failed(error)
    }
}

/// Finds out who is told of the progress, and takes the bar away in the end.
fn shown<T>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(Option<&Bound<'_, PyAny>>) -> Result<T, Ended>,
) -> PyResult<T> {
    let wanted = progress.map_or_else(|| py.None().into_bound(py), Clone::clone);
    let (progress, close): (Option<Bound<'_, PyAny>>, Option<Bound<'_, PyAny>>) =
        in_python(py, "_progress", "watcher", &wanted)?.extract()?;
    let result = work(progress.as_ref());
    if let Some(close) = close {
        close.call0()?;
    }
    result.map_err(|(Ended::Failed(error) | Ended::Interrupted(error))| error)
}

/// Begins the work on a thread of its own.
fn started<T, E, F>(told: bool, work: F) -> PyResult<Heard<T, E>>
where
    T: Send + 'static,
    E: Send + 'static,
    F: FnOnce(Watcher<'_>) -> Result<T, E> + Send + 'static,
{
    let (sender, receiver) = channel();
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
    Ok(receiver)
}

/// Waits for the answer, telling the progress and listening to signals.
fn until_done<T, E>(py: Python<'_>, progress: Option<&Bound<'_, PyAny>>, heard: &mut Heard<T, E>) -> Result<T, Ended>
where
    T: Send,
    E: Into<jipp_core::Error> + Send,
{
    loop {
        match next(py, heard) {
            Ok(Step::Done(result)) => return result.map_err(|error| Ended::Failed(crate::error::raise(error))),
            Ok(Step::Told(step)) => {
                if let Some(progress) = progress {
                    let told = (format!("{:?}", step.stage).to_lowercase(), step.done, step.total);
                    progress.call1(told).map_err(Ended::Interrupted)?;
                }
            }
            Err(RecvTimeoutError::Timeout) => py.check_signals().map_err(Ended::Interrupted)?,
            Err(RecvTimeoutError::Disconnected) => return Err(internal("the working thread stopped").into()),
        }
    }
}

/// Waits until work that was asked to stop has stopped. Gives the exception to raise.
fn stopped<T: Send, E: Send>(py: Python<'_>, error: PyErr, heard: &mut Heard<T, E>) -> PyErr {
    loop {
        match next(py, heard) {
            Ok(Step::Done(Ok(_))) => {
                let note = "it was too late to stop: the work was done, and what it wrote is there";
                // an exception that refuses a note is still the exception to raise
                let _ = error.value(py).call_method1("add_note", (note,));
                return error;
            }
            Ok(Step::Done(Err(_))) | Err(RecvTimeoutError::Disconnected) => return error,
            Ok(Step::Told(_)) => {}
            Err(RecvTimeoutError::Timeout) => {
                if let Err(again) = py.check_signals() {
                    return again;
                }
            }
        }
    }
}

/// As many threads as the machine gives to this process. Made for each call: threads do not live on in the child of a fork, and Python
/// forks.
pub(crate) fn threads() -> Threads {
    Threads::new(std::thread::available_parallelism().map_or(1, usize::from))
}

/// The next that is heard within a tick, without the GIL.
fn next<T: Send, E: Send>(py: Python<'_>, heard: &mut Heard<T, E>) -> Result<Step<Result<T, E>>, RecvTimeoutError> {
    // a receiver may not be shared between threads, so it is handed in and out
    let unused = channel().1;
    let receiver = std::mem::replace(heard, unused);
    let (back, step) = py.detach(move || {
        let step = receiver.recv_timeout(TICK);
        (receiver, step)
    });
    *heard = back;
    step
}
