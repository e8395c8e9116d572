//! The interviewer in the room: what is asked, told, put off and left unsaid.

use super::room::{pressed, prompt, sitting, texts};
use super::*;

#[test]
fn a_fact_is_told_once_and_then_called_to_mind() {
    let mut sitting = pressed();
    sitting.line(0, ":next").line(0, ":next").line(0, "? how many links are created per month");
    assert_eq!(sitting.session.current(), Step::Api);
    assert_eq!(sitting.told.last().unwrap(), "Interviewer: 100 million new links a month.");
    assert_eq!(sitting.text(Step::Api), "how many links are created per month");
    assert_eq!(sitting.kinds(Step::Api), [LineKind::Question]);
    sitting.line(0, ":ask how many links are created per month?");
    assert_eq!(
        sitting.told.last().unwrap(),
        "Interviewer: As I said: 100 million new links a month."
    );
    assert!(sitting.session.submission().asked.contains("volume"));
}

#[test]
fn two_facts_in_one_question_are_both_told() {
    let mut sitting = pressed();
    sitting.line(0, "? how many links are created per month, and do links expire");
    assert_eq!(sitting.said(Remark::Fact), ["100 million new links a month.", "Five years."]);
}

#[test]
fn a_decision_is_handed_back_and_what_is_unknown_is_to_be_assumed() {
    let mut sitting = pressed();
    sitting.line(0, "? should I use SQL or NoSQL").line(0, ":ask what colour is the logo?");
    assert_eq!(
        sitting.said(Remark::HandedBack),
        ["Your call: what would you choose, and why?", "Assume what is reasonable and say so."]
    );
    assert!(sitting.said(Remark::Fact).is_empty());
}

#[test]
fn in_requirements_a_line_that_asks_for_a_fact_is_a_question_and_any_other_is_met_with_silence() {
    let mut sitting = pressed();
    sitting
        .line(0, "do links expire?")
        .line(0, "what colour is the logo?")
        .line(0, "should I use SQL or NoSQL?")
        .line(0, "do links expire");
    assert_eq!(sitting.told, ["Interviewer: Five years."]);
    assert_eq!(
        sitting.kinds(Step::Requirements),
        [LineKind::Question, LineKind::Typed, LineKind::Typed, LineKind::Typed]
    );
    sitting.line(0, "In: create\nhow many links are created per month?\nOut: accounts");
    assert_eq!(sitting.said(Remark::Fact).len(), 2, "a paste may ask, too");
    sitting.line(0, ":goto api").line(0, "do links expire?");
    assert_eq!(sitting.said(Remark::Fact).len(), 2, "elsewhere it is answer text");
    assert_eq!(sitting.kinds(Step::Api), [LineKind::Typed]);
}

#[test]
fn on_next_the_heaviest_open_criterion_of_the_step_is_asked_about_in_the_tier_that_fits() {
    let mut sitting = pressed();
    sitting.line(0, "throughput of 40/s, latency under 50 ms").line(0, ":next");
    assert_eq!(sitting.session.current(), Step::Requirements, "it is asked first");
    assert_eq!(sitting.said(Remark::FollowUp), ["Nothing on light yet: what about it?"]);
    assert_eq!(sitting.told.last().unwrap(), &Notice::HowToReply.lines()[0]);
    sitting.line(0, "The visitors are anonymous.").line(0, "And many.").line(0, ":next");
    assert_eq!(sitting.session.current(), Step::Api);
    let kinds = [LineKind::Typed, LineKind::Reply, LineKind::Reply];
    assert_eq!(sitting.kinds(Step::Requirements), kinds);
    // Of equal weights the first; and how to reply was said.
    sitting.line(0, ":next");
    assert_eq!(sitting.said(Remark::FollowUp)[1], "Nothing on api-a yet: what about it?");
    assert!(sitting.told.last().unwrap().starts_with("Interviewer: "));
    let prompted = sitting.session.submission().prompted;
    assert_eq!(prompted.keys().collect::<Vec<_>>(), ["api-a", "light"]);
}

