//! Divisions, business districts, estates and the dictionaries.

use crate::{
    accounts::made,
    builders::{BEIJING, CHAOYANG, World, estate, put, sparse, wangjing},
    database::Database,
};
use domain::{DivisionCode, DivisionLevel, EstateId, Point};
use std::collections::HashMap;
use store::{Division, NewBusinessDistrict, NewEstate, NewListing};

pub async fn migrating_again_changes_nothing(database: &Database) {
    let store = &database.store;
    let before = store.places().divisions().await.unwrap();
    let statements = store.statements();
    store.migrate().await.unwrap();
    assert_eq!(
        store.statements() - statements,
        1,
        "one look at the divisions"
    );
    assert_eq!(store.places().divisions().await.unwrap(), before);
}

pub async fn divisions_are_complete_and_linked(database: &Database) {
    let divisions = database.store.places().divisions().await.unwrap();
    let by_code: HashMap<DivisionCode, &Division> = divisions
        .iter()
        .map(|division| (division.code, division))
        .collect();
    assert_eq!(divisions.len(), 34 + 375 + 2_851);
    let chaoyang = by_code[&CHAOYANG];
    assert_eq!(chaoyang.name, "朝阳区");
    assert_eq!(chaoyang.level, DivisionLevel::District);
    assert_eq!(chaoyang.parent, Some(BEIJING));
    assert!((chaoyang.point.lon - 116.5).abs() < 0.2);
    assert!((chaoyang.point.lat - 39.95).abs() < 0.2);
    let beijing = by_code[&BEIJING];
    assert_eq!(beijing.level, DivisionLevel::City);
    assert_eq!(beijing.parent, Some(DivisionCode(110_000)));
    assert!(beijing.hot);
    assert!(!by_code[&DivisionCode(130_100)].hot);
}

pub async fn an_operators_choice_of_hot_cities_outlives_a_migration(database: &Database) {
    let changed = database
        .execute("UPDATE division SET hot = (code = 130100), name = '旧名' WHERE code IN (110100, 130100)")
        .await
        .unwrap();
    assert_eq!(changed, 2);
    database.store.migrate().await.unwrap();
    let divisions = database.store.places().divisions().await.unwrap();
    let find = |code| divisions.iter().find(|it| it.code.0 == code).unwrap();
    assert_eq!((find(110_100).hot, find(130_100).hot), (false, true));
    assert_eq!(find(130_100).name, "石家庄市");
}

pub async fn business_districts_are_known_by_division_and_name(database: &Database) {
    let store = &database.store;
    let elsewhere = NewBusinessDistrict {
        division: DivisionCode(110_108),
        ..wangjing()
    };
    let pointless = NewBusinessDistrict {
        point: None,
        ..wangjing()
    };
    let mut unit = store.begin().await.unwrap();
    let first = unit
        .put_business_districts(&[wangjing(), elsewhere, wangjing()])
        .await
        .unwrap();
    let second = unit.put_business_districts(&[pointless]).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(first.len(), 3);
    assert_eq!(first[0], first[2]);
    assert_ne!(first[0], first[1]);
    assert_eq!(second, [first[0]]);
    let stored = store.places().business_districts().await.unwrap();
    assert_eq!(stored.len(), 2);
    let wangjing = stored.iter().find(|it| it.id == first[0]).unwrap();
    assert_eq!(wangjing.division, CHAOYANG);
    assert_eq!(wangjing.name, "望京");
    assert_eq!(wangjing.point, Point::new(116.47, 39.99), "kept");
}

