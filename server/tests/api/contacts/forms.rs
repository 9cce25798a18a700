//! The pages as a browser without script uses them.

use super::{asks, gets, landlord};
use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use serde_json::json;

async fn sends(
    client: &Client,
    person: &Person,
    page: &str,
    function: &str,
    pairs: &[(&str, &str)],
) -> Answer {
    let ask = Ask::new("POST", &["/api/ui/", function].concat());
    let ask = ask.form(page, pairs).from(&new_ip());
    person.browses(ask).to(client).await
}

async fn sees(client: &Client, person: &Person, path: &str) -> Answer {
    let ask = Ask::new("GET", path).header("accept", "text/html");
    person.browses(ask.from(&new_ip())).to(client).await
}

#[tokio::test]
async fn somebody_asks_books_and_is_confirmed_without_script() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let renter = client.renter().await;
    let listing = home.to_string();
    let page = format!("/account/contact/{home}");
    let public = client.get(&format!("/listings/{home}")).await.text();
    assert!(public.contains(&page), "the page of the home leads there");
    let html = sees(&client, &renter, &page).await.text();
    for part in ["查看电话", "预约看房", "张三", "name=\"starts_at\""] {
        assert!(html.contains(part), "{part}");
    }
    let ask = [("listing", listing.as_str()), ("message", "可以养猫吗？")];
    let asked = sends(&client, &renter, &page, "ask_about", &ask).await;
    assert_eq!(asked.status, 303);
    let thread = asked.header("location").to_owned();
    assert!(thread.starts_with("/account/enquiries/"), "{thread}");
    let html = sees(&client, &renter, &thread).await.text();
    assert!(html.contains("可以养猫吗？"));
    let inbox = sees(&client, &host, "/console/enquiries").await.text();
    assert!(inbox.contains("1 条未读"), "{inbox}");
    let shown = sees(&client, &host, &thread.replace("account", "console")).await;
    assert_eq!(shown.status, 200);
    let inbox = sees(&client, &host, "/console/enquiries").await.text();
    assert!(!inbox.contains("条未读"));

    // What was forgotten is said on the page it came from.
    let nothing = [("listing", listing.as_str()), ("note", "两个人")];
    let refused = sends(&client, &renter, &page, "book_viewing", &nothing).await;
    assert_eq!(refused.header("location"), page);
    let cookie = refused.cookies().into_iter().next().unwrap();
    let ask = Ask::new("GET", &page).header("accept", "text/html");
    let ask = ask.cookie(&cookie.0, &cookie.1).from(&new_ip());
    let html = renter.browses(ask).to(&client).await.text();
    assert!(html.contains("两个人") && html.contains("请填写"), "{html}");

    let slots = gets(&client, &renter, &format!("/listings/{home}/slots")).await;
    let slot = slots[4].as_str().unwrap();
    let book = [("listing", listing.as_str()), ("starts_at", slot)];
    let booked = sends(&client, &renter, &page, "book_viewing", &book).await;
    assert_eq!(booked.header("location"), "/account/viewings?done=booked");
    let agenda = sees(&client, &host, "/console/viewings").await.text();
    assert!(agenda.contains("待确认") && agenda.contains("确认"));
    let viewing = gets(&client, &host, "/viewings?side=host").await;
    let id = viewing["results"][0]["id"].to_string();
    let confirm = [
        ("viewing", id.as_str()),
        ("version", "1"),
        ("action", "confirm"),
    ];
    let confirmed = sends(
        &client,
        &host,
        "/console/viewings",
        "change_viewing",
        &confirm,
    )
    .await;
    assert_eq!(
        confirmed.header("location"),
        "/console/viewings?done=confirm"
    );
    let mine = sees(&client, &renter, "/account/viewings").await.text();
    assert!(mine.contains("已确认"));
    for path in [
        format!("/account/viewings?move={id}"),
        format!("/console/viewings?cancel={id}"),
    ] {
        let person = if path.starts_with("/account") {
            &renter
        } else {
            &host
        };
        let html = sees(&client, person, &path).await.text();
        assert!(html.contains("name=\"version\" value=\"2\""), "{path}");
    }
}

#[tokio::test]
async fn a_host_without_hours_is_told_and_sets_them() {
    let client = Client::start().await;
    let host = client.person(domain::RoleId::LANDLORD).await;
    let html = sees(&client, &host, "/console/viewings").await.text();
    assert!(html.contains("你还没有设置接待时间"), "{html}");
    let page = "/console/hours";
    let wrong = [("monday", "12-9"), ("tuesday", "9-12, 11-13")];
    let refused = sends(&client, &host, page, "set_week", &wrong).await;
    assert_eq!(refused.header("location"), page);
    let cookie = refused.cookies().into_iter().next().unwrap();
    let ask = Ask::new("GET", page).header("accept", "text/html");
    let ask = ask.cookie(&cookie.0, &cookie.1).from(&new_ip());
    let html = host.browses(ask).to(&client).await.text();
    for part in ["12-9", "结束要比开始晚", "几段时间不能重叠"] {
        assert!(html.contains(part), "{part}");
    }
    let right = [("monday", "9-12, 14-18")];
    let done = sends(&client, &host, page, "set_week", &right).await;
    assert_eq!(done.header("location"), "/console/hours?done=week");
    let html = sees(&client, &host, page).await.text();
    assert!(html.contains("09:00-12:00, 14:00-18:00"));
    let closed = [("day", "2026-06-08"), ("hours", "")];
    let done = sends(&client, &host, page, "set_day", &closed).await;
    assert_eq!(done.header("location"), "/console/hours?done=day");
    let html = sees(&client, &host, page).await.text();
    assert!(html.contains("2026-06-08 周一") && html.contains("不接待"));
}

