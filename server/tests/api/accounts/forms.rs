//! Forms that are sent without script.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{PASSWORD, new_phone},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use serde_json::Value;

fn carried(answer: &Answer) -> Value {
    let cookie = answer.cookie("form").expect("a cookie");
    assert!(cookie.len() <= 3_584, "{}", cookie.len());
    serde_json::from_slice(&BASE64.decode(cookie).unwrap()).unwrap()
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_was_wrong_and_without_secrets() {
    let client = Client::start().await;
    let form = [
        ("username", "luohao"),
        ("password", "hunter2!"),
        ("real_name", "Luo"),
        ("phone", "13800138000"),
        ("code", "123456"),
        ("email", ""),
        ("next", "/listings?rooms=2"),
    ];
    let ask = Ask::new("POST", "/api/ui/sign_up").form("/sign-up?next=%2Flistings", &form);
    let answer = ask.to(&client).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(answer.header("location"), "/sign-up?next=%2Flistings");
    assert!(answer.body.is_empty());
    let sent = carried(&answer);
    assert_eq!(sent["function"], "/api/ui/sign_up");
    assert_eq!(sent["values"]["username"], "luohao");
    assert_eq!(sent["values"]["phone"], "13800138000");
    assert_eq!(sent["error"]["code"], "invalid");
    assert!(
        sent["error"]["fields"].to_string().contains("real_name"),
        "{sent}"
    );
    for secret in ["hunter2", "123456", "password\":", "\"code\":\"1"] {
        assert!(!sent.to_string().contains(secret), "{secret}: {sent}");
    }
    let cookies = answer.cookies();
    let (_, value, attributes) = &cookies[0];
    assert_eq!(attributes, "Path=/; Max-Age=60; HttpOnly; SameSite=Lax");

    // The page shows it once.
    let page = Ask::new("GET", "/sign-up")
        .cookie("form", value)
        .to(&client)
        .await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("value=\"luohao\""), "{}", page.text());
    assert!(!page.text().contains("hunter2"));
    assert_eq!(page.cookie("form").as_deref(), Some(""));
    let page = client.get("/sign-up").await;
    assert!(page.cookies().is_empty());
}

#[tokio::test]
async fn no_secret_of_any_form_is_ever_carried() {
    let client = Client::start().await;
    let person = client.renter().await;
    let form = [
        ("login", "nobody00"),
        ("phone", "1380013"),
        ("recipient", "x"),
        ("password", "SECRET"),
        ("old_password", "SECRET"),
        ("code", "SECRET"),
        ("captcha", "SECRET"),
        ("captcha_token", "SECRET"),
        ("form[password]", "SECRET"),
    ];
    for function in [
        "sign_in",
        "sign_in_by_code",
        "reset_password",
        "change_password",
        "change_phone",
        "leave",
        "send_code",
    ] {
        let path = ["/api/ui/", function].concat();
        let ask = Ask::new("POST", &path).form("/account", &form);
        let answer = person.browses(ask).to(&client).await;
        assert_eq!(answer.status, 303, "{function}");
        let sent = carried(&answer);
        assert!(!sent.to_string().contains("SECRET"), "{function}: {sent}");
        assert!(!sent["error"].is_null(), "{function}: {sent}");
    }
}

