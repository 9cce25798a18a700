use super::{asks, gets, landlord};
use crate::{ask::Ask, client::Client, people::new_ip};
use serde_json::{Value, json};

#[tokio::test]
async fn a_calendar_is_read_by_who_knows_its_secret_until_it_is_renewed() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let renter = client.renter().await;
    let slots = gets(&client, &renter, &format!("/listings/{home}/slots")).await;
    let plan = json!({"listing": home, "starts_at": slots[4]});
    let booked = asks(&client, &renter, "POST", "/viewings", &plan).await;
    let id = booked.json()["id"].as_i64().unwrap();
    let new = async |person| {
        let answer = asks(&client, person, "PUT", "/account/calendar", &Value::Null).await;
        answer.json()["path"].as_str().unwrap().to_owned()
    };
    let (mine, theirs) = (new(&renter).await, new(&host).await);
    for (path, other) in [(&mine, "张三"), (&theirs, "张三")] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 200);
        let kind = answer.header("content-type");
        assert_eq!(kind, "text/calendar; charset=utf-8");
        let text = answer.text();
        for part in [
            format!("UID:viewing-{id}@zufang\r\n"),
            "STATUS:TENTATIVE\r\n".into(),
            "SEQUENCE:0\r\n".into(),
            other.to_owned(),
        ] {
            assert!(text.contains(&part), "{part}: {text}");
        }
    }
    let cancel = json!({"action": "cancel", "version": 1, "reason": "time"});
    let path = format!("/viewings/{id}");
    let done = asks(&client, &host, "PATCH", &path, &cancel).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let text = client.get(&mine).await.text();
    assert!(text.contains("STATUS:CANCELLED\r\n") && text.contains("SEQUENCE:1\r\n"));

    let newer = new(&renter).await;
    assert_eq!(client.get(&mine).await.status, 404);
    assert_eq!(client.get(&newer).await.status, 200);
    let off = asks(
        &client,
        &renter,
        "DELETE",
        "/account/calendar",
        &Value::Null,
    )
    .await;
    assert_eq!(off.status, 204);
    for path in [
        newer.as_str(),
        "/calendars/x.ics",
        "/calendars/.ics",
        "/calendars/AAAAAAAAAAAAAAAAAAAAAA.ics",
        "/calendars/AAAAAAAAAAAAAAAAAAAAAA",
    ] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
    let stored = client.app.store().primary_reads();
    let owner = stored.contacts().calendar_owner(&"0".repeat(64)).await;
    assert_eq!(owner.unwrap(), None);

    // One to download, for those who take part.
    let file = |person: &crate::people::Person| {
        let ask = Ask::new("GET", &format!("/viewings/{id}.ics"));
        person.browses(ask.from(&new_ip()))
    };
    let answer = file(&host).to(&client).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("METHOD:CANCEL\r\n"));
    assert!(answer.header("content-disposition").contains(".ics"));
    let stranger = client.renter().await;
    assert_eq!(file(&stranger).to(&client).await.status, 404);
    let nobody = client.get(&format!("/viewings/{id}.ics")).await;
    assert!(nobody.header("location").starts_with("/sign-in?next="));
}
