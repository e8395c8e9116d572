//! `score` of sessions and of files.

use insta::assert_snapshot;

use crate::documents::{STEPS, Score, Session};
use crate::home::Home;

/// Enough of an answer to meet something in every step.
pub(crate) const ANSWER: &str = "\
How many links a month, and how do reads compare with writes? 100M new links, 100 reads per write.
So it is read-heavy, 100 to 1: the redirect is what is cached and replicated.
Redirect p99 under 50 ms and 99.99 % available, creating may take 300 ms.
:next
POST /v1/links {long_url, alias?} returns 201 with the code, GET /{code} redirects.
302 and not 301, because browsers keep a 301 for good and clicks would not be counted.
:next
Each server leases blocks of 10,000 ids from a counter, written in base 62, so no two collide.
GET /{code}: server, then the cache, on a miss the store, then the cache is filled.
:next
Key-value store keyed by code, because every read is one lookup by key and there are no joins.
Cache-aside in Redis with LRU and a TTL of ten minutes; a deleted link is removed at once.
:next
Three replicas in three zones; when the primary dies a follower is promoted and redirects go on.
Rate limit per API key, 429 over the quota.
";

/// The smallest rubric of the contract.
const SMALLEST: &str = r#"prompt = "url-shortener"
version = 1

[[criterion]]
id = "redirect-status"
step = "api"
text = "Chooses 301 or 302 for the redirect and says what follows for caching and analytics"
"#;

#[test]
fn a_session_is_scored() {
    let home = Home::new();
    assert_snapshot!(home.onsite("score").fails(1).without_output().error(), @"
    error: there is no session yet
    hint: `onsite start` begins one
    ");
    home.sit("start url-shortener --level senior", ANSWER);
    let score = home.onsite("score --json").succeeds().quietly().json::<Score>();
    let score = score.keeps_the_contract();
    assert_eq!((score.level.as_str(), score.prompt.as_str()), ("senior", "url-shortener"));
    assert!(score.total > 10.0 && score.criteria.len() >= 24, "{}", score.total);
    assert_eq!((&score.guess, &score.id), (&None, &None));
    let mut answers: Vec<&str> = score.answers.keys().map(String::as_str).collect();
    answers.sort_unstable();
    let mut steps = STEPS;
    steps.sort_unstable();
    assert_eq!(answers, steps);
    // The same again is the same bytes.
    let again = || home.onsite("score latest --json").succeeds().raw();
    assert_eq!(again(), again());
    // The page holds what the document holds.
    let page = home.onsite("score").succeeds().quietly();
    assert!(page.out().starts_with("URL shortener · senior "), "{}", page.out());
    let words: Vec<&str> = page.out().split_whitespace().collect();
    let words = words.join(" ");
    for heading in ["Clarify requirements", "APIs and core use cases", "The same answers as"] {
        assert!(words.contains(heading), "{heading}");
    }
    for one in score.criteria.iter().filter(|one| one.verdict == "met") {
        for piece in &one.evidence {
            let quote: Vec<&str> = piece.quote.split_whitespace().take(3).collect();
            assert!(words.contains(&quote.join(" ")), "{}", piece.quote);
        }
    }
    for line in page.out().lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_level_changes_weights_and_no_verdict() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    let of = |level: &str| {
        let line = format!("score --json --level {level}");
        home.onsite(&line).succeeds().json::<Score>().keeps_the_contract()
    };
    let mid = of("mid");
    for level in ["junior", "senior", "staff"] {
        let other = of(level);
        assert_eq!(other.level, level);
        assert_eq!(other.verdicts(), mid.verdicts());
        assert_eq!(other.levels, mid.levels);
    }
    let _ran = home.onsite("score --level guru").fails(2).without_output();
}

#[test]
fn a_bar_that_is_not_reached_ends_with_1() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    let total = home.onsite("score --json").succeeds().json::<Score>().total;
    let _ran = home.onsite(&format!("score --fail-under {total}")).succeeds().quietly();
    let ran = home.onsite("score --json --fail-under 100").fails(1);
    let _score = ran.json::<Score>().keeps_the_contract();
    assert_eq!(ran.error(), format!("The total is {total}, less than 100.\n"));
    let silent = home.onsite("-q score --fail-under 100").fails(1);
    assert_eq!(silent.error(), "");
    for bar in ["-1", "101", "NaN", "x"] {
        let _ran = home.onsite(&format!("score --fail-under={bar}")).fails(2).without_output();
    }
}

