use super::{asks, gets, landlord};
use crate::{ask::Ask, client::Client, people::new_ip};
use domain::RoleId;
use serde_json::{Value, json};

#[tokio::test]
async fn of_a_hundred_who_book_one_slot_at_once_one_gets_it() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let mut renters = Vec::new();
    for _ in 0..100 {
        renters.push(client.renter().await);
    }
    let slots = gets(&client, &renters[0], &format!("/listings/{home}/slots")).await;
    let slot = slots[3].as_str().unwrap().to_owned();
    let plan = json!({"listing": home, "starts_at": slot});
    let asked = renters
        .iter()
        .map(|renter| asks(&client, renter, "POST", "/viewings", &plan));
    let answers = futures::future::join_all(asked).await;
    let count = |status: u16| {
        let same = answers.iter().filter(|answer| answer.status == status);
        same.count()
    };
    assert_eq!((count(201), count(409)), (1, 99));
    let held = gets(&client, &host, "/viewings?side=host").await;
    assert_eq!(held["count"], 1);
    let left = gets(&client, &renters[0], &format!("/listings/{home}/slots")).await;
    let left = left.as_array().unwrap();
    assert!(left.iter().all(|free| *free != slots[3]));
}

#[tokio::test]
async fn a_viewing_goes_from_asking_to_having_taken_place() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let renter = client.renter().await;
    let slots = gets(&client, &renter, &format!("/listings/{home}/slots")).await;
    let plan = json!({"listing": home, "starts_at": slots[4], "note": "两个人"});
    let booked = asks(&client, &renter, "POST", "/viewings", &plan).await;
    assert_eq!(booked.status, 201, "{}", booked.text());
    let id = booked.json()["id"].as_i64().unwrap();
    let path = format!("/viewings/{id}");
    assert_eq!(booked.json()["status"], "requested");

    let again = asks(&client, &renter, "POST", "/viewings", &plan).await;
    assert_eq!(again.problem().1, "viewing_open");
    let confirm = json!({"action": "confirm", "version": 1});
    let mine = asks(&client, &renter, "PATCH", &path, &confirm).await;
    assert_eq!(mine.status, 403);
    let confirmed = asks(&client, &host, "PATCH", &path, &confirm).await;
    assert_eq!(confirmed.json()["status"], "confirmed");
    let stale = asks(&client, &host, "PATCH", &path, &confirm).await;
    assert_eq!(stale.status, 409);

    let moved = json!({"action": "move", "version": 2, "starts_at": slots[5]});
    let moved = asks(&client, &renter, "PATCH", &path, &moved).await;
    assert_eq!(moved.json()["status"], "requested", "{}", moved.text());
    assert_eq!(moved.json()["sequence"], 1);
    for (change, problem) in [
        (
            json!({"action": "cancel", "version": 3}),
            ("reason", "missing"),
        ),
        (
            json!({"action": "cancel", "version": 3, "reason": "account_closed"}),
            ("reason", "unknown_value"),
        ),
        (
            json!({"action": "cancel", "version": 3, "reason": "other"}),
            ("note", "missing"),
        ),
        (
            json!({"action": "move", "version": 3, "starts_at": slots[5]}),
            ("starts_at", "slot_same"),
        ),
        (
            json!({"action": "move", "version": 3, "starts_at": "2026-06-01T00:00:00Z"}),
            ("starts_at", "slot_past"),
        ),
        (
            json!({"action": "move", "version": 3, "starts_at": "2026-06-03T01:10:00Z"}),
            ("starts_at", "slot_unknown"),
        ),
        (
            json!({"action": "move", "version": 3, "starts_at": "2026-06-03T20:00:00Z"}),
            ("starts_at", "slot_unknown"),
        ),
        (
            json!({"action": "done", "version": 3}),
            ("action", "viewing_early"),
        ),
    ] {
        let refused = asks(&client, &host, "PATCH", &path, &change).await;
        let (field, code) = refused.problem();
        assert_eq!((field.as_str(), code.as_str()), problem, "{change}");
    }
    client.wait(chrono::TimeDelta::days(2));
    let (access, _) = client.signed_in(&host.username).await;
    let done = json!({"action": "done", "version": 3});
    let ask = Ask::new("PATCH", &["/api/v1", &path].concat());
    let done = ask.bearer(&access).from(&new_ip()).json(&done);
    let done = done.to(&client).await;
    assert_eq!(done.json()["status"], "done", "{}", done.text());
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_beside_what_caused_it() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let renter = client.renter().await;
    for (method, path, body, problem) in [
        (
            "POST",
            "/viewings",
            json!({"listing": home, "starts_at": "2026-06-01T13:00:00Z"}),
            ("starts_at", "slot_soon"),
        ),
        (
            "POST",
            "/viewings",
            json!({"listing": home, "starts_at": "tomorrow"}),
            ("starts_at", "wrong_type"),
        ),
        (
            "POST",
            "/viewings",
            json!({"listing": home, "starts_at": "2026-09-01T02:00:00Z"}),
            ("starts_at", "slot_unknown"),
        ),
        (
            "POST",
            "/enquiries",
            json!({"listing": home, "message": " "}),
            ("message", "missing"),
        ),
        (
            "POST",
            "/enquiries",
            json!({"listing": home, "message": "好".repeat(1001)}),
            ("message", "message_length"),
        ),
        (
            "POST",
            "/enquiries",
            json!({"listing": home, "message": "a\u{0}b"}),
            ("message", "message_characters"),
        ),
        (
            "PUT",
            "/account/hours",
            json!({"week": ["12-9", "9-12, 11-13", "9:10-12", "x", "", "", ""]}),
            ("monday", "hours_reversed"),
        ),
        (
            "PUT",
            "/account/hours",
            json!({"week": ["9-12"]}),
            ("week", "wrong_type"),
        ),
        (
            "PUT",
            "/account/hours/2026-05-31",
            json!({"hours": ""}),
            ("day", "day_past"),
        ),
        (
            "PUT",
            "/account/hours/2028-01-01",
            json!({"hours": "9-12"}),
            ("day", "day_far"),
        ),
        (
            "POST",
            "/account/searches",
            json!({"name": "", "query": "q=a"}),
            ("search_name", "missing"),
        ),
    ] {
        let refused = asks(&client, &renter, method, path, &body).await;
        assert_eq!(refused.status, 400, "{path} {body}: {}", refused.text());
        let (field, code) = refused.problem();
        assert_eq!((field.as_str(), code.as_str()), problem, "{path} {body}");
    }
    let wrong = json!({"week": ["12-9", "9-12, 11-13", "9:10-12", "x", "", "", ""]});
    let wrong = asks(&client, &renter, "PUT", "/account/hours", &wrong).await;
    assert_eq!(wrong.json()["errors"].as_array().unwrap().len(), 4);
    let hours = gets(&client, &renter, "/account/hours").await;
    assert_eq!(hours["week"][3], "", "nothing half-saved");
    let (no_day, closed) = ("/account/hours/2026-13-01", json!({"hours": ""}));
    let none = asks(&client, &renter, "PUT", no_day, &closed).await;
    assert_eq!(none.status, 404);

    // One's own home, homes that are not there, and those that nobody answers for.
    let own = json!({"listing": home, "message": "在吗"});
    let own = asks(&client, &host, "POST", "/enquiries", &own).await;
    assert_eq!(own.problem().1, "own_home");
    let nowhere = json!({"listing": 999_999, "message": "在吗"});
    let nowhere = asks(&client, &renter, "POST", "/enquiries", &nowhere).await;
    assert_eq!(nowhere.status, 404);
    let nobodys = testkit::ListingBuilder::new("nobodys");
    let nobodys = client.app.put(vec![nobodys]).await.unwrap()[0];
    let body = json!({"listing": nobodys, "message": "在吗"});
    let refused = asks(&client, &renter, "POST", "/enquiries", &body).await;
    assert_eq!(refused.problem().1, "no_host");
    let over = testkit::ListingBuilder::new("over")
        .publisher(host.id)
        .status(domain::ListingStatus::Let);
    let over = client.app.put(vec![over]).await.unwrap()[0];
    let body = json!({"listing": over, "message": "在吗"});
    let gone = asks(&client, &renter, "POST", "/enquiries", &body).await;
    assert_eq!(gone.status, 410);
}

