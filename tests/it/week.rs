//! A week that is lived: days that are moved, blocks begun and done, one missed, time away, the mock
//! and the self-interview of day 7, and the export of it all.

use serde_json::Value;

use crate::home::{Home, Ran, Run};

/// A day of the calendar on which something is typed.
struct On<'a> {
    home: &'a Home,
    date: &'static str,
}

impl On<'_> {
    fn run(&self, line: &str) -> Run<'_> {
        self.home.onsite(line).with("ONSITE_TODAY", self.date)
    }

    #[track_caller]
    fn does(&self, line: &str) -> Ran {
        self.run(line).succeeds()
    }

    #[track_caller]
    fn sits(&self, line: &str, script: &str) -> Ran {
        self.run(line).typed(script).succeeds()
    }

    #[track_caller]
    fn plan(&self) -> Value {
        self.does("plan --json").json()
    }

    #[track_caller]
    fn state(&self, day: usize, block: &str) -> String {
        block_of(&self.plan(), day, block)["state"].as_str().unwrap().to_owned()
    }
}

#[track_caller]
fn block_of(plan: &Value, day: usize, block: &str) -> Value {
    let blocks = plan["days"][day - 1]["blocks"].as_array().unwrap();
    let found = blocks.iter().find(|one| one["id"] == block);
    found.unwrap_or_else(|| panic!("no {block} in {blocks:?}")).clone()
}

