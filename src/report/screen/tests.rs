//! The screens as they look, and what holds at every width.

use proptest::prelude::*;

use super::*;
use crate::bank::{Difficulty, Level};
use crate::interview::{Mode, Source, State};
use crate::report::fixture::{ANSWERS, at, document, prompt, rubric, session};
use crate::report::{HistoryEntry, PromptEntry, StatusDocument};
use crate::scoring::Overall;

const WIDE: Layout = Layout { columns: 80, charset: Charset::Unicode, plain: false };
const NARROW: Layout = Layout { columns: 40, ..WIDE };
const ASCII: Layout = Layout { charset: Charset::Ascii, ..WIDE };
const PLAIN: Layout = Layout { plain: true, ..WIDE };

const NEXT: [NextCommand<'static>; 2] = [
    NextCommand {
        command: "onsite review",
        what: "1 unsure first, then the rest: accept or override",
    },
    NextCommand { command: "onsite export", what: "the whole interview as markdown" },
];

fn text(lines: &[Styled]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn card<T>(title: &str, then: impl FnOnce(&Scorecard<'_>) -> T) -> T {
    let (rubric, document, prompt) = (rubric(), document(), prompt());
    let session = session(&ANSWERS, true);
    let times = session.steps().iter().map(|budget| {
        let used_ms = session.spent_ms(budget.step, &at(2_700_000));
        (budget.step, StepTime { planned_ms: Some(budget.seconds * 1000), used_ms })
    });
    then(&Scorecard {
        title,
        document: &document,
        reviewed: None,
        aloud: None,
        rubric: &rubric,
        prompt: Some(&prompt),
        times: &times.collect(),
        next: &NEXT,
    })
}

fn history() -> Vec<HistoryEntry> {
    let entry = |id: &str, mode, state, total: Option<f64>, reviewed_total| HistoryEntry {
        id: id.into(),
        prompt: "url-shortener".into(),
        mode,
        level: Level::Mid,
        state,
        started_at: "2026-11-18T08:26:40Z".parse().unwrap(),
        minutes: Some(45),
        spent_s: 2650,
        total,
        reviewed_total,
        verdict: total.map(Overall::of),
        input: Source::Terminal,
        rehearsal: false,
    };
    vec![
        entry("k7m2qxha", Mode::Mock, State::Expired, Some(68.4), Some(72.0)),
        entry("b3d9wzrt", Mode::Mock, State::Running, None, None),
        entry("p2p2p2p2", Mode::Practice, State::Abandoned, Some(5.0), None),
        entry("qqqqqqqq", Mode::Mock, State::Finished, Some(85.0), None),
    ]
}

fn prompts() -> Vec<PromptEntry> {
    let entry = |id: &str, title: &str, difficulty, practised, source: &str| PromptEntry {
        id: id.into(),
        title: title.into(),
        difficulty,
        tags: vec!["read-heavy".into(), "storage".into()],
        criteria: 27,
        source: source.into(),
        practised,
    };
    vec![
        entry("url-shortener", "URL shortener", Difficulty::Easy, 2, "built-in"),
        entry("note-taking", "Notes that sync", Difficulty::Medium, 0, "built-in"),
        entry("team/chat", "A chat for teams", Difficulty::Hard, 1, "team"),
    ]
}

fn everything(title: &str, layout: Layout) -> Vec<Styled> {
    let mut lines = card(title, |card| score_text(card, layout));
    let session = session(&ANSWERS, false);
    let mut prompt = prompt();
    prompt.title = title.to_owned();
    let terms = CardTerms {
        mode: Mode::Mock,
        level: Level::Mid,
        box_ms: Some(2_700_000),
        steps: session.steps(),
        closing: &["What you type is your answer; :next moves on.", "Enter starts the clock."],
    };
    lines.extend(prompt_card(&prompt, &terms, layout));
    let status = StatusDocument::of(&session, "we shard\nby \u{1b}code", &at(1_000_000));
    lines.extend(status_lines(&status, title, layout));
    let mut table = HistoryTable::new(layout);
    for entry in &history() {
        table.push(entry);
    }
    lines.extend(table.lines());
    lines.extend(prompt_list(&prompts(), layout));
    lines
}

#[test]
fn after_the_bell() {
    insta::assert_snapshot!(text(&card("URL shortener", |card| scorecard(card, WIDE))));
}

#[test]
fn after_the_bell_on_a_narrow_screen() {
    insta::assert_snapshot!(text(&card("URL shortener", |card| scorecard(card, NARROW))));
}

#[test]
fn after_the_bell_in_plain_form() {
    insta::assert_snapshot!(text(&card("URL shortener", |card| scorecard(card, PLAIN))));
}

#[test]
fn everything_wide() {
    insta::assert_snapshot!(text(&everything("URL shortener", WIDE)));
}

#[test]
fn everything_narrow() {
    insta::assert_snapshot!(text(&everything("URL shortener", NARROW)));
}

#[test]
fn everything_plain() {
    insta::assert_snapshot!(text(&everything("URL shortener", PLAIN)));
}

#[test]
fn ascii_draws_with_nothing_else() {
    for columns in [40, 80] {
        let page = text(&everything("URL shortener", Layout { columns, ..ASCII }));
        assert!(page.replace('\u{241b}', "").is_ascii(), "{page}");
    }
}

#[test]
fn text_written_elsewhere_has_no_times() {
    let lines = card("URL shortener", |card| {
        scorecard(
            &Scorecard { times: &std::collections::BTreeMap::new(), next: &[], ..*card },
            WIDE,
        )
    });
    let page = text(&lines);
    assert!(page.contains("  api           ██████████··········   50\n"), "{page}");
    assert!(!page.contains("planned"));
}

#[test]
fn a_reviewed_total_stands_beside_the_first() {
    let after = crate::scoring::Document { total: 72.0, verdict: Overall::Meets, ..document() };
    let both = |layout| {
        card("T", |card| scorecard(&Scorecard { reviewed: Some(&after), ..*card }, layout))
    };
    assert_eq!(
        both(WIDE)[1].to_string(),
        "You guessed 60: 20 too high · After your review 72, meets"
    );
    let plain = text(&both(Layout { plain: true, ..WIDE }));
    assert!(plain.contains("\ntotal: 40 of 100\n"), "{plain}");
    assert!(plain.contains("\nreviewed total: 72 of 100, meets\n"), "{plain}");
}

#[test]
fn what_was_ticked_stands_beside_the_total_of_what_was_typed() {
    let aloud = Some((12, 20));
    let lines = card("T", |card| scorecard(&Scorecard { aloud, ..*card }, WIDE));
    assert!(lines[1].to_string().ends_with(" · Said aloud, by your own ticks: 12 of 20"));
    let plain = Layout { plain: true, ..WIDE };
    let page = text(&card("T", |card| scorecard(&Scorecard { aloud, ..*card }, plain)));
    assert!(page.contains("\nsaid aloud by own ticks: 12 of 20\n"), "{page}");
}

#[test]
fn tones_say_what_the_words_say() {
    let lines = card("T", |card| scorecard(card, WIDE));
    for (word, tone) in
        [("met", Tone::Good), ("partly", Tone::Half), ("missed", Tone::Bad), ("below", Tone::Bad)]
    {
        let is_it = |span: &&Span| span.text.trim() == word;
        let span = lines.iter().flat_map(|line| &line.spans).find(is_it).unwrap();
        assert_eq!(span.tone, tone, "{word}");
    }
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_screen_or_drives_it(
        columns in 0_usize..140,
        title in "[a-zA-Z \u{1b}\n]{0,60}",
        is_ascii in any::<bool>(),
        plain in any::<bool>(),
    ) {
        let charset = if is_ascii { Charset::Ascii } else { Charset::Unicode };
        let layout = Layout { columns, charset, plain };
        for line in everything(&title, layout) {
            prop_assert!(!line.to_string().chars().any(char::is_control));
            prop_assert!(plain || line.width() <= columns.max(40), "{}", line);
        }
    }
}