#[tokio::test]
async fn an_inbox_counts_what_is_unread_and_tells_once_an_hour() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let renter = client.renter().await;
    let ask = json!({"listing": home, "message": "可以养猫吗？"});
    let asked = asks(&client, &renter, "POST", "/enquiries", &ask).await;
    assert_eq!(asked.status, 201, "{}", asked.text());
    let id = asked.json()["id"].as_i64().unwrap();
    asks(&client, &renter, "POST", "/enquiries", &ask).await;
    let inbox = gets(&client, &host, "/enquiries?side=host&unread=true").await;
    assert_eq!(inbox["count"], 1);
    assert_eq!(inbox["results"][0]["unread"], 2);
    assert_eq!(inbox["results"][0]["with"], "张三");
    let outbox = async || {
        let store = client.app.store().primary_reads();
        let messages = store.accounts().newest_messages(100).await.unwrap();
        let to = |phone: &str| {
            let sent = messages.iter();
            sent.filter(|sent| sent.message.recipient == phone).count()
        };
        (to(&host.phone), to(&renter.phone))
    };
    assert_eq!(outbox().await, (1, 0));
    let notices = gets(&client, &host, "/account/notices").await;
    assert_eq!(notices.as_array().unwrap().len(), 1);
    assert_eq!(notices[0]["kind"], "enquiry_message");
    assert_eq!(notices[0]["seen"], false);

    let thread = gets(&client, &host, &format!("/enquiries/{id}")).await;
    assert_eq!(thread["messages"].as_array().unwrap().len(), 2);
    let notices = gets(&client, &host, "/account/notices").await;
    assert_eq!(notices[0]["seen"], true);
    let answer = json!({"message": "可以。"});
    let path = format!("/enquiries/{id}/messages");
    let answered = asks(&client, &host, "POST", &path, &answer).await;
    assert_eq!(answered.status, 204);
    assert_eq!(outbox().await, (1, 1));
    let inbox = gets(&client, &host, "/enquiries?side=host&mark=following").await;
    assert_eq!(inbox["results"][0]["unread"], 0);
    let mark = json!({"mark": "closed"});
    let path = format!("/enquiries/{id}");
    let by_renter = asks(&client, &renter, "PATCH", &path, &mark).await;
    assert_eq!(by_renter.status, 403);
    let marked = asks(&client, &host, "PATCH", &path, &mark).await;
    assert_eq!(marked.status, 204);
    // Admins are no party.
    let admin = client.person(RoleId::ADMIN).await;
    let strange = asks(&client, &admin, "GET", &path, &Value::Null).await;
    assert_eq!(strange.status, 404);
}

