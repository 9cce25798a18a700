//! Where reads go.

use crate::{
    builders::{put, sparse},
    database::Database,
};
use store::{DatabaseSettings, ErrorKind, Store};

/// Databases of their own stand for replicas that lag behind for ever: what is read tells where.
#[tokio::test]
async fn reads_go_to_replicas_in_turn_and_writes_to_the_primary() {
    let primary = Database::postgres().await;
    let replicas = [Database::postgres().await, Database::postgres().await];
    put(&replicas[0].store, &["a"].map(sparse), 0).await;
    put(&replicas[1].store, &["a", "b"].map(sparse), 0).await;
    let settings = DatabaseSettings {
        replicas: replicas.iter().map(|it| it.settings.url.clone()).collect(),
        ..primary.settings.clone()
    };
    let store = Store::connect(&settings).await.unwrap();
    put(&store, &["a", "b", "c"].map(sparse), 0).await;
    let read = async |store: &Store| store.listings().count().await.unwrap();

    let mut seen = [read(&store).await, read(&store).await];
    seen.sort_unstable();
    assert_eq!(seen, [1, 2], "in turn");
    let own = store.primary_reads();
    assert_eq!([read(&own).await, read(&own).await], [3, 3]);
    for _ in 0..3 {
        let pinned = store.pinned_reads();
        let first = read(&pinned).await;
        read(&store).await;
        assert_eq!(read(&pinned).await, first, "one database for all");
        assert_ne!(first, 3, "the primary is spared");
    }
    assert_eq!(read(&primary.store).await, 3);

    drop((store, own));
    for database in replicas {
        database.remove().await;
    }
    primary.remove().await;
}

#[tokio::test]
async fn settings_that_name_no_database_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("a.db").display());
    let with_replica = DatabaseSettings {
        replicas: vec!["postgres://replica/zufang".into()],
        ..DatabaseSettings::new(file)
    };
    for settings in [
        DatabaseSettings::new("mysql://localhost/zufang"),
        DatabaseSettings::new("sqlite::memory:"),
        DatabaseSettings::new(""),
        with_replica,
    ] {
        let error = Store::connect(&settings).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Settings, "{settings:?}");
    }
}

#[tokio::test]
async fn a_database_that_is_away_is_unavailable() {
    let settings = DatabaseSettings::new("postgres://nobody@127.0.0.1:1/zufang");
    let error = Store::connect(&settings).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
}
