//! The screens of a review, and that each fits.

use proptest::prelude::*;

use super::*;
use crate::bank::{Bank, Step};
use crate::report::fixture::{ANSWERS, document, rubric, session};
use crate::report::screen::Charset;
use crate::scoring::{Verdict, confirm, reviewed, to_review};

const WIDE: Layout = Layout { columns: 80, charset: Charset::Unicode, plain: false };
const NARROW: Layout = Layout { columns: 40, ..WIDE };
const PLAIN: Layout = Layout { plain: true, ..WIDE };

fn text(lines: &[Styled]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn judged() -> Document {
    Document { answers: session(&ANSWERS, true).answers(), ..document() }
}

fn reviews() -> BTreeMap<String, Review> {
    let document = judged();
    let named = Review {
        verdict: Verdict::Met,
        reason: "the consequence is in line 2".into(),
        quote: Some("GET /{code} -> 302".into()),
    };
    BTreeMap::from([
        ("redirect-status".to_owned(), named),
        ("scale-numbers".to_owned(), confirm(&document.criteria[0])),
    ])
}

fn card(at: usize, layout: Layout) -> String {
    let (document, rubric, reviews) = (judged(), rubric(), reviews());
    let judged = &document.criteria[at];
    text(&review_card(
        &ReviewCard {
            number: at + 1,
            count: 4,
            judged,
            review: reviews.get(&judged.id),
            rubric: &rubric,
            answers: &document.answers,
            nearest: &[],
        },
        layout,
    ))
}

#[test]
fn a_verdict_as_it_is_reviewed() {
    insta::assert_snapshot!(card(1, WIDE), @r#"
    2 of 4  redirect status  partly (unsure) · should · api
      Chooses 301 or 302 for the redirect and says what follows for caching and
      analytics
        api 1  POST /v1/links {long_url, alias?}
            2  »GET /{code} -> 302«
      Judged partly: The status is named, no consequence.
      You: met, the consequence is in line 2 "GET /{code} -> 302"
    "#);
    insta::assert_snapshot!(card(1, NARROW), @r#"
    2 of 4  redirect status  partly (unsure)
      Chooses 301 or 302 for the redirect
      and says what follows for caching and
      analytics
       api
       1  POST /v1/links {long_url…
       2  »GET /{code} -> 302«
      Judged partly: The status is named, no
      consequence.
      You: met, the consequence is in line 2
      "GET /{code} -> 302"
    "#);
    insta::assert_snapshot!(card(1, PLAIN), @r#"
    2 of 4: redirect-status, partly (unsure), should, api
    Chooses 301 or 302 for the redirect and says what follows for caching and analytics
    api line 1: POST /v1/links {long_url, alias?}
    api line 2: >>GET /{code} -> 302<<
    Judged partly: The status is named, no consequence.
    You: met, the consequence is in line 2 "GET /{code} -> 302"
    "#);
    insta::assert_snapshot!(card(0, WIDE), @"
    1 of 4  scale numbers  met · must · requirements
      Asks for or assumes how many links are created and opened, with figures
        requirements 1  How many links a month?
                     2  »100 M/month is about 40 writes/s, 4k reads/s«
      Judged met: Figures for both.
      You accepted it.
    ");
    insta::assert_snapshot!(card(2, WIDE), @"
    3 of 4  cache failure  missed · must · scale
      Says what happens when the cache is cold or gone
      Nothing in the answers is near it.
      Judged missed: Nothing about it.
    ");
}

#[test]
fn the_list_of_what_there_is_to_review() {
    let (document, rubric, reviews) = (judged(), rubric(), reviews());
    let list = |layout| text(&review_list(&to_review(&document), &reviews, &rubric, layout));
    insta::assert_snapshot!(list(WIDE), @"
    The judge is not sure
      partly  redirect-status
              Chooses 301 or 302 for the redirect and says what follows for caching
              and analytics
              yours: met, the consequence is in line 2

    Missed
      missed  cache-failure
              Says what happens when the cache is cold or gone
      missed  abuse-rate-limit
              Limits how many links one caller can create

    Met
      met     scale-numbers
              Asks for or assumes how many links are created and opened, with
              figures
              accepted
    ");
    insta::assert_snapshot!(list(PLAIN), @"
    redirect-status: partly, unsure, should, api, Chooses 301 or 302 for the redirect and says what follows for caching and analytics, yours: met, the consequence is in line 2
    cache-failure: missed, must, scale, Says what happens when the cache is cold or gone
    abuse-rate-limit: missed, bonus, scale, Limits how many links one caller can create
    scale-numbers: met, must, requirements, Asks for or assumes how many links are created and opened, with figures, accepted
    ");
}

#[test]
fn both_totals_stand_with_their_names() {
    let (document, rubric, reviews) = (judged(), rubric(), reviews());
    let after = Document { total: 60.0, ..reviewed(&rubric, &document, &reviews) };
    let totals = ReviewTotals {
        title: "URL shortener",
        judged: &document,
        reviewed: &after,
        reviews: &reviews,
    };
    insta::assert_snapshot!(text(&review_totals(&totals, WIDE)), @"
    URL shortener · mid
      the judge   40 of 100 (32–40, 1 unsure) · below
      reviewed    60 of 100 · below
      1 overridden, 1 accepted, 2 not reviewed
    ");
    insta::assert_snapshot!(text(&review_totals(&totals, NARROW)), @"
    URL shortener · mid
      the judge   40 of 100 · below
      reviewed    60 of 100 · below
      1 overridden, 1 accepted, 2 not
      reviewed
    ");
    insta::assert_snapshot!(text(&review_totals(&totals, PLAIN)), @"
    judge's total: 40 of 100, below
    reviewed total: 60 of 100, below
    reviewed: 1 overridden, 1 accepted, 2 not reviewed
    ");
}

/// Every criterion of the bank, quoted at length in two places, with a long reason, leaves room for
/// the keys and for the line that is typed.
#[test]
fn what_the_bank_holds_fits_the_screen() {
    let line = "It is said at some length, and in words of the ordinary kind. ".repeat(12);
    let answer = format!("{line}\n{line}\nshort\n{line}\n{line}\nshort\n{line}");
    let answers: Answers = [(Step::Api.into(), answer.clone())].into();
    let piece = |start: usize, end: usize| Evidence {
        quote: answer[start..end].into(),
        step: Step::Api.into(),
        start,
        end,
    };
    let second = line.len() + 1;
    let fourth = 2 * line.len() + 8;
    let evidence = vec![
        piece(second + 63, second + 400),
        piece(fourth + line.len() + 1, fourth + line.len() + 30),
    ];
    let bank = Bank::open(None);
    for id in bank.ids() {
        let rubric = bank.rubric(&id).unwrap();
        for criterion in &rubric.criteria {
            let judged = CriterionVerdict {
                id: criterion.id.clone(),
                step: criterion.step,
                tier: criterion.tier,
                weight: 1.0,
                verdict: Verdict::Partly,
                confidence: 0.5,
                unsure: true,
                prompted: false,
                evidence: evidence.clone(),
                reason: "names `allocator`, `base62` and `range`, but not why, or what follows"
                    .into(),
                second: None,
                kept: None,
            };
            for (layout, most) in [(WIDE, 21), (NARROW, 22)] {
                let card = ReviewCard {
                    number: 27,
                    count: 33,
                    judged: &judged,
                    review: None,
                    rubric: &rubric,
                    answers: &answers,
                    nearest: &[],
                };
                let page = review_card(&card, layout);
                assert!(page.len() <= most, "{} rows\n{}", page.len(), text(&page));
            }
        }
    }
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_screen_or_drives_it(
        columns in 40_usize..120,
        answer in "[a-z »«\u{1b}\t日\u{e000}\n]{0,200}",
        from in 0_usize..200,
        length in 0_usize..200,
    ) {
        let answers: Answers = [(Step::Api.into(), answer.clone())].into();
        let start = (from.min(answer.len())..=answer.len()).find(|at| answer.is_char_boundary(*at));
        let start = start.unwrap_or(0);
        let end = (start + length).min(answer.len());
        let end = (end..=answer.len()).find(|at| answer.is_char_boundary(*at)).unwrap_or(start);
        let quote = answer[start..end].to_owned();
        let (mut document, rubric) = (judged(), rubric());
        document.criteria[1].evidence = vec![Evidence { quote, step: Step::Api.into(), start, end }];
        let layout = Layout { columns, ..WIDE };
        let card = ReviewCard {
            number: 1,
            count: 4,
            judged: &document.criteria[1],
            review: None,
            rubric: &rubric,
            answers: &answers,
            nearest: &[],
        };
        for line in review_card(&card, layout) {
            prop_assert!(!line.to_string().chars().any(char::is_control));
            prop_assert!(line.width() <= columns, "{}", line);
        }
        let plain = Layout { plain: true, ..layout };
        prop_assert!(!text(&review_card(&card, plain)).replace('\n', "").chars().any(char::is_control));
    }
}