#[tokio::test]
async fn what_is_too_long_for_a_cookie_stays_behind_and_what_is_wrong_does_not() {
    let client = Client::start().await;
    let long = "长".repeat(2_000);
    let form = [("login", long.as_str()), ("password", "wrong password")];
    let ask = Ask::new("POST", "/api/ui/sign_in").form("/sign-in", &form);
    let answer = ask.to(&client).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let sent = carried(&answer);
    assert_eq!(sent["values"], serde_json::json!({}));
    assert_eq!(sent["error"]["fields"][0]["code"], "wrong_login");
    // And no form is read without end.
    let huge = "x".repeat(100_000);
    let form = [("login", huge.as_str()), ("password", "x")];
    let ask = Ask::new("POST", "/api/ui/sign_in").form("/sign-in", &form);
    let answer = ask.to(&client).await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn after_a_code_was_sent_the_form_comes_back_as_it_was() {
    let client = Client::start().await;
    let phone = new_phone();
    let form = [
        ("purpose", "sign_up"),
        ("username", "luohao"),
        ("phone", phone.as_str()),
        ("password", PASSWORD),
    ];
    let ask = Ask::new("POST", "/api/ui/send_code").form("/sign-up", &form);
    let answer = ask.to(&client).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(answer.header("location"), "/sign-up");
    let sent = carried(&answer);
    assert_eq!(sent["error"], Value::Null);
    assert_eq!(sent["values"]["username"], "luohao");
    assert_eq!(client.newest_code(&phone).await.len(), 6);
}

#[tokio::test]
async fn a_script_is_answered_with_the_error_itself() {
    let client = Client::start().await;
    let form = [("login", "nobody00"), ("password", "wrong password")];
    let answer = Ask::new("POST", "/api/ui/sign_in")
        .call(&form)
        .to(&client)
        .await;
    assert_eq!(answer.status, 400);
    assert!(answer.cookies().is_empty());
    assert_eq!(answer.json()["fields"][0]["code"], "wrong_login");
}

#[tokio::test]
async fn a_cookie_that_somebody_made_up_breaks_no_page() {
    let client = Client::start().await;
    let bomb = BASE64
        .encode(r#"{"function":"/api/ui/sign_in","values":{"login":"<script>"},"error":null}"#);
    for cookie in ["x", "%00", "e30", bomb.as_str()] {
        let page = Ask::new("GET", "/sign-in")
            .cookie("form", cookie)
            .to(&client)
            .await;
        assert_eq!(page.status, 200, "{cookie}");
        assert!(!page.text().contains("value=\"<script>"), "{cookie}");
    }
}

/// A picture of one colour, as a phone would send it.
pub fn picture() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(300, 200, image::Rgb([200, 30, 30]));
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

#[tokio::test]
async fn a_picture_is_taken_by_a_form_and_by_the_api() {
    let client = Client::start().await;
    let person = client.renter().await;
    let upload = |file: Vec<u8>| {
        let head = "--x\r\ncontent-disposition: form-data; name=\"avatar\"; filename=\"a.png\"\r\n\
                    content-type: image/png\r\n\r\n";
        let body = [head.as_bytes(), &file, b"\r\n--x--\r\n"].concat();
        let ask = Ask::new("POST", "/api/ui/set_avatar")
            .header("content-type", "multipart/form-data; boundary=x")
            .header("accept", "text/html")
            .header("content-length", &body.len().to_string())
            .header("referer", "https://zufang.example/account")
            .bytes(body);
        person.browses(ask)
    };
    let answer = upload(picture()).to(&client).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(answer.cookie("form").is_none(), "{:?}", answer.cookies());
    let account = person
        .browses(Ask::new("GET", "/api/v1/account"))
        .to(&client)
        .await;
    let key = account.json()["avatar"].as_str().unwrap().to_owned();
    let avatar = client.get(&["/avatars/", &key].concat()).await;
    assert_eq!(
        (avatar.status.as_u16(), avatar.header("content-type")),
        (200, "image/webp")
    );

    for (file, code) in [
        (b"<svg/>".to_vec(), "image_unreadable"),
        (vec![0; 6 << 20], "image_too_large"),
    ] {
        let answer = upload(file).to(&client).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(answer.header("location"), "/account");
        assert_eq!(carried(&answer)["error"]["fields"][0]["code"], code);
    }
    for (file, status) in [(picture(), 200), (vec![0; 6 << 20], 413), (Vec::new(), 400)] {
        let ask = Ask::new("PUT", "/api/v1/account/avatar").bytes(file);
        let answer = person.browses(ask).to(&client).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
    for key in ["../keys", "x.webp", "..%2Fsecrets%2Fkeys", ""] {
        let answer = client.get(&["/avatars/", key].concat()).await;
        assert_eq!(answer.status, 404, "{key}");
    }
}
