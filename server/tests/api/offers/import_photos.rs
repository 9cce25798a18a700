//! Photos that come with an import.

use super::imports::{HEAD, application, row, shown};
use crate::{
    ask::Ask,
    client::{Answer, Client},
    home_photos::files::jpeg,
    people::{Person, new_ip},
};
use domain::RoleId;
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A form with a file of homes and an archive, as browsers send it.
pub fn form(csv: &str, archive: &[u8]) -> Vec<u8> {
    let part = |name: &str, file: &str, content: &[u8]| {
        let head = format!(
            "--x\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n"
        );
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let archive_name = if archive.is_empty() { "" } else { "photos.zip" };
    let mut body = part("file", "homes.csv", csv.as_bytes());
    body.extend(part("photos", archive_name, archive));
    body.extend(b"--x--\r\n");
    body
}

async fn sends(person: &Person, client: &Client, rows: &[String], archive: &[u8]) -> Answer {
    let csv = [HEAD, &rows.concat()].concat();
    let ask = Ask::new("POST", "/api/v1/account/imports").bearer(&person.access);
    let ask = ask.header("content-type", "multipart/form-data; boundary=x");
    ask.bytes(form(&csv, archive)).to(client).await
}

async fn with_photos(person: &Person, client: &Client, rows: &[String], archive: &[u8]) -> Value {
    let answer = sends(person, client, rows, archive).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    shown(person, client, answer.json()["id"].as_i64().unwrap()).await
}

async fn photos_of(person: &Person, client: &Client, home: i64) -> usize {
    let path = format!("/listings/{home}/photos");
    let (status, list) = person.api(client, "GET", &path, Value::Null).await;
    assert_eq!(status, 200, "{list}");
    list["photos"].as_array().unwrap().len()
}

fn files(client: &Client) -> usize {
    let arriving = std::fs::read_dir(client.folder().join("arriving"));
    arriving.map_or(0, Iterator::count)
}

#[tokio::test]
async fn photos_come_with_their_homes_once_and_go_again() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let (one, two, other) = (jpeg(80, 60, 1), jpeg(80, 60, 2), jpeg(80, 60, 3));
    let archive = zipped(&[
        ("A1/2.jpg", &two),
        ("A1/1.jpg", &one),
        ("A1/3.jpg", &one),
        ("A1/4.jpg", b"GIF89a"),
        ("A2_1.jpg", &other),
        ("../A1/5.jpg", &other),
        ("nobody/1.jpg", &other),
    ]);
    let rows = [row("A1", "6500"), row("A2", "7000")];
    let page = with_photos(&agent, &client, &rows, &archive).await;
    let id = page["id"].as_i64().unwrap();
    assert_eq!(
        (&page["photos"]["waiting"], &page["photos"]["refused"]),
        (&json!(3), &json!(4))
    );
    assert_eq!(page["rows"][0]["photos"]["waiting"], 2);
    assert_eq!(files(&client), 0, "nothing lies about");
    let path = format!("/account/imports/{id}?show=photos");
    let (_, listed) = agent.api(&client, "GET", &path, Value::Null).await;
    let problems: Vec<&str> = listed["photo_list"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|photo| photo["problem"].as_str())
        .collect();
    for code in [
        "photo_path",
        "photo_twice",
        "photo_kind",
        "photo_home_unknown",
    ] {
        assert!(problems.contains(&code), "{code} in {problems:?}");
    }

    let (_, counts) = application(&agent, &client, "POST", &page["id"]).await;
    assert_eq!(counts["applied"], 2, "{counts}");
    client.app.services.draw_photos().await.unwrap();
    let done = shown(&agent, &client, id).await;
    assert_eq!(
        (&done["photos"]["added"], &done["photos"]["waiting"]),
        (&json!(3), &json!(0))
    );
    let home = done["rows"][0]["listing"].as_i64().unwrap();
    assert_eq!(photos_of(&agent, &client, home).await, 2);

    // Once more, while it is in review and when it is public.
    let again = with_photos(&agent, &client, &rows, &archive).await;
    assert_eq!(again["counts"]["same"], 2, "{again}");
    assert_eq!(again["photos"]["waiting"], 0, "{again}");
    admin.approves(&client, home).await;
    let again = with_photos(&agent, &client, &rows, &archive).await;
    assert_eq!(
        (&again["counts"]["same"], &again["photos"]["known"]),
        (&json!(2), &json!(3))
    );

    // A photo more is a change that a moderator sees; taken back, it is gone.
    let more = zipped(&[("A1/1.jpg", &one), ("A1/9.jpg", &jpeg(80, 60, 9))]);
    let page = with_photos(&agent, &client, &[row("A1", "6500")], &more).await;
    assert_eq!(
        (&page["counts"]["changed"], &page["photos"]["waiting"]),
        (&json!(1), &json!(1))
    );
    application(&agent, &client, "POST", &page["id"]).await;
    client.app.services.draw_photos().await.unwrap();
    let editor = agent.editor(&client, home).await;
    assert_eq!(
        (&editor["state"], &editor["photos"]),
        (&json!("in_review"), &json!(3))
    );
    admin.approves(&client, home).await;
    assert_eq!(agent.editor(&client, home).await["photos"], 3);
    let (_, counts) = application(&agent, &client, "DELETE", &page["id"]).await;
    assert_eq!(counts["undone"], 1, "{counts}");
    let editor = agent.editor(&client, home).await;
    assert_eq!(
        (&editor["state"], &editor["photos"]),
        (&json!("in_review"), &json!(2))
    );
}

