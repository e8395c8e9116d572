//! The week as it is laid out: days and their blocks, read from TOML.

use std::fmt;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::bank::visible;

/// The week that is built in.
const BUILT_IN: &str = include_str!("week.toml");
/// The most that a day may ask for, in minutes.
const LONGEST: u32 = 600;
/// The most days of a week.
const MOST_DAYS: usize = 31;

/// How many hours a day somebody studies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Track {
    /// Four hours.
    #[default]
    #[serde(rename = "4h")]
    FourHours,
    /// Six hours: one block more a day.
    #[serde(rename = "6h")]
    SixHours,
}

impl Track {
    /// Both, the shorter first.
    pub const ALL: [Self; 2] = [Self::FourHours, Self::SixHours];

    /// The word used in files, on the command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::FourHours => "4h",
            Self::SixHours => "6h",
        }
    }

    /// As said in a sentence: `4-hour`.
    pub fn adjective(self) -> &'static str {
        match self {
            Self::FourHours => "4-hour",
            Self::SixHours => "6-hour",
        }
    }
}

/// A number, or a range of them that both ends belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Amount {
    /// The least.
    pub least: u32,
    /// The most; never less than the least.
    pub most: u32,
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.least == self.most {
            write!(f, "{}", self.least)
        } else {
            write!(f, "{}–{}", self.least, self.most)
        }
    }
}

/// An amount as the file has it.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a whole number, or the least and the most such as [60, 75]")]
enum Written {
    One(u32),
    Range([u32; 2]),
}

impl TryFrom<Written> for Amount {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let (least, most) = match written {
            Written::One(number) => (number, number),
            Written::Range([least, most]) => (least, most),
        };
        if least > most {
            return Err(format!("the least, {least}, is more than the most, {most}"));
        }
        if least == 0 || most > LONGEST {
            return Err(format!("a number from 1 to {LONGEST} is needed"));
        }
        Ok(Self { least, most })
    }
}

/// A week of study: its days in order, the first is day 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The days.
    pub days: Vec<Day>,
}

/// A day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// A few words, as a heading.
    pub name: String,
    /// What the day is about.
    pub focus: String,
    /// The prompt that its interviews are about, by id.
    pub prompt: Option<String>,
    /// The blocks in order.
    #[serde(rename = "block")]
    pub blocks: Vec<Block>,
}

/// A block of a day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Unique in the day: `a-z`, `0-9` and `-`.
    pub id: String,
    /// As a heading.
    pub title: String,
    /// How long it takes, 1 to 600.
    pub minutes: Amount,
    /// What is done.
    #[serde(default)]
    pub what: String,
    /// What it leaves behind; empty when nothing to keep.
    #[serde(default)]
    pub leaves: String,
    /// Commands of ours that do it or a part of it, in order, each with `onsite` in front.
    #[serde(default)]
    pub commands: Vec<String>,
    /// How many problems it asks for, where it counts problems.
    pub problems: Option<Amount>,
    /// The track that it belongs to alone.
    pub track: Option<Track>,
}

impl Block {
    /// Whether it is part of a track.
    pub fn is_in(&self, track: Track) -> bool {
        self.track.is_none_or(|only| only == track)
    }
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct WeekFault {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Spanned<u32>,
    #[serde(rename = "day")]
    days: Vec<Spanned<Day>>,
}

impl Week {
    /// The week that is built in, as text.
    pub fn built_in_text() -> &'static str {
        BUILT_IN
    }

    /// The week that is built in.
    ///
    /// # Errors
    /// Never, as a test shows.
    pub fn built_in() -> Result<Self, WeekFault> {
        Self::read(BUILT_IN)
    }

