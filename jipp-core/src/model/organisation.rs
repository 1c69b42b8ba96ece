use super::open::open_struct;

open_struct! {
    /// A public body, and the unit of it that is meant: by code where it is known, else by the name as written.
    ///
    /// The codes are those of the list of agencies in `vocab`: `pemda:35.78`, `pusat:kemenkes`.
    #[derive(Default, Eq)]
    pub struct OrganisationRef {}
    optional {
        /// Code of the agency (*instansi*), such as `pemda:35.78`.
        pub code: Option<String>,
        /// Name of the agency.
        pub name: Option<String>,
        /// Work unit (*unit pelayanan publik*, *UPP*) as written.
        pub unit: Option<String>,
        /// Code of the region, as the Ministry of Home Affairs writes it.
        pub region_code: Option<String>,
    }
}

impl OrganisationRef {
    /// An agency by its code.
    pub fn of_code(code: impl Into<String>) -> Self {
        Self { code: Some(code.into()), ..Self::default() }
    }

    /// An agency by its name as written.
    pub fn of_name(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// Whether nothing says who it is.
    pub fn is_unknown(&self) -> bool {
        self.code.is_none() && self.name.is_none()
    }

    /// Whether both are the same agency: by code where both have one, else by name, letter for letter apart from case.
    pub fn is_same_agency(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(a), Some(b)) => a == b,
            _ => same(self.name.as_deref(), other.name.as_deref()) == Some(true),
        }
    }

    /// Whether both are the same unit of the same agency; an agency as a whole is the same as itself.
    pub fn is_same_unit(&self, other: &Self) -> bool {
        self.is_same_agency(other) && same(self.unit.as_deref(), other.unit.as_deref()).unwrap_or(self.unit == other.unit)
    }
}

fn same(a: Option<&str>, b: Option<&str>) -> Option<bool> {
    a.zip(b).map(|(a, b)| a.trim().to_lowercase() == b.trim().to_lowercase())
}
