//! Photos of homes, and photos that come before their home.

use super::{asked, keys, read};
use crate::{
    ask::Ask,
    client::{Answer, Client},
    home_photos::files,
    people::{Person, new_ip},
};
use domain::RoleId;
use serde_json::{Value, json};
use testkit::ListingBuilder;

async fn sends(client: &Client, person: Option<&Person>, path: &str, file: &[u8]) -> Answer {
    let mut body = b"--x\r\ncontent-disposition: form-data; name=\"mainphoto\"; \
        filename=\"a.jpg\"\r\n\r\n"
        .to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let ask = Ask::new("POST", path).from(&new_ip());
    let ask = ask.header("content-type", "multipart/form-data; boundary=x");
    let ask = match person {
        Some(person) => ask.header("token", &person.access),
        None => ask,
    };
    ask.bytes(body).to(client).await
}

/// What is answered, while photos are drawn beside it.
async fn uploads(client: &Client, person: &Person, file: &[u8]) -> Answer {
    let services = client.app.services.clone();
    let drawing = async {
        loop {
            services.draw_photos().await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        answer = sends(client, Some(person), "/api/photos/", file) => answer,
        () = drawing => unreachable!(),
    }
}

#[tokio::test]
async fn a_photo_comes_first_and_its_home_after_it() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let answer = uploads(&client, &landlord, &files::jpeg(640, 480, 7)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let taken = answer.json();
    assert_eq!(keys(&taken), ["code", "message", "photoid", "url"]);
    assert_eq!(taken["code"], 300_001, "{taken}");
    let url = taken["url"].as_str().unwrap();
    let (_, key) = url.split_once("/photos/").unwrap();
    assert_eq!(client.get(&format!("/photos/{key}")).await.status, 200);
    for named in [json!(url), taken["photoid"].clone(), json!(key)] {
        let body = json!({
            "title": "新家", "area": 89, "price": 5200, "type": 6, "district": 110_105,
            "estate": "望京西园", "mainphoto": named,
        });
        let answer = asked(&client, Some(&landlord), "POST", "/api/houseinfos/", body).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let id = answer.json()["houseid"].as_i64().unwrap();
        admin.approves(&client, id).await;
        client.app.caught_up().await.unwrap();
        let home = read(&client, &format!("/api/houseinfos/{id}/")).await;
        assert_eq!(home["mainphoto"], key);
        assert_eq!(home["photos"][0]["path"], key);
        assert_eq!(keys(&home["photos"][0]), ["path", "photoid"]);
    }
    // A number is taken from who uploaded the photo only.
    let other = client.person(RoleId::LANDLORD).await;
    let body = json!({
        "title": "新家", "area": 89, "price": 5200, "type": 6, "district": 110_105,
        "estate": "望京西园", "mainphoto": taken["photoid"],
    });
    let answer = asked(&client, Some(&other), "POST", "/api/houseinfos/", body).await;
    assert_eq!(
        (answer.status.as_u16(), keys(&answer.json())),
        (400, vec!["mainphoto"])
    );
}

#[tokio::test]
async fn what_is_no_photo_is_not_taken() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let large = vec![0xff; 5 << 19];
    for file in [&b""[..], b"GIF89a", &large] {
        let answer = sends(&client, Some(&landlord), "/api/photos/", file).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json()["code"], 300_002);
    }
    let renter = client.renter().await;
    for (person, status) in [(None, 401), (Some(&renter), 403)] {
        let answer = sends(&client, person, "/api/photos/", &files::jpeg(640, 480, 7)).await;
        assert_eq!(answer.status, status);
    }
}

#[tokio::test]
async fn photos_are_added_to_a_home_and_taken_off() {
    let client = Client::start().await;
    let agent = client.person(RoleId::AGENT).await;
    let stranger = client.person(RoleId::AGENT).await;
    let admin = client.admin().await;
    let home = ListingBuilder::new("own")
        .estate("望京", "望京西园")
        .publisher(agent.id);
    let id = client.app.put(vec![home]).await.unwrap()[0].0;
    let path = format!("/api/houseinfos/{id}/photos/");
    for (person, status) in [(None, 401), (Some(&stranger), 404)] {
        let answer = sends(&client, person, &path, &files::jpeg(640, 480, 7)).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
    for file in [files::jpeg(640, 480, 7), files::jpeg(640, 480, 8)] {
        let answer = sends(&client, Some(&agent), &path, &file).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(keys(&answer.json()), ["path", "photoid"]);
    }
    assert_eq!(
        read(&client, &path).await,
        json!([]),
        "nobody has looked at them"
    );
    client.app.services.draw_photos().await.unwrap();
    let own = asked(&client, Some(&agent), "GET", &path, Value::Null)
        .await
        .json();
    assert_eq!(own.as_array().unwrap().len(), 2);
    admin.approves(&client, id).await;
    client.app.caught_up().await.unwrap();
    let public = read(&client, &path).await;
    let ids: Vec<i64> = public
        .as_array()
        .unwrap()
        .iter()
        .map(|photo| photo["photoid"].as_i64().unwrap())
        .collect();
    assert_eq!(ids.len(), 2);
    let first = format!("{path}{}/", ids[0]);
    for (person, status) in [(None, 401), (Some(&stranger), 404), (Some(&agent), 204)] {
        let answer = asked(&client, person, "DELETE", &first, Value::Null).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
    admin.approves(&client, id).await;
    client.app.caught_up().await.unwrap();
    let left = read(&client, &path).await;
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["path"], public[1]["path"]);
    let answer = asked(
        &client,
        Some(&agent),
        "DELETE",
        &format!("{path}999/"),
        Value::Null,
    )
    .await;
    assert_eq!(answer.status, 404);
    assert_eq!(client.get("/api/houseinfos/999/photos/").await.status, 404);
}
