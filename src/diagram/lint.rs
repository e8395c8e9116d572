//! What a reader of the whiteboard would ask. Said only after the end of an interview.

use super::graph::{Diagram, Link};
use super::kind::Kind;

/// What is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A box that nothing reaches.
    Unreached,
    /// A single instance that everything depends on.
    SinglePoint,
    /// A write path that ends in no store.
    LostWrite,
    /// A cache without a store behind it.
    CacheAlone,
    /// A queue that nobody consumes.
    Unconsumed,
}

impl Rule {
    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unreached => "unreached",
            Self::SinglePoint => "single-point",
            Self::LostWrite => "lost-write",
            Self::CacheAlone => "cache-alone",
            Self::Unconsumed => "unconsumed",
        }
    }
}

/// Something that was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub rule: Rule,
    /// The name of the box that it is about.
    pub about: String,
    /// A sentence.
    pub text: String,
}

/// Everything that a reader would ask about, by rule and then in the order of drawing.
pub fn lint(diagram: &Diagram) -> Vec<Finding> {
    let board = Board { diagram };
    let mut found = Vec::new();
    for (at, of) in diagram.boxes().iter().enumerate() {
        let mut push = |rule: Rule, text: String| {
            found.push(Finding { rule, about: of.name.clone(), text });
        };
        let name = &of.name;
        if board.is_unreached(at) {
            push(Rule::Unreached, format!("Nothing reaches `{name}`: what calls it?"));
        }
        if board.is_single_point(at) {
            push(
                Rule::SinglePoint,
                if of.kind == Kind::Database {
                    format!(
                        "Everything depends on `{name}`, and it is drawn once: where is its copy, \
                         and what happens when it fails?"
                    )
                } else {
                    format!(
                        "Everything passes through `{name}`, and it is drawn once: how many are \
                         there, and what happens when one fails?"
                    )
                },
            );
        }
        if of.kind == Kind::Cache && board.is_cache_alone(at) {
            push(Rule::CacheAlone, format!("`{name}` has no store behind it: what fills it?"));
        }
        if of.kind == Kind::Queue && board.is_unconsumed(at) {
            push(Rule::Unconsumed, format!("Nobody consumes `{name}`: who reads from it?"));
        }
    }
    for link in diagram.links() {
        if board.is_lost_write(link) {
            let (from, to) = (diagram.name(link.from), diagram.name(link.to));
            let label = &link.label;
            found.push(Finding {
                rule: Rule::LostWrite,
                about: to.to_owned(),
                text: format!("`{from} -> {to}: {label}` ends in no store: where is it kept?"),
            });
        }
    }
    found.sort_by_key(|finding| finding.rule);
    found.dedup_by(|one, other| one.rule == other.rule && one.about == other.about);
    found
}

struct Board<'a> {
    diagram: &'a Diagram,
}

/// Words of a label that say that data is taken from where the arrow points.
const PULLS: [&str; 9] =
    ["pull", "poll", "consume", "read", "subscribe", "fetch", "receive", "dequeue", "drain"];
/// Words of a label that say that something is to be kept.
const WRITES: [&str; 13] = [
    "write", "post", "put", "create", "insert", "save", "store", "upload", "update", "delete",
    "persist", "append", "patch",
];
/// Words that say that there is more than one.
const MANY: [&str; 20] = [
    "cluster",
    "pool",
    "fleet",
    "group",
    "replica",
    "shard",
    "standby",
    "multi",
    "servers",
    "services",
    "instances",
    "nodes",
    "workers",
    "pods",
    "apis",
    "gateways",
    "brokers",
    "dbs",
    "databases",
    "caches",
];
/// What is bought or run as more than one as a matter of course.
const MANAGED: [&str; 18] = [
    "dns",
    "cdn",
    "lb",
    "load balancer",
    "balancer",
    "s3",
    "gcs",
    "blob",
    "object",
    "dynamo",
    "spanner",
    "cassandra",
    "sqs",
    "kinesis",
    "pub/sub",
    "cloudfront",
    "anycast",
    "bigtable",
];
/// What starts by itself.
const STARTS: [&str; 7] = ["cron", "schedul", "timer", "operator", "admin", "sensor", "crawler"];
/// What takes from a queue.
const TAKES: [&str; 5] = ["worker", "consumer", "processor", "subscriber", "job"];

fn says(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    words.iter().any(|word| match word.len() {
        // A short word counts only by itself: `lb`, not `album`.
        0..=3 => lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word),
        _ => lower.contains(word),
    })
}

