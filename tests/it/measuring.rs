//! `eval`: what cannot be worked out is said, each labeller counts for what was labelled, and the
//! figures fit a screen.

use serde_json::Value;

use crate::home::Home;

fn label(file: &str, criterion: &str, verdict: &str, labeller: &str) -> String {
    format!(
        "{{\"prompt\":\"mine\",\"file\":\"{file}\",\"criterion\":\"{criterion}\",\
         \"verdict\":\"{verdict}\",\"labeller\":\"{labeller}\"}}\n"
    )
}

/// Two answers: `a` has labelled both, `b` the second only and finds everything met.
fn home() -> Home {
    let home = Home::new();
    home.write(
        "mine.toml",
        "prompt = \"mine\"\nversion = 1\n\n[[criterion]]\nid = \"cache\"\nstep = \"storage\"\n\
         text = \"Puts a cache in front of the database\"\nconcepts = [[\"cache\"]]\n\n\
         [[criterion]]\nid = \"queue\"\nstep = \"storage\"\ntext = \"Writes go through a queue\"\n\
         concepts = [[\"queue\"]]\n",
    );
    home.write("one.md", "# Storage\nA table.\n");
    let both = "a cache in front of the database\nwrites go through a queue\n";
    home.write("two.md", format!("# Storage\n{both}"));
    let labels = [
        label("one.md", "cache", "missed", "a"),
        label("one.md", "queue", "missed", "a"),
        label("two.md", "cache", "met", "a"),
        label("two.md", "queue", "met", "a"),
        label("two.md", "cache", "met", "b"),
        label("two.md", "queue", "met", "b"),
    ];
    home.write("labels.jsonl", labels.concat());
    home
}

#[test]
fn who_labelled_one_of_two_answers_counts_for_that_one() {
    let home = home();
    let document: Value =
        home.onsite("eval labels.jsonl --rubric mine.toml --json").succeeds().json();
    assert_eq!(document["schema"], "onsite.eval/1");
    let row = |name: &str| {
        let rows = document["rows"].as_array().unwrap();
        rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("no {name}"))
    };
    let all = row("control: the commonest class against b");
    assert_eq!((&all["items"], &all["answers"]), (&2.into(), &1.into()));
    // Every draw holds the one answer that was labelled.
    assert_eq!(all["macro_f1_2"], serde_json::json!({"value": 1.0, "interval": [1.0, 1.0]}));
    // Both lists hold one class: there is no agreement beyond chance to speak of.
    for figure in ["kappa", "weighted_kappa"] {
        assert_eq!(all[figure], serde_json::json!({"value": null, "interval": null}), "{figure}");
    }
    assert_eq!(row("labellers a and b")["answers"], 1);
    let constant = row("control: the commonest class against a");
    assert_eq!(constant["kappa"]["value"], 0.0, "as good as chance, which is defined");
}

#[test]
fn the_figures_fit_a_screen() {
    let home = home();
    let ran = home.onsite("eval labels.jsonl --rubric mine.toml").succeeds().quietly();
    let wide = ran.out().lines().find(|line| line.chars().count() > 80);
    assert_eq!(wide, None, "{}", ran.out());
    let of_b = ran.out().split("control: the commonest class against b, 2 items").nth(1).unwrap();
    assert!(of_b.lines().nth(1).unwrap().ends_with("kappa           –"), "{of_b}");
    let plain = home.onsite("eval labels.jsonl --rubric mine.toml --plain").succeeds();
    let _ran = plain.says("control: the commonest class against b: kappa –\n");
}
