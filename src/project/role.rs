//! What a package is.

use serde::{Deserialize, Serialize};

/// What a package is for. The order is the order in which tables show them, and the earlier one
/// stands when two have as many points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A program, or the commands of one.
    Main,
    /// Where HTTP requests come in: it listens and routes.
    Http,
    /// Where gRPC calls come in.
    Grpc,
    /// Answers single requests.
    Handlers,
    /// What the product is about.
    Domain,
    /// Does something by the clock or beside the requests.
    Job,
    /// Sends to a queue or stream, or reads from one.
    Queue,
    /// Keeps data: a database, an object store, files.
    Persistence,
    /// Keeps what is quick to lose and quick to get.
    Cache,
    /// Calls another service.
    Client,
    /// Says who somebody is and what they may do.
    Auth,
    /// Settings.
    Config,
    /// Logs, metrics, traces, health.
    Observability,
    /// Of use to any program.
    Library,
    /// Only tests use it, or it shows how the product is used.
    Test,
}

impl Role {
    /// All roles, in their order.
    pub const ALL: [Self; 15] = [
        Self::Main,
        Self::Http,
        Self::Grpc,
        Self::Handlers,
        Self::Domain,
        Self::Job,
        Self::Queue,
        Self::Persistence,
        Self::Cache,
        Self::Client,
        Self::Auth,
        Self::Config,
        Self::Observability,
        Self::Library,
        Self::Test,
    ];

    /// The word in JSON and in the rules.
    pub fn id(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Http => "http",
            Self::Grpc => "grpc",
            Self::Handlers => "handlers",
            Self::Domain => "domain",
            Self::Job => "job",
            Self::Queue => "queue",
            Self::Persistence => "persistence",
            Self::Cache => "cache",
            Self::Client => "client",
            Self::Auth => "auth",
            Self::Config => "config",
            Self::Observability => "observability",
            Self::Library => "library",
            Self::Test => "test",
        }
    }

    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "command line",
            Self::Http => "HTTP entry",
            Self::Grpc => "gRPC entry",
            Self::Handlers => "handlers",
            Self::Domain => "domain",
            Self::Job => "background job",
            Self::Queue => "queue or stream",
            Self::Persistence => "persistence",
            Self::Cache => "cache",
            Self::Client => "client of a service",
            Self::Auth => "auth",
            Self::Config => "configuration",
            Self::Observability => "observability",
            Self::Library => "library",
            Self::Test => "tests and examples",
        }
    }

    /// Whether it stands beside the walk of a request, so that drawings leave it out.
    pub fn is_beside(self) -> bool {
        matches!(self, Self::Config | Self::Observability | Self::Library | Self::Test)
    }
}
