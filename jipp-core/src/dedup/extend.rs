use super::link::{Linkage, run};
use super::settings::LinkType;
use super::table::LinkTable;
use crate::error::SettingsError;
use crate::lang::told;
use crate::progress::Watcher;

impl Linkage {
    /// Links a batch of more records with what is there. Only pairs with a new record are compared; the model stays as it is, and so do the
    /// weights of earlier pairs. Clusters are made anew of all pairs, so that a new record may join two of them.
    ///
    /// The result is that of linking everything at once with the same model, but for two things: how rare a word or value is was counted when a
    /// pair was compared, and a new record is a candidate of an old one only if the old one is among its own neighbours. A test holds
    /// that clusters of three batches differ from those of a full run in at most two of a hundred pairs.
    ///
    /// Two tables whose records have one partner each (`link`) are refused: a new record may take another's partner, so they are linked
    /// anew, with the model.
    pub fn extend(&self, batch: &LinkTable, progress: Watcher<'_>) -> Result<Self, SettingsError> {
        if self.settings.link_type != LinkType::Dedupe {
            let problem = told!(
                "rekaman tambahan hanya dapat ditautkan dengan satu tabel; tautkan ulang dua tabel dengan model yang disimpan",
                "a batch can be added to a linkage of one table; link two tables anew with the saved model"
            );
            return Err(SettingsError::Invalid { problems: vec![problem] });
        }
        let table = self.table.with_batch(&batch.clone().prepared(&self.settings)?)?;
        run(table, self.settings.clone(), &self.known(), &self.pairs, progress)
    }
}
