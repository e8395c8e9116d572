//! The whiteboard: as a drawing, as Mermaid, and after the end with what a reader would ask.

use maud::{Markup, PreEscaped, html};

use super::prose::{as_typed, words};
use crate::diagram::{lint, svg, to_mermaid};
use crate::report::Export;

/// The whiteboard, when something was drawn.
pub(super) fn board(export: &Export<'_>) -> Option<Markup> {
    let diagram = export.session.whiteboard();
    if diagram.is_empty() {
        return None;
    }
    let findings = if export.state().is_over() { lint(&diagram) } else { Vec::new() };
    Some(html! {
        // Its texts are escaped where it is drawn.
        figure class="board" { (PreEscaped(svg(&diagram))) }
        @if !findings.is_empty() {
            h3 { "What somebody who reads it would ask" }
            ul { @for finding in findings { li { (words(&finding.text)) } } }
        }
        h3 { "As Mermaid" }
        pre { code { (as_typed(&to_mermaid(&diagram))) } }
    })
}
