//! Photos whose files are there, and those whose files are not.

use crate::world::{Folder, import, import_with, on_both};
use domain::ListingId;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

fn png(colour: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(90, 60, |x, y| Rgb([colour, (x * 2) as u8, (y * 4) as u8]));
    let mut file = Cursor::new(Vec::new());
    let picture = DynamicImage::from(picture);
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

#[tokio::test]
async fn photos_are_drawn_and_shown_the_main_one_first() {
    on_both(async |app| {
        let folder = Folder::small();
        let said = import(app, &folder.path()).await;
        assert_eq!(said.reasons("tb_house_photo")["no_photo_folder"], 3);

        let files = tempfile::tempdir().unwrap();
        std::fs::create_dir(files.path().join("media")).unwrap();
        std::fs::write(files.path().join("media/a.png"), png(10)).unwrap();
        std::fs::write(files.path().join("b.png"), png(200)).unwrap();
        folder.change(
            "tb_house_photo",
            "10,205,gone.png,1\n",
            "10,205,gone.png,1\n11,205,text.jpg,0\n12,999,b.png,1\n",
        );
        std::fs::write(files.path().join("text.jpg"), "no picture").unwrap();
        let photos = async || {
            let path = Some(files.path().to_owned());
            import_with(app, &folder.path(), path, false).await.unwrap()
        };
        let said = photos().await;
        assert_eq!(said.counts("tb_house_photo"), (2, 0, 0, 3));
        let reasons = said.reasons("tb_house_photo");
        for reason in ["file_missing", "not_a_photo", "dangling"] {
            assert_eq!(reasons.get(reason), Some(&1), "{reason}: {reasons:?}");
        }
        let store = app.store().primary_reads();
        let home = store
            .listings()
            .detail(ListingId(100))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(home.photos.len(), 2);
        assert_eq!(home.listing.card.photo, home.photos.first().cloned());
        let size = (home.photos[0].width, home.photos[0].height);
        assert_eq!(size, (90, 60));
        assert!(
            store
                .photos()
                .known(&[home.photos[0].key.clone()])
                .await
                .unwrap()
                .len()
                == 1
        );
        assert!(
            files.path().join("b.png").is_file(),
            "the files stay where they are"
        );

        let again = photos().await;
        assert_eq!(again.counts("tb_house_photo"), (0, 0, 2, 3));
        assert!(again.report.is_unchanged());
    })
    .await;
}
