//! Questions that hand a design decision to the interviewer.

use std::collections::BTreeSet;

use crate::bank::Lexicon;

use super::clauses::words;

/// The words of design, from the lexicon and from here.
#[derive(Clone, Debug)]
pub(super) struct Design {
    phrases: BTreeSet<String>,
    longest: usize,
}

/// How a sentence asks for a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asking {
    /// It does.
    pub(super) decision: bool,
    /// It is about the means: it names something of which designs are made.
    pub(super) means: bool,
}

impl Design {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut phrases: BTreeSet<String> = MEANS.iter().map(|&one| one.to_owned()).collect();
        for term in lexicon.terms.iter().filter(|term| !NOT_MEANS.contains(&term.name.as_str())) {
            let names = [&term.name].into_iter().chain(&term.names).chain(&term.examples);
            for name in names.filter(|name| !NOT_MEANS.contains(&name.as_str())) {
                phrases.insert(plain(name));
            }
        }
        phrases.retain(|one| !one.is_empty());
        let longest = phrases.iter().map(|one| one.split(' ').count()).max().unwrap_or(1);
        Self { phrases, longest: longest.min(5) }
    }

    /// Where words of design stand in a list of words.
    fn places(&self, words: &[String]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = self.longest.min(words.len() - at);
            let held = (1..=most).rev().find(|&length| self.is_means(&words[at..at + length]));
            if held.is_some() {
                found.push(at);
            }
            at += held.unwrap_or(1);
        }
        found
    }

    fn is_means(&self, words: &[String]) -> bool {
        let phrase = words.join(" ");
        if self.phrases.contains(&phrase) {
            return true;
        }
        ["s", "es", "ed", "d", "ing"].iter().any(|end| {
            phrase.strip_suffix(end).is_some_and(|stem| {
                stem.len() > 2
                    && (self.phrases.contains(stem)
                        || (*end == "ing" && self.phrases.contains(&format!("{stem}e")))
                        || (*end == "ed" && self.phrases.contains(&format!("{stem}e")))
                        || (stem.len() > 4 && self.phrases.contains(&stem[..stem.len() - 1])))
            })
        })
    }

    /// Whether a sentence asks the interviewer to decide how something is built.
    pub(super) fn asking(&self, sentence: &str) -> Asking {
        let words: Vec<String> = words(sentence).into_iter().map(|word| word.2).take(60).collect();
        let text = format!(" {} ", words.join(" "));
        let has = |phrases: &[&str]| phrases.iter().any(|one| text.contains(&format!(" {one} ")));
        let places = self.places(&words);
        let or = words.iter().position(|word| ["or", "vs", "versus"].contains(&word.as_str()));
        let sides = or.is_some_and(|or| {
            places.iter().any(|&at| at < or) && places.iter().any(|&at| at > or)
        });
        let means = !places.is_empty();
        let mine = has(MINE);
        let beside = has(ABOUT_SCOPE);
        let decision = (sides && !has(EXISTING))
            || (mine && !beside)
            || (means && !beside && (has(CONSULTS) || (or.is_some() && has(SHALL))))
            || (means && has(SHALL) && !beside && has(PASSIVE));
        Asking { decision, means }
    }
}

fn plain(name: &str) -> String {
    words(name).into_iter().map(|word| word.2).collect::<Vec<_>>().join(" ")
}

/// The candidate's own doing.
const MINE: &[&str] = &[
    "should i", "shall i", "may i", "can i use", "can i go", "can i put", "can i store",
    "do you want me to", "would you like me to", "you want me to", "you like me to",
    "do you prefer", "you prefer", "would you rather", "would you prefer", "you rather",
    "is it ok if i", "is it fine if i", "ok if i", "fine if i", "okay if i", "should we use",
    "shall we use", "can we use", "what would you choose", "what would you use", "how do i",
    "would you go", "how should i", "where do i", "which should i", "would you recommend",
    "do you recommend", "what do you recommend", "would you use", "do you think i should",
    "is it better", "better to use", "what would you do", "would you do", "can i just",
    "should we go with", "shall we go with", "do i use", "should we pick", "should we choose",
    "would you accept", "am i free to use", "would it be better", "which would you",
];

/// Ways of asking for a verdict on something that is named.
const CONSULTS: &[&str] = &[
    "ok", "okay", "fine", "good enough", "enough", "do you want", "would you like", "you want",
    "should we", "shall we", "do we", "can we", "right choice", "right answer", "right way",
    "acceptable", "overkill", "makes sense", "make sense", "good idea", "better", "is it best",
    "should i", "need", "would you", "which", "a must", "required", "would", "do i need", "are you happy with",
    "happy with", "what kind of", "what type of", "prefer", "recommend", "should there be",
    "sufficient", "suffice", "the best", "appropriate", "could i", "could we", "or not", "can i",
    "is it wise", "good choice", "an option", "where should", "how should", "what should",
];

/// Something shall be done, whoever does it.
const SHALL: &[&str] = &["should", "shall", "do we", "would", "must", "do you want", "is it", "what"];

/// How something is to be done, of a thing.
const PASSIVE: &[&str] = &["be", "go", "use", "live", "run", "happen", "make", "own", "have"];

/// What is asked about is the task, not the means.
const ABOUT_SCOPE: &[&str] = &[
    "assume", "cover", "design", "worry", "care", "consider", "support", "plan for", "expect",
    "think about", "include", "focus", "leave out", "leave away", "skip", "ignore", "scope",
    "part of this", "know", "how deep", "concentrate", "talk about", "take into account", "concern",
    "build for", "account for", "aim for", "care about", "size this", "existing", "already",
    "how many users", "leave", "target", "today", "have in place", "there already",
];

