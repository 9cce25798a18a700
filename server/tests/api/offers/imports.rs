//! Homes of a file: looked at first, brought in, taken back.

use crate::{ask::Ask, client::Client, people::Person};
use chrono::TimeDelta;
use domain::{RoleId, offer::IMPORT_COLUMNS};
use serde_json::{Value, json};

pub const HEAD: &str = "external_id,出租方式,city,district,小区,rent,area,rooms,title\n";

pub fn row(id: &str, rent: &str) -> String {
    format!("{id},entire,110100,110105,望京花园,{rent},62.5,2,阳光两居\n")
}

pub async fn checks(person: &Person, client: &Client, rows: &[String]) -> Value {
    let ask = Ask::new("POST", "/api/v1/account/imports?name=a.csv").bearer(&person.access);
    let answer = ask
        .bytes([HEAD, &rows.concat()].concat().into_bytes())
        .to(client)
        .await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    let checked: Value = serde_json::from_str(&answer.text()).unwrap();
    shown(person, client, checked["id"].as_i64().unwrap()).await
}

pub async fn shown(person: &Person, client: &Client, id: i64) -> Value {
    let path = format!("/account/imports/{id}");
    let (status, page) = person.api(client, "GET", &path, Value::Null).await;
    assert_eq!(status, 200);
    page
}

pub async fn application(
    person: &Person,
    client: &Client,
    method: &str,
    id: &Value,
) -> (u16, Value) {
    let path = format!("/account/imports/{id}/application");
    person.api(client, method, &path, Value::Null).await
}

#[tokio::test]
async fn a_file_is_compared_applied_repeated_and_undone() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let rows = [row("A1", "6500"), row("A2", "-1"), row("A3", "7000")];
    let page = checks(&agent, &client, &rows).await;
    assert_eq!(page["counts"]["new"], 2);
    assert_eq!(page["rows"][1]["kind"], "rejected");
    assert_eq!(page["rows"][1]["line"], 3);
    assert_eq!(page["rows"][1]["problems"][0]["field"], "rent");
    assert_eq!(page["rows"][0]["listing"], Value::Null, "a dry run");

    let (status, counts) = application(&agent, &client, "POST", &page["id"]).await;
    assert_eq!((status, &counts["applied"]), (200, &json!(2)), "{counts}");
    let (_, again) = application(&agent, &client, "POST", &page["id"]).await;
    assert_eq!(again, counts, "never twice");
    let first = shown(&agent, &client, page["id"].as_i64().unwrap()).await;
    let home = first["rows"][0]["listing"].as_i64().unwrap();

    let page = checks(&agent, &client, &rows).await;
    assert_eq!(page["counts"]["same"], 2, "in review: {page}");
    admin.approves(&client, home).await;
    let page = checks(&agent, &client, &rows).await;
    assert_eq!(page["counts"]["same"], 2, "public: {page}");

    // A rent that moves little is public at once.
    let page = checks(&agent, &client, &[row("A1", "6600")]).await;
    assert_eq!(page["counts"]["changed"], 1);
    assert_eq!(page["rows"][0]["changes"][0]["field"], "rent");
    let (_, counts) = application(&agent, &client, "POST", &page["id"]).await;
    assert_eq!(counts["applied"], 1, "{counts}");
    assert_eq!(agent.editor(&client, home).await["form"]["rent"], "6600");
    let (status, counts) = application(&agent, &client, "DELETE", &page["id"]).await;
    assert_eq!((status, &counts["undone"]), (200, &json!(1)), "{counts}");
    assert_eq!(agent.editor(&client, home).await["form"]["rent"], "6500");

    // The first is withdrawn, as it was public; the other one is gone.
    let other = first["rows"][2]["listing"].as_i64().unwrap();
    let (_, counts) = application(&agent, &client, "DELETE", &first["id"]).await;
    assert_eq!(counts["undone"], 2, "{counts}");
    assert_eq!(agent.editor(&client, home).await["status"], "withdrawn");
    let path = format!("/listings/{other}/editor");
    assert_eq!(agent.api(&client, "GET", &path, Value::Null).await.0, 404);
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_refused_and_names_are_ones_own() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let other = client.person(RoleId::LANDLORD).await;
    let page = checks(&agent, &client, &[row("A1", "6500")]).await;
    application(&agent, &client, "POST", &page["id"]).await;
    let theirs = checks(&other, &client, &[row("A1", "6500")]).await;
    assert_eq!(theirs["counts"]["new"], 1, "a namespace for each");
    let foreign = application(&other, &client, "POST", &page["id"]).await;
    assert_eq!(foreign.0, 404);

    // Two files were looked at, and the home comes with the first one.
    let one = checks(&agent, &client, &[row("B1", "6500")]).await;
    let two = checks(&agent, &client, &[row("B1", "9000")]).await;
    application(&agent, &client, "POST", &one["id"]).await;
    let (_, counts) = application(&agent, &client, "POST", &two["id"]).await;
    assert_eq!(counts["refused"], 1, "{counts}");
    let page = checks(&agent, &client, &[row("B1", "9000")]).await;
    assert_eq!(page["rows"][0]["problems"][0]["code"], "in_review");
}

