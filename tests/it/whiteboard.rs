//! The whiteboard of an interview: drawn on a terminal, played from a script, exported.

use crate::documents::Session;
use crate::home::Home;
use crate::seat::Seat;

/// Waits until the line that is typed in is an empty one of the board.
fn wait_for_board(seat: &Seat<'_>) {
    seat.screen.wait_until("an empty line of the board", |screen| {
        let (row, _) = screen.cursor_position();
        let text = screen.rows(0, screen.size().1.into()).nth(row.into()).unwrap_or_default();
        text.trim_end() == "◇"
    });
}

/// Types a line at the board, and waits for the next.
fn draw(seat: &mut Seat<'_>, text: &str) {
    wait_for_board(seat);
    seat.send(text);
    seat.screen.wait_until(text, |screen| {
        let (row, _) = screen.cursor_position();
        let here = screen.rows(0, screen.size().1.into()).nth(row.into()).unwrap_or_default();
        here.trim_end().ends_with(text)
    });
    seat.send("\r");
    wait_for_board(seat);
}

/// The rows above the line that is typed in, from the last one that begins with `from`.
fn above(seat: &Seat<'_>, from: &str) -> String {
    let rows: Vec<String> = (0..23).map(|row| seat.screen.row(row).trim_end().to_owned()).collect();
    let end = rows.iter().rposition(|row| !row.is_empty()).unwrap();
    let start = rows[..end].iter().rposition(|row| row.starts_with(from)).unwrap();
    rows[start..end].join("\n")
}

#[test]
fn an_edge_without_leaving_the_line() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").size(80, 24).begin();
    seat.line(":goto components");
    seat.line(":draw client -> lb: https");
    seat.line(":draw lb -> api");
    seat.line(":draw api -> cache, db");
    insta::assert_snapshot!(above(&seat, "› :draw api"), @"
    › :draw api -> cache, db
                                              ┌╌╌╌╌╌╌╌┐
      ┌────────┐          ┌────┐   ┌─────┐ ┌─▶┆ cache ┆
      │ client ├─ https ─▶│ lb ├──▶│ api ├─┤  └╌╌╌╌╌╌╌┘
      └────────┘          └────┘   └─────┘ │  ╭────╮
                                           └─▶│ db │
                                              ╰────╯
    ");
    let answer = &seat.status().answers["components"];
    assert_eq!(answer, "client -> lb: https\nlb -> api\napi -> cache, db");
    // What is wrong is told and comes back; wiped off it is gone.
    seat.wait_for_line("");
    seat.send(":draw api -> \r");
    seat.wait_for("No box stands after `->` at column 5. Type `api -> cache, db`.");
    seat.wait_for_line(":draw api -> ");
    seat.send("\x15");
    seat.line(":draw - api -> cache");
    assert_eq!(seat.status().answers["components"], "client -> lb: https\nlb -> api\napi -> db");
    seat.leave();
}

#[test]
fn the_board_stays_open_until_an_empty_line() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").size(80, 24).begin();
    seat.send(":draw\r");
    seat.wait_for("The board is open");
    draw(&mut seat, "client -> lb: https");
    draw(&mut seat, ":show");
    // A paste in bracketed-paste mode is one submission.
    seat.send("\x1b[200~graph LR\n  A[API] --> K[[Kafka]]\n  K --> W[worker]\x1b[201~\r");
    seat.wait_for("║ Kafka ╟──▶│ worker │");
    wait_for_board(&seat);
    seat.send("\r");
    seat.wait_for("The board is closed");
    seat.line("and this is text again -> not drawn");
    let answer = &seat.status().answers["requirements"];
    assert_eq!(
        answer,
        "client -> lb: https\nAPI -> Kafka\nKafka -> worker\nand this is text again -> not drawn"
    );
    seat.leave();
}

#[test]
fn what_does_not_fit_is_a_list() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").size(40, 24).begin();
    seat.send(":draw\r");
    seat.wait_for("The board is open");
    draw(&mut seat, "client -> lb -> api");
    assert!(seat.shows("┌────────┐"), "{}", seat.screen.contents());
    draw(&mut seat, "api -> users, links, logs: inserts");
    draw(&mut seat, "api -> cache, mails");
    insta::assert_snapshot!(above(&seat, "◇ api -> cache"), @"
    ◇ api -> cache, mails
      client
        → lb
      lb
        → api
      api
        → users: inserts
        → links: inserts
        → logs: inserts
        → cache
        → mails
    ");
    seat.send("\r");
    seat.wait_for("The board is closed");
    seat.leave();
}

/// A script with a board, Mermaid line by line, a fault, and edges in two steps.
const SCRIPT: &str = ":goto components
:draw client -> lb: https
:draw lb -> api
:draw
api -> cache, db: read-through
api ->
graph LR
Q[[clicks]] --> W[worker]
API --> Q

The api reads through the cache.
:goto storage
:draw db -> replica: async
:draw api -> jobs [queue]
:draw - api -> cache
";

#[test]
fn a_script_draws_and_the_export_keeps_it() {
    let home = Home::new();
    let ran = home.onsite("start url-shortener").typed(SCRIPT).succeeds();
    let out = ran.raw();
    assert!(out.contains("Not taken: api ->\n"), "{out}");
    assert!(out.contains("│ client ├─ https ─▶│ lb │"), "{out}");
    assert!(out.contains("Nobody consumes `jobs`: who reads from it?"), "{out}");
    let before_the_end = &out[..out.find("of 100").unwrap()];
    assert!(!before_the_end.contains("Nobody consumes"), "{out}");

    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    let board = session.whiteboard.unwrap();
    let mermaid = board["mermaid"].as_str().unwrap();
    for line in ["n1([\"client\"]):::client", "n1 -->|\"https\"| n2", "[[\"jobs\"]]:::queue"] {
        assert!(mermaid.contains(line), "{mermaid}");
    }
    assert!(board["findings"].as_array().unwrap().iter().any(|f| f["rule"] == "unconsumed"));
    let components = &session.answers["components"];
    assert_eq!(
        components,
        "client -> lb: https\nlb -> api\napi -> db: read-through\nclicks -> worker\n\
         API -> clicks\nThe api reads through the cache."
    );

    let page = home.onsite("export -o -").succeeds().raw();
    assert!(page.contains(&format!("\n## The whiteboard\n\n```mermaid\n{mermaid}```\n")), "{page}");
    let file = home.work().join("page.md");
    std::fs::write(&file, &page).unwrap();
    let read =
        home.onsite("score --file page.md --json").succeeds().json::<crate::documents::Score>();
    assert_eq!(read.answers["components"], *components);
    assert_eq!(Some(read.total), session.score.map(|score| score.total));
}

#[test]
fn plain_means_a_fact_a_line() {
    let home = Home::new();
    let script = ":draw client -> api\n:draw api -> db, cache: reads\n:draw jobs [queue]\n:show\n";
    let ran = home.onsite("--plain start url-shortener").typed(script).succeeds();
    let out = ran.raw();
    let board = "jobs [queue]\nclient -> api\napi -> db: reads\napi -> cache: reads\n";
    assert_eq!(out.matches(board).count(), 2, "{out}");
    let drawn = |c| matches!(c, '\u{2500}'..='\u{25ff}' | '|');
    assert!(!out.contains("+--") && !out.contains(drawn), "{out}");
}
