//! How far verdicts agree: the figures of `onsite eval`.
//!
//! Macro-F1 is the mean of the classes' F1 over the classes that occur in either list. Cohen's kappa
//! is (observed − expected agreement) ÷ (1 − expected), Cohen 1960; the quadratic weighted kappa
//! weighs a disagreement by the square of its distance (missed 0, partly 1, met 2), Cohen 1968.
//! Intervals are the 2.5th and 97.5th percentile of a bootstrap that draws whole answers, since
//! the verdicts on one answer are not independent of each other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::Verdict;

/// How many times answers are drawn anew for an interval.
pub const DRAWS: usize = 1000;

const CLASSES: [Verdict; 3] = [Verdict::Missed, Verdict::Partly, Verdict::Met];

/// A figure with its 95 % interval; nothing where it is not defined: kappa where chance alone agrees
/// wholly, as where both lists hold one class only, and the recall of a class that does not occur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figure {
    /// The figure on all items.
    pub value: Option<f64>,
    /// Where 95 % of the figures on drawn answers lie, those left out on which it is not defined.
    pub interval: Option<[f64; 2]>,
}

/// How far one list of verdicts agrees with another.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// How many verdicts were compared.
    pub items: usize,
    /// How many answers they are on.
    pub answers: usize,
    /// Macro-F1 over met, partly and missed.
    pub macro_f1_3: Figure,
    /// Macro-F1 over met or partly against missed.
    pub macro_f1_2: Figure,
    /// Cohen's kappa over three classes.
    pub kappa: Figure,
    /// Quadratic weighted kappa over three classes.
    pub weighted_kappa: Figure,
    /// The share of each class of the first list that the second finds.
    pub recall: Recall,
}

/// Recall by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Recall {
    /// Of those met.
    pub met: Figure,
    /// Of those half met.
    pub partly: Figure,
    /// Of those missed.
    pub missed: Figure,
}

/// Two verdicts on the same criterion of an answer: the labeller's and the judge's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Which answer, by a number of its own.
    pub answer: usize,
    /// What counts as true.
    pub truth: Verdict,
    /// What is compared with it.
    pub judged: Verdict,
}

/// How often each pair of verdicts occurs.
type Table = [[f64; 3]; 3];

/// Compares verdicts. `draw(n)` gives a number below `n` by chance; it decides the intervals only.
pub fn agreement(pairs: &[Pair], mut draw: impl FnMut(usize) -> usize) -> Agreement {
    // Only answers with a pair are drawn: whoever labelled some of them is no less sure for the rest.
    let mut by_answer: BTreeMap<usize, Table> = BTreeMap::new();
    for pair in pairs {
        let table = by_answer.entry(pair.answer).or_insert([[0.0; 3]; 3]);
        table[pair.truth as usize][pair.judged as usize] += 1.0;
    }
    let tables: Vec<Table> = by_answer.into_values().collect();
    let answers = tables.len();
    let all = figures(&sum(tables.iter()));
    let mut drawn: Vec<Vec<f64>> = vec![Vec::with_capacity(DRAWS); all.len()];
    for _ in 0..DRAWS {
        let picked: Vec<usize> = (0..answers).map(|_| draw(answers)).collect();
        let table = sum(picked.iter().filter_map(|index| tables.get(*index)));
        for (list, figure) in drawn.iter_mut().zip(figures(&table)) {
            list.extend(figure);
        }
    }
    let mut found = all.into_iter().zip(drawn).map(|(value, mut list)| {
        list.sort_by(f64::total_cmp);
        let at = |part: f64| list.get(((list.len() as f64 - 1.0) * part).round() as usize).copied();
        let interval = at(0.025).zip(at(0.975)).map(|(from, to)| [from, to]);
        Figure { value, interval: interval.filter(|_| value.is_some()) }
    });
    let mut next = || found.next().unwrap_or_default();
    Agreement {
        items: pairs.len(),
        answers,
        macro_f1_3: next(),
        macro_f1_2: next(),
        kappa: next(),
        weighted_kappa: next(),
        recall: Recall { missed: next(), partly: next(), met: next() },
    }
}

fn sum<'a>(tables: impl Iterator<Item = &'a Table>) -> Table {
    tables.fold([[0.0; 3]; 3], |mut total, table| {
        for (row, add) in total.iter_mut().zip(table) {
            for (cell, add) in row.iter_mut().zip(add) {
                *cell += add;
            }
        }
        total
    })
}

