use super::RichText;
use super::open::open_struct;

open_struct! {
    /// The parts of *sumber daya* that the KIPP form of 2023 names. The whole text stays in
    /// [`resources`](super::Innovation::resources); sources that keep the parts apart fill this as well.
    #[derive(Default, Eq)]
    pub struct ResourceParts {}
    optional {
        /// Money (*keuangan*).
        pub financial: Option<RichText>,
        /// People (*manusia*).
        pub human: Option<RichText>,
        /// Methods (*metode*).
        pub method: Option<RichText>,
        /// Tools (*peralatan*).
        pub equipment: Option<RichText>,
    }
}

open_struct! {
    /// The parts of *strategi keberlanjutan* that the KIPP form of 2023 names. The whole text stays in
    /// [`sustainability_strategy`](super::Innovation::sustainability_strategy).
    #[derive(Default, Eq)]
    pub struct SustainabilityParts {}
    optional {
        /// Rules, budgets, organisation (*institusional*).
        pub institutional: Option<RichText>,
        /// Leading and training (*manajerial*).
        pub managerial: Option<RichText>,
        /// Support by the public and partners (*sosial*).
        pub social: Option<RichText>,
    }
}

impl ResourceParts {
    /// The parts that are given, each as one text, in the order of the form.
    pub fn texts(&self) -> impl Iterator<Item = &RichText> {
        [&self.financial, &self.human, &self.method, &self.equipment].into_iter().flatten()
    }
}

impl SustainabilityParts {
    /// The parts that are given, each as one text, in the order of the form.
    pub fn texts(&self) -> impl Iterator<Item = &RichText> {
        [&self.institutional, &self.managerial, &self.social].into_iter().flatten()
    }
}
