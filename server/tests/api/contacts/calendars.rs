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

/// The lines of a calendar as a reader puts them together again, once they were found to be written as
/// RFC 5545 wants.
fn lines(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    let bare = calendar.replace("\r\n", "");
    assert!(!bare.contains(['\r', '\n']), "every line ends in both");
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    let whole = calendar.replace("\r\n ", "");
    whole.split_terminator("\r\n").map(str::to_owned).collect()
}

#[tokio::test]
async fn a_viewing_is_the_same_event_however_often_it_is_moved() {
    let client = Client::start().await;
    let host = client.person(domain::RoleId::LANDLORD).await;
    let title = "两居; 朝南, 带\\阳台。".repeat(4);
    let home = testkit::ListingBuilder::new("own")
        .title(&title)
        .publisher(host.id);
    let home = client.app.put(vec![home]).await.unwrap()[0];
    let week = json!({"week": vec!["9-18"; 7]});
    asks(&client, &host, "PUT", "/account/hours", &week).await;
    let renter = client.renter().await;
    let slots = gets(&client, &renter, &format!("/listings/{home}/slots")).await;
    let note = "两个人来看\nBEGIN:VEVENT";
    let plan = json!({"listing": home, "starts_at": slots[4], "note": note});
    let booked = asks(&client, &renter, "POST", "/viewings", &plan).await;
    let path = format!("/viewings/{}", booked.json()["id"]);
    let event = async |person: &crate::people::Person, wanted: [&str; 3]| {
        let ask = Ask::new("GET", &[&path, ".ics"].concat()).from(&new_ip());
        let answer = person.browses(ask).to(&client).await;
        assert_eq!(answer.status, 200);
        let lines = lines(&answer.text());
        for line in wanted {
            assert!(
                lines.iter().any(|found| found == line),
                "{line}: {lines:#?}"
            );
        }
        let begins = lines.iter().filter(|line| *line == "BEGIN:VEVENT");
        assert_eq!(begins.count(), 1, "nobody's text begins an event");
        let titled = title.replace('\\', "\\\\").replace(';', "\\;");
        let titled = ["SUMMARY:看房：", &titled.replace(',', "\\,")].concat();
        assert!(lines.contains(&titled), "{lines:#?}");
        let of = |name: &str| {
            let line = lines.iter().find(|line| line.starts_with(name));
            line.unwrap().clone()
        };
        (of("UID:"), of("DTSTART;"))
    };
    let first = event(
        &renter,
        ["METHOD:PUBLISH", "SEQUENCE:0", "STATUS:TENTATIVE"],
    )
    .await;
    let confirm = json!({"action": "confirm", "version": 1});
    asks(&client, &host, "PATCH", &path, &confirm).await;
    // Who put it into a calendar sees that it is confirmed when the file is read again.
    let confirmed = event(&host, ["METHOD:PUBLISH", "SEQUENCE:0", "STATUS:CONFIRMED"]).await;
    assert_eq!(confirmed, first);
    let moved = json!({"action": "move", "version": 2, "starts_at": slots[7]});
    let answer = asks(&client, &host, "PATCH", &path, &moved).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let second = event(
        &renter,
        ["METHOD:PUBLISH", "SEQUENCE:1", "STATUS:CONFIRMED"],
    )
    .await;
    assert_eq!(second.0, first.0);
    assert_ne!(second.1, first.1);
    let cancel = json!({"action": "cancel", "version": 3, "reason": "time"});
    asks(&client, &renter, "PATCH", &path, &cancel).await;
    let last = event(&host, ["METHOD:CANCEL", "SEQUENCE:2", "STATUS:CANCELLED"]).await;
    assert_eq!(last, second, "what is taken out is what was put in");
}
