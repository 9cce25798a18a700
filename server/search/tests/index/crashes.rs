//! What is left after the process died, or after files were damaged.

use crate::{corpus, reference};
use domain::{IndexedListing, ListingId, ListingQuery};
use search::{Ask, Change, Error, ListingIndex};
use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

/// Event `n` puts the listing `n`; every third also takes the one before away.
fn events(from: i64, to: i64) -> Vec<Change> {
    (from + 1..=to)
        .flat_map(|event| {
            let listing = corpus::listing(&mut corpus::rng(event as u64), event);
            let removed = (event % 3 == 0).then_some(Change::Remove(ListingId(event - 1)));
            [Some(Change::Put(listing)), removed]
        })
        .flatten()
        .collect()
}

#[track_caller]
fn assert_holds(index: &ListingIndex, position: i64) {
    assert_eq!(index.position(), position);
    assert_finds(index, position, &["", "q=阳台", "rooms=2&sort=rent_up"]);
}

#[track_caller]
fn assert_finds(index: &ListingIndex, position: i64, urls: &[&str]) {
    let mut listings: BTreeMap<i64, IndexedListing> = BTreeMap::new();
    for change in events(0, position) {
        match change {
            Change::Put(listing) => drop(listings.insert(listing.card.id.0, listing)),
            Change::Remove(id) => drop(listings.remove(&id.0)),
        }
    }
    for url in urls {
        let query = ListingQuery::parse(url).query;
        let found = reference::found(&query, &listings);
        let page = index.search(&query, Ask::default()).unwrap();
        assert_eq!(page.total as usize, found.len(), "{url}");
        assert_eq!(page.listings, reference::page(&query, &found).2, "{url}");
    }
}

fn snapshot(dir: &Path) -> std::path::PathBuf {
    dir.join("listings.snapshot")
}

#[test]
fn without_a_last_snapshot_it_opens_at_an_older_position_and_catches_up() {
    let (dir, index) = corpus::index();
    index.apply(events(0, 50), 50).unwrap();
    index.persist().unwrap();
    index.apply(events(50, 90), 90).unwrap();
    assert_holds(&index, 90);
    drop(index);

    let index = ListingIndex::open(dir.path(), []).unwrap();
    assert_eq!(index.started_empty(), None);
    // Until it has caught up, texts may miss what later events took away.
    assert_eq!(index.position(), 50);
    assert_finds(&index, 50, &["", "rooms=2&sort=rent_up"]);
    // In other steps than before, and once more what is there already.
    index.apply(events(50, 70), 70).unwrap();
    index.apply(events(40, 90), 90).unwrap();
    assert_holds(&index, 90);
    index.persist().unwrap();
    drop(index);
    assert_holds(&ListingIndex::open(dir.path(), []).unwrap(), 90);
}

/// Set in the process that writes until it is killed: the folder of its index.
const WRITES_IN: &str = "INDEX_TEST_WRITES_IN";
const STEP: i64 = 7;

fn write_until_killed(dir: &Path) {
    let index = ListingIndex::open(dir, []).unwrap();
    for round in 1.. {
        let position = index.position();
        index
            .apply(events(position, position + STEP), position + STEP)
            .unwrap();
        println!("position={}", index.position());
        if round % 3 == 0 {
            index.persist().unwrap();
        }
    }
}

