//! The interviewer gives nothing away: no line of theirs, in any prompt, holds what the rubric says.

use onsite::bank::{Bank, Prompt};

/// Everything that an interviewer may say of a prompt, but for the last hint, which is the idea.
fn spoken(prompt: &Prompt) -> Vec<&str> {
    let facts = prompt.facts.iter().map(|fact| &fact.say);
    let follow_ups = prompt.follow_ups.iter().flat_map(|f| [&f.missed, &f.partly, &f.met]);
    let hints = prompt.follow_ups.iter().flat_map(|follow_up| follow_up.hints.iter().take(2));
    let curveballs = prompt.curveballs.iter().map(|curveball| &curveball.say);
    facts.chain(follow_ups).chain(hints).chain(curveballs).map(String::as_str).collect()
}

/// The words alone, with single spaces between and around them.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

#[test]
fn no_line_of_the_interviewers_holds_a_criterion_or_an_example_of_it() {
    let bank = Bank::open(None);
    let ids = bank.ids();
    assert_eq!(ids.len(), 24);
    let mut lines = 0;
    let mut given_away = Vec::new();
    for id in &ids {
        let (prompt, rubric) = (bank.prompt(id).unwrap(), bank.rubric(id).unwrap());
        for line in spoken(&prompt) {
            lines += 1;
            let said = words(line);
            for criterion in &rubric.criteria {
                let exemplars = &criterion.exemplars;
                let shown = exemplars.met.iter().chain(&exemplars.partly);
                for text in shown.chain([&criterion.text]) {
                    if said.contains(&words(text)) {
                        given_away.push(format!("{id}, {}: {line}", criterion.id));
                    }
                }
            }
        }
    }
    assert!(lines > 24 * 60, "{lines}");
    assert!(given_away.is_empty(), "{}", given_away.join("\n"));
}

#[test]
fn every_prompt_can_press_on_every_step_and_throw_a_curveball() {
    let bank = Bank::open(None);
    for id in bank.ids() {
        let (prompt, rubric) = (bank.prompt(&id).unwrap(), bank.rubric(&id).unwrap());
        for step in onsite::bank::Step::ALL {
            let of_step =
                |id: &String| rubric.criteria.iter().any(|c| c.id == *id && c.step == step);
            let asked = prompt.follow_ups.iter().filter(|f| of_step(&f.criterion)).count();
            assert!(asked > 0, "{id}: no follow-up for {step}");
        }
        assert!(!prompt.curveballs.is_empty(), "{id}");
        for curveball in &prompt.curveballs {
            let own = |c: &onsite::bank::Criterion| c.curveball.as_ref() == Some(&curveball.id);
            assert!(rubric.criteria.iter().any(own), "{id}: nothing judges {}", curveball.id);
        }
        assert!(prompt.follow_ups.iter().all(|follow_up| follow_up.hints.len() == 3), "{id}");
    }
}