/// `x3`, `3x`, `×3`, `3 ×`.
fn counts(name: &str) -> bool {
    name.to_lowercase().split_whitespace().any(|word| {
        let digits = word.trim_matches(['x', '×', '(', ')']);
        word == "×" || (digits != word && digits.parse::<u32>().is_ok_and(|count| count > 1))
    })
}

impl Board<'_> {
    fn kind(&self, at: usize) -> Kind {
        self.diagram.boxes().get(at).map_or(Kind::Service, |found| found.kind)
    }

    fn into(&self, at: usize) -> impl Iterator<Item = &Link> {
        self.diagram.links().iter().filter(move |link| link.to == at && link.from != at)
    }

    fn out(&self, at: usize) -> impl Iterator<Item = &Link> {
        self.diagram.links().iter().filter(move |link| link.from == at && link.to != at)
    }

    /// Everything that can be reached from boxes, themselves included, not through `without`.
    fn reached(&self, from: &[usize], without: Option<usize>) -> Vec<bool> {
        let mut reached = vec![false; self.diagram.boxes().len()];
        let mut open: Vec<usize> = from.iter().copied().filter(|at| Some(*at) != without).collect();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                let next = self.out(at).map(|link| link.to);
                open.extend(next.filter(|to| Some(*to) != without && !reached[*to]));
                // What takes from a queue goes on with what lies in it.
                let taken =
                    self.into(at).filter(|link| self.takes(link) && self.kind(at) == Kind::Queue);
                open.extend(taken.map(|link| link.from).filter(|to| Some(*to) != without));
            }
        }
        reached
    }

    /// Whether a link means that its beginning takes what lies at its end.
    fn takes(&self, link: &Link) -> bool {
        says(&link.label, &PULLS) || says(self.diagram.name(link.from), &TAKES)
    }

    /// Where everything begins: clients, else what outsiders call, else the box named first.
    fn origins(&self) -> Vec<usize> {
        let all = 0..self.diagram.boxes().len();
        let clients: Vec<usize> = all.clone().filter(|at| self.kind(*at) == Kind::Client).collect();
        if !clients.is_empty() {
            return clients;
        }
        let outside =
            |at: &usize| self.kind(*at) == Kind::External && self.out(*at).next().is_some();
        let outside: Vec<usize> = all.clone().filter(outside).collect();
        if !outside.is_empty() {
            return outside;
        }
        all.filter(|at| self.out(*at).next().is_some() && self.into(*at).next().is_none())
            .take(1)
            .collect()
    }

    fn is_unreached(&self, at: usize) -> bool {
        let name = self.diagram.name(at);
        let starts = matches!(self.kind(at), Kind::Client | Kind::External) || says(name, &STARTS);
        let takes = self.out(at).any(|link| self.kind(link.to) == Kind::Queue && self.takes(link));
        self.into(at).next().is_none() && !starts && !takes && !self.origins().contains(&at)
    }

    fn is_many(&self, at: usize) -> bool {
        let name = self.diagram.name(at);
        says(name, &MANY) || says(name, &MANAGED) || counts(name)
    }

    fn is_single_point(&self, at: usize) -> bool {
        let origins = self.origins();
        let stores: Vec<usize> =
            (0..self.diagram.boxes().len()).filter(|at| self.kind(*at) == Kind::Database).collect();
        if origins.contains(&at) || self.is_many(at) || stores.is_empty() {
            return false;
        }
        // What stands behind something that spreads requests is drawn once and meant many times.
        let spread = |link: &Link| {
            let before = self.diagram.name(link.from);
            says(before, &["lb", "balancer", "gateway", "proxy", "dns", "ingress"])
                || self.kind(link.from) == Kind::Queue
        };
        let copies = |link: &Link| {
            says(
                &link.label,
                &["replica", "async", "sync", "standby", "failover", "copy", "backup"],
            ) || says(self.diagram.name(link.to), &["replica", "standby", "secondary", "follower"])
        };
        match self.kind(at) {
            Kind::Database => {
                let primaries = stores.iter().filter(|store| {
                    !self.into(**store).any(|link| self.kind(link.from) == Kind::Database)
                });
                let only = primaries.count() == 1;
                let reached = self.reached(&origins, None);
                let from_store = self.into(at).any(|link| self.kind(link.from) == Kind::Database);
                only && !from_store && reached[at] && !self.out(at).any(copies)
            }
            Kind::Service => {
                let before = self.reached(&origins, None);
                let after = self.reached(&origins, Some(at));
                let mut served = stores.iter().filter(|store| before[**store]).peekable();
                before[at]
                    && served.peek().is_some()
                    && served.all(|store| !after[*store])
                    && !self.into(at).any(spread)
            }
            _ => false,
        }
    }

    /// Neither the cache nor anything that uses it leads to a store; for a CDN any origin will do.
    fn is_cache_alone(&self, at: usize) -> bool {
        let mut from = vec![at];
        from.extend(self.into(at).map(|link| link.from));
        let from: Vec<usize> =
            from.into_iter().filter(|at| self.kind(*at) != Kind::Client).collect();
        let reached = self.reached(&from, None);
        let has_store = (0..reached.len()).any(|at| reached[at] && self.kind(at) == Kind::Database);
        let has_origin = self.out(at).any(|link| self.kind(link.to) == Kind::Service);
        !has_store && !has_origin
    }

    fn is_unconsumed(&self, at: usize) -> bool {
        self.out(at).next().is_none() && !self.into(at).any(|link| self.takes(link))
    }

    fn is_lost_write(&self, link: &Link) -> bool {
        let keeps = |at: usize| matches!(self.kind(at), Kind::Database | Kind::External);
        if !says(&link.label, &WRITES) || keeps(link.from) {
            return false;
        }
        let reached = self.reached(&[link.to], None);
        !(0..reached.len()).any(|at| reached[at] && keeps(at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::notation::read;
    use super::*;

    fn found(lines: &[&str]) -> Vec<(Rule, String)> {
        let mut diagram = Diagram::default();
        for line in lines {
            diagram.apply(&read(line).unwrap());
        }
        lint(&diagram).into_iter().map(|finding| (finding.rule, finding.about)).collect()
    }

    fn only(rule: Rule, about: &str) -> Vec<(Rule, String)> {
        vec![(rule, about.to_owned())]
    }

    const SOUND: [&str; 6] = [
        "client -> lb: https",
        "lb -> api",
        "api -> cache, db: reads",
        "api -> db: writes",
        "db -> replica: async",
        "api -> kafka -> worker -> warehouse",
    ];

    #[test]
    fn a_sound_board_has_no_finding() {
        assert_eq!(found(&SOUND), []);
    }

    #[test]
    fn a_box_that_nothing_reaches() {
        let with = [&SOUND[..], &["mailer -> db"]].concat();
        assert_eq!(found(&with), only(Rule::Unreached, "mailer"));
        let cron = [&SOUND[..], &["cron -> db"]].concat();
        assert_eq!(found(&cron), []);
        assert_eq!(
            found(&["clock [service]", "client -> lb -> api -> db -> replica"]),
            only(Rule::Unreached, "clock")
        );
    }

    #[test]
    fn a_single_instance_that_everything_depends_on() {
        assert_eq!(found(&["client -> lb -> api -> db: writes"]), only(Rule::SinglePoint, "db"));
        assert_eq!(found(&["client -> lb -> api -> db -> replica"]), []);
        assert_eq!(found(&["client -> api -> db -> replica"]), only(Rule::SinglePoint, "api"));
        assert_eq!(found(&["client -> api x3 -> db -> replica"]), []);
        assert_eq!(found(&["client -> lb -> api -> s3"]), []);
    }

    #[test]
    fn a_write_that_is_kept_nowhere() {
        let lost = ["client -> lb -> api", "api -> cache: write", "api -> queue: create"];
        let found = found(&lost);
        assert!(found.contains(&(Rule::LostWrite, "cache".to_owned())), "{found:?}");
        assert!(found.contains(&(Rule::LostWrite, "queue".to_owned())), "{found:?}");
    }

    #[test]
    fn a_cache_with_nothing_behind() {
        assert_eq!(found(&["client -> lb -> api -> redis"]), only(Rule::CacheAlone, "redis"));
        assert_eq!(found(&["client -> cdn -> lb -> api -> s3"]), []);
        assert_eq!(found(&["client -> lb -> api -> redis", "api -> s3"]), []);
    }

    #[test]
    fn a_queue_that_nobody_reads() {
        let idle = [&SOUND[..], &["api -> clicks queue"]].concat();
        assert_eq!(found(&idle), only(Rule::Unconsumed, "clicks queue"));
        let pulled = [&idle[..], &["counter -> clicks queue: poll"]].concat();
        assert_eq!(found(&pulled), []);
    }
}
