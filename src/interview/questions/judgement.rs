//! From what a question has in common with the facts to which of them it asks for.

use crate::scoring::Likeness;

use super::clauses::words;
use super::verbatim::Near;

/// What speaks for a fact, for the sum in [`strength`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Signs {
    pub(super) pooled: f32,
    pub(super) of_text: f32,
    pub(super) of_sentence: f32,
    pub(super) both: f32,
    pub(super) mass: f32,
    pub(super) strange: f32,
    pub(super) missing: f32,
    pub(super) chorus: f32,
    pub(super) gist: f32,
    pub(super) gist_lead: f32,
    /// How much further it is than the best other fact, by `both` and by `pooled`.
    pub(super) lead: f32,
    pub(super) pooled_lead: f32,
}

impl Signs {
    /// The signs of the first `facts` of what was compared. What comes after competes with them.
    pub(super) fn of(likeness: &[Likeness], facts: usize) -> Vec<Self> {
        let others = |own: usize, value: fn(&Likeness) -> f32| {
            let rest = likeness.iter().enumerate().filter(|&(at, _)| at != own);
            rest.map(|(_, one)| value(one)).fold(0.0_f32, f32::max)
        };
        let signs = likeness.iter().enumerate().take(facts).map(|(at, one)| Self {
            pooled: one.pooled,
            of_text: one.of_text,
            of_sentence: one.of_sentence,
            both: one.both,
            mass: one.mass.min(3.0),
            strange: one.strange.min(3.0),
            missing: one.missing,
            chorus: one.chorus,
            gist: one.gist,
            gist_lead: one.gist - others(at, |other| other.gist),
            lead: one.both - others(at, |other| other.both),
            pooled_lead: one.pooled - others(at, |other| other.pooled),
        });
        signs.collect()
    }

    pub(super) fn numbers(&self) -> [f32; 12] {
        [
            self.pooled,
            self.of_text,
            self.of_sentence,
            self.both,
            self.mass,
            self.strange,
            self.missing,
            self.chorus,
            self.gist,
            self.gist_lead,
            self.lead,
            self.pooled_lead,
        ]
    }
}

/// Signs and what is made of them, as the sum takes them.
const SIGNS: usize = 19;

/// Fitted by logistic regression, each prompt's facts against one another: on ways of asking taken
/// out of their fact, on ways of asking for a fact that was taken out, and on the phrasings in
/// `tests/questions` for three of the prompts.
const WEIGHTS: [f32; SIGNS] = [
    2.04, -1.27, -0.47, -7.23, 0.58, -0.47, 0.92, 3.94, 0.69, 2.25, 2.51, 2.24, 3.43, 1.47, -5.76,
    -0.34, 0.63, 7.88, -0.96,
];
const BIAS: f32 = -0.54;

/// What the odds of a question's words add to the strength.
const WORDING: f32 = 0.4;
/// And how close the question comes to a single way of asking, word for word.
const VERBATIM: f32 = 4.0;

/// How strongly a fact is asked for, beside the other facts.
fn strength(signs: &Signs, odds: f32, near: Near) -> f32 {
    let products = [
        signs.both * signs.both,
        signs.pooled * signs.pooled,
        signs.pooled * signs.both,
        signs.lead.max(0.0),
        signs.pooled_lead.max(0.0),
        signs.of_text * signs.of_sentence,
        signs.mass.min(1.0),
    ];
    let all = signs.numbers().into_iter().chain(products);
    BIAS + WORDING * odds
        + VERBATIM * near.best
        + all.zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum::<f32>()
}

/// The facts by how strongly a text asks for them, and how sure it is that it asks for the first.
#[derive(Clone, Debug)]
pub(super) struct Ranking {
    /// The facts, the strongest first.
    pub(super) facts: Vec<usize>,
    /// How strongly each fact is asked for, by its index.
    strengths: Vec<f32>,
    /// Above 0 it is likelier that the first fact is asked for than that it is not.
    pub(super) sure: f32,
    /// How far the first fact is ahead of the second.
    pub(super) ahead: f32,
}

/// What the sureness is made of, besides whether the candidate speaks of themselves.
const REASONS: usize = 19;

/// What a reason adds to the sureness: a line that bends at three values.
#[derive(Clone, Copy, Debug)]
struct Bend {
    /// How steep it is before the first value, and how much steeper it gets at each.
    steep: [f32; 4],
    at: [f32; 3],
}

const fn bend(steep: [f32; 4], at: [f32; 3]) -> Bend {
    Bend { steep, at }
}

impl Bend {
    fn of(&self, value: f32) -> f32 {
        let bent = self.at.iter().zip(&self.steep[1..]);
        let bent = bent.map(|(at, steep)| steep * (value - at).max(0.0));
        self.steep[0] * value + bent.sum::<f32>()
    }
}

