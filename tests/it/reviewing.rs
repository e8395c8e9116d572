//! `review`: a score is disputed, on a terminal and by `--set`.

use insta::assert_snapshot;
use nix::sys::signal::Signal;
use serde::Deserialize;

use crate::documents::{History, Score, Session};
use crate::home::Home;
use crate::scoring::ANSWER;
use crate::seat::Seat;

/// So little that nearly everything is missed.
const LITTLE: &str = "It is a store of links.\n:next\nGET /{code} -> 302\nPOST /v1/links\n";

/// The review in `export --format json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Review {
    verdicts: Vec<Decision>,
    score: Option<Score>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    criterion: String,
    verdict: String,
    reason: String,
    quote: Option<String>,
}

fn review(home: &Home) -> Review {
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    session.review.map_or(Review { verdicts: Vec::new(), score: None }, |review| {
        serde_json::from_value(review).unwrap()
    })
}

fn totals(home: &Home) -> (f64, Option<f64>) {
    let history = home.onsite("history --json").succeeds().json::<History>();
    (history.sessions[0].total.unwrap(), history.sessions[0].reviewed_total)
}

fn judged(home: &Home, verdict: &str) -> Vec<String> {
    let score = home.onsite("score --json").succeeds().json::<Score>();
    let of = score.criteria.into_iter().filter(|one| one.verdict == verdict && one.weight > 0.0);
    of.map(|one| one.id).collect()
}

#[test]
fn a_verdict_is_set_without_a_terminal() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    let before = home.onsite("score --json").succeeds().json::<Score>();
    assert_eq!(totals(&home), (before.total, None));
    let missed = judged(&home, "missed").remove(0);
    let set = format!("review --set {missed}=met --reason 'it is  the redirect'");
    // The words may be copied from a screen that broke them.
    let ran = home.onsite(&format!("{set} --quote 'GET /{{code}}\n      redirects.'"));
    let ran = ran.succeeds().quietly().says(&format!("{missed}: met instead of missed\n"));
    let ran = ran.says("the judge").says("reviewed").says("1 overridden, 0 accepted, ");
    let (total, reviewed) = totals(&home);
    assert!(
        total.to_bits() == before.total.to_bits() && reviewed.unwrap() > total,
        "{}",
        ran.out()
    );
    let kept = review(&home);
    let one = &kept.verdicts[0];
    assert_eq!((one.criterion.as_str(), one.verdict.as_str()), (missed.as_str(), "met"));
    assert_eq!(one.reason, "it is the redirect");
    assert_eq!(one.quote.as_deref(), Some("GET /{code} redirects."));
    let after = kept.score.unwrap();
    assert_eq!(Some(after.total), reviewed);
    let changed = after.criteria.iter().find(|one| one.id == missed).unwrap();
    let piece = &changed.evidence[0];
    assert_eq!(after.answers[&piece.step][piece.start..piece.end], piece.quote);
    // What `--json` prints is the score after the review; the judge's stays what it was.
    let json = home.onsite("review --json").succeeds().quietly().json::<Score>();
    assert_eq!(json, after);
    assert_eq!(home.onsite("score --json").succeeds().json::<Score>(), before);
    // Both stand in every place, each with its name.
    let total = |total: f64| format!("{:.0}", (total + 1e-9).round());
    let (judge, yours) = (total(before.total), total(after.total));
    let score = home.onsite("score").succeeds().says(&format!("After your review {yours}, "));
    let _ran = score.says(&format!("{judge} of 100")).says("You: met, it is the redirect");
    let _ran = home.onsite("history").succeeds().says(&format!("{judge}, yours {yours}"));
    let plain = home.onsite("history --plain").succeeds().says(&format!("total: {judge}, "));
    let _ran = plain.says(&format!("reviewed total: {yours}"));
    let page =
        home.onsite("export -o -").succeeds().says(&format!("reviewed_total: {:.1}", after.total));
    let page = page.says("| score, reviewed |").says("  - The candidate: it is the redirect\n");
    let _ran =
        page.says("  - Judged missed before the review: ").says(&format!("**{judge} of 100"));
    // Its answers are read back to the judge's score, not to the candidate's.
    home.write("it.md", home.onsite("export -o -").succeeds().raw());
    let read = home.onsite("score --file it.md --json").succeeds().json::<Score>();
    assert_eq!(read, before);
}

