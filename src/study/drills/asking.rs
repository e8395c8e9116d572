//! What a card asks, and the sentence that is shown after its answer.

use crate::bank::{Criterion, FollowUp, Prompt};
use crate::scoring::Verdict;

fn follow_up<'a>(prompt: Option<&'a Prompt>, criterion: &Criterion) -> Option<&'a FollowUp> {
    prompt?.follow_ups.iter().find(|one| one.criterion == criterion.id)
}

/// The question of a card: the follow-up for how much of the criterion was last shown. What was there
/// last time is to be recalled from the beginning; the deeper question comes after, see [`deeper`].
pub fn question(prompt: Option<&Prompt>, criterion: &Criterion, shown: Verdict) -> String {
    match (follow_up(prompt, criterion), shown) {
        (Some(found), Verdict::Missed | Verdict::Met) => found.missed.clone(),
        (Some(found), Verdict::Partly) => found.partly.clone(),
        (None, _) => format!("How does your design do this? {}", criterion.text),
    }
}

/// The question that goes a level deeper, for who has met the criterion.
pub fn deeper<'a>(prompt: Option<&'a Prompt>, criterion: &Criterion) -> Option<&'a str> {
    follow_up(prompt, criterion).map(|found| found.met.as_str())
}

/// A sentence that meets the criterion: an exemplar, another one each time; else the sentence of the
/// reference answer that shares most words with what is asked for.
pub fn reference(prompt: Option<&Prompt>, criterion: &Criterion, times: u32) -> String {
    let met = &criterion.exemplars.met;
    if !met.is_empty() {
        return met[times as usize % met.len()].clone();
    }
    let passage = prompt.and_then(|prompt| prompt.reference.get(&criterion.step));
    let nearest = passage.and_then(|passage| nearest_sentence(passage, &criterion.text));
    nearest.unwrap_or(&criterion.text).to_owned()
}

/// The first of the sentences that share most long words with a text.
fn nearest_sentence<'a>(passage: &'a str, text: &str) -> Option<&'a str> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| word.len() > 3).map(str::to_lowercase).collect()
    };
    let wanted = words(text);
    let ends = |letter: char| matches!(letter, '.' | '\n');
    let sentences = passage.split_inclusive(ends).map(str::trim).filter(|one| !one.is_empty());
    let shared =
        |sentence: &str| words(sentence).iter().filter(|word| wanted.contains(word)).count();
    // Of equals max_by_key takes the last, and the first is wanted.
    let scored: Vec<(usize, &str)> = sentences.map(|one| (shared(one), one)).collect();
    scored.into_iter().rev().max_by_key(|(shared, _)| *shared).map(|(_, sentence)| sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::Bank;

    #[test]
    fn each_verdict_has_its_question_and_each_time_its_sentence() {
        let bank = Bank::open(None);
        let prompt = bank.prompt("url-shortener").unwrap();
        let rubric = bank.rubric("url-shortener").unwrap();
        let followed = rubric
            .criteria
            .iter()
            .filter(|criterion| prompt.follow_ups.iter().any(|one| one.criterion == criterion.id));
        let mut seen = 0;
        for criterion in followed {
            let asked = |verdict| question(Some(&prompt), criterion, verdict);
            assert_ne!(asked(Verdict::Missed), asked(Verdict::Partly));
            assert_eq!(asked(Verdict::Missed), asked(Verdict::Met));
            assert!(deeper(Some(&prompt), criterion).is_some());
            seen += 1;
        }
        assert!(seen > 10);
        for criterion in &rubric.criteria {
            let met = &criterion.exemplars.met;
            assert_eq!(reference(Some(&prompt), criterion, 0), met[0]);
            assert_eq!(reference(Some(&prompt), criterion, met.len() as u32), met[0]);
            let bare =
                Criterion { exemplars: crate::bank::Exemplars::default(), ..criterion.clone() };
            let sentence = reference(Some(&prompt), &bare, 0);
            assert!(prompt.reference[&criterion.step].contains(&sentence), "{sentence}");
            assert_eq!(reference(None, &bare, 0), criterion.text);
            assert!(question(None, criterion, Verdict::Missed).ends_with(&criterion.text));
        }
    }
}
