//! From what a question has in common with the facts to which of them it asks for.

use crate::scoring::Likeness;

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

/// How strongly a fact is asked for, beside the other facts.
fn strength(signs: &Signs, odds: f32) -> f32 {
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
    BIAS + WORDING * odds + all.zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum::<f32>()
}

/// The facts by how strongly a text asks for them, and how sure it is that it asks for the first.
#[derive(Clone, Debug)]
pub(super) struct Ranking {
    /// The facts, the strongest first.
    pub(super) facts: Vec<usize>,
    /// Above 0 it is likelier that the first fact is asked for than that it is not.
    pub(super) sure: f32,
}

/// What the sureness is made of.
const REASONS: usize = 18;

/// Fitted by logistic regression on the phrasings in `tests/questions` and on ways of asking that the
/// facts did not have yet, and on the latter with their fact taken out. See `tests/questions`.
const REASON_WEIGHTS: [f32; REASONS] = [
    0.426, -0.138, -0.059, -1.371, -2.185, -1.549, -0.222, 1.571, 0.234, 2.552, 3.055, 2.178,
    0.323, 0.411, 0.223, 0.011, 0.453, 0.616,
];
const REASON_BIAS: f32 = -1.649;
/// The strength of a fact that does not exist.
const NONE: f32 = -8.0;

impl Ranking {
    /// Ranks the facts by what a text has in common with them and with what competes with them, and
    /// by the odds of its words.
    pub(super) fn of(likeness: &[Likeness], odds: &[f32]) -> Option<Self> {
        let signs = Signs::of(likeness, odds.len());
        let strengths: Vec<f32> =
            signs.iter().zip(odds).map(|(one, &odds)| strength(one, odds)).collect();
        let mut facts: Vec<usize> = (0..signs.len()).collect();
        facts.sort_by(|&a, &b| strengths[b].total_cmp(&strengths[a]).then(a.cmp(&b)));
        let first = *facts.first()?;
        let at = |place: usize| facts.get(place).map_or(NONE, |&fact| strengths[fact]);
        let (one, second) = (&signs[first], facts.get(1).map(|&fact| &signs[fact]));
        let beyond = |value: fn(&Signs) -> f32| value(one) - second.map_or(0.0, value);
        let elsewhere = likeness.iter().skip(signs.len()).map(|other| other.both);
        let others = facts.iter().skip(1).map(|&fact| odds[fact]);
        let reasons: [f32; REASONS] = [
            at(0),
            at(1),
            at(2),
            one.both,
            one.of_text,
            one.of_sentence,
            one.strange,
            one.gist,
            one.missing,
            one.chorus,
            one.lead,
            one.both - elsewhere.fold(0.0, f32::max),
            beyond(|signs| signs.both),
            beyond(|signs| signs.gist),
            odds[first],
            odds[first] - others.reduce(f32::max).unwrap_or_default(),
            one.mass,
            one.both * one.both,
        ];
        let sum: f32 = reasons.iter().zip(REASON_WEIGHTS).map(|(one, weight)| one * weight).sum();
        Some(Self { facts, sure: REASON_BIAS + sum })
    }

    /// The fact that is asked for, and how sure that is.
    pub(super) fn first(&self) -> Option<(usize, f32)> {
        self.facts.first().map(|&fact| (fact, self.sure))
    }
}
