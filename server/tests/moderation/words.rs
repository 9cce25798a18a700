//! What people type to find something, however odd: an answer, never a failure.

use crate::{landlord, office};
use domain::{
    DivisionCode,
    account::admin::{AccountQuery, AuditQuery},
    moderation::{DictionaryKind, dictionary::DictionaryQuery, queue::QueueQuery},
    offer::OwnQuery,
};
use testkit::{PostgresDatabase, TestApp};

fn odd() -> Vec<String> {
    let mut odd: Vec<String> = [
        "%", "_", "\\", "!", "'", "\"", "\0", "';--", "a\0b", "[", "*",
    ]
    .map(str::to_owned)
    .into();
    for c in ["房", "%", "_", "'", "\\", "!", "\0", "9"] {
        // More than 50,000 bytes, which is all that SQLite takes for a pattern.
        odd.push(c.repeat(20_000));
    }
    odd
}

async fn all_are_answered(app: &TestApp) {
    let (admin, publisher) = (office(app).await, landlord(app).await);
    let services = &app.services;
    for words in odd() {
        let said: String = words.chars().take(12).collect();
        let own = OwnQuery {
            q: words.clone(),
            ..OwnQuery::default()
        };
        services.own_listings(&publisher, &own).await.expect(&said);
        let queue = QueueQuery {
            q: words.clone(),
            ..QueueQuery::default()
        };
        services
            .moderation_queue(&admin, &queue)
            .await
            .expect(&said);
        let accounts = AccountQuery {
            q: words.clone(),
            ..AccountQuery::default()
        };
        services.accounts(&admin, &accounts).await.expect(&said);
        let audit = AuditQuery {
            actor: words.clone(),
            subject: words.clone(),
            ..AuditQuery::default()
        };
        services.audit(&admin, &audit).await.expect(&said);
        for kind in DictionaryKind::ALL {
            let query = DictionaryQuery {
                q: words.clone(),
                ..DictionaryQuery::default()
            };
            let found = services.dictionary(&admin, *kind, &query).await;
            found.expect(&said);
        }
        let beijing = DivisionCode(110_100);
        let estates = services.estate_choices(&publisher, beijing, &words).await;
        estates.expect(&said);
        services.estates_called(&publisher, &words).expect(&said);
        services.suggest(&words, None);
    }
}

#[tokio::test]
async fn odd_words_find_nothing_and_break_nothing() {
    all_are_answered(&TestApp::start().await.unwrap()).await;
}

#[tokio::test]
async fn odd_words_break_nothing_on_postgres() {
    let database = PostgresDatabase::create().await.unwrap();
    let app = TestApp::start_on(database, 4).await.unwrap();
    all_are_answered(&app).await;
}
