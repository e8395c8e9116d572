//! The JSON Schemas of the content files, for editors that complete and check while one types.

use schemars::{Schema, schema_for};

use super::lexicon::Lexicon;
use super::manifest::Manifest;
use super::prompt::Prompt;
use super::rubric::RubricFile;

/// File names in `schemas/` and their texts, as they are committed.
///
/// # Errors
///
/// When a schema has no JSON; it always has.
pub fn schemas() -> Result<[(&'static str, String); 4], serde_json::Error> {
    let text = |schema: Schema| Ok(serde_json::to_string_pretty(&schema)? + "\n");
    Ok([
        ("prompt.schema.json", text(schema_for!(Prompt))?),
        ("rubric.schema.json", text(schema_for!(RubricFile))?),
        ("lexicon.schema.json", text(schema_for!(Lexicon))?),
        ("pack.schema.json", text(schema_for!(Manifest))?),
    ])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "a test takes its orders from the environment, and git keeps the older files"
    )]
    fn the_committed_schemas_are_those_of_the_types() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
        let write = std::env::var_os("ONSITE_WRITE_SCHEMAS").is_some();
        for (name, text) in schemas().unwrap() {
            let path = folder.join(name);
            if write {
                std::fs::write(&path, &text).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                committed == text,
                "`schemas/{name}` is not what the types say; write it anew with\n\
                 ONSITE_WRITE_SCHEMAS=1 cargo test --lib bank::schema"
            );
        }
    }
}
