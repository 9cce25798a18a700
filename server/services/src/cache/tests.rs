use super::*;
use std::{
    convert::Infallible,
    sync::atomic::{AtomicU32, Ordering},
};
use tokio::{
    sync::{Barrier, Notify},
    task::{JoinSet, yield_now},
};

const FIGURES: Purpose = Purpose {
    name: "figures",
    lifetime: 60,
    tags: &[Tag::Homes],
};

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).unwrap()
}

fn caches() -> Arc<Caches> {
    let caches = Caches::default();
    caches.keep_in(Arc::new(LocalCache::new(1 << 20)));
    Arc::new(caches)
}

/// Counts how often it was asked.
#[derive(Default)]
struct Source(AtomicU32);

impl Source {
    async fn next(&self) -> Result<u32, Infallible> {
        Ok(self.0.fetch_add(1, Ordering::SeqCst) + 1)
    }
}

#[tokio::test]
async fn what_is_kept_lasts_for_its_lifetime_and_until_a_change() {
    let (caches, source) = (caches(), Source::default());
    let ask = async |seconds: i64| {
        let now = start() + TimeDelta::seconds(seconds);
        let Ok(figure) = caches
            .get_or_compute(&FIGURES, "a", now, source.next())
            .await;
        figure
    };
    assert_eq!((ask(0).await, ask(59).await), (1, 1));
    assert_eq!((ask(60).await, ask(61).await), (2, 2));
    caches.drop_tagged(Tag::Records).await;
    assert_eq!(ask(62).await, 2, "made from something else");
    caches.drop_tagged(Tag::Homes).await;
    assert_eq!((ask(63).await, ask(64).await), (3, 3));
    let other = caches
        .get_or_compute(&FIGURES, "b", start(), source.next())
        .await;
    assert_eq!(other, Ok(4));
    let report = caches.report().await;
    let figures = &report.purposes[0];
    assert_eq!((figures.hits, figures.misses, report.entries), (4, 4, 2));
    let text = report.prometheus();
    assert!(text.contains("zufang_cache_requests_total{cache=\"figures\",outcome=\"hit\"} 4\n"));
}

#[tokio::test]
async fn nothing_is_kept_until_it_is_said_where() {
    let (caches, source) = (Caches::default(), Source::default());
    for expected in 1..=3 {
        let found = caches
            .get_or_compute(&FIGURES, "a", start(), source.next())
            .await;
        assert_eq!(found, Ok(expected));
    }
}

/// Asks a hundred times at once, and says what everybody got.
async fn hundred<E: Clone + Send + 'static>(
    caches: &Arc<Caches>,
    compute: impl Fn() -> BoxFuture<'static, Result<u32, E>>,
) -> Vec<Result<u32, E>> {
    let barrier = Arc::new(Barrier::new(100));
    let mut all = JoinSet::new();
    for _ in 0..100 {
        let (caches, barrier, compute) = (Arc::clone(caches), Arc::clone(&barrier), compute());
        all.spawn(async move {
            barrier.wait().await;
            caches
                .get_or_compute(&FIGURES, "hot", start(), compute)
                .await
        });
    }
    all.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_at_once_one_computes() {
    let (caches, source) = (caches(), Arc::new(Source::default()));
    let got = hundred(&caches, || {
        let source = Arc::clone(&source);
        Box::pin(async move {
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
            source.next().await
        })
    })
    .await;
    assert!(got.iter().all(|figure| *figure == Ok(1)));
    assert_eq!(source.0.load(Ordering::SeqCst), 1);
    let report = caches.report().await;
    let figures = &report.purposes[0];
    assert_eq!((figures.misses, figures.hits + figures.waited), (1, 99));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_error_is_kept_for_nobody() {
    let (caches, source) = (caches(), Arc::new(Source::default()));
    let got = hundred(&caches, || {
        let source = Arc::clone(&source);
        Box::pin(async move {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            let Ok(number) = source.next().await;
            Err::<u32, u32>(number)
        })
    })
    .await;
    let mut numbers: Vec<u32> = got.into_iter().map(Result::unwrap_err).collect();
    numbers.sort_unstable();
    let own: Vec<u32> = (1..=100).collect();
    assert_eq!(
        numbers, own,
        "everybody computed, and has an error of their own"
    );
    let found = caches
        .get_or_compute(&FIGURES, "hot", start(), source.next())
        .await;
    assert_eq!(found, Ok(101));
}

#[tokio::test]
async fn when_who_computes_goes_away_somebody_else_does() {
    let caches = caches();
    let first = tokio::spawn({
        let caches = Arc::clone(&caches);
        async move {
            let never = std::future::pending::<Result<u32, Infallible>>();
            caches.get_or_compute(&FIGURES, "a", start(), never).await
        }
    });
    yield_now().await;
    let second = tokio::spawn({
        let caches = Arc::clone(&caches);
        async move {
            let compute = async { Ok::<u32, Infallible>(7) };
            caches.get_or_compute(&FIGURES, "a", start(), compute).await
        }
    });
    yield_now().await;
    assert!(!second.is_finished(), "it waits");
    first.abort();
    assert_eq!(second.await.unwrap(), Ok(7));
}

#[tokio::test]
async fn a_change_while_something_is_made_is_noticed() {
    let (caches, source) = (caches(), Source::default());
    let (begun, go_on) = (Notify::new(), Notify::new());
    let slow = async {
        let old = source.next().await;
        begun.notify_one();
        go_on.notified().await;
        old
    };
    let change = async {
        begun.notified().await;
        caches.drop_tagged(Tag::Homes).await;
        go_on.notify_one();
    };
    let (old, ()) = tokio::join!(caches.get_or_compute(&FIGURES, "a", start(), slow), change);
    assert_eq!(old, Ok(1));
    let after = caches
        .get_or_compute(&FIGURES, "a", start(), source.next())
        .await;
    assert_eq!(
        after,
        Ok(2),
        "what was made before the change does not count after it"
    );
}

#[tokio::test]
async fn what_is_kept_has_room_for_so_many_bytes() {
    let caches = Caches::default();
    let room = 64 * 1024;
    caches.keep_in(Arc::new(LocalCache::new(room)));
    for number in 0..1_000 {
        let text = async { Ok::<String, Infallible>("x".repeat(1_000)) };
        let found = caches
            .get_or_compute(&FIGURES, &format!("{number}"), start(), text)
            .await;
        assert_eq!(found.unwrap().len(), 1_000);
    }
    let report = caches.report().await;
    assert!(report.bytes <= room && report.entries >= 10, "{report:?}");
    // What alone would take a good part of it is answered, and not kept.
    for _ in 0..2 {
        let text = async { Ok::<String, Infallible>("x".repeat(10_000)) };
        let found = caches
            .get_or_compute(&FIGURES, "large", start(), text)
            .await;
        assert_eq!(found.unwrap().len(), 10_000);
    }
    let figures = &caches.report().await.purposes[0];
    assert_eq!((figures.hits, figures.misses), (0, 1_002));
}

#[tokio::test]
async fn what_cannot_be_read_is_made_again() {
    let (caches, source) = (caches(), Source::default());
    let text = async { Ok::<String, Infallible>("words".into()) };
    caches
        .get_or_compute(&FIGURES, "a", start(), text)
        .await
        .unwrap();
    let number = caches
        .get_or_compute(&FIGURES, "a", start(), source.next())
        .await;
    assert_eq!(number, Ok(1));
}