#[test]
fn several_are_set_at_once_or_none() {
    let home = Home::new();
    home.sit("start url-shortener", LITTLE);
    let missed = judged(&home, "missed");
    let [a, b] = [&missed[0], &missed[1]];
    let ran = home.onsite(&format!("review --set {a}=met --set {b}x=met --reason 'said aloud'"));
    let _ran = ran.fails(1).without_output();
    assert!(review(&home).verdicts.is_empty());
    let ran = home.onsite(&format!("review --set {a}=met --set {b}=partly --reason 'said aloud'"));
    let _ran = ran.succeeds().says("2 overridden");
    let kept = review(&home);
    assert!(kept.verdicts.iter().all(|one| one.reason == "said aloud" && one.quote.is_none()));
    assert_eq!(kept.verdicts.len(), 2);
    // The last word counts.
    let json =
        home.onsite(&format!("review --set {a}=missed --reason 'I did not' --json")).succeeds();
    let after = json.quietly().json::<Score>();
    assert!(after.verdicts().contains(&(a.as_str(), "missed")));
    assert_eq!(Some(after.total), totals(&home).1);
}

#[test]
fn what_is_wrong_is_said_exactly() {
    let home = Home::new();
    assert_snapshot!(home.onsite("review").fails(1).without_output().error(), @"
    error: there is no session yet
    hint: `onsite start` begins one
    ");
    home.sit("start url-shortener", LITTLE);
    let fails = |line: &str, code| {
        let ran = home.onsite(&format!("review {line}")).fails(code).without_output();
        ran.error().to_owned()
    };
    assert_snapshot!(fails("--set cache-failur=met --reason r", 1), @"
    error: the score has no criterion `cache-failur`
    hint: did you mean `cache-failure`?
    hint: `onsite review --no-input` lists them
    ");
    assert_snapshot!(fails("--set nonsense=met --reason r", 1), @"
    error: the score has no criterion `nonsense`
    hint: `onsite review --no-input` lists them
    ");
    assert_snapshot!(fails("--set cache-failure=mte --reason r", 2), @"
    error: invalid value 'cache-failure=mte' for '--set <ID=VERDICT>': there is no verdict `mte`; did you mean `met`?

    For more information, try '--help'.
    ");
    assert_snapshot!(fails("--set cache-failure=9 --reason r", 2), @"
    error: invalid value 'cache-failure=9' for '--set <ID=VERDICT>': there is no verdict `9`; it is met, partly or missed

    For more information, try '--help'.
    ");
    assert_snapshot!(fails("--set cache-failure --reason r", 2), @"
    error: invalid value 'cache-failure' for '--set <ID=VERDICT>': ID=VERDICT is needed, such as `cache-failure=met`

    For more information, try '--help'.
    ");
    assert_snapshot!(fails("--set cache-failure=met", 2), @"
    error: it is not said why `cache-failure` is met
    hint: `--reason TEXT` says so: every override takes one
    ");
    assert_snapshot!(fails("--set cache-failure=met --reason ' '", 2), @"
    error: it is not said why `cache-failure` is met
    hint: `--reason TEXT` says so: every override takes one
    ");
    assert_snapshot!(fails("--set cache-failure=met --reason r --quote 'stale reads'", 1), @"
    error: `stale reads` is not in the answers
    hint: a quotation is the candidate's own words; without `--quote` the reason alone stands for what was said aloud
    ");
    assert_snapshot!(fails("--set cache-failure=missed --reason r --quote 302", 2), @"
    error: `cache-failure` cannot be missed and quoted
    hint: leave `--quote` out, or set it to partly
    ");
    let twice = "--set cache-failure=met --set cache-failure=missed --reason r";
    assert_snapshot!(fails(twice, 2), @"error: `cache-failure` is set twice");
    assert_snapshot!(fails("--reason r", 2), @"
    error: the following required arguments were not provided:
      --set <ID=VERDICT>

    Usage: onsite review --set <ID=VERDICT> --reason <TEXT> [SESSION]

    For more information, try '--help'.
    ");
    assert!(review(&home).verdicts.is_empty());
}

#[test]
fn what_is_not_over_or_struck_out_is_not_reviewed() {
    let home = Home::new();
    let older = home.sit("start url-shortener", LITTLE);
    let practice = home.sit("practice note-taking", "x\n:quit\n");
    let set = "--set cache-failure=met --reason r";
    let ran = home.onsite(&format!("review {practice} {set}")).fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: session `session2` is not over
    hint: `onsite resume session2` goes on with it
    ");
    let running = home.sit("start url-shortener", "half\n:quit\n");
    for line in
        [older.clone(), format!("{older} --json"), format!("{older} {set}"), running.clone()]
    {
        let ran = home.onsite(&format!("review {line}")).fails(1).without_output();
        assert!(ran.error().contains("and a review would spoil it"), "{}", ran.error());
    }
    let _ran = home.onsite(&format!("discard {running}")).succeeds();
    let ran = home.onsite(&format!("review {running} {set}")).fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: session `session3` is struck out
    hint: it counts nowhere, and so would a review of it
    ");
    let _ran = home.onsite(&format!("review {older} {set}")).succeeds();
}

#[test]
fn without_a_terminal_it_lists_what_there_is() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    let ran = home.onsite("review").succeeds();
    assert_snapshot!(ran.error(), @"`--set ID=VERDICT --reason TEXT` overrides one; on a terminal it is asked.");
    let score = home.onsite("score --json").succeeds().json::<Score>();
    for one in &score.criteria {
        assert!(ran.out().contains(&format!("  {:<6}  {}\n", one.verdict, one.id)), "{}", one.id);
    }
    assert!(ran.out().lines().all(|line| line.chars().count() <= 80));
    let plain = home.onsite("review --plain").succeeds();
    assert_eq!(plain.out().lines().count(), score.criteria.len());
    // Nothing is decided by looking.
    assert!(review(&home).verdicts.is_empty());
}

/// Waits until the verdict with this number can be decided.
fn reach(seat: &Seat<'_>, number: usize, count: usize) {
    seat.wait_for(&format!("{number} of {count} "));
    seat.wait_for_line("");
    assert!(seat.shows("Judged "));
}

/// Answers what is asked after a key.
fn answer(seat: &mut Seat<'_>, asked: &str, words: &str) {
    let mark = format!("{asked} ›");
    seat.screen.wait_until(&mark, |screen| {
        let (row, _) = screen.cursor_position();
        let text = screen.rows(0, screen.size().1.into()).nth(row.into()).unwrap_or_default();
        text.trim_end() == mark
    });
    seat.send(format!("{words}\r"));
}

#[test]
fn a_review_is_interrupted_twice_and_goes_on_where_it_stopped() {
    let home = Home::new();
    home.sit("start url-shortener", LITTLE);
    let score = home.onsite("score --json").succeeds().json::<Score>();
    let count = score.criteria.iter().filter(|one| one.unsure || one.verdict != "met").count();
    assert!(count >= 27, "{count}");
    let mut seat = home.on_a_terminal("review").open();
    for number in 1..=12 {
        reach(&seat, number, count);
        match number {
            2 => {
                seat.send("m\r");
                answer(&mut seat, "lines", "api 1-2");
                answer(&mut seat, "why", "both calls are there");
                seat.wait_for("Kept: met instead of missed.");
            }
            5 => seat.send("p half of it was said\r"),
            9 => {
                seat.send("m\r");
                answer(&mut seat, "lines", "");
                answer(&mut seat, "why", "I said it aloud");
            }
            _ => seat.send("\r"),
        }
    }
    // Killed in the middle of an override: the verdict is still open, all others are kept.
    reach(&seat, 13, count);
    seat.send("m\r");
    answer(&mut seat, "lines", "");
    seat.wait_for("why ›");
    seat.send("because");
    seat.screen.signal(Signal::SIGKILL);
    seat.end();
    assert_eq!(review(&home).verdicts.len(), 12);
    let halfway = totals(&home);
    assert!(halfway.1.unwrap() > halfway.0);

    let mut seat = home.on_a_terminal("review").open();
    for number in 13..=20 {
        reach(&seat, number, count);
        assert!(!seat.shows(&format!(" 12 of {count} ")), "{}", seat.screen.contents());
        match number {
            15 => seat.send("p it is named\r"),
            17 => {
                seat.send("z\r");
                seat.wait_for("`z` is none of");
                seat.send("\x7f");
                seat.wait_for_line("");
                seat.send("e api 1\r");
                seat.wait_for("Quoted.");
                seat.wait_for_line("");
                seat.send("m the status shows it\r");
            }
            _ => seat.send("\r"),
        }
    }
    // Back to what was decided, and Enter lets it stand.
    reach(&seat, 21, count);
    seat.send("b\r");
    seat.wait_for("You accepted it.");
    seat.wait_for_line("");
    seat.send("\r");
    let (back, next) = (format!("20 of {count}"), format!("21 of {count}"));
    seat.screen.wait_until("the next one again", |screen| {
        let text = screen.contents();
        text.rfind(&next) > text.rfind(&back) && Seat::current(screen).as_deref() == Some("")
    });
    // Ctrl-C leaves with everything kept.
    seat.send("\x03");
    assert_eq!(seat.end(), 130);
    assert!(seat.shows("Your decisions are kept"), "{}", seat.screen.contents());
    assert_eq!(review(&home).verdicts.len(), 20);

    let mut seat = home.on_a_terminal("review").open();
    for number in 21..=count {
        reach(&seat, number, count);
        seat.send("\r");
    }
    let rest = score.criteria.len() - count;
    if rest > 0 {
        seat.wait_for(&format!("{rest} more are met."));
        seat.send("\r");
    }
    assert_eq!(seat.end(), 0);
    let kept = review(&home);
    let overridden: Vec<&Decision> =
        kept.verdicts.iter().filter(|one| !one.reason.is_empty()).collect();
    assert_eq!((overridden.len(), kept.verdicts.len()), (5, count));
    let quoted: Vec<&str> = overridden.iter().filter_map(|one| one.quote.as_deref()).collect();
    assert_eq!(quoted.len(), 2);
    assert!(quoted.contains(&"GET /{code} -> 302\nPOST /v1/links"), "{quoted:?}");
    let after = kept.score.unwrap();
    assert_eq!(after.criteria.iter().filter(|one| one.unsure).count(), 0);
    assert_eq!(totals(&home), (score.total, Some(after.total)));
    for words in [
        format!("the judge {} of 100", (score.total + 0.5).floor()),
        format!("reviewed {} of 100", (after.total + 0.5).floor()),
        format!("5 overridden, {} accepted, {rest} not reviewed", count - 5),
    ] {
        assert!(seat.shows(&words), "no `{words}` in\n{}", seat.screen.contents());
    }
    // Nothing is left; it can be gone through again.
    let mut seat = home.on_a_terminal("review").open();
    seat.wait_for(if rest > 0 { "Review these too?" } else { "Go through all of it again?" });
    seat.send("\r");
    assert_eq!(seat.end(), 0);
}

#[test]
fn a_narrow_screen_and_a_plain_one() {
    let home = Home::new();
    home.sit("start url-shortener", LITTLE);
    let mut seat = home.on_a_terminal("review").size(40, 24).open();
    seat.wait_for("1 of ");
    seat.wait_for_line("");
    assert!(seat.shows("Judged ") && seat.shows("Enter accepts"), "{}", seat.screen.contents());
    seat.send("?\r");
    seat.wait_for("Every change takes a reason.");
    seat.wait_for_line("");
    seat.send("q\r");
    assert_eq!(seat.end(), 0);
    assert!(seat.shows("not reviewed"));
    assert!(review(&home).verdicts.is_empty());

    let mut seat = home.on_a_terminal("review --plain").open();
    seat.wait_for("1 of ");
    seat.send("p it is half there\n");
    seat.wait_for("Kept: partly instead of ");
    seat.wait_for("2 of ");
    assert!(!seat.screen.contents().contains(['»', '›', '·']));
    seat.send("\x03");
    assert_eq!(seat.end(), 130);
    assert_eq!(review(&home).verdicts.len(), 1);
}

#[test]
fn a_closed_window_loses_nothing() {
    let home = Home::new();
    home.sit("start url-shortener", LITTLE);
    let mut seat = home.on_a_terminal("review").open();
    seat.wait_for("1 of ");
    seat.wait_for_line("");
    seat.send("p half\r");
    seat.wait_for("2 of ");
    seat.wait_for_line("");
    seat.screen.close();
    assert_eq!(seat.end(), 129);
    assert_eq!(review(&home).verdicts.len(), 1);
}
