use crate::lang::Bilingual;
use crate::model::{Coordinates, Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "ORG-06",
    name: "place-outside-indonesia",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Koordinat, bila diisi, terletak di Indonesia: lintang -11 sampai 6, bujur 95 sampai 141,1.",
        en: "Coordinates, if given, lie in Indonesia: latitude -11 to 6, longitude 95 to 141.1.",
    },
    why: Bilingual {
        id: "Koordinat yang kehilangan tanda minus atau salah ketik menempatkan inovasi di laut atau di negara lain pada peta.",
        en: "A lost minus sign or a typing error puts the innovation into the sea or another country on the map.",
    },
    invalid: "7.2575, 112.7521",
    valid: "-7.2575, 112.7521",
    source: "Item koordinat of the IGA form of 2025 (public copy, InovasiPerangkatDaerahResource); the bounds are inferred from the extent of the country",
    messages: &[MessageTemplate {
        slug: "outside",
        message: Bilingual { id: "koordinat `{value}` terletak di luar Indonesia", en: "the place `{value}` lies outside Indonesia" },
        help: Bilingual {
            id: "tulis lintang lalu bujur dalam derajat; lintang di selatan khatulistiwa bertanda minus",
            en: "write latitude, then longitude, in degrees; latitudes south of the equator have a minus sign",
        },
    }],
};

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    let Some(place) = context.innovation.coordinates.filter(|place| !place.is_in_indonesia()) else { return };
    let draft = emit.report("outside").field(Field::Coordinates).value(place.to_string());
    let (lat, lng) = (place.lat(), place.lng());
    // the one slip that leads back into the country: a sign lost or added. Swapped degrees are no place at all (DAT-01)
    let mut meant = [(-lat, lng), (lat, -lng), (-lat, -lng)]
        .into_iter()
        .filter_map(|(lat, lng)| Coordinates::new(lat, lng))
        .filter(|place| place.is_in_indonesia());
    if let (Some(one), None) = (meant.next(), meant.next()) {
        draft.suggestion(one.to_string());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{found, record};

    fn of(place: &str) -> Vec<String> {
        found("ORG-06", "IGA", &[record(|r| r.innovation.coordinates = place.parse().ok())])
    }

    #[test]
    fn slips_are_told_and_put_right_where_only_one_can_be_meant() {
        assert_eq!(of("7.2575, 112.7521"), ["outside | coordinates | 7.2575, 112.7521 | -7.2575, 112.7521"]);
        assert_eq!(of("112.7521, -7.2575").len(), 0, "no latitude is so high: the reader has refused it (DAT-01)");
        assert_eq!(of("51.5, -0.1"), ["outside | coordinates | 51.5, -0.1"]);
        assert_eq!(of("0, 0"), ["outside | coordinates | 0, 0"]);
    }

    #[test]
    fn places_in_the_country_and_none_are_fine() {
        for place in ["-7.2575, 112.7521", "5.55, 95.32", "-2.53, 140.72", "6, 95"] {
            assert!(of(place).is_empty(), "{place}");
        }
        assert!(found("ORG-06", "IGA", &[record(|_| {})]).is_empty());
    }
}
