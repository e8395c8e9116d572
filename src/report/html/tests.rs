//! The page as a whole: what it holds, what it must not give away, and that foreign text stays text.

use proptest::prelude::*;

use super::{Attempt, Beside, html};
use crate::bank::{Level, Step};
use crate::interview::Mode;
use crate::report::fixture::{ANSWERS, at, document, prompt, rubric, session, with_export};
use crate::report::{Export, is_untouched};
use crate::scoring::{Document, Evidence, Place, Verdict};

/// The end of the box, in milliseconds.
const END: u64 = 2_700_000;
const ALONE: Beside<'_> = Beside { records: &[], attempts: &[] };

/// The text of a page as a reader of its source has it: without tags, with its entities decoded.
pub(super) fn stripped(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').unwrap().1;
    }
    text.push_str(rest);
    decoded(&text)
}

/// Text with its entities decoded.
pub(super) fn decoded(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

fn page_of(answers: &[(Step, &str)], document: &Document) -> String {
    let session = session(answers, true);
    with_export(&session, Some(document), &at(END), |export| html(export, &ALONE))
}

#[test]
fn a_finished_interview() {
    let page = page_of(&ANSWERS, &document());
    let (head, body) = page.split_once("<body>").unwrap();
    assert!(head.contains("<title>URL shortener: mock interview</title>"));
    assert!(is_untouched(&page));
    insta::assert_snapshot!(stripped(&body.replace("</p>", "\n").replace("</li>", "\n")));
}

#[test]
fn quotations_and_their_places_lead_to_each_other() {
    let page = page_of(&ANSWERS, &document());
    let ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "`{id}` twice");
    }
    let links: Vec<&str> =
        page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.contains(&"quoted-1-1") && links.contains(&"criterion-1"), "{links:?}");
    for link in links {
        assert!(ids.contains(&link), "`#{link}` leads nowhere");
    }
}

#[test]
fn an_unfinished_interview_spoils_nothing() {
    let (session, document) = (session(&ANSWERS, false), document());
    let attempt = |id: &str| Attempt {
        id: id.to_owned(),
        started_ms: 0,
        mode: Mode::Mock,
        level: Level::Mid,
        total: 40.0,
        reviewed_total: None,
    };
    let attempts = [attempt("a"), attempt("k7m2qxha")];
    let page = with_export(&session, Some(&document), &at(1_000_000), |export| {
        let export =
            Export { reviewed: Some(&document), draft: "and a queue\u{1b} for", ..*export };
        html(&export, &Beside { records: &[], attempts: &attempts })
    });
    let rubric = rubric();
    let mut secrets = vec!["THE SPOILER".to_owned(), "Out of scope".to_owned()];
    secrets.extend(prompt().follow_ups.into_iter().flat_map(|f| [f.missed, f.partly, f.met]));
    for criterion in &rubric.criteria {
        secrets.extend([criterion.text.clone(), criterion.why.clone(), criterion.id.clone()]);
        secrets.push(criterion.id.replace('-', " "));
    }
    secrets.extend(rubric.red_flags.iter().map(|flag| flag.text.clone()));
    let body = stripped(page.split_once("<body>").unwrap().1);
    for secret in &secrets {
        assert!(!page.contains(secret) && !body.contains(secret.as_str()), "{secret}");
    }
    assert!(!page.contains("<mark") && !body.contains("40 of 100") && !body.contains("attempts"));
    for shown in ["It is unfinished.", "mock interview, unfinished", "and a queue␛ for"] {
        assert!(body.contains(shown), "{shown}\n{body}");
    }
    for (_, answer) in ANSWERS {
        assert!(body.contains(answer));
    }
}

#[test]
fn without_the_reference_there_is_nothing_of_it() {
    let (session, document) = (session(&ANSWERS, true), document());
    let pages = with_export(&session, Some(&document), &at(END), |export| {
        [true, false].map(|reference| html(&Export { reference, ..*export }, &ALONE))
    });
    assert!(pages[0].contains("Out of scope") && !pages[1].contains("Out of scope"));
}

