//! jipp
pub mod lang;
pub mod model;
pub mod text;
pub mod vocab;
