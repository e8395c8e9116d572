//! The keys that the walk knows against the JSON Schemas that are published.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde_json::Value;

use crate::bank::reading::shape::{self, Shape};
use crate::bank::{Lexicon, Manifest, Prompt, RubricFile};

fn schema<T: JsonSchema>() -> Value {
    schemars::schema_for!(T).to_value()
}

/// The schema of the type `name` in `root`, or `root` itself.
fn part<'a>(root: &'a Value, name: &str) -> &'a Value {
    if root["title"] == name { root } else { &root["$defs"][name] }
}

fn compare(part: &Value, shape: &Shape) {
    let names: BTreeSet<&str> = shape.names().collect();
    let properties = part["properties"].as_object().expect(shape.what);
    assert_eq!(names, properties.keys().map(String::as_str).collect(), "{}", shape.what);
    let required: BTreeSet<&str> =
        shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let listed = part["required"].as_array().into_iter().flatten();
    assert_eq!(required, listed.filter_map(Value::as_str).collect(), "{}", shape.what);
    assert_eq!(part["additionalProperties"], false, "{}", shape.what);
}

#[test]
fn the_walk_knows_the_keys_of_the_schemas() {
    let (prompt, rubric, lexicon) =
        (schema::<Prompt>(), schema::<RubricFile>(), schema::<Lexicon>());
    let pack = schema::<Manifest>();
    let mut compared = BTreeSet::new();
    for (root, name, shape) in [
        (&prompt, "Prompt", &shape::PROMPT),
        (&prompt, "Fact", &shape::FACT),
        (&prompt, "Scale", &shape::SCALE),
        (&prompt, "Estimate", &shape::ESTIMATE),
        (&prompt, "FollowUp", &shape::FOLLOW_UP),
        (&prompt, "Curveball", &shape::CURVEBALL),
        (&rubric, "RubricFile", &shape::RUBRIC),
        (&rubric, "CriterionFile", &shape::CRITERION),
        (&rubric, "Exemplars", &shape::EXEMPLARS),
        (&rubric, "LevelWeights", &shape::WEIGHTS),
        (&rubric, "NumberRange", &shape::NUMBER),
        (&rubric, "RedFlag", &shape::RED_FLAG),
        (&rubric, "Cap", &shape::CAP),
        (&lexicon, "Lexicon", &shape::LEXICON),
        (&lexicon, "Term", &shape::TERM),
        (&pack, "Manifest", &shape::MANIFEST),
    ] {
        compare(part(root, name), shape);
        compared.insert(name);
    }
    compare(&prompt["properties"]["reference"], &shape::REFERENCE);

    // A type that is added to a file has to be added above as well.
    for root in [&prompt, &rubric, &lexicon, &pack] {
        for (name, part) in root["$defs"].as_object().into_iter().flatten() {
            assert!(
                part["properties"].is_null() || compared.contains(name.as_str()),
                "`{name}` is not compared with its shape"
            );
        }
    }
}

#[test]
fn a_condition_has_one_of_the_keys_of_its_schema() {
    let rubric = schema::<RubricFile>();
    let variants = rubric["$defs"]["When"]["oneOf"].as_array().unwrap();
    let keys: Vec<&str> = variants
        .iter()
        .map(|variant| {
            assert_eq!(variant["additionalProperties"], false);
            let required = variant["required"].as_array().unwrap();
            assert_eq!(required.len(), 1);
            required[0].as_str().unwrap()
        })
        .collect();
    assert_eq!(keys, shape::WHEN.names().collect::<Vec<_>>());
}
