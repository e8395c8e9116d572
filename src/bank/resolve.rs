//! From a rubric as written to the rubric that a session carries: shared criteria taken in,
//! defaults filled, references checked.

use std::collections::BTreeMap;

use super::fault::{Faults, Severity};
use super::framework::Step;
use super::nearest::hint;
use super::reading::Sourced;
use super::rubric::{
    Cap, Criterion, CriterionFile, Exemplars, Rubric, RubricFile, Tier, Weight, When,
};

/// The cap for an interview without requirements.
pub const NO_REQUIREMENTS: &str = "no-requirements";
/// The cap for an answer to some other question.
pub const OFF_TOPIC: &str = "off-topic";

/// Takes the shared criteria into a rubric, fills the defaults, adds the two caps of every rubric
/// unless it has caps of these ids or nothing that they could count ([`NO_REQUIREMENTS`] needs a
/// criterion of step requirements, [`OFF_TOPIC`] a must of the rubric's own).
///
/// A field that the rubric gives replaces the shared one, as does each list of exemplars. The
/// facts and curveballs that a criterion names belong to the prompt: [`check`](super::check()) looks
/// them up.
///
/// # Errors
///
/// Every `use` of an unknown criterion, every id used twice, every cap that names something the
/// rubric lacks.
pub fn resolve(rubric: &Sourced<RubricFile>, shared: &RubricFile) -> Result<Rubric, Faults> {
    let (resolved, faults) = as_far_as_possible(rubric, shared);
    faults.or(resolved)
}

/// As [`resolve`], and what could be made of a rubric with errors, so that the rest of it can be looked
/// at too. A criterion in the place of one that is not there has the fields that are written.
pub(super) fn as_far_as_possible(
    rubric: &Sourced<RubricFile>,
    shared: &RubricFile,
) -> (Rubric, Faults) {
    let mut faults = Faults::default();
    let criteria = criteria(rubric, shared, &mut faults);
    caps(rubric, &criteria, &mut faults);
    let mut caps = rubric.caps.clone();
    caps.extend(customary(&criteria, &caps));
    let resolved = Rubric {
        prompt: rubric.prompt.clone().unwrap_or_default(),
        version: rubric.version,
        criteria,
        red_flags: rubric.red_flags.clone(),
        caps,
    };
    (resolved, faults)
}

fn criteria(
    rubric: &Sourced<RubricFile>,
    shared: &RubricFile,
    faults: &mut Faults,
) -> Vec<Criterion> {
    let known: BTreeMap<&str, &CriterionFile> = shared
        .criteria
        .iter()
        .filter_map(|criterion| Some((criterion.id.as_deref()?, criterion)))
        .collect();
    let unused = CriterionFile::default();
    // Every id so far, and whether it is written out.
    let mut seen: BTreeMap<String, bool> = BTreeMap::new();
    let mut criteria = Vec::with_capacity(rubric.criteria.len());
    for (index, written) in rubric.criteria.iter().enumerate() {
        let base = match &written.shared {
            None => &unused,
            Some(id) => {
                if let Some(criterion) = known.get(id.as_str()) {
                    criterion
                } else {
                    let message = format!("there is no shared criterion `{id}`");
                    let ids = known.keys().copied();
                    let hint = || hint(id, "the shared criteria are", ids);
                    let place = format!("criterion[{index}].use");
                    rubric.report(faults, &place, Severity::Error, message, hint);
                    let named = CriterionFile { id: Some(id.clone()), ..unused.clone() };
                    criteria.push(self::criterion(written, &named));
                    continue;
                }
            }
        };
        let criterion = criterion(written, base);
        let earlier = seen.insert(criterion.id.clone(), written.id.is_some());
        // Where both ids are written out, the reader has found it.
        if earlier.is_some_and(|earlier| !earlier || written.id.is_none()) {
            let message = format!("`{}` is already the id of another criterion", criterion.id);
            let hint = || Some("a criterion used twice needs an `id` of its own".to_owned());
            let place = format!("criterion[{index}].id");
            rubric.report(faults, &place, Severity::Error, message, hint);
        }
        criteria.push(criterion);
    }
    criteria
}

