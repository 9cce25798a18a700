use super::*;
use std::fs;
use store::DatabaseSettings;
use tempfile::TempDir;

const STATIONS: &str = "\
city,city_code,station_id,name,pinyin,lines,transfer,lon_wgs84,lat_wgs84,lon_gcj02,lat_gcj02
小城,430700,900000000000001,东门,DongMen,1号线,0,111.70,29.03,111.71,29.04
小城,430700,900000000000002,西门,XiMen,1号线|2号线,1,111.68,29.03,111.69,29.04
京城,110000,900000000000003,前门,QianMen,环线,0,116.39,39.90,116.40,39.91
";
const LINES: &str = "\
city,line_id,name,full_name,branch,color,stations
小城,900000000001,1号线,地铁1号线,,#e3002a,900000000000001|900000000000002
京城,900000000003,环线,环线,,#86B81C,900000000000003|900000000000003
";

struct World {
    folder: TempDir,
    store: Store,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let store = Store::connect(&DatabaseSettings::new(url)).await.unwrap();
        store.migrate().await.unwrap();
        let world = Self { folder, store };
        world.write("stations.csv", STATIONS);
        world.write("lines.csv", LINES);
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    async fn import(&self, dry_run: bool) -> Result<Vec<FileSummary>, ImportError> {
        let options = Options {
            dry_run,
            rejects: self.path("rejects.csv"),
        };
        let inputs = metro_files(&[self.folder.path().to_owned()]);
        metro(&self.store, &inputs, &options).await
    }

    async fn stored(&self) -> (Vec<MetroStation>, Vec<MetroLine>) {
        let metro = self.store.metro();
        (
            metro.stations().await.unwrap(),
            metro.lines().await.unwrap(),
        )
    }
}

fn counts(summaries: &[FileSummary]) -> Vec<[u64; 4]> {
    let counts = |summary: &FileSummary| {
        [
            summary.inserted,
            summary.updated,
            summary.unchanged,
            summary.rejected_rows(),
        ]
    };
    summaries.iter().map(counts).collect()
}

#[tokio::test]
async fn a_pack_is_stored_once_however_often_it_is_imported() {
    let world = World::new().await;
    let first = world.import(false).await.unwrap();
    assert_eq!(counts(&first), [[3, 0, 0, 0], [2, 0, 0, 0]]);
    let (stations, lines) = world.stored().await;
    assert_eq!(
        (stations[0].name.as_str(), stations[0].pinyin.as_str()),
        ("东门", "Dongmen")
    );
    assert_eq!(
        (stations[0].point.lon, stations[0].point.lat),
        (111.70, 29.03)
    );
    assert_eq!(
        stations[2].city,
        DivisionCode(110_100),
        "the municipality as a city"
    );
    assert_eq!(lines[0].color, "#E3002A");
    assert_eq!(
        lines[0].stations,
        [
            StationId(900_000_000_000_001),
            StationId(900_000_000_000_002)
        ]
    );
    assert_eq!(lines[1].city, DivisionCode(110_100));

    let again = world.import(false).await.unwrap();
    assert_eq!(counts(&again), [[0, 0, 3, 0], [0, 0, 2, 0]]);
    world.write("stations.csv", STATIONS.replace("西门", "大西门"));
    let changed = world.import(false).await.unwrap();
    assert_eq!(counts(&changed), [[0, 1, 2, 0], [0, 0, 2, 0]]);
    assert!(!world.path("rejects.csv").exists());
}

#[tokio::test]
async fn a_dry_run_says_what_it_would_do_and_does_not() {
    let world = World::new().await;
    let summaries = world.import(true).await.unwrap();
    assert_eq!(counts(&summaries), [[3, 0, 0, 0], [2, 0, 0, 0]]);
    assert_eq!(world.stored().await, (vec![], vec![]));
    assert_eq!(world.store.metro().revision().await.unwrap(), 0);
}

#[tokio::test]
async fn rows_that_cannot_be_taken_are_told_with_line_and_reason() {
    let world = World::new().await;
    let rows = [
        (",430700,,无号,,,,111,29,,", "station_id", "missing"),
        (",430700,x,无号,,,,111,29,,", "station_id", "not_a_number"),
        (",430700,-1,负号,,,,111,29,,", "station_id", "out_of_range"),
        (",999999,5,无城,,,,111,29,,", "city_code", "unknown_city"),
        (",430700,5,,,,,111,29,,", "name", "missing"),
        (",430700,5,无处,,,,,29,,", "lon_wgs84", "missing"),
        (",430700,5,无处,,,,NaN,29,,", "lon_wgs84", "out_of_range"),
        (",430700,5,无处,,,,111,91,,", "lat_wgs84", "out_of_range"),
        (",430700,5,无处,,,,east,29,,", "lon_wgs84", "not_a_number"),
        (",430700,5,短", "", "field_count"),
        (",430700,5,坏\u{7},,,,111,29,,", "", "control_character"),
    ];
    let broken: String = rows.iter().map(|(row, ..)| format!("{row}\n")).collect();
    let long = format!(",430700,5,{},,,,111,29,,\n", "长".repeat(61));
    world.write("stations.csv", [STATIONS, &broken, &long].concat());
    world.write(
        "lines.csv",
        [
            LINES,
            ",7,空线,,,#000000,\n,8,断线,,,red,1|900000000000001|x\n",
        ]
        .concat(),
    );
    let summaries = world.import(false).await.unwrap();
    assert_eq!(counts(&summaries), [[3, 0, 0, 12], [3, 0, 0, 1]]);
    assert_eq!(summaries[1].notes[&Note::StationUnknown], 2);
    assert_eq!(summaries[1].notes[&Note::ColorUnknown], 1);
    let rejects = fs::read_to_string(world.path("rejects.csv")).unwrap();
    let mut lines = rejects.lines().skip(1);
    for ((_, column, reason), number) in rows.iter().zip(5..) {
        let line = lines.next().unwrap();
        assert!(line.contains(&format!(",{number},{column},")), "{line}");
        assert!(line.ends_with(reason), "{line}");
    }
    assert!(lines.next().unwrap().contains(",name,"));
    assert!(lines.next().unwrap().ends_with("stations,,missing"));
    let (_, lines) = world.stored().await;
    let broken = lines.iter().find(|line| line.id == LineId(8)).unwrap();
    assert_eq!(broken.color, "#808080");
    assert_eq!(broken.stations, [StationId(900_000_000_000_001)]);
}

#[tokio::test]
async fn a_file_that_is_no_pack_is_refused_and_nothing_is_stored() {
    let world = World::new().await;
    for (content, message) in [
        ("", "empty"),
        ("id,rent\n1,2\n", "station_id"),
        ("line_id,name\n1,2\n", "stations"),
        (
            "station_id,city_code,name,lon_gcj02,lat_gcj02\n",
            "lon_wgs84",
        ),
    ] {
        world.write("lines.csv", content);
        let error = world.import(false).await.unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    fs::remove_file(world.path("lines.csv")).unwrap();
    assert!(matches!(
        world.import(false).await,
        Err(ImportError::Open { .. })
    ));
    assert_eq!(world.stored().await, (vec![], vec![]));
}
