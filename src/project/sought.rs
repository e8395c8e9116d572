//! What a box or a sentence of a design asks to find in a tree.

use super::package::Package;
use super::role::Role;
use crate::diagram::Kind;

/// What a box asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sought {
    /// What the box is drawn as.
    pub(super) kind: Kind,
    /// The words of its name that are its own.
    pub(super) names: Vec<String>,
    /// The roles that it may have in code.
    pub(super) roles: Vec<Role>,
    /// Names of technologies that would be it.
    technologies: Vec<&'static str>,
    /// Whether the box names a technology and nothing else.
    pub(super) only_technology: bool,
}

impl Sought {
    /// Whether nothing but its own name says what it is.
    pub(super) fn is_plain_service(&self) -> bool {
        self.kind == Kind::Service && self.roles.is_empty()
    }

    /// What a package would be that is it.
    pub(super) fn role(&self) -> Role {
        self.roles.first().copied().unwrap_or(Role::Domain)
    }

    /// Whether a technology is one that the box names.
    pub(super) fn names_technology(&self, technology: &str) -> bool {
        self.technologies.contains(&technology)
    }
}

/// Words by which people call technologies, with the names that the rules give them.
const CALLED: [(&[&str], &[&str]); 22] = [
    (
        &["postgres", "postgresql", "pg", "psql", "aurora", "cockroach", "cockroachdb"],
        &["PostgreSQL"],
    ),
    (&["mysql", "mariadb", "vitess"], &["MySQL"]),
    (&["sqlite"], &["SQLite"]),
    (&["mongo", "mongodb"], &["MongoDB"]),
    (&["cassandra", "scylla", "scylladb"], &["Cassandra"]),
    (&["dynamo", "dynamodb"], &["DynamoDB"]),
    (&["s3", "minio"], &["S3"]),
    (&["gcs"], &["Google Cloud Storage"]),
    (
        &["blob", "object", "bucket"],
        &["S3", "Google Cloud Storage", "Azure Blob Storage", "OpenStack Swift", "Aliyun OSS"],
    ),
    (&["elasticsearch", "opensearch", "elastic"], &["Elasticsearch"]),
    (&["clickhouse"], &["ClickHouse"]),
    (&["rethinkdb"], &["RethinkDB"]),
    (&["etcd"], &["etcd"]),
    (&["redis", "valkey"], &["Redis"]),
    (&["memcached", "memcache"], &["Memcached"]),
    (&["kafka"], &["Kafka"]),
    (&["rabbitmq", "rabbit", "amqp"], &["RabbitMQ"]),
    (&["nats"], &["NATS"]),
    (&["sqs"], &["SQS"]),
    (&["kinesis"], &["Kinesis"]),
    (&["pubsub"], &["Google Pub/Sub"]),
    (&["stripe"], &["Stripe"]),
];

/// Words that say what a service is.
const SERVICES: [(&[&str], &[Role]); 6] = [
    (
        &["api", "gateway", "web", "app", "server", "backend", "frontend", "bff", "rest"],
        &[Role::Http, Role::Handlers, Role::Grpc],
    ),
    (
        &["worker", "consumer", "job", "cron", "scheduler", "processor", "sweeper", "cleaner"],
        &[Role::Job, Role::Queue],
    ),
    (&["auth", "authn", "authz", "identity", "login", "session", "sso"], &[Role::Auth]),
    (
        &["metric", "monitoring", "logging", "tracing", "observability", "prometheus", "grafana"],
        &[Role::Observability],
    ),
    (&["config", "configuration"], &[Role::Config]),
    (&["publisher", "producer", "relay", "outbox"], &[Role::Queue]),
];

/// Words of a name that say nothing of their own.
const PLAIN: [&str; 26] = [
    "service", "svc", "the", "a", "and", "of", "for", "db", "database", "store", "storage",
    "cache", "queue", "topic", "stream", "table", "read", "write", "primary", "replica", "shard",
    "system", "node", "cluster", "main", "object",
];

/// What is no Go code of the project: people, and what stands before it.
fn is_elsewhere(name: &str, kind: Kind) -> bool {
    let words = tokens(name);
    let is = |word: &str| words.iter().any(|own| own == word);
    kind == Kind::Client
        || ["lb", "elb", "alb", "nginx", "dns", "cdn", "cloudfront", "firewall", "waf"]
            .into_iter()
            .any(is)
        || (is("load") && is("balancer"))
}

