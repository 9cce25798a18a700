//! What the pages of accounts ask the server for.

mod entrance;
mod own;
mod reviews;
mod tokens;
mod webhooks;

pub use entrance::{
    Entrance, EntrancePage, ResetPassword, SignIn, SignInByCode, SignOut, SignUp, entrance_page,
    reset_password, sign_in, sign_in_by_code, sign_out, sign_up,
};
pub use own::{
    ChangeEmail, ChangePassword, ChangePhone, ChangeProfile, EndOtherSessions, EndSession, Leave,
    OwnAccount, OwnPoints, OwnSecurity, Points, RemoveAvatar, Security, SetAvatar, change_email,
    change_password, change_phone, change_profile, end_other_sessions, end_session, leave,
    own_account, own_points, own_security, remove_avatar, set_avatar,
};
pub use reviews::{ReviewAgent, ReviewableViewing, review_agent, reviewable_viewing};
pub use tokens::{
    MakeToken, OwnTokens, OwnTokensPage, RevokeToken, RevokeTokens, make_token, own_tokens,
    revoke_token, revoke_tokens,
};
pub use webhooks::{
    ChangeWebhook, MakeWebhook, OwnWebhook, OwnWebhookPage, OwnWebhooks, OwnWebhooksPage,
    RemoveWebhook, ReplayDelivery, RotateWebhook, SwitchWebhook, TestWebhook, change_webhook,
    make_webhook, own_webhook, own_webhooks, remove_webhook, replay_delivery, rotate_webhook,
    switch_webhook, test_webhook,
};