#[test]
fn a_week_is_lived() {
    let home = Home::new();
    let on = |date| On { home: &home, date };

    // Day 1, in the longer track. The review is missed.
    let day = on("2026-11-02");
    assert_eq!(day.plan()["day"], 1);
    assert_eq!(day.plan()["begun"], false);
    assert!(!home.database().exists(), "looking makes no store");
    let _ran = day.does("plan track 6h").says("6-hour track");
    let _ran = day.does("plan start 1 concepts").quiet_about("begun");
    let _ran = day.does("plan done 1 concepts --note 'the five steps by heart'");
    let _ran = day.does("plan start 1 template").says("system-design-template.md");
    let plan = day.plan();
    assert_eq!(block_of(&plan, 1, "template")["looks_done"], true);
    let _ran = day.does("plan done 1 template --file system-design-template.md");
    let _ran = day.does("plan done 1 dsa --problems 3").says("3 of 2–3 problems");
    let _ran = day.sits("plan start 1 practice", "Flags are read by services.\n");
    let plan = day.plan();
    let practice = block_of(&plan, 1, "practice");
    assert_eq!((&practice["looks_done"], &practice["state"]), (&true.into(), &"today".into()));
    assert_eq!(practice["sessions"].as_array().unwrap().len(), 1);
    let _ran = day.does("plan done 1 practice");

    // Day 2, the next day: the review of day 1 is carried over and not lost.
    let day = on("2026-11-03");
    assert_eq!((day.plan()["day"].as_u64(), &day.plan()["begun"]), (Some(2), &false.into()));
    assert_eq!(day.state(1, "review"), "carried over");
    let _ran = day.does("plan done 2 concepts");
    let _ran = day.sits("plan start 2 design", "GET /users\n");
    let plan = day.plan();
    assert_eq!(block_of(&plan, 2, "design")["looks_done"], false, "one of two APIs");
    let _ran = day.sits("plan start 2 design", "POST /sessions\n");
    let sat: Vec<String> = day.plan()["days"][1]["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["prompt"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(sat, ["user-management-api", "auth-sessions-api"], "each command in its turn");
    let _ran = day.does("plan done 2 design");
    let _ran = day.does("plan done 2 dsa --problems 2");
    let _ran = day.does("plan start 2 review").says("api-guidelines.md");
    let ran = day.does("plan start 2 review");
    assert!(ran.out().contains("of 100"), "then it is judged: {}", ran.out());
    let _ran = day.does("plan done 2 review --file api-guidelines.md");
    let _ran = day.does("plan skip 2 refinement");
    let _ran = day.does("plan done 1 review --note late");
    assert_eq!(day.state(1, "review"), "done");

    // Three days away are no debt: day 3 comes next, and nothing of days 4 to 6 is carried over.
    let day = on("2026-11-07");
    let plan = day.plan();
    assert_eq!(plan["day"], 3);
    for number in 1..=7 {
        for block in plan["days"][number - 1]["blocks"].as_array().unwrap() {
            assert_ne!(block["state"], "carried over", "{number} {block}");
        }
    }
    for block in ["concepts", "diagramming", "review", "decomposition"] {
        let _ran = day.does(&format!("plan done 3 {block}"));
    }
    let _ran = day.does("plan done 3 dsa --problems 2");

    // Days 4 and 5 are worked in blocks, each going on from the last, also with others between.
    for (date, number, prompt) in
        [("2026-11-08", 4, "note-taking"), ("2026-11-09", 5, "url-shortener")]
    {
        let day = on(date);
        assert_eq!(day.plan()["day"], number);
        let _ran = day.sits(
            &format!("plan start {number} requirements"),
            "Who uses it? Ten thousand people.\n",
        );
        let _ran = day.does(&format!("plan done {number} requirements"));
        let _other = day.sits("practice pastebin --step api --untimed", "GET /p/1\n");
        let script = "GET /v1/things\n:next\nclient to api to db\n:next\nthings(id, text)\n";
        let _ran = day.sits(&format!("plan start {number} design"), script);
        let _ran = day.does(&format!("plan done {number} design"));
        let _ran = day.sits(&format!("plan start {number} review"), ":next\nA cache in front.\n");
        let _ran = day.does(&format!("plan done {number} review"));
        let status = home.status("latest");
        assert_eq!(status.prompt, prompt);
        let said = ["requirements", "api", "components", "storage"].map(|step| status.answer(step));
        assert_eq!(
            said[..3],
            ["Who uses it? Ten thousand people.", "GET /v1/things", "client to api to db"]
        );
        assert!(said[3].starts_with("things(id, text)"), "{said:?}");
    }
    let _ran = on("2026-11-09").sits("plan start 5 scaling", "Shards by code.\n");
    let score: Value = home.onsite("score latest --json").succeeds().json();
    let whole = score["steps"].as_array().unwrap().iter().all(|step| !step["score"].is_null());
    assert!(whole, "all five steps of day 5 are scored together: {}", score["steps"]);
    let _ran =
        home.onsite("export latest -o -").succeeds().says("Shards by code.").says("Ten thousand");

    // Day 6 is worked elsewhere.
    let day = on("2026-11-10");
    assert_eq!(day.plan()["day"], 6);
    home.write("roadmap.md", "# Roadmap\n");
    let _ran = day.does("plan done 6 mapping");
    let _ran = day.does("plan done 6 planning --file roadmap.md");

    // Day 7: the mock, and the self-interview.
    let day = on("2026-11-11");
    assert_eq!(day.plan()["day"], 7);
    let _ran = day.does("plan done 7 review");
    let _ran = day.sits("plan start 7 mock", "In: create. Out: accounts.\n");
    assert_eq!(block_of(&day.plan(), 7, "mock")["looks_done"], true);
    let _ran = day.does("plan done 7 mock");
    let _ran = day.sits("plan start 7 self-interview", "Said aloud.\n");
    assert_eq!(home.status("latest").mode, "self-interview");
    let _ran = day.does("plan done 7 self-interview");
    let _ran = day.does("plan done 7 dsa --problems 1");

    // The week is over; what is left of days 4 to 6 is still there.
    let day = on("2026-11-15");
    assert_eq!(day.plan()["day"], Value::Null);
    assert_eq!(day.state(6, "code"), "carried over");
    assert_eq!(day.plan()["problems"]["solved"], 8);
    let _ran = day.does("plan export").says("-week.md");
    let page = home.read("2026-11-15-week.md");
    for words in [
        "schema: onsite.week/1",
        "# Study week, 6-hour track",
        "Begun on 2026-11-02, written on 2026-11-15.",
        "8 of 9–14 problems",
        "| Review | done 2026-11-03 | 30 min | – |",
        "| Refinement | skipped 2026-11-03 |",
        "- Note: the five steps by heart",
        "system-design-template.md, sha256 `",
        "- 3 solved; 2–3 were planned",
        "| 2026-11-08 | note-taking | practice |",
        "| 2026-11-11 | ",
        "| self-interview |",
        "of 100 |",
    ] {
        assert!(page.contains(words), "no `{words}` in:\n{page}");
    }
    for number in 1..=7 {
        assert!(page.contains(&format!("## Day {number}: ")));
    }
    // Written again it replaces itself; changed by hand it stays.
    let _ran = day.does("plan export");
    home.write("2026-11-15-week.md", page + "mine\n");
    let ran = day.run("plan export").fails(1).without_output();
    assert!(ran.error().contains("holds something else"), "{}", ran.error());

    // A new week.
    let _ran = day.run("plan reset").fails(2).without_output();
    let _ran = day.does("plan reset --force");
    assert_eq!((day.plan()["day"].as_u64(), day.state(1, "dsa").as_str()), (Some(1), "today"));
    assert_eq!(day.plan()["track"], "6h", "the track is kept");
    assert_eq!(
        home.onsite("history --json").succeeds().json::<Value>()["sessions"]
            .as_array()
            .unwrap()
            .len(),
        14
    );
}

impl Ran {
    #[track_caller]
    fn quiet_about(self, words: &str) -> Self {
        assert!(self.out().is_empty() && self.error().contains(words), "{self:?}");
        self
    }
}

#[test]
fn a_rehearsal_adds_no_time_and_is_not_recognised() {
    let home = Home::new();
    let fast = home.onsite("plan start 7 mock").with("ONSITE_CLOCK_RATE", "3600");
    let _ran = fast.typed("x\n").succeeds();
    let plan: Value = home.onsite("plan --json").succeeds().json();
    let mock = block_of(&plan, 7, "mock");
    assert_eq!((&mock["looks_done"], &mock["spent_s"]), (&false.into(), &0.into()));
    assert_eq!(mock["sessions"], serde_json::json!([]));
    assert!(!mock["begun_on"].is_null());
}

#[test]
fn what_was_sat_by_itself_is_offered_and_not_taken() {
    let home = Home::new();
    home.sit("practice note-taking --step requirements --minutes 50", "Who?\n");
    let plan: Value = home.onsite("plan --json").succeeds().json();
    let block = block_of(&plan, 4, "requirements");
    assert_eq!((&block["looks_done"], &block["state"]), (&true.into(), &"ahead".into()));
    let _ran = home.onsite("plan day note").succeeds().says("looks done  note-taking practised on");
    let _ran = home.onsite("plan done note req").succeeds().says("Day 4, requirements: done.");
    let plan: Value = home.onsite("plan --json").succeeds().json();
    let block = block_of(&plan, 4, "requirements");
    assert_eq!(block["sessions"].as_array().unwrap().len(), 1, "it is counted to the block");
    // Forgotten, it is gone from the week as well, and the block stays done.
    let _ran = home.onsite("forget latest --yes").succeeds();
    let plan: Value = home.onsite("plan --json").succeeds().json();
    let block = block_of(&plan, 4, "requirements");
    assert_eq!((&block["sessions"], &block["state"]), (&serde_json::json!([]), &"done".into()));
}

#[test]
fn a_session_stays_on_the_day_that_was_shown_when_it_was_sat() {
    let home = Home::new();
    let on = |date| On { home: &home, date };
    let sat_on = |plan: &Value, prompt: &str| -> Vec<String> {
        let days = plan["days"].as_array().unwrap();
        let sessions = days.iter().flat_map(|day| day["sessions"].as_array().unwrap());
        let all = sessions.chain(plan["other_sessions"].as_array().into_iter().flatten());
        all.filter(|one| one["prompt"] == prompt)
            .map(|one| one["on"].as_str().unwrap().to_owned())
            .collect()
    };
    let day = on("2026-11-02");
    let _ran = day.does("plan done 1 concepts");
    let _ran = day.sits("practice pastebin --step api --untimed", "GET /p/1\n");
    assert_eq!(sat_on(&day.plan(), "pastebin"), ["2026-11-02"]);
    // The calendar moves on, and the session does not.
    for date in ["2026-11-03", "2026-12-24", "2026-11-01"] {
        let _ran = on(date).does("plan done 1 concepts");
        assert_eq!(sat_on(&on(date).plan(), "pastebin"), ["2026-11-02"], "on {date}");
    }
    // What is drilled was sat on that day, too: it is due the day after, and not on the day itself.
    let _ran = on("2026-11-02").sits("start url-shortener", "Links are short.\n");
    let drill = |date| -> Value { on(date).does("drill --json").json() };
    assert_eq!(drill("2026-11-02")["ahead"], true);
    assert_eq!(drill("2026-11-03")["ahead"], false);
    let _ran = home.onsite("forget latest --yes").succeeds();
    // A box depends on no calendar.
    let odd = home.onsite("start url-shortener").with("ONSITE_TODAY", "tomorrow");
    let _ran = odd.typed("x\n").succeeds();
}

#[test]
fn the_track_of_the_week_and_the_setting_say_the_same() {
    let home = Home::new();
    let both = || {
        let plan: Value = home.onsite("plan --json").succeeds().json();
        let week = home.onsite("plan track").succeeds().quietly().raw();
        let set = home.onsite("config get track").succeeds().raw();
        assert_eq!((plan["track"].as_str().unwrap(), set.trim()), (week.trim(), week.trim()));
        week.trim().to_owned()
    };
    assert_eq!(both(), "4h");
    let _ran = home.onsite("config set track 6h").succeeds().quietly();
    assert!(!home.database().exists(), "without a week there is nothing to change");
    assert_eq!(both(), "6h");
    let _ran = home.onsite("plan track 4h").succeeds().quietly();
    assert_eq!(both(), "4h");
    let ran = home.onsite("config set track 6h").succeeds().without_output();
    assert_eq!(ran.error(), "The week goes on in the 6-hour track.\n");
    assert_eq!(both(), "6h");
    let _ran = home.onsite("config unset track").succeeds();
    assert_eq!(both(), "4h");
    // A variable cannot be changed from here: then it is said which counts.
    let set = |line: &str| home.onsite(line).with("ONSITE_TRACK", "6h").succeeds();
    let ran = set("plan track").says("4h\n");
    assert!(ran.error().starts_with("The setting `track` is 6h; the week goes by"), "{ran:?}");
    let ran = set("plan track 4h").says("4-hour track already");
    assert_eq!(ran.error(), "warning: $ONSITE_TRACK says 6h; the week goes by `plan track`\n");
}

#[test]
fn what_cannot_be_meant_is_told() {
    let home = Home::new();
    let error =
        |line: &str, code: i32| home.onsite(line).fails(code).without_output().error().to_owned();
    assert_eq!(
        error("plan done 1 concpets", 1),
        "error: there is no block of day 1 `concpets`\nhint: did you mean `concepts`?\n"
    );
    assert!(error("plan day shortner", 1).contains("hint: did you mean"));
    assert!(error("plan day 8", 1).contains("hint: there are 1 Interview framework"));
    assert!(error("plan done 1 concepts --problems 3", 2).contains("counts no problems"));
    assert!(
        error("plan done 1 template --file nothing.md", 1).contains("cannot read `nothing.md`")
    );
    assert!(error("plan done 1 template --file .", 1).contains("is a folder"));
    assert!(error("plan start 1 practice", 1).contains("`onsite plan track 6h` adds it"));
    assert!(error("plan start 6 mapping", 2).contains("needs PATH"));
    let _ran = home.onsite("plan done 1 dsa").succeeds();
    let _again = home.onsite("plan done 1 dsa").succeeds();
    assert!(error("plan skip 1 dsa", 1).contains("was done on"));
    assert!(error("plan skip 1 dsa --undo", 1).contains("was done on"));
    let _ran = home.onsite("plan done 1 dsa --problems 3").succeeds().says("3 of");
    let _ran = home.onsite("plan done 1 dsa --undo").succeeds().says("open again");
    let _ran = home.onsite("plan").succeeds().quietly().says("0 of 9–14 problems");
    let _ran = home.onsite("plan skip 1 dsa").succeeds();
    let _ran = home.onsite("plan").with("ONSITE_TODAY", "tomorrow").fails(2);
}

#[test]
fn a_week_of_ones_own_replaces_it() {
    let home = Home::new();
    let _ran = home.onsite("plan export --format toml").succeeds().says("plan.toml");
    std::fs::create_dir_all(home.data().join("bank")).unwrap();
    let path = home.data().join("bank/plan.toml");
    std::fs::copy(home.work().join("plan.toml"), &path).unwrap();
    let _ran = home.onsite("plan").succeeds().quietly().says("Day 1 of 7");
    let own = "version = 1\n[[day]]\nname = \"Mine\"\nfocus = \"My own day\"\n\
               [[day.block]]\nid = \"read\"\ntitle = \"Read\"\nminutes = [20, 30]\n";
    std::fs::write(&path, own).unwrap();
    let _ran = home.onsite("plan").succeeds().says("Day 1 of 1").says("My own day");
    let _ran = home.onsite("plan done mine read").succeeds();
    std::fs::write(&path, own.replace("[20, 30]", "[30, 20]")).unwrap();
    let ran = home.onsite("plan").fails(1).without_output();
    assert!(
        ran.error().contains("bank/plan.toml`: line 8, column 11: the least, 30"),
        "{}",
        ran.error()
    );
    // What was done of it is not lost when the built-in week is back.
    std::fs::remove_file(&path).unwrap();
    let _ran = home.onsite("plan export -o -").succeeds().says("- day 1, `read`");
}