#[test]
fn a_second_next_declines_and_a_step_is_asked_about_once() {
    let mut sitting = pressed();
    sitting.line(0, ":next").line(0, ":next");
    assert_eq!(sitting.session.current(), Step::Api);
    sitting.line(0, ":back").line(0, ":next");
    assert_eq!(sitting.session.current(), Step::Api, "it is not asked about again");
    assert_eq!(sitting.said(Remark::FollowUp), ["Nothing on heavy yet: what about it?"]);
}

#[test]
fn where_all_is_said_nothing_is_asked() {
    let mut sitting = pressed();
    sitting.line(0, "throughput of 40/s, latency under 50 ms, visitors are anonymous");
    sitting.line(0, ":next");
    assert_eq!((sitting.session.current(), sitting.said(Remark::FollowUp).len()), (Step::Api, 0));
}

#[test]
fn four_questions_in_all_and_none_that_goes_elsewhere() {
    let mut sitting = pressed();
    sitting.line(0, ":goto scale").line(0, ":goto requirements");
    assert!(sitting.said(Remark::FollowUp).is_empty(), "only `:next` is asked about");
    for _ in 0..4 {
        sitting.line(0, ":next").line(0, ":next");
    }
    assert_eq!(sitting.said(Remark::FollowUp).len(), MOST);
    sitting.line(0, ":next");
    assert_eq!(sitting.told.last().unwrap(), &Notice::LastStep.lines()[0]);
    let about: std::collections::BTreeSet<&str> =
        sitting.said(Remark::FollowUp).into_iter().collect();
    assert_eq!(about.len(), MOST, "never the same twice");
}

#[test]
fn what_is_put_off_comes_back_once_before_the_end() {
    let mut sitting = pressed();
    sitting.line(0, ":later");
    assert_eq!(sitting.told.last().unwrap(), "There is no question to put off.");
    sitting.line(0, ":next").line(0, ":later");
    assert_eq!(sitting.session.current(), Step::Api, "the step is left as was asked for");
    assert_eq!(sitting.session.dialogue().deferred(), ["heavy"]);
    sitting.line(0, "we have idempotency for every write").line(0, "");
    sitting.line(0, "we have pagination for every list").line(0, ":next");
    assert_eq!(
        sitting.said(Remark::FollowUp)[1],
        "Back to what you put off: Nothing on heavy yet: what about it?",
        "a step with nothing open brings it back"
    );
    sitting.line(0, ":later").line(0, ":goto scale").line(0, ":finish");
    assert_eq!(sitting.last.last(), Some(&Effect::Ask(Question::Finish)), "not a third time");
    assert_eq!(sitting.session.submission().prompted.len(), 1);
}

#[test]
fn finish_brings_back_what_was_put_off_and_a_second_finish_ends() {
    let mut sitting = pressed();
    sitting.line(0, ":next").line(0, ":later").line(0, ":next").line(0, ":later");
    assert_eq!(sitting.session.dialogue().deferred(), ["heavy", "api-a"]);
    sitting.line(0, ":finish");
    assert!(sitting.told.last().unwrap().contains("put off: Nothing on heavy"));
    sitting.line(0, "throughput of 40 per second").line(0, ":finish");
    assert!(sitting.told.last().unwrap().contains("put off: Nothing on api-a"), "the next one");
    sitting.line(0, ":finish");
    assert_eq!(sitting.last.last(), Some(&Effect::Ask(Question::Finish)));
}

#[test]
fn what_was_shown_meanwhile_does_not_come_back() {
    let mut sitting = pressed();
    sitting
        .line(0, ":next")
        .line(0, ":later")
        .line(0, ":in requirements throughput of 40 per second");
    sitting.line(0, ":finish");
    assert_eq!(sitting.last.last(), Some(&Effect::Ask(Question::Finish)));
}

