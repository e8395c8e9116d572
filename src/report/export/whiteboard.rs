//! The whiteboard in an export: as a Mermaid block, and after the end with what a reader would ask.

use std::fmt::Write as _;

use super::page::Export;
use super::prose::words;
use crate::diagram::{lint, to_mermaid};

/// The section of the whiteboard, when something was drawn.
///
/// It stands between the steps and holds no marker of an answer: the edges are lines of the answers,
/// and are read back from there.
pub(super) fn section(page: &mut String, export: &Export<'_>) {
    let diagram = export.session.whiteboard();
    if diagram.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n## The whiteboard\n\n```mermaid\n{}```", to_mermaid(&diagram));
    let findings = if export.state().is_over() { lint(&diagram) } else { Vec::new() };
    if !findings.is_empty() {
        page.push_str("\nWhat somebody who reads it would ask:\n\n");
        for finding in findings {
            let _ = writeln!(page, "- {}", words(&finding.text));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::bank::Step;
    use crate::interview::{Event, LineKind, Record, Seal, Session, VERSION};
    use crate::report::export::markdown;
    use crate::report::fixture::{ANSWERS, at, document, session, with_export};
    use crate::report::json::session_document;
    use crate::report::{is_untouched, read};

    fn with(session: &mut Session, event: Event) {
        let seq = session.last_seq() + 1;
        let record = Record { version: VERSION, seq, at: at(900_000), elapsed_ms: 900_000, event };
        session.apply(&record).unwrap();
    }

    fn drawn() -> Session {
        let mut session = session(&ANSWERS, false);
        for text in ["client -> lb: https", "lb -> api", "api -> cache", "api -> \"```x <b>\"\nap"]
        {
            let (step, text) = (Step::Components, text.to_owned());
            with(&mut session, Event::Added { step, line: LineKind::Edge, text });
        }
        session
    }

    #[test]
    fn it_is_a_block_of_mermaid_and_its_questions_wait_for_the_end() {
        let mut session = drawn();
        let open = with_export(&session, Some(&document()), &at(1_000_000), markdown);
        let block =
            "\n## The whiteboard\n\n```mermaid\nflowchart LR\n    n1([\"client\"]):::client\n";
        assert!(open.contains(block), "{open}");
        assert!(open.contains("n5[\"#96;#96;#96;x #lt;b#gt;\"]"), "{open}");
        assert!(!open.contains("has no store"));
        with(&mut session, Event::Sealed { by: Seal::Finish });
        let page = with_export(&session, Some(&document()), &at(1_000_000), markdown);
        assert!(page.contains("- `cache` has no store behind it: what fills it?\n"), "{page}");
        assert!(is_untouched(&page));
        let answers = read(&page).unwrap().answers;
        assert_eq!(answers, session.answers());
    }

    #[test]
    fn it_is_a_field_of_the_json_document() {
        let mut session = drawn();
        let board = |session: &Session| {
            with_export(session, Some(&document()), &at(1_000_000), session_document).whiteboard
        };
        let open = board(&session).unwrap();
        assert!(open.mermaid.starts_with("flowchart LR\n") && open.findings.is_empty());
        with(&mut session, Event::Sealed { by: Seal::Finish });
        let over = board(&session).unwrap();
        let rules: Vec<&str> = over.findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, ["cache-alone"]);
    }
}
