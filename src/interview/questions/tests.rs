//! Figures over the built-in prompts, and what must hold for any line.

use std::fmt::Write as _;
use std::path::Path;

use super::*;
use crate::bank::{Fact, Lexicon, Prompt};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn lexicon() -> Lexicon {
    toml::from_str(&std::fs::read_to_string(root().join("rubrics/lexicon.toml")).unwrap()).unwrap()
}

fn prompts() -> Vec<Prompt> {
    let mut paths: Vec<_> = std::fs::read_dir(root().join("prompts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    paths.sort();
    paths.iter().map(|p| toml::from_str(&std::fs::read_to_string(p).unwrap()).unwrap()).collect()
}

#[derive(serde::Deserialize)]
struct Phrasings {
    question: Vec<Phrasing>,
}

#[derive(serde::Deserialize)]
struct Phrasing {
    text: String,
    fact: String,
    fact2: Option<String>,
}

fn dev() -> Vec<String> {
    std::env::var("DEV")
        .unwrap_or("chat,payments,rate-limiter".into())
        .split(',')
        .map(String::from)
        .collect()
}

fn index(facts: &[Fact], said: &str) -> Vec<usize> {
    let one = |s: &str| facts.iter().position(|f| f.say.trim() == s.trim() || f.id == s);
    match said {
        "none" | "decision" => vec![],
        said => vec![one(said).unwrap_or_else(|| panic!("{said}"))],
    }
}

#[test]
fn decisions() {
    let lexicon = lexicon();
    let prompts = prompts();
    let mut out = String::new();
    let q = Questions::prepare(&prompts[0].facts, &prompts[0].brief, &lexicon);
    for line in std::fs::read_to_string("/tmp/dec.txt").unwrap().lines() {
        if !q.hear(line).decision {
            let _ = writeln!(out, "NOT {line} {:?}", q.hear(line));
        }
    }
    for prompt in &prompts {
        for fact in &prompt.facts {
            for ask in &fact.ask {
                if q.decides(ask) {
                    let _ = writeln!(out, "asks {} {}: {ask}", prompt.id, fact.id);
                }
            }
        }
    }
    std::fs::write("/tmp/q_dec.txt", out).unwrap();
}

#[test]
fn dump() {
    let lexicon = lexicon();
    let prompts = prompts();
    let mut out = String::new();
    let mut report = String::new();
    let (
        mut n,
        mut right,
        mut wrong,
        mut dn,
        mut dright,
        mut nn,
        mut nsilent,
        mut two,
        mut tworight,
    ) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
    for prompt in &prompts {
        let name = &prompt.id;
        let path = root().join(format!("tests/questions/{name}.toml"));
        let own = root().join(format!("tests/questions/dev/{name}.toml"));
        let path = if own.exists() { own } else { path };
        if !path.exists() || (!dev().contains(name) && !path.to_str().unwrap().contains("/dev/")) {
            continue;
        }
        let set: Phrasings = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let questions = Questions::prepare(&prompt.facts, &prompt.brief, &lexicon);
        for one in &set.question {
            let mut wanted = index(&prompt.facts, &one.fact);
            if let Some(second) = &one.fact2 {
                wanted.extend(index(&prompt.facts, second));
            }
            let heard = questions.hear(&one.text);
            let mut h = heard.facts.clone();
            h.sort();
            let mut w = wanted.clone();
            w.sort();
            let names = |l: &[usize]| {
                l.iter().map(|&i| prompt.facts[i].id.clone()).collect::<Vec<_>>().join("+")
            };
            let stray = h.iter().any(|f| !w.contains(f));
            if stray {
                wrong += 1
            }
            n += 1;
            match one.fact.as_str() {
                "none" => {
                    nn += 1;
                    if h.is_empty() {
                        nsilent += 1
                    }
                }
                "decision" => {
                    dn += 1;
                    if h.is_empty() && heard.decision {
                        dright += 1
                    }
                }
                _ if w.len() == 2 => {
                    two += 1;
                    if h == w {
                        tworight += 1
                    }
                }
                _ => {
                    if h == w {
                        right += 1
                    }
                }
            }
            let good = match one.fact.as_str() {
                "none" => h.is_empty(),
                "decision" => h.is_empty() && heard.decision,
                _ => h == w,
            };
            if !good {
                let _ = writeln!(
                    report,
                    "{} {name}: {} => want {} got {} {}",
                    if stray { "WRONG" } else { "miss " },
                    one.text,
                    if w.is_empty() { one.fact.clone() } else { names(&w) },
                    names(&h),
                    heard.decision
                );
            }
            for (at, signs) in questions.signs(&one.text).iter().enumerate() {
                if w.len() < 2 {
                    let _ = writeln!(
                        out,
                        "{name}\t{}\t{}\t{at}\t{}\t{:?}",
                        one.fact.chars().take(8).collect::<String>(),
                        one.text.replace(['\t', '\n'], " "),
                        u8::from(w.contains(&at)),
                        signs.numbers()
                    );
                }
            }
        }
    }
    let by = report.lines().filter(|l| l.starts_with("WRONG")).fold([0; 3], |mut by, l| {
        by[if l.contains("want none") {
            0
        } else if l.contains("want decision") {
            1
        } else {
            2
        }] += 1;
        by
    });
    let _ = writeln!(report, "wrong by none, decision, fact {by:?}");
    let single = n - nn - dn - two;
    let _ = writeln!(
        report,
        "single {right}/{single} two {tworight}/{two} none {nsilent}/{nn} decision {dright}/{dn} WRONG {wrong}/{n}"
    );
    // leave one out
    let (mut ln_, mut lr, mut lw) = (0, 0, 0);
    let mut looreport = String::new();
    if std::env::var("LOO").is_ok() {
        const FOLDS: usize = 10;
        for prompt in &prompts {
            for fold in 0..FOLDS {
                let mut facts = prompt.facts.clone();
                for fact in &mut facts {
                    let mut n = 0;
                    fact.ask.retain(|_| {
                        n += 1;
                        (n - 1) % FOLDS != fold
                    });
                }
                let questions = Questions::prepare(&facts, &prompt.brief, &lexicon);
                for (at, fact) in prompt.facts.iter().enumerate() {
                    for ask in fact.ask.iter().skip(fold).step_by(FOLDS) {
                        let heard = questions.hear(&format!("{ask}?"));
                        ln_ += 1;
                        if heard.facts == [at] {
                            lr += 1
                        } else if !heard.facts.is_empty() {
                            lw += 1
                        }
                        if heard.facts != [at] {
                            let _ = writeln!(
                                looreport,
                                "{} {}: {ask} => {} got {:?}",
                                if heard.facts.is_empty() { "miss" } else { "WRONG" },
                                prompt.id,
                                fact.id,
                                heard
                                    .facts
                                    .iter()
                                    .map(|&i| prompt.facts[i].id.as_str())
                                    .collect::<Vec<_>>()
                            );
                        }
                        for (f, signs) in questions.signs(ask).iter().enumerate() {
                            let _ = writeln!(
                                out,
                                "{}\tloo\t{}\t{f}\t{}\t{:?}",
                                prompt.id,
                                ask,
                                u8::from(f == at),
                                signs.numbers()
                            );
                        }
                    }
                }
            }
        }
        let (mut fnn, mut fw) = (0, 0);
        for prompt in &prompts {
            for (at, fact) in prompt.facts.iter().enumerate() {
                let mut facts = prompt.facts.clone();
                facts.remove(at);
                let questions = Questions::prepare(&facts, &prompt.brief, &lexicon);
                for ask in &fact.ask {
                    fnn += 1;
                    if !questions.hear(&format!("{ask}?")).facts.is_empty() {
                        fw += 1
                    }
                    for (f, signs) in questions.signs(ask).iter().enumerate() {
                        let _ = writeln!(
                            out,
                            "{}\tlfo:{}\t{}\t{f}\t0\t{:?}",
                            prompt.id,
                            fact.id,
                            ask,
                            signs.numbers()
                        );
                    }
                }
            }
        }
        let _ = writeln!(report, "LFO told {fw}/{fnn}");
        let _ = writeln!(report, "LOO {lr}/{ln_} wrong {lw}");
    }
    std::fs::write("/tmp/q_out.tsv", out).unwrap();
    std::fs::write("/tmp/q_report.txt", report).unwrap();
    std::fs::write("/tmp/q_loo.txt", looreport).unwrap();
}

#[test]
fn timing() {
    let lexicon = lexicon();
    let prompts = prompts();
    let p = prompts.iter().find(|p| p.id == "chat").unwrap();
    let t = std::time::Instant::now();
    let q = Questions::prepare(&p.facts, &p.brief, &lexicon);
    let a = t.elapsed();
    let text = "how many users do we have daily and how many of them are connected simultaneously?";
    let t = std::time::Instant::now();
    for _ in 0..20 {
        std::hint::black_box(q.hear(text));
    }
    let b = t.elapsed() / 20;
    let t = std::time::Instant::now();
    for _ in 0..20 {
        std::hint::black_box(q.hear("multi device?"));
    }
    let c = t.elapsed() / 20;
    let long = "how many frobnicated xyzzy widgets, and is it ok? ".repeat(2000);
    let t = std::time::Instant::now();
    std::hint::black_box(q.hear(&long));
    let d = t.elapsed();
    std::fs::write("/tmp/q_time.txt", format!("prepare {a:?} hear {b:?} short {c:?} long {d:?}\n"))
        .unwrap();
}
