//! `template`, and the guided documents that it begins.

use onsite::bank::{Bank, DESIGN_TEMPLATE, GUIDES};
use onsite::report::{read, read_document};
use onsite::scoring::{Answers, Compiled, Document, Place, Submission, Verdict, score};

use crate::home::Home;

fn judge(guide: &str, text: &str) -> Document {
    let bank = Bank::open(None);
    let guide = GUIDES.iter().find(|known| known.id == guide).unwrap();
    let rubric = bank.guide_rubric(guide).unwrap();
    let compiled = Compiled::new(&rubric, None, &[], bank.lexicon().unwrap());
    let answers = read_document(text).answers;
    score(&compiled, &Submission { answers, ..Submission::default() }).unwrap()
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/guides/{name}.md", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
}

#[test]
fn strong_documents_are_strong_and_weak_ones_weak() {
    for guide in &GUIDES {
        let strong = judge(guide.id, &sample(&format!("{}-strong", guide.id))).total;
        let weak = judge(guide.id, &sample(&format!("{}-weak", guide.id))).total;
        assert!(strong >= 75.0, "{}: the strong one has {strong}", guide.id);
        assert!(weak <= 30.0, "{}: the weak one has {weak}", guide.id);
        let other = GUIDES.iter().find(|other| other.id != guide.id).unwrap();
        let foreign = judge(other.id, &sample(&format!("{}-strong", guide.id))).total;
        assert!(foreign <= 35.0, "{} on {}: {foreign}", guide.id, other.id);
    }
}

#[test]
fn a_template_that_nobody_filled_in_is_worth_nothing() {
    for guide in &GUIDES {
        assert_eq!(read_document(guide.template).answers, Answers::new(), "{}", guide.id);
        assert!(judge(guide.id, guide.template).total.abs() < f64::EPSILON);
    }
    let home = Home::new();
    let _ran = home.onsite("template -o design.md").succeeds();
    assert_eq!(read(DESIGN_TEMPLATE).unwrap().answers, Answers::new());
    let ran = home.onsite("score --file design.md --prompt url-shortener --json").succeeds();
    let document: serde_json::Value = ran.json();
    assert_eq!(document["total"], 0.0);
    assert_eq!(document["answers"], serde_json::json!({}));
}

/// What is written under the headings of the template scores as it does by itself.
#[test]
fn a_filled_template_scores_as_its_text() {
    let strong = std::fs::read_to_string(format!(
        "{}/tests/answers/url-shortener/strong.md",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    let plain = read(&strong).unwrap().answers;
    assert_eq!(plain.len(), 5, "the sample is divided into the steps");
    let mut filled = DESIGN_TEMPLATE.to_owned();
    for (place, text) in &plain {
        let Place::Step(step) = place else { panic!("{place:?}") };
        let heading = format!("## {}\n", step.heading());
        assert!(filled.contains(&heading), "{heading}");
        // Before the guiding comment, and a part behind it.
        let (first, rest) = text.split_once("\n\n").unwrap_or((text.as_str(), ""));
        let at = filled.find(&heading).unwrap() + heading.len();
        let behind = at + filled[at..].find("-->\n").unwrap() + "-->\n".len();
        filled.insert_str(behind, &format!("\n{rest}\n"));
        filled.insert_str(at, &format!("\n{first}\n"));
    }
    let bank = Bank::open(None);
    let (prompt, rubric) =
        (bank.prompt("url-shortener").unwrap(), bank.rubric("url-shortener").unwrap());
    let compiled =
        Compiled::new(&rubric, Some(&prompt.brief), &prompt.facts, bank.lexicon().unwrap());
    let total = |answers: Answers| {
        score(&compiled, &Submission { answers, ..Submission::default() }).unwrap().total
    };
    let (written, alone) = (total(read(&filled).unwrap().answers), total(plain));
    assert!((written - alone).abs() < f64::EPSILON, "{written} and {alone}");
    assert!(alone > 60.0);
}

/// Exemplars are tests, for a checklist as for a rubric.
#[test]
fn the_sentences_of_a_checklist_are_judged_as_they_say() {
    let bank = Bank::open(None);
    let (mut right, mut all) = (0, 0);
    for guide in &GUIDES {
        let rubric = bank.guide_rubric(guide).unwrap();
        assert!((12..=18).contains(&rubric.criteria.len()), "{}", rubric.criteria.len());
        let compiled = Compiled::new(&rubric, None, &[], bank.lexicon().unwrap());
        let verdict = |criterion: &str, text: &str| {
            let answers = Answers::from([(Place::All, text.to_owned())]);
            let document =
                score(&compiled, &Submission { answers, ..Submission::default() }).unwrap();
            document.criteria.iter().find(|one| one.id == criterion).unwrap().verdict
        };
        for criterion in &rubric.criteria {
            let exemplars = &criterion.exemplars;
            assert!(exemplars.met.len() >= 3, "{}", criterion.id);
            for text in &exemplars.met {
                all += 1;
                let found = verdict(&criterion.id, text);
                right += usize::from(found == Verdict::Met);
                assert_ne!(found, Verdict::Missed, "{} {}: {text}", guide.id, criterion.id);
            }
            // A sentence that only names the thing may be worth nothing by itself, and is never
            // worth everything; nor is one about something else.
            for text in exemplars.partly.iter().chain(&exemplars.missed) {
                let found = verdict(&criterion.id, text);
                assert_ne!(found, Verdict::Met, "{} {}: {text}", guide.id, criterion.id);
            }
        }
    }
    assert!(right * 100 >= all * 95, "{right} of {all} are met");
}

#[test]
fn guided_documents_are_no_interviews() {
    let home = Home::new();
    for guide in &GUIDES {
        assert!(!Bank::open(None).ids().iter().any(|id| id == guide.id));
        let started = home.onsite(&format!("start {}", guide.id)).fails(1).without_output();
        assert!(started.error().contains("there is no prompt"), "{}", started.error());
        let line = format!("template --kind {} -o guide.md --force", guide.id);
        let ran = home.onsite(&line).succeeds().says("guide.md");
        assert!(ran.error().contains(&format!("--prompt {}", guide.id)), "{}", ran.error());
        home.write("guide.md", sample(&format!("{}-strong", guide.id)));
        let line = format!("score --file guide.md --prompt {}", guide.id);
        let _ran = home.onsite(&line).succeeds().quietly().says(" of 100").says("Worth most");
    }
    assert!(!home.database().exists(), "no store was made");
}

#[test]
fn a_file_that_holds_something_else_is_not_replaced() {
    let home = Home::new();
    home.write("mine.md", "mine");
    let ran = home.onsite("template -o mine.md").fails(1).without_output();
    assert!(ran.error().contains("`mine.md` is there and holds something else"), "{}", ran.error());
    assert_eq!(home.read("mine.md"), "mine");
    let _ran = home.onsite("template -o mine.md --force").succeeds();
    assert_eq!(home.read("mine.md"), DESIGN_TEMPLATE);
    let _again = home.onsite("template -o mine.md").succeeds();
    let _out = home.onsite("template").succeeds().quietly().says("## Clarify requirements");
}