/// A criterion with what it leaves out taken from `base`, and else from the defaults.
pub(super) fn criterion(written: &CriterionFile, base: &CriterionFile) -> Criterion {
    fn given<T: Clone>(written: Option<&T>, base: Option<&T>) -> Option<T> {
        written.or(base).cloned()
    }
    let tier = given(written.tier.as_ref(), base.tier.as_ref()).unwrap_or(Tier::Should);
    let weight = given(written.weight.as_ref(), base.weight.as_ref());
    let own = written.exemplars.clone().unwrap_or_default();
    let others = base.exemplars.clone().unwrap_or_default();
    let sentences =
        |own: Vec<String>, others: Vec<String>| if own.is_empty() { others } else { own };
    Criterion {
        id: given(written.id.as_ref(), base.id.as_ref()).unwrap_or_default(),
        step: given(written.step.as_ref(), base.step.as_ref()).unwrap_or(Step::Requirements),
        text: given(written.text.as_ref(), base.text.as_ref()).unwrap_or_default(),
        why: given(written.why.as_ref(), base.why.as_ref()).unwrap_or_default(),
        tier,
        weight: weight.unwrap_or(Weight::Same(tier.default_weight())),
        depth: given(written.depth.as_ref(), base.depth.as_ref()).unwrap_or_default(),
        concepts: given(written.concepts.as_ref(), base.concepts.as_ref()).unwrap_or_default(),
        numbers: given(written.numbers.as_ref(), base.numbers.as_ref()).unwrap_or_default(),
        facts: given(written.facts.as_ref(), base.facts.as_ref()).unwrap_or_default(),
        exemplars: Exemplars {
            met: sentences(own.met, others.met),
            partly: sentences(own.partly, others.partly),
            missed: sentences(own.missed, others.missed),
        },
        misconceptions: given(written.misconceptions.as_ref(), base.misconceptions.as_ref())
            .unwrap_or_default(),
        curveball: given(written.curveball.as_ref(), base.curveball.as_ref()),
        shared: written.shared.is_some(),
    }
}

fn caps(rubric: &Sourced<RubricFile>, criteria: &[Criterion], faults: &mut Faults) {
    let flags = || rubric.red_flags.iter().map(|flag| flag.id.as_str());
    let ids = || criteria.iter().map(|criterion| criterion.id.as_str());
    for (index, cap) in rubric.caps.iter().enumerate() {
        match &cap.when {
            When::Missed(missed) => {
                for (entry, id) in missed.iter().enumerate() {
                    if !ids().any(|known| known == id) {
                        let message = format!("there is no criterion `{id}` in this rubric");
                        let hint = || hint(id, "the criteria are", ids());
                        let place = format!("cap[{index}].when.missed[{entry}]");
                        rubric.report(faults, &place, Severity::Error, message, hint);
                    }
                }
            }
            When::RedFlag(id) if !flags().any(|known| known == id) => {
                let message = format!("there is no red flag `{id}` in this rubric");
                let hint = || hint(id, "the red flags are", flags());
                let place = format!("cap[{index}].when.red_flag");
                rubric.report(faults, &place, Severity::Error, message, hint);
            }
            When::RedFlag(_) | When::StepMissed(_) | When::Empty(_) | When::MustsBelow(_) => {}
        }
    }
}

