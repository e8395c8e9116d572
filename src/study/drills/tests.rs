//! The schedule against the library's published vectors, and what holds of every deck.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::bank::{Step as Part, Tier};
use crate::scoring::{CriterionVerdict, Verdict};

/// The parameters of FSRS 5 that the library's tests are written with.
const PUBLISHED: [f32; 19] = [
    0.684_542_2,
    1.679_082_5,
    4.734_942_4,
    10.042_885,
    7.441_023_3,
    0.642_197_97,
    1.071_918,
    0.002_519_525_4,
    1.432_437,
    0.1544,
    0.869_276_6,
    2.069_675_2,
    0.0953,
    0.2975,
    2.469_124_8,
    0.195_420_35,
    3.201_072,
    0.180_462_61,
    0.121_442_534,
];

fn close(found: Memory, stability: f32, difficulty: f32) {
    assert!((found.stability - stability).abs() < 1e-4, "{found:?}, not {stability}");
    assert!((found.difficulty - difficulty).abs() < 1e-4, "{found:?}, not {difficulty}");
}

fn walk(schedule: &Schedule, reviews: &[(Grade, u32)]) -> Step {
    let mut memory = None;
    let mut last = None;
    for (grade, elapsed) in reviews {
        let next = schedule.next(memory, *elapsed, *grade).unwrap();
        memory = Some(next.memory);
        last = Some(next);
    }
    last.unwrap()
}

type Step = NextStep;

/// `FSRS::next_states` of the library's documentation: a new card.
#[test]
fn a_new_card_is_scheduled_as_published() {
    let schedule = Schedule::new(&Parameters::default()).unwrap();
    for (grade, stability, difficulty, days) in [
        (Grade::Again, 0.212, 6.4133, 1),
        (Grade::Hard, 1.2931, 5.112_170_7, 1),
        (Grade::Good, 2.3065, 2.118_104, 2),
        (Grade::Easy, 8.2956, 1.0, 8),
    ] {
        let next = schedule.next(None, 0, grade).unwrap();
        close(next.memory, stability, difficulty);
        assert_eq!(next.days, days);
    }
}

/// `test_memory_state`, `test_memo_state` and `test_next_states` of fsrs 6.6 (`src/inference.rs`).
#[test]
fn a_history_is_scheduled_as_published() {
    let schedule = Schedule::new(&Parameters::default()).unwrap();
    let good = |days: u32| (Grade::Good, days);
    let reviews = [(Grade::Again, 0), good(0), good(1), good(3), good(8), good(21)];
    close(walk(&schedule, &reviews).memory, 53.626_91, 6.357_486_7);

    let published = Parameters { weights: PUBLISHED.to_vec(), retention: 0.9 };
    let schedule = Schedule::new(&published).unwrap();
    let reviews = [(Grade::Again, 0), good(1), good(3), good(8)];
    let before = walk(&schedule, &reviews).memory;
    for (grade, stability, difficulty, days) in [
        (Grade::Again, 2.969_145_5, 8.000_659, 3),
        (Grade::Hard, 17.091_452, 7.691_393_4, 17),
        (Grade::Good, 31.722_992, 7.382_128, 32),
        (Grade::Easy, 71.7502, 7.072_862_6, 72),
    ] {
        let next = schedule.next(Some(before), 21, grade).unwrap();
        close(next.memory, stability, difficulty);
        assert_eq!(next.days, days);
    }
    let known = Memory { stability: 20.925_528, difficulty: 7.005_062 };
    let next = schedule.next(Some(known), 21, Grade::Good).unwrap();
    close(next.memory, 40.874_56, 6.991_380_7);
}

#[test]
fn parameters_that_are_none_are_refused() {
    for (weights, retention) in [(vec![1.0; 3], 0.9), (vec![f32::NAN; 21], 0.9), (vec![], 1.0)] {
        assert!(Schedule::new(&Parameters { weights, retention }).is_err());
    }
}

#[test]
fn grades_have_words_and_keys() {
    for grade in Grade::ALL {
        assert_eq!(Grade::named(grade.id()), Some(grade));
        assert_eq!(Grade::named(&grade.id()[..1].to_uppercase()), Some(grade));
    }
    assert_eq!((Grade::named(""), Grade::named("x")), (None, None));
}

#[test]
fn the_judge_proposes_by_verdict_confidence_and_time() {
    let judged = |verdict, confidence, unsure| CriterionVerdict {
        id: "c".to_owned(),
        step: Part::Api,
        tier: Tier::Must,
        weight: 3.0,
        verdict,
        confidence,
        unsure,
        prompted: false,
        evidence: Vec::new(),
        reason: String::new(),
        second: None,
        kept: None,
    };
    let sure = judged(Verdict::Met, 0.95, false);
    assert_eq!(propose(&sure, Some(20)), Grade::Easy);
    assert_eq!(propose(&sure, Some(120)), Grade::Good);
    assert_eq!(propose(&sure, None), Grade::Good);
    assert_eq!(propose(&judged(Verdict::Met, 0.6, false), Some(20)), Grade::Good);
    assert_eq!(propose(&judged(Verdict::Partly, 0.9, false), Some(20)), Grade::Hard);
    assert_eq!(propose(&judged(Verdict::Missed, 0.9, false), None), Grade::Again);
}

