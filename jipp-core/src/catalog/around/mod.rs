//! What lies around the directory: hubs, articles and guides, what people ask and say, and needs.

mod articles;
mod hubs;
mod interactions;
mod needs;

pub use hubs::HubRow;
pub use interactions::{Interaction, InteractionCounts};
pub use needs::{NeedAnswer, NeedsReport, UnmetNeed};
