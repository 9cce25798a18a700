//! Importing again: after nothing, after changes on either side, and after an import that was broken off.

use crate::world::{Folder, all, import, import_with, on_both};
use domain::{EstateId, ListingId, ListingStatus, UserId};
use services::import::ImportError;
use store::NewEstate;
use testkit::{ListingBuilder, TestApp, noon, put};

#[tokio::test]
async fn a_second_import_changes_nothing_and_says_so() {
    on_both(async |app| {
        let folder = Folder::small();
        let first = import(app, &folder.path()).await;
        assert!(!first.report.is_unchanged());
        let before = all(app).await;
        let events = app.store().primary_reads();
        let events = events.events().last().await.unwrap();
        let second = import(app, &folder.path()).await;
        assert!(second.report.is_unchanged(), "{:?}", second.report);
        assert_eq!(
            second.rejects, first.rejects,
            "what cannot be taken is told again"
        );
        assert_eq!(all(app).await, before);
        let now = app.store().primary_reads();
        assert_eq!(now.events().last().await.unwrap(), events);
    })
    .await;
}

#[tokio::test]
async fn what_changed_there_is_changed_here_and_what_changed_here_stays() {
    on_both(async |app| {
        let folder = Folder::small();
        import(app, &folder.path()).await;
        // Here somebody lets the home, and forgets what they looked at.
        let mut unit = app.store().begin().await.unwrap();
        let let_ = ListingStatus::Let;
        unit.set_listing_status(&[ListingId(100)], let_, noon())
            .await
            .unwrap();
        unit.forget_viewed(UserId(20)).await.unwrap();
        unit.commit().await.unwrap();
        // There the rent of one home, the tags of the other, and an estate change.
        folder.change("tb_house_info", "22000", "21000");
        folder.change("tb_house_tag", "2,205,1\n", "2,205,5\n4,205,1\n");
        folder.change("tb_estate", "幸福里", "幸福里二期");
        folder.change("tb_tag", "家电齐全", "家具家电");
        folder.change("tb_user", "00,100,", "00,130,");
        let said = import(app, &folder.path()).await;
        for table in ["tb_estate", "tb_tag", "tb_user"] {
            assert_eq!(said.counts(table).1, 1, "{table}");
        }
        assert_eq!(said.counts("tb_house_info"), (0, 2, 0, 0));
        assert_eq!(said.counts("tb_house_tag"), (0, 4, 0, 0));
        let store = app.store().primary_reads();
        let home = store
            .listings()
            .detail(ListingId(100))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(home.listing.card.rent, 21_000);
        assert_eq!(home.status, ListingStatus::Let);
        let home = store
            .listings()
            .detail(ListingId(205))
            .await
            .unwrap()
            .unwrap();
        let tags = &home.listing.card.tags;
        let tags: Vec<_> = tags.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(tags, ["拎包入住", "家具家电"]);
        let estates = store
            .places()
            .estates_by_ids(&[EstateId(11)])
            .await
            .unwrap();
        assert_eq!(estates[0].name, "幸福里二期");
        assert!(
            store
                .accounts()
                .viewed(UserId(20), 9)
                .await
                .unwrap()
                .is_empty()
        );
        let user = store.accounts().by_id(UserId(1)).await.unwrap().unwrap();
        let points = store.accounts().point_entries(UserId(1), 9).await.unwrap();
        assert_eq!((user.points, points.len(), points[0].points), (130, 1, 130));
        assert!(import(app, &folder.path()).await.report.is_unchanged());
    })
    .await;
}