fn usual() -> Schedule {
    Schedule::new(&Parameters::default()).unwrap()
}

const SUNDAY: Date = date(2026, 11, 22);

fn standing(criterion: &str, verdict: Verdict, weight: f64) -> Standing {
    Standing {
        card: CardId { prompt: "url-shortener".to_owned(), criterion: criterion.to_owned() },
        session: "abcdefgh".to_owned(),
        day: SUNDAY,
        step: Part::Api,
        weight,
        verdict,
    }
}

/// What `drill` would write down for an answer on a day.
fn answered(card: &Card, day: Date, grade: Grade) -> Entry {
    let schedule = Schedule::new(&Parameters::default()).unwrap();
    let elapsed = card.elapsed(day);
    let next = schedule.next(card.memory(), elapsed, grade).unwrap();
    Entry::new(Event::Answered(Answered {
        card: card.standing.card.clone(),
        session: card.standing.session.clone(),
        day,
        question: "What if?".to_owned(),
        answer: String::new(),
        verdict: Verdict::Missed,
        seconds: None,
        grade,
        elapsed,
        memory: next.memory,
        days: next.days,
    }))
}

fn days_on(days: i64) -> Date {
    SUNDAY.checked_add(jiff::Span::new().days(days)).unwrap()
}

#[test]
fn a_card_is_new_the_day_after_its_sitting() {
    let standings = [standing("abuse", Verdict::Missed, 2.0), standing("ratio", Verdict::Met, 3.0)];
    let cards = deck(&standings, &[]);
    assert_eq!(cards.len(), 1);
    assert_eq!(due(&cards, &[], SUNDAY), Due { count: 0, minutes: 0, tomorrow: 1 });
    assert_eq!(due(&cards, &[], days_on(1)), Due { count: 1, minutes: 3, tomorrow: 1 });
    // Who asks on the day itself may have it.
    let today = queue(&cards, &[], SUNDAY, MOST, &usual());
    assert!(today.ahead && today.cards.len() == 1 && today.next.is_none());
    // Long after it is still one card.
    assert_eq!(due(&cards, &[], days_on(400)).count, 1);
}

#[test]
fn the_most_valuable_come_first() {
    let mut standings = vec![
        standing("light", Verdict::Missed, 1.0),
        standing("half", Verdict::Partly, 3.0),
        standing("heavy", Verdict::Missed, 3.0),
    ];
    let late = Standing { day: days_on(-7), ..standing("late", Verdict::Missed, 2.0) };
    standings.push(late);
    let cards = deck(&standings, &[]);
    let today = queue(&cards, &[], days_on(1), 3, &usual());
    let ids: Vec<&str> =
        today.cards.iter().map(|card| card.standing.card.criterion.as_str()).collect();
    assert_eq!(ids, ["late", "heavy", "half"]);
    // What was drilled and is slipping comes before what was never drilled.
    let light = cards.iter().find(|card| card.standing.card.criterion == "light").unwrap();
    let entries = [answered(light, days_on(1), Grade::Again)];
    let cards = deck(&standings, &entries);
    let tomorrow = queue(&cards, &entries, days_on(2), 1, &usual());
    assert_eq!(tomorrow.cards[0].standing.card.criterion, "light");
}

#[test]
fn a_day_holds_ten_and_what_is_left_is_no_debt() {
    let names: Vec<String> = (0..25).map(|number| format!("c{number:02}")).collect();
    let standings: Vec<Standing> =
        names.iter().map(|name| standing(name, Verdict::Missed, 1.0)).collect();
    let mut entries = Vec::new();
    for day in 1..=3 {
        let today = days_on(day);
        let cards = deck(&standings, &entries);
        assert_eq!(due(&cards, &entries, today).count, MOST);
        let four: Vec<Entry> = queue(&cards, &entries, today, 4, &usual())
            .cards
            .iter()
            .map(|card| answered(card, today, Grade::Easy))
            .collect();
        entries.extend(four);
        let cards = deck(&standings, &entries);
        assert_eq!(due(&cards, &entries, today).count, 6);
    }
}

#[test]
fn a_key_replaces_the_proposed_grade() {
    let standings = [standing("abuse", Verdict::Missed, 2.0)];
    let cards = deck(&standings, &[]);
    let answer = answered(&cards[0], SUNDAY, Grade::Again);
    let schedule = Schedule::new(&Parameters::default()).unwrap();
    let next = schedule.next(None, 0, Grade::Easy).unwrap();
    let graded = Entry::new(Event::Graded {
        card: cards[0].standing.card.clone(),
        session: "abcdefgh".to_owned(),
        grade: Grade::Easy,
        memory: next.memory,
        days: next.days,
    });
    let cards = deck(&standings, &[answer, graded]);
    assert_eq!((cards[0].answers, cards[0].due()), (1, days_on(8)));
    assert_eq!(cards[0].last.as_ref().unwrap().before, None);
}

