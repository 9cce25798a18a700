//! What settings are taken, and what is said of those that are not.

use super::*;

fn load(variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let variables = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Settings::load(None, variables)
}

fn problem(variables: &[(&str, &str)]) -> String {
    load(variables).unwrap_err().to_string()
}

#[test]
fn without_any_setting_it_serves_this_machine_from_the_data_folder() {
    let settings = load(&[]).unwrap();
    assert_eq!(settings.addr.to_string(), "127.0.0.1:3000");
    assert_eq!(settings.database.url, "sqlite:data/zufang.db");
    assert_eq!(settings.index_dir(), Path::new("data/index"));
    assert_eq!(settings.log_format, LogFormat::Pretty);
}

#[test]
fn variables_go_before_the_file_and_the_file_before_defaults() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("z.toml");
    std::fs::write(
        &file,
        "port = 4000\ndata_dir = \"/srv/z\"\nenv = \"production\"\n",
    )
    .unwrap();
    let variables = [("ZUFANG_PORT".to_owned(), "5000".to_owned())];
    let settings = Settings::load(Some(&file), variables).unwrap();
    assert_eq!(settings.addr.to_string(), "127.0.0.1:5000");
    assert_eq!(settings.database.url, "sqlite:/srv/z/zufang.db");
    assert_eq!(settings.log_format, LogFormat::Json);
}

#[test]
fn a_port_keeps_the_host_of_the_address() {
    let settings = load(&[("ZUFANG_ADDR", "0.0.0.0:80"), ("ZUFANG_PORT", "8080")]).unwrap();
    assert_eq!(settings.addr.to_string(), "0.0.0.0:8080");
}

#[test]
fn a_wrong_value_is_named_with_its_key_and_what_is_expected() {
    for (name, value) in [
        ("ZUFANG_PORT", "abc"),
        ("ZUFANG_PORT", "70000"),
        ("ZUFANG_ADDR", "localhost"),
        ("ZUFANG_DATABASE_URL", "mysql://x"),
        ("ZUFANG_ENV", "prod"),
        ("ZUFANG_LOG_FORMAT", "xml"),
        ("ZUFANG_LOG", "=="),
        ("ZUFANG_DATABASE_MAX_CONNECTIONS", "0"),
        ("ZUFANG_PUBLIC_URL", "https://a/b"),
        ("ZUFANG_MAP_TILES", "https://tiles.example/{z}/{x}.png"),
        ("ZUFANG_MAP_TILES", "javascript:{z}{x}{y}"),
        ("ZUFANG_MAP_TILES", "https://a; script-src */{z}/{x}/{y}"),
        ("ZUFANG_MAP_TILES_DATUM", "bd09"),
        ("ZUFANG_TRUSTED_PROXIES", "proxy"),
        ("ZUFANG_TRUSTED_PROXIES", "10.0.0.0/33"),
        ("ZUFANG_RESPONSE_CACHE", "maybe"),
        ("ZUFANG_RESPONSE_CACHE_MB", "0"),
        ("ZUFANG_LIMIT_API_ANONYMOUS", "30"),
        ("ZUFANG_LIMIT_DOWNLOADS", "5/fortnight"),
    ] {
        let text = problem(&[(name, value)]);
        assert!(text.contains(name), "{text}");
        assert!(text.contains(value), "{text}");
        assert!(text.contains("expected"), "{text}");
    }
}

#[test]
fn a_trusted_proxy_is_an_address_or_a_network() {
    let settings = load(&[("ZUFANG_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,::1")]).unwrap();
    let networks: Vec<String> = settings
        .trusted_proxies
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(networks, ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]);
    assert!(load(&[]).unwrap().trusted_proxies.is_empty());
}

#[test]
fn a_bucket_needs_what_opens_it_and_shows_nothing_of_it() {
    let url = ("ZUFANG_PHOTO_STORE_URL", "https://s3.example/");
    let text = problem(&[url, ("ZUFANG_PHOTO_STORE_BUCKET", "homes")]);
    assert!(text.contains("photo_store_key_id"), "{text}");
    assert!(text.contains("photo_store_secret"), "{text}");
    let settings = load(&[
        url,
        ("ZUFANG_PHOTO_STORE_BUCKET", "homes"),
        ("ZUFANG_PHOTO_STORE_KEY_ID", "AKIAHOMES"),
        ("ZUFANG_PHOTO_STORE_SECRET", "hunter22"),
    ])
    .unwrap();
    let shown = format!("{settings:?}");
    assert!(
        !shown.contains("hunter22") && !shown.contains("AKIAHOMES"),
        "{shown}"
    );
    let bucket = settings.photo_bucket.unwrap();
    assert_eq!(bucket.endpoint, "https://s3.example");
    assert_eq!(bucket.region, "us-east-1");
    assert!(load(&[]).unwrap().photo_bucket.is_none());
    let wrong = problem(&[("ZUFANG_PHOTO_STORE_URL", "s3://homes")]);
    assert!(wrong.contains("expected"), "{wrong}");
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known_one() {
    let text = problem(&[("ZUFANG_PROT", "1")]);
    assert!(text.contains("ZUFANG_PROT"), "{text}");
    assert!(text.contains("ZUFANG_PORT"), "{text}");
}

#[test]
fn a_wrong_key_of_the_file_is_named_with_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("z.toml");
    std::fs::write(&file, "database_ulr = \"x\"\nport = true\n").unwrap();
    let text = Settings::load(Some(&file), []).unwrap_err().to_string();
    assert!(text.contains("database_ulr"), "{text}");
    assert!(text.contains("database_url"), "{text}");
    assert!(text.contains("z.toml"), "{text}");
    assert!(text.contains("port"), "{text}");
}

#[test]
fn a_named_file_that_is_missing_is_an_error() {
    let text = Settings::load(Some(Path::new("nowhere.toml")), [])
        .unwrap_err()
        .to_string();
    assert!(text.contains("nowhere.toml"), "{text}");
}

#[test]
fn variables_of_the_projects_scripts_are_left_alone() {
    assert!(load(&[("ZUFANG_TEST_POSTGRES", "x")]).is_ok());
}

#[test]
fn a_password_is_never_shown() {
    let url = "postgres://zufang:secret@db/zufang";
    let settings = load(&[("ZUFANG_DATABASE_URL", url)]).unwrap();
    assert_eq!(settings.database_name(), "postgres://zufang:***@db/zufang");
    assert!(!format!("{settings:?}").contains("secret"));
}
