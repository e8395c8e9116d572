//! Every answer comes back from its export, and every text is read.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::bank::{Level, Step};
use crate::report::fixture::{ANSWERS, at, document, session, with_export};
use crate::report::{Export, markdown};
use crate::scoring::{Answers, Place};

fn answers(pairs: &[(Place, &str)]) -> Answers {
    pairs.iter().map(|(place, text)| (*place, (*text).to_owned())).collect()
}

fn page(answers: &[(Step, &str)]) -> String {
    let document = document();
    with_export(&session(answers, true), Some(&document), &at(2_700_000), markdown)
}

#[test]
fn an_export_says_how_it_came_about() {
    let (session, document) = (session(&ANSWERS, true), document());
    let offsets = BTreeMap::from([(Place::Step(Step::Api), 12), (Place::Step(Step::Scale), 0)]);
    let prompted = BTreeMap::from([("cache-failure".to_owned(), offsets)]);
    let page = with_export(&session, Some(&document), &at(2_700_000), |export| {
        markdown(&Export { prompted: &prompted, ..*export })
    });
    let reading = read(&page).unwrap();
    let expected = FileReading {
        prompt: Some("url-shortener".into()),
        level: Some(Level::Mid),
        guess: Some(60),
        answers: session.answers(),
        is_export: true,
        unfinished: false,
        changed: false,
        steps: Some(Step::ALL.into()),
        asked: ["volume".to_owned()].into(),
        curveballs: [].into(),
        prompted,
    };
    assert_eq!(reading, expected);
}

#[test]
fn an_edited_export_is_read_as_it_stands() {
    let page = page(&ANSWERS);
    let edited = page.replacen("40 writes/s", "400 writes/s", 1);
    let reading = read(&edited).unwrap();
    assert!(reading.changed);
    assert!(reading.answers[&Step::Requirements.into()].contains("400 writes/s"));

    let same_length = page.replacen("40 writes/s", "50 writes/s", 1);
    assert!(read(&same_length).unwrap().changed);
    let more_notes = page.replacen("## Red flags", "My notes.\n\n## Red flags", 1);
    assert!(!read(&more_notes).unwrap().changed);
    let one_less: String = page
        .lines()
        .filter(|line| !line.contains("step=storage"))
        .map(|l| l.to_owned() + "\n")
        .collect();
    assert!(read(&one_less).unwrap().changed);
}

#[test]
fn an_export_without_its_front_matter_is_still_one() {
    let page = page(&ANSWERS);
    let (_, body) = page.split_once("\n---\n").unwrap();
    let reading = read(body).unwrap();
    assert!(reading.is_export && !reading.changed);
    assert_eq!(reading.answers, session(&ANSWERS, true).answers());
}

#[test]
fn an_export_that_another_program_formatted() {
    let page = page(&[(Step::Api, "one\n\ntwo\n  three")]);
    let spaced = page.replace(" -->\n>", " -->\n\n>");
    let reading = read(&format!("\u{feff}{spaced}")).unwrap();
    assert_eq!(reading.answers, session(&[(Step::Api, "one\n\ntwo\n  three")], true).answers());
    assert!(!reading.changed);
}

#[test]
fn what_is_wrong_with_an_export_is_named() {
    let page = page(&ANSWERS);
    let error = read(&page.replacen("export/1", "export/2", 1)).unwrap_err();
    assert_eq!(error, ReadError::Newer("onsite.export/2".into()));
    let error = read(&page.replacen("level: mid", "level: mild", 1)).unwrap_err();
    assert_eq!(error.to_string(), "line 7 of the export: `level` cannot be `mild`");
    let error = read(&page.replacen("step=api", "step=apis", 1)).unwrap_err();
    let line = page.lines().position(|line| line.contains("step=api")).unwrap() + 1;
    assert_eq!(error, ReadError::Marker { line, step: "apis".into() });
}

#[test]
fn headings_divide_other_markdown() {
    let text = "# My design\n\n## Functional requirements\ncreate, redirect\n\
                ### Non-functional:\n99.99 %\n\n## 2. API design\nGET /x\n### Why so?\nshort\n\
                Data model\n----------\nlinks(code, url)\n\n**Caching:**\nRedis\n\n\
                1. Scaling:\nshards\n```\n# Requirements\n```\n## Requirements\nand more\n";
    let reading = read(text).unwrap();
    assert!(!reading.is_export);
    let expected = answers(&[
        (Step::Requirements.into(), "create, redirect\n\n99.99 %\n\nand more"),
        (Step::Api.into(), "GET /x\n### Why so?\nshort"),
        (Step::Storage.into(), "links(code, url)\n\nRedis"),
        (Step::Scale.into(), "shards\n```\n# Requirements\n```"),
    ]);
    assert_eq!(reading.answers, expected);
    assert_eq!(read(&text.replace('\n', "\r\n")).unwrap().answers, expected);
}

