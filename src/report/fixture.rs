//! A small prompt, its rubric, a sitting of it and its score, for the tests of this room.

use std::collections::BTreeMap;

use crate::bank::{
    Cap, Criterion, Difficulty, Exemplars, Fact, FollowUp, Level, Prompt, RedFlag, Rubric, Step,
    Tier, Weight, When, budgets,
};
use crate::interview::{
    Budget, Conduct, Event, Held, LineKind, Mode, Reading, Record, Remark, Seal, Session, Source,
    Started, VERSION,
};
use crate::report::Export;
use crate::scoring::{
    Answers, CriterionVerdict, Document, Evidence, Overall, Place, RaisedFlag, RubricRef, SCHEMA,
    Slip, StepScore, Verdict,
};

/// The clocks, `ms` after the start.
pub(super) fn at(ms: u64) -> Reading {
    Reading {
        boot: "b".to_owned(),
        boot_ms: ms,
        wall_ms: 1_795_000_000_000 + i64::try_from(ms).unwrap(),
    }
}

pub(super) fn prompt() -> Prompt {
    let reference = [
        (
            Step::Requirements,
            "100 M links a month, 100 reads to a write.\n\n## Out of scope\n\nAccounts.",
        ),
        (Step::Api, "```\nPOST /v1/links <url> -> 201\n```"),
    ];
    Prompt {
        id: "url-shortener".into(),
        title: "URL shortener".into(),
        difficulty: Difficulty::Easy,
        tags: vec!["read-heavy".into(), "storage".into()],
        days: vec![5],
        siblings: Vec::new(),
        brief: "Design a service that turns long URLs into short links and sends the people who \
                open them to the right place.\n"
            .into(),
        facts: vec![
            Fact {
                id: "volume".into(),
                must: true,
                ask: vec!["how many links a month".into()],
                say: "100 million new links a month. Redirects outnumber them 100 to 1.".into(),
                assumed: Vec::new(),
            },
            Fact {
                id: "lifetime".into(),
                must: false,
                ask: vec!["how long do links live".into()],
                say: "Five years, THE SPOILER.".into(),
                assumed: Vec::new(),
            },
        ],
        scales: Vec::new(),
        estimates: Vec::new(),
        follow_ups: vec![FollowUp {
            criterion: "cache-failure".into(),
            missed: "The cache loses power at noon. What do users see?".into(),
            partly: "And who fills it again?".into(),
            met: "How long is it cold?".into(),
            hints: Vec::new(),
        }],
        curveballs: Vec::new(),
        reference: reference.map(|(step, text)| (step, text.to_owned())).into(),
    }
}

fn criterion(id: &str, step: Step, tier: Tier, text: &str, why: &str) -> Criterion {
    Criterion {
        id: id.into(),
        step,
        text: text.into(),
        why: why.into(),
        tier,
        weight: Weight::Same(tier.default_weight()),
        depth: false,
        concepts: Vec::new(),
        numbers: Vec::new(),
        facts: Vec::new(),
        exemplars: Exemplars::default(),
        misconceptions: Vec::new(),
        curveball: None,
        shared: false,
    }
}

pub(super) fn rubric() -> Rubric {
    let red_flag = RedFlag {
        id: "md5-unique".into(),
        text: "Believes that a truncated hash cannot collide".into(),
        points: 6.0,
        concepts: Vec::new(),
        exemplars: Exemplars::default(),
    };
    let cap = Cap {
        id: "no-failure".into(),
        text: "nothing is said about what happens when a part fails".into(),
        at_most: 40.0,
        when: When::Missed(vec!["cache-failure".into()]),
    };
    Rubric {
        prompt: "url-shortener".into(),
        version: 3,
        criteria: vec![
            criterion(
                "scale-numbers",
                Step::Requirements,
                Tier::Must,
                "Asks for or assumes how many links are created and opened, with figures",
                "Every later choice follows from the load.",
            ),
            criterion(
                "redirect-status",
                Step::Api,
                Tier::Should,
                "Chooses 301 or 302 for the redirect and says what follows for caching and \
                 analytics",
                "A permanent redirect is cached by browsers: cheaper, but clicks are no longer \
                 seen.",
            ),
            criterion(
                "cache-failure",
                Step::Scale,
                Tier::Must,
                "Says what happens when the cache is cold or gone",
                "A cache that fails takes the store with it.",
            ),
            criterion(
                "abuse-rate-limit",
                Step::Scale,
                Tier::Bonus,
                "Limits how many links one caller can create",
                "Open shorteners are used for phishing.",
            ),
        ],
        red_flags: vec![red_flag],
        caps: vec![cap],
    }
}

