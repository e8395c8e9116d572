//! How well questions are heard over the built-in prompts, and what holds for any line.

use std::path::Path;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::bank::{Bank, Prompt};

fn prepare(prompt: &Prompt, bank: &Bank) -> Questions {
    Questions::prepare(&prompt.facts, &prompt.brief, bank.lexicon().unwrap())
}

fn chat() -> (Prompt, Questions) {
    let bank = Bank::open(None);
    let prompt = bank.prompt("chat").unwrap();
    let questions = prepare(&prompt, &bank);
    (prompt, questions)
}

/// The facts that a line asks for, by id, and `decision`.
fn heard(prompt: &Prompt, questions: &Questions, line: &str) -> Vec<String> {
    let heard = questions.hear(line);
    let facts = heard.facts.iter().map(|&at| prompt.facts[at].id.clone());
    facts.chain(heard.decision.then(|| "decision".to_owned())).collect()
}

#[derive(Deserialize)]
struct Phrasings {
    question: Vec<Phrasing>,
}

#[derive(Deserialize)]
struct Phrasing {
    text: String,
    fact: String,
    fact2: Option<String>,
}

fn phrasings(id: &str) -> Vec<Phrasing> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/questions/{id}.toml"));
    let set: Phrasings = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    set.question
}

/// What came of the phrasings of some prompts.
#[derive(Debug, Default)]
struct Figures {
    one: usize,
    one_found: usize,
    two: usize,
    two_found: usize,
    wrong: usize,
    none: usize,
    none_silent: usize,
    decisions: usize,
    decisions_back: usize,
    stories: Vec<String>,
}

fn measure(ids: &[&str], hear: fn(&Questions, &str) -> Heard) -> Figures {
    measured(ids.iter().map(|&id| (id, phrasings(id))), hear)
}

fn measured<'a>(
    sets: impl Iterator<Item = (&'a str, Vec<Phrasing>)>,
    hear: fn(&Questions, &str) -> Heard,
) -> Figures {
    let bank = Bank::open(None);
    let mut figures = Figures::default();
    for (id, set) in sets {
        let prompt = bank.prompt(id).unwrap();
        let questions = prepare(&prompt, &bank);
        for question in &set {
            figures.count(&prompt, &hear(&questions, &question.text), question);
        }
    }
    figures
}

impl Figures {
    fn count(&mut self, prompt: &Prompt, heard: &Heard, question: &Phrasing) {
        let said = [Some(&question.fact), question.fact2.as_ref()];
        let mut wanted: Vec<usize> = Vec::new();
        for said in said.into_iter().flatten().filter(|it| *it != "none" && *it != "decision") {
            let fact = prompt.facts.iter().position(|fact| fact.say.trim() == said.trim());
            wanted.push(fact.unwrap_or_else(|| panic!("`{}` has no fact `{said}`", prompt.id)));
        }
        wanted.sort_unstable();
        let mut facts = heard.facts.clone();
        facts.sort_unstable();
        let right = match (question.fact.as_str(), wanted.len()) {
            ("none", _) => {
                self.none += 1;
                self.none_silent += usize::from(facts.is_empty());
                facts.is_empty()
            }
            ("decision", _) => {
                let back = facts.is_empty() && heard.decision;
                self.decisions += 1;
                self.decisions_back += usize::from(back);
                back
            }
            (_, 1) => {
                self.one += 1;
                self.one_found += usize::from(facts == wanted);
                facts == wanted
            }
            _ => {
                self.two += 1;
                self.two_found += usize::from(facts == wanted);
                facts == wanted
            }
        };
        if !wanted.is_empty() && facts.iter().any(|fact| !wanted.contains(fact)) {
            self.wrong += 1;
        }
        if !right {
            self.stories.push(format!("{}: {} -> {heard:?}", prompt.id, question.text));
        }
    }

    /// Whether at least so many in a hundred of a count are so.
    fn share(part: usize, of: usize) -> f64 {
        100.0 * part as f64 / of as f64
    }
}

/// The prompts that have phrasings which were read while the matcher was built.
const READ: &[&str] = &[
    "api-gateway",
    "api-versioning",
    "auth-sessions-api",
    "autocomplete",
    "chat",
    "distributed-cache",
    "feature-flags",
    "file-sync",
    "job-scheduler",
    "key-value-store",
    "news-feed",
    "note-taking",
    "notifications",
    "own-project",
    "pastebin",
    "payments",
    "rate-limiter",
    "ride-hailing",
    "service-decomposition",
    "ticket-sales",
    "unique-ids",
    "url-shortener",
    "user-management-api",
    "web-crawler",
];

