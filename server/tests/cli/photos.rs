//! Photos in formats that a process of its own decodes for the server.

use crate::{program::Program, serve::Server};
use serde_json::{Value, json};
use std::{
    io::Write,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const TURNED: &[u8] = include_bytes!("../../services/assets/photos/avif/turned-6.avif");

/// What the API answers to a request of `curl` with `arguments` and `body`.
fn asked(address: &str, path: &str, arguments: &[&str], body: &[u8]) -> Value {
    let mut curl = Command::new("curl")
        .args(["--no-progress-meter", "--fail-with-body"])
        .args(arguments)
        .arg(format!("http://{address}/api/v1{path}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    curl.stdin.take().unwrap().write_all(body).unwrap();
    let answer = curl.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&answer.stdout);
    assert!(answer.status.success(), "{path}: {text}");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn an_avif_photo_that_is_sent_in_becomes_ready() {
    let program = Program::new();
    let filled = program.run(&["demo", "--listings", "20", "--seed", "1"]);
    assert_eq!(filled.code, Some(0), "{filled:?}");
    let server = Server::start(&program);
    let login = json!({ "login": "demo-agent", "password": "zufang-demo" }).to_string();
    let post = ["--json", "@-"];
    let session = asked(server.address(), "/session", &post, login.as_bytes());
    let bearer = format!(
        "authorization: Bearer {}",
        session["access_token"].as_str().unwrap()
    );
    let own = asked(
        server.address(),
        "/account/listings",
        &["--header", &bearer],
        b"",
    );
    let photos = format!("/listings/{}/photos", own["results"][0]["id"]);
    let sending = [
        "--header",
        &bearer,
        "--header",
        "content-type: image/avif",
        "--data-binary",
        "@-",
    ];
    let sent = asked(server.address(), &photos, &sending, TURNED);
    let end = Instant::now() + Duration::from_secs(120);
    loop {
        let list = asked(server.address(), &photos, &["--header", &bearer], b"");
        let all = list["photos"].as_array().unwrap();
        let photo = all.iter().find(|photo| photo["id"] == sent["id"]).unwrap();
        match photo["state"].as_str().unwrap() {
            // It is 64 × 48 and lies on its side.
            "ready" => {
                break assert_eq!(
                    (&photo["photo"]["width"], &photo["photo"]["height"]),
                    (&json!(48), &json!(64))
                );
            }
            "waiting" if Instant::now() < end => std::thread::sleep(Duration::from_millis(100)),
            _ => panic!("{photo}"),
        }
    }
}

#[test]
fn an_avif_picture_is_decoded_for_the_server_and_rubbish_ends_only_that() {
    let answer = |input: &[u8]| {
        let mut process = Command::new(env!("CARGO_BIN_EXE_zufang"))
            .arg("read-avif")
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = process.stdin.take().unwrap();
        stdin.write_all(input).unwrap();
        drop(stdin);
        process.wait_with_output().unwrap()
    };
    let read = answer(TURNED);
    assert!(read.status.success());
    // Width, height, how it is turned, no profile, and three bytes for each pixel.
    assert_eq!(read.stdout[..13], [64, 0, 0, 0, 48, 0, 0, 0, 6, 0, 0, 0, 0]);
    assert_eq!(read.stdout.len(), 13 + 64 * 48 * 3);
    let rubbish = answer(&TURNED[..200]);
    assert!(!rubbish.status.success());
    assert!(rubbish.stdout.is_empty());
}