/// Something is there already.
const EXISTING: &[&str] = &[
    "already", "today", "currently", "existing", "is there", "are there", "do we have",
    "do clients", "do users", "do customers", "do they",
];

/// Words and phrases of which designs are made, and which the lexicon lacks.
const MEANS: &[&str] = &[
    "sql", "postgres", "postgresql", "mysql", "cassandra", "dynamodb", "dynamo", "mongodb", "mongo",
    "redis", "memcached", "kafka", "rabbitmq", "sqs", "s3", "elasticsearch", "etcd", "zookeeper",
    "sqlite", "spanner", "bigquery", "flink", "spark", "hadoop", "nginx", "lambda", "serverless",
    "graphql", "rest", "json", "xml", "http", "http2", "tcp", "udp", "quic", "soap", "mqtt", "xmpp",
    "polling", "poll", "push", "pull", "stream", "streaming", "event sourcing", "event driven",
    "shard", "partition", "replicate", "replica", "denormalise", "denormalize", "normalise",
    "cache", "index", "queue", "hash", "table", "tables", "schema", "column", "row", "join",
    "transaction", "lock", "script", "lua", "batch", "batches", "buffer", "worker", "workers",
    "thread", "threads", "service", "services", "microservices", "library", "module", "sidecar",
    "proxy", "gateway", "load balancer", "in memory", "on disk", "memory", "disk", "file", "ledger",
    "counter", "counters", "timestamp", "uuid", "snowflake", "auto increment", "primary key",
    "key", "token", "bloom filter", "trie", "heap", "sorted set", "linked list", "b tree", "lsm",
    "timeout", "heartbeat", "heartbeats", "retry", "backoff", "circuit breaker", "webhook",
    "fan out", "fanout", "inbox", "outbox", "double entry", "saga", "two phase commit",
    "consistent hashing", "round robin", "leader", "quorum", "raft", "paxos", "monolith",
    "kubernetes", "docker", "container", "vm", "hierarchical", "synchronous", "asynchronous",
    "sync", "async", "optimistic", "pessimistic", "integer", "decimal", "float", "string", "blob",
    "object storage", "blob storage", "cdn", "endpoint", "status code", "header", "cursor", "offset",
    "page token", "id", "ids", "server side", "client side", "store", "route", "store in",
    "database", "db", "data store", "data model", "sticky sessions", "crdt", "operational transform",
    "vector clock", "bucket", "window", "algorithm", "ttl", "snapshot", "log", "append only",
    "breadth first", "depth first", "bfs", "dfs", "simhash", "minhash", "fingerprint", "priority queue",
    "scheduler", "cron", "lease", "ticker", "timing wheel", "partition key", "precompute",
    "materialised view", "ngram", "n gram", "edge", "region", "regions", "active active", "primary",
    "secondary", "master", "own service", "separate service", "one service", "go", "golang", "java",
    "python", "rust", "node", "typescript", "aws", "gcp", "azure", "managed",
];

/// Terms of the lexicon that speak about requirements, numbers or the product.
const NOT_MEANS: &[&str] = &[
    "requests per second", "transactions per second", "writes per second", "reads per second",
    "per second", "per minute", "per hour", "per day", "per month", "per year",
    "daily active users", "monthly active users", "concurrent users", "concurrent connections",
    "peak traffic", "back-of-the-envelope", "read-heavy", "write-heavy", "read/write ratio",
    "million", "billion", "percent", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte",
    "megabits per second", "gigabits per second", "millisecond", "three nines", "four nines",
    "latency", "throughput", "p50", "p95", "p99", "availability", "durability", "fault tolerance",
    "service level objective", "service level agreement", "error budget", "error rate", "spam",
    "bot", "phishing", "fraud detection", "chargeback", "refund", "double charge", "personal data",
    "general data protection regulation", "data retention", "data residency", "opt-out", "pci dss",
    "time zone", "trending", "autocomplete", "news feed", "celebrity", "presence", "stale",
    "strong consistency", "eventual consistency", "real time", "delivery receipt", "full-text search",
    "analytics", "push notification", "email delivery", "notification preferences", "web crawler",
    "robots.txt", "politeness", "recrawl", "inventory", "oversell", "seat hold", "custom alias",
    "time to live", "region", "data centre", "availability zone", "authentication", "brute force",
    "authorization", "multi-factor authentication", "end-to-end encryption", "encryption",
    "compression", "audit log", "right to erasure", "quota", "rate limit", "identifier", "primary",
    "offline mode", "version history", "restore", "location update", "misfire", "on-call", "alert",
    "metric", "monitoring", "golang", "trade-off", "bottleneck", "enumeration", "denial of service",
    "reconnect", "payment service provider", "follower graph", "near by", "deduplicate",
    "exactly-once", "at-least-once delivery", "at-most-once delivery", "hot key", "hotspot",
    "message ordering", "password reset", "account lockout", "revoke", "cron", "scheduler",
    "background job", "driver matching", "nearby search", "a/b test", "maintenance", "sdk",
    "software development kit", "zero-downtime", "breaking change", "webhook", "single sign-on",
    "identity provider", "kubernetes", "tenant isolation", "idempotent", "near-duplicate detection",
    "authorise and capture", "webhook", "seen set",
];
