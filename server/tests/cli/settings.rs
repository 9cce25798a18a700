//! Help, settings, `migrate`, `check` and `reindex`.

use crate::program::Program;

#[test]
fn help_names_every_command_and_shows_examples() {
    let ran = Program::new().run(&["--help"]);
    assert_eq!(ran.code, Some(0));
    for word in [
        "serve",
        "migrate",
        "import",
        "demo",
        "user",
        "audit",
        "keys",
        "reindex",
        "check",
        "Examples:",
    ] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    let ran = Program::new().run(&["import", "listings", "--help"]);
    for word in ["--dry-run", "--rejects", "FILE"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
}

#[test]
fn a_wrong_setting_is_named_and_nothing_is_done() {
    let program = Program::new();
    for (name, value, hint) in [
        ("ZUFANG_PROT", "3000", "ZUFANG_PORT"),
        ("ZUFANG_PORT", "many", "expected a port"),
        ("ZUFANG_DATABASE_URL", "mysql://x", "expected sqlite:"),
    ] {
        let ran = program
            .command(&["migrate"])
            .env(name, value)
            .output()
            .unwrap();
        let err = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(1), "{err}");
        assert!(err.contains(name) && err.contains(hint), "{err}");
    }
    assert!(!program.folder().join("zufang.db").exists());
}

#[test]
fn the_settings_file_of_the_folder_is_read() {
    let program = Program::new();
    std::fs::write(
        program.folder().join("zufang.toml"),
        "databse_url = \"x\"\n",
    )
    .unwrap();
    let ran = program.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("databse_url") && ran.err.contains("database_url"),
        "{}",
        ran.err
    );
}

#[test]
fn check_fails_before_the_first_migration_and_creates_nothing() {
    let program = Program::new();
    let ran = program.run(&["check"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("FAIL  database"), "{}", ran.out);
    assert!(ran.out.contains("zufang migrate"), "{}", ran.out);
    assert!(!program.folder().join("zufang.db").exists());
}

#[test]
fn check_is_content_after_migration_and_indexing() {
    let program = Program::new();
    let ran = program.run(&["migrate"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let csv = program.write_csv("homes.csv", 50);
    let ran = program.run(&["import", "listings", csv.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = program.run(&["check"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.contains("ok    index: 50 homes, up to date"),
        "{}",
        ran.out
    );

    std::fs::remove_dir_all(program.folder().join("site/pkg")).unwrap();
    let ran = program.run(&["check"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("FAIL  site"), "{}", ran.out);
}

#[test]
fn reindex_builds_the_index_from_the_database() {
    let program = Program::new();
    let csv = program.write_csv("homes.csv", 50);
    program.run(&["import", "listings", csv.to_str().unwrap()]);
    std::fs::remove_dir_all(program.folder().join("index")).unwrap();
    let ran = program.run(&["reindex"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("50 homes"), "{}", ran.out);
}
