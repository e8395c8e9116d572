//! What leaves the machine leaves it with consent, and a key is shown nowhere.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use onsite::llm::{Client, Endpoint, Limits, Secret, Stop};

use crate::documents::Score;
use crate::home::Home;
use crate::model::{Asked, Does, Model};
use crate::second_opinion::{KEY, asking, sat};

const QUOTE: &str = "GET /{code} -> 302, so that every click is seen";

fn missed() -> Model {
    Model::saying("missed", "")
}

#[test]
fn it_is_asked_once_and_remembered_for_that_endpoint_alone() {
    let home = sat();
    let model = missed();
    let with =
        |name: &str| format!("score --judge llm --llm-url {} --llm-model {name}", model.url());
    let line = with("small");
    for reply in ["", "n", "why"] {
        let mut seat = home.on_a_terminal(&line).open();
        seat.wait_for(&format!("will be sent to {}. Agree, for this and later? y/N:", model.url()));
        assert!(seat.shows("Your answers, the brief and the criteria"));
        seat.send(format!("{reply}\r"));
        assert_eq!(seat.end(), 1);
        assert!(seat.shows("Nothing was sent."));
    }
    assert!(model.asked().is_empty());
    let mut seat = home.on_a_terminal(&line).with("PAGER", "cat").open();
    seat.wait_for("y/N:");
    seat.send("y\r");
    assert_eq!(seat.end(), 0);
    let calls = model.asked().len();
    assert!(calls > 0);
    // Remembered: nothing is asked, also where nobody could be.
    let _ran = home.onsite(&format!("{} --no-input", with("other"))).succeeds();
    assert!(model.asked().len() > calls);
    let kept = std::fs::read_to_string(home.data().join("consent.json")).unwrap();
    assert!(kept.contains(&model.url()), "{kept}");
    let _ran = home.onsite("doctor").succeeds().says(&model.url());
    // Another endpoint is another question; and deleting the file takes all back.
    let other = missed();
    let elsewhere = format!("score --judge llm --llm-url {} --llm-model small", other.url());
    let ran = home.onsite(&elsewhere).fails(2).without_output();
    let error = ran.error().replace(other.host(), "HOST");
    assert_snapshot!(error, @"
    error: nobody has agreed yet that anything is sent to `http://HOST`, and there is nobody to ask
    hint: on a terminal it is asked once, and remembered
    hint: ONSITE_LLM_CONSENT=http://HOST agrees for one run
    ");
    std::fs::remove_file(home.data().join("consent.json")).unwrap();
    let _ran = home.onsite(&format!("{} --no-input", with("third"))).fails(2);
    assert!(other.asked().is_empty());
}

#[test]
fn an_interview_asks_before_its_clock_starts() {
    let home = Home::new();
    let model = missed();
    let line = format!(
        "start url-shortener --interviewer llm --llm-url {} --llm-model small",
        model.url()
    );
    let ran = home.onsite(&line).typed("x\n").fails(2);
    assert!(ran.error().contains("nobody has agreed yet"), "{}", ran.error());
    assert!(home.ids().is_empty(), "no session was begun");
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let home = sat();
    for (line, error) in [
        ("score --judge llm", "no endpoint of a language model was named"),
        ("score --judge llm --llm-url http://127.0.0.1:1", "it is not known which model to ask"),
        ("score --judge llm --llm-url localhost", "`localhost` is no address"),
        ("score --judge llm --llm-url https://a:b@c/v1", "carries no user, password"),
        ("score --jsonl --judge llm", "`--jsonl` is judged offline"),
        ("score --votes 3", "`--votes` goes with `--judge llm`"),
        ("score --judge llm --votes 2", "1, 3 or 5 is needed"),
        ("start url-shortener --interviewer llm", "no endpoint of a language model was named"),
    ] {
        let ran = home.onsite(line).fails(2).without_output();
        assert!(ran.error().contains(error), "`{line}`: {}", ran.error());
        assert!(!ran.error().contains("a:b"));
    }
    let run = home.onsite("score --judge llm --llm-url http://10.1.2.3 --llm-model m");
    let ran = run.with("ONSITE_LLM_KEY", KEY).fails(2);
    assert!(
        ran.error().contains("a key is not sent to `10.1.2.3` over plain http"),
        "{}",
        ran.error()
    );
}

#[test]
fn a_key_from_a_file_or_a_command() {
    let home = sat();
    home.write("key", format!("{KEY}\n"));
    let file = home.work().join("key");
    for (name, value) in [
        ("ONSITE_LLM_KEY_FILE", file.display().to_string()),
        ("ONSITE_LLM_KEY_COMMAND", format!("cat '{}'", file.display())),
    ] {
        let model = missed();
        let run = asking(&home, &model, "score --judge llm").without("ONSITE_LLM_KEY");
        let _ran = run.with(name, value).succeeds();
        assert!(model.asked()[0].headers.contains(&format!("Bearer {KEY}")));
        let run = asking(&home, &model, "score --judge llm").without("ONSITE_LLM_KEY");
        let ran = run.with(name, "/no/such").fails(1);
        assert!(ran.error().contains("/no/such"), "{}", ran.error());
    }
    let model = missed();
    let _ran = asking(&home, &model, "score --judge llm").without("ONSITE_LLM_KEY").succeeds();
    assert!(!model.asked()[0].headers.to_lowercase().contains("authorization"));
}

/// The files under a folder that hold the key.
fn holding(folder: &Path) -> Vec<PathBuf> {
    let mut holding = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                if bytes.windows(KEY.len()).any(|part| part == KEY.as_bytes()) {
                    holding.push(path);
                }
            }
        }
    }
    holding
}

