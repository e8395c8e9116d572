//! Arithmetic in answers: what is pointed out, and that nothing is where nothing is wrong.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use onsite::quantity::claims;

use crate::documents::Score;
use crate::home::Home;

/// The files below a folder that hold answers or worked estimates.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "md" || kind == "toml") {
            found.push(path);
        }
    }
    found.sort();
}

/// Every answer and every worked estimate there is was read through: `WRONG` is what is wrong in
/// them. With `ONSITE_ANSWERS=FOLDER` the findings of other answers are printed.
#[test]
fn no_alarm_is_false_in_any_answer_there_is() {
    // A real slip of one of the writers: a factor of ten.
    const WRONG: [(&str, &str); 1] = [("10B x 1KB = 1 TB", "10 TB")];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["tests/answers", "tests/labelled", "prompts"] {
        files(&root.join(folder), &mut paths);
    }
    let mut stated = 0;
    let mut wrong = Vec::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        stated += claims(&text).len();
        // Line by line, where no line before explains anything.
        for line in text.lines() {
            let claims = claims(line).into_iter();
            wrong.extend(claims.filter_map(|c| Some((line[c.span].to_owned(), c.right?))));
        }
    }
    assert!(stated >= 200, "only {stated} results were read");
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(wrong, WRONG);
    if let Some(folder) = std::env::var_os("ONSITE_ANSWERS") {
        let mut paths = Vec::new();
        files(Path::new(&folder), &mut paths);
        for path in &paths {
            let text = std::fs::read_to_string(path).unwrap();
            for line in text.lines() {
                for claim in claims(line) {
                    let Some(right) = claim.right else { continue };
                    println!("{}: {} comes to {right}", path.display(), &line[claim.span]);
                }
            }
        }
    }
}

const ANSWER: &str = "\
## Requirements

100M new links a month. 100M/month is about 400 writes/s, reads 100 times that.
6 billion × 500 bytes = 3 TB.

## Scale

At 20k/s × 2 KB = 40 MB/s the network is idle.
";

#[test]
fn a_wrong_product_is_pointed_out_and_costs_nothing() {
    let home = Home::new();
    home.write("answer.md", ANSWER);
    home.write("right.md", ANSWER.replace("400 writes/s", "40 writes/s"));
    let score = |name: &str| {
        let line = format!("score --file {name} --prompt url-shortener --json");
        home.onsite(&line).succeeds().quietly().json::<Score>().keeps_the_contract()
    };
    let (wrong, right) = (score("answer.md"), score("right.md"));
    let [slip] = wrong.arithmetic.as_slice() else { panic!("{:?}", wrong.arithmetic) };
    assert_eq!(slip.quote, "100M/month is about 400 writes/s");
    assert_eq!(
        (slip.step.as_str(), slip.stated.as_str(), slip.right.as_str()),
        ("requirements", "400 writes/s", "38.6/s")
    );
    assert_eq!(right.arithmetic, []);
    let unused: Vec<&str> =
        wrong.unused_estimates.iter().map(|unused| unused.quote.as_str()).collect();
    assert_eq!(unused, ["6 billion × 500 bytes = 3 TB"]);
    home.onsite("score --file answer.md --prompt url-shortener")
        .succeeds()
        .says("Check the sum  \"100M/month is about 400 writes/s\" comes to 38.6/s")
        .says("Never used     \"6 billion × 500 bytes = 3 TB\"");
}

#[test]
fn a_megabyte_of_arithmetic_is_read_in_bounded_time() {
    let pieces =
        ["1=", "2*3=6\n", "((((", "1 ", "x", "~", "^2", "=;", ",", "1,", "a b c 1 = ", "5 -"];
    for piece in pieces {
        let text = piece.repeat((1 << 20) / piece.len());
        let begun = Instant::now();
        drop(claims(&text));
        assert!(begun.elapsed() < Duration::from_secs(3), "{piece:?}: {:?}", begun.elapsed());
    }
}
