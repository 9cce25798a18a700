//! A folder of CSV files.

use crate::world::{Folder, TABLES, all, import, import_with, on_both};
use domain::{
    AgentId, EstateId, ListingId, RoleId, UserId,
    account::{AuditAction, Method, admin::AuditEntry, forms::SignIn},
};
use services::{Ask, Caller, Client, RequestId, import::ImportError};
use std::io::Write;
use testkit::TestApp;

fn anybody() -> Caller {
    let client = Client::new([203, 0, 113, 7].into(), "Firefox", RequestId("r".into()));
    Caller::anonymous(client)
}

async fn sign_in(app: &TestApp, login: &str, password: &str) -> bool {
    let form = SignIn {
        login: login.into(),
        password: password.into(),
        ..SignIn::default()
    };
    app.services.sign_in(&anybody(), &form).await.is_ok()
}

#[tokio::test]
async fn everything_comes_over_under_its_own_number() {
    on_both(async |app| {
        let said = import(app, &Folder::small().path()).await;
        let store = app.store().primary_reads();

        assert_eq!(said.counts("tb_user"), (3, 0, 0, 0));
        let user = store.accounts().by_id(UserId(20)).await.unwrap().unwrap();
        assert_eq!(user.username, "wangdachui");
        assert_eq!(user.real_name, "王大锤");
        assert_eq!(user.email.as_deref(), Some("wangdachui@qq.com"));
        assert_eq!(user.registered_at.to_rfc3339(), "2024-06-30T04:00:00+00:00");
        let last = user.last_visit_at.unwrap().to_rfc3339();
        assert_eq!(last, "2026-05-01T00:00:00+00:00");
        let user = store.accounts().by_id(UserId(1)).await.unwrap().unwrap();
        assert_eq!(user.points, 100);

        let home = store.listings().detail(ListingId(100)).await.unwrap();
        let home = home.unwrap();
        let card = &home.listing.card;
        assert_eq!(card.title, "万象城旁三房");
        assert_eq!((card.rent, card.area), (22_000, Some(146.0)));
        assert_eq!((card.layout.rooms, card.layout.halls), (Some(2), Some(1)));
        assert_eq!(home.listing.detail, "近口岸,\n近商场");
        assert_eq!(home.floor_plan.unwrap().name, "两室一厅");
        let tags: Vec<_> = card.tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(tags, ["拎包入住", "家电齐全"], "in the order of the pairs");
        let estates = store.places().estates().await.unwrap();
        let names: Vec<_> = estates
            .iter()
            .map(|it| (it.id, it.division.0, it.name.as_str(), it.intro.as_str()))
            .collect();
        // 宁乡县 is 宁乡市 by now, under another code.
        let expected = [
            (EstateId(11), 440_303, "幸福里", "靠山, \"近海\""),
            (EstateId(12), 430_182, "宁乡花园", ""),
        ];
        assert_eq!(names, expected);
        let agent = store.agents().record(AgentId(41)).await.unwrap().unwrap();
        assert_eq!(agent.card.name, "袁晓孟");
        assert_eq!(agent.card.listings, 1);
        let works = store.agents().estates(AgentId(41)).await.unwrap();
        assert_eq!(works, [EstateId(11)]);

        let home = store.listings().detail(ListingId(205)).await.unwrap();
        let home = home.unwrap();
        assert_eq!(home.floor_plan.unwrap().name, "别墅");
        assert_eq!(home.listing.card.rent, 1501, "1500.50 rounded for the card");
        assert_eq!(home.listing.card.layout.rooms, None);
        assert_eq!(said.reasons("tb_house_info")["district_by_name"], 1);

        let looks = store.accounts().viewed(UserId(20), 10).await.unwrap();
        assert_eq!(looks.len(), 1);
        assert_eq!(looks[0].0, ListingId(100));
        assert_eq!(said.reasons("tb_record")["too_old"], 1);
        let sign_ins = store.accounts().sign_ins(UserId(20), 10).await.unwrap();
        assert_eq!(sign_ins.len(), 1);
        assert_eq!(sign_ins[0].at.to_rfc3339(), "2026-05-20T00:50:00+00:00");
        assert_eq!(said.report.back_office, ["tb_emp"]);

        app.caught_up().await.unwrap();
        let query = domain::ListingQuery::parse("city=440300");
        let found = app.services.search(&query, Ask::default()).unwrap();
        assert_eq!(found.listings[0].id, ListingId(100));
    })
    .await;
}