#[test]
fn in_the_last_two_minutes_nothing_is_asked() {
    let mut sitting = pressed();
    sitting.line(MINUTE, ":next").line(MINUTE, ":later").line(43 * MINUTE + 1, ":next");
    assert_eq!(sitting.session.current(), Step::Components);
    sitting.line(43 * MINUTE + 2, ":finish");
    assert_eq!(sitting.last.last(), Some(&Effect::Ask(Question::Finish)));
    assert_eq!(sitting.said(Remark::FollowUp).len(), 1);
    // What is asked of them they answer to the end.
    sitting.line(44 * MINUTE, "? do links expire");
    assert_eq!(sitting.said(Remark::Fact), ["Five years."]);
}

#[test]
fn a_reserved_interviewer_only_answers() {
    let mut sitting = sitting(Mode::Mock, Conduct::default());
    sitting.line(0, ":next");
    assert_eq!(sitting.session.current(), Step::Api);
    sitting.line(0, "? do links expire");
    assert_eq!(sitting.told.last().unwrap(), "Interviewer: Five years.");
}

#[test]
fn an_open_follow_up_survives_a_break() {
    let mut sitting = pressed();
    sitting.line(0, ":next");
    let session = Session::fold(&sitting.records).unwrap();
    assert_eq!(session.dialogue().open().map(|open| open.about.as_str()), Some("heavy"));
    assert_eq!(session, sitting.session);
}

#[test]
fn the_bell_rings_while_a_follow_up_is_open() {
    let mut sitting = pressed();
    sitting.line(42 * MINUTE, ":next").line(42 * MINUTE, "Well,");
    sitting.input(45 * MINUTE, &Input::Bell { text: "the through", held: Held::New });
    assert_eq!(sitting.kinds(Step::Requirements), [LineKind::Reply, LineKind::Bell]);
    assert_eq!(sitting.session.sealed(), Some(Seal::Bell));
    let mut asked = pressed();
    asked.input(45 * MINUTE, &Input::Bell { text: "? do links exp", held: Held::New });
    assert_eq!(asked.text(Step::Requirements), "do links exp", "a question is answer text");
}

fn surprised() -> Sitting {
    let curveball = Some(Planned { id: "domains".to_owned(), at_ms: 20 * MINUTE });
    sitting(Mode::Mock, Conduct { follow_ups: true, curveball, worded_by: None })
}

#[test]
fn a_curveball_comes_once_and_the_first_line_after_it_is_the_reply() {
    let mut sitting = surprised();
    sitting.line(0, ":goto storage").line(20 * MINUTE - 1, "Redis");
    assert_eq!(next_remark_ms(&sitting.session), Some(20 * MINUTE));
    assert!(sitting.said(Remark::Curveball).is_empty());
    sitting.input(20 * MINUTE, &Input::Idle).input(20 * MINUTE + 1, &Input::Idle);
    assert_eq!(sitting.said(Remark::Curveball), ["Sales has sold something new."]);
    sitting.line(21 * MINUTE, ":later");
    assert_eq!(sitting.told.last().unwrap(), &Notice::TakeYourTime.lines()[0]);
    sitting.line(21 * MINUTE, "A tenant column, then.").line(21 * MINUTE, "Next thing");
    let kinds = [LineKind::Typed, LineKind::Reply, LineKind::Typed];
    assert_eq!(sitting.kinds(Step::Storage), kinds);
    sitting.input(30 * MINUTE, &Input::Idle).input(31 * MINUTE, &Input::Idle);
    assert_eq!(sitting.said(Remark::Curveball).len(), 1);
    // Its criterion counts now.
    let document = sitting.interviewer.judge(&sitting.session).unwrap();
    let late = document.criteria.iter().find(|one| one.id == "late").unwrap();
    assert_eq!(late.verdict, Verdict::Met);
}