/// The caps that every rubric has, as far as they can apply and are not written in it.
fn customary(criteria: &[Criterion], written: &[Cap]) -> Vec<Cap> {
    let mut caps = Vec::new();
    if criteria.iter().any(|criterion| criterion.step == Step::Requirements) {
        caps.push(Cap {
            id: NO_REQUIREMENTS.to_owned(),
            text: "no requirements were stated".to_owned(),
            at_most: 40.0,
            when: When::StepMissed(Step::Requirements),
        });
    }
    if criteria.iter().any(|criterion| criterion.tier == Tier::Must && !criterion.shared) {
        caps.push(Cap {
            id: OFF_TOPIC.to_owned(),
            text: "under 30 % of what this prompt itself asks for was shown".to_owned(),
            at_most: 35.0,
            when: When::MustsBelow(0.30),
        });
    }
    caps.retain(|cap| written.iter().all(|known| known.id != cap.id));
    caps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::fixtures::{RUBRIC, SHARED, SMALLEST};
    use crate::bank::reading::{read_rubric, read_shared};

    fn resolved(text: &str) -> Result<Rubric, Faults> {
        let shared = read_shared("shared", SHARED).unwrap();
        resolve(&read_rubric("r", text).unwrap(), &shared)
    }

    fn messages(text: &str) -> Vec<String> {
        resolved(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn given_fields_replace_and_the_rest_is_shared() {
        let rubric = resolved(RUBRIC).unwrap();
        let used = &rubric.criteria[1];
        assert_eq!(
            (used.id.as_str(), used.step, used.tier),
            ("error-format", Step::Api, Tier::Must)
        );
        assert_eq!(used.weight, Weight::Same(2.0));
        assert_eq!(used.exemplars.met, ["409 with an error body when the car park is full"]);
        assert_eq!(used.exemplars.partly, ["errors are handled"]);
        assert!(used.shared && !rubric.criteria[0].shared);
        let plain = &rubric.criteria[2];
        assert_eq!(
            (plain.tier, plain.weight, plain.depth),
            (Tier::Should, Weight::Same(2.0), false)
        );
    }

    #[test]
    fn a_used_criterion_weighs_by_its_new_tier_or_as_the_shared_one_says() {
        let rubric = resolved(
            "prompt = \"x\"\nversion = 1\n[[criterion]]\nuse = \"error-format\"\ntier = \"bonus\"\n\
             [[criterion]]\nuse = \"pagination\"\ntier = \"must\"\n",
        )
        .unwrap();
        assert_eq!(rubric.criteria[0].weight, Weight::Same(1.0));
        assert_eq!(rubric.criteria[1].weight, Weight::Same(1.0));
    }

    #[test]
    fn every_rubric_is_capped_by_what_it_can_count() {
        let caps = |text: &str| -> Vec<String> {
            resolved(text).unwrap().caps.into_iter().map(|cap| cap.id).collect()
        };
        let requirements = SMALLEST.replace("\"api\"", "\"requirements\"");
        let must = format!("{requirements}tier = \"must\"\n");
        assert!(caps(SMALLEST).is_empty(), "one should of step api can be neither");
        assert_eq!(caps(&requirements), [NO_REQUIREMENTS]);
        assert_eq!(caps(&must), [NO_REQUIREMENTS, OFF_TOPIC]);
        let own = format!(
            "{must}[[cap]]\nid = \"off-topic\"\ntext = \"A\"\nat_most = 20\n\
             when = {{ musts_below = 0.5 }}\n"
        );
        assert_eq!(caps(&own), [OFF_TOPIC, NO_REQUIREMENTS]);
        assert!(
            caps("prompt = \"x\"\nversion = 1\n[[criterion]]\nuse = \"error-format\"\n").is_empty()
        );
    }

    #[test]
    fn what_does_not_exist_is_named_with_its_place() {
        let text = r#"prompt = "x"
version = 1
[[criterion]]
use = "eror-format"
[[criterion]]
use = "pagination"
[[criterion]]
use = "pagination"
[[criterion]]
id = "a"
step = "api"
text = "A"
[[red_flag]]
id = "flag"
text = "F"
points = 3
[[cap]]
id = "one"
text = "O"
at_most = 50
when = { missed = ["a", "pagintion"] }
[[cap]]
id = "two"
text = "T"
at_most = 50
when = { red_flag = "flags" }
"#;
        assert_eq!(
            messages(text),
            [
                "r:4:7: error: there is no shared criterion `eror-format` \
                 (did you mean `error-format`?)",
                "r:7:1: error: `pagination` is already the id of another criterion \
                 (a criterion used twice needs an `id` of its own)",
                "r:21:25: error: there is no criterion `pagintion` in this rubric \
                 (did you mean `pagination`?)",
                "r:26:21: error: there is no red flag `flags` in this rubric \
                 (did you mean `flag`?)",
            ]
        );
    }

    #[test]
    fn an_own_criterion_may_not_take_the_id_of_a_used_one() {
        let text = "prompt = \"x\"\nversion = 1\n[[criterion]]\nuse = \"pagination\"\n\
                    [[criterion]]\nid = \"pagination\"\nstep = \"api\"\ntext = \"A\"\n";
        assert_eq!(messages(text).len(), 1);
    }
}