#[tokio::test]
async fn people_sign_in_with_their_passwords_which_are_hashed_anew() {
    on_both(async |app| {
        let folder = Folder::small();
        import(app, &folder.path()).await;
        let hash = async || {
            let store = app.store().primary_reads();
            let user = store.accounts().by_id(UserId(1)).await.unwrap().unwrap();
            user.password_hash
        };
        assert_eq!(hash().await, "md5:e10adc3949ba59abbe56e057f20f883e");
        assert!(!sign_in(app, "jackfrued", "654321").await);
        assert!(sign_in(app, "JackFrued@126.com", "123456").await);
        let anew = hash().await;
        assert!(anew.starts_with("$argon2id$"), "{anew}");

        // Neither a second import nor one in which the account changed brings the old hash back.
        let said = import(app, &folder.path()).await;
        assert_eq!(said.counts("tb_user"), (0, 0, 3, 0));
        folder.change("tb_user", "骆昊", "骆小昊");
        let said = import(app, &folder.path()).await;
        assert_eq!(said.counts("tb_user"), (0, 1, 2, 0));
        assert_eq!(hash().await, anew);
        assert!(sign_in(app, "13512345678", "123456").await);
    })
    .await;
}

#[tokio::test]
async fn roles_allow_what_they_allowed_as_far_as_that_is_safe() {
    on_both(async |app| {
        let said = import(app, &Folder::small().path()).await;
        let store = app.store().primary_reads();
        let of = async |id| store.accounts().roles_of(UserId(id)).await.unwrap();
        assert_eq!(of(1).await, [RoleId(4)]);
        assert_eq!(of(20).await, [RoleId(2), RoleId(7)]);
        assert_eq!(of(33).await, [RoleId(1)], "who has no role rents");
        let roles = store.accounts().roles().await.unwrap();
        let editor = roles.iter().find(|role| role.id == RoleId(7)).unwrap();
        assert_eq!(editor.name, "编辑");
        let privileges = store.accounts().privileges().await.unwrap();
        let may: Vec<_> = privileges
            .iter()
            .filter(|it| editor.privileges.contains(&it.id))
            .map(|it| (it.grant.method, it.grant.pattern.as_str()))
            .collect();
        assert_eq!(may, [(Method::Put, "/estates/**")]);
        let reasons = said.reasons("tb_role_privilege");
        assert_eq!((reasons["for_an_admin"], reasons["back_office"]), (1, 1));
        assert_eq!(said.counts("tb_role_privilege"), (1, 0, 3, 2));
        assert_eq!(said.counts("tb_role"), (1, 0, 4, 0));
    })
    .await;
}

#[tokio::test]
async fn files_may_be_packed_and_written_in_the_characters_of_china() {
    let plain = TestApp::start().await.unwrap();
    import(&plain, &Folder::small().path()).await;

    let packed = Folder::empty();
    let utf8 = |name: &str| name != "tb_user" && name != "tb_estate" && name != "tb_house_info";
    for (table, csv) in TABLES {
        let bytes = match utf8(table) {
            true => format!("\u{feff}{}", csv.replace('\n', "\r\n")).into_bytes(),
            false => encoding_rs::GB18030.encode(csv).0.into_owned(),
        };
        match *table {
            "tb_user" => {
                let file = format!("{table}.csv.zst");
                packed.file(&file, zstd::encode_all(bytes.as_slice(), 3).unwrap());
            }
            "tb_house_info" => {
                let mut gzip =
                    flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                gzip.write_all(&bytes).unwrap();
                packed.file(&format!("{table}.csv.gz"), gzip.finish().unwrap());
            }
            _ => packed.write(table, bytes),
        }
    }
    let app = TestApp::start().await.unwrap();
    import(&app, &packed.path()).await;
    assert_eq!(all(&app).await, all(&plain).await);
}

