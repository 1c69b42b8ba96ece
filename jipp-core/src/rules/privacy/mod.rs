//! PII: does a public text hold personal data?

pub(super) mod personal_data_in_text;
