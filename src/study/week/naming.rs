//! The day and the block that somebody means.

use super::layout::{Block, Day, Week};
use crate::bank::{nearest, visible};

/// Why no single day or block is meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unnamed {
    /// There is none of that name.
    #[error("there is no {what} `{name}`")]
    None {
        /// `day`, or `block` with its day.
        what: String,
        /// What was typed.
        name: String,
        /// The nearest name, if one is near.
        nearest: Option<String>,
        /// All names.
        all: Vec<String>,
    },
    /// Several begin like that.
    #[error("`{name}` begins several: {}", all.join(", "))]
    Several {
        /// What was typed.
        name: String,
        /// Those that it begins.
        all: Vec<String>,
    },
}

impl Unnamed {
    /// What to type instead.
    pub fn hint(&self) -> String {
        match self {
            Self::None { nearest: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::None { all, .. } => format!("there are {}", all.join(", ")),
            Self::Several { .. } => "a few letters more will do".to_owned(),
        }
    }
}

/// The day that a name stands for: its number (`5`, `day5`), or the beginning of its name, of its
/// focus, of a word of either, or of its prompt's id. Capitals do not matter.
///
/// # Errors
/// When none or several fit.
pub fn day_named<'a>(week: &'a Week, name: &str) -> Result<(u8, &'a Day), Unnamed> {
    let wanted = plain(name);
    let digits = wanted.trim_start_matches("day").trim();
    let number = digits.parse::<u8>().ok();
    if let Some(day) = number.and_then(|number| Some((number, week.day(number)?))) {
        return Ok(day);
    }
    let names = |day: &Day| {
        let mut names = vec![plain(&day.name), plain(&day.focus)];
        names.extend(day.prompt.as_deref().map(plain));
        names
    };
    let all: Vec<_> = week.numbered().map(|(number, day)| ((number, day), names(day))).collect();
    chosen(
        &all,
        &wanted,
        |(number, _)| number.to_string(),
        || {
            (
                "day".to_owned(),
                visible(name).into_owned(),
                week.numbered().map(|(number, day)| format!("{number} {}", day.name)).collect(),
            )
        },
    )
}

/// The block of a day that a name stands for: its number in the day, its id, or the beginning of
/// its title or of a word of it. Capitals do not matter.
///
/// # Errors
/// When none or several fit.
pub fn block_named<'a>(number: u8, day: &'a Day, name: &str) -> Result<&'a Block, Unnamed> {
    let wanted = plain(name);
    let position = wanted.parse::<usize>().ok().and_then(|position| position.checked_sub(1));
    if let Some(block) = position.and_then(|position| day.blocks.get(position)) {
        return Ok(block);
    }
    let names = |block: &Block| vec![plain(&block.id), plain(&block.title)];
    let all: Vec<_> = day.blocks.iter().map(|block| (block, names(block))).collect();
    chosen(
        &all,
        &wanted,
        |block| block.id.clone(),
        || {
            (
                format!("block of day {number}"),
                visible(name).into_owned(),
                day.blocks.iter().map(|block| block.id.clone()).collect(),
            )
        },
    )
}

/// Lower case, everything that is no letter or figure a space, single spaces.
fn plain(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect::<String>();
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The one that is meant: of the same name, else the only one that begins so, else the only one
/// with a word that does.
fn chosen<T: Copy>(
    all: &[(T, Vec<String>)],
    wanted: &str,
    called: impl Fn(T) -> String,
    words: impl Fn() -> (String, String, Vec<String>),
) -> Result<T, Unnamed> {
    let (what, name, offered) = words();
    let ways: [&dyn Fn(&String) -> bool; 3] =
        [&|name| name == wanted, &|name| name.starts_with(wanted), &|name| {
            name.split(' ').any(|word| word.starts_with(wanted))
        }];
    if !wanted.is_empty() {
        for way in ways {
            let fitting: Vec<T> = all
                .iter()
                .filter(|(_, names)| names.iter().any(way))
                .map(|(one, _)| *one)
                .collect();
            match fitting.as_slice() {
                [] => {}
                [one] => return Ok(*one),
                several => {
                    let all = several.iter().map(|one| called(*one)).collect();
                    return Err(Unnamed::Several { name, all });
                }
            }
        }
    }
    // Whole names first, then their words.
    let mut known: Vec<(&str, T)> = Vec::new();
    for (one, names) in all {
        known.extend(names.iter().map(|name| (name.as_str(), *one)));
    }
    for (one, names) in all {
        known.extend(
            names
                .iter()
                .flat_map(|name| name.split(' '))
                .filter(|word| word.len() > 3)
                .map(|word| (word, *one)),
        );
    }
    let near = nearest(wanted, known.iter().map(|(name, _)| *name));
    let near = near.and_then(|near| known.iter().find(|(name, _)| *name == near));
    let nearest = near.map(|(_, one)| called(*one));
    Err(Unnamed::None { what, name, nearest, all: offered })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_blocks_are_named_as_people_name_them() {
        let week = Week::built_in().unwrap();
        for (name, number) in [
            ("5", 5),
            ("day 5", 5),
            ("Day5", 5),
            ("url", 5),
            ("URL-short", 5),
            ("note-taking", 4),
            ("gateway", 3),
            ("shortener", 5),
            ("rest", 2),
        ] {
            assert_eq!(day_named(&week, name).unwrap().0, number, "{name}");
        }
        let day = week.day(1).unwrap();
        for (name, id) in [
            ("1", "concepts"),
            ("con", "concepts"),
            ("Template creation", "template"),
            ("creation", "template"),
            ("DSA", "dsa"),
            ("5", "practice"),
        ] {
            assert_eq!(block_named(1, day, name).unwrap().id, id, "{name}");
        }
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is_near() {
        let week = Week::built_in().unwrap();
        let day = week.day(1).unwrap();
        let error = block_named(1, day, "concpets").unwrap_err();
        assert_eq!(error.to_string(), "there is no block of day 1 `concpets`");
        assert_eq!(error.hint(), "did you mean `concepts`?");
        let error = block_named(1, day, "zzz").unwrap_err();
        assert_eq!(error.hint(), "there are concepts, template, dsa, review, practice");
        let error = day_named(&week, "8").unwrap_err();
        assert!(error.hint().starts_with("there are 1 Interview framework, 2 "), "{error}");
        let error = day_named(&week, "s").unwrap_err();
        assert!(matches!(&error, Unnamed::Several { all, .. } if all.len() > 1), "{error}");
        assert!(day_named(&week, "").is_err() && block_named(1, day, " ").is_err());
    }
}