#[test]
fn phrasings_find_their_facts() {
    let figures = measure(READ, Questions::hear);
    assert!(Figures::share(figures.one_found, figures.one) >= 90.5, "{figures:#?}");
    assert!(Figures::share(figures.wrong, figures.one + figures.two) <= 0.8, "{figures:#?}");
    assert!(Figures::share(figures.two_found, figures.two) >= 92.0, "{figures:#?}");
    assert!(Figures::share(figures.none_silent, figures.none) >= 95.0, "{figures:#?}");
    assert!(Figures::share(figures.decisions_back, figures.decisions) >= 95.0, "{figures:#?}");
}

/// Later rounds, by other writers than those of [`READ`], that were met unread by the matcher before
/// this one and have been read since.
const LATER: &[(&str, &[&str])] = &[
    (
        "second",
        &[
            "api-versioning",
            "note-taking",
            "own-project",
            "service-decomposition",
            "url-shortener",
            "user-management-api",
        ],
    ),
    (
        "third",
        &[
            "api-versioning",
            "file-sync",
            "notifications",
            "rate-limiter",
            "service-decomposition",
            "unique-ids",
        ],
    ),
    (
        "fourth",
        &[
            "auth-sessions-api",
            "autocomplete",
            "feature-flags",
            "file-sync",
            "job-scheduler",
            "key-value-store",
            "news-feed",
            "payments",
            "unique-ids",
            "url-shortener",
        ],
    ),
    (
        "fifth",
        &[
            "api-versioning",
            "auth-sessions-api",
            "chat",
            "note-taking",
            "own-project",
            "pastebin",
            "payments",
            "ride-hailing",
            "url-shortener",
            "web-crawler",
        ],
    ),
];

#[test]
fn phrasings_of_later_rounds_find_their_facts() {
    for &(round, ids) in LATER {
        let sets = ids.iter().map(|&id| (id, phrasings(&format!("later/{round}/{id}"))));
        let figures = measured(sets, Questions::hear);
        assert!(Figures::share(figures.one_found, figures.one) >= 90.5, "{round}: {figures:#?}");
        assert!(
            Figures::share(figures.wrong, figures.one + figures.two) <= 1.9,
            "{round}: {figures:#?}"
        );
        assert!(Figures::share(figures.two_found, figures.two) >= 80.0, "{round}: {figures:#?}");
        assert!(Figures::share(figures.none_silent, figures.none) >= 89.0, "{round}: {figures:#?}");
        assert!(
            Figures::share(figures.decisions_back, figures.decisions) >= 92.0,
            "{round}: {figures:#?}"
        );
    }
}

/// A round that this matcher met once, unread, and after which nothing was changed.
const UNREAD: &[&str] = &[
    "api-gateway",
    "api-versioning",
    "key-value-store",
    "news-feed",
    "pastebin",
    "rate-limiter",
    "ride-hailing",
    "ticket-sales",
    "unique-ids",
    "web-crawler",
];

#[test]
fn phrasings_that_nobody_had_read_find_their_facts() {
    let sets = UNREAD.iter().map(|&id| (id, phrasings(&format!("later/sixth/{id}"))));
    let figures = measured(sets, Questions::hear);
    assert!(Figures::share(figures.one_found, figures.one) >= 90.0, "{figures:#?}");
    assert!(Figures::share(figures.wrong, figures.one + figures.two) <= 2.0, "{figures:#?}");
    assert!(Figures::share(figures.two_found, figures.two) >= 85.0, "{figures:#?}");
    assert!(Figures::share(figures.none_silent, figures.none) >= 95.0, "{figures:#?}");
    assert!(Figures::share(figures.decisions_back, figures.decisions) >= 95.0, "{figures:#?}");
}

#[test]
fn a_line_of_an_answer_is_told_no_more_than_a_question_put_outright() {
    let figures = measure(READ, Questions::overhear);
    assert!(Figures::share(figures.one_found, figures.one) >= 90.5, "{figures:#?}");
    assert!(Figures::share(figures.wrong, figures.one + figures.two) <= 0.9, "{figures:#?}");
    assert!(Figures::share(figures.none_silent, figures.none) >= 94.0, "{figures:#?}");
}

