//! What is marked, and what is left out.

use super::*;
use crate::bank::Step;

const WIDE: Layout = Layout { columns: 80, charset: Charset::Unicode, plain: false };
const NARROW: Layout = Layout { columns: 40, ..WIDE };
const PLAIN: Layout = Layout { plain: true, ..WIDE };

fn piece(answers: &Answers, step: Step, quote: &str) -> Evidence {
    let start = answers[&Place::Step(step)].find(quote).unwrap();
    Evidence { quote: quote.into(), step: step.into(), start, end: start + quote.len() }
}

fn page(answers: &Answers, quotes: &[(Step, &str)], most: usize, layout: Layout) -> String {
    let evidence: Vec<Evidence> =
        quotes.iter().map(|(step, quote)| piece(answers, *step, quote)).collect();
    let lines = passages(answers, &evidence, most, Tone::Good, layout);
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn answers() -> Answers {
    let api = "one\ntwo. three. four.\nfive\nsix\nseven\n  eight\tnine";
    [(Step::Api.into(), api.to_owned()), (Step::Scale.into(), "ten\u{1b}".to_owned())].into()
}

#[test]
fn the_quotation_stands_between_its_neighbours() {
    insta::assert_snapshot!(page(&answers(), &[(Step::Api, "three.")], 2, WIDE), @"
        api 1  one
            2  two. »three.« four.
            3  five
    ");
    insta::assert_snapshot!(page(&answers(), &[(Step::Api, "two. three.")], 2, NARROW), @"
       api
       1  one
       2  »two. three.« four.
       3  five
    ");
    insta::assert_snapshot!(page(&answers(), &[(Step::Api, "nine"), (Step::Scale, "ten\u{1b}")], 2, PLAIN), @"
    api line 5: seven
    api line 6:   eight >>nine<<
    scale line 1: >>ten␛<<
    ");
}

#[test]
fn quotations_that_follow_each_other_are_one_passage() {
    let quotes = [(Step::Api, "two."), (Step::Api, "three."), (Step::Api, "six")];
    insta::assert_snapshot!(page(&answers(), &quotes, 1, WIDE), @"
        api 1  one
            2  »two. three.« four.
            3  five
            4  »six«
            5  seven
    ");
    let apart = [(Step::Api, "one"), (Step::Api, "nine"), (Step::Scale, "ten")];
    insta::assert_snapshot!(page(&answers(), &apart, 1, WIDE), @"
        api 1  »one«
            2  two. three. four.
        and 2 more places
    ");
    let lines = [(Step::Api, "four.\nfive\ns")];
    insta::assert_snapshot!(page(&answers(), &lines, 1, WIDE), @"
        api 1  one
            2  two. three. »four.«
            3  »five«
            4  »s«ix
            5  seven
    ");
}

#[test]
fn a_long_line_is_cut_away_from_its_marks() {
    let long = format!("{}the middle {}", "before ".repeat(80), "behind ".repeat(80));
    let answers: Answers = [(Step::Api.into(), long)].into();
    insta::assert_snapshot!(page(&answers, &[(Step::Api, "the middle")], 1, WIDE), @"
    api 1  …before before before before before before before before before
           »the middle« behind behind behind behind behind behind behind
           behind behind…
    ");
    let all = answers[&Place::Step(Step::Api)].trim().to_owned();
    let shown = page(&answers, &[(Step::Api, &all)], 1, WIDE);
    assert!(shown.lines().count() <= 6, "{shown}");
    assert!(shown.contains("»before") && shown.contains("behind«") && shown.contains('…'));
}

#[test]
fn evidence_that_fits_no_answer_shows_nothing() {
    let stray = Evidence { quote: "x".into(), step: Step::Scale.into(), start: 900, end: 901 };
    assert!(passages(&answers(), &[stray], 2, Tone::Good, WIDE).is_empty());
    let stray = Evidence { quote: "x".into(), step: Step::Storage.into(), start: 0, end: 1 };
    assert!(passages(&answers(), &[stray], 2, Tone::Good, WIDE).is_empty());
}