#[test]
fn a_curveball_waits_for_the_end_of_a_line() {
    let mut sitting = surprised();
    sitting.line(0, ":goto scale").input(21 * MINUTE, &Input::Hesitating);
    assert!(sitting.said(Remark::Curveball).is_empty());
    sitting.line(22 * MINUTE, "begun before it");
    assert_eq!(sitting.said(Remark::Curveball).len(), 1);
    assert_eq!(sitting.kinds(Step::Scale), [LineKind::Typed]);
}

#[test]
fn a_curveball_waits_for_an_open_follow_up_and_is_not_thrown_in_the_last_two_minutes() {
    let mut sitting = surprised();
    sitting.line(19 * MINUTE, ":next").input(21 * MINUTE, &Input::Idle);
    sitting.input(22 * MINUTE, &Input::Idle);
    assert!(sitting.said(Remark::Curveball).is_empty());
    sitting.line(23 * MINUTE, ":next").input(24 * MINUTE, &Input::Idle);
    assert_eq!(sitting.said(Remark::Curveball).len(), 1);
    let mut late = surprised();
    late.input(44 * MINUTE, &Input::Idle);
    assert!(late.session.said().is_empty());
}

#[test]
fn hints_come_in_three_steps_in_practice_only() {
    let mut mock = pressed();
    mock.line(0, ":hint");
    assert!(mock.told[0].starts_with("A mock interview gives no hints"));
    let mut practice = sitting(Mode::Practice, Conduct::default());
    for _ in 0..4 {
        practice.line(0, ":hint");
    }
    assert_eq!(
        practice.said(Remark::Hint),
        ["heavy: A nudge.", "heavy: A push.", "heavy: The idea.", "middle: A nudge."]
    );
    assert_eq!(practice.told[1], "Hint 2 of 3: heavy: A push.");
    // What was begun is gone on with; what is shown needs no hint.
    practice.line(0, "latency under 50 ms").line(0, ":hint");
    assert_eq!(practice.said(Remark::Hint).last().unwrap(), &"light: A nudge.");
    practice.line(0, "visitors are anonymous").line(0, ":hint");
    assert_eq!(practice.told.last().unwrap(), "There is no hint left for this step.");
    let prompted = practice.session.submission().prompted;
    assert_eq!(prompted.keys().collect::<Vec<_>>(), ["heavy", "light", "middle"]);
}

#[test]
fn what_would_have_been_asked_is_what_is_open_and_was_not() {
    let mut sitting = pressed();
    sitting.line(0, ":next").line(0, ":goto scale").line(0, "failover to the replica");
    let document = sitting.interviewer.judge(&sitting.session).unwrap();
    let unasked = unasked(&sitting.session, &prompt(), &document);
    let ids: Vec<&str> = unasked.iter().map(|one| one.criterion.as_str()).collect();
    // Two a step at most, the heaviest first; `heavy` was asked, `late` never came up.
    assert_eq!(ids, ["middle", "light", "api-a", "api-b", "boxes", "keys"]);
}