/// Otherwise the phrasings would measure nothing.
#[test]
fn no_way_of_asking_is_a_phrasing_of_the_tests() {
    let plain = |text: &str| {
        let words = clauses::words(text).into_iter();
        words.map(|(_, _, word)| word).collect::<Vec<_>>().join(" ")
    };
    let bank = Bank::open(None);
    let subjects =
        commonplace::COMMONPLACE.iter().chain(elsewhere::ELSEWHERE).chain(beside::BESIDE);
    let subjects = subjects.flat_map(|subject| decision::parted(subject.ways)).map(plain);
    let subjects: std::collections::HashSet<String> = subjects.collect();
    for id in READ {
        let facts = bank.prompt(id).unwrap().facts;
        let asks = facts.iter().flat_map(|fact| &fact.ask).map(|ask| plain(ask));
        let known: std::collections::HashSet<String> =
            asks.chain(subjects.iter().cloned()).collect();
        // A word or two is the same whoever writes it.
        let same = |text: &String| text.split(' ').count() > 4 && known.contains(text);
        let found: Vec<String> =
            phrasings(id).iter().map(|one| plain(&one.text)).filter(same).collect();
        assert_eq!(found, Vec::<String>::new(), "{id}");
    }
}

#[test]
fn a_way_of_asking_finds_its_own_fact_in_every_prompt() {
    /// Every so manyth, for time.
    const STEP: usize = 7;
    let bank = Bank::open(None);
    let (mut all, mut found, mut missed) = (0, 0, Vec::new());
    for id in bank.ids() {
        let prompt = bank.prompt(&id).unwrap();
        let questions = prepare(&prompt, &bank);
        for (at, fact) in prompt.facts.iter().enumerate() {
            for ask in fact.ask.iter().step_by(STEP) {
                all += 1;
                if questions.hear(&format!("{ask}?")).facts == [at] {
                    found += 1;
                } else {
                    missed.push(format!("{id} {}: {ask}", fact.id));
                }
            }
        }
    }
    assert!(Figures::share(found, all) >= 97.0, "{found} of {all}: {missed:#?}");
}

#[test]
fn a_question_is_heard_however_it_is_put() {
    let (prompt, questions) = chat();
    for (line, wanted) in [
        ("dau?", &["volume"][..]),
        ("DAU", &["volume"]),
        ("tell me about the traffic", &["volume"]),
        ("ttl of msgs?", &["history"]),
        ("I'd like to know how long messages are kept.", &["history"]),
        ("We have groups, you say. How big can they get?", &["group-size"]),
        ("how many users, and how long do we keep messages?", &["volume", "history"]),
        ("should I use SQL or NoSQL?", &["decision"]),
        ("is Kafka ok here?", &["decision"]),
        ("do you want me to shard by user id?", &["decision"]),
        ("the newest first or by name, which do you prefer?", &["decision"]),
        ("do i copy the row or point to it?", &["decision"]),
        ("in memory or on a disk, which do you want?", &["decision"]),
        ("when the buffer is full, should the writer stop or drop it?", &["decision"]),
        ("do you want the \"... is typing\" thing?", &["presence"]),
        ("ok so, could you please tell me how long messages are kept, roughly?", &["history"]),
    ] {
        assert_eq!(heard(&prompt, &questions, line), wanted, "{line}");
    }
}

#[test]
fn what_was_put_as_a_question_need_not_sound_like_one() {
    let (prompt, questions) = chat();
    let line = "Groups. The largest one has so many members.";
    assert_eq!(questions.overhear(line), Heard::default());
    assert_eq!(heard(&prompt, &questions, line), ["group-size"]);
}

#[test]
fn a_misspelt_question_is_heard_like_a_well_spelt_one() {
    let (_, questions) = chat();
    for (misspelt, meant) in [
        ("how long are mesages kept?", "how long are messages kept?"),
        ("how manny usres are there", "how many users are there"),
        ("shoud I use SQL or NoSQL", "should I use SQL or NoSQL"),
    ] {
        assert_ne!(questions.hear(meant), Heard::default(), "{meant}");
        assert_eq!(questions.hear(misspelt), questions.hear(meant), "{misspelt}");
    }
}