#[tokio::test]
async fn a_search_is_offered_to_be_kept_and_kept() {
    let client = Client::with_homes(1).await;
    let me = client.renter().await;
    let results = client.get("/listings?city=110100&rooms=2").await.text();
    let page = "/account/searches?city=110100&amp;rooms=2";
    assert!(results.contains(page), "the results lead there");
    let page = page.replace("&amp;", "&");
    let html = sees(&client, &me, &page).await.text();
    assert!(
        html.contains("<h2>保存这个搜索") && html.contains("北京"),
        "{html}"
    );
    let form = [
        ("search_name", "北京两居"),
        ("query", "city=110100&rooms=2"),
    ];
    let saved = sends(&client, &me, &page, "save_search", &form).await;
    assert_eq!(saved.header("location"), "/account/searches?done=saved");
    let html = sees(&client, &me, "/account/searches").await.text();
    assert!(html.contains("北京两居"));
    assert!(html.contains("/listings?city=110100&amp;rooms=2"));
    let html = sees(&client, &me, &page).await.text();
    assert!(!html.contains("<h2>保存这个搜索"), "it is kept already");
}

#[tokio::test]
async fn whoever_is_not_signed_in_keeps_searches_on_the_device() {
    let client = Client::with_homes(1).await;
    let open = |path: &str, language: &str| {
        let ask = Ask::new("GET", path).header("accept", "text/html");
        ask.header("accept-language", language).from(&new_ip())
    };
    let page = "/account/searches/here?city=110100&rooms=2";
    for (language, save) in [("zh-CN", "保存这个搜索"), ("en", "Save this search")] {
        let answer = open(page, language).to(&client).await;
        assert_eq!(answer.status.as_u16(), 200);
        let html = answer.text();
        let element = html.split("<KEPT-SEARCHES").nth(1).unwrap();
        let element = element.split('>').next().unwrap();
        assert!(
            element.contains("query=\"city=110100&amp;rooms=2\""),
            "{element}"
        );
        let texts = element.split("texts=\"").nth(1).unwrap();
        let texts = texts.split('"').next().unwrap();
        let lines: Vec<&str> = texts.split('\n').collect();
        assert_eq!(lines.len(), 19, "as many as the module reads: {lines:?}");
        assert!(lines.iter().all(|line| !line.is_empty()), "{lines:?}");
        assert_eq!(lines[4], save);
        // Without script there is the way into the account, which keeps the search.
        let sign_in = "/sign-in?next=%2Faccount%2Fsearches%3Fcity%3D110100%26rooms%3D2";
        assert!(html.contains(sign_in), "{html}");
    }
    // The link of the results still leads there, and from there to signing in.
    let account = open("/account/searches?city=110100", "zh-CN")
        .to(&client)
        .await;
    assert!(account.header("location").starts_with("/sign-in?next="));
    for list in ["/favourites", "/history"] {
        let html = client.get(list).await.text();
        assert!(html.contains("\"/account/searches/here\""), "{list}");
    }
    let me = client.renter().await;
    let html = sees(&client, &me, "/favourites").await.text();
    assert!(html.contains("\"/account/searches\""));
    let html = sees(&client, &me, "/account/searches").await.text();
    assert!(
        html.contains("<KEPT-SEARCHES"),
        "what the account has no room for"
    );
}

#[tokio::test]
async fn a_home_that_is_reserved_says_so_and_takes_no_question() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let renter = client.renter().await;
    let path = format!("/account/contact/{home}");
    let page = format!("/listings/{home}");
    assert!(client.get(&page).await.text().contains(&path));
    let listing = home.to_string();
    let ask = [("listing", listing.as_str()), ("message", "可以养猫吗？")];
    sends(&client, &renter, &path, "ask_about", &ask).await;
    let step = json!({ "action": "reserve" });
    let steps = format!("/listings/{home}/steps");
    let taken = asks(&client, &host, "POST", &steps, &step).await;
    assert_eq!(taken.status, 200, "{}", taken.text());
    client.app.caught_up().await.unwrap();
    let shown = client.get(&page).await;
    assert_eq!(shown.status, 200);
    assert!(
        !shown.text().contains(&path),
        "nothing is offered that is refused"
    );
    let shown = sees(&client, &renter, &path).await;
    assert_eq!(shown.status, 200);
    let html = shown.text();
    assert!(
        html.contains("已被预订") && html.contains("查看之前的消息"),
        "{html}"
    );
    assert!(!html.contains("name=\"message\"") && !html.contains("show_phone"));
    let asked = json!({ "listing": home, "message": "还能看吗？" });
    let refused = asks(&client, &renter, "POST", "/enquiries", &asked).await;
    assert_eq!(refused.status, 410);
}

