//! The matrix of the bank: every reference answer is worth at least 85 on its own rubric, and is off
//! topic on the others.

use onsite::bank::{Bank, Prompt};
use onsite::scoring::{Answers, Compiled, Place, Submission, score};

/// How many of the pairs that are no siblings may stand above 35. The bar is none; this is where the
/// bank stands, held so that it can only get better.
const ABOVE: usize = 60;

fn reference(prompt: &Prompt) -> Answers {
    prompt.reference.iter().map(|(&step, text)| (Place::Step(step), text.clone())).collect()
}

#[test]
fn references_are_worth_their_own_prompt_and_little_elsewhere() {
    let bank = Bank::open(None);
    let prompts: Vec<Prompt> = bank.ids().iter().map(|id| bank.prompt(id).unwrap()).collect();
    let (mut pairs, mut above) = (0, Vec::new());
    for prompt in &prompts {
        let rubric = bank.rubric(&prompt.id).unwrap();
        let lexicon = bank.lexicon().unwrap();
        let compiled = Compiled::new(&rubric, Some(&prompt.brief), &prompt.facts, lexicon);
        for other in &prompts {
            let submission = Submission { answers: reference(other), ..Submission::default() };
            let total = score(&compiled, &submission).unwrap().total;
            if other.id == prompt.id {
                assert!(total >= 85.0, "{} has {total} on its own rubric", prompt.id);
            } else if !prompt.siblings.contains(&other.id) && !other.siblings.contains(&prompt.id) {
                pairs += 1;
                if total > 35.0 {
                    above.push(format!("{} on {}: {total}", other.id, prompt.id));
                }
            }
        }
    }
    assert!(pairs > 400, "{pairs}");
    assert!(above.len() <= ABOVE, "{} of {pairs}: {}", above.len(), above.join(", "));
}
