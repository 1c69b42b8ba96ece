use super::open::open_struct;

open_struct! {
    /// A measured effect (*indikator dampak*): what KIPP asks for under *signifikansi* and IGA under *kemanfaatan*.
    #[derive(Default)]
    pub struct ImpactIndicator {
        /// What is measured, such as `waktu tunggu`.
        pub name: String,
    }
    optional {
        /// The unit of both numbers, such as `menit`.
        pub unit: Option<String>,
        /// The value before the innovation.
        pub before: Option<f64>,
        /// The value after it.
        pub after: Option<f64>,
        /// The time that the numbers are about, as written, such as `2021-2023`.
        pub period: Option<String>,
    }
}

impl ImpactIndicator {
    /// How much it changed, as a share of the value before: -0.5 is half as much. `None` without both numbers, or from zero.
    ///
    /// ```
    /// use jipp_core::model::ImpactIndicator;
    /// let wait = ImpactIndicator { name: "waktu tunggu".into(), before: Some(120.0), after: Some(30.0), ..ImpactIndicator::default() };
    /// assert_eq!(wait.change(), Some(-0.75));
    /// ```
    pub fn change(&self) -> Option<f64> {
        let (before, after) = self.before.zip(self.after)?;
        (before != 0.0).then(|| (after - before) / before.abs())
    }
}
