use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use super::{Resolution, ResolveOptions, resolve};

/// Names remembered at most; then the memory starts anew, so that a stream of new names does not fill it.
const REMEMBERED: usize = 50_000;

/// Resolves names and remembers them: an export repeats its agencies on every row.
///
/// ```
/// use jipp_core::vocab::{ResolveOptions, Resolver};
/// let mut resolver = Resolver::default();
/// for _ in 0..3 {
///     assert_eq!(resolver.resolve("Pemprov Jatim", ResolveOptions::default()).code.as_deref(), Some("pemda:35"));
/// }
/// ```
#[derive(Debug, Default)]
pub struct Resolver {
    seen: HashMap<Box<str>, Arc<Resolution>>,
    key: String,
}

impl Resolver {
    /// Like [`resolve`], from memory if the same name with the same options came before.
    pub fn resolve(&mut self, name: &str, options: ResolveOptions<'_>) -> Arc<Resolution> {
        self.key.clear();
        self.key.push_str(name);
        for part in [options.unit, options.title, options.region_code] {
            self.key.push('\u{1f}');
            self.key.push_str(part.unwrap_or_default());
        }
        // writing to a string cannot fail
        let _ = write!(self.key, "\u{1f}{:?}{:?}", options.year, options.lang);
        if let Some(known) = self.seen.get(self.key.as_str()) {
            return Arc::clone(known);
        }
        if self.seen.len() >= REMEMBERED {
            self.seen.clear();
        }
        let answer = Arc::new(resolve(name, options));
        self.seen.insert(self.key.as_str().into(), Arc::clone(&answer));
        answer
    }
}
