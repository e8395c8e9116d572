//! The estimates of the answers: sums that are out, and results that nothing uses.

use std::fmt::Write as _;

use super::prose::literal;
use crate::scoring::Document;

/// What does not come out, with the right figure, and what no later sentence uses.
pub(super) fn estimates(page: &mut String, document: &Document) {
    if document.arithmetic.is_empty() && document.unused_estimates.is_empty() {
        return;
    }
    page.push_str("\n## The estimates\n\n");
    for slip in &document.arithmetic {
        let (quote, right) = (literal(&slip.quote), literal(&slip.right));
        let _ = writeln!(page, "- “{quote}” (in {}) comes to {right}", slip.step);
    }
    for unused in &document.unused_estimates {
        let quote = literal(&unused.quote);
        let _ = writeln!(page, "- “{quote}” (in {}): no later sentence uses it", unused.step);
    }
}
