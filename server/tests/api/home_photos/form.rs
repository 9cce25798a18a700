//! The forms that work without script.

use super::{
    Home,
    files::{encoded, jpeg, noise},
};
use crate::ask::Ask;
use domain::ListingStatus;
use image::ImageFormat;

const PAGE: &str = "/console/listings/1";

impl Home {
    /// As a browser without script sends the form with these files.
    fn files_form(&self, files: &[(&str, &[u8])]) -> Ask {
        let mut body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"listing\"\r\n\r\n{}\r\n",
            self.id
        )
        .into_bytes();
        for (name, file) in files {
            let head = format!(
                "--x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"{name}\"\r\n\
                 content-type: image/jpeg\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend(*file);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        let ask = Ask::new("POST", "/api/ui/add_photos")
            .header("content-type", "multipart/form-data; boundary=x")
            .header("accept", "text/html")
            .header("host", "zufang.example")
            .header("referer", &["https://zufang.example", PAGE].concat());
        self.owner.browses(ask).bytes(body)
    }

    async fn plain(&self, function: &str, pairs: &[(&str, &str)]) -> String {
        let id = self.id.to_string();
        let mut all = vec![("listing", id.as_str())];
        all.extend(pairs);
        let ask = Ask::new("POST", &["/api/ui/", function].concat()).form(PAGE, &all);
        let answer = self.owner.browses(ask).to(&self.client).await;
        assert_eq!(answer.status.as_u16(), 303, "{function}");
        answer.header("location").to_owned()
    }
}

#[tokio::test]
async fn several_files_come_with_one_form() {
    let home = Home::new(ListingStatus::Draft).await;
    let (one, other) = (jpeg(400, 300, 140), jpeg(400, 300, 141));
    // More than the two megabytes that forms usually have.
    let large = encoded(&noise(1_000, 1_000), ImageFormat::Png);
    let form = home.files_form(&[("a.jpg", &one), ("b.jpg", &other), ("c.png", &large)]);
    let answer = form.to(&home.client).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
    assert_eq!(answer.header("location"), PAGE);
    assert_eq!(home.ids().await.len(), 3);
    // What was wrong comes back to the page; what came before it stays.
    let form = home.files_form(&[("d.jpg", &jpeg(400, 300, 142)), ("e.jpg", b"GIF89a..")]);
    let answer = form.to(&home.client).await;
    assert_eq!(answer.header("location"), PAGE);
    assert!(
        answer
            .cookies()
            .iter()
            .any(|cookie| cookie.0.contains("form"))
    );
    assert_eq!(home.ids().await.len(), 4);
    let nothing = home.files_form(&[("", b"")]).to(&home.client).await;
    assert_eq!(nothing.header("location"), PAGE);
    assert_eq!(home.ids().await.len(), 4);
}

#[tokio::test]
async fn photos_are_arranged_by_forms() {
    let home = Home::new(ListingStatus::Draft).await;
    let a = home.add(&jpeg(40, 30, 143)).await;
    let b = home.add(&jpeg(40, 30, 144)).await;
    let c = home.add(&jpeg(40, 30, 145)).await;
    let number = c.to_string();
    let photo = ("photo", number.as_str());
    assert_eq!(
        home.plain("move_photo", &[photo, ("step", "first")]).await,
        PAGE
    );
    assert_eq!(home.ids().await, [c, a, b]);
    home.plain("move_photo", &[photo, ("step", "later")]).await;
    assert_eq!(home.ids().await, [a, c, b]);
    home.plain("move_photo", &[photo, ("step", "sideways")])
        .await;
    home.plain(
        "describe_photo",
        &[photo, ("caption", "阳台"), ("room", "balcony")],
    )
    .await;
    let photos = home.photos().await;
    assert_eq!(photos[1]["caption"], "阳台");
    assert_eq!(photos[1]["room"], "balcony");
    home.plain("delete_photo", &[photo]).await;
    assert_eq!(home.ids().await, [a, b]);
}
