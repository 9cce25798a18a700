//! `zufang demo`.

use crate::program::Program;

#[tokio::test]
async fn demo_homes_are_made_once_where_there_are_none() {
    let program = Program::new();
    let ran = program.run(&["demo", "--if-empty", "--listings", "60", "--seed", "3"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("60 new"), "{}", ran.out);
    assert!(program.folder().join("photos").is_dir());
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
