//! The process that decodes a photo for the server.

#[test]
fn an_avif_picture_is_decoded_for_the_server_and_rubbish_ends_only_that() {
    let file = include_bytes!("../../services/assets/photos/avif/turned-6.avif");
    let answer = |input: &[u8]| {
        let mut process = std::process::Command::new(env!("CARGO_BIN_EXE_zufang"))
            .arg("read-avif")
            .env_clear()
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = process.stdin.take().unwrap();
        std::io::Write::write_all(&mut stdin, input).unwrap();
        drop(stdin);
        process.wait_with_output().unwrap()
    };
    let read = answer(file);
    assert!(read.status.success());
    // Width, height, how it is turned, no profile, and three bytes for each pixel.
    assert_eq!(read.stdout[..13], [64, 0, 0, 0, 48, 0, 0, 0, 6, 0, 0, 0, 0]);
    assert_eq!(read.stdout.len(), 13 + 64 * 48 * 3);
    let rubbish = answer(&file[..200]);
    assert!(!rubbish.status.success());
    assert!(rubbish.stdout.is_empty());
}
