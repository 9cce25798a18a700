//! Accounts.

use super::{
    asked::{Asked, Id},
    fields::Fields,
};
use crate::endpoint::{Endpoint, get, patch, post, put};
use axum::response::Response;
use chrono::{DateTime, FixedOffset, Utc};
use domain::{
    UserId,
    account::{Sex, admin::AccountSummary, forms::SignUp, profile::Profile},
};
use serde::Serialize;
use services::classic::ProfileForm;

/// China is eight hours ahead all year.
const CHINA_SECONDS: i32 = 8 * 3_600;

/// An account, never its password.
#[derive(Serialize)]
struct User {
    userid: i64,
    username: String,
    realname: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sex: Option<bool>,
    tel: String,
    email: Option<String>,
    regdate: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    point: Option<u32>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/users/", list),
        post("/api/users/", register),
        get("/api/users/{id}/", show),
        put("/api/users/{id}/", change),
        patch("/api/users/{id}/", change),
    ]
}

fn user(profile: Profile) -> User {
    User {
        userid: profile.id.0,
        username: profile.username,
        realname: profile.real_name,
        sex: profile.sex.map(|sex| sex == Sex::Male),
        tel: profile.phone,
        email: profile.email,
        regdate: moment(profile.registered_at),
        point: Some(profile.points),
    }
}

fn summary(account: AccountSummary) -> User {
    User {
        userid: account.id.0,
        username: account.username,
        realname: account.real_name,
        sex: None,
        tel: account.phone,
        email: account.email,
        regdate: moment(account.registered_at),
        point: None,
    }
}

/// A moment as the classic system writes it: the time in China.
fn moment(at: DateTime<Utc>) -> String {
    let china = FixedOffset::east_opt(CHINA_SECONDS);
    let local = china.map_or_else(
        || at.naive_utc(),
        |china| at.with_timezone(&china).naive_local(),
    );
    local.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// 1 and `true` are men, 0 and `false` women, as in the classic system; our words are taken too.
fn sex(fields: &Fields) -> Option<Sex> {
    match fields.one("sex")?.trim() {
        "male" | "男" => Some(Sex::Male),
        "female" | "女" => Some(Sex::Female),
        _ => fields.truth("sex").map(|male| match male {
            true => Sex::Male,
            false => Sex::Female,
        }),
    }
}

/// `GET /api/users/`: for admins.
async fn list(asked: Asked) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services.classic_accounts(caller, asked.paging()).await;
    asked.listed(found, summary)
}

/// `POST /api/users/`
async fn register(asked: Asked, fields: Fields) -> Response {
    let said = |names: &[&str]| fields.any(names).unwrap_or_default();
    let form = SignUp {
        username: said(&["username"]),
        password: said(&["password"]),
        real_name: said(&["realname"]),
        phone: said(&["tel"]),
        code: said(&["code", "mobilecode"]),
        email: said(&["email"]),
        sex: sex(&fields),
    };
    let made = asked.services.register(&asked.caller, &form).await;
    asked.created(made.map(user))
}

/// `GET /api/users/{id}/`: one's own, and for admins.
async fn show(asked: Asked, Id(id): Id<UserId>) -> Response {
    let found = asked.services.classic_account(&asked.caller, id).await;
    asked.json(found.map(user))
}

/// `PUT /api/users/{id}/`: one's own name and sex.
async fn change(asked: Asked, Id(id): Id<UserId>, fields: Fields) -> Response {
    let form = ProfileForm {
        realname: fields.one("realname"),
        sex: sex(&fields),
        tel: fields.one("tel"),
        email: fields.one("email"),
        username: fields.one("username"),
    };
    let (services, caller) = (&asked.services, &asked.caller);
    let changed = services.change_classic_account(caller, id, &form).await;
    asked.json(changed.map(user))
}
