//! How far apart do two public bodies stand in the tree of the administration?

use crate::text::key;
use crate::vocab::{ResolveOptions, Status, region_by_code, resolve};

/// A public body as its name was resolved.
#[derive(Debug)]
pub(super) struct Body {
    /// The name, folded: units of one agency have different ones.
    name: String,
    agency: String,
    /// Of a local government its region, of an office of a central body where it is.
    region: Option<Place>,
}

#[derive(Debug, PartialEq, Eq)]
struct Place {
    code: String,
    province: String,
}

/// Farther than the same province.
const FAR: u8 = 4;

impl Body {
    /// The body that a name means; none if that is not known.
    pub(super) fn of(name: &str) -> Option<Self> {
        let found = resolve(name, ResolveOptions::default());
        let agency = found.code.filter(|_| found.status == Status::Resolved)?;
        let region = found.region_code.as_deref().and_then(region_by_code);
        let region = region.map(|region| Place { code: region.code.clone(), province: region.province().code.clone() });
        Some(Self { name: key(name), agency, region })
    }

    /// 0 the same name, 1 the same agency, 2 the same region, 3 the same province, 4 farther.
    pub(super) fn steps_to(&self, other: &Self) -> u8 {
        if self.agency == other.agency {
            // offices of one central body in two regions are not one agency there
            let apart = self.region != other.region && self.region.is_some() && other.region.is_some();
            if !apart {
                return u8::from(self.name != other.name);
            }
        }
        match (&self.region, &other.region) {
            (Some(one), Some(other)) if one.code == other.code => 2,
            (Some(one), Some(other)) if one.province == other.province => 3,
            _ => FAR,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_from_the_unit_to_the_province() {
        let steps = |one: &str, other: &str| Some(Body::of(one)?.steps_to(&Body::of(other)?));
        let malang = "Dinas Kesehatan Kabupaten Malang";
        for (other, wanted) in [
            ("DINAS KESEHATAN, Kabupaten Malang", 0),
            ("Dinas Pendidikan Kabupaten Malang", 1),
            ("Pemkab Malang", 1),
            ("Kabupaten Banyuwangi", 3),
            ("Kabupaten Bantul", 4),
            ("Kementerian Kesehatan", 4),
        ] {
            assert_eq!(steps(malang, other), Some(wanted), "{other}");
            assert_eq!(steps(other, malang), Some(wanted), "{other}");
        }
        assert_eq!(steps(malang, "siapa saja"), None);
    }
}
