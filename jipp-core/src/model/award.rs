use super::open::open_struct;

open_struct! {
    /// An award of an innovation, parsed from strings such as `Top 99/2015` or `INNOVATIVE GOVERNMENT AWARD 2022`.
    #[derive(Default, Eq)]
    #[cfg_attr(feature = "tsify", tsify(missing_as_null))]
    pub struct Award {
        /// As the source writes it.
        pub as_written: String,
        /// The contest (*ajang*), such as `KIPP` or `IGA`, if recognised.
        #[serde(default)]
        pub event: Option<String>,
        /// The level (*tingkat*), such as `Top 99`, if recognised.
        #[serde(default)]
        pub level: Option<String>,
        /// The year of the award, if written.
        #[serde(default)]
        pub year: Option<i32>,
    }
    optional {}
}
