use super::open::open_struct;

open_struct! {
    /// The level that an innovation claims in one indicator of IGA (*indikator Satuan Inovasi Daerah*), and its evidence.
    ///
    /// Numbers, levels and weights are those of the year's form: 16 to 35 in 2026 (vocabulary `iga_sid_2026`).
    #[derive(Default, Eq)]
    pub struct IgaIndicator {
        /// The year of the form.
        pub year: i32,
        /// The number of the indicator in that form.
        pub number: u8,
    }
    optional {
        /// The claimed level, 0 (none) to 3.
        pub level: Option<u8>,
        /// The level after verification, 0 to 3.
        pub verified_level: Option<u8>,
        /// Ids of its [`Evidence`](super::Evidence).
        pub evidence: Vec<String>,
        /// The basis chosen where the form lets choose, such as `a` in the indicator *kemanfaatan* (vocabulary `iga_basis_kemanfaatan`).
        pub basis: Option<String>,
    }
}

open_struct! {
    /// The maturity (*kematangan*) of an innovation in the IGA of one year: sum of weight × level, 0 to 111.
    #[derive(Default)]
    pub struct MaturityScore {
        /// The year of the measurement.
        pub year: i32,
    }
    optional {
        /// As claimed by the region.
        pub claimed: Option<f64>,
        /// After verification.
        pub verified: Option<f64>,
    }
}
