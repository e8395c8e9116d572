//! The estimates of the answers, shortly: a sum that is out, and a result that nothing uses.

use std::fmt::Write as _;

use super::styled::{Layout, Styled, Tone, hanging};
use crate::report::one_line;
use crate::scoring::Document;

/// At most two lines on a wide screen: the first sum that does not come out with its right figure, and the first
/// result that no later sentence uses, each with how many more there are. In plain form all.
pub(super) fn estimates(document: &Document, layout: Layout) -> Vec<Styled> {
    let slips = document.arithmetic.iter().map(|slip| (&slip.quote, slip.right.as_str()));
    let unused = document.unused_estimates.iter().map(|unused| (&unused.quote, ""));
    if layout.plain {
        let slips = slips
            .map(|(quote, right)| format!("arithmetic: \"{}\" comes to {right}", one_line(quote)));
        let unused = unused.map(|(quote, _)| format!("unused estimate: \"{}\"", one_line(quote)));
        return slips.chain(unused).map(|fact| Styled::of(Tone::Plain, fact)).collect();
    }
    let mut lines = Vec::new();
    lines.extend(line("Check the sum", &slips.collect::<Vec<_>>(), Tone::Bad, layout));
    lines.extend(line("Never used", &unused.collect::<Vec<_>>(), Tone::Half, layout));
    if !lines.is_empty() {
        lines.insert(0, Styled::blank());
    }
    lines
}

fn line(label: &str, found: &[(&String, &str)], tone: Tone, layout: Layout) -> Vec<Styled> {
    let Some(&(quote, right)) = found.first() else { return Vec::new() };
    let mut behind =
        if right.is_empty() { String::new() } else { format!(" comes to {}", layout.own(right)) };
    if found.len() > 1 {
        let _ = write!(behind, ", {} more", found.len() - 1);
    }
    let label = format!("  {label:<13}  ");
    let around = label.len() + super::cells(&behind) + 2;
    let quote = one_line(quote);
    if layout.is_wide() {
        let quote = layout.fit(&quote, layout.width() - around);
        return vec![Styled::of(tone, label).then(Tone::Plain, format!("\"{quote}\"{behind}"))];
    }
    let quote = layout.fit(&quote, 2 * layout.width() - around);
    let margin = Styled::of(Tone::Plain, "    ");
    let mut lines = vec![Styled::of(tone, label.trim_end())];
    lines.extend(hanging(margin, Tone::Plain, &format!("\"{quote}\"{behind}"), layout));
    lines
}
