//! What a box is: said by a mark, else by its name.

/// What a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A program of one's own; what a box is when nothing says otherwise.
    Service,
    /// People and their devices: where requests come from.
    Client,
    /// Anything that keeps data: databases, object stores, search indexes.
    Database,
    /// A queue, a log, a topic.
    Queue,
    /// A cache, a CDN too.
    Cache,
    /// Somebody else's system.
    External,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Service, Self::Client, Self::Database, Self::Queue, Self::Cache, Self::External];

    /// The word used in marks and in Mermaid's classes.
    pub fn id(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Client => "client",
            Self::Database => "database",
            Self::Queue => "queue",
            Self::Cache => "cache",
            Self::External => "external",
        }
    }

    /// The kind that a mark names, such as `db` in `orders [db]`; `None` for an unknown word.
    pub fn of_mark(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "service" | "svc" | "app" | "server" => Self::Service,
            "client" | "user" | "person" | "browser" => Self::Client,
            "database" | "db" | "store" | "storage" | "disk" => Self::Database,
            "queue" | "topic" | "stream" | "log" | "mq" => Self::Queue,
            "cache" | "cdn" => Self::Cache,
            "external" | "ext" | "third-party" | "outside" => Self::External,
            _ => return None,
        })
    }

    /// The kind that a name says. The last word that says anything counts, so that a `user service`
    /// is a service and a `user db` a database.
    pub fn of_name(name: &str) -> Self {
        let lower = name.to_lowercase();
        if ["third party", "third-party", "3rd party", "3rd-party"]
            .iter()
            .any(|w| lower.contains(w))
        {
            return Self::External;
        }
        if ["pub/sub", "message bus", "event bus", "dead letter"].iter().any(|w| lower.contains(w))
        {
            return Self::Queue;
        }
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.iter().rev().find_map(|word| Self::of_word(word)).unwrap_or(Self::Service)
    }

    fn of_word(word: &str) -> Option<Self> {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let one = |word: &str| {
            Some(match word {
                "service" | "server" | "api" | "apis" | "worker" | "gateway" | "lb"
                | "balancer" | "proxy" | "consumer" | "producer" | "handler" | "scheduler"
                | "manager" | "processor" | "generator" | "backend" | "frontend" | "router"
                | "allocator" | "cron" | "job" => Self::Service,
                "client" | "user" | "browser" | "mobile" | "phone" | "device" | "customer"
                | "ios" | "android" | "laptop" | "visitor" | "viewer" | "uploader" | "rider"
                | "buyer" | "web" | "website" | "spa" => Self::Client,
                "db" | "database" | "postgres" | "postgresql" | "pg" | "mysql" | "mariadb"
                | "sqlite" | "dynamo" | "dynamodb" | "cassandra" | "scylla" | "scylladb"
                | "mongo" | "mongodb" | "spanner" | "cockroach" | "cockroachdb" | "aurora"
                | "rds" | "bigtable" | "hbase" | "couchdb" | "vitess" | "s3" | "gcs" | "blob"
                | "object" | "bucket" | "store" | "storage" | "warehouse" | "bigquery"
                | "snowflake" | "clickhouse" | "redshift" | "elasticsearch" | "opensearch"
                | "solr" | "index" | "replica" | "primary" | "shard" | "table" | "ledger"
                | "timescale" | "influxdb" | "hdfs" | "lake" | "etcd" | "zookeeper" => {
                    Self::Database
                }
                "queue" | "kafka" | "sqs" | "rabbitmq" | "rabbit" | "pubsub" | "topic"
                | "stream" | "kinesis" | "nats" | "pulsar" | "sns" | "bus" | "dlq" | "mq"
                | "eventbridge" => Self::Queue,
                "cache" | "redis" | "memcached" | "memcache" | "valkey" | "varnish" | "cdn"
                | "cloudfront" | "fastly" | "akamai" | "cloudflare" | "elasticache" => Self::Cache,
                "external" | "stripe" | "paypal" | "adyen" | "twilio" | "sendgrid" | "mailgun"
                | "apns" | "fcm" | "partner" | "bank" | "idp" | "okta" | "auth0" | "vendor" => {
                    Self::External
                }
                _ => return None,
            })
        };
        one(word)
            .or_else(|| one(bare))
            .or_else(|| one(word.strip_suffix("es")?))
            .or_else(|| one(word.strip_suffix('s')?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_that_says_something_counts() {
        for (name, kind) in [
            ("api", Kind::Service),
            ("client", Kind::Client),
            ("mobile app", Kind::Client),
            ("web", Kind::Client),
            ("web server", Kind::Service),
            ("user service", Kind::Service),
            ("user db", Kind::Database),
            ("DB1", Kind::Database),
            ("read replicas", Kind::Database),
            ("redis queue", Kind::Queue),
            ("cache", Kind::Cache),
            ("Caches", Kind::Cache),
            ("S3", Kind::Database),
            ("object storage", Kind::Database),
            ("clicks topic", Kind::Queue),
            ("CDN", Kind::Cache),
            ("Stripe", Kind::External),
            ("third-party mailer", Kind::External),
            ("something", Kind::Service),
        ] {
            assert_eq!(Kind::of_name(name), kind, "{name}");
        }
    }

    #[test]
    fn every_kind_is_its_own_mark() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_mark(kind.id()), Some(kind));
        }
        assert_eq!(Kind::of_mark("nonsense"), None);
    }
}
