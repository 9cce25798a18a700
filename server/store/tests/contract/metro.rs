//! Metro lines and stations.

use crate::{builders::BEIJING, database::Database};
use domain::{DivisionCode, LineId, Point, StationId};
use store::{MetroLine, MetroStation, PutOutcome, Store};

fn station(id: i64, name: &str) -> MetroStation {
    MetroStation {
        id: StationId(id),
        city: BEIJING,
        name: name.into(),
        pinyin: "Zhan".into(),
        point: Point {
            lon: 116.4,
            lat: 39.9,
        },
    }
}

fn line(id: i64, stations: &[i64]) -> MetroLine {
    MetroLine {
        id: LineId(id),
        city: BEIJING,
        name: "环线".into(),
        color: "#0B6B52".into(),
        stations: stations.iter().copied().map(StationId).collect(),
    }
}

async fn put(
    store: &Store,
    stations: &[MetroStation],
    lines: &[MetroLine],
) -> (Vec<PutOutcome>, Vec<PutOutcome>) {
    let mut unit = store.begin().await.unwrap();
    let stations = unit.put_metro_stations(stations).await.unwrap();
    let lines = unit.put_metro_lines(lines).await.unwrap();
    unit.commit().await.unwrap();
    (stations, lines)
}

pub async fn stations_and_lines_read_as_they_were_put(database: &Database) {
    let store = &database.store;
    assert_eq!(store.metro().revision().await.unwrap(), 0);
    assert_eq!(store.metro().stations().await.unwrap(), []);
    // Numbers of real packs do not fit 32 bits. A ring ends where it begins.
    let stations = [station(900_000_062_493_016, "东"), station(7, "西")];
    let lines = [line(
        900_000_062_493,
        &[900_000_062_493_016, 7, 900_000_062_493_016],
    )];
    put(store, &stations, &lines).await;
    let [east, west] = stations;
    assert_eq!(store.metro().stations().await.unwrap(), [west, east]);
    assert_eq!(store.metro().lines().await.unwrap(), lines);
    assert!(store.metro().revision().await.unwrap() > 0);
}

pub async fn putting_the_same_pack_again_changes_nothing(database: &Database) {
    use PutOutcome::{Inserted, Unchanged, Updated};
    let store = &database.store;
    let stations = [station(1, "东"), station(2, "西")];
    let lines = [line(1, &[1, 2])];
    let first = put(store, &stations, &lines).await;
    assert_eq!(first, (vec![Inserted, Inserted], vec![Inserted]));
    let revision = store.metro().revision().await.unwrap();
    let again = put(store, &stations, &lines).await;
    assert_eq!(again, (vec![Unchanged, Unchanged], vec![Unchanged]));
    assert_eq!(store.metro().revision().await.unwrap(), revision);

    let renamed = [station(1, "东门"), station(2, "西"), station(3, "南")];
    let longer = [line(1, &[1, 2, 3])];
    let changed = put(store, &renamed, &longer).await;
    assert_eq!(changed, (vec![Updated, Unchanged, Inserted], vec![Updated]));
    assert_eq!(store.metro().stations().await.unwrap(), renamed);
    assert_eq!(store.metro().lines().await.unwrap(), longer);
    assert!(store.metro().revision().await.unwrap() > revision);
}

pub async fn of_stations_with_one_number_the_last_counts(database: &Database) {
    let store = &database.store;
    put(store, &[station(1, "旧"), station(1, "新")], &[]).await;
    assert_eq!(store.metro().stations().await.unwrap(), [station(1, "新")]);
}

pub async fn what_makes_no_sense_on_the_metro_is_refused(database: &Database) {
    let store = &database.store;
    let nowhere = MetroStation {
        city: DivisionCode(999_999),
        ..station(1, "东")
    };
    let nameless = station(1, "");
    let numberless = station(0, "东");
    for station in [nowhere, nameless, numberless] {
        let mut unit = store.begin().await.unwrap();
        assert!(unit.put_metro_stations(&[station]).await.is_err());
    }
    let colourless = MetroLine {
        color: "green".into(),
        ..line(1, &[])
    };
    for line in [line(1, &[77]), colourless] {
        let mut unit = store.begin().await.unwrap();
        assert!(unit.put_metro_lines(&[line]).await.is_err());
    }
    assert_eq!(store.metro().lines().await.unwrap(), []);
    put(store, &[station(1, "东")], &[line(1, &[1])]).await;
    for change in [
        "UPDATE metro_station SET lat = 91",
        "UPDATE metro_station SET name = ''",
        "UPDATE metro_line SET color = '#12345'",
        "UPDATE metro_line_station SET position = -1",
        "INSERT INTO metro_revision (id, revision) VALUES (2, 1)",
    ] {
        database.execute(change).await.unwrap_err();
    }
}
