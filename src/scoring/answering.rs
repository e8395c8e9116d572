//! Words of a criterion that speak about answering, and not about the subject.

/// Stems, as "says", "names at least two of", "chooses … and explains" have them. In alphabetical
/// order.
const ABOUT_ANSWERING: [&str; 72] = [
    "address",
    "anoth",
    "answer",
    "argu",
    "ask",
    "assum",
    "candid",
    "choos",
    "clear",
    "compar",
    "consid",
    "cover",
    "deal",
    "decid",
    "defin",
    "describ",
    "design",
    "detail",
    "discuss",
    "estim",
    "exampl",
    "explain",
    "explicit",
    "far",
    "follow",
    "give",
    "ground",
    "happen",
    "identifi",
    "includ",
    "instanc",
    "justifi",
    "kind",
    "know",
    "least",
    "let",
    "list",
    "main",
    "mention",
    "name",
    "note",
    "notic",
    "outlin",
    "part",
    "point",
    "price",
    "propos",
    "provid",
    "reason",
    "recogn",
    "recognis",
    "say",
    "see",
    "serv",
    "set",
    "sever",
    "show",
    "someth",
    "specifi",
    "state",
    "suggest",
    "talk",
    "thing",
    "think",
    "three",
    "two",
    "understand",
    "use",
    "way",
    "what",
    "whi",
    "whose",
];

/// Whether a stem is about answering rather than about the subject.
pub(super) fn about_answering(stem: &str) -> bool {
    ABOUT_ANSWERING.binary_search(&stem).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(ABOUT_ANSWERING.is_sorted());
    }
}
