//! The names under which people write about a step.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::bank::Step;

/// Longer headings name no step.
const LONGEST: usize = 120;

/// Customary names by step, as [`normalised`] leaves them. Ids and headings of the framework
/// are known besides.
const NAMES: [(Step, &str); 5] = [
    (
        Step::Requirements,
        "requirement; requirements gathering; requirements clarification; \
         requirements and scope; clarifying questions; clarifications; clarification; \
         clarify; clarify the requirements; clarify requirements and scope; questions; \
         questions to the interviewer; scope; scoping; in scope; out of scope; non goals; \
         goals; goals and non goals; functional; functional requirements; \
         functional requirement; non functional; non functional requirements; \
         nonfunctional requirements; non functional requirement; nfr; nfrs; \
         quality attributes; slo; slos; service level objectives; constraints; assumptions; \
         constraints and assumptions; assumptions and constraints; use cases; user stories; \
         users; users and use cases; actors; capacity estimation; capacity estimate; \
         capacity estimates; capacity planning; capacity; back of the envelope; \
         back of the envelope estimation; back of the envelope estimate; \
         back of the envelope calculation; back of the envelope calculations; \
         back of envelope; envelope estimation; estimation; estimations; estimate; \
         estimates; scale estimation; scale estimates; traffic estimation; \
         traffic estimates; storage estimation; numbers; problem statement; \
         understand the problem",
    ),
    (
        Step::Api,
        "apis; api design; apis and use cases; api and core use cases; api endpoints; \
         api definition; api definitions; api spec; api specification; api contract; \
         api contracts; api interface; api interfaces; rest api; rest apis; http api; \
         public api; external api; interface; interfaces; interface design; \
         interface definition; system interface; system interfaces; \
         system interface definition; endpoints; endpoint design; core use cases; \
         main use cases; graphql api; grpc api; core entities; entities; \
         core entities and api; resources; request and response; error format; \
         error handling in the api",
    ),
    (
        Step::Components,
        "component; high level design; high level architecture; high level components; \
         high level; high level system design; hld; high level diagram; \
         components and data flow; component design; system components; main components; \
         major components; core components; building blocks; architecture; \
         architecture overview; architecture diagram; system architecture; \
         overall architecture; overall design; overview; design overview; system design; \
         system overview; block diagram; diagram; data flow; data flows; dataflow; \
         request flow; request flows; flows; read path; write path; read and write path; \
         read and write paths; write and read path; services; service design; \
         detailed design; detailed component design; component deep dive; low level design; \
         lld; core algorithm; algorithm; basic system design and algorithm",
    ),
    (
        Step::Storage,
        "data model; data modelling; data modeling; data models; data model design; \
         data schema; data design; data; data layer; data storage; data store; data stores; \
         database; databases; database design; database schema; database schemas; \
         database choice; database selection; db; db design; db schema; schema; schemas; \
         schema design; tables; storage design; storage layer; storage schema; \
         storage choice; persistence; indexes; indices; indexing; cache; caches; caching; \
         caching layer; caching strategy; cache strategy; cache design; queue; queues; \
         queueing; queuing; message queue; message queues; messaging; async; \
         async processing; asynchronous processing; background jobs; background processing; \
         object storage; blob storage; storage cache queue; storage caches queues",
    ),
    (
        Step::Scale,
        "scaling; scalability; scale out; scaling the design; scale the design; \
         scaling strategy; scaling and reliability; bottleneck; bottlenecks; \
         bottlenecks and scaling; identifying and resolving bottlenecks; deep dive; \
         deep dives; design deep dive; reliability; resilience; resiliency; availability; \
         high availability; fault tolerance; failure; failures; failure modes; \
         failure handling; failure scenarios; error handling; single points of failure; \
         disaster recovery; backup; backups; backup and restore; replication; sharding; \
         partitioning; data partitioning; partitioning and replication; load balancing; \
         consistency; security; privacy; security and privacy; abuse; abuse prevention; \
         rate limiting; rate limits; authentication; authorisation; authorization; \
         monitoring; observability; monitoring and alerting; monitoring and observability; \
         logging; metrics; alerting; alerts; operations; operational concerns; deployment; \
         trade off; trade offs; tradeoff; tradeoffs; trade offs and alternatives; \
         alternatives; performance; optimisation; optimisations; optimization; \
         optimizations; cost; costs; wrap up; wrapup; wrapping up; summary; conclusion; \
         future work; improvements; further improvements; next steps; extensions; \
         follow ups; follow up; follow up questions; curveball; curveballs",
    ),
];

