//! Agents' side: console, licence, reviews, and counting views.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use chrono::TimeDelta;
use domain::RoleId;
use serde_json::json;
use services::{Clock, counts::Batches};
use store::PastViewing;
use testkit::ListingBuilder;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async fn api(client: &Client, person: &Person, method: &str, path: &str, body: &[u8]) -> Answer {
    let ask = Ask::new(method, path).bearer(&person.access);
    let ask = ask.header("content-type", "application/json");
    ask.from(&new_ip()).bytes(body.into()).to(client).await
}

async fn page(client: &Client, person: &Person, path: &str) -> Answer {
    let ask = Ask::new("GET", path).header("accept", "text/html");
    person.browses(ask).from(&new_ip()).to(client).await
}

#[tokio::test]
async fn a_visit_of_a_page_is_counted_and_a_crawler_is_not() {
    let client = Client::with_homes(3).await;
    for agent in [FIREFOX, "Baiduspider/2.0", ""] {
        for path in ["/listings/1", "/listings", "/api/v1/listings/2"] {
            let ask = Ask::new("GET", path).header("user-agent", agent);
            assert_eq!(ask.from(&new_ip()).to(&client).await.status, 200, "{path}");
        }
    }
    Batches::default()
        .write(&client.app.services)
        .await
        .unwrap();
    let counts = client.app.store().counts();
    let first = counts.days(domain::ListingId(1)).await.unwrap();
    // Once in the list, and as similar to the other.
    assert_eq!((first[0].views, first[0].impressions), (1, 2));
    let second = counts.days(domain::ListingId(2)).await.unwrap();
    assert_eq!((second[0].views, second[0].impressions), (1, 2));
}

#[tokio::test]
async fn the_console_shows_tables_and_is_for_who_may_offer_homes() {
    let client = Client::start().await;
    let agent = client.person(RoleId::AGENT).await;
    let own = ListingBuilder::new("a")
        .title("望京两居")
        .publisher(agent.id);
    client.app.put(vec![own]).await.unwrap();
    let answer = page(&client, &agent, "/console?span=7&sort=contacts").await;
    assert_eq!(answer.status, 200);
    let html = answer.text();
    for part in [
        "id=\"funnel\"",
        "id=\"days\"",
        "id=\"own-homes\"",
        "id=\"own-districts\"",
        "<MARKET-CHART",
        "望京两居",
        "sort=views",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let renter = client.renter().await;
    let refused = page(&client, &renter, "/console").await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("</html>"));
    let answer = api(
        &client,
        &agent,
        "GET",
        "/api/v1/account/dashboard?span=90",
        b"",
    )
    .await;
    let dashboard = answer.json();
    assert_eq!(dashboard["days"].as_array().unwrap().len(), 90);
    assert_eq!(dashboard["homes"]["total"], 1);
    let odd = api(
        &client,
        &agent,
        "GET",
        "/api/v1/account/dashboard?span=8",
        b"",
    )
    .await;
    assert_eq!(
        (odd.status.as_u16(), odd.problem().0.as_str()),
        (400, "span")
    );
}

#[tokio::test]
async fn a_profile_is_saved_without_script_and_over_the_api() {
    let client = Client::start().await;
    let agent = client.person(RoleId::AGENT).await;
    let form = [
        ("agency", "天天房产"),
        ("intro", "<b>您好</b>"),
        ("version", "0"),
    ];
    let ask = Ask::new("POST", "/api/ui/change_agent").form("/console/profile", &form);
    let answer = agent.browses(ask).from(&new_ip()).to(&client).await;
    assert_eq!(answer.header("location"), "/console/profile?done=profile");
    let html = page(&client, &agent, "/console/profile?done=profile")
        .await
        .text();
    assert!(
        html.contains("天天房产") && html.contains("资料已保存") && html.contains(&agent.phone)
    );
    let profile = api(&client, &agent, "GET", "/api/v1/account/agent", b"")
        .await
        .json();
    let id = profile["agent"].as_i64().unwrap();
    // The phone number is nobody else's business, and what was written stays text.
    let public = client.get(&format!("/agents/{id}")).await.text();
    assert!(
        public.contains("天天房产") && public.contains("&lt;b&gt;"),
        "{public}"
    );
    let shown = client.get(&format!("/api/v1/agents/{id}")).await;
    assert_eq!(shown.json()["agency"], "天天房产");
    for text in [public, shown.text()] {
        assert!(!text.contains(&agent.phone));
    }
    let stale = json!({"agency": "", "version": 0}).to_string();
    let stale = api(
        &client,
        &agent,
        "PUT",
        "/api/v1/account/agent",
        stale.as_bytes(),
    )
    .await;
    assert_eq!(stale.status, 409);
}

