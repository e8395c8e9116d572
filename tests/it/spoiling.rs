//! While a mock runs nothing is shown that would spoil its prompt.

use insta::assert_snapshot;

use crate::home::Home;

#[test]
fn a_running_mock_guards_its_prompt() {
    let home = Home::new();
    let older = home.sit("start url-shortener", "x\n");
    let other = home.sit("start note-taking", "x\n");
    let running = home.sit("start url-shortener", "half\n:quit\n");
    let ran = home.onsite("prompts show url-shortener --spoil").fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: a mock of `url-shortener` is running, and this would spoil it
    hint: `onsite resume session3` goes on with it
    ");
    let ran = home.onsite(&format!("score {older}")).fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: a mock of `url-shortener` is running, and a score would spoil it
    hint: `onsite resume session3` goes on with it
    ");
    let ran = home.onsite(&format!("export {older} -o -")).fails(1).without_output();
    assert_snapshot!(ran.error(), @"
    error: a mock of `url-shortener` is running, and this report would spoil it
    hint: `onsite resume session3` goes on with it
    ");
    // Another attempt would be told what is missing, a practice shown hints.
    for line in
        ["start url-shortener", "practice url-shortener --untimed", "self-interview url-shortener"]
    {
        let ran = home.onsite(line).typed("y\n").fails(1).without_output();
        assert!(ran.error().contains("another attempt would spoil it"), "{}", ran.error());
    }
    assert_eq!(home.ids().len(), 3);
    // Without asking for it, only the brief is shown.
    let ran = home.onsite("prompts show url-shortener").succeeds().quietly();
    let _ran = ran.lacks("code-generation").lacks("Reference").says("URL shortener");
    // Other prompts are no secret, nor is what was typed.
    for line in [
        format!("score {other}"),
        format!("export {other} -o -"),
        format!("status {older}"),
        format!("export {running} -o -"),
        "prompts show note-taking --spoil".to_owned(),
        "history".to_owned(),
    ] {
        let _ran = home.onsite(&line).succeeds();
    }
    let _ran = home.onsite(&format!("resume {running}")).typed("x\n").succeeds();
    for line in [format!("score {older}"), format!("export {older} -o -")] {
        let _ran = home.onsite(&line).succeeds();
    }
}

#[test]
fn a_rehearsal_guards_too_and_a_practice_does_not() {
    let home = Home::new();
    let older = home.sit("start url-shortener", "x\n");
    home.sit("practice url-shortener", "x\n:quit\n");
    let _ran = home.onsite(&format!("score {older}")).succeeds();
    let rehearsal = home.onsite("start url-shortener").with("ONSITE_CLOCK_RATE", "2");
    let _ran = rehearsal.typed(":quit\n").succeeds();
    let _ran = home.onsite(&format!("score {older}")).fails(1).without_output();
    let _ran = home.onsite("discard latest").succeeds();
    let _ran = home.onsite(&format!("score {older}")).succeeds();
}