#[tokio::test]
async fn an_import_is_told_in_the_audit_trail() {
    on_both(async |app| {
        let folder = Folder::small();
        import_with(app, &folder.path(), None, true).await.unwrap();
        let trail = async || app.store().accounts().audit_after(0, 99).await.unwrap();
        assert_eq!(trail().await.len(), 0, "nothing happened in a dry run");
        import(app, &folder.path()).await;
        let told = trail().await;
        assert_eq!(told.len(), 1);
        let entry = &told[0];
        assert_eq!((entry.actor.as_str(), entry.actor_id), ("system", None));
        assert_eq!(entry.action, AuditAction::ClassicImported);
        assert_eq!(
            (entry.subject.as_str(), entry.subject_id.as_str()),
            ("import", "classic")
        );
        let count = |entry: &AuditEntry, field: &str| {
            let change = entry.changes.iter().find(|change| change.field == field);
            change.and_then(|change| change.after.clone())
        };
        assert_eq!(count(entry, "tb_user.inserted").as_deref(), Some("3"));
        assert_eq!(count(entry, "tb_house_info.inserted").as_deref(), Some("2"));
        assert_eq!(
            count(entry, "tb_house_photo.rejected").as_deref(),
            Some("3")
        );
        assert_eq!(app.services.prove_audit().await.unwrap(), Ok(1));

        // One that breaks off tells of what it had stored.
        folder.write("tb_house_info", "no,columns\n");
        folder.change("tb_agent", "袁晓孟", "袁老师");
        assert!(import_with(app, &folder.path(), None, false).await.is_err());
        let told = trail().await;
        assert_eq!(told.len(), 2);
        assert_eq!(count(&told[1], "tb_agent.updated").as_deref(), Some("1"));
    })
    .await;
}

/// `xz` of a `tb_tag` with the tags 1 and 5.
const XZ: &[u8] = include_bytes!("tb_tag.csv.xz");

#[tokio::test]
async fn a_table_may_be_packed_by_xz() {
    let folder = Folder::empty();
    folder.file("tb_tag.csv.xz", XZ);
    let app = TestApp::start().await.unwrap();
    let said = import(&app, &folder.path()).await;
    assert_eq!(said.counts("tb_tag"), (2, 0, 0, 0));
    folder.file("tb_tag.csv.xz", &XZ[..XZ.len() - 30]);
    let error = import_with(&app, &folder.path(), None, false).await;
    assert!(matches!(error, Err(ImportError::Read { .. })));
}

#[tokio::test]
async fn what_is_no_classic_system_is_refused_before_anything_is_stored() {
    let app = TestApp::start().await.unwrap();
    let refused = async |folder: &str| import_with(&app, folder, None, false).await.err().unwrap();
    let nowhere = refused("/nowhere/at/all").await;
    assert!(matches!(nowhere, ImportError::Open { .. }), "{nowhere}");
    let empty = Folder::empty();
    empty.file("homes.csv", "id\n1\n");
    let error = refused(&empty.path()).await;
    assert!(matches!(error, ImportError::NoTables { .. }), "{error}");
    empty.write("tb_user", "userid,username\n1,a\n");
    let error = refused(&empty.path()).await.to_string();
    assert!(
        error.contains("tb_user.csv") && error.contains("tel"),
        "{error}"
    );
    empty.write("tb_user", "");
    let error = refused(&empty.path()).await;
    assert!(matches!(error, ImportError::Header { .. }), "{error}");
}
