//! Districts, house types, tags, agents and estates.

use super::{asked, keys, read};
use crate::client::Client;
use domain::RoleId;
use serde_json::{Value, json};
use testkit::ListingBuilder;

#[tokio::test]
async fn districts_are_the_ones_of_the_standard() {
    let client = Client::start().await;
    let provinces = read(&client, "/api/districts/").await;
    assert_eq!(provinces["code"], 10_000);
    assert!(provinces["message"].is_string());
    let results = provinces["results"].as_array().unwrap();
    assert_eq!(results.len(), 34);
    assert_eq!(results[0], json!({"distid": 110_000, "name": "北京市"}));
    let guangdong = read(&client, "/api/districts/440000/").await;
    assert_eq!(
        keys(&guangdong),
        ["cities", "distid", "intro", "ishot", "name"]
    );
    assert_eq!(
        guangdong["cities"][0],
        json!({"distid": 440_100, "name": "广州市"})
    );
    assert_eq!(guangdong["ishot"], false);
    assert_eq!(read(&client, "/api/districts/440300/").await["ishot"], true);
    let hot = read(&client, "/api/hotcities/").await;
    assert_eq!(hot.as_array().unwrap().len(), 16);
    assert_eq!(hot[0], json!({"distid": 110_100, "name": "北京市"}));
    for path in ["/api/districts/999999/", "/api/districts/x/"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.json(), json!({"detail": "未找到。"}), "{path}");
    }
    for path in [
        "/api/districts/",
        "/api/hotcities/",
        "/api/districts/440000/",
    ] {
        assert_eq!(client.statements(path).await, 0, "{path}");
    }
}

/// Makes, reads, changes and deletes a thing at `path`, whose number is called `id`.
async fn made_and_unmade(client: &Client, path: &str, id: &str, body: Value, change: Value) {
    let admin = client.admin().await;
    let renter = client.renter().await;
    for (person, status) in [(None, 401), (Some(&renter), 403)] {
        let answer = asked(client, person, "POST", path, body.clone()).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        assert!(answer.json()["detail"].is_string(), "{path}");
    }
    let answer = asked(client, Some(&admin), "POST", path, body.clone()).await;
    assert_eq!(answer.status, 201, "{path}: {}", answer.text());
    let made = answer.json();
    let one = format!("{path}{}/", made[id]);
    for (name, value) in body.as_object().unwrap() {
        if let Value::String(_) | Value::Bool(_) = value {
            assert_eq!(&made[name], value, "{path}: {made}");
        }
    }
    client.app.caught_up().await.unwrap();
    assert_eq!(read(client, &one).await[id], made[id], "{path}");
    for method in ["PUT", "PATCH"] {
        for (person, status) in [(None, 401), (Some(&renter), 403), (Some(&admin), 200)] {
            let answer = asked(client, person, method, &one, change.clone()).await;
            assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        }
    }
    let changed = read(client, &one).await;
    for (name, value) in change.as_object().unwrap() {
        assert_eq!(&changed[name], value, "{path}: {changed}");
    }
    for (person, status) in [(None, 401), (Some(&renter), 403), (Some(&admin), 204)] {
        let answer = asked(client, person, "DELETE", &one, Value::Null).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
    }
    assert_eq!(client.get(&one).await.status, 404, "{path}");
    for method in ["PUT", "PATCH", "DELETE"] {
        let answer = asked(client, Some(&admin), method, &one, change.clone()).await;
        assert_eq!(answer.status, 404, "{method} {path}");
    }
}

#[tokio::test]
async fn house_types_are_nine_and_more_can_be_made() {
    let client = Client::start().await;
    let types = read(&client, "/api/housetypes/").await;
    assert_eq!(types.as_array().unwrap().len(), 9);
    assert_eq!(types[7], json!({"typeid": 8, "name": "别墅"}));
    let path = "/api/housetypes/";
    let body = json!({"name": "五室两厅"});
    made_and_unmade(&client, path, "typeid", body, json!({"name": "五室三厅"})).await;
    let admin = client.admin().await;
    let answer = asked(
        &client,
        Some(&admin),
        "DELETE",
        "/api/housetypes/1/",
        Value::Null,
    )
    .await;
    assert_eq!(answer.status, 400);
    assert!(answer.json()["non_field_errors"].is_array());
}