/// A server that repeats the key wherever it can.
fn echoing(number: usize, asked: &Asked) -> Does {
    let key = asked.headers.split("Bearer ").nth(1).unwrap().lines().next().unwrap().to_owned();
    if number == 0 {
        let body = format!("{{\"error\":{{\"message\":\"slow down, {key}\"}}}}");
        return Does::Http(403, Vec::new(), body.into_bytes());
    }
    if asked.body["messages"].as_array().unwrap().len() == 1 {
        return Does::Says(key);
    }
    let lines: Vec<serde_json::Value> = asked
        .criteria()
        .iter()
        .map(|id| serde_json::json!({"id": id, "quote": "", "reason": key, "verdict": "missed"}))
        .collect();
    Does::Says(serde_json::json!({"verdicts": lines}).to_string())
}

#[test]
fn the_key_appears_nowhere() {
    let home = sat();
    home.write("notes.md", format!("## API\n\n{QUOTE}\n"));
    let model = Model::new(echoing);
    let lines = [
        "score --judge llm -v",
        "score --judge llm -v",
        "score --judge llm --json",
        "score --judge llm --dry-run --llm-model other",
        "score --file notes.md --prompt url-shortener --judge llm --json",
        "score",
        "export --format json",
        "export",
        "export -o -",
        "review --no-input",
        "history --json",
        "doctor",
        "doctor --json",
        "doctor --endpoint",
        "backup copy.db",
        "score --judge llm --llm-url http://[",
    ];
    for (number, line) in lines.iter().enumerate() {
        let run = asking(&home, &model, line)
            .with("RUST_BACKTRACE", "full")
            .with("ONSITE_LLM_CALLS", "1");
        let ran = match number {
            0 => run.fails(4),
            last if last == lines.len() - 1 => run.fails(2),
            _ => run.succeeds(),
        };
        assert!(!ran.raw().contains(KEY) && !ran.error().contains(KEY), "{line}");
    }
    let ran = home.onsite("doctor").with("ONSITE_LLM_KEY", KEY).with("ONSITE_LLM_URL", model.url());
    let _ran = ran.succeeds().says("from $ONSITE_LLM_KEY").says(model.host());
    assert_eq!(holding(home.folder()), [] as [PathBuf; 0]);
    // Not among the arguments of a process either, nor in a panic of whoever holds a client.
    let slow = Model::new(|_, _| Does::Holds);
    let mut child = asking(&home, &slow, "score --judge llm --llm-model slow").spawn();
    slow.wait_for(1);
    let arguments = std::fs::read(format!("/proc/{}/cmdline", child.id()));
    child.kill().unwrap();
    child.wait().unwrap();
    if let Ok(arguments) = arguments {
        assert!(!String::from_utf8_lossy(&arguments).contains(KEY));
    }
    let endpoint = Endpoint::new("http://127.0.0.1:1", "m", Secret::new(KEY)).unwrap();
    let client = Client::new(endpoint, Limits::default(), Stop::default()).unwrap();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        panic!("{client:?} {:#?}", client.endpoint())
    }));
    let words = panicked.unwrap_err().downcast::<String>().unwrap();
    assert!(words.contains("[key]") && !words.contains(KEY), "{words}");
}

