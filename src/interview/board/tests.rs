//! Drawing and wiping, as a caller drives it.

use proptest::prelude::*;

use super::*;
use crate::bank::Level;
use crate::diagram::to_mermaid;
use crate::interview::{
    Answer, Budget, Conduct, Held, Input, Interviewer, Mode, Reading, Record, Source, Started,
    VERSION, handle,
};

fn at(ms: u64) -> Reading {
    Reading { boot: "0f".to_owned(), boot_ms: ms, wall_ms: 1_795_000_000_000 + ms.cast_signed() }
}

struct Easel {
    session: Session,
    told: Vec<Notice>,
    lifted: Option<String>,
}

impl Easel {
    fn new() -> Self {
        let started = Started {
            session: "k7m2qxha".to_owned(),
            prompt: "url-shortener".to_owned(),
            mode: Mode::Mock,
            level: Level::Mid,
            box_ms: Some(2_700_000),
            steps: Step::ALL.map(|step| Budget { step, seconds: 540 }).to_vec(),
            rate: 1,
            rehearsal: false,
            input: Source::Terminal,
            seed: 7,
            prompt_sha256: String::new(),
            rubric_sha256: String::new(),
            lexicon_sha256: String::new(),
            continues: None,
            conduct: Conduct::default(),
            program: "0.1.0".to_owned(),
        };
        let event = Event::Started(Box::new(started));
        let record = Record { version: VERSION, seq: 1, at: at(0), elapsed_ms: 0, event };
        Self { session: Session::fold(&[record]).unwrap(), told: Vec::new(), lifted: None }
    }

    fn input(&mut self, input: &Input<'_>) -> &mut Self {
        self.told.clear();
        self.lifted = None;
        for effect in handle(&self.session, input, &at(1000), &Interviewer::absent()) {
            match effect {
                Effect::Keep(event) => {
                    let seq = self.session.last_seq() + 1;
                    let record =
                        Record { version: VERSION, seq, at: at(1000), elapsed_ms: 1000, event };
                    self.session.apply(&record).unwrap();
                }
                Effect::Tell(notice) => self.told.push(notice),
                Effect::Lift { text, .. } => self.lifted = Some(text),
                _ => {}
            }
        }
        self
    }

    fn line(&mut self, text: &str) -> &mut Self {
        self.input(&Input::Submitted { text, lifted: None })
    }

    fn draw(&mut self, text: &str) -> &mut Self {
        self.input(&Input::Drawn { text, before: "" })
    }

    fn text(&self, step: Step) -> String {
        self.session.answer(step).map_or_else(String::new, Answer::text)
    }

    fn board(&self) -> String {
        write_lines(&self.session.whiteboard()).join("\n")
    }
}

#[test]
fn an_edge_is_a_line_of_the_answer_as_typed() {
    let mut easel = Easel::new();
    easel.line("the read path:").line(":draw api->cache,  db: read-through").line("then the write");
    assert_eq!(
        easel.text(Step::Requirements),
        "the read path:\napi->cache,  db: read-through\nthen the write"
    );
    assert_eq!(easel.board(), "api -> cache, db: read-through");
    easel.line(":draw api -> db");
    assert_eq!(easel.told, [Notice::DrawnAlready]);
    easel.line(":draw api -> redis");
    let [Notice::Whiteboard(diagram)] = easel.told.as_slice() else { panic!("{:?}", easel.told) };
    assert_eq!(*diagram, easel.session.whiteboard());
}

#[test]
fn wiping_off_corrects_the_lines_that_drew() {
    let mut easel = Easel::new();
    easel
        .line(":draw client -> lb -> api: https")
        .line("prose")
        .line(":draw api -> cache, db: reads");
    easel.line(":goto storage").line(":draw db -> replica");
    easel.line(":draw - api -> cache");
    assert_eq!(
        easel.text(Step::Requirements),
        "client -> lb -> api: https\nprose\napi -> db: reads"
    );
    easel.line(":draw - lb");
    assert_eq!(easel.text(Step::Requirements), "prose\napi -> db: reads");
    assert_eq!(easel.board(), "api -> db: reads\ndb -> replica");
    easel.line(":draw - DB -> replica");
    assert_eq!(easel.text(Step::Storage), "");
    easel.line(":undo");
    assert_eq!(easel.text(Step::Storage), "db -> replica");
    easel.line(":draw - db");
    assert_eq!(easel.told, [Notice::BoardBlank]);
    assert_eq!(easel.text(Step::Requirements), "prose");
}

