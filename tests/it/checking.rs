//! `check`.

use std::fs;

use insta::assert_snapshot;

use crate::home::Home;

#[test]
fn the_built_in_bank_is_clean() {
    let home = Home::new();
    let ran = home.onsite("check -v").succeeds();
    assert_eq!(ran.out().lines().last().unwrap(), "28 entries checked: 0 errors, 0 warnings.");
    // Nearly eight thousand sentences, and the matrix of the reference answers, siblings aside.
    let tried = ran.error().lines().find(|line| line.contains("reference answers scored")).unwrap();
    let numbers: Vec<usize> =
        tried.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let [sentences, a_class_away, references] = numbers[..] else { panic!("{tried}") };
    assert!(sentences > 7_500 && references > 500, "{tried}");
    assert!(a_class_away * 5 < sentences, "{tried}");
    assert!(!home.database().exists(), "the store was not opened");
}

#[test]
fn content_is_tried_out() {
    let home = Home::new();
    let _new = home.onsite("prompts new mine").succeeds();
    let bank = home.data().join("bank");
    let check = format!("check {}", bank.display());
    let _ran = home.onsite(&check).succeeds();
    let path = bank.join("rubrics/mine.toml");
    let text = fs::read_to_string(&path).unwrap();
    let listed = "exemplars.missed = [";
    let sentence = "an exclusion constraint on the room and its time range, so that the second \
                    insert of an overlap fails with 409";
    assert!(text.contains(listed));
    fs::write(&path, text.replacen(listed, &format!("{listed}\n  \"{sentence}\","), 1)).unwrap();
    let ran = home.onsite(&check).fails(1);
    assert!(
        ran.out().contains("this sentence is listed as `missed`, and is judged `met`"),
        "{}",
        ran.out()
    );
}

