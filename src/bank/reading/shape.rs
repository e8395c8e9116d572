//! The keys of every table in a content file: the one place that says what may stand there.

/// A key of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// As written in the file.
    pub(super) name: &'static str,
    /// Whether it has to be there.
    pub(super) required: bool,
}

/// The keys of one kind of table.
#[derive(Debug)]
pub(super) struct Shape {
    /// What the table is, as messages call it: "a fact".
    pub(super) what: &'static str,
    /// Its keys in the order of the writer's guide.
    pub(super) keys: &'static [Key],
}

impl Shape {
    /// The names of its keys.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.keys.iter().map(|key| key.name)
    }

    /// Whether it has a key of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }
}

const fn must(name: &'static str) -> Key {
    Key { name, required: true }
}

const fn may(name: &'static str) -> Key {
    Key { name, required: false }
}

/// [`Prompt`](crate::bank::Prompt).
pub(super) static PROMPT: Shape = Shape {
    what: "a prompt",
    keys: &[
        must("id"),
        must("title"),
        must("difficulty"),
        must("tags"),
        may("days"),
        may("siblings"),
        must("brief"),
        may("fact"),
        may("scale"),
        may("estimate"),
        may("follow_up"),
        may("curveball"),
        may("reference"),
    ],
};

/// [`Fact`](crate::bank::Fact).
pub(super) static FACT: Shape = Shape {
    what: "a fact",
    keys: &[must("id"), may("must"), must("ask"), must("say"), may("assumed")],
};

/// [`Scale`](crate::bank::Scale).
pub(super) static SCALE: Shape =
    Shape { what: "a scale number", keys: &[must("what"), must("value")] };

/// [`Estimate`](crate::bank::Estimate).
pub(super) static ESTIMATE: Shape = Shape {
    what: "an estimate",
    keys: &[must("what"), must("working"), must("result"), may("decides")],
};

/// [`FollowUp`](crate::bank::FollowUp).
pub(super) static FOLLOW_UP: Shape = Shape {
    what: "a follow-up",
    keys: &[must("criterion"), must("missed"), must("partly"), must("met"), may("hints")],
};

/// [`Curveball`](crate::bank::Curveball).
pub(super) static CURVEBALL: Shape =
    Shape { what: "a curveball", keys: &[must("id"), must("window"), must("say")] };

/// The reference answer of a prompt: a text for each step.
pub(super) static REFERENCE: Shape = Shape {
    what: "the reference answer",
    keys: &[may("requirements"), may("api"), may("components"), may("storage"), may("scale")],
};

/// [`RubricFile`](crate::bank::RubricFile).
pub(super) static RUBRIC: Shape = Shape {
    what: "a rubric",
    keys: &[may("prompt"), must("version"), may("criterion"), may("red_flag"), may("cap")],
};

/// [`CriterionFile`](crate::bank::CriterionFile).
pub(super) static CRITERION: Shape = Shape {
    what: "a criterion",
    keys: &[
        may("use"),
        may("id"),
        may("step"),
        may("text"),
        may("why"),
        may("tier"),
        may("weight"),
        may("depth"),
        may("concepts"),
        may("numbers"),
        may("facts"),
        may("exemplars"),
        may("misconceptions"),
        may("curveball"),
    ],
};

/// [`Exemplars`](crate::bank::Exemplars).
pub(super) static EXEMPLARS: Shape =
    Shape { what: "exemplars", keys: &[may("met"), may("partly"), may("missed")] };

/// [`LevelWeights`](crate::bank::LevelWeights).
pub(super) static WEIGHTS: Shape = Shape {
    what: "a weight by level",
    keys: &[must("junior"), must("mid"), must("senior"), must("staff")],
};

/// [`NumberRange`](crate::bank::NumberRange).
pub(super) static NUMBER: Shape =
    Shape { what: "a range of numbers", keys: &[must("min"), must("max"), must("unit")] };

/// [`RedFlag`](crate::bank::RedFlag).
pub(super) static RED_FLAG: Shape = Shape {
    what: "a red flag",
    keys: &[must("id"), must("text"), must("points"), may("concepts"), may("exemplars")],
};

/// [`Cap`](crate::bank::Cap).
pub(super) static CAP: Shape =
    Shape { what: "a cap", keys: &[must("id"), must("text"), must("at_most"), must("when")] };

/// [`When`](crate::bank::When): exactly one of its keys.
pub(super) static WHEN: Shape = Shape {
    what: "a condition",
    keys: &[may("missed"), may("step_missed"), may("empty"), may("red_flag"), may("musts_below")],
};

/// [`Lexicon`](crate::bank::Lexicon).
pub(super) static LEXICON: Shape =
    Shape { what: "a lexicon", keys: &[must("version"), may("term")] };

/// [`Manifest`](crate::bank::Manifest).
pub(super) static MANIFEST: Shape = Shape {
    what: "a pack",
    keys: &[
        must("name"),
        must("version"),
        must("title"),
        may("authors"),
        may("licence"),
        may("onsite"),
    ],
};

/// [`Term`](crate::bank::Term).
pub(super) static TERM: Shape =
    Shape { what: "a term", keys: &[must("name"), may("names"), may("examples")] };
