//! The whiteboard of a session: what its edge lines draw, and what follows from drawing and wiping.
//!
//! An edge is a line of the answer, in the notation of [`crate::diagram`]. Wiping one off corrects
//! the line that drew it, so that an answer never holds what is no longer on the board.

use super::engine::Effect;
use super::event::{Event, LineKind};
use super::notice::Notice;
use super::session::Session;
use crate::bank::Step;
use crate::diagram::{
    Diagram, Edge, Fault, Statement, from_mermaid, is_mermaid, read_line, write_lines,
};

/// The most boxes of a whiteboard.
const MOST_BOXES: usize = 60;

impl Session {
    /// What is drawn: the edge lines of all answers, in the order of the steps and of their lines.
    pub fn whiteboard(&self) -> Diagram {
        Sheet::of(self).diagram()
    }
}

/// A line of an answer that draws.
#[derive(Clone, Debug)]
struct Drawn {
    step: Step,
    /// Its number in the answer, from 1; `None` when it is not there yet.
    number: Option<usize>,
    text: String,
    changed: bool,
}

/// All lines that draw.
struct Sheet {
    lines: Vec<Drawn>,
    here: Step,
}

impl Sheet {
    fn of(session: &Session) -> Self {
        let mut lines = Vec::new();
        for budget in session.steps() {
            let answer = session.answer(budget.step).map_or(&[][..], super::Answer::lines);
            for (index, line) in answer.iter().enumerate() {
                if line.kind == LineKind::Edge {
                    lines.push(Drawn {
                        step: budget.step,
                        number: Some(index + 1),
                        text: line.text.clone(),
                        changed: false,
                    });
                }
            }
        }
        Self { lines, here: session.current() }
    }

    fn diagram(&self) -> Diagram {
        let mut diagram = Diagram::default();
        // In the order of the steps: a new line stands behind those of its step.
        let mut steps: Vec<Step> = self.lines.iter().map(|line| line.step).collect();
        steps.sort_unstable();
        steps.dedup();
        for step in steps {
            for line in self.lines.iter().filter(|line| line.step == step) {
                for statement in line.text.lines().filter_map(|text| read_line(text).ok()) {
                    diagram.apply(&statement);
                }
            }
        }
        diagram
    }

    /// Draws or wipes off what a statement says.
    fn take(&mut self, statement: &Statement, text: &str) -> Result<(), Fault> {
        if statement.takes_away {
            return self.wipe(statement, text);
        }
        let before = self.diagram();
        let step = self.here;
        self.lines.push(Drawn { step, number: None, text: text.to_owned(), changed: true });
        let after = self.diagram();
        if after == before {
            self.lines.pop();
        }
        match after.boxes().len() {
            count if count > MOST_BOXES => Err(Fault::TooLarge(count)),
            _ => Ok(()),
        }
    }

    fn wipe(&mut self, away: &Statement, text: &str) -> Result<(), Fault> {
        let before = self.diagram();
        for line in &mut self.lines {
            let Ok(drawn) = read_line(&line.text) else { continue };
            let left = without(&drawn, away);
            if left != drawn {
                line.text = written(&left);
                line.changed = true;
            }
        }
        if self.diagram() == before {
            let wanted = text.trim().trim_start_matches('-').trim();
            return Err(Fault::NotDrawn(wanted.to_owned()));
        }
        Ok(())
    }

    /// What has to be kept: corrections from the last line to the first, so that the numbers hold,
    /// then what is new.
    fn events(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for line in self.lines.iter().rev().filter(|line| line.changed) {
            if let Some(number) = line.number {
                let (step, text) = (line.step, line.text.clone());
                events.push(Event::Corrected { step, number, text });
            }
        }
        let new = self.lines.iter().filter(|line| line.number.is_none() && !line.text.is_empty());
        let new: Vec<&str> = new.map(|line| line.text.as_str()).collect();
        if !new.is_empty() {
            let (step, text) = (self.here, new.join("\n"));
            events.push(Event::Added { step, line: LineKind::Edge, text });
        }
        events
    }
}

/// A statement without what another takes away.
fn without(drawn: &Statement, away: &Statement) -> Statement {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let gone = |name: &str| away.edges.is_empty() && away.boxes.iter().any(|b| same(&b.name, name));
    let wiped = |edge: &Edge| {
        gone(&edge.from)
            || gone(&edge.to)
            || away.edges.iter().any(|a| {
                same(&a.from, &edge.from)
                    && same(&a.to, &edge.to)
                    && (a.label.is_empty() || a.label == edge.label)
            })
    };
    let mut left = drawn.clone();
    left.edges.retain(|edge| !wiped(edge));
    left.boxes.retain(|mention| {
        let joined =
            left.edges.iter().any(|e| same(&e.from, &mention.name) || same(&e.to, &mention.name));
        joined || (drawn.edges.is_empty() && !gone(&mention.name))
    });
    left
}

fn written(statement: &Statement) -> String {
    let mut diagram = Diagram::default();
    diagram.apply(statement);
    write_lines(&diagram).join("\n")
}

/// Opens the board.
pub(super) fn opened(session: &Session) -> Vec<Effect> {
    let mut effects = vec![Effect::Board { open: true }, Effect::Tell(Notice::BoardOpened)];
    effects.extend(shown(session.whiteboard()));
    effects
}

/// The board as it stands, when something is on it.
fn shown(diagram: Diagram) -> Option<Effect> {
    (!diagram.is_empty()).then_some(Effect::Tell(Notice::Whiteboard(diagram)))
}

