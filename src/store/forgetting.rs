//! Forgetting somebody.

use super::{Problem, Store, missed};
use crate::bot::forget::Forgotten;

impl Store {
    /// Deletes everything of a person on a platform; how much that was.
    ///
    /// # Errors
    /// Where it could not be deleted.
    pub fn forget(&self, platform: &str, person: &str) -> Result<Forgotten, Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let delete = |table: &str| transaction.execute(table, [platform, person]);
            let forgotten = Forgotten {
                answers: delete("DELETE FROM link WHERE platform = ?1 AND asker = ?2")?,
                votes: delete("DELETE FROM vote WHERE platform = ?1 AND voter = ?2")?,
                questions: delete("DELETE FROM missed WHERE platform = ?1 AND asker = ?2")?,
            };
            missed::delete_unwanted(&transaction)?;
            transaction.commit()?;
            missed::wipe(connection);
            Ok(forgotten)
        })
    }
}
