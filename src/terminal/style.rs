//! Colours by what a word means, and whether a stream gets any.

use anstyle::{AnsiColor, Effects};

/// What the user asked for with `--color` or the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourChoice {
    /// Colour on a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Colour everywhere.
    Always,
    /// No colour anywhere.
    Never,
}

/// What the environment says about colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColourEnvironment<'a> {
    /// `NO_COLOR`; counts when it is not empty.
    pub no_color: Option<&'a str>,
    /// `CLICOLOR_FORCE`; counts when it is neither empty nor `0`.
    pub clicolor_force: Option<&'a str>,
    /// `TERM`; `dumb` means no colour.
    pub term: Option<&'a str>,
}

/// Whether a stream gets colour. The flag counts first, then `NO_COLOR`, then `CLICOLOR_FORCE`,
/// then whether this very stream is a terminal that is not dumb.
pub fn gets_colour(
    choice: ColourChoice,
    environment: ColourEnvironment<'_>,
    is_terminal: bool,
) -> bool {
    let set = |value: Option<&str>| value.is_some_and(|text| !text.is_empty());
    match choice {
        ColourChoice::Always => true,
        ColourChoice::Never => false,
        ColourChoice::Auto if set(environment.no_color) => false,
        ColourChoice::Auto
            if set(environment.clicolor_force) && environment.clicolor_force != Some("0") =>
        {
            true
        }
        ColourChoice::Auto => is_terminal && environment.term != Some("dumb"),
    }
}

/// What a piece of text is, for its colour. Words carry the meaning; colour only helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// The name of a step or a section.
    Heading,
    /// The mark in front of what is typed.
    Prompt,
    /// What the interviewer says.
    Interviewer,
    /// A remark of the program itself.
    Remark,
    /// A criterion that is met.
    Met,
    /// A criterion that is half met.
    Partly,
    /// A criterion that is missed.
    Missed,
    /// A verdict the judge is not sure of.
    Unsure,
    /// The candidate's own words, quoted.
    Quote,
    /// A command to type next.
    Command,
    /// Something went wrong.
    Error,
    /// What to do about it.
    Hint,
    /// Time is running short.
    Warning,
}

/// Paints labelled text for one stream, or leaves it plain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    colour: bool,
}

impl Style {
    /// Paints when `colour`; see [`gets_colour`].
    pub fn new(colour: bool) -> Self {
        Self { colour }
    }

    /// Whether this style paints.
    pub fn paints(self) -> bool {
        self.colour
    }

    /// The text with the colour of its label, or the text alone. The text is not made harmless:
    /// see [`super::visible`].
    pub fn paint(self, label: Label, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let style = of(label);
        format!("{style}{text}{style:#}")
    }
}

fn of(label: Label) -> anstyle::Style {
    let plain = anstyle::Style::new();
    let colour = |colour: AnsiColor| colour.on_default();
    match label {
        Label::Heading => plain.effects(Effects::BOLD),
        Label::Prompt | Label::Command => colour(AnsiColor::Cyan),
        Label::Interviewer => colour(AnsiColor::Blue),
        Label::Remark => plain.effects(Effects::DIMMED),
        Label::Met | Label::Hint => colour(AnsiColor::Green),
        Label::Partly | Label::Unsure | Label::Warning => colour(AnsiColor::Yellow),
        Label::Missed => colour(AnsiColor::Red),
        Label::Quote => plain.effects(Effects::ITALIC),
        Label::Error => colour(AnsiColor::Red).effects(Effects::BOLD),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_truth_table() {
        use ColourChoice::{Always, Auto, Never};
        // choice, NO_COLOR, CLICOLOR_FORCE, TERM, is a terminal, expected
        let table = [
            (Auto, None, None, Some("xterm"), true, true),
            (Auto, None, None, None, true, true),
            (Auto, None, None, Some("xterm"), false, false),
            (Auto, None, None, Some("dumb"), true, false),
            (Auto, Some(""), None, Some("xterm"), true, true),
            (Auto, Some("1"), None, Some("xterm"), true, false),
            (Auto, Some("0"), None, Some("xterm"), true, false),
            (Auto, Some("1"), Some("1"), Some("xterm"), true, false),
            (Auto, None, Some("1"), Some("xterm"), false, true),
            (Auto, None, Some("1"), Some("dumb"), false, true),
            (Auto, None, Some("0"), Some("xterm"), false, false),
            (Auto, None, Some("0"), Some("xterm"), true, true),
            (Auto, None, Some(""), Some("xterm"), false, false),
            (Auto, Some(""), Some("1"), Some("xterm"), false, true),
            (Always, Some("1"), None, Some("dumb"), false, true),
            (Never, None, Some("1"), Some("xterm"), true, false),
        ];
        for (choice, no_color, clicolor_force, term, is_terminal, expected) in table {
            let environment = ColourEnvironment { no_color, clicolor_force, term };
            assert_eq!(
                gets_colour(choice, environment, is_terminal),
                expected,
                "{choice:?} {environment:?} {is_terminal}"
            );
        }
    }

    #[test]
    fn painted_text_ends_its_colour_and_plain_text_has_none() {
        assert_eq!(Style::new(true).paint(Label::Met, "met"), "\u{1b}[32mmet\u{1b}[0m");
        assert_eq!(Style::new(false).paint(Label::Met, "met"), "met");
        assert_eq!(Style::new(true).paint(Label::Met, ""), "");
    }
}
