//! `packs add` from an address, against real servers on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use crate::home::Home;
use crate::packing::archive;

/// A server that answers every path in its way, on a port of its own.
fn server(answer: impl Fn(&str, &str, &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let here = format!("http://{}", listener.local_addr().unwrap());
    let own = here.clone();
    let serving = thread::Builder::new().name("server".to_owned());
    let _ends_with_the_tests = serving.spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let Some(Ok(first)) = lines.next() else { continue };
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            answer(first.split(' ').nth(1).unwrap_or("/"), &own, &mut stream);
        }
    });
    here
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
    );
    // Who asked may have gone.
    drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)));
}

fn in_every_mood() -> String {
    server(|path, here, stream| match path {
        "/good.tar.gz" => send(stream, "200 OK", "", &archive()),
        "/moved" => send(stream, "302 Found", "Location: /good.tar.gz\r\n", b""),
        "/round" => send(stream, "302 Found", &format!("Location: {here}/round\r\n"), b""),
        "/plain" => send(stream, "302 Found", "Location: http://example.com/a.tar.gz\r\n", b""),
        "/nowhere" => send(stream, "302 Found", "", b""),
        "/half" => {
            let whole = archive();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", whole.len());
            drop(stream.write_all(head.as_bytes()));
            drop(stream.write_all(&whole[..whole.len() / 2]));
        }
        "/huge" => {
            let head = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n";
            drop(stream.write_all(head.as_bytes()));
        }
        "/endless" => {
            drop(stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
            let piece = vec![0x1f; 1 << 20];
            // Ends when nobody reads any more.
            while stream.write_all(&piece).is_ok() {}
        }
        "/page" => send(stream, "200 OK", "Content-Type: text/html\r\n", b"<html>\x1b[2J"),
        _ => send(stream, "404 Not Found", "", b"\x1b[2J"),
    })
}

#[test]
fn a_good_archive_is_taken_in() {
    let (home, here) = (Home::new(), in_every_mood());
    let right = onsite::packs::Checksum::of(&archive());
    let line = format!("packs add {here}/good.tar.gz --sha256 {right}");
    let _ran = home.onsite(&line).succeeds().says("Added acme 1.0, Lifts and queues: 1 prompt.\n");
    let _ran = home.onsite(&format!("packs add {here}/moved")).succeeds().says("Replaced acme");
    home.sit("start acme/lift", "x\n");
}

#[test]
fn anything_else_is_refused_and_leaves_nothing() {
    let (home, here) = (Home::new(), in_every_mood());
    home.sit("start url-shortener", "x\n");
    for (path, code, said) in [
        ("/none.tar.gz", 4, "it answers 404"),
        ("/plain", 4, "it sends on to plain http, which is not followed"),
        ("/round", 4, "it sends on more than 3 times"),
        ("/nowhere", 4, "it answers 302"),
        ("/half", 4, "cannot fetch from `127.0.0.1`"),
        ("/huge", 4, "the archive has more than 20 MB"),
        ("/endless", 4, "the archive has more than 20 MB"),
        ("/page", 1, "it is no `.tar.gz`"),
    ] {
        let ran = home.refuses(&format!("packs add {here}{path}"), code);
        assert!(ran.error().contains(said), "{path}: {}", ran.error());
        assert!(!ran.error().contains('\u{1b}'), "{path}");
    }
    let wrong = "0".repeat(64);
    let ran = home.refuses(&format!("packs add {here}/good.tar.gz --sha256 {wrong}"), 1);
    assert!(ran.error().contains("SHA-256"), "{}", ran.error());
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let ran = home.refuses(&format!("packs add http://{closed}/a.tar.gz"), 4);
    assert!(ran.error().contains("connection refused"), "{}", ran.error());
    for address in ["http://example.com/a.tar.gz", "ftp://127.0.0.1/a", "https://u:p@localhost/a"] {
        let _ran = home.refuses(&format!("packs add {address}"), 2);
    }
}

#[test]
fn a_proxy_that_does_not_answer_is_named_with_its_variable() {
    let home = Home::new();
    let run = home.onsite("packs add https://packs.example.org/acme.tar.gz");
    let ran = run.with("https_proxy", "http://me:pass-77@127.0.0.1:1").fails(4).without_output();
    assert!(
        ran.error().starts_with(
            "error: cannot fetch from `packs.example.org` through the proxy `127.0.0.1:1` of \
             $https_proxy: connection refused\nhint: is the proxy running?"
        ),
        "{}",
        ran.error()
    );
    assert!(!ran.error().contains("pass-77"), "{}", ran.error());
}
