//! The week is a pure fold: it loses no block, and days are days of study.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::bank::Step;
use crate::interview::Mode;

fn on(day: i8) -> Date {
    date(2026, 11, day)
}

fn entry(day: i8, what: What) -> Entry {
    Entry::new(on(day), i64::from(day) * 86_400_000, what)
}

fn done(day: u8, block: &str) -> What {
    What::Done { day, block: block.to_owned(), note: None, evidence: None, problems: None }
}

fn started(day: u8, block: &str) -> What {
    What::Started { day, block: block.to_owned() }
}

fn stands(entries: &[Entry], day: i8) -> WeekView {
    let week = Week::built_in().unwrap();
    let progress = Progress::fold(&week, entries, Track::FourHours);
    view(&week, &progress, on(day), &[])
}

fn ids(blocks: &[&BlockView]) -> Vec<String> {
    blocks.iter().map(|block| format!("{} {}", block.day, block.id)).collect()
}

#[test]
fn a_study_day_begins_with_the_first_thing_done_on_a_new_date() {
    assert_eq!(stands(&[], 1).today, Today { day: Some(1), begun: false });
    let mut entries = vec![entry(1, started(1, "concepts"))];
    assert_eq!(stands(&entries, 1).today, Today { day: Some(1), begun: true });
    // Three days away: day 2 begins when something is done, and day 1 is carried over.
    let later = stands(&entries, 4);
    assert_eq!(later.today, Today { day: Some(2), begun: false });
    assert_eq!(ids(&later.carried_over()).len(), 4);
    entries.push(entry(4, done(2, "concepts")));
    let after = stands(&entries, 4);
    assert_eq!(after.today, Today { day: Some(2), begun: true });
    assert_eq!(after.day(2).unwrap().dates, [on(4)]);
}

#[test]
fn a_day_on_which_only_older_blocks_were_done_is_not_over() {
    let entries =
        [entry(1, done(1, "concepts")), entry(2, done(1, "template")), entry(3, done(1, "dsa"))];
    assert_eq!(stands(&entries, 3).today.day, Some(2));
    assert_eq!(stands(&entries, 4).today.day, Some(2), "nothing of day 2 was done yet");
    assert_eq!(ids(&stands(&entries, 4).carried_over()), ["1 review"]);
}

#[test]
fn what_was_done_ahead_need_not_be_done_again() {
    let mut entries = vec![entry(1, started(1, "concepts"))];
    for block in ["concepts", "design", "dsa", "review"] {
        entries.push(entry(1, done(2, block)));
    }
    assert_eq!(stands(&entries, 1).today.day, Some(1));
    assert_eq!(stands(&entries, 2).today.day, Some(3));
}

#[test]
fn the_week_is_over_when_all_of_its_days_are() {
    let mut entries: Vec<Entry> = (1..=7)
        .map(|day| {
            let first = Week::built_in().unwrap().day(day).unwrap().blocks[0].id.clone();
            entry(i8::try_from(day).unwrap(), done(day, &first))
        })
        .collect();
    let over = stands(&entries, 20);
    assert_eq!(over.today, Today { day: None, begun: false });
    assert_eq!(over.carried_over().len(), 25 - 7);
    assert_eq!(over.next().unwrap().day, 1);
    entries.push(entry(20, done(1, "dsa")));
    assert_eq!(stands(&entries, 20).today, Today { day: None, begun: true });
    entries.push(entry(21, What::Reset));
    assert_eq!(stands(&entries, 21).today, Today { day: Some(1), begun: false });
    assert!(stands(&entries, 21).blocks().all(|block| block.standing != Standing::Done));
}

#[test]
fn a_clock_that_was_set_back_begins_no_day() {
    let entries = [entry(5, done(1, "concepts")), entry(3, done(1, "dsa"))];
    assert_eq!(stands(&entries, 3).today, Today { day: Some(1), begun: true });
    assert_eq!(stands(&entries, 5).today.day, Some(1));
    assert_eq!(stands(&entries, 6).today.day, Some(2));
}