/// The board, where the answer to a step draws on it.
pub(super) fn of_step(session: &Session, step: Step) -> Option<Effect> {
    let lines = session.answer(step).map_or(&[][..], super::Answer::lines);
    let draws = lines.iter().any(|line| line.kind == LineKind::Edge);
    if draws { shown(session.whiteboard()) } else { None }
}

/// A line, or several that were pasted, at the board or behind `:draw`. `before` is the Mermaid that
/// was typed at the board until here. A fault is told, and `line` comes back to be edited.
pub(super) fn drawn(session: &Session, text: &str, before: &str, line: &str) -> Vec<Effect> {
    if text.trim().is_empty() {
        return vec![Effect::Board { open: false }, Effect::Tell(Notice::BoardClosed)];
    }
    let mut sheet = Sheet::of(session);
    let old = sheet.diagram();
    if let Err(fault) = take(&mut sheet, text, before) {
        let lift = Effect::Lift { number: None, text: line.to_owned() };
        return vec![Effect::Tell(Notice::NotDrawn(fault)), lift];
    }
    let events = sheet.events();
    if events.is_empty() {
        // A line of Mermaid that draws nothing, such as its first, is met with silence.
        let silent = !before.is_empty() || is_mermaid(text);
        return if silent { Vec::new() } else { vec![Effect::Tell(Notice::DrawnAlready)] };
    }
    let mut effects: Vec<Effect> = events.into_iter().map(Effect::Keep).collect();
    let diagram = sheet.diagram();
    effects.push(match (diagram.is_empty(), old.is_empty()) {
        (true, false) => Effect::Tell(Notice::BoardBlank),
        _ => Effect::Tell(Notice::Whiteboard(diagram)),
    });
    effects
}

fn take(sheet: &mut Sheet, text: &str, before: &str) -> Result<(), Fault> {
    if !before.is_empty() || is_mermaid(text) {
        let taken = mermaid(sheet, text, before);
        // A line of the notation among lines of Mermaid is taken as such.
        let lines = read_all(text);
        match (taken, lines) {
            (Err(_), Ok(lines)) if !before.is_empty() => all(sheet, &lines),
            (taken, _) => taken,
        }
    } else {
        all(sheet, &read_all(text)?)
    }
}

fn all(sheet: &mut Sheet, lines: &[(Statement, &str)]) -> Result<(), Fault> {
    for (at, (statement, text)) in lines.iter().enumerate() {
        sheet.take(statement, text).map_err(|fault| in_line(fault, at, lines.len()))?;
    }
    Ok(())
}

/// The statements of a text with their lines; blank lines are passed over.
fn read_all(text: &str) -> Result<Vec<(Statement, &str)>, Fault> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let read = lines.iter().enumerate().map(|(at, line)| {
        let statement = read_line(line).map_err(|fault| in_line(fault, at, lines.len()))?;
        Ok((statement, *line))
    });
    read.collect()
}

fn in_line(fault: Fault, at: usize, of: usize) -> Fault {
    if of > 1 { Fault::Line { line: at + 1, fault: Box::new(fault) } } else { fault }
}

/// Draws what a piece of Mermaid adds to the Mermaid before it, and wipes off what it changes.
fn mermaid(sheet: &mut Sheet, text: &str, before: &str) -> Result<(), Fault> {
    let old = from_mermaid(before)?;
    let whole = if before.is_empty() { text.to_owned() } else { format!("{before}\n{text}") };
    let new = from_mermaid(&whole)?;
    for line in difference(&old, &new) {
        let text = format!("- {line}");
        // What was wiped off by hand meanwhile need not be wiped off again.
        if let Ok(statement) = read_line(&text) {
            drop(sheet.take(&statement, &text));
        }
    }
    for line in difference(&new, &old) {
        sheet.take(&read_line(&line)?, &line)?;
    }
    Ok(())
}

/// The lines that draw what is in `one` and not in `other`.
fn difference(one: &Diagram, other: &Diagram) -> Vec<String> {
    let mut only = Diagram::default();
    for line in write_lines(one) {
        let Ok(mut statement) = read_line(&line) else { continue };
        let declares = statement.edges.is_empty();
        statement.edges.retain(|edge| !other.has(edge));
        let names = |name: &str| statement.edges.iter().any(|e| e.from == name || e.to == name);
        let known = |name: &str| other.find(name).is_some();
        let keep = |name: &str| if declares { !known(name) } else { names(name) };
        let boxes = statement.boxes.iter().filter(|mention| keep(&mention.name)).cloned().collect();
        statement = Statement { boxes, ..statement };
        if !statement.boxes.is_empty() {
            only.apply(&statement);
        }
    }
    write_lines(&only)
}

/// A lifted line of the board that comes back changed: it is kept when it still draws. `None` when
/// the line is not one of the board's.
pub(super) fn corrected(session: &Session, number: usize, text: &str) -> Option<Vec<Effect>> {
    let step = session.current();
    let line = number.checked_sub(1).and_then(|at| session.answer(step)?.lines().get(at))?;
    if line.kind != LineKind::Edge {
        return None;
    }
    if let Err(fault) = read_all(text) {
        let lift = Effect::Lift { number: Some(number), text: text.to_owned() };
        return Some(vec![Effect::Tell(Notice::NotDrawn(fault)), lift]);
    }
    let mut sheet = Sheet::of(session);
    let lifted = sheet.lines.iter_mut().find(|l| l.step == step && l.number == Some(number))?;
    text.clone_into(&mut lifted.text);
    let deleted = text.is_empty();
    let mut effects = vec![
        Effect::Keep(Event::Corrected { step, number, text: text.to_owned() }),
        Effect::Tell(Notice::Corrected { number, deleted }),
    ];
    effects.extend(shown(sheet.diagram()));
    Some(effects)
}

#[cfg(test)]
mod tests;