#[test]
fn a_calendar_that_was_set_back_loses_no_card() {
    let standings = [standing("abuse", Verdict::Missed, 2.0)];
    let cards = deck(&standings, &[]);
    let entry = answered(&cards[0], date(2099, 1, 1), Grade::Good);
    let cards = deck(&standings, std::slice::from_ref(&entry));
    assert!(cards[0].is_due(SUNDAY));
    assert_eq!(cards[0].elapsed(SUNDAY), 0);
    // Once it was answered with the right calendar everything is as usual.
    let again = answered(&cards[0], SUNDAY, Grade::Good);
    let cards = deck(&standings, &[entry, again]);
    assert!(!cards[0].is_due(SUNDAY) && cards[0].due() > SUNDAY);
    // West over the date line the answer of this morning was given tomorrow.
    let west = answered(&deck(&standings, &[])[0], days_on(1), Grade::Good);
    assert!(!deck(&standings, &[west])[0].is_due(SUNDAY));
}

#[test]
fn missed_again_in_a_later_sitting_it_comes_back_at_once() {
    let mut standings = [standing("abuse", Verdict::Missed, 2.0)];
    let entry = answered(&deck(&standings, &[])[0], SUNDAY, Grade::Easy);
    standings[0].day = days_on(2);
    standings[0].verdict = Verdict::Partly;
    let cards = deck(&standings, std::slice::from_ref(&entry));
    assert_eq!((cards[0].due(), cards[0].verdict()), (days_on(3), Verdict::Partly));
    // Met in a later sitting, it stays where the schedule has it.
    standings[0].verdict = Verdict::Met;
    assert_eq!(deck(&standings, &[entry])[0].due(), days_on(8));
}

#[test]
fn entries_are_stored_in_a_form_that_is_kept() {
    let standings = [standing("abuse", Verdict::Missed, 2.0)];
    let cards = deck(&standings, &[]);
    let entry = answered(&cards[0], SUNDAY, Grade::Good);
    let text = serde_json::to_string(&entry).unwrap();
    assert_eq!(
        text,
        r#"{"version":1,"kind":"answered","prompt":"url-shortener","criterion":"abuse","session":"abcdefgh","day":"2026-11-22","question":"What if?","answer":"","verdict":"missed","grade":"good","elapsed":0,"memory":{"stability":2.3065,"difficulty":2.118104},"days":2}"#
    );
    assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
    let newer = text.replace(r#""version":1"#, r#""version":2"#);
    let error = serde_json::from_str::<Entry>(&newer).unwrap_err().to_string();
    assert!(error.contains("knows versions up to 1"), "{error}");
    let parameters = Entry::new(Event::Parameters(Parameters::default()));
    let text = serde_json::to_string(&parameters).unwrap();
    assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), parameters);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever days the calendar shows, forwards and back: no interval is negative, no card is
    /// lost, and the schedule follows from the grades, their distances and the parameters alone.
    #[test]
    fn any_calendar_schedules_every_card(
        steps in prop::collection::vec((-400_i64..4000, 0_usize..4, 0_usize..3), 0..40),
    ) {
        let standings: Vec<Standing> =
            ["a", "b", "c"].iter().map(|name| standing(name, Verdict::Missed, 1.0)).collect();
        let schedule = Schedule::new(&Parameters::default()).unwrap();
        let mut entries = Vec::new();
        let mut replayed = [None; 3];
        for (day, grade, which) in steps {
            let today = days_on(day);
            let cards = deck(&standings, &entries);
            prop_assert_eq!(cards.len(), 3);
            let entry = answered(&cards[which], today, Grade::ALL[grade]);
            let Event::Answered(answer) = &entry.event else { unreachable!() };
            prop_assert!(answer.days >= 1);
            let next = schedule.next(replayed[which], answer.elapsed, answer.grade).unwrap();
            replayed[which] = Some(next.memory);
            prop_assert_eq!((next.memory, next.days), (answer.memory, answer.days));
            entries.push(entry);
            let cards = deck(&standings, &entries);
            let card = &cards[which];
            prop_assert!(!card.is_due(today), "just answered");
            prop_assert!(card.due() > today);
            // It comes back on the day that was said, and stays due.
            prop_assert!(card.is_due(card.due()));
            prop_assert!(card.is_due(Date::MAX));
            let asked = queue(&cards, &entries, today, MOST, &usual());
            prop_assert!(asked.cards.len() + asked.answered.min(MOST) <= MOST);
            let memory = card.memory().unwrap();
            prop_assert!((0.0..=1.0).contains(&schedule.recall(memory, card.elapsed(today))));
        }
    }
}