#[test]
fn text_without_a_known_heading_is_undivided() {
    let text = "\n# Notes\n- a cache, then the store\n  Security\n";
    assert_eq!(read(text).unwrap().answers, answers(&[(Place::All, text)]));
    assert_eq!(read(" \n\n").unwrap().answers, Answers::new());
}

#[test]
fn text_before_the_first_heading_counts_unless_it_is_a_title() {
    let with = read("Title\n=====\n\nIt stores links.\n\n# API\nGET").unwrap();
    assert_eq!(with.answers[&Place::All], "Title\n=====\n\nIt stores links.");
    for title in ["# T\n## U\n", "T\n===\n", "\n\n"] {
        let without = read(&format!("{title}\n# API\nGET")).unwrap();
        assert_eq!(without.answers, answers(&[(Step::Api.into(), "GET")]));
    }
}

#[test]
fn lists_are_no_headings() {
    let text = "# Architecture\n1. Load balancer\n\n1. Cache\n2. Database\n- Security\n> Scaling\n";
    let expected = text.strip_prefix("# Architecture\n").unwrap().trim_end();
    assert_eq!(read(text).unwrap().answers, answers(&[(Step::Components.into(), expected)]));
}

#[test]
fn front_matter_of_others_is_skipped_and_rules_are_not() {
    let front = "---\ntitle: Mine\ntags:\n  - x\n- y\n# z\n---\n# API\nGET";
    assert_eq!(read(front).unwrap().answers, answers(&[(Step::Api.into(), "GET")]));
    for text in
        ["---\nRequirements:\n- create\n---\n", "---\nWe store links: all.\n---\nx", "---\n"]
    {
        let all = read(text).unwrap().answers.into_values().collect::<String>();
        assert!(all.contains("create") || all == text, "{all}");
    }
}

#[test]
fn long_texts_are_read() {
    let lines =
        ["\n", "> ", "# a\n", "# API\nx\n", "```\n", "a:", "- - - -\n", "1. cache\n", "\\u{"];
    for line in lines {
        let text = line.repeat(400_000 / line.len());
        assert!(read(&text).is_ok());
        let marked = format!("<!-- onsite:answer step=api escaped=yes -->\n> {text}");
        assert!(read(&marked).is_ok());
    }
}

fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<!-- onsite:answer step=api bytes=1 lines=1 sha256=0 -->".to_owned()),
        Just("<!-- onsite:end sha256=0 -->".to_owned()),
        Just("---".to_owned()),
        Just("```".to_owned()),
        Just("# Clarify requirements".to_owned()),
        Just("> quoted".to_owned()),
        Just("\\u{1b}\\\\".to_owned()),
        Just("<script>".to_owned()),
        Just(String::new()),
        "[ \t\r\n>#\\\\`-]{0,6}",
        "[\u{0}-\u{20}\u{7f}-\u{9f}\u{2028}\u{202e}\u{feff}]{0,6}",
        any::<String>(),
    ];
    let joint = prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just(""), Just(" \n")];
    prop::collection::vec((piece, joint), 0..8)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(a, b)| [a, b.to_owned()]).collect())
}

proptest! {
    #[test]
    fn every_answer_comes_back_byte_for_byte(texts in prop::collection::vec(awkward(), 5)) {
        let pairs: Vec<(Step, &str)> =
            Step::ALL.into_iter().zip(texts.iter().map(String::as_str)).collect();
        let expected = session(&pairs, true).answers();
        let page = page(&pairs);
        prop_assert!(crate::report::is_untouched(&page));
        for page in [page.replace('\n', "\r\n"), page] {
            let reading = read(&page).unwrap();
            prop_assert_eq!(&reading.answers, &expected);
            prop_assert!(!reading.changed);
        }
    }

    #[test]
    fn any_text_reads(text in any::<String>()) {
        drop(read(&text));
    }

    #[test]
    fn text_of_awkward_pieces_reads_and_loses_no_word(text in awkward(), name in "[a-z]{8}") {
        prop_assume!(step_named(&name).is_none());
        let text = format!("x{text}\n\n{name}\n");
        if let Ok(reading) = read(&text) && !reading.is_export {
            let all: String = reading.answers.into_values().collect();
            prop_assert!(all.contains(&name));
        }
    }

    #[test]
    fn a_mutated_export_never_breaks_the_reader(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, awkward()), 1..6),
    ) {
        let mut page = page(&ANSWERS);
        for (place, length, insert) in cuts {
            let mut start = place.index(page.len());
            while !page.is_char_boundary(start) {
                start -= 1;
            }
            let mut end = (start + length).min(page.len());
            while !page.is_char_boundary(end) {
                end += 1;
            }
            page.replace_range(start..end, &insert);
        }
        drop(read(&page));
    }
}