#[test]
fn two_facts_in_one_question_are_both_told() {
    let (prompt, questions) = chat();
    for (line, wanted) in [
        ("how big can groups get, and how long are messages kept?", &["group-size", "history"][..]),
        ("how many users are there and across how many devices?", &["volume", "devices"]),
        ("how large may a group be, is there a limit?", &["group-size"]),
        ("how many people use it every day? dozens, thousands?", &["volume"]),
    ] {
        assert_eq!(heard(&prompt, &questions, line), wanted, "{line}");
    }
}

#[test]
fn what_is_only_said_before_a_question_is_not_told() {
    let bank = Bank::open(None);
    let prompt = bank.prompt("unique-ids").unwrap();
    let questions = prepare(&prompt, &bank);
    let line = "when the clock goes back, do you prefer that I wait or that I go on?";
    assert_eq!(heard(&prompt, &questions, line), ["decision"]);
}

#[test]
fn what_leans_on_the_sentence_before_is_heard_with_it() {
    let (prompt, questions) = chat();
    let group = heard(&prompt, &questions, "Is there a limit on how big groups get? how many?");
    assert_eq!(group, ["group-size"]);
    let kept = heard(&prompt, &questions, "do we keep messages? how long?");
    assert_eq!(kept, ["history"]);
    // By itself it asks for something, and a scrap after a question is only an answer to it.
    let one = "how long are messages kept?";
    let alone = heard(&prompt, &questions, one);
    assert_eq!(heard(&prompt, &questions, &format!("{one} us?")), alone);
    let after = format!("{one} does this go for groups?");
    assert_eq!(heard(&prompt, &questions, &after), alone);
}

#[test]
fn what_asks_nothing_known_is_met_with_silence() {
    let (_, questions) = chat();
    for line in [
        "",
        "?",
        "???",
        "ok, and now?",
        "Hm, does that make sense?",
        "Users can send messages to each other and to groups.",
        "The messages are kept for five years.",
        "I will store the history in Cassandra.",
        "Assume 50 million users a day.",
        "We show read receipts and presence.",
        "Deliver messages quickly to all devices.",
        "When somebody is offline, messages wait in a queue.",
        "Any server can take any message.",
        "Messages go out in batches, ok?",
        "what is the weather like in Lisbon?",
        "who won the match last night?",
    ] {
        assert!(
            questions.overhear(line).facts.is_empty(),
            "{line}: {:?}",
            questions.overhear(line)
        );
    }
}

#[test]
fn a_fact_that_no_way_of_asking_finds_is_named() {
    let (mut prompt, questions) = chat();
    assert_eq!(questions.unheard(&prompt.facts), [0_usize; 0]);
    prompt.facts[2].ask = vec!["?!".to_owned()];
    let bank = Bank::open(None);
    assert_eq!(prepare(&prompt, &bank).unheard(&prompt.facts), [2]);
}

#[test]
fn no_facts_and_no_lexicon_are_no_trouble() {
    let questions = Questions::prepare(&[], "", &crate::bank::Lexicon::default());
    assert_eq!(questions.hear("how many users are there?"), Heard::default());
}

#[test]
fn a_hundred_kilobytes_are_heard_from_their_end_and_cost_no_more() {
    let (prompt, questions) = chat();
    let long = "lorem frobnicate xyzzy, and what of it ".repeat(2_500);
    let found = heard(&prompt, &questions, &format!("{long}.\nhow long do we keep messages?"));
    assert_eq!(found, ["history"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_line_is_heard_and_always_alike(line in any::<String>(), part in "[a-z éß?,.\u{0}-\u{1f}]{0,60}") {
        static CHAT: std::sync::LazyLock<Questions> = std::sync::LazyLock::new(|| chat().1);
        for line in [line.clone(), part.clone(), format!("how many {part} and {line}?")] {
            let heard = CHAT.hear(&line);
            prop_assert_eq!(&CHAT.hear(&line), &heard);
            let overheard = CHAT.overhear(&line);
            prop_assert_eq!(&CHAT.overhear(&line), &overheard);
            prop_assert!(heard.facts.iter().all(|&fact| fact < 13));
            let mut distinct = heard.facts.clone();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert_eq!(distinct.len(), heard.facts.len());
        }
    }
}