/// Fitted by logistic regression on the phrasings in `tests/questions`, on ways of asking that the
/// facts did not have yet, and on ways of asking for a fact that was taken out. In the order of the
/// reasons in [`Ranking::of`].
const BENDS: [Bend; REASONS] = [
    bend([0.104, 0.07, 0.115, 0.21], [2.27, 4.96, 7.4]),
    bend([0.135, 0.056, -0.135, -0.084], [2.0, 5.28, 8.94]),
    bend([0.247, 0.988, 2.282, -0.185], [0.55, 0.72, 0.89]),
    bend([-0.661, 0.515, -1.036, -0.699], [0.07, 0.22, 0.38]),
    bend([0.713, 0.397, -1.194, 1.73], [0.02, 0.16, 0.42]),
    bend([-0.039, -0.167, 1.209, 0.151], [0.48, 0.7, 0.93]),
    bend([-0.233, -0.233, 0.047, -0.127], [0.0, 0.12, 0.71]),
    bend([-0.09, -0.076, 0.307, 0.228], [0.94, 1.4, 1.89]),
    bend([0.702, 1.141, -0.684, -0.925], [-0.03, 0.11, 0.25]),
    bend([0.38, -0.211, -0.961, -0.237], [0.01, 0.19, 0.35]),
    bend([-0.389, -2.303, -0.596, 1.861], [0.41, 0.52, 0.64]),
    bend([2.433, 0.284, -3.575, 0.321], [-0.01, 0.16, 0.31]),
    bend([0.011, 0.069, 0.135, -0.004], [1.0, 2.23, 3.83]),
    bend([0.127, -0.01, 0.056, -0.185], [-0.83, 0.45, 1.81]),
    bend([-0.012, 0.045, 0.088, 0.093], [-0.05, 1.15, 3.01]),
    bend([0.011, 0.0, -0.068, 0.275], [3.0, 5.0, 7.0]),
    bend([-0.593, 1.295, -0.196, -0.822], [0.21, 0.34, 0.48]),
    bend([0.837, 0.371, -0.939, -0.614], [-0.04, 0.06, 0.26]),
    bend([2.708, 2.364, -2.122, -2.579], [-0.02, 0.06, 0.16]),
];
/// What it adds that the candidate says "I".
const MINE: f32 = 0.764;
const REASON_BIAS: f32 = -1.003;
/// More words than this count as so many.
const MOST_WORDS: usize = 20;
/// The strength of a fact that does not exist.
const NONE: f32 = -8.0;

impl Ranking {
    /// Ranks the facts by what a text has in common with them and with what competes with them, and
    /// by the odds of its words.
    pub(super) fn of(
        text: &str,
        likeness: &[Likeness],
        odds: &[f32],
        near: &[Near],
    ) -> Option<Self> {
        let signs = Signs::of(likeness, odds.len());
        let strengths: Vec<f32> = signs
            .iter()
            .zip(odds)
            .zip(near)
            .map(|((one, &odds), &near)| strength(one, odds, near))
            .collect();
        let mut facts: Vec<usize> = (0..signs.len()).collect();
        facts.sort_by(|&a, &b| strengths[b].total_cmp(&strengths[a]).then(a.cmp(&b)));
        let first = *facts.first()?;
        let at = |place: usize| facts.get(place).map_or(NONE, |&fact| strengths[fact]);
        let (one, second) = (&signs[first], facts.get(1).map(|&fact| &signs[fact]));
        let beyond = |value: fn(&Signs) -> f32| value(one) - second.map_or(0.0, value);
        let elsewhere = |value: fn(&Likeness) -> f32| {
            likeness.iter().skip(signs.len()).map(value).fold(0.0, f32::max)
        };
        let other = elsewhere(|other| other.both);
        let kin = likeness[first].kinship;
        let others = facts.iter().skip(1).map(|&fact| likeness[fact].kinship);
        let closest = |value: fn(&Near) -> f32| {
            facts.iter().skip(1).map(|&fact| value(&near[fact])).fold(0.0, f32::max)
        };
        let reasons: [f32; REASONS] = [
            at(0),
            at(0) - at(1),
            one.both,
            beyond(|signs| signs.both),
            beyond(|signs| signs.pooled),
            one.of_text,
            one.strange,
            one.mass,
            one.lead,
            one.both - other,
            other,
            one.gist - elsewhere(|other| other.gist),
            odds[first],
            kin,
            kin - others.reduce(f32::max).unwrap_or_default(),
            text.split_whitespace().count().min(MOST_WORDS) as f32,
            near[first].best,
            near[first].best - closest(|near| near.best),
            near[first].several - closest(|near| near.several),
        ];
        let sum: f32 = reasons.iter().zip(&BENDS).map(|(&one, bend)| bend.of(one)).sum();
        let mine = words(text).iter().any(|(_, _, word)| word == "i");
        let ahead = at(0) - at(1);
        let sure = REASON_BIAS + sum + if mine { MINE } else { 0.0 };
        Some(Self { facts, strengths, sure, ahead })
    }

    /// How strongly one of the facts is asked for.
    pub(super) fn strength(&self, fact: usize) -> f32 {
        self.strengths.get(fact).copied().unwrap_or(NONE)
    }

    /// The fact that is asked for, and how sure that is.
    pub(super) fn first(&self) -> Option<(usize, f32)> {
        self.facts.first().map(|&fact| (fact, self.sure))
    }
}