#[tokio::test]
async fn tags_are_made_changed_and_deleted() {
    let client = Client::start().await;
    let body = json!({"content": "随时看房"});
    let change = json!({"content": "拎包入住"});
    made_and_unmade(&client, "/api/tags/", "tagid", body, change).await;
    let admin = client.admin().await;
    for body in [json!({}), json!({"content": ""}), json!({"content": null})] {
        let answer = asked(&client, Some(&admin), "POST", "/api/tags/", body).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.json(), json!({"content": ["该字段是必填项。"]}));
    }
    for _ in 0..2 {
        asked(
            &client,
            Some(&admin),
            "POST",
            "/api/tags/",
            json!({"content": "新"}),
        )
        .await;
    }
    let again = asked(
        &client,
        Some(&admin),
        "POST",
        "/api/tags/",
        json!({"content": "新"}),
    )
    .await;
    assert_eq!(again.json(), json!({"content": ["该字段必须唯一。"]}));
    let tags = read(&client, "/api/tags/").await;
    assert_eq!(keys(&tags["results"][0]), ["content", "tagid"]);
    // As a form.
    let ask = crate::ask::Ask::new("POST", "/api/tags/").header("token", &admin.access);
    let ask = ask.header("content-type", "application/x-www-form-urlencoded");
    let answer = ask.bytes(b"content=%E8%80%81".to_vec()).to(&client).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["content"]),
        (201, &json!("老"))
    );
    // What is neither.
    for (kind, body, status) in [
        ("text/plain", "content", 415),
        ("application/json", "{", 400),
        ("application/json", "[1]", 400),
    ] {
        let ask = crate::ask::Ask::new("POST", "/api/tags/").header("token", &admin.access);
        let ask = ask
            .header("content-type", kind)
            .bytes(body.as_bytes().to_vec());
        let answer = ask.to(&client).await;
        assert_eq!(answer.status, status, "{kind} {body}");
        assert!(answer.json()["detail"].is_string());
    }
}

#[tokio::test]
async fn agents_are_listed_by_their_stars() {
    let client = Client::start().await;
    let body =
        json!({"name": "袁晓孟", "tel": "158173555285", "certificated": true, "servstar": 5});
    let change = json!({"name": "袁晓梦", "servstar": 4, "certificated": false});
    made_and_unmade(&client, "/api/agents/", "agentid", body, change).await;
    let admin = client.admin().await;
    for (name, stars, certificated) in [("王一", 2, true), ("王二", 5, false), ("李三", 4, true)]
    {
        let body = json!({
            "name": name, "tel": "13352939550", "servstar": stars, "realstar": 1,
            "profstar": 3, "certificated": certificated,
        });
        let answer = asked(&client, Some(&admin), "POST", "/api/agents/", body).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(
            answer.json()["tel"],
            "13352939550",
            "an admin sees the number"
        );
    }
    let names = |page: &Value| -> Vec<String> {
        let results = page["results"].as_array().unwrap().iter();
        results
            .map(|agent| agent["name"].as_str().unwrap().to_owned())
            .collect()
    };
    for (query, expected) in [
        ("", vec!["王二", "李三", "王一"]),
        ("?name=%E7%8E%8B", vec!["王二", "王一"]),
        ("?servstar=4", vec!["王二", "李三"]),
        ("?key=4.5", vec!["王二"]),
        ("?cert=true", vec!["李三", "王一"]),
        ("?cert=0", vec!["王二"]),
        ("?name=%25", vec![]),
    ] {
        let page = read(&client, &["/api/agents/", query].concat()).await;
        assert_eq!(names(&page), expected, "{query}");
    }
    let page = read(&client, "/api/agents/?size=1").await;
    let agent = &page["results"][0];
    assert_eq!(keys(agent), ["agentid", "name", "servstar", "tel"]);
    assert_eq!(agent["tel"], "133****9550");
    let one = read(&client, &format!("/api/agents/{}/", agent["agentid"])).await;
    assert_eq!(
        keys(&one),
        [
            "agentid",
            "certificated",
            "estates",
            "name",
            "profstar",
            "realstar",
            "servstar",
            "tel"
        ]
    );
    assert_eq!((&one["realstar"], &one["profstar"]), (&json!(1), &json!(3)));
    let wrong = json!({"name": "", "tel": "x", "servstar": 6});
    let answer = asked(&client, Some(&admin), "POST", "/api/agents/", wrong).await;
    assert_eq!(answer.status, 400);
    assert_eq!(keys(&answer.json()), ["name", "servstar", "tel"]);
}