#[test]
fn the_endpoint_is_called_by_doctor_only_when_that_is_asked() {
    let home = Home::new();
    let model = Model::new(|_, _| Does::Says("pong".to_owned()));
    let ran = asking(&home, &model, "doctor").succeeds().says(model.host()).says("small");
    assert!(model.asked().is_empty() && !ran.out().contains("it answers"));
    let _ran = asking(&home, &model, "doctor --endpoint").succeeds().says("it answers");
    assert_eq!(model.asked().len(), 1);
    let gone =
        asking(&home, &model, "doctor --endpoint").with("ONSITE_LLM_URL", "http://127.0.0.1:1");
    let gone = gone.with("ONSITE_LLM_CONSENT", "http://127.0.0.1:1").succeeds();
    assert!(gone.out().contains("none: cannot reach"), "{}", gone.out());
    let ran = home.onsite("doctor --endpoint").fails(2);
    assert!(ran.error().contains("no endpoint of a language model was named"), "{}", ran.error());
}

#[test]
fn the_model_is_measured_on_the_same_labels() {
    let home = Home::new();
    home.write("notes.md", format!("## API\n\n{QUOTE}\n"));
    let label = |criterion: &str, verdict: &str| {
        format!(
            "{{\"prompt\":\"url-shortener\",\"file\":\"notes.md\",\"criterion\":\"{criterion}\",\
             \"verdict\":\"{verdict}\"}}\n"
        )
    };
    let labels = label("redirect-status", "met") + &label("redirect-path", "missed");
    home.write("labels.jsonl", labels);
    let model = Model::new(|_, asked| {
        Does::judges(asked, |id| match id {
            "redirect-status" => ("met", QUOTE.to_owned()),
            _ => ("missed", String::new()),
        })
    });
    let line = "eval labels.jsonl --judge llm --json";
    let rows: serde_json::Value = asking(&home, &model, line).succeeds().json();
    let names: Vec<&str> =
        rows["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names[..2], ["offline judge", "llm judge"]);
    assert_eq!(rows["rows"][1]["items"], 2);
    assert_eq!(rows["rows"][1]["macro_f1_2"]["value"], 1.0);
    // Only what is labelled was asked about, and it is asked once.
    let ids: Vec<String> = model.asked().iter().flat_map(Asked::criteria).collect();
    assert_eq!(ids.len(), 2);
    let again: serde_json::Value = asking(&home, &model, line).succeeds().json();
    assert_eq!(again, rows);
    assert_eq!(model.asked().iter().flat_map(Asked::criteria).count(), 2);
    let _ran = asking(&home, &model, "eval labels.jsonl --judge llm --dry-run")
        .succeeds()
        .says("known already: 2 criteria");
}

#[test]
fn what_a_model_said_is_forgotten_with_the_session() {
    let home = sat();
    let model = Model::saying("met", QUOTE);
    let score: Score = asking(&home, &model, "score --judge llm --json").succeeds().json();
    assert_eq!(score.judge, "llm");
    let _ran = home.onsite("forget latest --yes").succeeds();
    let words = b"every click is seen";
    let mut folders = vec![home.data()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                assert!(!bytes.windows(words.len()).any(|part| part == words), "{path:?}");
            }
        }
    }
}
