//! Whether what a model wants to say may be said: it may hold what is known in the room, and nothing
//! that a good answer holds beyond it.

use std::collections::BTreeSet;

use crate::bank::{Criterion, Prompt, Rubric};

/// Why something is not said; the bank's own line is said instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaid {
    /// It is empty, too long, or not made of words.
    #[error("it is not one short remark")]
    NoRemark,
    /// A follow-up that is not one question, or an answer that asks.
    #[error("it is not one question")]
    NotOneQuestion,
    /// It holds a number that nobody has named.
    #[error("it holds a number that nobody has named")]
    Number,
    /// It leaves out a number of the fact.
    #[error("it leaves out a number of the fact")]
    NumberLost,
    /// It says what a good answer says.
    #[error("it gives away what is looked for")]
    Reveals,
}

/// The longest remark, in characters.
const LONGEST: usize = 320;
/// So many words in a row of a hidden text are no accident.
const RUN: usize = 4;
/// A hidden sentence is given away by this share of its own words.
const SHARE: f64 = 0.5;

/// Whether a remark may be made.
///
/// `known` are the texts that are known in the room, the bank's line among them. `about` is the
/// criterion of a follow-up, or `None` for the answer to a question, of which `fact` is what the
/// bank would say.
///
/// # Errors
/// See [`NotSaid`].
pub fn may_say(
    text: &str,
    known: &[&str],
    about: Option<&Criterion>,
    fact: &str,
    prompt: &Prompt,
    rubric: &Rubric,
) -> Result<(), NotSaid> {
    let length = text.chars().count();
    let odd = |letter: char| letter.is_control() || "{}<>`|\\".contains(letter);
    if length == 0 || length > LONGEST || text.contains(odd) {
        return Err(NotSaid::NoRemark);
    }
    let marks = text.matches('?').count();
    let asks = marks == 1 && text.ends_with('?');
    if about.is_some() && !asks || about.is_none() && marks > 0 {
        return Err(NotSaid::NotOneQuestion);
    }
    let known_numbers: BTreeSet<String> = known.iter().flat_map(|text| numbers(text)).collect();
    let said = numbers(text);
    if said.iter().any(|number| !known_numbers.contains(number)) {
        return Err(NotSaid::Number);
    }
    if about.is_none() && numbers(fact).iter().any(|number| !said.contains(number)) {
        return Err(NotSaid::NumberLost);
    }
    if reveals(text, known, about, fact, prompt, rubric) { Err(NotSaid::Reveals) } else { Ok(()) }
}

fn reveals(
    text: &str,
    known: &[&str],
    about: Option<&Criterion>,
    fact: &str,
    prompt: &Prompt,
    rubric: &Rubric,
) -> bool {
    let said = words(text);
    let known_words: Vec<Vec<String>> = known.iter().map(|text| words(text)).collect();
    let is_known = |run: &[String]| {
        known_words.iter().any(|words| words.windows(run.len()).any(|part| part == run))
    };
    let new: Vec<&[String]> = said.windows(RUN).filter(|run| !is_known(run)).collect();
    let copied = |hidden: &str| {
        let hidden = words(hidden);
        hidden.windows(RUN).any(|run| new.contains(&run))
    };
    let told = |word: &String| known_words.iter().any(|words| words.contains(word));
    // Most of a sentence's own words, in whatever order.
    let retold = |hidden: &str| {
        let own: BTreeSet<String> =
            words(hidden).into_iter().filter(|word| word.len() > 3 && !told(word)).collect();
        let found = own.iter().filter(|word| said.contains(word)).count();
        found >= 3 && found as f64 >= SHARE * own.len() as f64
    };
    let phrase = |phrase: &str| {
        let phrase = words(phrase);
        let there = !phrase.is_empty() && said.windows(phrase.len()).any(|part| part == phrase);
        there && !is_known(&phrase)
    };
    let criteria = rubric.criteria.iter();
    let criteria = criteria.filter(|one| about.is_none_or(|about| about.id != one.id));
    let elsewhere = criteria.flat_map(sentences).any(|hidden| copied(hidden) || retold(hidden));
    let here = about.is_some_and(|about| {
        sentences(about).any(|hidden| copied(hidden) || retold(hidden))
            || about.concepts.iter().flatten().any(|one| phrase(one))
    });
    let reference = prompt.reference.values().any(|text| copied(text));
    let other_facts = prompt.facts.iter().filter(|one| one.say.trim() != fact.trim());
    let facts = other_facts.map(|one| one.say.as_str()).any(|say| copied(say) || retold(say));
    elsewhere || here || reference || facts
}

fn sentences(criterion: &Criterion) -> impl Iterator<Item = &str> {
    let exemplars = &criterion.exemplars;
    let texts = [criterion.text.as_str(), criterion.why.as_str()].into_iter();
    texts.chain(exemplars.met.iter().chain(&exemplars.partly).map(String::as_str))
}

