//! The notation and Mermaid as people type and paste them, right and wrong.

use super::examples::diagram;
use crate::diagram::{
    Diagram, Edge, Fault, Fit, Kind, drawing, from_mermaid, is_mermaid, read_line, to_mermaid,
    write_lines,
};

fn edges(line: &str) -> Vec<String> {
    read_line(line).unwrap().edges.iter().map(Edge::to_string).collect()
}

#[test]
fn what_a_line_says() {
    assert_eq!(edges("client -> lb: https"), ["client -> lb: https"]);
    assert_eq!(edges("api->cache,db:reads"), ["api -> cache: reads", "api -> db: reads"]);
    assert_eq!(edges("a -> b -> c: x"), ["a -> b", "b -> c: x"]);
    assert_eq!(edges("a -> b: x -> c: y"), ["a -> b: x", "b -> c: y"]);
    assert_eq!(edges("web, mobile -> lb"), ["web -> lb", "mobile -> lb"]);
    assert_eq!(edges("a <-> b: sync"), ["a -> b: sync", "b -> a: sync"]);
    assert_eq!(edges("db <- api"), ["api -> db"]);
    assert_eq!(edges("client → lb => api --> db"), ["client -> lb", "lb -> api", "api -> db"]);
    assert_eq!(edges("\"load balancer\" -> api"), ["load balancer -> api"]);
    assert_eq!(edges("'load balancer' -> api"), ["load balancer -> api"]);
    assert_eq!(edges("api -> 'user\u{a0}db' [db], 'mail': async").len(), 2);
    assert_eq!(edges("the team's api -> the users' db"), ["the team's api -> the users' db"]);
    assert_eq!(edges("load balancer -> api"), ["load balancer -> api"]);
    assert_eq!(edges("api -> \"redis, eu\""), ["api -> \"redis, eu\""]);
    assert_eq!(edges("api -> redis:6379: get"), ["api -> \"redis:6379\": get"]);
    assert_eq!(edges("a -->|https| b"), ["a -> b: https"]);
    assert_eq!(edges("read-only api -> db"), ["read-only api -> db"]);
    assert_eq!(edges("a -> b: p99: 5 ms, cached"), ["a -> b: p99: 5 ms, cached"]);
}

#[test]
fn what_a_box_is() {
    let board = diagram("api -> orders [db], jobs [queue]\nledger [external]");
    let kinds: Vec<Kind> = board.boxes().iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [Kind::Service, Kind::Database, Kind::Queue, Kind::External]);
    assert_eq!(
        write_lines(&board),
        ["ledger [external]", "api -> orders [database], jobs [queue]"]
    );
}

#[test]
fn a_fault_names_the_place_and_what_to_type() {
    let said = |line: &str| {
        let fault = read_line(line).unwrap_err();
        format!("{fault}: {}", fault.hint())
    };
    insta::assert_snapshot!(
        [
            "client",
            "the api calls the db",
            "-> db",
            "api ->",
            "api -> , db",
            "api -> db,",
            "  api -> \"load balancer",
            "\"load\" balancer -> api",
            "web: https -> lb",
            "a -> b [bd]",
            "a -> b [db",
            "a -> -> b",
            ": x",
            "",
            "-",
            "a -> b [db] c",
        ]
        .map(|line| format!("{line:<28}{}", said(line)))
        .join("\n")
    );
    let long = format!("{} -> b", "x".repeat(200));
    assert!(matches!(read_line(&long), Err(Fault::TooLong(_))));
    let wide: Vec<String> = (0..20).map(|at| at.to_string()).collect();
    let many = format!("{0} -> {0}", wide.join(","));
    assert_eq!(read_line(&many), Err(Fault::TooMany(400)));
}

#[test]
fn mermaid_as_it_is_pasted() {
    let text = "```mermaid\n---\ntitle: Shop\n---\n%% a comment\nflowchart TD\n    \
        A[Client] -->|HTTPS| B(Load Balancer)\n    B --> C{API}; C --> D[(Orders DB)]\n    \
        C -- read --> E[[Redis]] & F>\"Blob; store\"]\n    C -.->|async| G([Kafka])\n    \
        G ==> H((Worker))\n    subgraph vpc [Private network]\n        direction LR\n        \
        D --- I[\"Replica #quot;eu#quot;\"]\n    end\n    H <--> D\n    H ~~~ I\n    \
        classDef red fill:#f00\n    class C red\n    class E cache\n    style A fill:#fff,stroke:#000\n    \
        click A \"https://example.org\"\n    J@{ shape: cyl, label: \"Archive\" }\n    H --x J:::external\n```";
    assert!(is_mermaid(text));
    let board = from_mermaid(text).unwrap();
    insta::assert_snapshot!(write_lines(&board).join("\n"));
    assert_eq!(board.find("redis").map(|at| board.boxes()[at].kind), Some(Kind::Cache));
}

#[test]
fn mermaid_that_is_none() {
    assert!(!is_mermaid("the graph shows\na -> b"));
    assert!(!is_mermaid("graphs are nice"));
    assert!(is_mermaid("graph\na-->b"));
    let fault = from_mermaid("graph LR\n  a --> b\n  a[open --> b").unwrap_err();
    assert_eq!(fault.to_string(), "line 3 of the Mermaid: `a[open --> b` is not understood");
}

#[test]
fn two_nodes_of_one_label_stay_two() {
    let board = from_mermaid("graph LR\na[db] --> b[db]").unwrap();
    assert_eq!(write_lines(&board), ["db -> db 2"]);
}

#[test]
fn labels_drive_neither_terminal_nor_page() {
    let board = diagram("a\u{1b}31m -> \"<script>alert(1)</script>\": \u{202e}x\u{7}");
    for text in [
        drawing(&board, Fit { width: 80, height: None, ascii: false }).join(""),
        crate::diagram::svg(&board).replace('\n', ""),
        to_mermaid(&board).replace('\n', ""),
    ] {
        assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{text}");
    }
    for page in [crate::diagram::svg(&board), to_mermaid(&board)] {
        assert!(!page.contains("<script") && page.contains("script"), "{page}");
    }
}

#[test]
fn nothing_is_nothing() {
    let none = Diagram::default();
    assert!(drawing(&none, Fit { width: 80, height: None, ascii: false }).is_empty());
    assert_eq!(from_mermaid("graph LR"), Ok(none));
}