#[tokio::test]
async fn a_number_that_something_else_has_is_not_taken_and_nothing_is_overwritten() {
    on_both(async |app| {
        // Homes until the numbers reach one of those of the classic system.
        let mut last = ListingId(0);
        while last.0 < 100 {
            let missing = last.0 + 1..=100;
            let homes = missing
                .map(|n| ListingBuilder::new(n.to_string()))
                .collect();
            last = *put(app.store(), homes, noon())
                .await
                .unwrap()
                .last()
                .unwrap();
        }
        let store = app.store().primary_reads();
        let before = store.listings().detail(ListingId(100)).await.unwrap();
        // An estate of the same name under a number of its own.
        let mut unit = app.store().begin().await.unwrap();
        let estate = NewEstate {
            division: domain::DivisionCode(440_303),
            business_district: None,
            name: "幸福里".into(),
            hot: 3,
            intro: "早就在了".into(),
            point: None,
        };
        let own = unit.put_estates(&[estate]).await.unwrap()[0];
        unit.commit().await.unwrap();
        assert_ne!(own, EstateId(11));

        let said = import(app, &Folder::small().path()).await;
        assert_eq!(said.counts("tb_house_info"), (1, 0, 0, 1));
        assert_eq!(said.reasons("tb_house_info")["id_taken"], 1);
        assert!(
            said.rejects
                .contains(&"100,,100,rejected,id_taken".to_owned()),
            "{:?}",
            said.rejects
        );
        assert_eq!(
            store.listings().detail(ListingId(100)).await.unwrap(),
            before
        );
        // What belongs to it is not taken for the other home's.
        assert_eq!(said.reasons("tb_house_tag")["dangling"], 2);
        assert_eq!(said.reasons("tb_record")["dangling"], 1);
        // The estate is the one that is there; its agent works there.
        assert_eq!(said.reasons("tb_estate")["joined"], 1);
        let works = store.agents().estates(domain::AgentId(41)).await.unwrap();
        assert_eq!(works, [own]);
        let kept = store.places().estates_by_ids(&[own]).await.unwrap();
        assert_eq!(kept[0].intro, "早就在了");
        // New homes get numbers of their own.
        let new = put(app.store(), vec![ListingBuilder::new("another")], noon())
            .await
            .unwrap();
        assert!(new[0].0 > 205, "{new:?}");
        assert!(
            import(app, &Folder::small().path())
                .await
                .report
                .is_unchanged()
        );
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_tells_what_would_happen_and_changes_nothing() {
    on_both(async |app| {
        let folder = Folder::small();
        let before = all(app).await;
        let dry = import_with(app, &folder.path(), None, true).await.unwrap();
        assert_eq!(all(app).await, before);
        let wet = import(app, &folder.path()).await;
        assert_eq!(dry.rejects, wet.rejects);
        for table in ["tb_user", "tb_house_info", "tb_house_tag", "tb_record"] {
            assert_eq!(dry.counts(table), wet.counts(table), "{table}");
        }
    })
    .await;
}

/// So many homes, each with a tag.
fn many(count: u32) -> (Folder, String) {
    let folder = Folder::small();
    let mut homes = "houseid,title,price,distid2,distid3,pubdate,typeid,userid\n".to_owned();
    let mut tags = "house_tag_id,houseid,tagid\n".to_owned();
    for n in 1..=count {
        let rent = 1_000 + n % 700;
        homes.push_str(&format!(
            "{n},房子{n},{rent},440300,440303,2024-12-28,1,20\n"
        ));
        // In no order.
        let house = n * 7 % count + 1;
        tags.push_str(&format!("{n},{house},{}\n", [1, 5][n as usize % 2]));
    }
    folder.write("tb_house_info", &homes);
    folder.write("tb_house_tag", tags);
    (folder, homes)
}

#[tokio::test]
async fn an_import_that_was_broken_off_goes_on_and_ends_as_if_undisturbed() {
    let (folder, homes) = many(3_500);
    let homes_of = async |app: &TestApp| {
        let ids: Vec<_> = (1..=3_500).map(ListingId).collect();
        let store = app.store().primary_reads();
        let all = store.listings().details(&ids).await.unwrap();
        all.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>()
    };
    let undisturbed = TestApp::start().await.unwrap();
    let said = import(&undisturbed, &folder.path()).await;
    assert_eq!(said.counts("tb_house_info"), (3_500, 0, 0, 0));
    assert_eq!(said.counts("tb_house_tag"), (3_500, 0, 0, 0));
    assert_eq!(said.table("tb_house_info").left_out, [] as [&str; 0]);

    let app = TestApp::start().await.unwrap();
    // The file ends in a field that is never closed.
    let half: Vec<&str> = homes.lines().take(1_751).collect();
    let half = half.join("\n");
    folder.write("tb_house_info", format!("{half}\n9999,\"没完"));
    let broken = import_with(&app, &folder.path(), None, false).await;
    assert!(matches!(broken, Err(ImportError::Endless { .. })));
    let stored = app
        .store()
        .primary_reads()
        .listings()
        .count()
        .await
        .unwrap();
    assert!((1_000..3_500).contains(&stored), "{stored}");
    folder.write("tb_house_info", &homes);
    let said = import(&app, &folder.path()).await;
    let (inserted, updated, unchanged, _) = said.counts("tb_house_info");
    assert_eq!((inserted + unchanged, updated), (3_500, 0));
    assert!(unchanged >= 1_000, "{unchanged}");
    assert_eq!(homes_of(&app).await, homes_of(&undisturbed).await);
}
