//! `:calc` and `:calc!`: what follows from an expression that was to be worked out.

use super::command::Refusal;
use super::engine::Effect;
use super::event::{Event, LineKind};
use super::notice::Notice;
use crate::bank::Step;
use crate::quantity::calculate;

/// How much work a calculation may take, in steps of the calculator; what people type takes some
/// hundred. A fixed number of steps, and not of milliseconds, so that the same lines give the same
/// interview on every machine; it comes to a few milliseconds, so the bell is not missed.
const STEPS: u64 = 4_000;

/// Tells the result, with `keep` also as a line of the answer; what cannot be worked out comes
/// back to be edited.
pub(super) fn calculation(step: Step, expression: &str, keep: bool, line: &str) -> Vec<Effect> {
    match calculate(expression, STEPS) {
        Ok(done) => {
            let worked = done.to_string();
            let told = Effect::Tell(Notice::Worked { line: worked.clone(), kept: keep });
            if !keep {
                return vec![told];
            }
            let added = Event::Added { step, line: LineKind::Calculation, text: worked };
            vec![Effect::Keep(added), told]
        }
        Err(error) => vec![
            Effect::Tell(Notice::Refused(Refusal::Calculation(error))),
            Effect::Lift { number: None, text: line.to_owned() },
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_told_and_kept_on_request() {
        let told = |effects: &[Effect]| match effects {
            [.., Effect::Tell(notice)] => notice.lines().join("\n"),
            other => panic!("{other:?}"),
        };
        let shown = calculation(Step::Api, "62^7", false, ":calc 62^7");
        assert_eq!((shown.len(), told(&shown).as_str()), (1, "62^7 ≈ 3.52 trillion"));
        let kept = calculation(Step::Api, "500 bytes * 6 billion", true, ":calc! …");
        let text = "500 bytes * 6 billion = 3 TB".to_owned();
        assert_eq!(told(&kept), format!("Added: {text}"));
        let added = Event::Added { step: Step::Api, line: LineKind::Calculation, text };
        assert_eq!(kept[0], Effect::Keep(added));
    }

    #[test]
    fn what_fails_comes_back_to_be_edited() {
        let effects = calculation(Step::Api, "2 *", true, ":calc! 2 *");
        assert_eq!(effects[1], Effect::Lift { number: None, text: ":calc! 2 *".into() });
        let Effect::Tell(notice) = &effects[0] else { panic!("{effects:?}") };
        assert!(notice.lines()[0].starts_with("A number is missing at the end"));
    }
}
