//! Who draws at the whiteboard and who says the same connections in words are judged alike.

use super::loader::{PROMPTS, scored_part};
use crate::bank::Step;
use crate::scoring::{Document, Place, Verdict};

/// Edges as they stand in an answer, and the same in words, by prompt.
const TOLD: [(&[&str], &[&str]); 2] = [
    (
        &[
            "client -> cdn -> lb: https",
            "lb -> redirect service, create service",
            "redirect service -> redis: look up the code",
            "redirect service -> db: on a miss, then fill the cache",
            "create service -> id allocator: takes a block of 100k ids",
            "create service -> db: insert code and long url",
            "redirect service -> kafka: click event, async",
            "kafka -> counter -> analytics db",
            "db -> replica: async replication",
            "db [database] -> shards: by hash of code",
            "redis -> db: read-through, TTL 24 h",
        ],
        &[
            "The client goes to the cdn and on to the lb over https.",
            "The lb passes requests to the redirect service and to the create service.",
            "The redirect service goes to redis to look up the code.",
            "The redirect service goes to the db on a miss, then fills the cache.",
            "The create service goes to the id allocator and takes a block of 100k ids.",
            "The create service goes to the db to insert code and long url.",
            "The redirect service sends to kafka a click event, async.",
            "From kafka it goes to the counter and on to the analytics db.",
            "The db goes to the replica by async replication.",
            "The database goes to the shards by hash of code.",
            "redis goes to the db read-through with TTL 24 h.",
        ],
    ),
    (
        &[
            "client -> lb: https",
            "lb -> notes api, sync service",
            "notes api -> notes db: write the note and its version",
            "notes api -> object storage: attachments by signed url",
            "notes db -> change stream -> indexer -> search index",
            "sync service <-> client: changes since the last cursor",
            "notes api -> redis: read-through, TTL 5 min",
            "notes db -> replica: async replication",
        ],
        &[
            "The client goes to the lb over https.",
            "The lb passes requests to the notes api and to the sync service.",
            "The notes api goes to the notes db to write the note and its version.",
            "The notes api goes to object storage for attachments by signed url.",
            "From the notes db it goes to the change stream, on to the indexer and to the search index.",
            "The sync service and the client exchange changes since the last cursor.",
            "The notes api goes to redis read-through with TTL 5 min.",
            "The notes db goes to the replica by async replication.",
        ],
    ),
];

fn page(lines: &[&str]) -> String {
    format!("## components\n{}\n", lines.join("\n"))
}

fn judged(document: &Document) -> Vec<(&str, Verdict)> {
    let drawn = document
        .criteria
        .iter()
        .filter(|one| matches!(one.step, Step::Components | Step::Storage))
        .map(|one| (one.id.as_str(), one.verdict));
    drawn.collect()
}

#[test]
fn the_same_connections_count_the_same() {
    for (id, (edges, words)) in PROMPTS.into_iter().zip(TOLD) {
        let (drawn, told) = (scored_part(id, &page(edges)), scored_part(id, &page(words)));
        let pairs = judged(&drawn).into_iter().zip(judged(&told));
        let differing = pairs.filter(|(drawn, told)| drawn != told).count();
        assert!(differing <= 1, "{id}: {:?} {:?}", judged(&drawn), judged(&told));
        let some = judged(&drawn).iter().filter(|one| one.1 != Verdict::Missed).count();
        assert!(some >= 3, "{id}: only {some}");
        assert!((drawn.total - told.total).abs() <= 4.0, "{id}: {} {}", drawn.total, told.total);
    }
}

#[test]
fn an_edge_is_quoted_as_it_was_typed() {
    let edges = TOLD[0].0;
    let page = page(edges);
    let document = scored_part(PROMPTS[0], &page);
    let answer = &document.answers[&Place::Step(Step::Components)];
    let mut quoted = 0;
    for evidence in document.criteria.iter().flat_map(|one| &one.evidence) {
        assert_eq!(answer[evidence.start..evidence.end], evidence.quote);
        quoted += usize::from(edges.contains(&evidence.quote.as_str()));
    }
    assert!(quoted >= 4, "{quoted}");
}

#[test]
fn an_arrow_to_many_boxes_is_no_list_of_terms() {
    let edges = [
        "api gateway -> redirect service, create service, click service, user service, admin service, abuse service",
        "redirect service -> redis cache, links database, click queue, edge cdn, object storage, search index",
        "create service -> id allocator, links database, rate limiter, url checker, abuse list, audit log",
        "click queue -> click counter, fraud detector, click archive, billing service, report service, data lake",
    ];
    let document = scored_part(PROMPTS[0], &page(&edges));
    let mut some = 0;
    for one in &document.criteria {
        let reason = &one.reason;
        assert!(!reason.contains("list of terms") && !reason.contains("order"), "{reason}");
        some += usize::from(one.verdict != Verdict::Missed);
    }
    assert!(some >= 3, "{some}");
}
