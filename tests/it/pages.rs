//! `export --format html`, as a browser shows it.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::browser::Browser;
use crate::documents::{Score, Session};
use crate::home::Home;
use crate::scoring::ANSWER;

/// Elements that stand out of the window to the right, and whether the page can be pushed aside.
const TOO_WIDE: &str = "[...document.querySelectorAll('main *, header *, nav *, footer *')]\
    .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)\
    .map(e => e.tagName + '.' + e.getAttribute('class') + ' ' + e.textContent.slice(0, 40))\
    .concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])";

/// What stands on the page as answers, in order.
const ANSWERS: &str = "[...document.querySelectorAll('.step .answer')].map(e => e.textContent)";

/// Text that would do something anywhere else, and words that no line can hold.
fn hostile() -> String {
    let mut script = "<script>document.title = 'x'</script><img src=\"http://127.0.0.1:1/x\">\n\
        \ttabs\tand   spaces &lt; &amp; \"quotes\" </style> <!-- --> é 😀\n\n\
        "
    .to_owned();
    writeln!(script, "{}", "wide".repeat(300)).unwrap();
    for at in 0..9 {
        writeln!(script, ":draw box number {at} -> box number {}: over a line", at + 1).unwrap();
    }
    script + ANSWER + "500 bytes * 6 billion = 30 TB, so one machine will not do.\n"
}

/// A home with two attempts at a prompt, the second reviewed.
fn reviewed() -> Home {
    let home = Home::new();
    home.sit("start url-shortener", "302\n");
    home.sit("start url-shortener", &hostile());
    let score = home.onsite("score --json").succeeds().json::<Score>();
    let missed = score.criteria.iter().find(|found| found.verdict == "missed").unwrap();
    let line = format!("review --set {}=met --reason 'it is <b>there</b>'", missed.id);
    let _ran = home.onsite(&line).succeeds();
    home
}

#[test]
fn a_browser_shows_it_whole_and_asks_for_nothing() {
    let Some(mut browser) = Browser::start() else { return };
    let home = reviewed();
    let session = home.onsite("export -o - --format json").succeeds().json::<Session>();
    let _ran = home.onsite("export --format html -o it.html").succeeds();
    let file = home.work().join("it.html");
    browser.resize(1280, 900);
    let visit = browser.open(&file);
    assert_eq!(visit.requests.len(), 1, "{visit:?}");
    assert!(visit.requests[0].ends_with("/it.html") && visit.messages.is_empty(), "{visit:?}");
    // Its text is the answers, byte for byte, in a browser's own reading of the page.
    let shown: Vec<String> = serde_json::from_value(browser.evaluate(ANSWERS)).unwrap();
    let written: Vec<&String> = ["requirements", "api", "components", "storage", "scale"]
        .iter()
        .map(|step| &session.answers[*step])
        .collect();
    assert_eq!(shown.iter().collect::<Vec<_>>(), written);
    assert_eq!(browser.evaluate("document.title"), "URL shortener: mock interview");
    // Each quotation is marked where it stands.
    let marked = "[...document.querySelectorAll('.criteria .quote a')].map(a => {\
        const place = document.querySelector(a.getAttribute('href'));\
        const text = document.createRange();\
        const number = a.getAttribute('href').split('-')[1];\
        const ends = [...place.parentElement.querySelectorAll('.ref')]\
            .filter(r => r.dataset.n === number)\
            .filter(r => place.compareDocumentPosition(r) & 4);\
        text.setStartAfter(place); text.setEndBefore(ends[0]);\
        const one = t => t.replace(/\\s+/g, ' ').trim();\
        return [one(text.toString()), one(a.textContent.slice(1, -1))]; })";
    let marked: Vec<(String, String)> = serde_json::from_value(browser.evaluate(marked)).unwrap();
    assert!(marked.len() > 5, "{marked:?}");
    for (there, quoted) in &marked {
        assert_eq!(there, quoted);
    }
    // Both totals, the trend, the sums, the drawing.
    let text = browser.evaluate("document.body.innerText");
    for words in
        ["After the candidate’s review", "it is <b>there</b>", "comes to 3 TB", "(this one)"]
    {
        assert!(text.as_str().unwrap().contains(words), "{words}\n{text}");
    }
    let drawn = "document.querySelectorAll('.board svg rect').length >= 10";
    assert_eq!(browser.evaluate(drawn), true);
    widths_and_themes(&mut browser, &file);
    structure(&mut browser);
}