#[tokio::test]
async fn what_stopped_half_way_goes_on_and_nothing_comes_twice() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let rows: Vec<String> = (0..505)
        .map(|home| row(&format!("H{home}"), "6500"))
        .collect();
    let page = checks(&agent, &client, &rows).await;
    let id = page["id"].as_i64().unwrap();
    assert_eq!(
        (&page["counts"]["new"], &page["pages"]),
        (&json!(505), &json!(11))
    );
    // As a process that ends after the first homes leaves it.
    let (_, counts) = application(&agent, &client, "POST", &page["id"]).await;
    assert_eq!(
        (&counts["applied"], &counts["waiting"]),
        (&json!(500), &json!(5))
    );
    let half = shown(&agent, &client, id).await;
    assert_eq!(
        (&half["state"], &half["undo_minutes"]),
        (&json!("checked"), &Value::Null)
    );
    let early = application(&agent, &client, "DELETE", &page["id"]).await;
    assert_eq!(early.0, 409, "not before all of it is done");
    // Somebody presses twice.
    let twice = tokio::join!(
        application(&agent, &client, "POST", &page["id"]),
        application(&agent, &client, "POST", &page["id"]),
    );
    assert_eq!((twice.0.0, twice.1.0), (200, 200));
    let done = shown(&agent, &client, id).await;
    assert_eq!(done["counts"]["applied"], 505, "{}", done["counts"]);
    assert_eq!(done["state"], "applied");
    let (_, own) = agent
        .api(&client, "GET", "/account/listings", Value::Null)
        .await;
    assert_eq!(own["count"], 505, "each home is there once");
    let again = checks(&agent, &client, &rows).await;
    assert_eq!(again["counts"]["same"], 505);
    let (_, counts) = application(&agent, &client, "POST", &again["id"]).await;
    assert_eq!(counts["applied"], 0);
    let (_, own) = agent
        .api(&client, "GET", "/account/listings", Value::Null)
        .await;
    assert_eq!(own["count"], 505);
}

#[tokio::test]
async fn an_import_is_taken_back_within_a_day_only() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let page = checks(&agent, &client, &[row("A1", "6500")]).await;
    let id = page["id"].as_i64().unwrap();
    application(&agent, &client, "POST", &page["id"]).await;
    client.wait(TimeDelta::hours(23));
    let (access, _) = client.signed_in(&agent.username).await;
    let agent = Person { access, ..agent };
    let left = shown(&agent, &client, id).await;
    assert_eq!(left["undo_minutes"], 60);
    client.wait(TimeDelta::minutes(61));
    let (access, _) = client.signed_in(&agent.username).await;
    let agent = Person { access, ..agent };
    assert_eq!(
        shown(&agent, &client, id).await["undo_minutes"],
        Value::Null
    );
    let (status, problem) = application(&agent, &client, "DELETE", &page["id"]).await;
    assert_eq!(
        (status, &problem["errors"][0]["code"]),
        (400, &json!("too_late"))
    );
    let (_, own) = agent
        .api(&client, "GET", "/account/listings", Value::Null)
        .await;
    assert_eq!(own["count"], 1);
}

#[tokio::test]
async fn what_was_changed_since_is_not_taken_back() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let page = checks(&agent, &client, &[row("A1", "6500"), row("A2", "6500")]).await;
    let id = page["id"].as_i64().unwrap();
    application(&agent, &client, "POST", &page["id"]).await;
    let home = shown(&agent, &client, id).await["rows"][0]["listing"]
        .as_i64()
        .unwrap();
    admin.approves(&client, home).await;
    agent
        .writes(&client, home, |form| form.title = "改过的标题".into())
        .await;
    let (_, counts) = application(&agent, &client, "DELETE", &page["id"]).await;
    assert_eq!((&counts["kept"], &counts["undone"]), (&json!(1), &json!(1)));
    let path = format!("/account/imports/{id}?show=left");
    let (_, left) = agent.api(&client, "GET", &path, Value::Null).await;
    assert_eq!(left["rows"][0]["problems"][0]["code"], "changed_since");
    assert_eq!(
        agent.editor(&client, home).await["form"]["title"],
        "改过的标题"
    );
}

#[tokio::test]
async fn the_template_is_a_file_that_can_be_brought_in() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    for name in ["template.csv", "template-en.csv"] {
        let path = format!("/console/imports/{name}");
        let file = Ask::new("GET", &path).to(&client).await;
        assert_eq!(file.status.as_u16(), 200);
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert!(
            file.text().starts_with('\u{feff}'),
            "spreadsheets need the mark"
        );
        let ask = Ask::new("POST", "/api/v1/account/imports").bearer(&agent.access);
        let answer = ask.bytes(file.body).to(&client).await;
        let id = answer.json()["id"].as_i64().unwrap();
        let page = shown(&agent, &client, id).await;
        assert_eq!(page["counts"]["new"], 1, "{page}");
        let columns = page["rows"][0]["changes"].as_array().unwrap().len();
        let filled = IMPORT_COLUMNS
            .iter()
            .filter(|column| !column.example.is_empty());
        // All but what the home is called.
        assert!(columns >= filled.count() - 1, "{page}");
    }
}
