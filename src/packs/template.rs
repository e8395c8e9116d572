//! The files that a new pack starts from.

use std::collections::BTreeMap;

use crate::bank::{BUILT_IN, MANIFEST, NotAnId, skeleton};

/// The prompt of a new pack.
pub const TEMPLATE_PROMPT: &str = "room-booking";

/// The files of a new pack by their paths in it: a commented `pack.toml`, one prompt and its
/// rubric. They can be added as they are.
///
/// # Errors
///
/// [`NotAnId`] when no pack can have that name.
pub fn template(name: &str) -> Result<BTreeMap<String, Vec<u8>>, NotAnId> {
    // A pack is called as a prompt is.
    skeleton(name)?;
    if name == BUILT_IN {
        return Err(NotAnId { id: name.to_owned(), nearest: None });
    }
    let manifest = include_str!("template/pack.toml").replace("{name}", name);
    let prompt = skeleton(TEMPLATE_PROMPT)?;
    Ok(BTreeMap::from([
        (MANIFEST.to_owned(), manifest.into_bytes()),
        (format!("prompts/{TEMPLATE_PROMPT}.toml"), prompt.prompt.into_bytes()),
        (format!("rubrics/{TEMPLATE_PROMPT}.toml"), prompt.rubric.into_bytes()),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::read_manifest;

    #[test]
    fn what_is_commented_out_is_right_too() {
        let files = template("acme").unwrap();
        let text = String::from_utf8(files[MANIFEST].clone()).unwrap();
        // Lines of TOML are commented without a space, prose with one.
        let line = |line: &str| match line.strip_prefix('#') {
            Some(toml) if !toml.is_empty() && !toml.starts_with(' ') => format!("{toml}\n"),
            _ => format!("{line}\n"),
        };
        let whole: String = text.lines().map(line).collect();
        let manifest = read_manifest("p", whole).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!((manifest.name.as_str(), manifest.authors.len()), ("acme", 1));
        assert!(manifest.licence.is_some() && manifest.onsite.is_some());
    }

    #[test]
    fn a_name_that_is_no_id_is_refused() {
        assert_eq!(template("Acme Inc").unwrap_err().nearest.as_deref(), Some("acme-inc"));
        for wrong in ["../x", "built-in", "", "shared"] {
            assert!(template(wrong).is_err(), "{wrong}");
        }
    }
}
