use super::*;
use crate::report::fixture::*;
#[test]
fn look() {
    let rubric = rubric();
    let document = document();
    let prompt = prompt();
    let session = session(&ANSWERS, true);
    let times = session
        .steps()
        .iter()
        .map(|b| {
            (
                b.step,
                StepTime {
                    planned_ms: Some(b.seconds * 1000),
                    used_ms: session.spent_ms(b.step, &at(2_700_000)),
                },
            )
        })
        .collect();
    let card = Scorecard {
        title: "URL shortener",
        document: &document,
        before_review: None,
        rubric: &rubric,
        prompt: Some(&prompt),
        times: &times,
        next: &[
            NextCommand {
                command: "onsite review",
                what: "1 unsure first, then the rest: accept or override",
            },
            NextCommand { command: "onsite export", what: "the whole interview as markdown" },
        ],
    };
    for (columns, charset, plain) in [
        (80, Charset::Unicode, false),
        (40, Charset::Unicode, false),
        (60, Charset::Ascii, false),
        (80, Charset::Unicode, true),
    ] {
        let layout = Layout { columns, charset, plain };
        println!("===== {layout:?}");
        for l in scorecard(&card, layout) {
            println!("{l}");
        }
        println!("===== score_text");
        for l in score_text(&card, layout) {
            println!("{l}");
        }
        println!("===== card");
        let terms = CardTerms {
            mode: crate::interview::Mode::Mock,
            level: crate::bank::Level::Mid,
            box_ms: Some(2_700_000),
            steps: session.steps(),
            closing: &[
                "What you type is your answer; :next moves on, :help shows the rest. Once started the clock does not stop. Everything is saved as you type.",
                "Enter starts the clock, Ctrl-C leaves.",
            ],
        };
        for l in prompt_card(&prompt, &terms, layout) {
            println!("{l}");
        }
        println!("===== status");
        let s2 = crate::report::fixture::session(&ANSWERS, false);
        let st = crate::report::StatusDocument::of(&s2, "we shard\nby code", &at(1_000_000));
        for l in status_lines(&st, "URL shortener", Some(2_700_000), layout) {
            println!("{l}");
        }
        println!("===== prompts");
        let p = |id: &str, title: &str, practised, source: &str| crate::report::PromptEntry {
            id: id.into(),
            title: title.into(),
            difficulty: crate::bank::Difficulty::Medium,
            tags: vec!["read-heavy".into(), "storage".into()],
            criteria: 27,
            source: source.into(),
            practised,
        };
        for l in prompt_list(
            &[
                p("url-shortener", "URL shortener", 2, "built-in"),
                p("note-taking", "Notes that sync", 0, "built-in"),
                p("mine/chat", "A chat", 1, "mine"),
            ],
            layout,
        ) {
            println!("{l}|");
        }
        println!("===== history");
        let h = |id: &str, total: Option<f64>, reviewed, state| crate::report::HistoryEntry {
            id: id.into(),
            prompt: "url-shortener".into(),
            mode: crate::interview::Mode::SelfInterview,
            level: crate::bank::Level::Mid,
            state,
            started_at: "2026-11-18T08:26:40Z".into(),
            minutes: Some(45),
            spent_s: 2650,
            total,
            reviewed_total: reviewed,
            verdict: total.map(crate::scoring::Overall::of),
            input: crate::interview::Source::Terminal,
            rehearsal: false,
        };
        for l in history_table(
            &[
                h("k7m2qxha", Some(68.4), Some(72.0), crate::interview::State::Expired),
                h("abcd1234", None, None, crate::interview::State::Running),
                h("q", Some(5.0), None, crate::interview::State::Abandoned),
            ],
            layout,
        ) {
            println!("{l}|");
        }
    }
    let text = with_export(&session, Some(&document), &at(2_700_000), crate::report::markdown);
    println!("{text}");
    let s2 = crate::report::fixture::session(&ANSWERS, false);
    println!("{}", with_export(&s2, Some(&document), &at(1_000_000), crate::report::markdown));
}