/// What a box asks for; `None` when it is nothing that stands in Go code.
pub(super) fn sought(name: &str, kind: Kind) -> Option<Sought> {
    if is_elsewhere(name, kind) {
        return None;
    }
    let words = tokens(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let called = CALLED.iter().filter(|(words, _)| has(words));
    let technologies: Vec<&'static str> =
        called.flat_map(|(_, names)| names.iter().copied()).collect();
    let mut roles: Vec<Role> = match kind {
        Kind::Database => vec![Role::Persistence],
        Kind::Cache => vec![Role::Cache],
        Kind::Queue => vec![Role::Queue],
        Kind::External => vec![Role::Client],
        Kind::Service | Kind::Client => Vec::new(),
    };
    let mut said: Vec<&str> = PLAIN.to_vec();
    for (list, of) in SERVICES {
        if has(list) {
            said.extend(list);
            roles.extend(of);
        }
    }
    let is_technology = |word: &str| CALLED.iter().any(|(words, _)| words.contains(&word));
    let own = words.iter().filter(|word| !said.contains(&word.as_str()) && !is_technology(word));
    let names: Vec<String> = own.cloned().collect();
    let generic = ["object", "blob", "bucket"];
    let names_one =
        words.iter().any(|word| is_technology(word) && !generic.contains(&word.as_str()));
    Some(Sought {
        kind,
        only_technology: names_one && names.is_empty(),
        names,
        roles,
        technologies,
    })
}

/// The words of a name in lower case, without the `s` of many.
pub(super) fn tokens(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let lower = word.to_lowercase();
        let one = lower.strip_suffix('s').filter(|one| one.len() >= 3 && !one.ends_with('s'));
        let one =
            one.filter(|_| !matches!(lower.as_str(), "nats" | "dns" | "sqs" | "redis" | "gcs"));
        let word = one.unwrap_or(&lower).to_owned();
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// Something that answers name without drawing it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Topic {
    /// What it is called.
    pub(super) name: &'static str,
    /// The role that it has in code.
    pub(super) role: Role,
    /// The kind of box that would say it.
    pub(super) kind: Option<Kind>,
    /// The mark of the rules that shows it, where a role does not.
    pub(super) mark: Option<&'static str>,
    words: &'static [&'static str],
}

impl Topic {
    /// Whether a text names it.
    pub(super) fn is_named(&self, text: &str) -> bool {
        let joined = format!(" {} ", tokens(text).join(" "));
        self.words.iter().any(|word| joined.contains(&format!(" {word} ")))
    }

    /// Whether a package is or does it.
    pub(super) fn is_in(&self, package: &Package) -> bool {
        match self.mark {
            Some(mark) => package.marks.contains_key(mark),
            None => package.is(self.role),
        }
    }
}

/// What answers name.
pub(super) const TOPICS: [Topic; 9] = [
    Topic {
        name: "cache",
        role: Role::Cache,
        kind: Some(Kind::Cache),
        mark: None,
        words: &["cache", "cached", "caching", "redis", "memcached"],
    },
    Topic {
        name: "queue",
        role: Role::Queue,
        kind: Some(Kind::Queue),
        mark: None,
        words: &["queue", "kafka", "sqs", "rabbitmq", "nats", "pub sub", "pubsub", "event stream"],
    },
    Topic {
        name: "database",
        role: Role::Persistence,
        kind: Some(Kind::Database),
        mark: None,
        words: &[
            "database",
            "postgre",
            "postgresql",
            "mysql",
            "dynamodb",
            "cassandra",
            "mongodb",
            "db",
        ],
    },
    Topic {
        name: "background job",
        role: Role::Job,
        kind: None,
        mark: None,
        words: &["background job", "worker", "cron", "nightly", "batch job"],
    },
    Topic {
        name: "authentication",
        role: Role::Auth,
        kind: None,
        mark: None,
        words: &[
            "authentication",
            "authorization",
            "authenticate",
            "oauth",
            "jwt",
            "api key",
            "login",
            "token bucket auth",
        ],
    },
    Topic {
        name: "metrics and alerts",
        role: Role::Observability,
        kind: None,
        mark: Some("metrics"),
        words: &["metric", "monitoring", "dashboard", "alert", "prometheu", "slo"],
    },
    Topic {
        name: "tracing",
        role: Role::Observability,
        kind: None,
        mark: Some("tracing"),
        words: &["tracing", "trace", "opentelemetry"],
    },
    Topic {
        name: "rate limiting",
        role: Role::Handlers,
        kind: None,
        mark: Some("rate-limit"),
        words: &[
            "rate limit",
            "rate limiting",
            "rate limiter",
            "throttle",
            "throttling",
            "token bucket",
            "quota",
        ],
    },
    Topic {
        name: "retries",
        role: Role::Client,
        kind: None,
        mark: Some("retry"),
        words: &["retry", "retrie", "backoff", "circuit breaker"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_asks_for_its_kind_its_name_and_its_technology() {
        let cache = sought("Redis", Kind::Cache).unwrap();
        assert!(cache.only_technology && cache.names_technology("Redis"));
        let links = sought("links db", Kind::Database).unwrap();
        assert_eq!(
            (links.names.as_slice(), links.roles.as_slice()),
            (&["link".to_owned()][..], &[Role::Persistence][..])
        );
        let worker = sought("click worker", Kind::Service).unwrap();
        assert_eq!(worker.names, ["click"]);
        assert!(worker.roles.contains(&Role::Job));
        assert!(sought("shortener", Kind::Service).unwrap().is_plain_service());
        for (name, kind) in
            [("browser", Kind::Client), ("load balancer", Kind::Service), ("CDN", Kind::Cache)]
        {
            assert!(sought(name, kind).is_none(), "{name}");
        }
    }

    #[test]
    fn an_answer_names_topics_by_whole_words() {
        let topic = |name: &str| TOPICS.iter().find(|topic| topic.name == name).unwrap();
        assert!(topic("rate limiting").is_named("Rate limits per API key."));
        assert!(topic("cache").is_named("we cache hot links"));
        assert!(!topic("cache").is_named("cachet"));
    }
}