#[tokio::test]
async fn searches_are_kept_once_each_and_fifty_at_most() {
    let client = Client::start().await;
    let me = client.renter().await;
    let save = async |query: &str| {
        let body = json!({"name": "望京", "query": query});
        asks(&client, &me, "POST", "/account/searches", &body).await
    };
    assert_eq!(save("rooms=2&city=110100&page=7").await.status, 201);
    let again = save("city=110100&rooms=2").await;
    assert_eq!(again.problem(), ("query".into(), "exists".into()));
    let kept = gets(&client, &me, "/account/searches").await;
    assert_eq!(kept[0]["query"], "city=110100&rooms=2");
    for number in 1..50 {
        let saved = save(&format!("rent_max={}", 1_000 + number)).await;
        assert_eq!(saved.status, 201, "{number}");
    }
    assert_eq!(save("rent_max=9000").await.problem().1, "too_many_searches");
    let path = format!("/account/searches/{}", kept[0]["id"]);
    let renamed = json!({"name": " 望京西 "});
    let renamed = asks(&client, &me, "PATCH", &path, &renamed).await;
    assert_eq!(renamed.status, 204);
    let deleted = asks(&client, &me, "DELETE", &path, &Value::Null).await;
    assert_eq!(deleted.status, 204);
    let gone = asks(&client, &me, "DELETE", &path, &Value::Null).await;
    assert_eq!(gone.status, 404);
    assert_eq!(save("rent_max=9000").await.status, 201);
}