#[test]
fn the_longer_track_adds_nothing_to_days_that_are_over() {
    let entries = [
        entry(1, done(1, "concepts")),
        entry(2, done(2, "concepts")),
        entry(2, What::Track { track: Track::SixHours }),
    ];
    let view = stands(&entries, 3);
    assert_eq!(view.track, Track::SixHours);
    assert!(view.block(1, "practice").is_none(), "it was never missed");
    assert_eq!(view.block(2, "refinement").unwrap().standing, Standing::CarriedOver);
    assert_eq!(view.block(3, "decomposition").unwrap().standing, Standing::Today);
    let back = [&entries[..], &[entry(3, What::Track { track: Track::FourHours })]].concat();
    assert!(stands(&back, 3).block(3, "decomposition").is_none());
}

#[test]
fn done_and_skipped_can_be_taken_back() {
    let block = || "dsa".to_owned();
    let mut entries = vec![entry(1, What::Skipped { day: 1, block: block() })];
    let standing = |entries: &[Entry]| stands(entries, 1).block(1, "dsa").unwrap().standing;
    assert_eq!(standing(&entries), Standing::Skipped);
    entries.push(entry(1, done(1, "dsa")));
    assert_eq!(standing(&entries), Standing::Done);
    entries.push(entry(1, What::Reopened { day: 1, block: block() }));
    assert_eq!(standing(&entries), Standing::Today);
    entries.push(entry(1, What::Skipped { day: 1, block: block() }));
    entries.push(entry(1, started(1, "dsa")));
    assert_eq!(standing(&entries), Standing::Today, "who begins it does not leave it out");
}

fn sat(id: &str, prompt: &str, mode: Mode, steps: &[Step]) -> Sat {
    Sat {
        id: id.to_owned(),
        prompt: prompt.to_owned(),
        mode,
        steps: steps.to_vec(),
        on: on(4),
        spent_s: 60,
        total: None,
    }
}

#[test]
fn what_was_sat_is_recognised_and_counts_once() {
    let week = Week::built_in().unwrap();
    let progress = Progress::fold(&week, &[entry(4, started(4, "requirements"))], Track::FourHours);
    let looks = |sat: &[Sat], day, id: &str| {
        view(&week, &progress, on(4), sat).block(day, id).unwrap().looks_done
    };
    let first = sat("aaa", "note-taking", Mode::Practice, &[Step::Requirements]);
    let all = [first.clone()];
    assert!(looks(&all, 4, "requirements") && !looks(&all, 4, "design") && !looks(&all, 7, "mock"));
    let view_of = view(&week, &progress, on(4), &all);
    let block = view_of.block(4, "requirements").unwrap();
    assert_eq!(block.made, ["note-taking practised on 2026-11-04"]);
    let design = view_of.block(4, "design").unwrap();
    assert!(design.commands[0].starts_with("onsite practice --continue aaa --step api"));
    assert!(
        view(&week, &progress, on(4), &[]).block(4, "design").unwrap().commands[0]
            .starts_with("onsite practice note-taking --step api")
    );
    // A whole mock of the prompt is each of the day's blocks, and a session counts only once.
    let mock = [sat("bbb", "note-taking", Mode::Mock, &Step::ALL)];
    assert!(
        looks(&mock, 4, "requirements") && looks(&mock, 4, "review") && looks(&mock, 7, "mock")
    );
    let claimed = [
        entry(4, started(4, "requirements")),
        entry(4, What::Sat { day: 4, block: "review".to_owned(), session: "bbb".to_owned() }),
    ];
    let progress = Progress::fold(&week, &claimed, Track::FourHours);
    let view = view(&week, &progress, on(4), &mock);
    assert!(view.block(4, "review").unwrap().looks_done);
    assert!(!view.block(4, "requirements").unwrap().looks_done);
    assert_eq!(view.day(4).unwrap().sessions.len(), 1);
    // What is refined is the mock, whatever was sat since.
    let later = [sat("ccc", "chat", Mode::Practice, &Step::ALL), mock[0].clone()];
    let view = super::view(&week, &progress, on(4), &later);
    assert_eq!(view.block(7, "mock").unwrap().commands[1], "onsite refine bbb");
}

