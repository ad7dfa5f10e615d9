//! [`Address`]: where the database is, as the operator's URL says, and whether the way to it is encrypted.

use std::net::IpAddr;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::db::problem::Problem;
use crate::secret::Secret;

/// How long to wait for a server to accept a connection; of several servers, for each.
pub(super) const CONNECT: Duration = Duration::from_secs(2);

/// What the server has to do for each of our sessions. It gives up a statement after two seconds, and a transaction of a
/// process that no longer says anything; it looks after ten seconds whether a silent process is still there, so that its
/// claims end with it.
const SESSION: &str = "-c statement_timeout=2000 -c idle_in_transaction_session_timeout=5000 -c tcp_keepalives_idle=10 \
                       -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

/// Where the database is.
#[derive(Clone, Debug)]
pub(super) struct Address {
    /// How to connect. It prints no password.
    pub(super) config: Config,
    /// The name of the database.
    pub(super) database: String,
    /// Its server, or its servers.
    pub(super) server: String,
}

impl Address {
    /// Reads a URL.
    ///
    /// Between machines the connection is encrypted, and the server's certificate checked, unless the URL says
    /// `sslmode=disable`; within one machine it is not, unless the URL says `sslmode=require` or `verify-full`. Fails if the
    /// text is no URL of a PostgreSQL database, or names another `sslmode`. The error repeats nothing of the URL but that.
    pub(super) fn read(url: &Secret) -> Result<Self, Problem> {
        let url = url.expose();
        let malformed = || {
            Problem::Address(
                "it is no URL of a PostgreSQL database: write postgres://user:password@host/name, and characters of the \
                 password other than letters and digits as % and their code"
                    .to_owned(),
            )
        };
        let is_ours = ["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        if !is_ours {
            return Err(malformed());
        }
        let mode = ssl_mode(url)?;
        // The client has no word for what we always do: to check the certificate.
        let url = url.replace("sslmode=verify-full", "sslmode=require");
        let mut config: Config = url.parse().map_err(|_| malformed())?;
        let hosts = config.get_hosts();
        if hosts.is_empty() {
            return Err(malformed());
        }
        let is_near = hosts.iter().all(is_on_this_machine);
        let server = hosts.iter().map(host_name).collect::<Vec<_>>().join(", ");
        let database = config.get_dbname().or(config.get_user());
        let database = database.unwrap_or("postgres").to_owned();
        let own = config.get_options().unwrap_or_default();
        let options = format!("{own} {SESSION}").trim().to_owned();
        config
            .options(options)
            .application_name("voetnoot")
            .connect_timeout(CONNECT)
            .ssl_mode(mode.unwrap_or(if is_near {
                SslMode::Disable
            } else {
                SslMode::Require
            }));
        Ok(Self {
            config,
            database,
            server,
        })
    }

    /// The database in words, without user and password.
    pub(super) fn name(&self) -> String {
        let (database, server) = (&self.database, &self.server);
        format!("the PostgreSQL database {database} on {server} (VOETNOOT_DATABASE)")
    }

    /// How long connecting may take in all.
    pub(super) fn patience(&self) -> Duration {
        let hosts = u32::try_from(self.config.get_hosts().len()).unwrap_or(1);
        CONNECT * hosts.max(1)
    }
}

/// What the URL says about encryption; `None` if it says nothing.
fn ssl_mode(url: &str) -> Result<Option<SslMode>, Problem> {
    // A password may hold a question mark, too.
    let query = url.rsplit_once('?').map_or("", |(_, query)| query);
    let named = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("sslmode="));
    match named {
        None => Ok(None),
        Some("disable") => Ok(Some(SslMode::Disable)),
        Some("require" | "verify-full") => Ok(Some(SslMode::Require)),
        Some(_) => Err(Problem::Address(
            "of sslmode, voetnoot knows `disable` and `verify-full`: the certificate must be of an authority that this machine \
             trusts, or that the file in SSL_CERT_FILE names"
                .to_owned(),
        )),
    }
}

fn is_on_this_machine(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
        Host::Unix(_) => true,
    }
}

fn host_name(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(path) => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> String {
        match Address::read(&Secret::new(url)) {
            Ok(address) => format!("{}: {:?}", address.name(), address.config.get_ssl_mode()),
            Err(problem) => problem.to_string(),
        }
    }

    #[test]
    fn between_machines_the_connection_is_encrypted_unless_the_url_says_otherwise() {
        let all = [
            read("postgres://anna:geheim@db.example.org/voetnoot"),
            read("postgres://anna:geheim@db.example.org/voetnoot?sslmode=disable"),
            read("postgresql://anna@127.0.0.1:5433/voetnoot"),
            read("postgresql://anna@localhost/voetnoot?sslmode=verify-full"),
            read("postgres://anna@%2Frun%2Fpostgresql/voetnoot"),
        ];
        insta::assert_snapshot!(all.join("\n"), @"
        the PostgreSQL database voetnoot on db.example.org (VOETNOOT_DATABASE): Require
        the PostgreSQL database voetnoot on db.example.org (VOETNOOT_DATABASE): Disable
        the PostgreSQL database voetnoot on 127.0.0.1 (VOETNOOT_DATABASE): Disable
        the PostgreSQL database voetnoot on localhost (VOETNOOT_DATABASE): Require
        the PostgreSQL database voetnoot on /run/postgresql (VOETNOOT_DATABASE): Disable
        ");
    }

    #[test]
    fn what_is_wrong_with_a_url_is_said_without_its_password() {
        for url in [
            "mysql://anna:geheim@db/voetnoot",
            "postgres://anna:geheim@db/voetnoot?geheim=1",
            "postgres:///voetnoot",
            "postgres://anna:geheim@db/voetnoot?sslmode=prefer",
        ] {
            let said = read(url);
            assert!(
                said.starts_with("VOETNOOT_DATABASE cannot be used: "),
                "{said}"
            );
            assert!(!said.contains("gehe"), "{said}");
        }
        let address = Address::read(&Secret::new("postgres://anna:geheim@db/voetnoot"));
        assert!(!format!("{address:?}").contains("geheim"));
    }
}