/// Macro-F1 over three and two classes, kappa, weighted kappa, recall of missed, partly, met.
fn figures(table: &Table) -> [Option<f64>; 7] {
    let merged = [
        [table[0][0], table[0][1] + table[0][2]],
        [table[1][0] + table[2][0], table[1][1] + table[1][2] + table[2][1] + table[2][2]],
    ];
    let recall = |class: usize| share(table[class][class], table[class].iter().sum());
    [
        macro_f1(table),
        macro_f1(&merged),
        kappa(table, |truth, judged| if truth == judged { 0.0 } else { 1.0 }),
        kappa(table, |truth, judged| (truth as f64 - judged as f64).powi(2)),
        recall(0),
        recall(1),
        recall(2),
    ]
}

/// A part of a whole; nothing of nothing.
fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

fn macro_f1<const N: usize>(table: &[[f64; N]; N]) -> Option<f64> {
    let mut total = 0.0;
    let mut classes = 0.0;
    for class in 0..N {
        let truth: f64 = table[class].iter().sum();
        let judged: f64 = table.iter().map(|row| row[class]).sum();
        if truth + judged > 0.0 {
            total += 2.0 * table[class][class] / (truth + judged);
            classes += 1.0;
        }
    }
    share(total, classes)
}

fn kappa(table: &Table, cost: impl Fn(usize, usize) -> f64) -> Option<f64> {
    let total: f64 = table.iter().flatten().sum();
    let (mut seen, mut expected) = (0.0, 0.0);
    for truth in 0..3 {
        let row: f64 = table[truth].iter().sum();
        for judged in 0..3 {
            let column: f64 = table.iter().map(|row| row[judged]).sum();
            seen += cost(truth, judged) * table[truth][judged];
            expected += cost(truth, judged) * share(row * column, total)?;
        }
    }
    // Without disagreement to be expected by chance there is none to be better than.
    share(seen, expected).map(|rest| 1.0 - rest)
}

/// The commonest class.
pub fn commonest(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    let mut counts = [0_usize; 3];
    for verdict in verdicts {
        counts[verdict as usize] += 1;
    }
    CLASSES.into_iter().max_by_key(|class| counts[*class as usize]).unwrap_or(Verdict::Missed)
}

/// Verdicts from one number an item, by two limits that give the best three-class macro-F1 on all
/// other answers (leave one answer out): what that number alone can do.
///
/// `numbers[i]` belongs to `truths[i]` of answer `answers[i]`.
pub fn by_limits(numbers: &[f64], truths: &[Verdict], answers: &[usize]) -> Vec<Verdict> {
    let count = answers.iter().map(|answer| answer + 1).max().unwrap_or(0);
    let mut judged = vec![Verdict::Missed; numbers.len()];
    for left_out in 0..count {
        let others = numbers.iter().zip(truths).zip(answers);
        let others: Vec<(f64, Verdict)> = others
            .filter(|(_, answer)| **answer != left_out)
            .map(|((number, truth), _)| (*number, *truth))
            .collect();
        let limits = best_limits(others);
        for ((verdict, number), answer) in judged.iter_mut().zip(numbers).zip(answers) {
            if *answer == left_out {
                *verdict = between(*number, limits);
            }
        }
    }
    judged
}

fn between(number: f64, limits: [f64; 2]) -> Verdict {
    match number {
        number if number >= limits[1] => Verdict::Met,
        number if number >= limits[0] => Verdict::Partly,
        _ => Verdict::Missed,
    }
}

