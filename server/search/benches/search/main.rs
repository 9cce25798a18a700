//! How long searches, changes and opening take, at 100,000, 320,000 and 1,000,000 listings.
//!
//! `cargo bench -p search` runs all sizes; `cargo bench -p search -- 100000` runs the sizes named, and
//! other words after the sizes choose the kinds of searches by a part of their name.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod corpus;
mod maps;
mod suggest;

use chrono::NaiveDate;
use corpus::Corpus;
use domain::{ListingId, ListingQuery, PlaceKind};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use search::{Ask, Change, ListingIndex};
use std::{
    ffi::OsStr,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

/// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The argument by which the bench opens an index in a process of its own.
const OPEN: &str = "open";
/// Searches of each kind.
/// The query string of a random search of one kind.
type Url<'a> = &'a dyn Fn(&mut ChaCha8Rng) -> String;

const SEARCHES: usize = 5_000;
/// Listings that are put at once, as an import does.
const BATCH: usize = 4_000;

const PLAIN: Ask = Ask {
    facets: false,
    statistics: false,
    rows: None,
};
const FULL: Ask = Ask {
    facets: true,
    statistics: true,
    rows: None,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [open, dir] = arguments.as_slice()
        && open == OPEN
    {
        return opened(Path::new(dir));
    }
    let sizes: Vec<usize> = arguments
        .iter()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let kinds: Vec<String> = arguments
        .into_iter()
        .filter(|arg| !arg.starts_with('-') && arg.parse::<usize>().is_err())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![100_000, 320_000, 1_000_000]
    } else {
        sizes
    };
    for size in sizes {
        run(size, &kinds);
    }
}

/// Opens what is in `dir`, in a process of its own, and says what that takes.
fn opened(dir: &Path) {
    let vocabulary = Corpus::new().vocabulary();
    let before = resident();
    let start = Instant::now();
    let index = ListingIndex::open(dir, vocabulary).unwrap();
    let spent = start.elapsed();
    println!(
        "  another process: opened {} listings in {spent:.0?}, resident {before} MB before, {} MB then",
        index.len(),
        resident(),
    );
    let corpus = Corpus::new();
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    for _ in 0..2_000 {
        for url in [corpus.filters(&mut rng), corpus.text(&mut rng)] {
            black_box(
                index
                    .search(&ListingQuery::parse(&url).query, FULL)
                    .unwrap(),
            );
        }
    }
    println!(
        "  another process: resident {} MB after searches",
        resident()
    );
}

