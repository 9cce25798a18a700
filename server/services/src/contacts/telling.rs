//! What the other side is told, by a notice and, where they want it, by SMS or e-mail.

use crate::{Result, Services};
use domain::{
    UserId,
    account::{AccountStatus, Channel},
    contact::NoticeKind,
};
use store::{AccountRecord, NewMessage, Unit};

/// The brand as it stands before an SMS.
const SIGN: &str = "【租房网】";

/// What there is to tell somebody.
pub(super) struct News<'a> {
    pub(super) kind: NoticeKind,
    /// The headline of the home.
    pub(super) title: &'a str,
    /// Where it can be read.
    pub(super) path: String,
}

impl Services {
    /// The message that brings `news` to `user`: by SMS where they want that, else by e-mail, else none.
    /// Read through `unit`, which holds a connection already.
    pub(super) async fn message_to(
        &self,
        unit: &mut Unit,
        user: UserId,
        news: &News<'_>,
    ) -> Result<Option<NewMessage>> {
        let account = unit.account(user).await?;
        let site = self.0.accounts.settings.public_url.as_deref();
        Ok(account.and_then(|account| message(&account, news, site)))
    }
}

fn message(account: &AccountRecord, news: &News<'_>, site: Option<&str>) -> Option<NewMessage> {
    if account.status != AccountStatus::Active {
        return None;
    }
    let email = account.email.clone().filter(|_| account.notify_email);
    let (channel, recipient) = match email {
        _ if account.notify_sms => (Channel::Sms, account.phone.clone()),
        Some(email) => (Channel::Email, email),
        None => return None,
    };
    let (zh, en) = words(news.kind);
    let link = site.map(|site| [" ", site, &news.path].concat());
    let said = format!("{zh}：{}。{en}.{}", news.title, link.unwrap_or_default());
    let (subject, body) = match channel {
        Channel::Sms => (String::new(), [SIGN, &said].concat()),
        Channel::Email => (format!("租房网：{zh} · {en}"), said),
    };
    Some(NewMessage {
        channel,
        recipient,
        subject,
        body,
    })
}

fn words(kind: NoticeKind) -> (&'static str, &'static str) {
    match kind {
        NoticeKind::Message => ("有人给你留言", "There is a message for you"),
        NoticeKind::ViewingRequested => ("有人预约看房", "Somebody asks for a viewing"),
        NoticeKind::ViewingConfirmed => ("看房已确认", "Your viewing is confirmed"),
        NoticeKind::ViewingMoved => ("看房时间改了", "A viewing was moved"),
        NoticeKind::ViewingCancelled => ("看房取消了", "A viewing was called off"),
        NoticeKind::ViewingReminder => ("看房提醒", "A viewing is soon"),
    }
}
