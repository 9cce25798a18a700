//! The lists of one's own homes.

use crate::{
    accounts::made,
    builders::{World, at, put, sparse},
    database::Database,
};
use chrono::TimeDelta;
use domain::{
    ListingId, ListingStatus, Rent, UserId,
    offer::{EditState, ListingForm, OwnListing, OwnQuery, OwnShelf, OwnSort},
};
use store::{NewListing, OwnCut, Store};

/// How each of the homes stands, what is written about it, and when it was confirmed.
const HOMES: [(ListingStatus, Option<EditState>, Option<u32>); 9] = [
    (ListingStatus::Draft, Some(EditState::Open), None),
    (ListingStatus::InReview, Some(EditState::InReview), None),
    (ListingStatus::Published, None, Some(20)),
    (
        ListingStatus::Published,
        Some(EditState::InReview),
        Some(10),
    ),
    (ListingStatus::Published, Some(EditState::Open), Some(9)),
    (ListingStatus::Reserved, None, Some(1)),
    (ListingStatus::Let, None, None),
    (ListingStatus::Withdrawn, None, None),
    (ListingStatus::Expired, None, Some(2)),
];

/// Homes of somebody in every state, each 100 CNY dearer and a minute younger than the one before; one of
/// somebody else and one of nobody.
async fn homes(store: &Store) -> (UserId, Vec<ListingId>) {
    let world = World::build(store).await;
    let user = made(store, "landlord", "13800138000", &[]).await;
    let other = made(store, "other", "13900139000", &[]).await;
    let mut ids = Vec::new();
    for (number, (status, edit, confirmed)) in (0_u32..).zip(HOMES) {
        let home = NewListing {
            title: format!("Home {number}"),
            rent: Rent::from_yuan(2_000 + 100 * i64::from(number)).unwrap(),
            publisher: Some(user),
            status,
            ..world.listing(&number.to_string())
        };
        let id = put(store, &[home], number).await[0].id;
        let mut unit = store.begin().await.unwrap();
        if let Some(state) = edit {
            unit.open_edit(id, "{}", user, at(0)).await.unwrap();
            if state == EditState::InReview {
                let version = unit.edit(id).await.unwrap().unwrap().version;
                assert!(unit.move_edit(id, version, state, at(1)).await.unwrap());
            }
        }
        if let Some(minute) = confirmed {
            unit.confirmed(&[id], at(minute)).await.unwrap();
        }
        unit.commit().await.unwrap();
        ids.push(id);
    }
    let theirs = NewListing {
        publisher: Some(other),
        ..world.listing("theirs")
    };
    put(store, &[theirs, sparse("nobodys")], 30).await;
    (user, ids)
}

fn cut(skip: u32, limit: u32) -> OwnCut {
    OwnCut {
        unconfirmed_before: at(10),
        now: at(9) + TimeDelta::days(15),
        skip,
        limit,
    }
}

async fn found(
    store: &Store,
    user: UserId,
    query: OwnQuery,
    cut: OwnCut,
) -> (Vec<OwnListing>, u32) {
    store.offers().own(user, &query, cut).await.unwrap()
}

fn ids(listings: &[OwnListing]) -> Vec<ListingId> {
    listings.iter().map(|home| home.id).collect()
}

pub async fn each_shelf_holds_what_stands_there(database: &Database) {
    let store = &database.store;
    let (user, homes) = homes(store).await;
    let shelves: [(OwnShelf, &[usize]); 9] = [
        (OwnShelf::Draft, &[0]),
        (OwnShelf::SentBack, &[]),
        (OwnShelf::InReview, &[3, 1]),
        (OwnShelf::Published, &[4, 3, 2]),
        // What was confirmed at that very moment is not late yet.
        (OwnShelf::Unconfirmed, &[4]),
        (OwnShelf::Reserved, &[5]),
        (OwnShelf::Let, &[6]),
        (OwnShelf::Withdrawn, &[7]),
        (OwnShelf::Expired, &[8]),
    ];
    let counts = store.offers().own_counts(user, at(10)).await.unwrap();
    for ((shelf, expected), count) in shelves.iter().zip(counts) {
        let query = OwnQuery {
            shelf: Some(*shelf),
            ..OwnQuery::default()
        };
        let (listings, total) = found(store, user, query, cut(0, 50)).await;
        let expected: Vec<ListingId> = expected.iter().map(|home| homes[*home]).collect();
        assert_eq!(ids(&listings), expected, "{shelf}");
        assert_eq!((total, count), (expected.len() as u32, total), "{shelf}");
    }
    let shelved: Vec<OwnShelf> = shelves.iter().map(|(shelf, _)| *shelf).collect();
    assert_eq!(shelved, OwnShelf::ALL);

    let (all, total) = found(store, user, OwnQuery::default(), cut(0, 50)).await;
    assert_eq!(total, 9);
    let days: Vec<Option<u32>> = all.iter().map(|home| home.days_unconfirmed).collect();
    let mut expected = vec![None; 9];
    expected[4] = Some(15);
    assert_eq!(days, expected);
    for (home, (status, edit, _)) in all.iter().rev().zip(HOMES) {
        assert_eq!((home.status, home.edit), (status, edit));
    }
    let home = &all[8];
    assert_eq!((home.rent, home.area), (2_000, Some(89.25)));
    assert_eq!(home.district.as_deref(), Some("朝阳区"));
    assert_eq!(home.estate.as_deref(), Some("望京西园四区"));
    assert_eq!((home.photo.as_ref(), home.updated_at), (None, at(0)));

    let stranger = made(store, "stranger", "13700137000", &[]).await;
    let (none, total) = found(store, stranger, OwnQuery::default(), cut(0, 50)).await;
    assert!(none.is_empty() && total == 0);
    let counts = store.offers().own_counts(stranger, at(10)).await.unwrap();
    assert_eq!(counts, [0; 9]);
}

