//! What is said by SMS and e-mail. Both languages in one message: what a phone number reads is not known.

use super::codes::Recipient;
use domain::account::{Channel, CodePurpose};
use store::NewMessage;

/// The brand as it stands before an SMS.
const SIGN: &str = "【租房网】";

/// The message that brings a code. Without a code it says why there is none: the number has an account
/// already (`known`), or has none. An e-mail for resetting the password has a link too, where the address
/// of the `site` is known.
pub(crate) fn code_message(
    purpose: CodePurpose,
    recipient: &Recipient,
    code: Option<&str>,
    known: bool,
    site: Option<&str>,
) -> NewMessage {
    let body = match (code, known) {
        (Some(code), _) => {
            let mut body = format!(
                "{}验证码 {code}，5 分钟内有效。如非本人操作请忽略，切勿告诉他人。Your code is {code}, good for 5 minutes.",
                zh(purpose)
            );
            if let (CodePurpose::ResetPassword, Recipient::Email(email), Some(site)) =
                (purpose, recipient, site)
            {
                let query = form_urlencoded::Serializer::new(String::new())
                    .append_pair("to", email.as_str())
                    .append_pair("code", code)
                    .finish();
                body += "\n\n打开链接设置新密码 · Open this link to choose a new password:\n";
                body += &[site, "/reset-password?", &query].concat();
            }
            body
        }
        (None, true) => "这个号码或邮箱已有账号，请直接登录；忘记密码可以重置。如非本人操作请忽略。You have an account already: please sign in.".into(),
        (None, false) => "这个号码或邮箱还没有账号，请先注册。如非本人操作请忽略。There is no account yet: please sign up.".into(),
    };
    message(recipient, "租房网验证码 · Your Zufang code", &body)
}

fn zh(purpose: CodePurpose) -> &'static str {
    match purpose {
        CodePurpose::SignUp => "注册",
        CodePurpose::SignIn => "登录",
        CodePurpose::ResetPassword => "重置密码",
        CodePurpose::ChangePhone => "更换手机号",
        CodePurpose::ChangeEmail => "绑定邮箱",
    }
}

/// Tells the owner that the password was changed.
pub(crate) fn password_changed(recipient: &Recipient) -> NewMessage {
    message(
        recipient,
        "租房网密码已更改 · Your password was changed",
        "你的密码刚刚更改，其他设备已退出登录。如非本人操作，请立即重置密码。Your password was changed. If it was not you, reset it at once.",
    )
}

/// Tells the owner, at the old number or address, that another one took its place.
pub(crate) fn contact_changed(recipient: &Recipient) -> NewMessage {
    message(
        recipient,
        "租房网联系方式已更改 · Your contact details were changed",
        "你的账号刚刚换了手机号或邮箱。如非本人操作，请立即重置密码。Your phone or e-mail was changed. If it was not you, reset your password at once.",
    )
}

fn message(recipient: &Recipient, subject: &str, body: &str) -> NewMessage {
    let channel = recipient.channel();
    let (subject, body) = match channel {
        Channel::Sms => (String::new(), [SIGN, body].concat()),
        Channel::Email => (subject.to_owned(), body.to_owned()),
    };
    NewMessage {
        channel,
        recipient: recipient.as_str().to_owned(),
        subject,
        body,
    }
}
