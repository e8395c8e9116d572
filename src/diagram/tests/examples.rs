//! Drawings of architectures that people draw.

use std::fmt::Write as _;

use crate::diagram::{Diagram, Fit, drawing, read_line};

pub(super) fn diagram(lines: &str) -> Diagram {
    let mut diagram = Diagram::default();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        diagram.apply(&read_line(line).unwrap());
    }
    diagram
}

pub(super) const BOARDS: [(&str, &str); 12] = [
    ("two boxes", "client -> server: https"),
    ("three tiers", "client -> api: https\napi -> db"),
    (
        "url shortener",
        "client -> lb: https\nlb -> api\napi -> cache, db: read-through\ndb -> replica: async",
    ),
    (
        "url shortener with clicks",
        "client -> cdn -> lb: https\nlb -> redirect, create\nredirect -> redis: get\n\
         redirect -> db: on miss\ncreate -> db: insert\ncreate -> id allocator: block of 100k\n\
         redirect -> kafka: click\nkafka -> counter -> analytics db",
    ),
    (
        "chat",
        "mobile <-> gateway: websocket\ngateway -> chat service\nchat service -> messages db: append\n\
         chat service -> presence cache\nchat service -> fanout queue\nfanout queue -> gateway: push\n\
         fanout queue -> push worker -> apns",
    ),
    (
        "notes with search",
        "web, mobile -> lb -> api\napi -> notes db: read, write\napi -> session cache\n\
         notes db -> change stream -> indexer -> search index\napi -> search index: query",
    ),
    (
        "feed",
        "client -> lb -> feed api, post api\npost api -> posts db: write\npost api -> fanout queue\n\
         fanout queue -> fanout worker: new post\nfanout worker -> social graph db: followers\n\
         fanout worker -> timeline cache: push\nfeed api -> timeline cache: read\n\
         feed api -> posts db: hydrate",
    ),
    (
        "rate limiter",
        "client -> gateway\ngateway -> limiter: check\nlimiter -> redis: token bucket\n\
         limiter -> rules db: config\ngateway -> backend",
    ),
    (
        "payments",
        "client -> checkout api: POST /pay\ncheckout api -> payment service\n\
         payment service -> ledger db: double entry\npayment service -> Stripe: charge\n\
         Stripe -> webhook handler: result\nwebhook handler -> ledger db\n\
         ledger db -> outbox -> kafka -> mailer -> SendGrid",
    ),
    ("a cycle", "a -> b -> c -> a\nb -> b: retry"),
    (
        "video",
        "uploader -> upload api: chunks\nupload api -> raw bucket\nupload api -> metadata db\n\
         raw bucket -> transcode queue: event\ntranscode queue -> transcoder\n\
         transcoder -> video bucket: HLS\ntranscoder -> metadata db: status\n\
         viewer -> cdn: segments\ncdn -> video bucket: miss\nviewer -> watch api -> metadata db",
    ),
    (
        "fifteen boxes",
        "browser, mobile -> dns\nbrowser, mobile -> cdn\nbrowser, mobile -> load balancer: https\n\
         load balancer -> api gateway\napi gateway -> auth service, order service, search service\n\
         auth service -> user db\norder service -> order db: write\norder service -> event bus\n\
         event bus -> notification service, search indexer\nnotification service -> SendGrid\n\
         search indexer -> elasticsearch\nsearch service -> elasticsearch: query",
    ),
];

pub(super) const WIDE: Fit = Fit { width: 78, height: None, ascii: false };

#[test]
fn they_are_looked_at() {
    let mut page = String::new();
    for (name, lines) in BOARDS {
        writeln!(page, "# {name}").unwrap();
        page.push_str(&drawing(&diagram(lines), WIDE).join("\n"));
        page.push_str("\n\n");
    }
    insta::assert_snapshot!(page);
}
