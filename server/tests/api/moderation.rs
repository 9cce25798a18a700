//! Reports, dictionaries and moderation, as they are asked for.

use crate::{ask::Ask, client::Client, people::new_ip};
use serde_json::json;

#[tokio::test]
async fn a_renter_reports_a_home_with_a_plain_form_and_sees_it_answered() {
    let client = Client::with_homes(1).await;
    let (renter, admin) = (client.renter().await, client.admin().await);
    let page = "/account/report/1";
    let shown = renter.browses(Ask::new("GET", page).from(&new_ip()));
    let shown = shown.to(&client).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains("举报房源"));
    let listing = client.get("/listings/1").await.text();
    assert!(listing.contains("href=\"/account/report/1\""));

    let form = [("listing", "1"), ("reason", "other"), ("note", "")];
    let ask = Ask::new("POST", "/api/ui/report_home").from(&new_ip());
    let answer = renter.browses(ask.form(page, &form)).to(&client).await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), page, "back to the form");
    let form = [("listing", "1"), ("reason", "wrong_price"), ("note", "<b>")];
    let ask = Ask::new("POST", "/api/ui/report_home").from(&new_ip());
    let answer = renter.browses(ask.form(page, &form)).to(&client).await;
    assert_eq!(answer.header("location"), "/account/reports?done=sent");

    let list = admin.browses(Ask::new("GET", "/admin/reports").from(&new_ip()));
    let list = list.to(&client).await.text();
    assert!(list.contains("价格与实际不符") && list.contains("&lt;b&gt;"));
    let answer = Ask::new("PUT", "/api/v1/reports/1/answer")
        .json(&json!({"uphold": true, "answer": "核实属实"}))
        .bearer(&admin.access)
        .from(&new_ip());
    assert_eq!(answer.to(&client).await.status, 204);
    client.app.caught_up().await.unwrap();
    let own = renter.browses(Ask::new("GET", "/account/reports").from(&new_ip()));
    let own = own.to(&client).await.text();
    assert!(own.contains("属实，已下架") && own.contains("核实属实"));
    assert_eq!(client.get("/listings/1").await.status, 410);
}

#[tokio::test]
async fn dictionaries_are_read_by_everybody_and_changed_by_admins() {
    let client = Client::start().await;
    let admin = client.admin().await;
    let ask =
        |method: &str, path: &str| Ask::new(method, path).bearer(&admin.access).from(&new_ip());
    let made = ask("POST", "/api/v1/tags").json(&json!({"name": "近公园"}));
    let made = made.to(&client).await;
    assert_eq!(made.status, 201);
    let path = format!("/api/v1/tags/{}", made.json()["id"]);
    let again = ask("POST", "/api/v1/tags").json(&json!({"name": "近公园"}));
    let again = again.to(&client).await;
    assert_eq!(again.status, 400);
    assert_eq!(again.problem(), ("name".into(), "exists".into()));
    let changed = ask("PUT", &path).json(&json!({"name": "公园旁"}));
    assert_eq!(changed.to(&client).await.status, 204);
    let entry = client.get(&path).await;
    assert_eq!(entry.json()["name"], "公园旁");
    assert_eq!(entry.json()["uses"]["listings"], 0);
    let found = client
        .get("/api/v1/divisions?q=%E6%9C%9D%E9%98%B3&division=110100")
        .await;
    assert_eq!(found.json()["results"][0]["id"], 110_105);
    assert_eq!(ask("DELETE", &path).to(&client).await.status, 204);
    assert_eq!(client.get(&path).await.status, 404);
    assert_eq!(client.get("/api/v1/tags/x").await.status, 404);
}

#[tokio::test]
async fn a_moderator_takes_a_home_down_from_its_page_and_sees_which_one_was_decided() {
    let client = Client::start().await;
    let landlord = client.person(domain::RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let home = crate::offers::home;
    let public = client.published(&landlord, &home("公开的两居")).await;
    let page = format!("/admin/moderation/{public}");
    let sees = async |path: &str| {
        let ask = admin.browses(Ask::new("GET", path).from(&new_ip()));
        ask.to(&client).await
    };
    let html = sees(&page).await.text();
    for part in [
        "id=\"take-down\"",
        "确定强制下架",
        "/admin/reports?status=all&amp;listing=",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let listing = public.to_string();
    let take = async |pairs: &[(&str, &str)]| {
        let ask = Ask::new("POST", "/api/ui/take_down_listing").from(&new_ip());
        admin.browses(ask.form(&page, pairs)).to(&client).await
    };
    let refused = take(&[("listing", &listing), ("note", "")]).await;
    assert_eq!(refused.header("location"), page, "there must be a reason");
    let reason = ("reasons[0]", "wrong_place");
    let done = take(&[("listing", &listing), reason, ("note", "位置不对")]).await;
    let location = done.header("location").to_owned();
    assert!(location.contains("done=taken_down"), "{location}");
    let html = sees(&location).await.text();
    assert!(html.contains("已强制下架："), "{html}");
    assert!(
        !html.contains("id=\"take-down\""),
        "it is not public any more"
    );
    client.app.caught_up().await.unwrap();
    assert_eq!(client.get(&format!("/listings/{public}")).await.status, 410);

    // Two wait: the page of the second says which one the first decision was about.
    let first = landlord.begins(&client, &home("第一套房")).await;
    let second = landlord.begins(&client, &home("第二套房")).await;
    for id in [first, second] {
        landlord.submits(&client, id).await;
    }
    let version = landlord.editor(&client, first).await["version"].to_string();
    let (one, next) = (first.to_string(), second.to_string());
    let form = [
        ("listing", one.as_str()),
        ("version", &version),
        ("next", &next),
    ];
    let ask = Ask::new("POST", "/api/ui/approve_listing").from(&new_ip());
    let page = format!("/admin/moderation/{first}");
    let done = admin.browses(ask.form(&page, &form)).to(&client).await;
    let location = done.header("location").to_owned();
    assert!(
        location.starts_with(&format!("/admin/moderation/{second}?")),
        "{location}"
    );
    let html = sees(&location).await.text();
    let named = format!("<a href=\"/admin/moderation/{first}\">第一套房</a>");
    assert!(
        html.contains("已通过，马上就能搜到：") && html.contains(&named),
        "{html}"
    );
    let queue = sees("/admin/moderation?q=%E6%B2%A1%E6%9C%89").await.text();
    assert!(queue.contains("没有符合条件的待审核房源。"), "{queue}");
}

#[tokio::test]
async fn the_pages_of_moderators_are_there() {
    let client = Client::with_homes(1).await;
    let admin = client.admin().await;
    for (path, said) in [
        ("/admin/moderation", "没有待审核的房源。"),
        ("/admin/moderation/1", "没有待审核的内容"),
        ("/admin/reports?status=all", "没有符合条件的举报。"),
        ("/admin/dictionaries/divisions?q=110105", "朝阳区"),
        ("/admin/dictionaries/divisions/110105", "不能删除"),
        ("/admin/dictionaries/floor-plans/1", "不能删除"),
        ("/admin/dictionaries/tags", "没有符合条件的条目。"),
    ] {
        let ask = admin.browses(Ask::new("GET", path).from(&new_ip()));
        let answer = ask.to(&client).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.text().contains(said), "{path}");
    }
    for path in ["/admin/moderation/999", "/admin/dictionaries/nothing"] {
        let ask = admin.browses(Ask::new("GET", path).from(&new_ip()));
        assert_eq!(ask.to(&client).await.status, 404, "{path}");
    }
}