/// The pair of limits with the best macro-F1, among at most 40 quantiles.
fn best_limits(mut items: Vec<(f64, Verdict)>) -> [f64; 2] {
    items.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut limits: Vec<f64> = (0..=40)
        .filter_map(|part| items.get((items.len().saturating_sub(1)) * part / 40))
        .map(|(number, _)| *number)
        .chain([f64::INFINITY])
        .collect();
    limits.dedup();
    let mut best = ([f64::INFINITY; 2], -1.0);
    for (index, low) in limits.iter().enumerate() {
        for high in &limits[index..] {
            let mut table = [[0.0; 3]; 3];
            for (number, truth) in &items {
                table[*truth as usize][between(*number, [*low, *high]) as usize] += 1.0;
            }
            let figure = macro_f1(&table).unwrap_or(0.0);
            if figure > best.1 {
                best = ([*low, *high], figure);
            }
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(table: [[usize; 3]; 3]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (truth, row) in CLASSES.into_iter().zip(table) {
            for (judged, count) in CLASSES.into_iter().zip(row) {
                for number in 0..count {
                    pairs.push(Pair { answer: number % 4, truth, judged });
                }
            }
        }
        pairs
    }

    fn close(one: Option<f64>, other: f64) {
        let one = one.unwrap();
        assert!((one - other).abs() < 5e-4, "{one} is not {other}");
    }

    /// Worked by hand: rows missed 20/5/1, partly 4/10/6, met 1/7/26.
    #[test]
    fn the_figures_of_a_table_worked_by_hand() {
        let mut next = 0;
        let found = agreement(&pairs([[20, 5, 1], [4, 10, 6], [1, 7, 26]]), |n| {
            next += 1;
            next % n
        });
        assert_eq!((found.items, found.answers), (80, 4));
        close(found.macro_f1_3.value, (40.0 / 51.0 + 20.0 / 42.0 + 52.0 / 67.0) / 3.0);
        close(found.macro_f1_2.value, f64::midpoint(40.0 / 51.0, 98.0 / 109.0));
        let expected = (26.0 * 25.0 + 20.0 * 22.0 + 34.0 * 33.0) / 6400.0;
        close(found.kappa.value, (0.7 - expected) / (1.0 - expected));
        close(found.recall.partly.value, 0.5);
        assert!(found.weighted_kappa.value > found.kappa.value);
        let [from, to] = found.kappa.interval.unwrap();
        assert!(from <= to);
    }

    #[test]
    fn perfect_agreement_is_one_and_a_constant_is_as_good_as_chance() {
        let same = agreement(&pairs([[5, 0, 0], [0, 5, 0], [0, 0, 5]]), |_| 0);
        close(same.kappa.value, 1.0);
        close(same.macro_f1_3.value, 1.0);
        close(same.macro_f1_3.interval.map(|interval| interval[0]), 1.0);
        let constant = agreement(&pairs([[5, 0, 0], [5, 0, 0], [5, 0, 0]]), |_| 0);
        close(constant.kappa.value, 0.0);
    }

    #[test]
    fn where_only_one_class_occurs_there_is_no_kappa() {
        let mut next = 0;
        let mut draw = |below| {
            next += 1;
            next % below
        };
        let one_class = agreement(&pairs([[0, 0, 0], [0, 0, 0], [0, 0, 9]]), &mut draw);
        assert_eq!(one_class.kappa, Figure::default());
        assert_eq!(one_class.weighted_kappa, Figure::default());
        assert_eq!(one_class.recall.missed, Figure::default());
        close(one_class.recall.met.value, 1.0);
        let json = serde_json::to_value(&one_class).unwrap();
        assert!(json["kappa"]["value"].is_null() && json["kappa"]["interval"].is_null(), "{json}");
        assert_eq!(agreement(&[], &mut draw).macro_f1_3, Figure::default());
    }

    #[test]
    fn only_answers_that_were_labelled_are_drawn() {
        // Of two answers the second alone is labelled, and each verdict on it is right.
        let pairs: Vec<Pair> =
            CLASSES.into_iter().map(|truth| Pair { answer: 1, truth, judged: truth }).collect();
        let mut next = 0;
        let found = agreement(&pairs, |below| {
            next += 1;
            next % below
        });
        assert_eq!((found.items, found.answers), (3, 1));
        assert_eq!(found.macro_f1_3.interval, Some([1.0, 1.0]));
        assert_eq!(found.kappa.interval, Some([1.0, 1.0]));
    }

    #[test]
    fn a_number_that_tells_all_is_found_by_limits() {
        let truths: Vec<Verdict> = (0..30).map(|index| CLASSES[index % 3]).collect();
        let numbers: Vec<f64> = truths.iter().map(|truth| f64::from(*truth as u8)).collect();
        let answers: Vec<usize> = (0..30).map(|index| index / 6).collect();
        assert_eq!(by_limits(&numbers, &truths, &answers), truths);
    }
}
