//! Which agency has how many records and findings?

use std::fmt;

use super::charts::{group_cells, group_head};
use super::escape::{Anchor, Text};
use super::words::{Words, agency_label};
use crate::report::Report;

pub(super) fn section(f: &mut fmt::Formatter<'_>, report: &Report, words: &Words) -> fmt::Result {
    write!(
        f,
        r#"<section id="agencies" class="card" aria-labelledby="by-agency"><div class="head"><div><h2 id="by-agency">{}</h2><p class="note">{}</p></div>
<p class="tools" hidden><label>{} <input type="search" id="agency-filter" autocomplete="off" maxlength="100"></label> <span id="agency-count" role="status"></span></p></div>
<table class="plain stack numbers sortable" id="agency-table"><caption class="sr">{}</caption><thead>"#,
        words.by_agency, words.by_agency_means, words.filter_agencies, words.by_agency
    )?;
    group_head(f, words.agency, words)?;
    f.write_str("</thead><tbody>\n")?;
    // the group of those that are not known stands last, whatever its numbers
    let (known, other): (Vec<_>, Vec<_>) = report.agencies.iter().partition(|agency| agency.key.is_some());
    for agency in known.into_iter().chain(other) {
        let key = agency.key.as_deref().unwrap_or_default();
        let anchor = Anchor("agency", if key.is_empty() { "other" } else { key }).to_string();
        write!(f, r##"<tr id="{anchor}"><th scope="row"><a href="#{anchor}"><bdi>{}</bdi></a>"##, Text(&agency_label(report, key, words)))?;
        if !key.is_empty() {
            write!(f, " <small>{}</small>", Text(key))?;
        }
        f.write_str("</th>")?;
        group_cells(f, agency, words)?;
    }
    f.write_str("</tbody></table></section>\n")
}
