//! The commented pair of files that a new prompt starts from.

use super::id::{as_id, is_id};
use super::library::is_reserved;
use super::visible::visible;

/// A name that no prompt can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` is no id for a prompt: a-z, 0-9 and -, at most 64 characters")]
pub struct NotAnId {
    /// What was asked for, control characters made visible.
    pub id: String,
    /// An id near to it.
    pub nearest: Option<String>,
}

/// A new prompt's two files: small, whole, and commented where a writer has to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// The text of `prompts/ID.toml`.
    pub prompt: String,
    /// The text of `rubrics/ID.toml`.
    pub rubric: String,
}

/// The two files of a new prompt. They pass [`check`](super::check()) without errors; its warnings
/// say what a good prompt has beyond them.
///
/// # Errors
///
/// [`NotAnId`] when no file of a prompt can have that name.
pub fn skeleton(id: &str) -> Result<Skeleton, NotAnId> {
    if !is_id(id) || is_reserved(id) {
        let nearest = as_id(id).filter(|near| near != id);
        return Err(NotAnId { id: visible(id).into_owned(), nearest });
    }
    let title = title(id);
    let fill = |text: &str| text.replace("{id}", id).replace("{title}", &title);
    Ok(Skeleton {
        prompt: fill(include_str!("skeleton/prompt.toml")),
        rubric: fill(include_str!("skeleton/rubric.toml")),
    })
}

/// The words of an id as a heading.
fn title(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::{Context, Lexicon, RubricFile, check, read_prompt, read_rubric, read_shared};

    #[test]
    fn it_passes_the_check() {
        let Skeleton { prompt, rubric } = skeleton("room-booking-2").unwrap();
        let prompt = read_prompt("p", &prompt).unwrap_or_else(|faults| panic!("{faults}"));
        let rubric = read_rubric("r", &rubric).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(
            (prompt.id.as_str(), prompt.title.as_str()),
            ("room-booking-2", "Room booking 2")
        );
        let (shared, lexicon) = (RubricFile::default(), Lexicon::default());
        let context = Context { shared: &shared, lexicon: &lexicon, prompts: &[] };
        let faults = check(Some(&prompt), Some(&rubric), &context);
        assert!(!faults.has_errors(), "{faults}");
        // Of its own examples, only their number is found wanting.
        insta::assert_snapshot!(
            faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        );
    }

    #[test]
    fn what_is_commented_out_is_right_too() {
        // Lines of TOML are commented without a space, prose with one.
        let whole = |text: &str| -> String {
            let line = |line: &str| match line.strip_prefix('#') {
                Some(toml) if !toml.is_empty() && !toml.starts_with(' ') => format!("{toml}\n"),
                _ => format!("{line}\n"),
            };
            text.lines().map(line).collect()
        };
        let Skeleton { prompt, rubric } = skeleton("room-booking").unwrap();
        assert_ne!(
            (whole(&prompt), whole(&rubric)),
            (prompt.clone() + "\n", rubric.clone() + "\n")
        );
        read_prompt("p", whole(&prompt)).unwrap_or_else(|faults| panic!("{faults}"));
        let rubric = read_rubric("r", whole(&rubric)).unwrap_or_else(|faults| panic!("{faults}"));
        let shared =
            "version = 1\n[[criterion]]\nid = \"error-format\"\nstep = \"api\"\ntext = \"E\"\n";
        let shared = read_shared("s", shared).unwrap();
        crate::bank::resolve(&rubric, &shared).unwrap_or_else(|faults| panic!("{faults}"));
    }

    #[test]
    fn a_name_that_is_no_id_is_refused_with_one_that_is() {
        let error = skeleton("Room Booking!").unwrap_err();
        assert_eq!(error.nearest.as_deref(), Some("room-booking"));
        assert!(skeleton("../x").is_err());
        assert!(skeleton("shared").is_err());
    }
}