/// A sitting with these answers; with `seal` the bell has rung.
pub(super) fn session(answers: &[(Step, &str)], seal: bool) -> Session {
    let steps = Step::ALL;
    let seconds = budgets(2_700, &steps);
    let started = Started {
        session: "k7m2qxha".into(),
        prompt: "url-shortener".into(),
        mode: Mode::Mock,
        level: Level::Mid,
        box_ms: Some(2_700_000),
        steps: steps.iter().zip(seconds).map(|(&step, seconds)| Budget { step, seconds }).collect(),
        rate: 1,
        rehearsal: false,
        input: Source::Terminal,
        seed: 7,
        prompt_sha256: "aa".into(),
        rubric_sha256: "bb".into(),
        lexicon_sha256: "cc".into(),
        continues: None,
        program: "0.1.0".into(),
        conduct: Conduct::default(),
    };
    let mut events = vec![(0, Event::Started(Box::new(started)))];
    let said = |remark, about: &str, text: &str| Event::Said {
        remark,
        about: about.into(),
        text: text.into(),
    };
    events.push((20_000, said(Remark::Fact, "volume", &prompt().facts[0].say)));
    for (index, (step, text)) in answers.iter().enumerate() {
        let ms = 60_000 * (index as u64 + 1);
        events.push((ms, Event::Moved { to: *step }));
        let text = (*text).to_owned();
        events.push((ms, Event::Added { step: *step, line: LineKind::Typed, text }));
    }
    events.push((430_000, said(Remark::Budget, "requirements", "That is the seven minutes.")));
    events.push((440_000, said(Remark::FollowUp, "cache-failure", "What if a machine stops?")));
    if seal {
        events.push((1_200_000, Event::Moved { to: Step::Scale }));
        let text = "and when the cac".to_owned();
        events.push((2_700_000, Event::Belled { step: Step::Scale, held: Held::New, text }));
        events.push((2_700_000, Event::Sealed { by: Seal::Bell }));
        events.push((2_700_000, Event::Guessed { total: 60 }));
    }
    let records: Vec<Record> = events
        .into_iter()
        .enumerate()
        .map(|(index, (ms, event))| Record {
            version: VERSION,
            seq: index as u64 + 1,
            at: at(ms),
            elapsed_ms: ms,
            event,
        })
        .collect();
    Session::fold(&records).unwrap()
}

pub(super) const ANSWERS: [(Step, &str); 2] = [
    (Step::Requirements, "How many links a month?\n100 M/month is about 40 writes/s, 4k reads/s"),
    (Step::Api, "POST /v1/links {long_url, alias?}\nGET /{code} -> 302"),
];

fn evidence(step: Step, answer: &str, quote: &str) -> Evidence {
    let start = answer.find(quote).unwrap();
    let (quote, end) = (quote.to_owned(), start + quote.len());
    Evidence { quote, step: Place::Step(step), start, end }
}

pub(super) fn document() -> Document {
    let verdict = |id: &str, verdict, evidence: Vec<Evidence>, unsure, reason: &str| {
        let rubric = rubric();
        let criterion = rubric.criteria.iter().find(|criterion| criterion.id == id).unwrap();
        CriterionVerdict {
            id: id.into(),
            step: criterion.step,
            tier: criterion.tier,
            weight: criterion.weight.at(Level::Mid),
            verdict,
            confidence: 0.8,
            unsure,
            prompted: false,
            evidence,
            reason: reason.into(),
            second: None,
            kept: None,
        }
    };
    let numbers =
        evidence(Step::Requirements, ANSWERS[0].1, "100 M/month is about 40 writes/s, 4k reads/s");
    let status = evidence(Step::Api, ANSWERS[1].1, "GET /{code} -> 302");
    let step = |id, score| StepScore { id, score, weight: score.map(|_| 0.2) };
    Document {
        model: None,
        second: None,
        schema: SCHEMA.into(),
        id: None,
        scorer: "1".into(),
        prompt: "url-shortener".into(),
        rubric: RubricRef { version: 3, sha256: "0123abcd".into() },
        level: Level::Mid,
        judge: "offline".into(),
        total: 40.0,
        range: [31.5, 40.0],
        verdict: Overall::Below,
        capped_by: vec!["no-failure".into()],
        guess: Some(60),
        levels: BTreeMap::from([
            (Level::Junior, 40.0),
            (Level::Mid, 40.0),
            (Level::Senior, 38.0),
            (Level::Staff, 30.5),
        ]),
        steps: vec![
            step(Step::Requirements, Some(100.0)),
            step(Step::Api, Some(50.0)),
            step(Step::Components, None),
            step(Step::Storage, None),
            step(Step::Scale, Some(0.0)),
        ],
        criteria: vec![
            verdict("scale-numbers", Verdict::Met, vec![numbers], false, "Figures for both."),
            verdict(
                "redirect-status",
                Verdict::Partly,
                vec![status],
                true,
                "The status is named, no consequence.",
            ),
            verdict("cache-failure", Verdict::Missed, Vec::new(), false, "Nothing about it."),
            verdict("abuse-rate-limit", Verdict::Missed, Vec::new(), false, ""),
        ],
        red_flags: vec![RaisedFlag {
            id: "md5-unique".into(),
            points: 6.0,
            evidence: vec![evidence(Step::Api, ANSWERS[1].1, "POST /v1/links")],
        }],
        arithmetic: vec![Slip {
            quote: "500 bytes * 6 billion = 30 TB".into(),
            step: Place::Step(Step::Storage),
            start: 0,
            end: 29,
            stated: "30 TB".into(),
            right: "3 TB".into(),
        }],
        unused_estimates: vec![evidence(
            Step::Requirements,
            ANSWERS[0].1,
            "100 M/month is about 40 writes/s",
        )],
        answers: Answers::new(),
    }
}

/// An export of the sitting, handed to `then`.
pub(super) fn with_export<T>(
    session: &Session,
    document: Option<&Document>,
    now: &Reading,
    then: impl FnOnce(&Export<'_>) -> T,
) -> T {
    let (prompt, rubric, prompted) = (prompt(), rubric(), BTreeMap::new());
    then(&Export {
        session,
        prompt: &prompt,
        rubric: &rubric,
        document,
        reviewed: None,
        prompted: &prompted,
        draft: "",
        now,
        program: "0.1.0",
        reference: true,
    })
}
