//! `zufang serve`.

use crate::program::Program;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command},
    time::{Duration, Instant},
};

pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    pub fn start(program: &Program) -> Self {
        Self::start_with(program, &[])
    }

    /// Starts with some settings and waits for the line that says it is ready.
    fn start_with(program: &Program, settings: &[(&str, &str)]) -> Self {
        let mut command = program.command(&["serve"]);
        command.envs(settings.iter().copied());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.next().and_then(Result::ok);
        let Some(ready) = ready else {
            let mut err = String::new();
            child
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut err)
                .unwrap();
            panic!("it ended: {err}");
        };
        let address = ready
            .strip_prefix("Zufang is ready on http://")
            .unwrap()
            .to_owned();
        Self { child, address }
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Status line and body of an answer.
    pub fn get(&self, path: &str) -> (String, String) {
        self.get_with(path, "")
    }

    fn get_with(&self, path: &str, headers: &str) -> (String, String) {
        let mut connection = TcpStream::connect(&self.address).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: test\r\n{headers}Connection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.lines().next().unwrap().to_owned(), body.to_owned())
    }

    /// Sends SIGTERM; returns the exit code and how long it took to end.
    fn terminate(mut self) -> (Option<i32>, Duration) {
        let start = Instant::now();
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
        let status = self.child.wait().unwrap();
        (status.code(), start.elapsed())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn it_migrates_says_where_it_is_and_ends_in_order() {
    let program = Program::new();
    let server = Server::start(&program);
    assert_eq!(
        server.get("/healthz"),
        ("HTTP/1.1 200 OK".into(), "ok".into())
    );
    assert_eq!(server.get("/readyz").0, "HTTP/1.1 200 OK");
    let (code, took) = server.terminate();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn an_import_beside_it_is_shown_within_a_second_of_its_end() {
    let program = Program::new();
    program.write_csv("homes.csv", 500);
    let server = Server::start(&program);
    let ran = program.run(&["import", "listings", "homes.csv"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.contains("A running server has the index"),
        "{}",
        ran.out
    );
    let start = Instant::now();
    while !server.get("/api/v1/listings").1.contains("\"count\":500") {
        assert!(start.elapsed() < Duration::from_secs(1), "not shown");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_second_server_on_the_same_data_says_why_it_does_not_start() {
    let program = Program::new();
    let _server = Server::start(&program);
    let ran = program.run(&["serve"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("another zufang process has the index"),
        "{}",
        ran.err
    );
}

#[test]
fn an_address_in_use_is_named_with_its_setting() {
    let program = Program::new();
    let server = Server::start(&program);
    let other = Program::new();
    let ran = other
        .command(&["serve"])
        .env("ZUFANG_ADDR", &server.address)
        .output()
        .unwrap();
    let err = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(
        err.contains(&server.address) && err.contains("addr"),
        "{err}"
    );
}

#[test]
fn after_a_kill_it_serves_what_was_stored() {
    let program = Program::new();
    program.write_csv("homes.csv", 300);
    let mut server = Server::start(&program);
    program.run(&["import", "listings", "homes.csv"]);
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let server = Server::start(&program);
    assert!(server.get("/api/v1/listings").1.contains("\"count\":300"));
}

#[test]
fn a_request_is_found_in_the_log_by_its_id() {
    let program = Program::new();
    let settings = [
        ("ZUFANG_LOG", "server=debug"),
        ("ZUFANG_LOG_FORMAT", "json"),
    ];
    let mut server = Server::start_with(&program, &settings);
    server.get_with("/listings/77", "x-request-id: find-me-7\r\n");
    let mut err = server.child.stderr.take().unwrap();
    server.terminate();
    let mut log = String::new();
    err.read_to_string(&mut log).unwrap();
    let line = log
        .lines()
        .find(|line| line.contains("find-me-7") && line.contains("\"answered\""));
    let line: serde_json::Value = serde_json::from_str(line.expect(&log)).unwrap();
    assert_eq!(line["path"], "/listings/77");
    assert_eq!(line["status"], 404);
    assert_eq!(line["span"]["request_id"], "find-me-7");
}
