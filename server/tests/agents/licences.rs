use crate::people::{anybody, problems, with_role};
use domain::{LicenceId, RoleId, agents::LicenceState};
use image::{DynamicImage, ImageFormat};
use services::Error;
use std::io::Cursor;
use testkit::TestApp;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n";

fn png() -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(2_400, 300)
        .write_to(&mut file, ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

fn files(app: &TestApp) -> usize {
    std::fs::read_dir(app.folder().join("licences")).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_licence_is_checked_and_certifies_its_agent() {
    let app = TestApp::start().await.unwrap();
    let services = &app.services;
    let (_, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let (_, other) = with_role(&app, "agent-two", "13800138001", RoleId::AGENT).await;
    let (_, admin) = with_role(&app, "admin-one", "13800138002", RoleId::ADMIN).await;
    let first = services
        .hand_licence_in(&agent, " A-1 ", PDF.to_vec())
        .await
        .unwrap();
    let file = services.licence_file(&agent, first).await.unwrap();
    assert!(file.pdf && file.bytes == PDF);
    // Another takes its place, and its file goes.
    let second = services
        .hand_licence_in(&agent, "A-2", png())
        .await
        .unwrap();
    assert_eq!(files(&app), 1);
    let gone = services.licence_file(&agent, first).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    let file = services.licence_file(&admin, second).await.unwrap();
    let picture = image::load_from_memory(&file.bytes).unwrap();
    assert_eq!((file.pdf, picture.width()), (false, 2_000));
    // For others there is none.
    let foreign = services.licence_file(&other, second).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    let nobody = services.licence_file(&anybody(), second).await;
    assert!(matches!(nobody, Err(Error::Unauthenticated)));

    let queue = services
        .licences(&admin, LicenceState::InReview, 1)
        .await
        .unwrap();
    assert_eq!(
        (queue.total, queue.items[0].licence.number.as_str()),
        (1, "A-2")
    );
    assert!(matches!(
        services.licences(&agent, LicenceState::InReview, 1).await,
        Err(Error::Forbidden)
    ));
    let without = services.decide_licence(&admin, second, false, " ").await;
    assert_eq!(problems(without), ["reason missing"]);
    services
        .decide_licence(&admin, second, false, "看不清")
        .await
        .unwrap();
    let again = services.decide_licence(&admin, second, true, "").await;
    assert!(matches!(again, Err(Error::Conflict)));
    let profile = services.own_agent(&agent).await.unwrap();
    let licence = profile.licence.unwrap();
    assert_eq!(
        (licence.status, licence.reason.as_str()),
        (LicenceState::Rejected, "看不清")
    );
    assert!(!profile.certified);

    let third = services
        .hand_licence_in(&agent, "A-3", PDF.to_vec())
        .await
        .unwrap();
    services
        .decide_licence(&admin, third, true, "")
        .await
        .unwrap();
    let profile = services.own_agent(&agent).await.unwrap();
    assert!(profile.certified);
    let page = services
        .agent_page(profile.agent.unwrap(), 1, 1)
        .await
        .unwrap();
    assert!(page.agent.certified);
    assert!(services.prove_audit().await.unwrap().is_ok());
}

#[tokio::test]
async fn what_is_no_licence_leaves_nothing() {
    let app = TestApp::start().await.unwrap();
    let services = &app.services;
    let (_, agent) = with_role(&app, "agent-one", "13800138000", RoleId::AGENT).await;
    let mut renamed = b"%PDF-1.7".to_vec();
    renamed.extend_from_slice(b"<script>alert(1)</script>");
    for (number, file, problem) in [
        ("A", renamed, "licence licence_unreadable"),
        ("A", b"GIF89a".to_vec(), "licence licence_unreadable"),
        ("A", png()[..60].to_vec(), "licence licence_unreadable"),
        ("A", vec![0; (10 << 20) + 1], "licence licence_too_large"),
        ("A", Vec::new(), "licence missing"),
        (" ", PDF.to_vec(), "number missing"),
    ] {
        let refused = services.hand_licence_in(&agent, number, file).await;
        assert_eq!(problems(refused), [problem]);
    }
    assert_eq!(files(&app), 0);
    assert_eq!(services.own_agent(&agent).await.unwrap().licence, None);
    let unknown = services.licence_file(&agent, LicenceId(9)).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
}