fn run(size: usize, chosen: &[String]) {
    println!("\n{size} listings");
    let corpus = Corpus::new();
    let dir = tempfile::tempdir().unwrap();
    let before = resident();
    let start = Instant::now();
    let index = ListingIndex::open(dir.path(), corpus.vocabulary()).unwrap();
    println!("  opened empty in {:?}", start.elapsed());
    println!("  resident {} MB before, {} MB opened", before, resident());

    let start = Instant::now();
    let mut making = Duration::ZERO;
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for (batch, from) in (1_i64..).zip((0..size).step_by(BATCH)) {
        let made = Instant::now();
        let changes: Vec<Change> = (from..size.min(from + BATCH))
            .map(|id| Change::Put(corpus.listing(&mut rng, id as i64 + 1)))
            .collect();
        making += made.elapsed();
        index.apply(changes, batch).unwrap();
    }
    let spent = start.elapsed() - making;
    let rate = size as f64 / spent.as_secs_f64();
    println!("  put in batches of {BATCH}: {spent:.1?}, {rate:.0} listings/s");
    let start = Instant::now();
    index.persist().unwrap();
    println!("  snapshot in {:?}", start.elapsed());
    println!("  resident {} MB after indexing", resident());

    let mut singles: Vec<Duration> = (0..30)
        .map(|n| {
            let listing = corpus.listing(&mut rng, rng_id(n, size));
            let start = Instant::now();
            index
                .apply(vec![Change::Put(listing)], 1_000_000 + n as i64)
                .unwrap();
            start.elapsed()
        })
        .collect();
    report("one change", &mut singles);
    index.persist().unwrap();
    drop(index);
    println!("  files {} MB", megabytes(dir.path()));
    std::process::Command::new(std::env::current_exe().unwrap())
        .args([OsStr::new(OPEN), dir.path().as_os_str()])
        .status()
        .unwrap();
    let start = Instant::now();
    let index = ListingIndex::open(dir.path(), corpus.vocabulary()).unwrap();
    println!("  opened with data in {:?}", start.elapsed());
    println!("  resident {} MB opened", resident());

    let all = size as u32;
    let kinds: [(&str, Ask, Url<'_>); 11] = [
        ("city, filters, sort: page", PLAIN, &|rng| {
            corpus.filters(rng)
        }),
        (
            "city, filters, sort: all facets, statistics",
            FULL,
            &|rng| corpus.filters(rng),
        ),
        ("city only: page", PLAIN, &|rng| corpus.city(rng)),
        ("city only: all facets, statistics", FULL, &|rng| {
            corpus.city(rng)
        }),
        ("everything: page", PLAIN, &|_| String::new()),
        ("everything: all facets, statistics", FULL, &|_| {
            String::new()
        }),
        ("filters, no city: page", PLAIN, &|rng| {
            corpus.filters_without_city(rng)
        }),
        ("text: page", PLAIN, &|rng| corpus.text(rng)),
        ("text in a city: all facets, statistics", FULL, &|rng| {
            format!("{}&{}", corpus.city(rng), corpus.text(rng))
        }),
        ("city, deep page", PLAIN, &|rng| {
            format!(
                "{}&sort=rent_up&page={}",
                corpus.city(rng),
                rng.random_range(1..all / 200)
            )
        }),
        ("everything, deep page", PLAIN, &|rng| {
            format!("sort=rent_up&page={}", rng.random_range(1..all / 20))
        }),
    ];
    for (name, ask, url) in kinds {
        if !chosen.is_empty() && !chosen.iter().any(|part| name.contains(part.as_str())) {
            continue;
        }
        let mut rng = ChaCha8Rng::seed_from_u64(9);
        let slow = name.starts_with("everything") || name.starts_with("text");
        let times = if slow { SEARCHES / 10 } else { SEARCHES };
        let queries: Vec<ListingQuery> = (0..times)
            .map(|_| ListingQuery::parse(&url(&mut rng)).query)
            .collect();
        for query in queries.iter().take(50) {
            black_box(index.search(query, ask).unwrap());
        }
        let mut matches = 0;
        let mut spent: Vec<Duration> = queries
            .iter()
            .map(|query| {
                let start = Instant::now();
                let page = index.search(query, ask).unwrap();
                matches += page.total as usize;
                let spent = start.elapsed();
                black_box(page);
                spent
            })
            .collect();
        report(&format!("{name} ({} matches)", matches / times), &mut spent);
    }
    markets(&index, &corpus);
    understanding(&index, &corpus);
    suggest::run(&index);
    maps::maps(&index, &corpus, size);
    place_pages(&index);
    let mut spent: Vec<Duration> = (0..SEARCHES)
        .filter_map(|_| {
            let id = rng.random_range(1..size as i64);
            let card = index.card(ListingId(id))?;
            let start = Instant::now();
            black_box((index.similar(&card, 6), index.comparison(&card)));
            Some(start.elapsed())
        })
        .collect();
    report("similar homes and comparison", &mut spent);
    println!("  resident {} MB after searches", resident());
}

/// The figures of the market. Target at 320,000 listings: p99 at most 25 ms.
fn markets(index: &ListingIndex, corpus: &Corpus) {
    let kinds: [(&str, Url<'_>); 3] = [
        ("market of everything", &|_| String::new()),
        ("market of a city", &|rng| corpus.city(rng)),
        ("market of a city with filters", &|rng| corpus.filters(rng)),
    ];
    for (name, url) in kinds {
        let mut rng = ChaCha8Rng::seed_from_u64(9);
        let mut spent: Vec<Duration> = (0..300)
            .map(|_| {
                let query = ListingQuery::parse(&url(&mut rng)).query;
                let start = Instant::now();
                black_box(index.market(&query).unwrap());
                start.elapsed()
            })
            .collect();
        report(name, &mut spent);
    }
}

/// Reading the names of places, and understanding searches by them. Target: p99 at most 1 ms.
fn understanding(index: &ListingIndex, corpus: &Corpus) {
    let start = Instant::now();
    index.learn_names();
    println!("  names of places read in {:?}", start.elapsed());
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let tails = [
        "两居5000以内近地铁",
        " 3室 精装 8千以下",
        " 合租 2k-3k",
        " 2br under 8000 near metro",
        " 一居 南向 有电梯 随时看房",
    ];
    let mut rng = ChaCha8Rng::seed_from_u64(10);
    let mut spent: Vec<Duration> = (0..SEARCHES)
        .map(|n| {
            let mut query = ListingQuery::parse(&corpus.text(&mut rng)).query;
            let words = query.text.unwrap_or_default();
            query.text = Some([words.as_str(), tails[n % tails.len()]].concat());
            let start = Instant::now();
            black_box(index.understand(&query, today));
            start.elapsed()
        })
        .collect();
    report("words understood", &mut spent);
}

/// What the page of the largest city asks the index for, and that of its largest district. Target
/// at 320,000 listings: p99 at most 5 ms.
fn place_pages(index: &ListingIndex) {
    let cities = index.cities();
    let Some(city) = cities.first() else { return };
    let of_city = PlaceKind::City.search(None, city.place.id);
    let districts = index.homes_by_place(&of_city, PlaceKind::District);
    let largest = districts.iter().max_by_key(|(_, homes)| *homes);
    let of_district = largest.map(|(id, _)| PlaceKind::District.search(of_city.city, *id));
    let page = |query: &ListingQuery, parts: PlaceKind| {
        let supply = index.supply(query, 8);
        let ids: Vec<i64> = index
            .homes_by_place(query, parts)
            .into_iter()
            .map(|(id, _)| id)
            .take(60)
            .collect();
        (
            supply,
            index.figures(query.city.unwrap(), parts, &ids),
            index.cities(),
        )
    };
    let kinds = [
        ("page of a city", Some(of_city.clone()), PlaceKind::District),
        (
            "page of a district",
            of_district,
            PlaceKind::BusinessDistrict,
        ),
    ];
    for (name, query, parts) in kinds {
        let Some(query) = query else { continue };
        let mut spent: Vec<Duration> = (0..300)
            .map(|_| {
                let start = Instant::now();
                black_box(page(&query, parts));
                start.elapsed()
            })
            .collect();
        let homes = index.supply(&query, 0).homes;
        report(&format!("{name} ({homes} homes)"), &mut spent);
    }
}

fn rng_id(n: usize, size: usize) -> i64 {
    let ids: Vec<i64> = (1..=size as i64).step_by(size / 100).collect();
    *ids.choose(&mut ChaCha8Rng::seed_from_u64(n as u64))
        .unwrap()
}

fn report(name: &str, spent: &mut [Duration]) {
    spent.sort_unstable();
    let at = |share: usize| spent[(spent.len() * share / 100).min(spent.len() - 1)];
    println!("  {name:<60} p50 {:>9.1?}  p99 {:>9.1?}", at(50), at(99));
}

/// The size of the files below `dir`, in MB.
fn megabytes(dir: &Path) -> u64 {
    fn bytes(dir: &Path) -> u64 {
        let entries = std::fs::read_dir(dir).unwrap().flatten();
        entries
            .map(|entry| match entry.metadata() {
                Ok(data) if data.is_dir() => bytes(&entry.path()),
                data => data.map_or(0, |data| data.len()),
            })
            .sum()
    }
    bytes(dir) >> 20
}

/// Resident memory of this process, in MB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
