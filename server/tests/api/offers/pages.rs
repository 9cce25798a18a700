//! The pages of publishers as a browser without script uses them.

use super::home;
use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use chrono::TimeDelta;
use domain::{ListingId, RoleId};
use serde_json::{Value, json};

async fn sees(client: &Client, person: &Person, path: &str) -> Answer {
    let ask = Ask::new("GET", path).header("accept", "text/html");
    person.browses(ask.from(&new_ip())).to(client).await
}

async fn sends(
    client: &Client,
    person: &Person,
    page: &str,
    function: &str,
    pairs: &[(&str, &str)],
) -> Answer {
    let ask = Ask::new("POST", &["/api/ui/", function].concat());
    let ask = ask.form(page, pairs).from(&new_ip());
    person.browses(ask).to(client).await
}

/// The page to which a form went back, with what was wrong.
async fn back(client: &Client, person: &Person, answer: &Answer) -> String {
    let page = answer.header("location").to_owned();
    let cookie = answer.cookies().into_iter().next().unwrap();
    let ask = Ask::new("GET", &page).header("accept", "text/html");
    let ask = ask.cookie(&cookie.0, &cookie.1).from(&new_ip());
    person.browses(ask).to(client).await.text()
}

/// The same person, signed in anew.
async fn again(client: &Client, person: Person) -> Person {
    let (access, refresh) = client.signed_in(&person.username).await;
    Person {
        access,
        refresh,
        ..person
    }
}

async fn rejects(client: &Client, admin: &Person, id: i64) {
    let caller = admin.caller(client).await;
    let services = &client.app.services;
    let store = services.store().primary_reads();
    let edit = store.offers().edit(ListingId(id)).await.unwrap().unwrap();
    let reasons = ["wrong_photos".to_owned()];
    services
        .reject_listing(&caller, ListingId(id), edit.version, (&reasons, ""))
        .await
        .unwrap();
}

#[tokio::test]
async fn what_cannot_be_taken_back_is_asked_about_first() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let draft = landlord.begins(&client, &home("草稿")).await;
    let page = sees(&client, &landlord, &format!("/console/listings/{draft}")).await;
    let html = page.text();
    assert!(
        html.contains("确定删除草稿") && html.contains("不能恢复"),
        "{html}"
    );
    let public = client.published(&landlord, &home("公开")).await;
    let html = sees(&client, &landlord, &format!("/console/listings/{public}"))
        .await
        .text();
    for sure in ["确定标为已租出", "确定下架", "class=\"asked-first\""] {
        assert!(html.contains(sure), "{sure}");
    }
    assert!(!html.contains("确定标为已预订"), "that can be taken back");
}

#[tokio::test]
async fn a_step_that_comes_too_late_is_refused_beside_its_button() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = client.published(&landlord, &home("公开")).await;
    let other = client.published(&landlord, &home("另一套")).await;
    let page = format!("/console/listings/{id}");
    let (listing, version) = (id.to_string(), landlord.editor(&client, id).await);
    let version = version["listing_version"].to_string();
    let step = |action| {
        [
            ("listing", listing.as_str()),
            ("version", version.as_str()),
            ("action", action),
            ("back", "editor"),
        ]
    };
    let done = sends(&client, &landlord, &page, "step_listing", &step("reserve")).await;
    assert_eq!(done.header("location"), format!("{page}?done=reserve"));
    // The page was read before that.
    let refused = sends(&client, &landlord, &page, "step_listing", &step("let")).await;
    assert_eq!(refused.header("location"), page);
    let html = back(&client, &landlord, &refused).await;
    assert!(html.contains(&format!("id=\"let{id}-errors\"")), "{html}");
    assert!(html.contains("内容刚刚在别处改过"), "{html}");
    assert_eq!(
        html.matches("-errors\"").count(),
        1,
        "beside that button only"
    );
    // In the list, beside the home that it was about.
    client.wait(TimeDelta::days(20));
    let landlord = again(&client, landlord).await;
    let list = "/console/listings";
    let refused = sends(
        &client,
        &landlord,
        list,
        "step_listing",
        &[
            ("listing", other.to_string().as_str()),
            ("version", "1"),
            ("action", "confirm"),
            ("back", "list"),
        ],
    )
    .await;
    let html = back(&client, &landlord, &refused).await;
    assert!(
        html.contains(&format!("id=\"confirm{other}-errors\"")),
        "{html}"
    );
}

