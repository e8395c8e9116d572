//! A lexicon by itself.

use std::collections::BTreeMap;

use super::concepts::Matcher;
use super::lint::Lint;
use crate::bank::fault::Faults;
use crate::bank::lexicon::Lexicon;
use crate::bank::reading::Sourced;

/// Terms that say nothing, and names that stand for two terms.
pub(super) fn check(lexicon: &Sourced<Lexicon>) -> Faults {
    let mut lint = Lint::of(lexicon);
    let mut owners: BTreeMap<_, &str> = BTreeMap::new();
    for (index, term) in lexicon.terms.iter().enumerate() {
        if term.names.is_empty() && term.examples.is_empty() {
            let message = format!("`{}` has neither other names nor examples", term.name);
            lint.warn(&format!("term[{index}]"), message);
        }
        let names = term.names.iter().enumerate();
        let places = names.map(|(entry, name)| (format!("term[{index}].names[{entry}]"), name));
        for (place, name) in [(format!("term[{index}].name"), &term.name)].into_iter().chain(places)
        {
            // Two spellings of one name in one term are no fault: stems see less than the scorer.
            let owner = *owners.entry(Matcher::stems(name)).or_insert(&term.name);
            if owner != term.name {
                lint.warn(&place, format!("`{name}` is a name of `{owner}` already"));
            }
        }
    }
    lint.finish()
}
