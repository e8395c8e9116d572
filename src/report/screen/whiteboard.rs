//! What somebody who reads the whiteboard would ask, on the screen after the end.

use super::styled::{Layout, Styled, Tone, hanging};
use crate::diagram::{Diagram, lint};
use crate::report::one_line;

/// How many questions are shown; the export has all.
const MOST: usize = 4;

/// The questions under a heading of their own; nothing when there are none.
pub fn board_questions(diagram: &Diagram, layout: Layout) -> Vec<Styled> {
    let findings = lint(diagram);
    let mut lines = Vec::new();
    for finding in findings.iter().take(MOST) {
        let text = one_line(&finding.text);
        if layout.plain {
            lines.push(Styled::of(Tone::Plain, format!("whiteboard: {text}")));
        } else {
            lines.extend(hanging(Styled::of(Tone::Plain, "    "), Tone::Plain, &text, layout));
        }
    }
    if !lines.is_empty() && !layout.plain {
        let heading = Styled::of(Tone::Heading, "  Somebody would ask about the whiteboard");
        lines.splice(0..0, [Styled::blank(), heading]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::read_line;
    use crate::report::Charset;

    #[test]
    fn questions_stand_under_a_heading() {
        let mut diagram = Diagram::default();
        for line in ["client -> api -> redis", "one [service]", "two [service]", "api -> queue"] {
            diagram.apply(&read_line(line).unwrap());
        }
        let layout = Layout { columns: 50, charset: Charset::Unicode, plain: false };
        let text = |layout| -> Vec<String> {
            board_questions(&diagram, layout).iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            text(layout),
            [
                "",
                "  Somebody would ask about the whiteboard",
                "    Nothing reaches `one`: what calls it?",
                "    Nothing reaches `two`: what calls it?",
                "    `redis` has no store behind it: what fills it?",
                "    Nobody consumes `queue`: who reads from it?",
            ]
        );
        assert!(
            text(Layout { plain: true, ..layout }).iter().all(|l| l.starts_with("whiteboard: "))
        );
        assert!(board_questions(&Diagram::default(), layout).is_empty());
    }
}
