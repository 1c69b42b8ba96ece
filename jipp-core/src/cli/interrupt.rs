//! Ctrl-C: long work stops at the next batch, and leaves nothing half done.

use std::sync::Once;

use crate::progress::CancelToken;

static ASKED: CancelToken = CancelToken::new();

/// What reading and building look at. The first Ctrl-C asks to stop, a second one ends the program at once.
pub(super) fn token() -> &'static CancelToken {
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        // without a handler, Ctrl-C ends the program at once: files appear when they are complete, so nothing is half done then either
        let _ = ctrlc::set_handler(|| {
            if ASKED.is_cancelled() {
                std::process::exit(130);
            }
            ASKED.cancel();
        });
    });
    &ASKED
}
