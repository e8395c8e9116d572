//! Words that say how the words around them are meant.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use super::stem::FUNCTION;

/// What each word does.
static KNOWN: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    Cue::list(|bit, words| {
        for &word in words {
            *known.entry(word).or_default() |= bit;
        }
    });
    known
});

/// What a word does in a sentence, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cue(u32);

impl Cue {
    const NEGATES: u32 = 1;
    const BREAKS: u32 = 1 << 1;
    const HEDGES: u32 = 1 << 2;
    const REASONS: u32 = 1 << 3;
    const JOINS: u32 = 1 << 4;
    const FUNCTION: u32 = 1 << 5;
    const DISMISSES: u32 = 1 << 6;
    const DETERMINER: u32 = 1 << 7;
    const PREPOSITION: u32 = 1 << 8;
    const PRONOUN: u32 = 1 << 9;
    const AUXILIARY: u32 = 1 << 10;
    const CONDITION: u32 = 1 << 11;
    const USES: u32 = 1 << 12;
    const PRAISES: u32 = 1 << 13;
    const CONTRASTS: u32 = 1 << 14;
    const MEASURES: u32 = 1 << 15;
    const HANDLES: u32 = 1 << 16;
    const LEAVES: u32 = 1 << 17;
    const ASIDE: u32 = 1 << 18;

    /// What a folded word does.
    pub(crate) fn of(word: &str) -> Self {
        let mut bits = KNOWN.get(word).copied().unwrap_or_default();
        if word.ends_with("n't") {
            bits |= Self::NEGATES | Self::AUXILIARY;
        }
        Self(bits)
    }

