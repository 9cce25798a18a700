//! What becomes of homes whose publisher is not there any more.

use crate::people::{PASSWORD, anybody, login, problems, with_role};
use chrono::TimeDelta;
use domain::{
    ListingId, ListingStatus, RoleId,
    contact::{
        CancelReason, EnquiryMark, NoticeKind, Side, ViewingPlan, ViewingQuery, ViewingStatus,
        ViewingTime,
    },
    offer::{EditState, ListingForm},
};
use services::{Caller, Error, accounts::GRACE};
use testkit::{ListingBuilder, TestApp, noon};

/// A landlord with a public home, one that is reserved, one that expired, one in review and a draft; and a renter
/// who has asked and booked.
struct Town {
    app: TestApp,
    host: Caller,
    renter: Caller,
    /// In this order.
    homes: [ListingId; 5],
}

async fn status(app: &TestApp, home: ListingId) -> Option<ListingStatus> {
    let store = app.store().primary_reads();
    let offer = store.offers().offer(home).await.unwrap();
    offer.map(|offer| offer.status)
}

impl Town {
    async fn new() -> Self {
        let app = TestApp::start().await.unwrap();
        let (host_id, host) = with_role(&app, "landlord", "13800138000", RoleId::LANDLORD).await;
        let (_, renter) = with_role(&app, "renter", "13900139000", RoleId::RENTER).await;
        let home = |name: &str, status| ListingBuilder::new(name).publisher(host_id).status(status);
        let homes = vec![
            home("a", ListingStatus::Published),
            home("b", ListingStatus::Reserved),
            home("c", ListingStatus::Expired),
        ];
        let homes = app.put(homes).await.unwrap();
        let services = &app.services;
        let week = std::array::from_fn(|_| "9-18".to_owned());
        services.set_week(&host, &week).await.unwrap();
        let form = ListingForm {
            mode: "entire".into(),
            city: "110100".into(),
            district: "110105".into(),
            estate_name: "望京花园".into(),
            rent: "6500".into(),
            area: "62.5".into(),
            rooms: "2".into(),
            title: "望京花园 两居".into(),
            ..ListingForm::default()
        };
        let in_review = services.start_offer(&host, &form).await.unwrap();
        let version = services.editor(&host, in_review).await.unwrap().version;
        services
            .submit_offer(&host, in_review, version)
            .await
            .unwrap();
        let draft = services.start_offer(&host, &form).await.unwrap();
        services.ask(&renter, homes[0], "在吗？").await.unwrap();
        let slots = services.slots(&renter, homes[0]).await.unwrap();
        let plan = ViewingPlan {
            listing: homes[0],
            starts_at: slots[30],
            note: String::new(),
        };
        services.book(&renter, &plan).await.unwrap();
        Self {
            homes: [homes[0], homes[1], homes[2], in_review, draft],
            app,
            host,
            renter,
        }
    }

    async fn statuses(&self) -> Vec<Option<ListingStatus>> {
        let mut all = Vec::new();
        for home in self.homes {
            all.push(status(&self.app, home).await);
        }
        all
    }

    /// What the renter is told.
    async fn assert_told(&self) {
        let services = &self.app.services;
        let query = ViewingQuery {
            time: ViewingTime::Past,
            page: 1,
        };
        let past = services.viewings(&self.renter, Side::Renter, &query).await;
        let past = &past.unwrap().items[0];
        assert_eq!(past.status, ViewingStatus::Cancelled);
        assert_eq!(past.reason, Some(CancelReason::AccountClosed));
        let store = self.app.store().primary_reads();
        let user = self.renter.user().unwrap();
        let reminders = store.contacts().reminders(user, past.id.0).await.unwrap();
        assert!(reminders.is_empty(), "{reminders:?}");
        let told = services.notices(&self.renter).await.unwrap();
        let kinds: Vec<_> = told.iter().map(|notice| notice.kind).collect();
        for kind in [NoticeKind::ViewingCancelled, NoticeKind::Message] {
            assert!(kinds.contains(&kind), "{kinds:?}");
        }
        let threads = services
            .enquiries(&self.renter, Side::Renter, &Default::default())
            .await
            .unwrap();
        let thread = &threads.items[0];
        assert_eq!((thread.mark, thread.unread), (EnquiryMark::Closed, 1));
        let thread = services.enquiry(&self.renter, thread.id).await.unwrap();
        assert_eq!(thread.messages.len(), 2);
        let again = services.answer(&self.renter, thread.enquiry.id, "?").await;
        assert_eq!(problems(again), ["message no_host"]);
    }
}