#[tokio::test]
async fn a_licence_goes_to_its_agent_and_to_admins_only() {
    let client = Client::start().await;
    let (agent, admin) = (client.person(RoleId::AGENT).await, client.admin().await);
    let path = "/api/v1/account/agent/licence?number=A-1";
    let answer = api(&client, &agent, "PUT", path, PDF).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let id = answer.json()["id"].as_i64().unwrap();
    let file = format!("/licences/{id}");
    for reader in [&agent, &admin] {
        let answer = page(&client, reader, &file).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_slice()), (200, PDF));
        assert!(
            answer
                .header("content-disposition")
                .starts_with("attachment")
        );
        assert!(answer.header("cache-control").contains("no-store"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let other = client.person(RoleId::AGENT).await;
    assert_eq!(page(&client, &other, &file).await.status, 404);
    assert_eq!(client.get(&file).await.status, 401);
    let html = page(&client, &admin, "/admin/licences").await.text();
    assert!(html.contains("A-1") && html.contains(&file), "{html}");

    let form = [("licence", id.to_string()), ("reason", "看不清".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    let ask = Ask::new("POST", "/api/ui/decide_licence").form("/admin/licences", &form);
    let answer = admin.browses(ask).from(&new_ip()).to(&client).await;
    assert_eq!(answer.header("location"), "/admin/licences?done=rejected");
    let html = page(&client, &agent, "/console/profile").await.text();
    assert!(html.contains("看不清"), "{html}");
    let html = page(&client, &agent, "/console").await.text();
    assert!(html.contains("份从业证书没有通过审核"), "{html}");
    let licence = api(&client, &agent, "GET", "/api/v1/account/agent/licence", b"").await;
    assert_eq!(licence.json()["status"], "rejected");
    let odd = api(&client, &agent, "PUT", path, b"MZ no picture").await;
    assert_eq!(
        odd.problem(),
        ("licence".into(), "licence_unreadable".into())
    );
}

#[tokio::test]
async fn a_renter_reviews_a_viewing_without_script() {
    let client = Client::with_homes(1).await;
    let (renter, agent) = (client.renter().await, client.person(RoleId::AGENT).await);
    let at = client.app.clock.now() - TimeDelta::days(1);
    let past = PastViewing {
        listing: domain::ListingId(1),
        renter: renter.id,
        host: agent.id,
        starts_at: at,
        made_at: at,
        status: "done",
    };
    let mut unit = client.app.store().begin().await.unwrap();
    let viewing = unit.put_past_viewing(&past).await.unwrap().to_string();
    unit.commit().await.unwrap();
    let path = format!("/account/reviews/{viewing}");
    let html = page(&client, &renter, &path).await.text();
    assert!(
        html.contains("name=\"truth\"") && html.contains("评价看房"),
        "{html}"
    );
    assert_eq!(page(&client, &agent, &path).await.status, 404);
    let send = async |form: &[(&str, &str)]| {
        let ask = Ask::new("POST", "/api/ui/review_agent").form(&path, form);
        renter.browses(ask).from(&new_ip()).to(&client).await
    };
    // No star was chosen: back to the form.
    let answer = send(&[("viewing", &viewing), ("service", "5")]).await;
    assert_eq!(answer.header("location"), path);
    let given = [
        ("viewing", viewing.as_str()),
        ("service", "5"),
        ("truth", "4"),
        ("skill", "3"),
        ("body", "<i>很准时</i>"),
    ];
    let answer = send(&given).await;
    assert_eq!(answer.header("location"), format!("{path}?done=review"));
    let profile = api(&client, &agent, "GET", "/api/v1/account/agent", b"")
        .await
        .json();
    let id = profile["agent"].as_i64().unwrap();
    let html = client.get(&format!("/agents/{id}")).await.text();
    assert!(
        html.contains("张**") && html.contains("&lt;i&gt;很准时"),
        "{html}"
    );
    let reviews = client
        .get(&format!("/api/v1/agents/{id}/reviews"))
        .await
        .json();
    assert_eq!(
        (&reviews["count"], &reviews["results"][0]["stars"]["skill"]),
        (&json!(1), &json!(3))
    );
    let admin = client.admin().await;
    let html = page(&client, &admin, &format!("/admin/agents/{id}"))
        .await
        .text();
    assert!(html.contains("很准时") && html.contains("隐藏"), "{html}");
    let review = reviews["results"][0]["id"].as_i64().unwrap();
    let hidden = format!("/api/v1/reviews/{review}/hidden");
    assert_eq!(api(&client, &admin, "PUT", &hidden, b"").await.status, 204);
    let reviews = client
        .get(&format!("/api/v1/agents/{id}/reviews"))
        .await
        .json();
    assert_eq!(reviews["count"], 0);
}