#[test]
fn a_block_of_two_commands_says_which_is_next() {
    let week = Week::built_in().unwrap();
    let progress = Progress::fold(&week, &[entry(2, started(2, "concepts"))], Track::FourHours);
    let one = [sat("aaa", "user-management-api", Mode::Practice, &[Step::Api])];
    let stands = view(&week, &progress, on(2), &one);
    let block = stands.block(2, "design").unwrap();
    assert_eq!((block.next, block.looks_done, block.made.len()), (Some(1), false, 1));
    let made = What::Made { what: "template api-guidelines".to_owned(), path: "/a.md".to_owned() };
    let entries = [entry(2, started(2, "concepts")), entry(2, made)];
    let progress = Progress::fold(&week, &entries, Track::FourHours);
    let stands = view(&week, &progress, on(2), &one);
    let block = stands.block(2, "review").unwrap();
    assert_eq!((block.next, block.looks_done), (Some(1), true));
}

#[test]
fn entries_are_stored_as_they_always_were() {
    let entries = [
        entry(1, started(1, "dsa")),
        entry(1, What::Worked { day: 1, block: "dsa".to_owned(), seconds: 90 }),
        entry(
            1,
            What::Done {
                day: 1,
                block: "dsa".to_owned(),
                note: Some("two graphs".to_owned()),
                evidence: Some(Evidence { path: "/x".to_owned(), sha256: "00".to_owned() }),
                problems: Some(2),
            },
        ),
        entry(1, What::Track { track: Track::SixHours }),
        entry(1, What::Reset),
    ];
    let lines: Vec<String> =
        entries.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
    assert_eq!(
        lines,
        [
            r#"{"version":"1.0","on":"2026-11-01","at_ms":86400000,"kind":"started","day":1,"block":"dsa"}"#,
            r#"{"version":"1.0","on":"2026-11-01","at_ms":86400000,"kind":"worked","day":1,"block":"dsa","seconds":90}"#,
            r#"{"version":"1.0","on":"2026-11-01","at_ms":86400000,"kind":"done","day":1,"block":"dsa","note":"two graphs","evidence":{"path":"/x","sha256":"00"},"problems":2}"#,
            r#"{"version":"1.0","on":"2026-11-01","at_ms":86400000,"kind":"track","track":"6h"}"#,
            r#"{"version":"1.0","on":"2026-11-01","at_ms":86400000,"kind":"reset"}"#,
        ]
    );
    let back: Vec<Entry> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(back, entries);
}