/// Ten megabytes are refused at once, whatever they hold; the test's own patience is the bound.
#[test]
fn ten_megabytes_are_refused_in_bounded_time() {
    let home = Home::new();
    for line in ["302, so that every click reaches us\n", "a", "# Storage\n> x\n"] {
        home.write("big.md", line.repeat(10_000_000 / line.len()));
        let ran = home.onsite("score --file big.md --prompt url-shortener").fails(1);
        assert!(ran.error().contains("at most 1048576 are scored"), "{}", ran.error());
    }
}

#[test]
fn text_written_elsewhere_is_scored_without_the_store() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    let session = home.onsite("score --json").succeeds().json::<Score>();
    let headings = [
        "# Clarify requirements\n",
        "## API\n",
        "### components\n",
        "## Storage\n",
        "# Scalability, reliability, security\n",
    ];
    let parts = ANSWER.split(":next\n").zip(headings);
    let parts: Vec<String> = parts.map(|(part, heading)| format!("{heading}\n{part}")).collect();
    let text = parts.join("\n");
    home.write("notes.md", &text);
    let elsewhere = Home::new();
    elsewhere.write("notes.md", &text);
    let line = "score --file notes.md --prompt url-shortener --json";
    let score = elsewhere.onsite(line).succeeds().quietly().json::<Score>().keeps_the_contract();
    assert_eq!((score.total, score.verdicts()), (session.total, session.verdicts()));
    assert!(!elsewhere.folder().join("data").exists(), "the store was not opened");
    // The same from standard input, and with a store that nobody can open.
    let line = "score --file - --prompt url-shortener --json --data-dir /dev/null";
    let piped = elsewhere.onsite(line).typed(text).succeeds().quietly().json::<Score>();
    assert_eq!(piped, score);
    // Text without a heading is one piece.
    let plain = elsewhere.onsite(line).typed("302 because a 301 is cached").succeeds();
    let plain = plain.json::<Score>().keeps_the_contract();
    assert_eq!(plain.answers.keys().collect::<Vec<_>>(), ["all"]);
}

#[test]
fn an_export_is_scored_as_its_session() {
    let home = Home::new();
    home.sit("start url-shortener --level staff", ANSWER);
    let session = home.onsite("score --json").succeeds().json::<Score>();
    let _ran = home.onsite("export -o it.md").succeeds();
    let score = home.onsite("score --file it.md --json").succeeds().quietly().json::<Score>();
    assert_eq!(score.keeps_the_contract(), session);
    let piped = home.onsite("score --file - --json").typed(home.read("it.md")).succeeds();
    assert_eq!(piped.json::<Score>(), session);
    let mid = home.onsite("score --file it.md --json --level mid").succeeds().json::<Score>();
    assert_eq!((mid.level.as_str(), &mid.levels), ("mid", &session.levels));
}

#[test]
fn an_export_as_json_is_scored_as_its_session() {
    let home = Home::new();
    home.sit("start url-shortener --level senior --interviewer offline", ANSWER);
    let session = home.onsite("score --json").succeeds().json::<Score>();
    let _ran = home.onsite("export --format json -o it.json").succeeds();
    let score = home.onsite("score --file it.json --json").succeeds().quietly().json::<Score>();
    assert_eq!(score, session);
    home.write(
        "edited.json",
        home.read("it.json").replace("\"level\": \"senior\"", "\"level\": \"mid\""),
    );
    let ran = home.onsite("score --file edited.json --json").succeeds();
    assert_eq!(ran.error(), "warning: an answer in this export was changed after it was written\n");
}

#[test]
fn what_holds_no_answers_is_not_scored_as_one() {
    let home = Home::new();
    home.sit("start url-shortener", ANSWER);
    let _ran = home.onsite("export --format html -o it.html").succeeds();
    let ran = home.onsite("score --file it.html --prompt url-shortener").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: cannot score `it.html`: it is a page of HTML
    hint: export the session as markdown or JSON, or give the text alone
    ");
    home.write("score.json", home.onsite("score --json").succeeds().out());
    let ran = home.onsite("score --file score.json").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: cannot score `score.json`: it is a document `onsite.score/1`, which holds no answers
    hint: `onsite export --format json` writes a session with its answers
    ");
    home.write("half.json", "{\"schema\": \"onsite.session/1\",\n \"prompt\": 3}");
    let ran = home.onsite("score --file half.json").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: cannot score `half.json`: line 2, column 12 of the export: invalid type: integer `3`, expected a string
    hint: put the value right, or export the session again
    ");
    home.write("newer.json", "{\"schema\": \"onsite.session/9\"}");
    let _ran = home.onsite("score --file newer.json").fails(1).without_output();
    // What only looks like one is an answer.
    home.write("own.json", "{\"requests\": \"100M a month\"}");
    let _ran = home.onsite("score --file own.json --prompt url-shortener").succeeds();
}