fn words(text: &str) -> Vec<String> {
    let split = text.split(|letter: char| !letter.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The numbers in a text, as digits; `1,000` and `1 000` are `1000`, and number words count too.
fn numbers(text: &str) -> Vec<String> {
    const SPELLED: [&str; 12] = [
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "dozen",
        "dozens",
        "half",
        "twice",
    ];
    let mut found = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut number = String::new();
        while at < letters.len() {
            let next_is_digit = letters.get(at + 1).is_some_and(char::is_ascii_digit);
            match letters[at] {
                digit if digit.is_ascii_digit() => number.push(digit),
                ',' | ' ' | '\u{a0}' if next_is_digit && thousands(&letters[at + 1..]) => {}
                '.' if next_is_digit => number.push('.'),
                _ => break,
            }
            at += 1;
        }
        found.push(number);
    }
    let spelled = words(text).into_iter().filter(|word| SPELLED.contains(&word.as_str()));
    found.extend(spelled.map(|word| word.trim_end_matches('s').to_owned()));
    found
}

/// Whether exactly three digits follow.
fn thousands(rest: &[char]) -> bool {
    rest.iter().take_while(|letter| letter.is_ascii_digit()).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::Bank;

    fn room() -> (Prompt, Rubric) {
        let bank = Bank::open(None);
        (bank.prompt("url-shortener").unwrap(), bank.rubric("url-shortener").unwrap())
    }

    fn follow_up(text: &str, answer: &str) -> Result<(), NotSaid> {
        let (prompt, rubric) = room();
        let one = prompt.follow_ups.iter().find(|one| one.criterion == "redirect-status").unwrap();
        let criterion = rubric.criteria.iter().find(|c| c.id == one.criterion).unwrap();
        let known = [one.missed.as_str(), answer, prompt.brief.as_str()];
        may_say(text, &known, Some(criterion), "", &prompt, &rubric)
    }

    #[test]
    fn the_bank_itself_gives_nothing_away() {
        let (prompt, rubric) = room();
        for one in &prompt.follow_ups {
            let criterion = rubric.criteria.iter().find(|c| c.id == one.criterion).unwrap();
            let text = one.missed.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.matches('?').count() != 1 || !text.ends_with('?') {
                continue;
            }
            let known = [text.as_str(), prompt.brief.as_str()];
            assert_eq!(
                may_say(&text, &known, Some(criterion), "", &prompt, &rubric),
                Ok(()),
                "{text}"
            );
        }
        for fact in &prompt.facts {
            let text = fact.say.split_whitespace().collect::<Vec<_>>().join(" ");
            let known = [text.as_str(), prompt.brief.as_str()];
            assert_eq!(may_say(&text, &known, None, &fact.say, &prompt, &rubric), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_follow_up_that_gives_it_away_is_not_asked() {
        let (_, rubric) = room();
        let criterion = rubric.criteria.iter().find(|c| c.id == "redirect-status").unwrap();
        for text in [
            format!("Have you thought of this: {}?", criterion.exemplars.met[0]),
            format!("{}?", criterion.text),
            "Would you answer with 301 or with 302?".to_owned(),
        ] {
            assert!(follow_up(&text, "GET /x").is_err(), "{text}");
        }
        assert_eq!(follow_up("And then?", "GET /x"), Ok(()));
        // What the candidate has said may be taken up.
        let answer = "GET /x answers 302";
        assert_eq!(follow_up("You answer 302 there, and what else?", answer), Ok(()));
        for text in ["", "Tell me more.", "What? And why?", "a\u{1b}[2Jb?", "{\"say\":1}?"] {
            assert!(follow_up(text, answer).is_err(), "{text}");
        }
        assert_eq!(follow_up("What about 7 of them?", answer), Err(NotSaid::Number));
        assert_eq!(follow_up(&format!("{}?", "x".repeat(400)), answer), Err(NotSaid::NoRemark));
    }

    #[test]
    fn a_fact_keeps_its_numbers_and_gets_no_others() {
        let (prompt, rubric) = room();
        let fact = prompt.facts.iter().find(|fact| fact.id == "volume").unwrap();
        let known = [fact.say.as_str(), "how many?"];
        let say = |text: &str| may_say(text, &known, None, &fact.say, &prompt, &rubric);
        let numbers = numbers(&fact.say);
        assert!(!numbers.is_empty());
        let all = format!("That would be {}.", numbers.join(" and "));
        assert_eq!(say(&all), Ok(()), "{all}");
        assert_eq!(say("Quite a lot."), Err(NotSaid::NumberLost));
        assert_eq!(say(&format!("{all} Or 77.")), Err(NotSaid::Number));
        assert_eq!(say(&format!("{all} Why?")), Err(NotSaid::NotOneQuestion));
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(numbers("1,000 and 10 000, 2.5 or 3."), ["1000", "10000", "2.5", "3"]);
        assert_eq!(numbers("two million, 1, 2"), ["1", "2", "million"]);
    }
}
