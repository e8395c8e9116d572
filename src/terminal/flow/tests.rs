//! What is asked of the flow, and when it is told.

use std::io::Read;
use std::sync::Arc;

use super::*;

const LONG: Duration = Duration::from_secs(20);

fn flow() -> (Arc<Flow>, UnixStream) {
    let (near, far) = UnixStream::pair().unwrap();
    near.set_nonblocking(true).unwrap();
    let (flow, _wakes) = Flow::new(near.into(), false).unwrap();
    (Arc::new(flow), far)
}

fn sent(mut far: &UnixStream) -> String {
    let mut bytes = [0; 4096];
    let length = far.read(&mut bytes).unwrap();
    String::from_utf8(bytes[..length].to_vec()).unwrap()
}

#[test]
fn the_bell_waits_for_the_end_of_a_paste() {
    let (flow, far) = flow();
    flow.take(b"\x1b[200~one ");
    let ringing = Arc::clone(&flow);
    let bell = std::thread::Builder::new().spawn(move || ringing.ring(LONG)).unwrap();
    while flow.lock().hold != Hold::AllButOnePaste {
        std::thread::yield_now();
    }
    flow.take(b"two\x1b[201~late");
    bell.join().unwrap();
    assert_eq!(sent(&far), "\x1b[9\x1b[200~one two\x1b[201~\x1b[9\x03");
    assert_eq!(flow.end_reading(true), Some(Wanted::Bell));
    assert_eq!(flow.collect_late(), "late");
}

#[test]
fn a_paste_that_does_not_end_is_taken_as_it_is() {
    let (flow, far) = flow();
    flow.take(b"\x1b[200~one ");
    flow.ring(Duration::from_millis(1));
    flow.take(b"two\x1b[201~");
    assert_eq!(sent(&far), "\x1b[9\x1b[200~one \x1b[201~\x1b[9\x03");
    assert_eq!(flow.end_reading(true), Some(Wanted::Bell));
    assert_eq!(flow.collect_late(), "two");
}

#[test]
fn the_rest_of_a_paste_is_late_however_long_it_takes() {
    let (flow, _far) = flow();
    flow.take(b"\x1b[200~one ");
    flow.ring(Duration::from_millis(1));
    assert_eq!(flow.end_reading(true), Some(Wanted::Bell));
    let collecting = Arc::clone(&flow);
    let late = std::thread::Builder::new().spawn(move || collecting.collect_late()).unwrap();
    // Longer than keys may take: what comes now would answer the next question.
    std::thread::sleep(Duration::from_millis(1300));
    flow.quiet();
    flow.take(b"two\r60\r\x1b[201~");
    assert_eq!(late.join().unwrap(), "two\n60\n");
}

#[test]
fn keys_behind_an_interrupt_go_on_when_the_line_is_over() {
    let (flow, far) = flow();
    flow.take(b"ab");
    flow.want(Wanted::Woken);
    flow.take(b"c\r");
    assert_eq!(sent(&far), "ab\x1b[9\x03");
    assert_eq!(flow.end_reading(true), Some(Wanted::Woken));
    assert_eq!(sent(&far), "c\r");
}

#[test]
fn the_most_urgent_reason_comes_first_and_an_end_stays() {
    let (flow, far) = flow();
    flow.want(Wanted::Woken);
    flow.want(Wanted::Terminated);
    flow.ring(Duration::ZERO);
    assert_eq!(sent(&far), "\x1b[9\x03", "one interrupt for all");
    assert_eq!(flow.end_reading(true), Some(Wanted::Terminated));
    assert_eq!(sent(&far), "\x1b[9\x03", "the next line ends at once");
    assert_eq!(flow.end_reading(true), Some(Wanted::Terminated));
}

#[test]
fn a_line_that_was_finished_first_keeps_the_bell() {
    let (flow, far) = flow();
    flow.take(b"ab\r");
    flow.ring(Duration::ZERO);
    assert_eq!(sent(&far), "ab\r\x1b[9\x03");
    assert_eq!(flow.end_reading(false), None);
    assert_eq!(flow.end_reading(true), Some(Wanted::Bell));
}

#[test]
fn what_was_not_read_is_given_out_once() {
    let (near, far) = UnixStream::pair().unwrap();
    near.set_nonblocking(true).unwrap();
    let (flow, _wakes) = Flow::new(near.into(), false).unwrap();
    flow.take(b"one\r");
    flow.ring(Duration::ZERO);
    assert_eq!(flow.take_unread(&far), None, "nobody was signalled");
    flow.lock().signalled = true;
    assert_eq!(flow.take_unread(&far).unwrap(), b"one\r\x1b[9\x03");
    assert_eq!(flow.take_unread(&far), None);
}
