//! The audit trail (审计日志): who did what to which thing. Each entry seals the one before it, so that
//! none can be changed or taken out unnoticed.

use super::{Caller, Client};
use crate::{Error, Result, Services, looked_for::looked_for};
use chrono::SubsecRound;
use domain::{
    Rows, TokenId, UserId,
    account::{
        AuditAction, Email, Means, Method, Phone, RealName,
        admin::{AuditEntry, AuditQuery, FieldChange, Paged},
    },
};
use sha2::{Digest, Sha256};
use store::Unit;

/// Entries on a page.
const PAGE: u32 = 50;
/// Entries that are proved in one go.
const RUN: u32 = 1_000;
/// Who acts when nobody does.
const SYSTEM: &str = "system";

/// Something that is to be told in the audit trail.
pub(crate) struct Deed {
    actor_id: Option<UserId>,
    actor: String,
    action: AuditAction,
    subject: &'static str,
    subject_id: String,
    changes: Vec<FieldChange>,
    ip: String,
    request_id: String,
    /// The token of the program that did it.
    token: Option<TokenId>,
}

impl Deed {
    /// Done by who is signed in.
    pub(crate) fn by(caller: &Caller, action: AuditAction) -> Self {
        let person = caller.person.as_deref();
        Self {
            actor_id: caller.user(),
            actor: person.map_or_else(|| SYSTEM.to_owned(), |person| person.username.clone()),
            token: person.and_then(|person| match &person.means {
                Means::Token(token) => Some(token.id),
                Means::Session(_) => None,
            }),
            ..Self::by_system(&caller.client, action)
        }
    }

    /// Done by nobody in particular.
    pub(crate) fn by_system(client: &Client, action: AuditAction) -> Self {
        Self {
            actor_id: None,
            actor: SYSTEM.into(),
            action,
            subject: "account",
            subject_id: String::new(),
            changes: Vec::new(),
            ip: client.ip.to_string(),
            request_id: client.request.0.clone(),
            token: None,
        }
    }

    /// Done by an account that is not signed in yet, such as the one that was just made.
    pub(crate) fn acting(mut self, user: UserId, username: &str) -> Self {
        self.actor_id = Some(user);
        self.actor = username.to_owned();
        self
    }

    pub(crate) fn on(mut self, subject: &'static str, id: impl ToString) -> Self {
        self.subject = subject;
        self.subject_id = id.to_string();
        self
    }

    pub(crate) fn on_account(self, user: UserId) -> Self {
        self.on("account", user)
    }

    /// A field went from `before` to `after`; nothing is told of one that stayed. Of what is personal, a
    /// part only is told: nobody can take it out of the trail again when its owner has left.
    pub(crate) fn change(
        mut self,
        field: &str,
        before: Option<impl ToString>,
        after: Option<impl ToString>,
    ) -> Self {
        let before = before.map(|value| value.to_string());
        let after = after.map(|value| value.to_string());
        if before != after {
            self.changes.push(FieldChange {
                field: field.to_owned(),
                before: before.map(|value| masked(field, value)),
                after: after.map(|value| masked(field, value)),
            });
        }
        self
    }

    pub(crate) fn counting(self, field: &str, count: usize) -> Self {
        self.change(field, None::<usize>, Some(count))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// What the audit trail says of a field's value.
fn masked(field: &str, value: String) -> String {
    match field {
        Phone::FIELD => value.parse().map(|phone: Phone| phone.masked()),
        Email::FIELD => value.parse().map(|email: Email| email.masked()),
        RealName::FIELD => {
            let first = value.chars().take(1);
            Ok(first.chain(['*']).collect())
        }
        _ => Ok(value),
    }
    .unwrap_or_else(|_| "*".to_owned())
}

/// What is wrong with the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenChain {
    /// Entries are missing before this one.
    #[error("entries are missing before number {0}")]
    Missing(i64),
    /// This entry does not seal the one before it.
    #[error("number {0} does not follow the entry before it")]
    Unlinked(i64),
    /// This entry says something else than what was sealed.
    #[error("number {0} was changed")]
    Changed(i64),
}

impl Services {
    /// Tells of `deed` in the audit trail, within the unit that does it. Comes last in its unit.
    pub(crate) async fn record(&self, unit: &mut Unit, deed: Deed) -> Result<()> {
        let (seq, previous) = unit.audit_head().await?.unwrap_or_default();
        let mut changes = deed.changes;
        changes.extend(deed.token.map(|token| FieldChange {
            field: "token".into(),
            before: None,
            after: Some(token.to_string()),
        }));
        let mut entry = AuditEntry {
            seq: seq + 1,
            at: self.clock().now().trunc_subsecs(6),
            actor_id: deed.actor_id,
            actor: deed.actor,
            action: deed.action,
            subject: deed.subject.to_owned(),
            subject_id: deed.subject_id,
            changes,
            ip: deed.ip,
            request_id: deed.request_id,
            previous,
            hash: String::new(),
        };
        entry.hash = seal(&entry)?;
        Ok(unit.append_audit(&entry).await?)
    }

