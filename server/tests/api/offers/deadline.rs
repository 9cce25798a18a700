//! Until when an import can be taken back.

use crate::{ask::Ask, client::Client, people::Person};
use chrono::TimeDelta;
use domain::RoleId;
use serde_json::{Value, json};

#[tokio::test]
async fn what_was_brought_in_is_taken_back_within_a_day() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let again = async |agent: Person| {
        let access = client.signed_in(&agent.username).await.0;
        Person { access, ..agent }
    };
    let applied = async |agent: &Person, name: &str| {
        let file = format!(
            "external_id,出租方式,city,district,小区,rent,area,rooms,title\n\
             {name},entire,110100,110105,望京花园,6500,62.5,2,阳光两居\n"
        );
        let ask = Ask::new("POST", "/api/v1/account/imports?name=a.csv");
        let checked = ask
            .bearer(&agent.access)
            .bytes(file.into_bytes())
            .to(&client)
            .await;
        assert_eq!(checked.status, 201, "{}", checked.text());
        let path = format!("/account/imports/{}/application", checked.json()["id"]);
        let (status, counts) = agent.api(&client, "POST", &path, Value::Null).await;
        assert_eq!((status, &counts["applied"]), (200, &json!(1)), "{counts}");
        path
    };
    let first = applied(&agent, "A1").await;
    client.wait(TimeDelta::days(1));
    let agent = again(agent).await;
    let second = applied(&agent, "A2").await;
    let (status, counts) = agent.api(&client, "DELETE", &first, Value::Null).await;
    assert_eq!((status, &counts["undone"]), (200, &json!(1)), "{counts}");
    client.wait(TimeDelta::days(1) + TimeDelta::seconds(1));
    let agent = again(agent).await;
    let (status, error) = agent.api(&client, "DELETE", &second, Value::Null).await;
    assert_eq!(
        (status, &error["errors"][0]["code"]),
        (400, &json!("too_late"))
    );
    let own = agent.api(&client, "GET", "/account/listings", Value::Null);
    assert_eq!(own.await.1["count"], 1, "what is late stays");
}
