//! The tables in PostgreSQL, and the migrations: one step per version, all in one transaction.

use super::session::{Failure, Session};
use crate::db::statement::values;

/// The steps from each version of the schema to the next. Never change a released step; add one.
///
/// They make the tables that `db::schema` makes in SQLite. `COLLATE "C"` sorts texts as SQLite does, by their bytes.
const STEPS: &[&str] = &[r#"
    CREATE TABLE setting (
        server  TEXT COLLATE "C" NOT NULL,
        channel TEXT COLLATE "C" NOT NULL,
        name    TEXT COLLATE "C" NOT NULL,
        value   TEXT COLLATE "C" NOT NULL,
        PRIMARY KEY (server, channel, name)
    );
    CREATE TABLE link (
        platform TEXT COLLATE "C" NOT NULL,
        question TEXT COLLATE "C" NOT NULL,
        answer   TEXT COLLATE "C" NOT NULL,
        channel  TEXT COLLATE "C" NOT NULL,
        asker    TEXT COLLATE "C" NOT NULL,
        thread   TEXT COLLATE "C",
        at       BIGINT NOT NULL,
        pages    TEXT COLLATE "C" NOT NULL DEFAULT '',
        PRIMARY KEY (platform, question)
    );
    CREATE INDEX link_answer ON link (platform, answer);
    CREATE INDEX link_at ON link (at);
    CREATE TABLE vote (
        platform TEXT COLLATE "C" NOT NULL,
        answer   TEXT COLLATE "C" NOT NULL,
        voter    TEXT COLLATE "C",
        vote     TEXT COLLATE "C" NOT NULL,
        reaction TEXT COLLATE "C",
        server   TEXT COLLATE "C" NOT NULL,
        channel  TEXT COLLATE "C" NOT NULL,
        at       BIGINT NOT NULL
    );
    CREATE UNIQUE INDEX vote_voter ON vote (platform, answer, voter);
    CREATE INDEX vote_place ON vote (server, channel, at);
    CREATE INDEX vote_reaction ON vote (platform, reaction);
    CREATE INDEX vote_at ON vote (at);
    CREATE TABLE missed (
        platform TEXT COLLATE "C" NOT NULL,
        question TEXT COLLATE "C" NOT NULL,
        answer   TEXT COLLATE "C" NOT NULL,
        server   TEXT COLLATE "C" NOT NULL,
        channel  TEXT COLLATE "C" NOT NULL,
        asker    TEXT COLLATE "C" NOT NULL,
        text     TEXT COLLATE "C" NOT NULL,
        is_none  BIGINT NOT NULL,
        at       BIGINT NOT NULL,
        PRIMARY KEY (platform, question)
    );
    CREATE INDEX missed_place ON missed (server, channel, at);
    CREATE INDEX missed_at ON missed (at);
    CREATE TABLE attendance (
        connection TEXT COLLATE "C" PRIMARY KEY,
        at         BIGINT NOT NULL
    );"#];

/// The schema version of this program.
pub(super) fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The schema version of the database; 0 if it has no tables of ours.
pub(super) fn version(session: &Session) -> Result<i64, Failure> {
    // Read as a row: `to_regclass` may not know yet what another process has just made.
    let named = "SELECT tablename FROM pg_tables WHERE tablename = 'voetnoot_schema' AND schemaname = current_schema()";
    if session.query(named, values![])?.is_empty() {
        return Ok(0);
    }
    let rows = session.query("SELECT version FROM voetnoot_schema", values![])?;
    Ok(rows.first().map_or(0, |row| row.number(0)))
}

/// Brings the tables to the version of this program. `turn` is a lock that one process has at a time.
pub(super) fn migrate(session: &Session, turn: i64) -> Result<(), Failure> {
    session.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock({turn})"))?;
    // If two processes start at once, the second finds the migration done.
    let done = usize::try_from(version(session)?).unwrap_or(usize::MAX);
    for step in STEPS.iter().skip(done) {
        session.batch(step)?;
    }
    let known = known();
    session.batch(&format!(
        "CREATE TABLE IF NOT EXISTS voetnoot_schema (version BIGINT NOT NULL);
         DELETE FROM voetnoot_schema;
         INSERT INTO voetnoot_schema (version) VALUES ({known});
         COMMIT"
    ))
}