/// The step that a heading names: by id, by its own heading, by a customary name, or by several
/// names joined (`API & data model`), of which the first counts. Numbering (`2.`, `Step 2:`),
/// emphasis, a colon at the end and words in brackets at the end (`(5 min)`) do not matter.
pub fn step_named(heading: &str) -> Option<Step> {
    if heading.len() > LONGEST {
        return None;
    }
    let heading = normalised(unnumbered(heading));
    known(&heading).or_else(|| joined(&heading))
}

/// Every part between `and`s is a known name; the first one counts.
fn joined(heading: &str) -> Option<Step> {
    let mut parts = heading.split(" and ");
    let first = known(parts.next()?)?;
    parts.all(|part| known(part).is_some()).then_some(first)
}

fn known(name: &str) -> Option<Step> {
    static KNOWN: LazyLock<HashMap<String, Step>> = LazyLock::new(|| {
        let own =
            Step::ALL.into_iter().flat_map(|step| [(step, step.id()), (step, step.heading())]);
        let customary =
            NAMES.iter().flat_map(|(step, names)| names.split("; ").map(move |name| (*step, name)));
        own.chain(customary).map(|(step, name)| (normalised(name), step)).collect()
    });
    KNOWN.get(name).copied()
}

/// A heading without its number: `2.`, `2)`, `2 -`, `2.1`, `Step 2:`, `Part 2`, `#2`.
fn unnumbered(heading: &str) -> &str {
    let text = heading.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#'));
    let lower = text.get(..5).map(str::to_ascii_lowercase);
    let word = matches!(lower.as_deref(), Some("step " | "part "));
    let text = if word { &text[5..] } else { text };
    let figures = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if figures.len() == text.len() {
        return if word { heading } else { text };
    }
    figures.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ')' | ':' | '-' | '–' | '—' | '*' | '_')
    })
}

/// Lower case, `&`, `/`, `+` and `,` as `and`, words in brackets at the end left out, everything
/// else that is no letter or figure a space, one space between words.
fn normalised(heading: &str) -> String {
    let text = heading.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let text = match text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => text,
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '/' | '+' | ',' => out.push_str(" and "),
            '\'' | '’' => {}
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => out.push(' '),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    for word in words {
        // A comma before `and` is one joint, not two.
        if !(word == "and" && matches!(kept.last(), None | Some(&"and"))) {
            kept.push(word);
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_that_people_use() {
        for (heading, step) in [
            ("Requirements", Step::Requirements),
            ("1. Functional & Non-Functional Requirements (5 min)", Step::Requirements),
            ("Step 1: Clarify requirements", Step::Requirements),
            ("Back-of-the-envelope", Step::Requirements),
            ("**API design:**", Step::Api),
            ("APIs and core use cases", Step::Api),
            ("2) High-level design", Step::Components),
            ("High-level components and data flow", Step::Components),
            ("Data Model", Step::Storage),
            ("Storage, caching, queues", Step::Storage),
            ("Storage, caching, and queues", Step::Storage),
            ("3.1 Database Schema", Step::Storage),
            ("Scalability / Reliability", Step::Scale),
            ("Trade-offs", Step::Scale),
            ("Wrap up", Step::Scale),
            ("scale", Step::Scale),
        ] {
            assert_eq!(step_named(heading), Some(step), "{heading}");
        }
    }

    #[test]
    fn other_headings_name_none() {
        for heading in [
            "",
            "URL shortener",
            "Why Redis",
            "Caching is hard",
            "Step",
            "step by step",
            "12",
            "The cache and the queue",
            "API and poetry",
            &"scale ".repeat(30),
        ] {
            assert_eq!(step_named(heading), None, "{heading}");
        }
    }

    #[test]
    fn every_name_is_normalised_and_names_one_step() {
        let mut seen = std::collections::BTreeSet::new();
        for (step, names) in NAMES {
            for name in names.split("; ") {
                assert_eq!(normalised(name), name);
                assert!(seen.insert(name), "{name} stands twice");
                assert_eq!(step_named(name), Some(step), "{name}");
            }
        }
    }
}
