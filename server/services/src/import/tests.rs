use super::*;
use crate::FixedClock;
use chrono::DateTime;
use domain::ListingId;
use std::{
    fs,
    io::Write,
    sync::atomic::{AtomicU64, Ordering},
};
use store::{DatabaseSettings, Event};
use tempfile::TempDir;

const HEADER: &str = "id,source,snapshot,city,city_code,district,adcode,bizcircle,community,rent_type,rooms,halls,tags,rent_month,lon,lat";

/// A store in a folder of its own.
struct Place {
    folder: TempDir,
    store: Store,
    clock: FixedClock,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let store = Store::connect(&DatabaseSettings::new(url)).await.unwrap();
        store.migrate().await.unwrap();
        Self {
            folder,
            store,
            clock: FixedClock::at(DateTime::UNIX_EPOCH),
        }
    }

    fn file(&self, name: &str, content: &[u8]) -> Input {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        Input::File(path)
    }

    fn options(&self, dry_run: bool) -> Options {
        Options {
            dry_run,
            rejects: self.folder.path().join("test.rejects.csv"),
        }
    }

    async fn import(&self, input: &Input) -> FileSummary {
        self.try_import(input, false).await.unwrap()
    }

    async fn try_import(&self, input: &Input, dry_run: bool) -> Result<FileSummary, ImportError> {
        let summaries = listings(
            &self.store,
            std::slice::from_ref(input),
            &self.options(dry_run),
            &self.clock,
            &(),
        )
        .await?;
        Ok(summaries.into_iter().next().unwrap())
    }

    async fn events(&self) -> Vec<Event> {
        self.store.events().after(0, 1_000_000).await.unwrap()
    }

    /// Everything that is public, in the order of the ids.
    async fn all(&self) -> Vec<domain::IndexedListing> {
        self.store
            .listings()
            .indexed_after(ListingId(0), 1_000_000)
            .await
            .unwrap()
    }
}

fn csv(rows: &[&str]) -> Vec<u8> {
    let mut text = format!("{HEADER}\n");
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text.into_bytes()
}