const WITHDRAWN: Option<ListingStatus> = Some(ListingStatus::Withdrawn);
const DRAFT: Option<ListingStatus> = Some(ListingStatus::Draft);

#[tokio::test]
async fn homes_of_who_leaves_are_withdrawn_and_drafts_go_with_the_account() {
    let town = Town::new().await;
    let services = &town.app.services;
    services.leave(&town.host, PASSWORD).await.unwrap();
    let at_once = [WITHDRAWN, WITHDRAWN, WITHDRAWN, DRAFT, DRAFT];
    assert_eq!(town.statuses().await, at_once);
    town.app.caught_up().await.unwrap();
    assert!(matches!(
        services.listing(town.homes[0]).await,
        Err(Error::Gone)
    ));
    town.assert_told().await;
    // Whoever comes back finds them, and what was being written.
    town.app.clock.set(noon() + TimeDelta::days(1));
    services
        .sign_in(&anybody(), &login("landlord", PASSWORD))
        .await
        .unwrap();
    services.keep_house().await.unwrap();
    assert_eq!(town.statuses().await, at_once);
    services.leave(&town.host, PASSWORD).await.unwrap();
    town.app.clock.set(noon() + TimeDelta::days(1) + GRACE);
    assert_eq!(services.keep_house().await.unwrap(), 1);
    // The hour's round looks after what an account left behind.
    services.keep_house().await.unwrap();
    assert_eq!(
        town.statuses().await,
        [WITHDRAWN, WITHDRAWN, WITHDRAWN, None, None]
    );
}

#[tokio::test]
async fn homes_of_an_account_that_an_admin_closes_are_withdrawn() {
    let town = Town::new().await;
    let services = &town.app.services;
    let (_, admin) = with_role(&town.app, "office", "13700137000", RoleId::ADMIN).await;
    let host = town.host.user().unwrap();
    services.disable_account(&admin, host).await.unwrap();
    assert_eq!(
        town.statuses().await,
        [WITHDRAWN, WITHDRAWN, WITHDRAWN, DRAFT, DRAFT]
    );
    town.assert_told().await;
    let edit = town.app.store().offers().edit(town.homes[3]).await;
    assert_eq!(edit.unwrap().unwrap().state, EditState::Open);
    // Opened again, its drafts are there.
    services.enable_account(&admin, host).await.unwrap();
    assert_eq!(services.keep_house().await.unwrap(), 0);
    assert_eq!(town.statuses().await[4], DRAFT);
}

#[tokio::test]
async fn what_was_left_behind_before_is_looked_after_too() {
    let town = Town::new().await;
    let services = &town.app.services;
    // As it was left by a program that knew nothing of it.
    let store = town.app.store().primary_reads();
    let host = town.host.user().unwrap();
    let mut account = store.accounts().by_id(host).await.unwrap().unwrap();
    account.status = domain::account::AccountStatus::Left;
    let mut unit = town.app.store().begin().await.unwrap();
    assert!(unit.save_account(&account).await.unwrap());
    unit.commit().await.unwrap();
    services.keep_house().await.unwrap();
    assert_eq!(
        town.statuses().await,
        [WITHDRAWN, WITHDRAWN, WITHDRAWN, None, None]
    );
    town.assert_told().await;
}

#[tokio::test]
async fn which_numbers_somebody_was_shown_goes_with_the_account() {
    let town = Town::new().await;
    let services = &town.app.services;
    services
        .reveal_phone(&town.renter, town.homes[0])
        .await
        .unwrap();
    services.leave(&town.renter, PASSWORD).await.unwrap();
    town.app.clock.set(noon() + GRACE);
    services.keep_house().await.unwrap();
    let store = town.app.store().primary_reads();
    let user = town.renter.user().unwrap();
    assert_eq!(store.contacts().reveals(user, 9).await.unwrap(), []);
}
