//! What if a library that reads a format panics?

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::IngestError;
use crate::lang::BilingualText;

/// The libraries behind this call panics on bad input errors, not weaknesses: for us it is a damaged file.
pub(super) fn guarded<T>(file: &str, read: impl FnOnce() -> Result<T, IngestError>) -> Result<T, IngestError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|payload| {
        let reason = said(payload.as_ref());
        let reason = BilingualText::new(
            format!("susunan dalamnya tidak masuk akal ({reason})"),
            format!("its inner structure makes no sense ({reason})"),
        );
        Err(IngestError::Damaged { file: file.to_owned(), row: None, reason })
    })
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    crate::text::excerpt(text.unwrap_or("unknown"), 120)
}