#[tokio::test]
async fn an_agent_with_an_account_looks_after_themselves() {
    let client = Client::start().await;
    let agent = client.person(RoleId::AGENT).await;
    let form = json!({"agency": "链家", "intro": "", "estates": [], "version": 0});
    let saved = agent.api(&client, "PUT", "/account/agent", form).await;
    assert_eq!(saved.0, 200, "{}", saved.1);
    let id = saved.1["agent"].as_i64().unwrap();
    let path = format!("/api/agents/{id}/");
    let admin = client.admin().await;
    for method in ["PUT", "DELETE"] {
        let answer = asked(
            &client,
            Some(&admin),
            method,
            &path,
            json!({"name": "李四"}),
        )
        .await;
        assert_eq!(answer.status, 400, "{method}");
        assert!(answer.json()["non_field_errors"].is_array(), "{method}");
    }
    let own = asked(&client, Some(&agent), "GET", &path, Value::Null).await;
    assert_eq!(own.json()["tel"], agent.phone.as_str());
    let other = client.renter().await;
    let seen = asked(&client, Some(&other), "GET", &path, Value::Null).await;
    assert!(seen.json()["tel"].as_str().unwrap().contains("****"));
}

#[tokio::test]
async fn estates_are_filtered_and_ordered() {
    let client = Client::start().await;
    let path = "/api/estates/";
    let body = json!({"name": "今日家园", "dist": 440_303, "hot": 20, "intro": "近地铁"});
    let change = json!({"name": "今日家园二期", "hot": 21, "intro": "近公园"});
    made_and_unmade(&client, path, "estateid", body, change).await;
    let admin = client.admin().await;
    for (name, district, hot) in [
        ("甲苑", 110_105, 20),
        ("乙苑", 110_108, 30),
        ("甲里", 310_115, 22),
    ] {
        let body = json!({"name": name, "district": district, "hot": hot});
        let answer = asked(&client, Some(&admin), "POST", path, body).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
    }
    let names = |page: &Value| -> Vec<String> {
        let results = page["results"].as_array().unwrap().iter();
        results
            .map(|estate| estate["name"].as_str().unwrap().to_owned())
            .collect()
    };
    for (query, expected) in [
        ("", vec!["乙苑", "甲里", "甲苑"]),
        ("?ordering=hot", vec!["甲苑", "甲里", "乙苑"]),
        ("?ordering=district", vec!["甲苑", "乙苑", "甲里"]),
        ("?ordering=-district", vec!["甲里", "乙苑", "甲苑"]),
        ("?ordering=unknown,name", vec!["乙苑", "甲苑", "甲里"]),
        ("?name=%E7%94%B2", vec!["甲里", "甲苑"]),
        ("?dist=110105", vec!["甲苑"]),
        ("?dist=110100", vec!["乙苑", "甲苑"]),
        ("?minhot=21&maxhot=29", vec!["甲里"]),
        ("?dist=999999", vec![]),
    ] {
        let page = read(&client, &[path, query].concat()).await;
        assert_eq!(names(&page), expected, "{query}");
    }
    let id = read(&client, path).await["results"][0]["estateid"].clone();
    let one = read(&client, &format!("{path}{id}/")).await;
    assert_eq!(
        one,
        json!({
            "estateid": id, "name": "乙苑", "hot": 30, "intro": "",
            "district": {"distid": 110_108, "name": "海淀区"},
        })
    );
    let wrong = json!({"name": "丙苑", "district": 999_999});
    let answer = asked(&client, Some(&admin), "POST", path, wrong).await;
    assert_eq!(answer.status, 400);
    assert_eq!(keys(&answer.json()), ["district"]);
    let home = ListingBuilder::new("1").estate("望京", "望京西园");
    client.app.put(vec![home]).await.unwrap();
    let used =
        read(&client, "/api/estates/?name=%E6%9C%9B").await["results"][0]["estateid"].clone();
    let answer = asked(
        &client,
        Some(&admin),
        "DELETE",
        &format!("{path}{used}/"),
        Value::Null,
    )
    .await;
    assert_eq!(answer.status, 400);
}
