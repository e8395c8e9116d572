//! The greeting: where one stands, in a few rows, and what can be typed.

use super::styled::{Layout, Styled, Tone, hanging};
use crate::study::week::{BlockView, Standing, WeekView};

/// A row of the greeting: a word, and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreetingRow {
    /// `unfinished`, `today`, `due` …
    pub name: &'static str,
    /// In a line or two.
    pub text: String,
}

impl GreetingRow {
    /// A row.
    pub fn new(name: &'static str, text: impl Into<String>) -> Self {
        Self { name, text: text.into() }
    }
}

/// The headline, the rows, and the commands in one line. In plain form one fact a line.
pub fn greeting(
    headline: Option<&str>,
    rows: &[GreetingRow],
    commands: &[String],
    layout: Layout,
) -> Vec<Styled> {
    let mut page = Vec::new();
    if let Some(headline) = headline {
        page.push(Styled::of(Tone::Heading, layout.own(headline)));
        if !layout.plain {
            page.push(Styled::blank());
        }
    }
    let mut before = "";
    for row in rows {
        // A second row about the same thing stands under the first.
        let name = if row.name == before { "" } else { row.name };
        before = row.name;
        let lead = if layout.plain { format!("{}: ", row.name) } else { format!("  {name:<13}") };
        let lead = Styled::of(Tone::Dim, lead);
        page.extend(hanging(lead, Tone::Plain, &layout.own(&row.text), layout));
    }
    if layout.plain {
        page.extend(
            commands.iter().map(|command| Styled::of(Tone::Plain, format!("next: {command}"))),
        );
        return page;
    }
    if !page.is_empty() && !rows.is_empty() {
        page.push(Styled::blank());
    }
    page.extend(beside(commands, layout));
    page
}

/// Commands beside each other, on as many lines as they take.
fn beside(commands: &[String], layout: Layout) -> Vec<Styled> {
    let mut lines: Vec<Styled> = Vec::new();
    for command in commands {
        let cells = super::cells(command);
        match lines.last_mut() {
            Some(line) if line.width() + 4 + cells <= layout.width() => {
                let longer = std::mem::take(line);
                *line = longer.then(Tone::Plain, "    ").then(Tone::Accent, command);
            }
            _ => lines.push(Styled::of(Tone::Plain, "  ").then(Tone::Accent, command)),
        }
    }
    lines
}

/// What the week has for today, and what was carried over.
pub fn week_rows(view: &WeekView) -> Vec<GreetingRow> {
    let named = |block: &BlockView| format!("{} {}", block.id, block.minutes);
    let mut rows = Vec::new();
    if let Some(day) = view.current() {
        let open: Vec<String> = day
            .blocks
            .iter()
            .filter(|block| block.standing == Standing::Today)
            .map(|block| match (block.looks_done, block.record.worked_s) {
                (true, _) => format!("{} looks done", block.id),
                (false, 0) => named(block),
                (false, worked) => {
                    format!("{}, {} spent", named(block), super::spent(worked))
                }
            })
            .collect();
        let text = if open.is_empty() { "all done".to_owned() } else { open.join(" · ") };
        rows.push(GreetingRow::new("today", text));
    }
    let carried = view.carried_over();
    if !carried.is_empty() {
        let shown =
            carried.iter().take(4).map(|block| format!("day {} {}", block.day, named(block)));
        let mut words: Vec<String> = shown.collect();
        if carried.len() > 4 {
            words.push(format!("{} more", carried.len() - 4));
        }
        rows.push(GreetingRow::new("carried over", words.join(" · ")));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Charset;

    #[test]
    fn rows_stand_under_their_names() {
        let layout = Layout { columns: 60, charset: Charset::Unicode, plain: false };
        let rows = [
            GreetingRow::new("unfinished", "one"),
            GreetingRow::new("unfinished", "two"),
            GreetingRow::new(
                "today",
                "design 90 · review 30–45 · and quite a lot more than fits here",
            ),
        ];
        let commands = ["onsite plan today", "onsite drill", "onsite start url-shortener"];
        let commands = commands.map(str::to_owned);
        let page = greeting(Some("Day 5 of 7"), &rows, &commands, layout);
        let lines: Vec<String> = page.iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                "Day 5 of 7",
                "",
                "  unfinished   one",
                "               two",
                "  today        design 90 · review 30–45 · and quite a lot",
                "               more than fits here",
                "",
                "  onsite plan today    onsite drill",
                "  onsite start url-shortener",
            ]
        );
        let plain = greeting(None, &rows, &commands, Layout { plain: true, ..layout });
        assert_eq!(plain[1].to_string(), "unfinished: two");
        assert_eq!(plain.len(), 6);
    }
}