/// So many sound rows of several districts, estates and tags.
fn many(count: usize) -> Vec<u8> {
    let rows: Vec<String> = (0..count)
        .map(|i| {
            let (district, code) = [("静安区", 310_106), ("徐汇区", 310_104)][i % 2];
            let rent = 2_000 + i % 700;
            let point = if i % 3 == 0 { "121.4,31.2" } else { "," };
            format!(
                "x{i},test,2024-12,上海,310000,{district},{code},商圈{},小区{},整租,{},1,近地铁|标签{},{rent},{point}",
                i % 7,
                i % 41,
                1 + i % 4,
                i % 5
            )
        })
        .collect();
    csv(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

fn counts(summary: &FileSummary) -> (u64, u64, u64, u64) {
    (
        summary.inserted,
        summary.updated,
        summary.unchanged,
        summary.rejected_rows(),
    )
}

#[tokio::test]
async fn rows_become_listings_with_their_places_and_tags() {
    let place = Place::new().await;
    let input = place.file(
        "one.csv",
        &csv(&["a,test,2024-12,常德,430700,鼎城区,430703,桥南,御景江南,整租,2,1,随时看房|近地铁,1200,111.7,29.0"]),
    );
    assert_eq!(counts(&place.import(&input).await), (1, 0, 0, 0));
    let all = place.all().await;
    let card = &all.first().unwrap().card;
    assert_eq!(card.title, "整租·御景江南 2室1厅");
    assert_eq!(card.city.name, "常德市");
    assert_eq!(card.district.as_ref().unwrap().id, 430_703);
    assert_eq!(card.business_district.as_ref().unwrap().name, "桥南");
    assert_eq!(card.estate.as_ref().unwrap().name, "御景江南");
    let tags: Vec<_> = card.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["随时看房"]);
    assert!(card.near_subway && card.point.is_some() && !card.demo);
    assert_eq!(card.published_on.to_string(), "2024-12-01");
    let id = domain::EstateId(card.estate.as_ref().unwrap().id);
    let places = place.store.places();
    let estates = places.estates_by_ids(&[id]).await.unwrap();
    let estate = estates.first().unwrap();
    assert!(estate.point.is_some() && estate.business_district.is_some());
}

#[tokio::test]
async fn importing_again_changes_nothing_and_what_changed_is_updated() {
    let place = Place::new().await;
    let first = "a,test,2024-12,上海,310000,静安区,310106,大宁,大宁花园,整租,2,1,,5200,,";
    let second = "b,test,2024-12,上海,310000,静安区,310106,大宁,大宁花园,整租,2,1,,5300,,";
    let input = place.file("two.csv", &csv(&[first, second]));
    assert_eq!(counts(&place.import(&input).await), (2, 0, 0, 0));
    let events = place.events().await.len();
    assert_eq!(counts(&place.import(&input).await), (0, 0, 2, 0));
    assert_eq!(place.events().await.len(), events);

    let dearer = second.replace("5300", "5900");
    let input = place.file("two.csv", &csv(&[first, &dearer]));
    assert_eq!(counts(&place.import(&input).await), (0, 1, 1, 0));
    let rents: Vec<_> = place.all().await.iter().map(|l| l.card.rent).collect();
    assert_eq!(rents, [5200, 5900]);
    assert_eq!(place.events().await.len(), events + 1);
}

#[tokio::test]
async fn what_was_taken_down_is_not_public_again_when_its_file_comes_again() {
    let place = Place::new().await;
    let row = "a,test,2024-12,上海,310000,静安区,310106,大宁,大宁花园,整租,2,1,,5200,,";
    let input = place.file("one.csv", &csv(&[row]));
    place.import(&input).await;
    let id = place.all().await.first().unwrap().card.id;
    let mut unit = place.store.begin().await.unwrap();
    let status = domain::ListingStatus::Withdrawn;
    let now = place.clock.now();
    unit.set_listing_status(&[id], status, now).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(counts(&place.import(&input).await), (0, 0, 1, 0));
    let dearer = place.file("one.csv", &csv(&[&row.replace("5200", "5900")]));
    assert_eq!(counts(&place.import(&dearer).await), (0, 1, 0, 0));
    assert!(place.all().await.is_empty());
}

#[tokio::test]
async fn the_later_of_two_rows_of_one_listing_stands() {
    let place = Place::new().await;
    let row = "a,test,2024-12,上海,310000,静安区,310106,大宁,大宁花园,整租,2,1,,5200,,";
    let input = place.file("twice.csv", &csv(&[row, &row.replace("5200", "5000")]));
    assert_eq!(counts(&place.import(&input).await), (1, 1, 0, 0));
    assert_eq!(place.all().await.first().unwrap().card.rent, 5000);
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let place = Place::new().await;
    let input = place.file("many.csv", &many(2_500));
    let summary = place.try_import(&input, true).await.unwrap();
    assert_eq!(counts(&summary), (2_500, 0, 0, 0));
    assert!(place.all().await.is_empty() && place.events().await.is_empty());
    let places = place.store.places();
    assert!(places.business_districts().await.unwrap().is_empty());
    assert!(places.estates().await.unwrap().is_empty());

    place.import(&input).await;
    let summary = place.try_import(&input, true).await.unwrap();
    assert_eq!(counts(&summary), (0, 0, 2_500, 0));
}

#[tokio::test]
async fn rejects_name_file_line_column_value_and_reason() {
    let place = Place::new().await;
    let mut content = csv(&[
        "a,test,2024-12,上海,310000,静安区,310106,大宁,大宁花园,整租,2,1,,5200,,",
        "b,test,2024-12,上海,310000,静安区,310106,大宁,大宁花园,整租,2,1,,面议,,",
        "c,test,2024-12,上海,310000,静安区",
        "d,test,2024-12,亚特兰蒂斯,999900,,,,,,,,,1000,,",
    ]);
    content.extend(b"e,test,2024-12,x,310000,,,\xff\xfe,,,,,,1000,,\n");
    let input = place.file("bad.csv", &content);
    let summary = place.import(&input).await;
    assert_eq!(counts(&summary), (1, 0, 0, 4));
    assert_eq!(summary.rows, 5);
    let mut rejects = csv::Reader::from_path(place.options(false).rejects).unwrap();
    let rows: Vec<Vec<String>> = rejects
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let said: Vec<_> = rows.iter().map(|row| row[1..].join(" ")).collect();
    assert_eq!(
        said,
        [
            "3 rent_month 面议 not_a_number",
            "4  6 fields instead of 16 field_count",
            "5 city_code 999900 unknown_city",
            "6 bizcircle \u{fffd}\u{fffd} not_utf8",
        ]
    );
    assert!(rows.iter().all(|row| row[0].ends_with("bad.csv")));

    let sound = place.file("sound.csv", &many(3));
    place.import(&sound).await;
    assert!(!place.options(false).rejects.exists());
}

#[tokio::test]
async fn plain_zstd_and_gzip_read_alike() {
    let place = Place::new().await;
    let plain = many(300);
    let zstd = zstd::encode_all(&plain[..], 3).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&plain).unwrap();
    let inputs = [
        place.file("a.csv", &plain),
        place.file("a.csv.zst", &zstd),
        place.file("a.csv.gz", &gzip.finish().unwrap()),
    ];
    let options = place.options(false);
    let summaries = listings(&place.store, &inputs, &options, &place.clock, &())
        .await
        .unwrap();
    let counts: Vec<_> = summaries.iter().map(counts).collect();
    assert_eq!(counts, [(300, 0, 0, 0), (0, 0, 300, 0), (0, 0, 300, 0)]);
}