    /// A page of the audit trail, for admins.
    pub async fn audit(&self, caller: &Caller, query: &AuditQuery) -> Result<Paged<AuditEntry>> {
        self.audit_rows(caller, query, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn audit_rows(
        &self,
        caller: &Caller,
        query: &AuditQuery,
        rows: Rows,
    ) -> Result<Paged<AuditEntry>> {
        caller.require(Method::Get, "/audit")?;
        let query = AuditQuery {
            actor: looked_for(&query.actor),
            subject: looked_for(&query.subject),
            ..query.clone()
        };
        let store = self.store().primary_reads();
        Ok(store.accounts().audit(&query, rows).await?)
    }

    /// Proves the whole audit trail: the number of its entries, or the first that is wrong.
    ///
    /// That the newest entries were cut off cannot be seen from the chain alone: what remains is a whole
    /// chain. Whoever must notice it keeps the number and the seal of the newest entry elsewhere.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn prove_audit(&self) -> Result<std::result::Result<i64, BrokenChain>> {
        let store = self.store().primary_reads();
        let (mut seq, mut hash) = (0, String::new());
        loop {
            let run = store.accounts().audit_after(seq, RUN).await?;
            if run.is_empty() {
                return Ok(Ok(seq));
            }
            for entry in run {
                if entry.seq != seq + 1 {
                    return Ok(Err(BrokenChain::Missing(entry.seq)));
                } else if entry.previous != hash {
                    return Ok(Err(BrokenChain::Unlinked(entry.seq)));
                } else if entry.hash != seal(&entry)? {
                    return Ok(Err(BrokenChain::Changed(entry.seq)));
                }
                (seq, hash) = (entry.seq, entry.hash);
            }
        }
    }
}

/// The seal of an entry: SHA-256 of all it says, as JSON with the fields in their order, and of the
/// seal before it.
fn seal(entry: &AuditEntry) -> Result<String> {
    let sealed = AuditEntry {
        hash: String::new(),
        ..entry.clone()
    };
    let json = serde_json::to_vec(&sealed).map_err(Error::internal)?;
    let digest = Sha256::digest(&json);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn of_what_is_personal_the_trail_tells_a_part_only() {
        let client = Client::new(
            IpAddr::V4(Ipv4Addr::LOCALHOST),
            "",
            crate::RequestId(String::new()),
        );
        let deed = || Deed::by_system(&client, AuditAction::AccountChanged);
        for (field, before, after, told) in [
            (
                "phone",
                "13800138000",
                "13900138001",
                ["138****8000", "139****8001"],
            ),
            // Another one, though it looks the same.
            (
                "phone",
                "13800138000",
                "13811118000",
                ["138****8000", "138****8000"],
            ),
            ("phone", "13800138000", "left-7", ["138****8000", "*"]),
            (
                "email",
                "luohao@mail.example",
                "no address",
                ["lu***@mail.example", "*"],
            ),
            ("real_name", "骆昊", "欧阳娜娜", ["骆*", "欧*"]),
            ("locale", "zh-CN", "en", ["zh-CN", "en"]),
        ] {
            let deed = deed().change(field, Some(before), Some(after));
            let change = &deed.changes[0];
            assert_eq!(
                [change.before.as_deref(), change.after.as_deref()],
                told.map(Some)
            );
        }
        let same = deed().change("phone", Some("13800138000"), Some("13800138000"));
        assert!(same.is_empty());
        let first = deed().change("email", None::<String>, Some("luohao@mail.example"));
        assert_eq!(first.changes[0].before, None);
    }
}
