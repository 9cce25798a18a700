//! Signing up and in, and one's own account.

mod agent;
mod favourites;
mod imports;
mod profile;
mod session;
mod sessions;
mod tokens;
mod webhooks;

pub(super) use sessions::Ended;

use crate::endpoint::{Endpoint, delete, get, patch, post, put};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/session", session::sign_in),
        delete("/session", session::sign_out),
        post("/session/renewal", session::renew),
        post("/codes", session::send_code),
        get("/captcha", session::captcha),
        post("/accounts", session::sign_up),
        post("/password-reset", session::reset_password),
        get("/account", profile::show),
        patch("/account", profile::change),
        delete("/account", profile::leave),
        put("/account/password", profile::change_password),
        put("/account/phone", profile::change_phone),
        put("/account/email", profile::change_email),
        put("/account/avatar", profile::set_avatar),
        delete("/account/avatar", profile::remove_avatar),
        get("/account/points", profile::points),
        get("/account/export", profile::export),
        get("/account/sessions", sessions::list),
        delete("/account/sessions", sessions::end_others),
        delete("/account/sessions/{id}", sessions::end),
        get("/account/sign-ins", sessions::sign_ins),
        get("/account/tokens", tokens::list),
        post("/account/tokens", tokens::make),
        delete("/account/tokens", tokens::revoke_all),
        delete("/account/tokens/{id}", tokens::revoke),
        get("/account/webhooks", webhooks::list),
        post("/account/webhooks", webhooks::make),
        get("/account/webhooks/{id}", webhooks::show),
        put("/account/webhooks/{id}", webhooks::change),
        delete("/account/webhooks/{id}", webhooks::remove),
        put("/account/webhooks/{id}/active", webhooks::switch),
        post("/account/webhooks/{id}/secret", webhooks::rotate),
        post("/account/webhooks/{id}/test", webhooks::test),
        get("/account/webhooks/{id}/deliveries", webhooks::deliveries),
        post(
            "/account/webhooks/{id}/deliveries/{delivery}/replay",
            webhooks::replay,
        ),
        get("/account/favourites", favourites::list),
        put("/account/favourites/{id}", favourites::keep),
        delete("/account/favourites/{id}", favourites::keep_no_longer),
        delete("/account/viewed", favourites::forget_viewed),
        post("/account/kept", favourites::merge),
        get("/account/agent", agent::show),
        put("/account/agent", agent::change),
        get("/account/agent/licence", agent::licence),
        put("/account/agent/licence", agent::hand_licence_in),
        get("/account/dashboard", agent::dashboard),
        get("/account/imports", imports::list),
        post("/account/imports", imports::check),
        get("/account/imports/{id}", imports::show),
        post("/account/imports/{id}/application", imports::apply),
        delete("/account/imports/{id}/application", imports::undo),
    ]
}