#[test]
fn the_study_week_is_a_page_too() {
    let home = Home::new();
    home.sit("start note-taking", "x\n");
    let note = format!("<script>x</script> {}", "wide".repeat(200));
    let done = home.onsite("plan done 1 dsa --problems 2 --note");
    let _ran = done.and(note.clone()).succeeds();
    let ran = home.onsite("plan export --format html").with("ONSITE_TODAY", "2026-11-22");
    assert_eq!(ran.succeeds().quietly().raw(), "2026-11-22-week.html\n");
    let page = home.read("2026-11-22-week.html");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    // As with every export, what nobody changed is replaced.
    let again = || home.onsite("plan export --format html -o week.html");
    let _ran = again().succeeds();
    let _ran = again().succeeds();
    home.write("week.html", page.replacen("Study week", "My week", 1));
    let _ran = again().fails(1);
    let Some(mut browser) = Browser::start() else { return };
    let visit = browser.open(&home.work().join("2026-11-22-week.html"));
    assert!(visit.requests.len() == 1 && visit.messages.is_empty(), "{visit:?}");
    let shown = browser.evaluate("document.querySelector('.answer').textContent");
    assert_eq!(shown, Value::String(note));
    widths_and_themes(&mut browser, &home.work().join("2026-11-22-week.html"));
    structure(&mut browser);
}

/// Nothing is wider than a telephone or a screen, and dark is dark.
fn widths_and_themes(browser: &mut Browser, file: &std::path::Path) {
    let ground = "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g)\
        .slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3";
    for width in [320, 390, 768, 1280] {
        browser.resize(width, 844);
        for theme in ["light", "dark"] {
            browser.prefer(theme, "screen");
            let visit = browser.open(file);
            assert!(visit.messages.is_empty(), "{visit:?}");
            assert_eq!(browser.evaluate("innerWidth"), width);
            let wide = browser.evaluate(TOO_WIDE);
            assert_eq!(wide.as_array().map(Vec::len), Some(0), "at {width}: {wide}");
            let light = browser.evaluate(ground).as_f64().unwrap();
            assert_eq!(light > 128.0, theme == "light", "{theme}: {light}");
        }
    }
    // Paper has no theme, and is as wide as it is.
    browser.resize(680, 1000);
    browser.prefer("dark", "print");
    let _visit = browser.open(file);
    let ink = "getComputedStyle(document.body).color";
    assert_eq!(browser.evaluate(ink), "rgb(30, 29, 26)");
    let wide = browser.evaluate(TOO_WIDE);
    assert_eq!(wide.as_array().map(Vec::len), Some(0), "{wide}");
    assert!(browser.printed_pages() > 1);
    browser.prefer("light", "screen");
}

/// Who does not see it finds their way: headings in order, tables with their heads, names for all
/// that is drawn, and links that lead somewhere.
fn structure(browser: &mut Browser) {
    let holds = |browser: &mut Browser, expression: &str| {
        assert_eq!(browser.evaluate(expression), Value::Bool(true), "{expression}");
    };
    holds(browser, "document.documentElement.lang === 'en'");
    holds(browser, "document.querySelectorAll('h1').length === 1");
    holds(
        browser,
        "[...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))\
         .every((level, at, all) => at === 0 || level <= all[at - 1] + 1)",
    );
    holds(browser, "[...document.querySelectorAll('th')].every(th => th.scope)");
    holds(
        browser,
        "[...document.querySelectorAll('svg')].every(svg => svg.getAttribute('aria-hidden') || \
         (svg.getAttribute('role') === 'img' && \
         (svg.getAttribute('aria-label') || svg.querySelector('title'))))",
    );
    holds(
        browser,
        "[...document.querySelectorAll('a')].every(a => a.getAttribute('href').startsWith('#') && \
         document.getElementById(a.getAttribute('href').slice(1)) && \
         (a.textContent || a.getAttribute('aria-label')))",
    );
    holds(
        browser,
        "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size === \
         document.querySelectorAll('[id]').length",
    );
    // A verdict is a word wherever it has a colour.
    holds(
        browser,
        "[...document.querySelectorAll('.verdict')]\
         .every(e => ['met', 'partly', 'missed'].includes(e.textContent))",
    );
    holds(browser, "document.querySelector('.skip').getAttribute('href') === '#content'");
}

