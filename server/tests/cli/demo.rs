//! `zufang demo`.

use crate::program::{Program, Ran};
use services::{SystemClock, demo, photos::PhotoStore};
use testkit::open_store;

/// Homes as an older version made them: without accounts.
async fn fill_without_accounts(program: &Program) {
    let store = open_store(program.folder()).await.unwrap();
    let options = demo::Options {
        listings: 20,
        seed: 3,
    };
    let photos = PhotoStore::folder(program.folder().join("photos"));
    demo::fill(&store, &photos, options, &SystemClock, &|_| {})
        .await
        .unwrap();
}

/// The demo accounts that are there.
async fn accounts(program: &Program) -> usize {
    let store = open_store(program.folder()).await.unwrap();
    let mut found = 0;
    for username in demo::accounts::usernames() {
        let login = domain::account::Login::Username(username.to_owned());
        found += usize::from(store.accounts().by_login(&login).await.unwrap().is_some());
    }
    found
}

#[tokio::test]
async fn demo_homes_are_made_once_where_there_are_none() {
    let program = Program::new();
    let ran = program.run(&["demo", "--if-empty", "--listings", "60", "--seed", "3"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("60 new"), "{}", ran.out);
    assert!(program.folder().join("photos").is_dir());
    assert_eq!(accounts(&program).await, 4);
    let first = program.dump().await;
    assert_eq!(first.len(), 60);

    let ran = program.run(&["demo", "--if-empty", "--listings", "90"]);
    assert!(ran.out.contains("60 homes already"), "{}", ran.out);
    assert_eq!(program.dump().await, first);

    let check = program.run(&["check"]);
    assert!(
        check.out.contains("ok    index: 60 homes, up to date"),
        "{}",
        check.out
    );
}

#[tokio::test]
async fn older_demo_data_gets_its_accounts_later() {
    let program = Program::new();
    fill_without_accounts(&program).await;
    let mut command = program.command(&["demo", "--if-empty"]);
    let ran = Ran::from(command.env("ZUFANG_ENV", "production").output().unwrap());
    assert!(ran.out.contains("20 homes already"), "{ran:?}");
    assert_eq!(accounts(&program).await, 0);

    let ran = program.run(&["demo", "--if-empty"]);
    assert!(ran.out.contains("20 homes already"), "{ran:?}");
    assert!(ran.out.contains("demo-admin"), "{ran:?}");
    assert_eq!(accounts(&program).await, 4);
}

#[tokio::test]
async fn real_homes_get_no_demo_accounts() {
    let program = Program::new();
    fill_without_accounts(&program).await;
    let csv = program.write_csv("homes.csv", 1);
    program.run(&["import", "listings", csv.to_str().unwrap()]);
    let ran = program.run(&["demo", "--if-empty"]);
    assert!(ran.out.contains("21 homes already"), "{ran:?}");
    assert_eq!(accounts(&program).await, 0);
}