    /// Hands each word that does something to `take`, with what it does.
    fn list(mut set: impl FnMut(u32, &[&'static str])) {
        set(Self::FUNCTION, &FUNCTION);
        set(Self::NEGATES, &["no", "not", "never", "without", "cannot", "neither", "nor", "none"]);
        set(
            Self::BREAKS,
            &[
                "but",
                "however",
                "because",
                "since",
                "so",
                "therefore",
                "hence",
                "instead",
                "though",
                "although",
                "unless",
                "until",
                "while",
                "otherwise",
                "when",
                "if",
                "just",
                "only",
                "->",
                "as",
                "which",
                "that",
                "then",
                "until",
            ],
        );
        set(
            Self::HEDGES,
            &["maybe", "perhaps", "might", "possibly", "could", "optionally", "may", "eventually"],
        );
        set(
            Self::REASONS,
            &[
                "because",
                "since",
                "so",
                "therefore",
                "hence",
                "thus",
                "otherwise",
                "thereby",
                "means",
                "meaning",
                "avoid",
                "avoids",
                "avoiding",
                "prevent",
                "prevents",
                "else",
                "cause",
                "cos",
                "cuz",
                "why",
                "reason",
                "->",
                "lets",
                "allows",
                "keeps",
                "makes",
                "ensures",
                "guarantees",
            ],
        );
        set(
            Self::CONTRASTS,
            &[
                "instead",
                "rather",
                "unlike",
                "versus",
                "vs",
                "whereas",
                "but",
                "cost",
                "costs",
                "price",
                "downside",
                "drawback",
                "tradeoff",
                "trade",
                "expense",
                "lose",
                "loses",
                "lost",
                "sacrifice",
                "alternative",
                "alternatively",
                "however",
                "though",
                "although",
                "despite",
                "worse",
                "better",
                "cheaper",
                "simpler",
                "accept",
                "pay",
                "overkill",
                "rejected",
                "except",
                "than",
                "unless",
                "even",
            ],
        );
        set(
            Self::JOINS,
            &[
                "and", "so", "but", "because", "then", "well", "or", "which", "when", "if", "now",
                "also", "okay", "ok", "where", "while", "since", "as", "um", "uh", "for",
            ],
        );
        set(
            Self::DISMISSES,
            &[
                "need",
                "needed",
                "necessary",
                "required",
                "require",
                "concern",
                "concerned",
                "issue",
                "important",
                "worth",
                "reason",
                "matter",
                "matters",
                "bother",
                "care",
                "worry",
                "point",
                "relevant",
                "useful",
                "problem",
            ],
        );
        set(
            Self::HANDLES,
            &[
                "handle",
                "handling",
                "support",
                "supporting",
                "cover",
                "covering",
                "treat",
                "address",
                "addressing",
                "consider",
                "considering",
                "deal",
                "dealing",
                "define",
                "defining",
                "design",
                "designing",
                "discuss",
                "plan",
                "planning",
                "solve",
                "solving",
                "think",
                "thinking",
                "mention",
                "specify",
                "decide",
                "anything",
                "doing",
                "mind",
                "say",
                "ask",
            ],
        );
        set(Self::LEAVES, &["leave", "leaves", "leaving", "left"]);
        set(Self::ASIDE, &["out", "aside", "away"]);
        set(Self::USES, &["use", "using", "used", "add", "have", "want", "do", "build", "shard"]);
        set(
            Self::PRAISES,
            &[
                "good",
                "great",
                "nice",
                "best",
                "better",
                "fast",
                "faster",
                "quick",
                "quickly",
                "scalable",
                "scalability",
                "scales",
                "reliable",
                "reliability",
                "robust",
                "robustness",
                "resilient",
                "efficient",
                "efficiency",
                "performance",
                "performant",
                "available",
                "availability",
                "flexible",
                "maintainable",
                "powerful",
                "modern",
                "secure",
                "security",
                "important",
                "useful",
                "help",
                "helps",
                "improve",
                "improves",
                "makes",
                "make",
                "work",
                "works",
                "system",
                "systems",
                "design",
                "architecture",
                "application",
                "solution",
            ],
        );
        set(
            Self::DETERMINER,
            &[
                "a", "an", "the", "this", "these", "those", "each", "every", "our", "my", "your",
                "its", "their", "his",
            ],
        );
        set(
            Self::PREPOSITION,
            &[
                "of", "in", "on", "at", "by", "with", "from", "into", "for", "per", "between",
                "through", "under", "over", "via", "within", "without", "against", "to", "onto",
            ],
        );
        set(
            Self::MEASURES,
            &[
                "ms",
                "s",
                "sec",
                "second",
                "seconds",
                "minute",
                "minutes",
                "min",
                "hour",
                "hours",
                "day",
                "days",
                "month",
                "months",
                "year",
                "years",
                "user",
                "users",
                "kb",
                "mb",
                "gb",
                "tb",
                "k",
                "m",
                "b",
                "million",
                "billion",
                "thousand",
                "percent",
                "per",
                "byte",
                "bytes",
                "characters",
                "chars",
                "requests",
                "rps",
                "qps",
                "nodes",
                "servers",
                "rows",
                "items",
                "records",
                "times",
                "x",
                "machines",
                "writes",
                "reads",
            ],
        );
        set(Self::PRONOUN, &["i", "we", "they", "he", "she", "it", "you"]);
        set(
            Self::AUXILIARY,
            &[
                "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does",
                "did", "will", "would", "can", "could", "should", "must", "may", "might", "shall",
            ],
        );
        set(Self::CONDITION, &["if", "when", "once", "unless", "should", "after", "while"]);
    }

    fn has(self, bit: u32) -> bool {
        self.0 & bit != 0
    }

    /// Turns what follows into its opposite.
    pub(crate) fn negates(self) -> bool {
        self.has(Self::NEGATES)
    }

    /// Begins a clause to which a negation does not reach.
    pub(crate) fn breaks(self) -> bool {
        self.has(Self::BREAKS)
    }

    /// Leaves open whether it is meant.
    pub(crate) fn hedges(self) -> bool {
        self.has(Self::HEDGES)
    }

    /// Announces a reason or a consequence.
    pub(crate) fn reasons(self) -> bool {
        self.has(Self::REASONS)
    }

    /// Sets one thing against another, or names a price.
    pub(crate) fn contrasts(self) -> bool {
        self.has(Self::CONTRASTS)
    }

    /// May begin a new piece of a sentence that does not end.
    pub(crate) fn joins(self) -> bool {
        self.has(Self::JOINS)
    }

    /// Holds a sentence together without meaning a thing.
    pub(crate) fn is_function(self) -> bool {
        self.has(Self::FUNCTION)
    }

    /// With a negation: says that something is not wanted.
    pub(crate) fn dismisses(self) -> bool {
        self.has(Self::DISMISSES)
    }

    /// With a negation directly before it: says that something is not done.
    pub(crate) fn uses(self) -> bool {
        self.has(Self::USES)
    }

    /// With a negation: says that something is not dealt with.
    pub(crate) fn handles(self) -> bool {
        self.has(Self::HANDLES)
    }

    /// With "out" or "aside": says that something is not dealt with.
    pub(crate) fn leaves(self) -> bool {
        self.has(Self::LEAVES)
    }

    /// Where something goes that is left out.
    pub(crate) fn is_aside(self) -> bool {
        self.has(Self::ASIDE)
    }

    /// Says only that something is good, or that there is a system.
    pub(crate) fn praises(self) -> bool {
        self.has(Self::PRAISES)
    }

    /// An article or the like.
    pub(crate) fn is_determiner(self) -> bool {
        self.has(Self::DETERMINER)
    }

    /// A preposition.
    pub(crate) fn is_preposition(self) -> bool {
        self.has(Self::PREPOSITION)
    }

    /// A pronoun in the place of a subject.
    pub(crate) fn is_pronoun(self) -> bool {
        self.has(Self::PRONOUN)
    }

    /// A form of be, have, do or a modal verb.
    pub(crate) fn is_auxiliary(self) -> bool {
        self.has(Self::AUXILIARY)
    }

    /// Begins a condition.
    pub(crate) fn is_condition(self) -> bool {
        self.has(Self::CONDITION)
    }

    /// Follows a number that counts or measures.
    pub(crate) fn measures(self) -> bool {
        self.has(Self::MEASURES)
    }
}
