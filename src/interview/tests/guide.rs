//! The guide of the tour.

use super::*;

fn tour() -> Sitting {
    let mut started = started(Mode::Practice, Some(TOUR_SECONDS * 1000), &Step::ALL);
    started.prompt = TOUR.to_owned();
    started.rehearsal = true;
    Sitting::with(started, Interviewer::absent())
}

/// What the guide says before the next line.
fn words(guide: &mut Guide, sitting: &Sitting) -> String {
    guide.words(&sitting.session, &sitting.records).unwrap_or_default()
}

fn line(sitting: &mut Sitting, text: &str) {
    let lifted = None;
    sitting.input(1000, &Input::Submitted { text, lifted });
}

#[test]
fn only_a_tour_has_a_guide() {
    assert!(Guide::of(&Sitting::mock().session, true).is_none());
    assert!(Guide::of(&tour().session, true).is_some());
}

#[test]
fn it_says_what_became_of_what_was_done_and_what_is_next() {
    let mut sitting = tour();
    let mut guide = Guide::of(&sitting.session, true).unwrap();
    assert!(words(&mut guide, &sitting).starts_with("Tour, 1 of 6: What you type"));
    assert_eq!(words(&mut guide, &sitting), "", "nothing is said twice");
    line(&mut sitting, "people leave a line");
    let said = words(&mut guide, &sitting);
    assert!(said.starts_with("Kept, as you typed it.\nTour, 2 of 6: Press Up"), "{said}");
    // Not what was meant: pointed out twice, then no more.
    for expected in ["That was kept as a new line.\nTour, 2", "That was kept as a new line.", ""] {
        line(&mut sitting, "another");
        let said = words(&mut guide, &sitting);
        assert!(said.starts_with(expected) && said.is_empty() == expected.is_empty(), "{said}");
    }
    sitting.input(1000, &Input::Submitted { text: "", lifted: Some(2) });
    let said = words(&mut guide, &sitting);
    assert!(said.starts_with("Deleted: an emptied line goes.\nTour, 3 of 6: Ask"), "{said}");
    line(&mut sitting, "how long is a line?");
    assert!(words(&mut guide, &sitting).starts_with("No fact answers that. Behind a `?`"));
    line(&mut sitting, "? how long is a line");
    assert!(words(&mut guide, &sitting).starts_with("Nobody knows that one"));
    line(&mut sitting, ":next");
    assert!(words(&mut guide, &sitting).contains("Tour, 5 of 6: Draw it."));
    line(&mut sitting, "a -> b");
    assert!(words(&mut guide, &sitting).starts_with("That was kept as text: `:draw` goes before"));
    line(&mut sitting, ":draw a -> b");
    assert!(words(&mut guide, &sitting).starts_with("Drawn. Each arrow"));
    sitting.input(179_000, &Input::Bell { text: "and th", held: Held::New });
    assert_eq!(words(&mut guide, &sitting), "");
    let closing = guide.closing(&sitting.session, &sitting.records);
    assert!(closing[0].ends_with("“and th”") && closing.len() == 2, "{closing:?}");
}

#[test]
fn what_is_tried_out_of_order_counts() {
    let mut sitting = tour();
    let mut guide = Guide::of(&sitting.session, false).unwrap();
    line(&mut sitting, ":next");
    let said = words(&mut guide, &sitting);
    assert!(said.starts_with("The next step has its own clock"), "{said}");
    assert!(said.contains("Tour, 1 of 6"), "{said}");
    line(&mut sitting, "x");
    assert!(words(&mut guide, &sitting).contains("Tour, 2 of 6: Type `:edit 1`"));
    line(&mut sitting, ":next");
    line(&mut sitting, ":draw a -> b");
    assert!(words(&mut guide, &sitting).starts_with("Drawn."));
    // Taken up again, it knows what was tried.
    let mut again = Guide::of(&sitting.session, true).unwrap();
    assert!(words(&mut again, &sitting).contains("Tour, 2 of 6"));
    line(&mut sitting, ":finish");
    sitting.input(2000, &Input::Confirmed(Question::Finish));
    let closing = again.closing(&sitting.session, &sitting.records);
    assert_eq!(closing[0], "Not tried yet: correcting one, asking. `onsite tour` begins anew.");
}