#[tokio::test]
async fn hosts_find_what_is_about_one_home_and_see_what_waits_on_every_page() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let other = testkit::ListingBuilder::new("other").publisher(host.id);
    let other = client.app.put(vec![other]).await.unwrap()[0];
    let renter = client.renter().await;
    for (home, words) in [(home, "可以养猫吗？"), (other, "有车位吗？")] {
        let asked = json!({ "listing": home, "message": words });
        let asked = asks(&client, &renter, "POST", "/enquiries", &asked).await;
        assert_eq!(asked.status, 201);
    }
    let inbox = format!("/console/enquiries?listing={home}");
    let html = sees(&client, &host, &inbox).await.text();
    assert!(
        html.contains("可以养猫吗？") && !html.contains("有车位吗？"),
        "{html}"
    );
    assert!(
        html.contains(&format!("href=\"/console/listings/{home}\"")),
        "{html}"
    );
    assert!(
        html.contains(&format!("/console/enquiries?listing={home}&amp;unread=1")),
        "{html}"
    );
    let narrowed = format!("/console/enquiries?listing={home}&mark=closed");
    let html = sees(&client, &host, &narrowed).await.text();
    assert!(html.contains("没有符合条件的咨询。"), "{html}");
    let found = gets(
        &client,
        &host,
        &format!("/enquiries?side=host&listing={other}"),
    )
    .await;
    assert_eq!(found["count"], 1);

    let html = sees(&client, &host, "/console/hours").await.text();
    assert!(
        html.contains("2</span>") && html.contains("，2 条待处理"),
        "{html}"
    );
    let html = sees(&client, &renter, "/account/security").await.text();
    assert!(!html.contains("条待处理"), "nothing waits for the renter");
    let thread = found["results"][0]["id"].to_string();
    let html = sees(&client, &host, &format!("/console/enquiries/{thread}"))
        .await
        .text();
    assert!(
        html.contains("，1 条待处理"),
        "what is read here does not wait any more"
    );
}

#[tokio::test]
async fn who_moves_a_viewing_to_a_slot_that_is_taken_chooses_another() {
    let client = Client::start().await;
    let (host, home) = landlord(&client, "own").await;
    let other = testkit::ListingBuilder::new("other").publisher(host.id);
    let other = client.app.put(vec![other]).await.unwrap()[0];
    let (first, second) = (client.renter().await, client.renter().await);
    let slots = gets(&client, &first, &format!("/listings/{home}/slots")).await;
    let slot = |at: usize| slots[at].as_str().unwrap().to_owned();
    for (renter, home, at) in [(&first, home, 4), (&second, other, 6)] {
        let plan = json!({ "listing": home, "starts_at": slot(at) });
        let booked = asks(&client, renter, "POST", "/viewings", &plan).await;
        assert_eq!(booked.status, 201, "{}", booked.text());
    }
    let own = gets(&client, &first, "/viewings?side=renter").await;
    let id = own["results"][0]["id"].to_string();
    let page = format!("/account/viewings?move={id}");
    let taken = slot(6);
    let change = [
        ("viewing", id.as_str()),
        ("version", "1"),
        ("action", "move"),
        ("starts_at", taken.as_str()),
    ];
    let refused = sends(&client, &first, &page, "change_viewing", &change).await;
    assert_eq!(refused.header("location"), page);
    let cookie = refused.cookies().into_iter().next().unwrap();
    let ask = Ask::new("GET", &page).header("accept", "text/html");
    let ask = ask.cookie(&cookie.0, &cookie.1).from(&new_ip());
    let html = first.browses(ask).to(&client).await.text();
    assert!(html.contains("这个时间刚刚被约走了，请换一个"), "{html}");
    assert!(html.contains(&slot(8)) && !html.contains(&format!("value=\"{taken}\"")));
    // A version that is over is told as before.
    let stale = [
        ("viewing", id.as_str()),
        ("version", "9"),
        ("action", "move"),
        ("starts_at", taken.as_str()),
    ];
    let refused = sends(&client, &first, &page, "change_viewing", &stale).await;
    let cookie = refused.cookies().into_iter().next().unwrap();
    let ask = Ask::new("GET", &page).header("accept", "text/html");
    let ask = ask.cookie(&cookie.0, &cookie.1).from(&new_ip());
    let html = first.browses(ask).to(&client).await.text();
    assert!(html.contains("内容刚刚在别处改过"), "{html}");
}
