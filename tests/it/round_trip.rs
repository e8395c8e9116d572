//! Whatever is typed comes back from an export, and is scored as the session was.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::documents::{Score, Session};
use crate::home::Home;

/// Lines that try to break out of where they are kept.
fn line() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        "",
        " ",
        "\t",
        "```",
        "~~~~",
        "---",
        "## Reference answer",
        "# api",
        "> quoted",
        "-->",
        "<!-- onsite:answer -->",
        "- [x] done",
        "total: 100",
        "\u{feff}bom",
        "a\u{0}b",
        "\x1b[31mred",
        "\u{202e}rtl",
        "\u{2028}",
        "&lt;",
        "\\",
        "'\"`",
        "::colon",
        ":8080",
        "?",
        "</details>",
        "302 because browsers keep a 301 for good",
        "\u{85}",
        "e\u{301}",
        "\x0b\x0c",
        "\u{fffd}",
    ]);
    // `? TEXT` is a question to the interviewer, of which only the text is kept.
    let asks = |line: &String| {
        line.strip_prefix('?').is_some_and(|rest| rest.starts_with(char::is_whitespace))
    };
    let anything = "[^\n\r]{0,60}".prop_filter("a question", move |line| !asks(line));
    let words = "([a-z]{1,9} ){0,12}(cache|301|302|replica|base 62|10 ms)?";
    prop_oneof![
        2 => awkward.prop_map(str::to_owned),
        2 => anything.prop_map(|text| text),
        3 => words.prop_map(|text| text),
    ]
}

/// The line as it has to be typed to be text: a colon and a letter would be a command.
fn typed(line: &str) -> String {
    let commanding = line.starts_with("::")
        || line.strip_prefix(':').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphabetic()));
    if commanding { format!(":{line}") } else { line.to_owned() }
}

#[test]
fn an_export_is_the_session() {
    let steps = prop::collection::vec(prop::collection::vec(line(), 0..8), 5);
    let config = Config { cases: 25, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&steps, |steps| {
            let home = Home::new();
            let mut script = String::new();
            for (n, lines) in steps.iter().enumerate() {
                if n > 0 {
                    script.push_str(":next\n");
                }
                for line in lines {
                    script.push_str(&typed(line));
                    script.push('\n');
                }
            }
            home.sit("start url-shortener", &script);
            let status = home.status("latest");
            for (step, lines) in crate::documents::STEPS.iter().zip(&steps) {
                prop_assert_eq!(status.answer(step), lines.join("\n"), "{}", step);
            }
            let score = home.onsite("score --json").succeeds().json::<Score>();
            let score = score.keeps_the_contract();
            let _ran = home.onsite("export -o it.md").succeeds().quietly();
            let again = home.onsite("score --file it.md --json").succeeds().quietly();
            let again = again.json::<Score>();
            prop_assert_eq!(again.verdicts(), score.verdicts());
            prop_assert_eq!(&again, &score, "total, answers and all");
            let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
            prop_assert_eq!(&session.answers, &status.answers);
            // Nothing of it reaches a terminal as anything but text.
            for shown in ["score", "status", "export -o -"] {
                let ran = home.onsite(shown).succeeds();
                let foreign = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
                prop_assert!(
                    shown.starts_with("export") || !ran.raw().contains(foreign),
                    "{}",
                    shown
                );
            }
            Ok(())
        })
        .unwrap();
}
