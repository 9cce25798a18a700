use super::{import_page::view_of, list_page};
use crate::{
    context::Submitted,
    features::page_tests::html,
    forms::{Address, Shown},
    locales::Locale,
};
use domain::{
    AppError, ErrorCode, FieldError, ListingId,
    account::admin::FieldChange,
    moderation::queue::NamedValue,
    offer::{
        ImportCounts, ImportKind, ImportLine, ImportList, ImportOutcome, ImportPage, ImportPhoto,
        ImportPhotoCounts, ImportPhotoState, ImportShelf, ImportState,
    },
};

const HOSTILE: &str = "<script>alert(1)</script>";

fn shown<T>(locale: Locale, search: &str, answer: T) -> Shown<T> {
    Shown {
        text: locale.text(),
        address: Address {
            path: "/console/imports/7".into(),
            search: search.into(),
        },
        submitted: None,
        answer,
    }
}

fn change(field: &str, before: Option<&str>, after: &str) -> FieldChange {
    FieldChange {
        field: field.into(),
        before: before.map(Into::into),
        after: Some(after.into()),
    }
}

fn line(number: u32, kind: ImportKind) -> ImportLine {
    ImportLine {
        line: number,
        external_id: format!("A-{number}"),
        kind,
        outcome: ImportOutcome::Waiting,
        listing: None,
        title: HOSTILE.into(),
        changes: Vec::new(),
        photos: ImportPhotoCounts::default(),
        problems: Vec::new(),
    }
}

fn page() -> ImportPage {
    let problem = |field: &str, code: &str| FieldError {
        field: field.into(),
        code: code.into(),
    };
    ImportPage {
        id: 7,
        file_name: "房源.csv".into(),
        state: ImportState::Checked,
        created_at: domain::moment::parse("2026-11-28T02:00:00Z").unwrap_or_default(),
        counts: ImportCounts {
            new: 1,
            changed: 1,
            rejected: 1,
            waiting: 2,
            ..ImportCounts::default()
        },
        photos: ImportPhotoCounts {
            waiting: 3,
            refused: 1,
            ..ImportPhotoCounts::default()
        },
        undo_minutes: None,
        shelf: None,
        page: 1,
        pages: 3,
        rows: vec![
            ImportLine {
                changes: vec![change("district", None, "110105")],
                ..line(2, ImportKind::New)
            },
            ImportLine {
                listing: Some(ListingId(9)),
                changes: vec![change("rent", Some("6500"), "6600")],
                photos: ImportPhotoCounts {
                    waiting: 3,
                    ..ImportPhotoCounts::default()
                },
                ..line(3, ImportKind::Changed)
            },
            ImportLine {
                problems: vec![
                    problem("rent", "out_of_range"),
                    problem("row", "wrong_columns"),
                ],
                ..line(4, ImportKind::Rejected)
            },
        ],
        photo_list: Vec::new(),
        names: vec![NamedValue {
            field: "district".into(),
            value: "110105".into(),
            name: "朝阳区".into(),
        }],
    }
}

#[test]
fn an_import_shows_what_changes_and_asks_before_it_does_it() {
    let html = html(|| view_of(shown(Locale::ZhCn, "page=1", page())));
    for part in [
        "<del>6500</del>",
        "<ins>6600</ins>",
        "<ins>朝阳区</ins>",
        "月租金（元）：超出允许的范围",
        "这一行的列数和第一行不一样",
        "照片：要加 3 张",
        "1 套新房源会建立并提交审核",
        "1 张照片不能用，会跳过",
        r#"href="/console/listings/9""#,
        r#"href="/console/imports/7?show=rejected""#,
        r#"href="/console/imports/7?page=2""#,
        r#"name="sure""#,
        "确认导入",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<script>alert"), "{html}");
    assert!(!html.contains(" style="), "an inline style");
    assert!(!html.contains("撤销这次导入"), "there is nothing to undo");
}

#[test]
fn what_was_applied_can_be_taken_back_for_a_while() {
    let applied = ImportPage {
        state: ImportState::Applied,
        counts: ImportCounts {
            changed: 1,
            applied: 1,
            ..ImportCounts::default()
        },
        undo_minutes: Some(23 * 60 + 5),
        ..page()
    };
    let shows = |page: ImportPage| html(|| view_of(shown(Locale::ZhCn, "", page)));
    let open = shows(applied.clone());
    assert!(open.contains("还可以在 23 小时 5 分钟内撤销"), "{open}");
    assert!(!open.contains("变化我已经看过"), "{open}");
    let late = shows(ImportPage {
        undo_minutes: None,
        ..applied
    });
    assert!(late.contains("导入超过一天") && !late.contains("撤销导入</button>"));
}

#[test]
fn refused_photos_say_why_in_both_languages() {
    let photos = ImportPage {
        shelf: Some(ImportShelf::Photos),
        rows: Vec::new(),
        photo_list: [Some("photo_path"), Some("photo_too_large"), None]
            .into_iter()
            .map(|problem| ImportPhoto {
                name: HOSTILE.into(),
                external_id: "A-3".into(),
                line: Some(3),
                state: problem.map_or(ImportPhotoState::Waiting, |_| ImportPhotoState::Refused),
                problem: problem.map(Into::into),
            })
            .collect(),
        ..page()
    };
    for (locale, says) in [
        (Locale::ZhCn, ["盘符", "每张最大 20 MB", "要加"]),
        (Locale::En, ["drive", "at most 20 MB each", "To add"]),
    ] {
        let html = html(|| view_of(shown(locale, "show=photos", photos.clone())));
        for part in says {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<script>alert"), "{html}");
    }
}

#[test]
fn a_file_that_is_refused_says_so_beside_its_field() {
    let wrong = |code: &str| {
        let mut shown = shown(Locale::ZhCn, "", ImportList::default());
        shown.submitted = Some(Submitted {
            function: "/api/ui/check_import".into(),
            values: Default::default(),
            error: Some(AppError {
                fields: vec![FieldError {
                    field: if code.starts_with("zip") {
                        "photos"
                    } else {
                        "file"
                    }
                    .into(),
                    code: code.into(),
                }],
                ..AppError::new(ErrorCode::Invalid)
            }),
        });
        html(|| list_page::view_of(shown))
    };
    for (code, says) in [
        ("not_utf8", "CSV UTF-8"),
        ("no_external_id", "没有“房源编号”这一列"),
        ("zip_bomb", "解开后超过 1 GB"),
        ("zip_cut", "没有传完"),
    ] {
        let html = wrong(code);
        assert!(html.matches(says).count() >= 2, "{says} in {html}");
        assert!(html.contains(r#"enctype="multipart/form-data""#));
        assert!(html.contains("/console/imports/template.csv"));
    }
}
