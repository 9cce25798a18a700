//! `zufang user`, `zufang audit` and `zufang keys`.

use crate::program::{Program, Ran};
use std::{fs, io::Write, process::Stdio};
use testkit::open_store;

impl Program {
    /// Makes an account whose password is typed into the standard input.
    fn create_user(&self, username: &str, phone: &str, typed: &str) -> Ran {
        let mut command = self.command(&["user", "create", "--role", "admin"]);
        command
            .args(["--username", username, "--phone", phone])
            .args(["--real-name", "骆昊"])
            .stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(typed.as_bytes()).unwrap();
        drop(stdin);
        Ran::from(child.wait_with_output().unwrap())
    }
}

#[test]
fn a_user_is_made_with_the_password_of_the_standard_input() {
    let program = Program::new();
    let ran = program.create_user("office", "13800138000", "天天向上租房子啦\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("office can sign in"), "{}", ran.out);
    assert!(!ran.out.contains("天天向上"), "{}", ran.out);

    let ran = program.create_user("Office", "13900139000", "天天向上租房子啦\n");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("no account was made"), "{}", ran.err);
    assert!(ran.err.contains("username: username_taken"), "{}", ran.err);
    assert!(!ran.err.contains("phone"), "{}", ran.err);
}

#[test]
fn a_password_that_is_not_accepted_makes_no_user() {
    let program = Program::new();
    for (typed, code) in [
        ("", "missing"),
        ("short\n", "password_short"),
        ("password1\n", "password_common"),
    ] {
        let ran = program.create_user("office", "13800138000", typed);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.err.contains(&format!("password: {code}")), "{ran:?}");
    }
    let ran = program.create_user("office", "13800138000", "天天向上租房子啦");
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[tokio::test]
async fn an_audit_trail_is_proved_until_a_word_of_it_is_changed() {
    let program = Program::new();
    for (username, phone) in [("office", "13800138000"), ("branch", "13900139000")] {
        let ran = program.create_user(username, phone, "天天向上租房子啦\n");
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    let ran = program.run(&["audit", "verify"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("ok    audit: 2 entries"), "{}", ran.out);

    // The database refuses to change an entry, so the forged trail goes into another one.
    let store = open_store(program.folder()).await.unwrap();
    let mut trail = store.accounts().audit_after(0, 9).await.unwrap();
    trail[0].actor = "somebody else".into();
    let forged = Program::new();
    let store = open_store(forged.folder()).await.unwrap();
    let mut unit = store.begin().await.unwrap();
    for entry in &trail {
        unit.append_audit(entry).await.unwrap();
    }
    unit.commit().await.unwrap();
    let ran = forged.run(&["audit", "verify"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.out.contains("FAIL  audit: number 1 was changed"),
        "{}",
        ran.out
    );
}

#[test]
fn rotating_keys_puts_a_fresh_one_before_the_two_newest() {
    let program = Program::new();
    let rotated = || -> Vec<String> {
        let ran = program.run(&["keys", "rotate"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.contains("Restart the servers"), "{}", ran.out);
        let keys = fs::read_to_string(program.folder().join("secrets/keys")).unwrap();
        for key in keys.trim().split(',') {
            let (_, secret) = key.split_once(':').unwrap();
            assert!(!ran.out.contains(secret), "{}", ran.out);
        }
        keys.trim().split(',').map(str::to_owned).collect()
    };
    let mut before = rotated();
    for _ in 0..3 {
        let after = rotated();
        assert!(!before.contains(&after[0]));
        before.truncate(2);
        assert_eq!(after[1..], before[..]);
        before = after;
    }
    assert_eq!(before.len(), 3);
}

#[test]
fn keys_of_a_setting_are_not_rotated() {
    let program = Program::new();
    let ran = program
        .command(&["keys", "rotate"])
        .env("ZUFANG_TOKEN_KEYS", testkit::SIGNING_KEY)
        .output()
        .unwrap();
    let ran = Ran::from(ran);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("token_keys"), "{}", ran.err);
    assert!(!program.folder().join("secrets").exists());
}
