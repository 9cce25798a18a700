//! Homes of a file: looked at first, brought in, taken back.

use crate::{ask::Ask, client::Client, people::Person};
use domain::RoleId;
use serde_json::{Value, json};

const HEAD: &str = "external_id,出租方式,city,district,小区,rent,area,rooms,title\n";

fn row(id: &str, rent: &str) -> String {
    format!("{id},entire,110100,110105,望京花园,{rent},62.5,2,阳光两居\n")
}

async fn checks(person: &Person, client: &Client, rows: &[String]) -> Value {
    let ask = Ask::new("POST", "/api/v1/account/imports?name=a.csv").bearer(&person.access);
    let answer = ask
        .bytes([HEAD, &rows.concat()].concat().into_bytes())
        .to(client)
        .await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    let checked: Value = serde_json::from_str(&answer.text()).unwrap();
    shown(person, client, checked["id"].as_i64().unwrap()).await
}

async fn shown(person: &Person, client: &Client, id: i64) -> Value {
    let path = format!("/account/imports/{id}");
    let (status, page) = person.api(client, "GET", &path, Value::Null).await;
    assert_eq!(status, 200);
    page
}

async fn application(person: &Person, client: &Client, method: &str, id: &Value) -> (u16, Value) {
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
