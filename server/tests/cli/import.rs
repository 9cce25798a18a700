//! `zufang import listings`.

use crate::program::{Program, Ran};
use std::time::{Duration, Instant};

fn import(program: &Program, more: &[&str]) -> Ran {
    let mut arguments = vec!["import", "listings", "homes.csv"];
    arguments.extend(more);
    program.run(&arguments)
}

#[tokio::test]
async fn importing_twice_changes_nothing_the_second_time() {
    let program = Program::new();
    program.write_csv("homes.csv", 2_000);
    let ran = import(&program, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("2000 inserted"), "{}", ran.out);
    assert!(ran.out.contains("2 rejected"), "{}", ran.out);
    let rejects = std::fs::read_to_string(program.folder().join("listings.rejects.csv")).unwrap();
    assert!(rejects.contains("rent_month"), "{rejects}");
    let first = program.dump().await;
    assert_eq!(first.len(), 2_000);
    let ran = import(&program, &[]);
    assert!(ran.out.contains("2000 unchanged"), "{}", ran.out);
    assert_eq!(program.dump().await, first);
}

#[tokio::test]
async fn a_dry_run_changes_nothing() {
    let program = Program::new();
    program.write_csv("homes.csv", 100);
    let ran = import(&program, &["--dry-run"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("100 inserted"), "{}", ran.out);
    assert_eq!(program.count().await, 0);
}

#[test]
fn a_file_that_is_missing_is_named() {
    let ran = Program::new().run(&["import", "listings", "nowhere.csv"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("nowhere.csv"), "{}", ran.err);
}

#[tokio::test]
async fn an_import_that_was_killed_half_way_ends_as_if_undisturbed() {
    const ROWS: u32 = 20_000;
    let undisturbed = Program::new();
    undisturbed.write_csv("homes.csv", ROWS);
    assert_eq!(import(&undisturbed, &[]).code, Some(0));

    let killed = Program::new();
    killed.write_csv("homes.csv", ROWS);
    let mut child = killed
        .command(&["import", "listings", "homes.csv"])
        .spawn()
        .unwrap();
    let start = Instant::now();
    let stored = loop {
        let stored = killed.count().await;
        if stored > 1_000 {
            break stored;
        }
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "nothing is stored"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    // SIGKILL: nothing gets the chance to tidy up.
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(
        !status.success(),
        "it was killed with {stored} homes stored, not done"
    );
    assert!(killed.count().await < u64::from(ROWS));

    let ran = import(&killed, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        killed.dump().await == undisturbed.dump().await,
        "the two databases differ"
    );
    let check = killed.run(&["check"]);
    assert!(
        check
            .out
            .contains(&format!("ok    index: {ROWS} homes, up to date")),
        "{}",
        check.out
    );
}

#[tokio::test]
async fn a_metro_pack_is_imported_from_its_folder_and_a_dry_run_changes_nothing() {
    let program = Program::new();
    let pack = program.folder().join("metro");
    std::fs::create_dir(&pack).unwrap();
    let stations = "station_id,city_code,name,lon_wgs84,lat_wgs84\n\
                    1,430700,东门,111.7,29.0\n2,430700,,111.7,29.0\n";
    std::fs::write(pack.join("stations.csv"), stations).unwrap();
    std::fs::write(
        pack.join("lines.csv"),
        "line_id,name,color,stations\n1,1号线,#E3002A,1\n",
    )
    .unwrap();
    let dry = program.run(&["import", "metro", "--dry-run", "metro"]);
    assert_eq!(dry.code, Some(0), "{dry:?}");
    assert!(dry.out.contains("nothing was changed"), "{}", dry.out);
    let first = program.run(&["import", "metro", "metro"]);
    assert!(first.out.contains("2 rows, 1 inserted"), "{}", first.out);
    assert!(first.out.contains("1 rows were not taken"), "{}", first.out);
    let rejects = std::fs::read_to_string(program.folder().join("metro.rejects.csv")).unwrap();
    assert!(rejects.contains(",3,name,,missing"), "{rejects}");
    let again = program.run(&["import", "metro", "metro"]);
    assert!(
        again.out.contains("0 inserted, 0 updated, 1 unchanged"),
        "{}",
        again.out
    );
    let gone = program.run(&["import", "metro", "nowhere.csv"]);
    assert_eq!(gone.code, Some(1));
    assert!(gone.err.contains("nowhere.csv"), "{}", gone.err);
}

#[tokio::test]
async fn a_classic_system_is_brought_over_once_and_after_a_kill_as_if_undisturbed() {
    const HOMES: u32 = 12_000;
    let program = || {
        let program = Program::new();
        let dump = program.folder().join("dump");
        std::fs::create_dir(&dump).unwrap();
        let users = "userid,username,password,realname,sex,tel,email\n\
                     1,jackfrued,e10adc3949ba59abbe56e057f20f883e,骆昊,1,13512345678,\n\
                     2,wangdachui,e10adc3949ba59abbe56e057f20f883e,王大锤,1,13512345678,\n";
        std::fs::write(dump.join("tb_user.csv"), users).unwrap();
        std::fs::write(dump.join("tb_dept.csv"), "no,name\n10,会计部\n").unwrap();
        let mut homes = String::from("houseid,title,price,distid2,pubdate,userid\n");
        for n in 1..=HOMES {
            homes.push_str(&format!(
                "{n},房子{n},{},440300,2024-12-28,1\n",
                1_000 + n % 90
            ));
        }
        std::fs::write(dump.join("tb_house_info.csv"), homes).unwrap();
        program
    };
    let classic = ["import", "classic", "dump"];
    let undisturbed = program();
    let dry = undisturbed.run(&["import", "classic", "--dry-run", "dump"]);
    assert!(dry.out.contains("nothing was changed"), "{dry:?}");
    assert_eq!(undisturbed.count().await, 0);
    let ran = undisturbed.run(&classic);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.contains("12000 rows, 12000 inserted"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("rejected phone_taken: 1"), "{}", ran.out);
    assert!(
        ran.out.contains("no part of this product: tb_dept"),
        "{}",
        ran.out
    );
    let rejects = undisturbed.folder().join("classic.rejects.csv");
    let rejects = std::fs::read_to_string(rejects).unwrap();
    assert!(
        rejects.contains(",2,3,tel,13512345678,rejected,phone_taken"),
        "{rejects}"
    );
    let again = undisturbed.run(&classic);
    assert!(again.out.contains("Nothing changed"), "{}", again.out);

    let killed = program();
    let mut child = killed.command(&classic).spawn().unwrap();
    let start = Instant::now();
    while killed.count().await < 1_000 {
        let waited = start.elapsed();
        assert!(waited < Duration::from_secs(60), "nothing is stored");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it was killed, not done");
    assert!(killed.count().await < u64::from(HOMES));
    let ran = killed.run(&classic);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        killed.dump().await == undisturbed.dump().await,
        "the two databases differ"
    );

    let gone = killed.run(&["import", "classic", "nowhere"]);
    assert_eq!(gone.code, Some(1));
    assert!(gone.err.contains("nowhere"), "{}", gone.err);
}
