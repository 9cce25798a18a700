//! The use cases of moderation over a database of their own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod appeals;
mod dictionaries;
mod hints;
mod meanwhile;
mod own;
#[path = "../accounts/people.rs"]
#[allow(dead_code, reason = "shared with the tests of accounts")]
mod people;
mod publishing;
mod reports;
mod taken_down;
mod words;

use domain::{ListingId, RoleId, offer::ListingForm};
use people::with_role;
use services::Caller;
use testkit::TestApp;

/// A form that can be submitted.
fn form(title: &str) -> ListingForm {
    ListingForm {
        mode: "entire".into(),
        city: "110100".into(),
        district: "110105".into(),
        estate_name: "望京花园".into(),
        rent: "6500".into(),
        area: "60".into(),
        rooms: "2".into(),
        halls: "1".into(),
        floor_number: "7".into(),
        floor_total: "18".into(),
        title: title.into(),
        detail: "采光好，近地铁。".into(),
        ..ListingForm::default()
    }
}

async fn office(app: &TestApp) -> Caller {
    with_role(app, "office", "13700137000", RoleId::ADMIN)
        .await
        .1
}

async fn landlord(app: &TestApp) -> Caller {
    with_role(app, "landlord", "13700137001", RoleId::LANDLORD)
        .await
        .1
}

/// Hands a new home in. Returns it with the version that waits.
async fn handed_in(app: &TestApp, publisher: &Caller, form: &ListingForm) -> (ListingId, i64) {
    let id = app.services.start_offer(publisher, form).await.unwrap();
    let version = app.services.editor(publisher, id).await.unwrap().version;
    app.services
        .submit_offer(publisher, id, version)
        .await
        .unwrap();
    let version = app.services.editor(publisher, id).await.unwrap().version;
    (id, version)
}

/// A home of the publisher that is public.
async fn published(
    app: &TestApp,
    admin: &Caller,
    publisher: &Caller,
    form: &ListingForm,
) -> ListingId {
    let (id, version) = handed_in(app, publisher, form).await;
    app.services
        .approve_listing(admin, id, version)
        .await
        .unwrap();
    app.caught_up().await.unwrap();
    id
}
