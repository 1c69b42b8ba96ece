//! Central bodies and state enterprises, by name and abbreviation.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Found, bracketed};
use crate::text::words;
use crate::vocab::agency::{Agency, agencies, owner_of_slug};

/// Names and abbreviations of central bodies, with what people add to or leave out of them.
pub(super) fn central_name(text: &str, year: Option<i32>) -> Option<Found> {
    static BY_NAME: OnceLock<HashMap<String, Vec<&'static Agency>>> = OnceLock::new();
    let table = BY_NAME.get_or_init(|| {
        let mut table: HashMap<String, Vec<&'static Agency>> = HashMap::new();
        for agency in agencies().iter().filter(|a| a.region.is_none()) {
            for name in agency.names.iter().filter(|name| !central_key(name).is_empty()) {
                let entry = table.entry(central_key(name)).or_default();
                if !entry.iter().any(|a| a.code == agency.code) {
                    entry.push(agency);
                }
            }
        }
        table
    });
    let hits = table.get(&central_key(text)).or_else(|| {
        // `Kementerian Dalam Negeri (Kemendagri)`: both the text outside and the one inside the brackets name it
        let (outside, inside) = bracketed(text)?;
        let outside = table.get(&central_key(&outside));
        outside.or_else(|| table.get(&central_key(&inside)))
    })?;
    if let Some(pattern) = hits.iter().find(|a| a.level == "bumd") {
        // rows of regional companies are patterns: only a name of its own (`Bank Jatim`) is a company
        let own = central_key(text) != central_key(&pattern.name) && words(text).count() > 1;
        return own.then(|| {
            Found::Named("bumd", format!("bumd:{}", words(text).collect::<Vec<_>>().join("-")), "name of a regional company".to_owned())
        });
    }
    let alive: Vec<_> = hits.iter().copied().filter(|a| year.is_none_or(|y| a.exists_in(y))).collect();
    let chosen = if alive.is_empty() { hits.clone() } else { alive };
    // the same name twice through time: the later body, unless the year says otherwise
    let same_name = chosen.windows(2).all(|pair| matches!(pair, [a, b] if a.name == b.name || owner(a).code == owner(b).code));
    Some(match chosen.as_slice() {
        [one] => lifted(one),
        [.., last] if same_name => lifted(last),
        several => {
            // a living body is preferred to a dissolved one where no year is given
            let today: Vec<_> = several.iter().filter(|a| a.years.1.is_none()).collect();
            match today.as_slice() {
                [one] if year.is_none() => lifted(one),
                _ => Found::Several(several.iter().map(|a| (owner(a), 0.8, "shares this name with another body".to_owned())).collect()),
            }
        }
    })
}

fn owner(agency: &'static Agency) -> &'static Agency {
    agency.parent.as_deref().and_then(owner_of_slug).unwrap_or(agency)
}

fn lifted(agency: &'static Agency) -> Found {
    let owner = owner(agency);
    let why = if owner.code == agency.code { "name or abbreviation of the body".to_owned() } else { format!("unit of {}", owner.name) };
    Found::One(owner, 1.0, why)
}

/// The key of a central name: without `RI`, `Republik Indonesia`, `PT`, `(Persero)`, `Tbk`; departments are ministries.
fn central_key(name: &str) -> String {
    let all: Vec<String> = words(name).collect();
    let text = all.join(" ");
    let text = text.strip_suffix(" republik indonesia").unwrap_or(&text);
    text.split(' ')
        .filter(|w| !matches!(*w, "ri" | "pt" | "persero" | "tbk" | "perum" | "the"))
        .map(|w| match w {
            "departemen" | "kementrian" => "kementerian",
            "sumatra" => "sumatera",
            other => other,
        })
        .collect()
}
