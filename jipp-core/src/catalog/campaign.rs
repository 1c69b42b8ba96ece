//! placeholder to compile
/// The group of a status.
pub(super) fn group(status: &str) -> &'static str {
    match crate::model::SustainabilityStatus::new(status).counts_as() {
        "berjalan" => "berjalan",
        "berhenti" => "berhenti",
        _ if status == "belum_dimutakhirkan" => "belum_dimutakhirkan",
        _ => "lainnya",
    }
}