#[test]
fn all_faults_of_a_file_are_told_at_once() {
    let home = Home::new();
    let broken = "\
prompt = \"url-shortener\"
version = \"one\"

[[criterion]]
id = \"Redirect Status\"
step = \"lunch\"
txet = \"Chooses 301 or 302\"
";
    fs::create_dir(home.work().join("rubrics")).unwrap();
    home.write("rubrics/url-shortener.toml", broken);
    let ran = home.onsite("check rubrics/url-shortener.toml").fails(1).quietly();
    assert_snapshot!(ran.out(), @r#"
    error: `version` is a whole number, and this is text
     --> rubrics/url-shortener.toml:2:11
      |
    2 | version = "one"
      |           ^^^^^
      |
      = help: leave out the quotes

    error: a criterion needs `text`, or the `use` of a shared one
     --> rubrics/url-shortener.toml:4:1
      |
    4 | [[criterion]]
      | ^^^^^^^^^^^^^

    error: `id` `Redirect Status` is no id: a-z, 0-9 and -, at most 64 characters
     --> rubrics/url-shortener.toml:5:6
      |
    5 | id = "Redirect Status"
      |      ^^^^^^^^^^^^^^^^^
      |
      = help: write `redirect-status`

    error: `step` is none of the steps: `lunch`
     --> rubrics/url-shortener.toml:6:8
      |
    6 | step = "lunch"
      |        ^^^^^^^
      |
      = help: the steps are requirements, api, components, storage, scale

    error: `txet` is no key of a criterion
     --> rubrics/url-shortener.toml:7:1
      |
    7 | txet = "Chooses 301 or 302"
      | ^^^^
      |
      = help: did you mean `text`?

    1 entry checked: 5 errors, 0 warnings.
    "#);
    // The folder around it says the same.
    let folder = home.onsite("check rubrics").fails(1).quietly();
    for part in ["lunch", "txet", "Redirect Status"] {
        assert!(folder.out().contains(part), "{part}:\n{}", folder.out());
    }
}

/// Faults of every kind: of the form, of what is referred to, of what it says.
const EVERY_KIND: &str = "\
prompt = \"url-shortener\"
version = 1
titel = \"x\"

[[criterion]]
id = \"redirect-status\"
step = \"api\"
text = \"Chooses 301 or 302\"
weight = 50
facts = [\"no-such-fact\"]
exemplars.met = [\"302 so that clicks are counted\"]
exemplars.missed = [\"302 so that clicks are counted\"]

[[criterion]]
use = \"eror-format\"

[[cap]]
id = \"one\"
text = \"One\"
at_most = 50
when = { missed = [\"redirect-statsu\"] }
";

#[test]
fn faults_of_every_kind_are_told_in_one_go() {
    let home = Home::new();
    home.write("mine.toml", EVERY_KIND);
    let alone = home.onsite("check mine.toml").fails(1).quietly();
    fs::create_dir(home.work().join("rubrics")).unwrap();
    home.write("rubrics/url-shortener.toml", EVERY_KIND);
    let beside = home.onsite("check rubrics/url-shortener.toml").fails(1).quietly();
    for ran in [&alone, &beside] {
        let errors: Vec<&str> =
            ran.out().lines().filter(|line| line.starts_with("error")).collect();
        assert_eq!(
            errors,
            [
                "error: `titel` is no key of a rubric",
                "error: `weight` is a number from 0 to 10",
                "error: there is no fact `no-such-fact` in the prompt",
                "error: this sentence is `met` and `missed`",
                "error: there is no shared criterion `eror-format`",
                "error: there is no criterion `redirect-statsu` in this rubric",
            ],
            "{}",
            ran.out()
        );
    }
    // Each is one for `score --rubric` as well, in the same words.
    home.write("answer.md", "# APIs\n302\n");
    let ran = home.onsite("score --file answer.md --rubric mine.toml").fails(1).without_output();
    for fault in alone.out().split("\n\n").filter(|fault| fault.starts_with("error")) {
        assert!(ran.error().contains(fault), "{fault}\n---\n{}", ran.error());
    }
}

#[test]
fn a_unit_that_there_is_not_is_told_with_its_place_and_those_that_there_are() {
    let home = Home::new();
    let rubric = |unit: &str| {
        format!(
            "prompt = \"mine\"\nversion = 1\n\n[[criterion]]\nid = \"load\"\nstep = \"scale\"\n\
             text = \"States the load\"\nnumbers = [{{ min = 20, max = 100, unit = \"{unit}\" }}]\n"
        )
    };
    home.write("mine.toml", rubric("furlongs"));
    let ran = home.onsite("check mine.toml").fails(1).quietly().says("mine.toml:8:42");
    let ran = ran.says("there is no unit `furlongs`").says("= help: the units are ns, us, ms, s,");
    let _ran = ran.says("per second").says("none for a bare number");
    home.write("answer.md", "# Scale\n50 requests per second\n");
    let score = "score --file answer.md --rubric mine.toml";
    let ran = home.onsite(score).fails(1).without_output();
    assert!(ran.error().contains("mine.toml:8:42"), "{}", ran.error());
    home.write("mine.toml", rubric("per secnd"));
    let _ran = home.onsite("check mine.toml").fails(1).says("did you mean `per second`?");
    for unit in ["", "per second", "GB/day", "rps"] {
        home.write("mine.toml", rubric(unit));
        let _ran = home.onsite("check mine.toml").succeeds().says("0 errors");
        let _ran = home.onsite(score).succeeds();
    }
}

#[test]
fn what_is_not_toml_is_told_with_its_place() {
    let home = Home::new();
    fs::create_dir(home.work().join("prompts")).unwrap();
    home.write("prompts/mine.toml", "id = \"mine\"\ntitle = \"Mine\nbrief = 3\n");
    let ran = home.onsite("check prompts/mine.toml").fails(1).quietly();
    assert!(ran.out().contains("prompts/mine.toml:2:"), "{}", ran.out());
    home.write("prompts/mine.toml", b"id = \"\xff\"\n");
    let ran = home.onsite("check prompts/mine.toml").fails(1).quietly();
    assert!(ran.out().contains("prompts/mine.toml"), "{}", ran.out());
    let ran = home.onsite("check nothing-here").fails(1).without_output();
    assert_snapshot!(ran.error(), @"error: cannot read `nothing-here`: no such file or directory");
}

#[test]
fn a_broken_prompt_of_ones_own_spoils_nothing_else() {
    let home = Home::new();
    let _ran = home.onsite("prompts new mine").succeeds();
    fs::write(home.data().join("bank/prompts/mine.toml"), "id = 3\n").unwrap();
    let ran = home.onsite("prompts").succeeds().says("url-shortener");
    assert!(ran.error().starts_with("warning: "), "{}", ran.error());
    let _ran = home.onsite("check").fails(1).quietly().says("mine.toml:1:6");
    let ran = home.onsite("start mine").fails(1).without_output();
    assert!(ran.error().contains("mine.toml"), "{}", ran.error());
    home.sit("start url-shortener", "x\n");
}