#[tokio::test]
async fn what_was_decided_against_a_home_stands_in_the_list_and_the_tasks() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let draft = landlord.begins(&client, &home("被驳回的草稿")).await;
    landlord.submits(&client, draft).await;
    rejects(&client, &admin, draft).await;
    let public = client.published(&landlord, &home("公开的")).await;
    landlord
        .writes(&client, public, |form| form.title = "改了标题".into())
        .await;
    landlord.submits(&client, public).await;
    rejects(&client, &admin, public).await;
    let taken = client.published(&landlord, &home("被下架的")).await;
    let (status, said) = admin
        .api(
            &client,
            "POST",
            &format!("/moderation/{taken}/takedown"),
            json!({ "reasons": ["other"] }),
        )
        .await;
    assert_eq!(status, 400, "{said}");
    let (status, _) = admin
        .api(
            &client,
            "POST",
            &format!("/moderation/{taken}/takedown"),
            json!({ "reasons": ["duplicate"], "note": "重复" }),
        )
        .await;
    assert_eq!(status, 204);

    let (_, page) = landlord
        .api(&client, "GET", "/account/listings", Value::Null)
        .await;
    let against = |id: i64| {
        let homes = page["results"].as_array().unwrap();
        let home = homes.iter().find(|home| home["id"] == id).unwrap();
        home["against"].clone()
    };
    assert_eq!(against(draft), "reject");
    assert_eq!(against(public), "reject");
    assert_eq!(against(taken), "take_down");
    let list = sees(&client, &landlord, "/console/listings?shelf=sent_back").await;
    let html = list.text();
    assert!(
        html.contains("共 2 套") && html.contains("审核驳回"),
        "{html}"
    );
    let today = sees(&client, &landlord, "/console").await.text();
    assert!(today.contains("套房源被退回，请修改"), "{today}");
    assert!(today.contains("/console/listings?shelf=sent_back"));
    assert!(!today.contains("还没有提交审核"), "it is counted once");

    // What was handed in again is not sent back any more.
    landlord
        .writes(&client, draft, |form| form.detail = "采光好".into())
        .await;
    landlord.submits(&client, draft).await;
    let list = sees(&client, &landlord, "/console/listings?shelf=sent_back").await;
    assert!(list.text().contains("共 1 套"));
}

#[tokio::test]
async fn a_home_that_expired_is_a_task_and_confirmed_with_one_tap() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = client.published(&landlord, &home("公开")).await;
    client.wait(TimeDelta::days(31));
    assert_eq!(client.app.services.expire_offers().await.unwrap(), 1);
    let landlord = again(&client, landlord).await;
    let today = sees(&client, &landlord, "/console").await.text();
    assert!(today.contains("/console/listings?shelf=expired"), "{today}");
    let list = "/console/listings?shelf=expired";
    let html = sees(&client, &landlord, list).await.text();
    assert!(html.contains("name=\"action\" value=\"confirm\""), "{html}");
    let id = id.to_string();
    let confirmed = [("listings[0]", id.as_str())];
    let done = sends(&client, &landlord, list, "confirm_listings", &confirmed).await;
    assert_eq!(done.header("location"), "/console/listings?done=confirm");
    let html = sees(&client, &landlord, list).await.text();
    assert!(html.contains("没有符合条件的房源"), "{html}");
}

#[tokio::test]
async fn an_incomplete_draft_has_a_preview_that_names_what_is_missing() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = landlord.begins(&client, &home("两居")).await;
    landlord
        .writes(&client, id, |form| {
            form.rooms = String::new();
            form.area = "很大".into();
            form.estate_name = String::new();
            form.detail = "采光很好".into();
        })
        .await;
    let page = sees(
        &client,
        &landlord,
        &format!("/console/listings/{id}/preview"),
    )
    .await;
    assert_eq!(page.status, 200);
    let html = page.text();
    for said in [
        "采光很好",
        "提交前还要填好",
        "面积（㎡）：请填写数字",
        "小区：请填写",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    let path = format!("/listings/{id}/preview");
    let (status, said) = landlord.api(&client, "GET", &path, Value::Null).await;
    assert_eq!(status, 400, "{said}");
}

#[tokio::test]
async fn the_list_shows_of_a_draft_what_is_written() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = landlord.begins(&client, &home("两居")).await;
    landlord
        .writes(&client, id, |form| {
            form.rent = "7200".into();
            form.rooms = "3".into();
        })
        .await;
    let html = sees(&client, &landlord, "/console/listings").await.text();
    assert!(html.contains("7,200") && html.contains("3室"), "{html}");
    // What makes no sense yet does not take the list away.
    landlord
        .writes(&client, id, |form| {
            form.rent = "1e999".into();
            form.area = "NaN".into();
        })
        .await;
    let page = sees(&client, &landlord, "/console/listings").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("6,500"));
}

#[tokio::test]
async fn an_edit_of_nothing_but_photos_can_be_discarded() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = client.published(&landlord, &home("公开")).await;
    let (page, listing) = (format!("/console/listings/{id}"), id.to_string());
    let html = sees(&client, &landlord, &page).await.text();
    assert!(!html.contains("放弃修改"));
    let form = [("listing", listing.as_str())];
    sends(&client, &landlord, &page, "change_photos", &form).await;
    let html = sees(&client, &landlord, &page).await.text();
    assert!(html.contains("确定放弃修改"), "{html}");
    let done = sends(&client, &landlord, &page, "discard_edit", &form).await;
    assert_eq!(done.header("location"), format!("{page}?done=discarded"));
    let html = sees(&client, &landlord, &page).await.text();
    assert!(!html.contains("确定放弃修改"));
}

#[tokio::test]
async fn strikes_are_shown_to_who_has_them() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let (renter, admin) = (client.renter().await, client.admin().await);
    let id = client.published(&landlord, &home("公开")).await;
    let today = sees(&client, &landlord, "/console").await.text();
    assert!(!today.contains("违规记分"));
    let report = json!({"listing": id, "reason": "wrong_price", "note": ""});
    let (status, made) = renter
        .api(&client, "POST", "/account/reports", report)
        .await;
    assert!(status < 300, "{made}");
    let answer = json!({"uphold": true, "answer": "核实属实"});
    let (status, _) = admin.api(&client, "PUT", "/reports/1/answer", answer).await;
    assert_eq!(status, 204);
    let today = sees(&client, &landlord, "/console").await.text();
    assert!(
        today.contains("违规记分") && today.contains("价格与实际不符"),
        "{today}"
    );
    assert!(!today.contains("lift_strike"), "nobody lifts their own");
}