#[test]
fn a_self_interview_has_cue_cards_and_a_list_to_tick() {
    let mut sitting = sitting(Mode::SelfInterview, Conduct::default());
    let cards = entering(&sitting.session, Step::Requirements);
    assert!(matches!(cards.as_slice(), [Notice::Step(_), Notice::CueCard(_)]));
    sitting.line(0, ":next");
    assert_eq!(sitting.last.last(), Some(&Effect::AskTicks(Step::Requirements)));
    assert_eq!(
        sitting.told,
        [
            "Did you say it? Clarify requirements",
            "1  Speaks of visitors",
            "2  Speaks of throughput",
            "3  Speaks of latency"
        ]
    );
    let step = Step::Requirements;
    sitting.input(0, &Input::Ticked { step, text: "7" });
    assert_eq!(sitting.told.last().unwrap(), "There is no 7: the list has 3.");
    assert_eq!(sitting.last.last(), Some(&Effect::AskTicks(step)));
    sitting.input(0, &Input::Ticked { step, text: "1 3" });
    assert_eq!(sitting.session.current(), Step::Api);
    let ticks = &sitting.session.ticks()[&step];
    assert_eq!(
        (ticks.said.as_slice(), ticks.unsaid.as_slice()),
        (&texts(&["light", "middle"])[..], &texts(&["heavy"])[..])
    );
    sitting.line(0, ":back").line(0, ":next");
    assert_eq!(sitting.session.current(), Step::Api, "a list is gone through once");
    sitting.line(0, ":pause");
    assert!(sitting.told.last().unwrap().starts_with("A self-interview is not paused"));
    // The step under way at the bell is gone through after it; ticks change no answer.
    sitting.input(45 * MINUTE, &Input::Bell { text: "", held: Held::New });
    assert_eq!(left_to_tick(&sitting.session, &sitting.interviewer), [Step::Api]);
    let items = to_tick(&sitting.session, &sitting.interviewer, Step::Api);
    let event = read_ticks(Step::Api, &items, "2").unwrap();
    sitting.keep(46 * MINUTE, event);
    assert!(left_to_tick(&sitting.session, &sitting.interviewer).is_empty());
    assert_eq!(Session::fold(&sitting.records).unwrap(), sitting.session);
}

/// Everything that can be typed in a dialogue.
fn any_line() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        ":next",
        ":next",
        ":later",
        ":back",
        ":goto storage",
        "? do links expire",
        "how many links are created per month?",
        "throughput and latency for the visitors",
        "idempotency",
        ":undo",
        ":hint",
        ":finish",
        "? sql or nosql",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The same lines at the same times give the same records, byte for byte; follow-ups keep their
    /// rules whatever is typed; and a replay, which judges nothing, gives the same session.
    #[test]
    fn the_same_lines_give_the_same_interview(
        lines in prop::collection::vec((any_line(), 0_u64..300_000), 1..24),
    ) {
        let play = || {
            let mut sitting = surprised();
            let mut now = 0;
            for (line, pause) in &lines {
                now += pause;
                sitting.line(now, line).input(now + 2_000, &Input::Idle);
            }
            let stored: Vec<String> =
                sitting.records.iter().map(|r| serde_json::to_string(r).unwrap()).collect();
            (sitting, stored.join("\n"))
        };
        let ((first, stored), (_, again)) = (play(), play());
        prop_assert_eq!(stored, again);
        let dialogue = first.session.dialogue();
        prop_assert!(dialogue.about(Remark::FollowUp).len() <= MOST);
        let asked = first.said(Remark::FollowUp);
        for (index, text) in asked.iter().enumerate() {
            prop_assert!(!asked[..index].contains(text), "never the same words: {:?}", asked);
        }
        for said in first.session.said() {
            let own = matches!(said.remark, Remark::FollowUp | Remark::Curveball);
            prop_assert!(!own || said.elapsed_ms <= 43 * MINUTE);
        }
        prop_assert_eq!(Session::fold(&first.records).unwrap(), first.session);
    }
}

#[test]
fn of_two_remarks_about_the_time_only_the_more_important_is_made() {
    let mut sitting = sitting(Mode::Mock, Conduct::default());
    // Nobody has typed for long: the step has run over, and ten minutes are left.
    for ms in [36, 37, 38] {
        sitting.input(ms * MINUTE, &Input::Idle);
    }
    assert_eq!(sitting.said(Remark::TenMinutes).len(), 1);
    assert!(sitting.said(Remark::Budget).is_empty(), "{:?}", sitting.session.said());
    // A step that runs over later is told.
    let mut later = super::room::sitting(Mode::Mock, Conduct::default());
    later.input(30 * MINUTE, &Input::Idle);
    later.input(36 * MINUTE, &Input::Idle);
    assert_eq!((later.said(Remark::Budget).len(), later.said(Remark::TenMinutes).len()), (1, 1));
}