#[test]
fn both_totals_of_a_review_stand_on_it() {
    let (mut session, document) = (session(&ANSWERS, true), document());
    let mut reviewed = document.clone();
    reviewed.total = 52.5;
    reviewed.criteria[1].verdict = Verdict::Met;
    reviewed.criteria[1].reason = "The <consequence> is in line 2.".into();
    let seq = session.last_seq() + 1;
    let event = crate::interview::Event::Reviewed {
        criterion: "redirect-status".into(),
        verdict: Verdict::Met,
        reason: reviewed.criteria[1].reason.clone(),
        quote: None,
        total: Some(52.5),
    };
    let version = crate::interview::VERSION;
    let record = crate::interview::Record { version, seq, at: at(END), elapsed_ms: END, event };
    session.apply(&record).unwrap();
    let page = with_export(&session, Some(&document), &at(END), |export| {
        html(&Export { reviewed: Some(&reviewed), ..*export }, &ALONE)
    });
    let text = stripped(page.split_once("<body>").unwrap().1);
    for shown in [
        "40 of 100: below the level",
        "53 of 100",
        "2 redirect status: partly became met. The <consequence> is in line 2.",
        "Judged partly before the review: The status is named, no consequence.",
    ] {
        assert!(text.contains(shown), "{shown}\n{text}");
    }
}

#[test]
fn foreign_text_starts_nothing_anywhere() {
    let evil = "<script>x</script><img src=//e>\" onload=x \u{1b}[2J\u{202e}";
    let answers = [(Step::Requirements, evil), (Step::Api, evil)];
    let (session, mut document) = (session(&answers, true), document());
    let (mut prompt, mut rubric) = (prompt(), rubric());
    prompt.title = evil.into();
    prompt.brief = evil.into();
    prompt.reference.insert(Step::Scale, format!("{evil}\n\n```\n{evil}\n```"));
    prompt.follow_ups[0].missed = evil.into();
    for criterion in &mut rubric.criteria {
        (criterion.text, criterion.why) = (evil.into(), evil.into());
    }
    rubric.red_flags[0].text = evil.into();
    rubric.caps[0].text = evil.into();
    document.judge = evil.into();
    document.arithmetic[0].right = evil.into();
    for verdict in &mut document.criteria {
        verdict.reason = evil.into();
        let (step, start) = (Place::Step(Step::Api), 0);
        let evidence = Evidence { quote: evil.into(), step, start, end: evil.len() };
        verdict.evidence = vec![evidence];
    }
    let page = with_export(&session, Some(&document), &at(END), |export| {
        let export = Export { prompt: &prompt, rubric: &rubric, draft: evil, ..*export };
        html(&export, &ALONE)
    });
    for tag in ["script", "img", "iframe", "object", "embed", "link", "base", "form", "image"] {
        assert!(!page.contains(&format!("<{tag}")), "{tag}");
    }
    for attribute in [" onload=\"", " style=\"", " src=\"", " data=\"", "xlink"] {
        assert!(!page.contains(attribute), "{attribute}");
    }
    assert!(!page.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    assert!(page.matches("&lt;script&gt;").count() > 15);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every answer stands on the page whole, whatever is in it and whatever is marked in it.
    #[test]
    fn every_answer_stands_on_the_page(
        first in "(<script>|&lt;|-->|</style>|[a-z é\n\t<>&\"]|\\PC){1,60}",
        second in "(<!--|\\PC|\n){1,40}",
        ends in prop::collection::vec((0_usize..60, 0_usize..60), 0..4),
    ) {
        let mut document = document();
        for criterion in &mut document.criteria {
            criterion.evidence.clear();
        }
        for (criterion, (one, other)) in document.criteria.iter_mut().zip(ends) {
            let quote = first.get(one.min(other)..one.max(other));
            let quote = quote.filter(|quote| !quote.is_empty());
            criterion.evidence = quote.map_or_else(Vec::new, |quote| vec![Evidence {
                quote: quote.to_owned(),
                step: Place::Step(Step::Requirements),
                start: one.min(other),
                end: one.max(other),
            }]);
        }
        let page = page_of(&[(Step::Requirements, &first), (Step::Storage, &second)], &document);
        let text = stripped(page.split_once("<body>").unwrap().1);
        for answer in [&first, &second] {
            prop_assert!(text.contains(&super::prose::as_typed(answer)));
        }
        // Nothing of ours is made of what was typed.
        prop_assert_eq!(page.matches("<!--").count(), 1);
        prop_assert!(!page.contains("<script"));
        prop_assert!(is_untouched(&page));
        for criterion in &document.criteria {
            let places = criterion.evidence.len();
            let marked = page.matches(&format!(": {}\"></a>", criterion.id.replace('-', " "))).count();
            prop_assert_eq!(marked, places);
        }
    }
}
