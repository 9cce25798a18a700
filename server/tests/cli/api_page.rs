//! `docs/api.md`: what its readers copy is run as it stands there, one block after the other.

use crate::{program::Program, serve::Server};
use serde_json::Value;
use std::process::Command;

const PAGE: &str = include_str!("../../../docs/api.md");

/// Before the blocks: `curl` also writes the status of each answer to a file. A variable of one block is
/// there in the next, as in a reader's terminal.
const BEGIN: &str = r#"
curl() { command curl --no-progress-meter --write-out '%{stderr}%{http_code} %{url_effective}\n' "$@" 2>>"$STATUSES"; }
"#;

/// The blocks for a terminal.
fn blocks(page: &str) -> Vec<&str> {
    page.split("\n```sh\n")
        .skip(1)
        .map(|rest| rest.split_once("\n```").unwrap().0)
        .collect()
}

#[test]
fn what_the_page_for_programs_shows_is_done_as_it_says() {
    let program = Program::new();
    let filled = program.run(&["demo", "--listings", "60", "--seed", "1"]);
    assert_eq!(filled.code, Some(0), "{filled:?}");
    let server = Server::start(&program);
    let blocks = blocks(PAGE);
    assert!(blocks.len() > 3, "the page has lost its examples");
    let statuses = program.folder().join("statuses");
    let mut script = BEGIN.to_owned();
    for (number, block) in blocks.iter().enumerate() {
        script.push_str(&format!("\n{block}\nprintf '\\nend of {number}\\n'\n"));
    }
    let ran = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &script])
        .current_dir(program.folder())
        .env("ZUFANG", format!("http://{}", server.address()))
        .env("ZUFANG_LOGIN", "demo-renter")
        .env("ZUFANG_PASSWORD", "zufang-demo")
        .env("STATUSES", &statuses)
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&ran.stdout);
    let told = std::fs::read_to_string(&statuses).unwrap_or_default();
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{out}\n{told}\n{err}");
    assert!(
        out.contains(&format!("end of {}", blocks.len() - 1)),
        "{out}"
    );

    let sent = blocks.join("\n").matches("curl ").count();
    assert_eq!(told.lines().count(), sent, "{told}");
    for line in told.lines() {
        assert!(line.starts_with('2'), "{line}\n{out}");
    }
}

#[test]
fn the_refusal_on_the_page_is_the_one_that_is_answered() {
    let (_, rest) = PAGE.split_once("\n```json\n").unwrap();
    let shown: Value = serde_json::from_str(rest.split_once("\n```").unwrap().0).unwrap();
    let program = Program::new();
    let server = Server::start(&program);
    let (status, body) = server.get("/api/v1/listings?colour=red");
    assert!(status.contains(&shown["status"].to_string()), "{status}");
    let answered: Value = serde_json::from_str(&body).unwrap();
    for (name, value) in shown.as_object().unwrap() {
        assert_eq!(&answered[name], value, "{answered}");
    }
}
