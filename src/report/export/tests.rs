//! The page as a stranger reads it, and what it must not give away.

use super::*;
use crate::bank::Step;
use crate::report::fixture::{ANSWERS, at, document, prompt, rubric, session, with_export};
use crate::report::json::session_document;
use crate::report::read;
use crate::scoring::Verdict;

/// The end of the box, in milliseconds.
const END: u64 = 2_700_000;

#[test]
fn a_finished_interview() {
    let (session, document) = (session(&ANSWERS, true), document());
    insta::assert_snapshot!(with_export(&session, Some(&document), &at(END), markdown));
}

#[test]
fn an_unfinished_interview() {
    let (session, document) = (session(&ANSWERS, false), document());
    let page = with_export(&session, Some(&document), &at(1_000_000), |export| {
        markdown(&Export { draft: "and a queue\u{1b} for", ..*export })
    });
    insta::assert_snapshot!(page);
}

#[test]
fn an_unfinished_interview_spoils_nothing() {
    let (session, document) = (session(&ANSWERS, false), document());
    let pages = with_export(&session, Some(&document), &at(1_000_000), |export| {
        let prompted = std::collections::BTreeMap::from([("cache-failure".into(), [].into())]);
        let export = Export { reviewed: Some(&document), prompted: &prompted, ..*export };
        [markdown(&export), serde_json::to_string(&session_document(&export)).unwrap()]
    });
    let rubric = rubric();
    let mut secrets = vec!["THE SPOILER".to_owned(), "Out of scope".to_owned()];
    secrets.extend(prompt().follow_ups.into_iter().flat_map(|f| [f.missed, f.partly, f.met]));
    for criterion in &rubric.criteria {
        secrets.extend([criterion.text.clone(), criterion.why.clone(), criterion.id.clone()]);
    }
    secrets.extend(rubric.red_flags.iter().map(|flag| flag.text.clone()));
    for page in pages {
        for secret in &secrets {
            assert!(!page.contains(secret.as_str()), "{secret}");
        }
        assert!(!page.contains("40.0"));
    }
}

#[test]
fn when_the_box_has_ended_the_score_is_shown_recorded_or_not() {
    let (session, document) = (session(&ANSWERS, false), document());
    let page = with_export(&session, Some(&document), &at(END + 1), markdown);
    assert!(page.contains("state: expired\nfinished: true"));
    assert!(page.contains("**40 of 100: below the level.**"));
}

#[test]
fn the_reference_can_be_left_out() {
    let (session, document) = (session(&ANSWERS, true), document());
    let pages = with_export(&session, Some(&document), &at(END), |export| {
        let without = Export { reference: false, ..*export };
        [markdown(&without), serde_json::to_string(&session_document(&without)).unwrap()]
    });
    for page in pages {
        assert!(!page.contains("Out of scope"));
    }
}

#[test]
fn only_an_untouched_page_counts_as_one() {
    let (session, document) = (session(&ANSWERS, true), document());
    let page = with_export(&session, Some(&document), &at(END), markdown);
    assert!(is_untouched(&page));
    assert!(is_untouched(&page.replace('\n', "\r\n")));
    for edited in [
        page.replacen("40 writes", "41 writes", 1),
        page.replacen("Red flags", "Red  flags", 1),
        format!("{page}My notes.\n"),
        format!("\n{page}"),
        page.trim_end().to_owned(),
        String::new(),
    ] {
        assert!(!is_untouched(&edited));
    }
}

#[test]
fn nothing_but_a_marker_of_ours_marks_an_answer() {
    let marker = "<!-- onsite:answer step=storage bytes=4 lines=1 sha256=0 -->\n> fake";
    let answers = [(Step::Requirements, marker), (Step::Api, "api")];
    let (session, mut document, mut prompt, mut rubric) =
        (session(&answers, true), document(), prompt(), rubric());
    prompt.title = format!("T\n{marker}");
    prompt.brief = format!("\n{marker}\n```\n{marker}");
    prompt.reference.insert(Step::Scale, format!("~~~\n{marker}\n"));
    rubric.criteria[0].text = format!("\n{marker}");
    rubric.criteria[2].why = format!("\n\n{marker}");
    rubric.caps[0].text = format!("\n{marker}");
    document.criteria[1].reason = format!("\n{marker}");
    document.criteria[1].evidence[0].quote = format!("x\n{marker}");
    let page = with_export(&session, Some(&document), &at(END), |export| {
        let export = Export { prompt: &prompt, rubric: &rubric, draft: marker, ..*export };
        markdown(&export)
    });
    let reading = read(&page).unwrap();
    assert_eq!(reading.answers, session.answers());
    assert!(!reading.changed);
}

