//! The first answers and the refined ones, side by side. Only the first stand behind a marker, so
//! that reading the page back counts no refined one.

use std::fmt::Write as _;

use super::page::Export;
use super::prose::words;
use super::quotation;
use crate::interview::Refinement;
use crate::report::worth;

/// The criteria that were answered again, each with its first answer and its refined one.
pub(super) fn refined(page: &mut String, export: &Export<'_>) {
    let mut refined = export.session.refined().peekable();
    if refined.peek().is_none() {
        return;
    }
    page.push_str(
        "\n## Answered again afterwards\n\nOnly the first answers are scored: the refined ones \
         change no verdict and no total.\n",
    );
    for one in refined {
        let criterion = worth::criterion(export.rubric, &one.criterion);
        let what = criterion.map_or_else(|| worth::name(&one.criterion), |c| words(&c.text));
        let _ = writeln!(page, "\n**{what}**");
        let verdict = one.before.map_or_else(String::new, |v| format!(", {}", v.id()));
        if one.first.is_empty() {
            let _ = writeln!(page, "\nFirst answer{verdict}: nothing came near it.");
        } else {
            let _ = writeln!(page, "\nFirst answer{verdict}, where it came nearest:\n");
            quoted(page, &one.first);
        }
        let _ = writeln!(page, "\nRefined answer, {}:\n", standing(one));
        quoted(page, &one.text);
    }
}

/// What the judge says of a refined answer: `would now be met, not scored`.
pub(in crate::report) fn standing(one: &Refinement) -> String {
    match (one.before, one.verdict) {
        (_, None) => "not scored".to_owned(),
        (Some(before), Some(now)) if before == now => {
            format!("would still be {}, not scored", now.id())
        }
        (_, Some(now)) => format!("would now be {}, not scored", now.id()),
    }
}

fn quoted(page: &mut String, text: &str) {
    let escaped = text.chars().any(|c| c != '\n' && quotation::is_unsafe(c));
    quotation::quote(page, text, escaped);
}