pub async fn every_order_is_the_same_on_each_page(database: &Database) {
    let store = &database.store;
    let (user, homes) = homes(store).await;
    let orders: [(OwnSort, [usize; 9]); 4] = [
        (OwnSort::Changed, [8, 7, 6, 5, 4, 3, 2, 1, 0]),
        // Those that nobody ever confirmed, such as drafts, do not wait for it.
        (OwnSort::Confirmed, [5, 8, 4, 3, 2, 0, 1, 6, 7]),
        (OwnSort::RentUp, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
        (OwnSort::RentDown, [8, 7, 6, 5, 4, 3, 2, 1, 0]),
    ];
    for (sort, expected) in orders {
        let query = OwnQuery {
            sort,
            ..OwnQuery::default()
        };
        let expected: Vec<ListingId> = expected.iter().map(|home| homes[*home]).collect();
        let (all, _) = found(store, user, query.clone(), cut(0, 50)).await;
        assert_eq!(ids(&all), expected, "{sort}");
        for (skip, part) in [(0, 0..4), (4, 4..8), (8, 8..9), (9, 9..9), (1_000, 9..9)] {
            let (page, total) = found(store, user, query.clone(), cut(skip, 4)).await;
            assert_eq!(ids(&page), expected[part], "{sort} {skip}");
            assert_eq!(total, 9, "{sort} {skip}");
        }
    }
    // Homes that are alike in what is sorted by come in the order of their numbers.
    let same = (0..30).map(|number| NewListing {
        publisher: Some(user),
        ..sparse(&format!("same {number}"))
    });
    put(store, &same.collect::<Vec<_>>(), 40).await;
    for sort in OwnSort::ALL {
        let query = OwnQuery {
            sort: *sort,
            ..OwnQuery::default()
        };
        let (all, total) = found(store, user, query.clone(), cut(0, 50)).await;
        assert_eq!((all.len(), total), (39, 39));
        let mut pages = Vec::new();
        for skip in (0..39).step_by(7) {
            let (page, _) = found(store, user, query.clone(), cut(skip, 7)).await;
            pages.extend(ids(&page));
        }
        assert_eq!(pages, ids(&all), "{sort}");
    }
}

pub async fn homes_are_found_by_what_they_say(database: &Database) {
    let store = &database.store;
    let (user, homes) = homes(store).await;
    let titled = |name: &str, title: &str| NewListing {
        title: title.into(),
        publisher: Some(user),
        ..sparse(name)
    };
    let written = NewListing {
        status: ListingStatus::Draft,
        ..titled("e", "开始时的标题")
    };
    let listings = [
        titled("a", "100% 朝南"),
        titled("b", "A_b\\c"),
        titled("c", "Axb 朝北"),
        titled("d", "朝阳 '--"),
        written,
    ];
    let put = put(store, &listings, 30).await;
    let form = ListingForm {
        title: " \"后来的\" 标题 ".into(),
        street: "望京街".into(),
        ..ListingForm::default()
    };
    let mut unit = store.begin().await.unwrap();
    let form = serde_json::to_string(&form).unwrap();
    for home in [put[3].id, put[4].id] {
        unit.open_edit(home, &form, user, at(31)).await.unwrap();
    }
    unit.commit().await.unwrap();
    let [percent, under, cross, quote, draft] = [0, 1, 2, 3, 4].map(|home: usize| put[home].id);
    let number = homes[4].to_string();
    for (q, expected) in [
        ("%", vec![percent]),
        ("_", vec![under]),
        ("\\", vec![under]),
        ("a_B", vec![under]),
        ("'--", vec![quote]),
        ("朝", vec![percent, cross, quote]),
        ("home 3", vec![homes[3]]),
        ("  HOME 3 ", vec![homes[3]]),
        (number.as_str(), vec![homes[4]]),
        // What the list shows of a draft is what is written about it; of a public home it is not.
        ("\"后来", vec![draft]),
        ("后来的", vec![draft]),
        ("望京街", vec![]),
        ("望京西园", homes.clone()),
        ("999999999999999999999999", vec![]),
    ] {
        let query = OwnQuery {
            q: q.into(),
            sort: OwnSort::RentUp,
            ..OwnQuery::default()
        };
        let (listings, total) = found(store, user, query, cut(0, 50)).await;
        let mut found = ids(&listings);
        found.sort_unstable();
        if q != number {
            assert_eq!(found, expected, "{q}");
            assert_eq!(total as usize, expected.len(), "{q}");
        } else {
            assert!(found.contains(&expected[0]), "{q}");
        }
    }
    let shelved = OwnQuery {
        q: "朝".into(),
        shelf: Some(OwnShelf::Unconfirmed),
        ..OwnQuery::default()
    };
    assert_eq!(found(store, user, shelved, cut(0, 50)).await.1, 0);
    let (drafts, _) = found(
        store,
        user,
        OwnQuery {
            shelf: Some(OwnShelf::Draft),
            ..OwnQuery::default()
        },
        cut(0, 50),
    )
    .await;
    assert_eq!(drafts[0].title, "\"后来的\" 标题");
}