    /// Reads a week.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn read(text: &str) -> Result<Self, WeekFault> {
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            fault(text, at, error.message())
        })?;
        if *file.version.get_ref() != 1 {
            let message = format!(
                "`version` {} is newer than this program, which reads 1",
                file.version.get_ref()
            );
            return Err(fault(text, file.version.span().start, &message));
        }
        if file.days.is_empty() || file.days.len() > MOST_DAYS {
            let message =
                format!("a week has 1 to {MOST_DAYS} days, and this has {}", file.days.len());
            return Err(fault(text, file.version.span().start, &message));
        }
        let mut days = Vec::new();
        for (index, day) in file.days.into_iter().enumerate() {
            let at = day.span();
            let day = day.into_inner();
            let part = text.get(at.start..).unwrap_or_default();
            if let Err((word, message)) = whole(&day) {
                let within = word.and_then(|word| part.find(&word)).unwrap_or(0);
                return Err(fault(
                    text,
                    at.start + within,
                    &format!("day {}: {message}", index + 1),
                ));
            }
            days.push(day);
        }
        Ok(Self { days })
    }

    /// A day by its number, from 1.
    pub fn day(&self, number: u8) -> Option<&Day> {
        self.days.get(usize::from(number).checked_sub(1)?)
    }

    /// A block by day and id.
    pub fn block(&self, day: u8, id: &str) -> Option<&Block> {
        self.day(day)?.blocks.iter().find(|block| block.id == id)
    }

    /// The numbers of its days with them.
    pub fn numbered(&self) -> impl Iterator<Item = (u8, &Day)> {
        (1..).zip(&self.days)
    }
}

/// What is wrong with a day that could be read, and the words to look for its place.
fn whole(day: &Day) -> Result<(), (Option<String>, String)> {
    if day.blocks.is_empty() {
        return Err((None, "there is no block".to_owned()));
    }
    for (index, block) in day.blocks.iter().enumerate() {
        let id = || Some(format!("\"{}\"", block.id));
        let is_id = !block.id.is_empty()
            && block
                .id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !is_id {
            let shown = visible(&block.id);
            return Err((id(), format!("`id` `{shown}` is no id: a-z, 0-9 and -")));
        }
        if day.blocks.iter().take(index).any(|other| other.id == block.id) {
            return Err((id(), format!("two blocks are called `{}`", block.id)));
        }
        if let Some(command) = block.commands.iter().find(|command| !command.starts_with("onsite "))
        {
            let shown = visible(command);
            return Err((
                Some(command.clone()),
                format!("a command begins with `onsite `, and this is `{shown}`"),
            ));
        }
    }
    Ok(())
}