/// Any entry about a block of the built-in week or of none.
fn anything() -> impl Strategy<Value = Entry> {
    let blocks: Vec<(u8, String)> = Week::built_in()
        .unwrap()
        .numbered()
        .flat_map(|(number, day)| {
            day.blocks.iter().map(move |block| (number, block.id.clone())).collect::<Vec<_>>()
        })
        .chain([(1, "no-such".to_owned()), (9, "dsa".to_owned())])
        .collect();
    let block = prop::sample::select(blocks);
    (1_i8..28, block, 0..7_u8, 0..500_u64).prop_map(|(date, (day, block), kind, number)| {
        let what = match kind {
            0 => What::Started { day, block },
            1 => What::Worked { day, block, seconds: number },
            2 => What::Skipped { day, block },
            3 => What::Reopened { day, block },
            4 => What::Sat { day, block, session: format!("s{number}") },
            5 => What::Track { track: Track::ALL[usize::from(number % 2 == 0)] },
            _ => What::Done {
                day,
                block,
                note: None,
                evidence: None,
                problems: Some(number as u32 % 4),
            },
        };
        entry(date, what)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Every block of the track is on the page exactly once, each day's in order; what is open of
    /// an earlier day is carried over; what was done to other blocks is kept beside.
    #[test]
    fn no_block_is_ever_lost(
        entries in prop::collection::vec(anything(), 0..40),
        today in 1_i8..28,
    ) {
        let week = Week::built_in().unwrap();
        let progress = Progress::fold(&week, &entries, Track::FourHours);
        let view = view(&week, &progress, on(today), &[]);
        for (number, day) in week.numbered() {
            let shown: Vec<&str> =
                view.day(number).unwrap().blocks.iter().map(|block| block.id.as_str()).collect();
            for block in day.blocks.iter().filter(|block| block.track.is_none()) {
                prop_assert_eq!(shown.iter().filter(|id| **id == block.id).count(), 1);
            }
        }
        for (day, id, record) in progress.blocks() {
            let kept = view.block(day, id).map(|block| &block.record);
            let stray = view.strays.iter().find(|(d, i, _)| (*d, i.as_str()) == (day, id));
            prop_assert_eq!(kept.or(stray.map(|(_, _, record)| record)), Some(record));
        }
        for block in view.blocks() {
            let is_past = view.today.day.is_none_or(|today| block.day < today);
            let is_open = !block.record.is_settled();
            prop_assert_eq!(block.standing == Standing::CarriedOver, is_past && is_open);
        }
        let worked: u64 = entries.iter().filter_map(|entry| match entry.what {
            What::Worked { seconds, .. } => Some(seconds),
            _ => None,
        }).sum();
        prop_assert_eq!(progress.blocks().map(|(_, _, record)| record.worked_s).sum::<u64>(), worked);
    }

    /// Saying it again changes nothing.
    #[test]
    fn done_is_done_once(entries in prop::collection::vec(anything(), 1..30), again in any::<prop::sample::Index>()) {
        let week = Week::built_in().unwrap();
        let last = entries[again.index(entries.len())].clone();
        prop_assume!(matches!(last.what, What::Done { .. }));
        let once = [&entries[..], std::slice::from_ref(&last)].concat();
        let twice = [&once[..], &[last]].concat();
        let fold = |entries: &[Entry]| {
            let progress = Progress::fold(&week, entries, Track::FourHours);
            view(&week, &progress, on(28), &[])
        };
        prop_assert_eq!(fold(&once), fold(&twice));
    }

    /// What is done and how long it took do not hang on the order of a day's entries.
    #[test]
    fn the_order_of_a_day_does_not_matter(
        (entries, mixed) in prop::collection::vec(anything(), 0..20).prop_map(|entries| {
            let mut same: Vec<Entry> = entries;
            same.retain(|entry| matches!(entry.what, What::Started { .. } | What::Worked { .. } | What::Done { problems: Some(1), .. }));
            for entry in &mut same {
                entry.on = on(1);
            }
            same
        }).prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
    ) {
        let week = Week::built_in().unwrap();
        let fold = |entries: &[Entry]| {
            let progress = Progress::fold(&week, entries, Track::FourHours);
            view(&week, &progress, on(2), &[])
        };
        prop_assert_eq!(fold(&entries).days, fold(&mixed).days);
    }

    /// Days go forward, one study day a date at the most, however many dates go by.
    #[test]
    fn dates_away_are_no_debt(gaps in prop::collection::vec(1_i8..4, 1..7)) {
        let week = Week::built_in().unwrap();
        let mut entries = Vec::new();
        let mut date = 1;
        for (day, gap) in (1..).zip(gaps) {
            let before = Progress::fold(&week, &entries, Track::FourHours).today(&week, on(date));
            prop_assert_eq!(before, Today { day: Some(day), begun: false });
            let first = week.day(day).unwrap().blocks[0].id.clone();
            entries.push(entry(date, started(day, &first)));
            date += gap;
        }
    }
}
