//! How far verdicts agree, for `onsite eval`: four lines a comparison, which fit 80 columns.

use std::fmt::Write as _;

use super::wrap::wrap;
use crate::scoring::{Agreement, Figure};

/// The comparisons by their names, one under the other; one fact a line where `plain`. What cannot be
/// worked out is a dash.
pub fn agreement_text<'a>(
    rows: impl IntoIterator<Item = (&'a str, &'a Agreement)>,
    width: usize,
    plain: bool,
) -> String {
    let mut text = String::new();
    for (name, found) in rows {
        let facts = [
            ("macro-F1, 3 classes", figure(found.macro_f1_3)),
            ("kappa", figure(found.kappa)),
            ("macro-F1, 2 classes", figure(found.macro_f1_2)),
            ("weighted kappa", figure(found.weighted_kappa)),
        ];
        let recall = found.recall;
        let recalls = [("met", recall.met), ("partly", recall.partly), ("missed", recall.missed)]
            .map(|(class, figure)| (class, short(figure)));
        if plain {
            let _never_fails = writeln!(text, "{name}: {} items", found.items);
            for (what, figure) in facts {
                let _never_fails = writeln!(text, "{name}: {what} {figure}");
            }
            for (class, figure) in recalls {
                let _never_fails = writeln!(text, "{name}: recall {class} {figure}");
            }
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let items = if found.items == 1 { "item" } else { "items" };
        for line in wrap(&format!("{name}, {} {items}", found.items), width) {
            text = text + &line + "\n";
        }
        let [three, kappa, two, weighted] = facts;
        for (left, right) in [(three, kappa), (two, weighted)] {
            let _never_fails =
                writeln!(text, "  {:<21}{:<21}{:<16}{}", left.0, left.1, right.0, right.1);
        }
        let recalls = recalls.map(|(class, figure)| format!("{class} {figure}"));
        let _never_fails = writeln!(text, "  {:<21}{}", "recall", recalls.join("  "));
    }
    text
}

fn figure(figure: Figure) -> String {
    match (figure.value, figure.interval) {
        (None, _) => "–".to_owned(),
        (Some(value), None) => format!("{value:.3}"),
        (Some(value), Some([from, to])) => format!("{value:.3} [{from:.2}–{to:.2}]"),
    }
}

fn short(figure: Figure) -> String {
    figure.value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::Recall;

    #[test]
    fn it_fits_80_columns_and_shows_what_cannot_be_worked_out() {
        let least = Figure { value: Some(-0.123), interval: Some([-0.45, -0.01]) };
        let most = Figure { value: Some(1.0), interval: Some([1.0, 1.0]) };
        let nothing = Figure::default();
        let found = Agreement {
            items: 59,
            answers: 2,
            macro_f1_3: most,
            macro_f1_2: most,
            kappa: least,
            weighted_kappa: nothing,
            recall: Recall { met: most, partly: nothing, missed: most },
        };
        let name = "control: the commonest class against somebody with a name that is long";
        let rows = || [("offline judge against a", &found), (name, &found)];
        let text = agreement_text(rows(), 80, false);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        insta::assert_snapshot!(text, @"
        offline judge against a, 59 items
          macro-F1, 3 classes  1.000 [1.00–1.00]    kappa           -0.123 [-0.45–-0.01]
          macro-F1, 2 classes  1.000 [1.00–1.00]    weighted kappa  –
          recall               met 1.00  partly –  missed 1.00

        control: the commonest class against somebody with a name that is long, 59 items
          macro-F1, 3 classes  1.000 [1.00–1.00]    kappa           -0.123 [-0.45–-0.01]
          macro-F1, 2 classes  1.000 [1.00–1.00]    weighted kappa  –
          recall               met 1.00  partly –  missed 1.00
        ");
        let plain = agreement_text(rows(), 80, true);
        assert!(plain.contains("offline judge against a: weighted kappa –\n"), "{plain}");
    }
}