#[test]
fn a_killed_process_leaves_an_index_that_catches_up() {
    if let Some(dir) = std::env::var_os(WRITES_IN) {
        return write_until_killed(Path::new(&dir));
    }
    let dir = tempfile::tempdir().unwrap();
    let mut reached = 0;
    for applied in [1, 2, 5, 9] {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("crashes::a_killed_process_leaves_an_index_that_catches_up")
            .env(WRITES_IN, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(writer.stdout.take().unwrap()).lines();
        let positions = said.filter_map(|line| {
            let line = line.unwrap();
            line.split_once("position=")?.1.parse::<i64>().ok()
        });
        reached = positions.take(applied).last().unwrap();
        writer.kill().unwrap();
        writer.wait().unwrap();

        let index = ListingIndex::open(dir.path(), []).unwrap();
        assert_eq!(index.started_empty(), None);
        let position = index.position();
        assert!(position >= STEP, "{position} after {reached}");
        assert_finds(&index, position, &["", "rooms=2&sort=rent_up"]);
        let end = position.max(reached) + 2 * STEP;
        index.apply(events(position, end), end).unwrap();
        assert_holds(&index, end);
        if applied % 2 == 1 {
            index.persist().unwrap();
        }
    }
    assert!(reached > 0);
}

#[test]
fn what_is_filled_from_nothing_is_kept_as_soon_as_it_has_a_position() {
    let (dir, index) = corpus::index();
    index.apply(events(0, 60), 0).unwrap();
    index.apply(Vec::new(), 60).unwrap();
    drop(index);
    assert_holds(&ListingIndex::open(dir.path(), []).unwrap(), 60);
}

#[test]
fn what_was_not_filled_to_the_end_is_thrown_away() {
    let (dir, index) = corpus::index();
    index.apply(events(0, 40), 0).unwrap();
    drop(index);
    let index = ListingIndex::open(dir.path(), []).unwrap();
    assert!(index.started_empty().is_some());
    assert_holds(&index, 0);
    index.apply(events(0, 60), 60).unwrap();
    assert_holds(&index, 60);
}

#[test]
fn a_damaged_or_foreign_snapshot_starts_the_index_empty() {
    let (dir, index) = corpus::index();
    index.apply(events(0, 60), 60).unwrap();
    index.persist().unwrap();
    drop(index);
    let whole = fs::read(snapshot(dir.path())).unwrap();
    let half = whole[..whole.len() / 2].to_vec();
    let mut bent = whole.clone();
    bent[whole.len() / 2] ^= 0xFF;
    for damaged in [half, bent, b"something else".to_vec(), Vec::new()] {
        fs::write(snapshot(dir.path()), damaged).unwrap();
        let index = ListingIndex::open(dir.path(), []).unwrap();
        assert!(index.started_empty().is_some());
        assert_holds(&index, 0);
        index.apply(events(0, 60), 60).unwrap();
        assert_holds(&index, 60);
        index.persist().unwrap();
    }
    fs::remove_file(snapshot(dir.path())).unwrap();
    assert_holds(&ListingIndex::open(dir.path(), []).unwrap(), 0);
}

#[test]
fn a_missing_or_older_text_index_starts_the_index_empty() {
    let (dir, index) = corpus::index();
    index.apply(events(0, 60), 60).unwrap();
    index.persist().unwrap();
    drop(index);
    fs::remove_dir_all(dir.path().join("text")).unwrap();
    let index = ListingIndex::open(dir.path(), []).unwrap();
    assert!(index.started_empty().is_some());
    assert_holds(&index, 0);
    index.apply(events(0, 20), 20).unwrap();
    assert_holds(&index, 20);
}

#[test]
fn a_file_left_by_a_crash_while_writing_does_no_harm() {
    let (dir, index) = corpus::index();
    index.apply(events(0, 30), 30).unwrap();
    index.persist().unwrap();
    drop(index);
    fs::write(dir.path().join("listings.new"), "half").unwrap();
    let index = ListingIndex::open(dir.path(), []).unwrap();
    assert_holds(&index, 30);
    index.apply(events(30, 40), 40).unwrap();
    index.persist().unwrap();
    drop(index);
    assert_holds(&ListingIndex::open(dir.path(), []).unwrap(), 40);
}

#[test]
fn clearing_leaves_nothing_behind() {
    let (dir, index) = corpus::index();
    index.apply(events(0, 60), 60).unwrap();
    index.clear().unwrap();
    assert_holds(&index, 0);
    index.apply(events(0, 10), 10).unwrap();
    assert_holds(&index, 10);
    index.clear().unwrap();
    drop(index);
    assert_holds(&ListingIndex::open(dir.path(), []).unwrap(), 0);
}

#[test]
fn a_second_writer_is_told_that_the_index_is_in_use() {
    let (dir, index) = corpus::index();
    let second = ListingIndex::open(dir.path(), []);
    assert!(matches!(second.err(), Some(Error::Locked(path)) if path == dir.path()));
    drop(index);
    ListingIndex::open(dir.path(), []).unwrap();
}