#[tokio::test]
async fn a_wrong_header_stops_before_anything_is_stored() {
    let place = Place::new().await;
    let inputs = [
        place.file("good.csv", &many(10)),
        place.file("wrong.csv", b"id,source,preis\n1,2,3\n"),
    ];
    let options = place.options(false);
    let error = listings(&place.store, &inputs, &options, &place.clock, &())
        .await
        .unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains("wrong.csv") && message.contains("preis"),
        "{message}"
    );
    assert!(place.all().await.is_empty());
    let empty = place.file("empty.csv", b"");
    let error = place.try_import(&empty, false).await.unwrap_err();
    assert!(matches!(
        error,
        ImportError::Header {
            problem: HeaderProblem::Empty,
            ..
        }
    ));
}

#[tokio::test]
async fn a_damaged_file_keeps_what_was_read_before() {
    let place = Place::new().await;
    let mut damaged = zstd::encode_all(&many(30_000)[..], 3).unwrap();
    damaged.truncate(damaged.len() * 3 / 4);
    let input = place.file("cut.csv.zst", &damaged);
    let error = place.try_import(&input, false).await.unwrap_err();
    assert!(matches!(error, ImportError::Read { .. }), "{error}");
    let stored = place.all().await.len();
    assert!(stored > 0 && stored % reader::BATCH == 0, "{stored}");
}

#[tokio::test]
async fn a_quotation_mark_that_is_never_closed_is_told() {
    let place = Place::new().await;
    let mut content = many(5);
    content.extend(b"z,test,\"2024-12,");
    content.extend(std::iter::repeat_n(b'x', 3 << 20));
    let input = place.file("open.csv", &content);
    let error = place.try_import(&input, false).await.unwrap_err();
    assert!(
        matches!(error, ImportError::Endless { line: 6, .. }),
        "{error}"
    );
}

/// Ends an import from inside after some batches, as a kill would between two transactions.
struct KillAfter {
    batches: AtomicU64,
    killed: tokio::sync::Notify,
}

impl Progress for KillAfter {
    fn advanced(&self, _bytes: u64, _rows: u64) {
        if self.batches.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.killed.notify_one();
        }
    }
}

#[tokio::test]
async fn an_import_that_was_killed_and_run_again_ends_like_an_undisturbed_one() {
    let content = many(5_500);
    let undisturbed = Place::new().await;
    let input = undisturbed.file("many.csv", &content);
    undisturbed.import(&input).await;

    for batches in [1, 3] {
        let place = Place::new().await;
        let input = place.file("many.csv", &content);
        let kill = KillAfter {
            batches: AtomicU64::new(batches),
            killed: tokio::sync::Notify::new(),
        };
        let options = place.options(false);
        tokio::select! {
            biased;
            () = kill.killed.notified() => {}
            _ = listings(&place.store, std::slice::from_ref(&input), &options, &place.clock, &kill) => {
                panic!("the import was to be killed")
            }
        }
        let stored = place.all().await.len();
        assert!(
            (1_000..5_500).contains(&stored) && stored % 1_000 == 0,
            "{stored}"
        );

        let summary = place.import(&input).await;
        assert_eq!(summary.unchanged as usize, stored);
        assert_eq!(summary.inserted as usize, 5_500 - stored);
        assert_eq!(place.all().await, undisturbed.all().await);
        assert_eq!(place.events().await, undisturbed.events().await);
        assert_eq!(
            estates(&place.store).await,
            estates(&undisturbed.store).await
        );
    }
}

async fn estates(store: &Store) -> Vec<store::Estate> {
    store.places().estates().await.unwrap()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_follows_a_header_every_row_is_taken_or_refused(
        body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..2_000),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wild.csv");
        fs::write(&path, [csv(&[]), body].concat()).unwrap();
        let (sender, mut receiver) = mpsc::channel(64);
        let rejects = Rejects::at(&folder.path().join("wild.rejects.csv")).unwrap();
        let places = places::tests::some_places();
        reader::read_all(&[Input::File(path)], &places, rejects, &sender).unwrap();
        while let Ok(message) = receiver.try_recv() {
            if let Message::Batch(batch) = message {
                let refused: u64 = batch.rejected.values().sum();
                proptest::prop_assert_eq!(batch.rows, batch.drafts.len() as u64 + refused);
            }
        }
    }
}