fn fault(text: &str, at: usize, message: &str) -> WeekFault {
    let before = text.get(..at.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let message = visible(message.trim()).replace('\n', "; ");
    WeekFault { line, column, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day: its focus, its blocks with their minutes, and what the longer track adds.
    type Row =
        (&'static str, &'static [(&'static str, &'static str)], (&'static str, &'static str));

    /// The week as it was promised: day by day the blocks, and what the longer track adds.
    const TABLE: [Row; 7] = [
        (
            "System design interview framework",
            &[("Concepts", "60–75"), ("Template creation", "60"), ("DSA", "60"), ("Review", "30")],
            ("Practice", "60"),
        ),
        (
            "Designing scalable REST APIs (generic patterns)",
            &[("Concepts", "60–75"), ("Design exercises", "60"), ("DSA", "60"), ("Review", "30")],
            ("Refinement", "60"),
        ),
        (
            "API gateway, service boundaries, versioning",
            &[("Concepts", "60–75"), ("Diagramming", "60"), ("DSA", "60"), ("Review", "30")],
            ("Service decomposition", "60"),
        ),
        (
            "Design: note-taking / task management backend",
            &[("Requirements", "45–60"), ("Design", "90"), ("Review", "30–45")],
            ("Implementation mapping", "60"),
        ),
        (
            "Design: URL shortener (full system)",
            &[("Requirements", "45–60"), ("Design", "90"), ("Review", "30–45")],
            ("Scaling considerations", "60"),
        ),
        (
            "Connect system design to an existing project",
            &[
                ("Mapping", "60–75"),
                ("Implementation planning", "60"),
                ("DSA", "60"),
                ("Review", "30"),
            ],
            ("Code changes", "60"),
        ),
        (
            "Weekly review and one full mock design",
            &[("Review", "60–75"), ("Mock design", "60–75"), ("DSA", "30–45")],
            ("Self-interview", "45–60"),
        ),
    ];

    #[test]
    fn the_built_in_week_is_the_one_that_was_promised() {
        let week = Week::built_in().unwrap();
        assert_eq!(week.days.len(), 7);
        for (day, (focus, usual, extra)) in week.days.iter().zip(TABLE) {
            assert_eq!(day.focus, focus);
            let of = |track: Option<Track>| -> Vec<(&str, String)> {
                let blocks = day.blocks.iter().filter(|block| block.track == track);
                blocks.map(|block| (block.title.as_str(), block.minutes.to_string())).collect()
            };
            let usual: Vec<(&str, String)> =
                usual.iter().map(|(title, minutes)| (*title, (*minutes).to_owned())).collect();
            assert_eq!(of(None), usual, "{focus}");
            assert_eq!(of(Some(Track::SixHours)), [(extra.0, extra.1.to_owned())], "{focus}");
            for block in day.blocks.iter().filter(|block| block.title == "DSA") {
                let wanted = if day.focus.starts_with("Weekly") { "1–2" } else { "2–3" };
                assert_eq!(block.problems.unwrap().to_string(), wanted);
                assert!(block.what.starts_with(wanted));
            }
        }
        let problems = |day: &Day| day.blocks.iter().filter(|b| b.problems.is_some()).count();
        assert_eq!(week.days.iter().map(problems).collect::<Vec<_>>(), [1, 1, 1, 0, 0, 1, 1]);
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told_with_its_place() {
        let day = "version = 1\n[[day]]\nname = \"A\"\nfocus = \"A\"\n";
        let block = "[[day.block]]\nid = \"a\"\ntitle = \"A\"\n";
        for (text, expected) in [
            ("version = 1\nday = 3\n".to_owned(), "line 2, column 7: "),
            ("version = \n".to_owned(), "line 1, column 1"),
            ("version = 2\nday = []\n".to_owned(), "line 1, column 11: `version` 2 is newer"),
            ("version = 1\nday = []\n".to_owned(), "a week has 1 to 31 days, and this has 0"),
            (format!("{day}block = []\n"), "day 1: there is no block"),
            (format!("{day}{block}minutes = [75, 60]\n"), "line 8, column 11: the least, 75, is"),
            (format!("{day}{block}minutes = 0\n"), "line 8, column 11: a number from 1 to 600"),
            (format!("{day}{block}minutes = \"x\"\n"), "line 8, column 11: a whole number, or"),
            (format!("{day}{block}minutes = 5\nmintues = 3\n"), "line 9, column 1: unknown field"),
            (
                format!("{day}{block}minutes = 5\n{block}minutes = 6\n"),
                "line 6, column 6: day 1: two blocks are called `a`",
            ),
            (
                format!("{day}{block}minutes = 5\ncommands = [\"rm -r x\"]\n"),
                "a command begins with `onsite `, and this is `rm -r x`",
            ),
            (
                format!("{day}[[day.block]]\nid = \"A b\"\ntitle = \"A\"\nminutes = 5\n"),
                "line 6, column 6: day 1: `id` `A b` is no id",
            ),
            (format!("{day}{block}minutes = 5\ntrack = \"8h\"\n"), "line 9, column 9: unknown"),
        ] {
            let error = Week::read(&text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}\n{error}");
        }
    }

    #[test]
    fn a_week_may_be_shorter() {
        let text = "version = 1\n[[day]]\nname = \"A\"\nfocus = \"B\"\n[[day.block]]\n\
                    id = \"a\"\ntitle = \"A\"\nminutes = 5\n";
        let week = Week::read(text).unwrap();
        assert_eq!((week.days.len(), week.day(1).unwrap().blocks.len()), (1, 1));
        assert!(week.day(0).is_none() && week.day(2).is_none());
        assert!(week.block(1, "a").is_some() && week.block(1, "b").is_none());
    }
}