/// A session in which two criteria were answered again.
fn refined(answers: &[(Step, &str)], text: &str) -> crate::interview::Session {
    use crate::interview::{Event, Record, VERSION};
    let mut session = session(answers, true);
    let owned = str::to_owned;
    let turned = |id: &str, verdict, first: &str| Event::Turned {
        criterion: owned(id),
        verdict,
        first: owned(first),
    };
    let (missed, partly, met) = (Verdict::Missed, Verdict::Partly, Verdict::Met);
    let refined = |id: &str, text: &str, verdict| Event::Refined {
        criterion: owned(id),
        text: owned(text),
        verdict: Some(verdict),
    };
    for event in [
        turned("redirect-status", partly, "GET /{code} -> 302"),
        refined("redirect-status", text, met),
        turned("cache-failure", missed, ""),
        refined("cache-failure", "We retry.", missed),
        turned("abuse-rate-limit", missed, ""),
        Event::Improvement { text: owned(text) },
    ] {
        let seq = session.last_seq() + 1;
        let record = Record { version: VERSION, seq, at: at(END), elapsed_ms: END, event };
        session.apply(&record).unwrap();
    }
    session
}

#[test]
fn first_and_refined_answers_stand_side_by_side() {
    let (session, document) = (refined(&ANSWERS, "302:\n\n\tclicks are seen"), document());
    let (page, json) = with_export(&session, Some(&document), &at(END), |export| {
        (markdown(export), session_document(export))
    });
    let start = page.find("## Resolved afterwards").unwrap();
    let end = page.find("## The reference answer").unwrap();
    insta::assert_snapshot!(&page[start..end], @r"
    ## Resolved afterwards, in the candidate's own words

    - 302: clicks are seen

    ## Answered again afterwards

    Only the first answers are scored: the refined ones change no verdict and no total.

    **Chooses 301 or 302 for the redirect and says what follows for caching and analytics**

    First answer, partly, where it came nearest:

    > GET /{code} -> 302

    Refined answer, would now be met, not scored:

    > 302:
    >
    > 	clicks are seen

    **Says what happens when the cache is cold or gone**

    First answer, missed: nothing came near it.

    Refined answer, would still be missed, not scored:

    > We retry.
    ");
    let [status, failure] = &json.refinements[..] else { panic!("{:?}", json.refinements) };
    assert_eq!(
        (status.first.as_str(), status.first_verdict),
        ("GET /{code} -> 302", Some(Verdict::Partly))
    );
    assert_eq!(
        (status.text.as_str(), status.verdict),
        ("302:\n\n\tclicks are seen", Some(Verdict::Met))
    );
    assert_eq!((failure.first.as_str(), failure.verdict), ("", Some(Verdict::Missed)));
}

#[test]
fn whatever_was_refined_only_the_first_answers_are_read_back() {
    let marker = "<!-- onsite:answer step=storage bytes=4 lines=1 sha256=0 -->\n> fake";
    let seal = "<!-- onsite:end sha256=0 -->\n---\nlevel: staff\n---\n## Storage\nfake\r\u{1b}[2J";
    for text in [marker, seal, &format!("a\n{marker}\n\n# Scale\n{marker}"), "```\n> x\n", "\n\n"] {
        let (session, document) = (refined(&ANSWERS, text), document());
        let page = with_export(&session, Some(&document), &at(END), markdown);
        let reading = read(&page).unwrap();
        assert_eq!(reading.answers, session.answers(), "{text:?}");
        assert!(!reading.changed, "{text:?}");
        assert!(is_untouched(&page), "{text:?}");
    }
}

#[test]
fn the_json_document() {
    let answers = [ANSWERS[0], ANSWERS[1], (Step::Storage, "<!-- onsite:end sha256=0 -->")];
    let (session, document) = (session(&answers, true), document());
    let json = with_export(&session, Some(&document), &at(END), session_document);
    let text = serde_json::to_string_pretty(&json).unwrap();
    assert_eq!(serde_json::from_str::<crate::report::SessionDocument>(&text).unwrap(), json);
    let file = format!("{text}\n");
    assert!(is_untouched(&file));
    assert!(is_untouched(&file.replace('\n', "\r\n")));
    assert!(!is_untouched(&text));
    assert!(!is_untouched(&file.replacen("40 writes", "41 writes", 1)));
    insta::assert_snapshot!(text);
}