/// A server that has nothing: its address, and how many requests came. Chromium connects for a frame
/// before it asks the policy; a connection on which nothing is said is no request.
fn server() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let counter = Arc::clone(&counter);
            std::thread::spawn(move || {
                if stream.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {
                    counter.fetch_add(1, Ordering::SeqCst);
                    let nothing = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
                    let _sent = stream.write_all(nothing.as_bytes());
                }
            });
        }
    });
    (address, asked)
}

#[test]
fn the_policy_keeps_out_whatever_gets_into_a_page() {
    let Some(mut browser) = Browser::start() else { return };
    let home = Home::new();
    home.sit("start url-shortener", "302\n");
    let page = home.onsite("export --format html -o -").succeeds().raw();
    let (there, asked) = server();
    let attack = format!(
        "<img src=\"{there}/a\"><script src=\"{there}/b\"></script>\
         <link rel=\"stylesheet\" href=\"{there}/c\"><iframe src=\"{there}/d\"></iframe>\
         <script>document.title = 'attacked'; console.log('said')</script>\
         <p id=\"styled\" style=\"display:none\">x</p></main>"
    );
    let attacked = page.replacen("</main>", &attack, 1);
    home.write("attacked.html", &attacked);
    let _visit = browser.open(&home.work().join("attacked.html"));
    assert_eq!(browser.evaluate("document.title"), "URL shortener: mock interview");
    let shown = "getComputedStyle(document.getElementById('styled')).display";
    assert_eq!(browser.evaluate(shown), "block");
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    // The same page without its policy: everything happens, and this test sees it.
    let (before, policy) = attacked.split_once("<meta http-equiv").unwrap();
    let (_, after) = policy.split_once('>').unwrap();
    home.write("open.html", format!("{before}{after}"));
    let visit = browser.open(&home.work().join("open.html"));
    assert!(asked.load(Ordering::SeqCst) >= 4);
    assert!(visit.requests.len() > 3 && !visit.messages.is_empty(), "{visit:?}");
    assert_eq!(browser.evaluate("document.title"), "attacked");
    assert_eq!(browser.evaluate(shown), "none");
    // And what is too wide is seen to be.
    home.write(
        "wide.html",
        attacked.replacen("x</p>", &"x".repeat(600), 1).replace("anywhere", "normal"),
    );
    browser.resize(390, 844);
    let _visit = browser.open(&home.work().join("wide.html"));
    assert_ne!(browser.evaluate(TOO_WIDE).as_array().map(Vec::len), Some(0));
}

#[test]
fn the_time_of_an_interview_at_a_terminal_is_drawn() {
    let home = Home::new();
    let mut seat = home.on_a_terminal("start url-shortener").rate(60).begin();
    seat.line("100M links a month");
    seat.line(":next");
    seat.line("GET /{code} -> 302");
    seat.send(":finish\ry\r");
    seat.skip_the_guess();
    assert_eq!(seat.end(), 0);
    let page = home.onsite("export --format html -o -").succeeds().raw();
    for part in ["lines typed", "rehearsal", "class=\"there\"", "class=\"typed\""] {
        assert!(page.contains(part), "no {part}");
    }
    assert_eq!(page.matches("class=\"strip\"").count(), 5);
    // It counts nowhere, so that it is no attempt among others.
    assert!(!page.contains("All attempts"));
    let Some(mut browser) = Browser::start() else { return };
    home.write("it.html", &page);
    browser.resize(390, 844);
    let visit = browser.open(&home.work().join("it.html"));
    assert!(visit.requests.len() == 1 && visit.messages.is_empty(), "{visit:?}");
    let wide = browser.evaluate(TOO_WIDE);
    assert_eq!(wide.as_array().map(Vec::len), Some(0), "{wide}");
}
