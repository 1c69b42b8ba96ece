//! jipp