#[test]
fn a_fault_gives_the_line_back() {
    let mut easel = Easel::new();
    easel.line(":draw api ->");
    assert_eq!(easel.lifted.as_deref(), Some(":draw api ->"));
    assert!(matches!(easel.told.as_slice(), [Notice::NotDrawn(Fault::NoBox { .. })]));
    assert_eq!(
        easel.told[0].lines(),
        ["No box stands after `->` at column 5. Type `api -> cache, db`."]
    );
    easel.line(":draw - api -> db");
    assert_eq!(easel.told, [Notice::NotDrawn(Fault::NotDrawn("api -> db".to_owned()))]);
    assert_eq!(easel.text(Step::Requirements), "");
    // Several lines are taken whole or not at all.
    easel.draw("a -> b\nb ->\n");
    assert!(matches!(easel.told.as_slice(), [Notice::NotDrawn(Fault::Line { line: 2, .. })]));
    assert_eq!((easel.board().as_str(), easel.lifted.as_deref()), ("", Some("a -> b\nb ->\n")));
}

#[test]
fn the_board_takes_lines_until_an_empty_one() {
    let mut easel = Easel::new();
    easel.line(":draw");
    assert_eq!(easel.told, [Notice::BoardOpened]);
    easel.draw("a -> b\n\nb -> c: x\n- a -> b");
    assert_eq!(easel.board(), "b -> c: x");
    assert_eq!(easel.text(Step::Requirements), "b -> c: x");
    easel.draw("");
    assert_eq!(easel.told, [Notice::BoardClosed]);
}

#[test]
fn pasted_mermaid_becomes_lines_of_the_notation() {
    let mut easel = Easel::new();
    easel.draw("graph LR\n  A[Client] -->|https| B[API]\n  B --> C[(Orders)]\n  B --> D[Redis]");
    assert_eq!(
        easel.text(Step::Requirements),
        "Client -> API: https\nAPI -> Orders [database], Redis"
    );
    easel.line(":undo");
    assert_eq!(easel.text(Step::Requirements), "");
}

#[test]
fn mermaid_line_by_line_is_the_same() {
    let mut easel = Easel::new();
    let mut before = String::new();
    for line in [
        "graph LR",
        "A[Client] -->|https| B",
        "B[API] --> C[(Orders)]",
        "C -> replica",
        "B --> D[Redis]",
    ] {
        easel.input(&Input::Drawn { text: line, before: &before });
        assert_eq!(easel.lifted, None, "{line}");
        if line != "C -> replica" {
            before.push_str(line);
            before.push('\n');
        }
    }
    assert_eq!(
        easel.board(),
        "Client -> API: https\nAPI -> Orders [database]\nC -> replica\nAPI -> Redis"
    );
}

#[test]
fn a_corrected_edge_is_an_edge_or_comes_back() {
    let mut easel = Easel::new();
    easel.line(":draw a -> b");
    easel.input(&Input::Submitted { text: "a -> ", lifted: Some(1) });
    assert_eq!(easel.lifted.as_deref(), Some("a -> "));
    easel.input(&Input::Submitted { text: "a -> c", lifted: Some(1) });
    assert_eq!(easel.board(), "a -> c");
    easel.input(&Input::Submitted { text: "", lifted: Some(1) });
    assert_eq!(easel.board(), "");
}

#[test]
fn an_edge_cut_off_by_the_bell_is_kept() {
    for text in [":draw a -> b", "a -> b"] {
        let mut easel = Easel::new();
        easel.input(&Input::Bell { text, held: Held::New });
        assert_eq!(easel.text(Step::Requirements), "a -> b");
    }
}

#[test]
fn showing_a_step_that_draws_shows_the_board() {
    let mut easel = Easel::new();
    easel.line(":draw a -> b").line(":show");
    assert!(matches!(easel.told.as_slice(), [Notice::Shown { .. }, Notice::Whiteboard(_)]));
    easel.line(":goto api").line("text").line(":show");
    assert!(matches!(easel.told.as_slice(), [Notice::Shown { .. }]));
}

#[test]
fn an_editor_that_changes_other_lines_leaves_the_board() {
    let mut easel = Easel::new();
    easel.line("first").line(":draw a -> b").line("last");
    easel.input(&Input::EditorClosed { step: Step::Requirements, text: "1st\na -> b\nthe last\n" });
    assert_eq!(easel.board(), "a -> b");
}

proptest! {
    #[test]
    fn what_is_told_is_what_is_folded(lines in prop::collection::vec("-? ?[a-d] (->|<->) [a-d](, [a-d])?(: [xy])?", 1..20)) {
        let mut easel = Easel::new();
        for line in &lines {
            easel.draw(line);
            if let [Notice::Whiteboard(diagram)] = easel.told.as_slice() {
                prop_assert_eq!(diagram, &easel.session.whiteboard());
            }
            let wiped = easel.text(Step::Requirements).lines().any(|line| line.starts_with('-'));
            prop_assert!(!wiped, "{}", easel.text(Step::Requirements));
        }
    }

    #[test]
    fn mermaid_out_and_in_again_draws_nothing_new(lines in prop::collection::vec("[a-d] (->|<->) [a-d]( \\[db\\])?(: [xy])?", 1..12)) {
        let mut easel = Easel::new();
        for line in &lines {
            easel.draw(line);
        }
        let before = easel.text(Step::Requirements);
        easel.draw(&to_mermaid(&easel.session.whiteboard()));
        prop_assert_eq!(easel.text(Step::Requirements), before);
    }
}