pub async fn estates_are_known_by_division_and_name(database: &Database) {
    let store = &database.store;
    let mut unit = store.begin().await.unwrap();
    let district = unit.put_business_districts(&[wangjing()]).await.unwrap()[0];
    let known = NewEstate {
        business_district: Some(district),
        hot: 30,
        intro: "九十年代建成".into(),
        point: Point::new(116.48, 39.98),
        ..estate("花家地北里")
    };
    let elsewhere = NewEstate {
        division: BEIJING,
        ..estate("花家地北里")
    };
    let first = unit.put_estates(&[known.clone(), elsewhere]).await.unwrap();
    let second = unit.put_estates(&[estate("花家地北里")]).await.unwrap();
    unit.commit().await.unwrap();
    assert_ne!(first[0], first[1]);
    assert_eq!(second, [first[0]]);
    let stored = store.places().estates_by_ids(&second).await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].id, first[0]);
    assert_eq!(stored[0].division, CHAOYANG);
    assert_eq!(stored[0].business_district, known.business_district);
    assert_eq!(stored[0].name, "花家地北里");
    assert_eq!((stored[0].hot, &stored[0].intro), (30, &known.intro));
    assert_eq!(stored[0].point, known.point);
    let all = store.places().estates().await.unwrap();
    let mut expected: Vec<EstateId> = first.clone();
    expected.sort_unstable();
    assert_eq!(
        all.iter().map(|estate| estate.id).collect::<Vec<_>>(),
        expected
    );
    assert_eq!(
        all.iter().find(|estate| estate.id == first[0]),
        stored.first()
    );
    assert_eq!(store.places().estates_by_ids(&[]).await.unwrap(), []);
}

pub async fn floor_plans_are_the_classic_ones(database: &Database) {
    let plans = database.store.listings().floor_plans().await.unwrap();
    let names: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "单间",
            "一室一厅",
            "两室一厅",
            "两室两厅",
            "三室一厅",
            "三室两厅",
            "四室两厅",
            "别墅",
            "其他"
        ]
    );
    let ids: Vec<i64> = plans.iter().map(|plan| plan.id.0).collect();
    assert_eq!(ids, Vec::from_iter(1..=9));
}

pub async fn the_editor_offers_the_places_there_are(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let user = made(store, "landlord", "13800138000", &[]).await;
    let offers = store.offers();
    let cities = offers.cities().await.unwrap();
    assert!(cities.iter().any(|city| city.0 == BEIJING.0));
    assert!(cities.is_sorted_by_key(|city| city.0));
    let districts = offers.districts(BEIJING).await.unwrap();
    assert!(
        districts
            .iter()
            .any(|place| *place == (CHAOYANG.0, "朝阳区".into()))
    );
    assert!(offers.districts(CHAOYANG).await.unwrap().is_empty());
    let below = offers.business_districts(CHAOYANG).await.unwrap();
    assert_eq!(below, [(world.business_district.0, "望京".into())]);
    let division = offers.division_of(world.business_district).await.unwrap();
    assert_eq!(division, Some(CHAOYANG));

    assert_eq!(offers.latest_city(user).await.unwrap(), None);
    let own = |name: &str, city| NewListing {
        publisher: Some(user),
        city,
        ..sparse(name)
    };
    put(store, &[own("a", domain::DivisionCode(310_100))], 1).await;
    put(store, &[own("b", BEIJING)], 2).await;
    assert_eq!(offers.latest_city(user).await.unwrap(), Some(BEIJING));

    let mut unit = store.begin().await.unwrap();
    let named = |name: &str, hot| NewEstate {
        hot,
        ..estate(name)
    };
    let mut estates = [
        named("望京花园", 0),
        named("望京", 0),
        named("望京热门", 9),
        named("100%公寓", 0),
        named("SOHO", 0),
    ];
    estates[4].division = BEIJING;
    let ids = unit.put_estates(&estates).await.unwrap();
    unit.commit().await.unwrap();
    let like = async |name: &str, limit| {
        let found = offers.estates_like(BEIJING, name, limit).await.unwrap();
        found.into_iter().map(|found| found.1).collect::<Vec<_>>()
    };
    assert_eq!(
        like("望京", 9).await,
        ["望京热门", "望京", "望京花园", "望京西园四区"]
    );
    assert_eq!(like("望京", 2).await, ["望京热门", "望京"]);
    assert_eq!(like("100%", 9).await, ["100%公寓"]);
    assert_eq!(like("soho", 9).await, ["SOHO"], "however it is typed");
    for nothing in ["_", "%", "花园"] {
        assert!(like(nothing, 9).await.is_empty(), "{nothing}");
    }
    let elsewhere = domain::DivisionCode(310_100);
    let found = offers.estates_like(elsewhere, "望京", 9).await.unwrap();
    assert!(found.is_empty());
    let id = offers.estate_named(CHAOYANG, "望京花园").await.unwrap();
    assert_eq!(id, Some(ids[0]));
    assert_eq!(
        offers.estate_named(BEIJING, "望京花园").await.unwrap(),
        None
    );
}
