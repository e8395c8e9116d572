//! From what a question has in common with the facts to which of them it asks for.

use crate::scoring::Likeness;

/// What speaks for a fact, for the sum in [`chance`].
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
/// Moves the border to 0 between silence and telling.
const BIAS: f32 = -0.54;

/// How strongly a fact is asked for; above 0 it is told.
pub(super) fn strength(signs: &Signs) -> f32 {
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
    BIAS + all.zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum::<f32>()
}
