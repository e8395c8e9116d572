//! Answers of every band come out in their band.

use super::loader::{PROMPTS, band, scored};

#[test]
fn strong_average_and_weak_answers() {
    for id in PROMPTS {
        let total = |name: &str| scored(id, &band(id, name)).total;
        let (strong, terse) = (total("strong"), total("terse-strong"));
        let (average, weak) = (total("average"), total("weak"));
        assert!(strong >= 75.0, "{id}: a strong answer has {strong}");
        assert!(terse >= 65.0, "{id}: a terse strong answer has {terse}");
        assert!((40.0..=82.0).contains(&average), "{id}: an average answer has {average}");
        assert!(weak <= 35.0, "{id}: a weak answer has {weak}");
    }
}

#[test]
fn a_strong_answer_to_another_prompt_is_off_topic() {
    for (id, other) in [("url-shortener", "note-taking"), ("note-taking", "url-shortener")] {
        let total = scored(id, &band(other, "strong")).total;
        assert!(total <= 35.0, "{other} as {id}: {total}");
    }
}

#[test]
fn genuine_answers_are_touched_by_no_guard() {
    for id in PROMPTS {
        for name in ["strong", "terse-strong", "average", "weak"] {
            let guarded = scored(id, &band(id, name))
                .criteria
                .iter()
                .filter(|one| {
                    one.reason.contains("no order")
                        || one.reason.contains("in an order")
                        || one.reason.contains("list of terms")
                        || one.reason.contains("something else")
                })
                .count();
            assert!(guarded <= 1, "{id}, {name}: {guarded}");
        }
    }
}