#[test]
fn a_file_needs_a_prompt_that_exists() {
    let home = Home::new();
    home.write("notes.md", "some text");
    let ran = home.onsite("score --file notes.md").fails(2).without_output();
    assert_snapshot!(ran.error(), @"
    error: it is not known which prompt the text answers
    hint: `--prompt PROMPT` says so; `onsite prompts` lists them
    ");
    let ran = home.onsite("score --file notes.md --prompt url-shortner").fails(1);
    assert_snapshot!(ran.without_output().error(), @"
    error: there is no prompt `url-shortner`
    hint: did you mean `url-shortener`?
    ");
    let ran = home.onsite("score --file nothing.md --prompt url-shortener").fails(1);
    assert_snapshot!(ran.without_output().error(), @"error: cannot read `nothing.md`: no such file or directory");
    let _ran = home.onsite("score --file . --prompt url-shortener").fails(1).without_output();
    let _ran = home.onsite("score latest --file notes.md").fails(2).without_output();
    let _ran = home.onsite("score --file notes.md --jsonl").fails(2).without_output();
}

#[test]
fn the_smallest_rubric_will_do() {
    let home = Home::new();
    home.write("small.toml", SMALLEST);
    let text = "302, because browsers cache a 301 for good and analytics would miss the clicks";
    let line = "score --file - --rubric small.toml --json";
    let score = home.onsite(line).typed(text).succeeds().quietly().json::<Score>();
    let score = score.keeps_the_contract();
    assert_eq!(score.verdicts().len(), 1);
    assert_eq!(score.criteria[0].id, "redirect-status");
    let nothing = home.onsite(line).typed("Lorem ipsum dolor sit amet.\n").succeeds();
    let nothing = nothing.json::<Score>().keeps_the_contract();
    assert_eq!((nothing.total, nothing.criteria[0].verdict.as_str()), (0.0, "missed"));
    // The prompt need not be in the bank.
    home.write("own.toml", SMALLEST.replace("url-shortener", "nowhere"));
    let score = home.onsite("score --file - --rubric own.toml --json").typed(text).succeeds();
    assert_eq!(score.json::<Score>().prompt, "nowhere");
    // A session by another rubric.
    home.sit("start url-shortener", ANSWER);
    let score = home.onsite("score --rubric small.toml --json").succeeds().json::<Score>();
    assert_eq!(score.keeps_the_contract().criteria.len(), 1);
}

#[test]
fn a_broken_rubric_is_told_with_its_place() {
    let home = Home::new();
    home.write("bad.toml", SMALLEST.replace("step = \"api\"", "step = \"lunch\"\nwieght = 3"));
    home.write("notes.md", "text");
    let ran = home.onsite("score --file notes.md --rubric bad.toml").fails(1).without_output();
    assert!(ran.error().contains("bad.toml"), "{}", ran.error());
    assert!(ran.error().contains("lunch") && ran.error().contains("wieght"), "{}", ran.error());
    let _ran = home.onsite("score --file notes.md --rubric none.toml").fails(1).without_output();
}

#[test]
fn an_open_session_is_not_scored() {
    let home = Home::new();
    home.sit("practice url-shortener", "x\n:quit\n");
    let ran = home.onsite("score").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: session `session1` is not over
    hint: `onsite resume session1` goes on with it
    ");
    home.sit("start url-shortener", "x\n:quit\n");
    let ran = home.onsite("score").fails(1).without_output();
    assert!(ran.error().contains("is running"), "{}", ran.error());
}

#[test]
fn a_box_that_ended_alone_is_sealed_and_scored() {
    let home = Home::new();
    let started = home.onsite("start url-shortener").with("ONSITE_CLOCK_RATE", "3600");
    let _ran = started.typed("302, as a 301 is cached for good\n:quit\n").succeeds();
    let id = home.latest();
    // The box takes three quarters of a second.
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while home.status(&id).state == "running" {
        assert!(std::time::Instant::now() < end);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(home.status(&id).state, "expired");
    let score = home.onsite("score --json").succeeds().json::<Score>().keeps_the_contract();
    assert_eq!(score.answers["requirements"], "302, as a 301 is cached for good");
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    assert_eq!((session.state.as_str(), session.score), ("expired", Some(score)));
}