#[tokio::test]
async fn a_home_takes_thirty_photos_and_a_locked_one_none() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let photos: Vec<(String, Vec<u8>)> = (1..=32)
        .map(|number| (format!("A1/{number}.jpg"), jpeg(24, 16, number)))
        .collect();
    let photos: Vec<(&str, &[u8])> = photos
        .iter()
        .map(|(name, photo)| (name.as_str(), photo.as_slice()))
        .collect();
    let page = with_photos(&agent, &client, &[row("A1", "6500")], &zipped(&photos)).await;
    assert_eq!(
        (&page["photos"]["waiting"], &page["photos"]["refused"]),
        (&json!(30), &json!(2))
    );
    application(&agent, &client, "POST", &page["id"]).await;
    // In review nothing is added.
    let more = zipped(&[("A1/1.jpg", &jpeg(24, 16, 99))]);
    let page = with_photos(&agent, &client, &[row("A1", "6500")], &more).await;
    assert_eq!(
        (&page["counts"]["same"], &page["photos"]["refused"]),
        (&json!(1), &json!(1))
    );
    // Of a row that is rejected nothing is taken.
    let page = with_photos(
        &agent,
        &client,
        &[row("B1", "-1")],
        &zipped(&[("B1/1.jpg", &jpeg(24, 16, 98))]),
    )
    .await;
    assert_eq!(
        (&page["counts"]["rejected"], &page["photos"]["refused"]),
        (&json!(1), &json!(1))
    );
}

#[tokio::test]
async fn an_archive_that_is_refused_leaves_nothing_behind() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let rows = [row("A1", "6500")];
    let archive = zipped(&[("A1/1.jpg", &jpeg(80, 60, 1))]);
    for (sent, code) in [
        (&archive[..archive.len() / 2], "zip_unreadable"),
        (b"no archive at all", "zip_unreadable"),
        (&zipped(&[])[..], "zip_empty"),
    ] {
        let answer = sends(&agent, &client, &rows, sent).await;
        assert_eq!(answer.status.as_u16(), 400);
        assert_eq!(answer.problem(), ("photos".to_owned(), code.to_owned()));
    }
    let (_, list) = agent
        .api(&client, "GET", "/account/imports", Value::Null)
        .await;
    assert_eq!(list["imports"], json!([]));
    assert_eq!(files(&client), 0);
    assert!(
        client
            .app
            .store()
            .photos()
            .waiting(9)
            .await
            .unwrap()
            .is_empty()
    );
    // What nobody applies is not kept for ever, and what waits is.
    let page = with_photos(&agent, &client, &rows, &archive).await;
    client.wait(chrono::TimeDelta::days(2));
    assert_eq!(client.app.services.collect_photos().await.unwrap(), 0);
    client.wait(chrono::TimeDelta::days(31));
    client.app.services.keep_house().await.unwrap();
    assert_eq!(
        client.app.services.collect_photos().await.unwrap(),
        1,
        "{page}"
    );
}

#[tokio::test]
async fn the_pages_work_without_script() {
    let client = Client::start().await;
    let agent = client.person(RoleId::LANDLORD).await;
    let csv = [HEAD, &row("A1", "6500"), &row("A2", "-1")].concat();
    let archive = zipped(&[("A1/1.jpg", &jpeg(80, 60, 1))]);
    let sends = |body: Vec<u8>| {
        let ask = Ask::new("POST", "/api/ui/check_import")
            .header("content-type", "multipart/form-data; boundary=x")
            .header("accept", "text/html")
            .header("host", "zufang.example")
            .header("referer", "https://zufang.example/console/imports");
        agent.browses(ask).from(&new_ip()).bytes(body)
    };
    let reads = async |path: &str| {
        let ask = Ask::new("GET", path).header("accept", "text/html");
        let answer = agent.browses(ask).from(&new_ip()).to(&client).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}");
        answer.text()
    };
    let posts = async |function: &str, pairs: &[(&str, &str)]| {
        let ask = Ask::new("POST", &["/api/ui/", function].concat());
        let ask = ask.form("/console/imports/1", pairs);
        let answer = agent.browses(ask).from(&new_ip()).to(&client).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        answer.header("location").to_owned()
    };

    let wrong = sends(form("rent\n1\n", b"")).to(&client).await;
    assert_eq!(wrong.header("location"), "/console/imports");
    assert!(
        wrong
            .cookies()
            .iter()
            .any(|cookie| cookie.0.contains("form"))
    );
    assert!(reads("/console/imports").await.contains("还没有导入过"));

    let checked = sends(form(&csv, &archive)).to(&client).await;
    assert_eq!(
        checked.header("location"),
        "/console/imports/1?done=checked",
        "{}",
        checked.text()
    );
    let html = reads("/console/imports/1").await;
    for part in [
        "1 套新房源会建立并提交审核",
        "1 张照片会加到房源里",
        "朝阳区",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let html = reads("/console/imports/1?show=rejected").await;
    assert!(
        html.contains("A2") && html.contains("月租金（元）：请填写正数"),
        "{html}"
    );

    let unsure = posts("apply_import", &[("import", "1")]).await;
    assert_eq!(unsure, "/console/imports/1", "back to the page");
    let sure = [("import", "1"), ("sure", "true")];
    assert_eq!(
        posts("apply_import", &sure).await,
        "/console/imports/1?done=applied"
    );
    let html = reads("/console/imports/1?done=applied").await;
    assert!(html.contains("还可以在 24 小时 0 分钟内撤销"), "{html}");
    assert!(reads("/console/imports").await.contains("已导入"));
    assert_eq!(
        posts("undo_import", &sure).await,
        "/console/imports/1?done=undone"
    );
    assert!(reads("/console/imports/1").await.contains("已撤销"));
}
