//! Accounts and their roles.

use super::{
    super::{
        columns::shorten,
        error::ImportError,
        report::{Note, Reason},
    },
    roles::seal_of,
    row::{Fault, Remark, Row, fault, remark},
    run::{Run, Sorted, Taken},
    source::ClassicSource,
    table::{USER, USER_ROLE},
};
use crate::accounts::{NO_PASSWORD, classic_hash};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    RoleId, UserId,
    account::{Email, Phone, REAL_NAME_MAX, Sex, Username},
};
use std::collections::HashMap;
use store::{ClassicAccount, ClassicKind, ClassicRow, Holder};

/// The longest username that is kept, in characters.
const USERNAME_MAX: usize = 20;
/// Points that are kept at most.
const POINTS_MAX: i64 = i32::MAX as i64;
/// The role of who has none.
const RENTER: RoleId = RoleId(1);
/// Accounts without a role that are looked for at a time.
const RUN: u32 = 1_000;

/// What a row of `tb_user` says.
fn account(
    row: Row<'_>,
    id: i64,
    now: DateTime<Utc>,
    remarks: &mut Vec<Remark>,
) -> Result<ClassicAccount, Fault> {
    let username = row.needed("username", USERNAME_MAX)?;
    if username.parse::<Username>().is_err() {
        remarks.push(remark("username", &username, Note::UsernameUnusual));
    }
    let phone = row.needed("tel", 40)?;
    let phone: Phone = phone
        .parse()
        .map_err(|_| fault("tel", &phone, Reason::PhoneInvalid))?;
    let password = row.text("password").as_deref().and_then(classic_hash);
    if password.is_none() {
        remarks.push(remark("password", "", Note::PasswordUnusable));
    }
    let real_name = match row.text("realname") {
        Some(name) if name.chars().count() <= REAL_NAME_MAX => name,
        Some(name) => return Err(fault("realname", &name, Reason::TooLong)),
        None => {
            remarks.push(remark("realname", "", Note::RealNameMissing));
            username.clone()
        }
    };
    let email = row.text("email").and_then(|text| {
        let email = text.parse::<Email>().ok();
        if email.is_none() {
            remarks.push(remark("email", &text, Note::EmailInvalid));
        }
        email.map(String::from)
    });
    let points = match row.number::<i64>("point") {
        Ok(points) => points.unwrap_or_default(),
        Err(fault) => {
            remarks.push(remark("point", &fault.value, Note::PointsUnusable));
            0
        }
    };
    if !(0..=POINTS_MAX).contains(&points) {
        remarks.push(remark("point", &points.to_string(), Note::PointsUnusable));
    }
    let mut past = |column| match row.moment(column) {
        Ok(Some(at)) if at <= now => Some(at.trunc_subsecs(6)),
        Ok(None) => None,
        Ok(Some(at)) => {
            remarks.push(remark(column, &at.to_rfc3339(), Note::TimeUnusable));
            None
        }
        Err(fault) => {
            remarks.push(remark(column, &fault.value, Note::TimeUnusable));
            None
        }
    };
    let (registered_at, last_visit_at) = (past("regdate"), past("lastvisit"));
    Ok(ClassicAccount {
        id: UserId(id),
        password_hash: password.unwrap_or_else(|| NO_PASSWORD.into()),
        real_name,
        sex: match row.flag("sex") {
            Ok(Some(true)) => Some(Sex::Male),
            Ok(Some(false)) => Some(Sex::Female),
            _ => None,
        },
        phone: phone.into(),
        email,
        points: u32::try_from(points.clamp(0, POINTS_MAX)).unwrap_or_default(),
        registered_at: registered_at
            .or(last_visit_at)
            .unwrap_or(now.trunc_subsecs(6)),
        last_visit_at,
        username,
    })
}

/// Accounts. Of two with the same username, phone number or e-mail address the first keeps it.
pub(super) async fn users(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &USER).await? else {
        return Ok(());
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let now = run.now;
        let mut taken = Vec::new();
        for (row, mut user) in run.read(&USER, &rows, |row, id, remarks| {
            account(row, id, now, remarks)
        })? {
            user.seal = row.seal(&[]);
            taken.push(user);
        }
        let Sorted { new, changed } = run.sort(ClassicKind::User, taken).await?;
        let mut held = Held::of(run, new.iter().chain(changed.iter().map(|it| &it.0))).await?;
        let mut accounts = Vec::with_capacity(new.len());
        let mut kept: Vec<ClassicRow> = Vec::with_capacity(new.len());
        for mut user in new {
            if held.admit(run, &mut user)? {
                kept.push(seal_of(&user, user.id));
                accounts.push(user.value);
            }
        }
        let unit = run.unit().await?;
        unit.add_classic_accounts(&accounts, now).await?;
        run.inserted(accounts.len());
        for (mut user, own) in changed {
            if !held.admit(run, &mut user)? {
                continue;
            }
            if run
                .unit()
                .await?
                .change_classic_account(&user.value, now)
                .await?
            {
                kept.push(seal_of(&user, own));
                run.updated(1);
            } else {
                let fault = fault("userid", &user.id.to_string(), Reason::GoneHere);
                run.reject(Some(user.id), user.line, &fault)?;
            }
        }
        run.keep(ClassicKind::User, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}

/// Who has which username, phone number and e-mail address.
struct Held {
    usernames: HashMap<String, i64>,
    phones: HashMap<String, i64>,
    emails: HashMap<String, i64>,
}

impl Held {
    async fn of<'t>(
        run: &mut Run<'_>,
        users: impl Iterator<Item = &'t Taken<ClassicAccount>>,
    ) -> Result<Self, ImportError> {
        let mut identities = Vec::new();
        for user in users {
            identities.push(user.value.username.to_lowercase());
            identities.push(user.value.phone.clone());
            identities.extend(user.value.email.clone());
        }
        let mut held = Self {
            usernames: HashMap::new(),
            phones: HashMap::new(),
            emails: HashMap::new(),
        };
        for Holder {
            id,
            username_key,
            phone,
            email,
        } in run.unit().await?.holders(&identities).await?
        {
            held.usernames.insert(username_key, id.0);
            held.phones.insert(phone, id.0);
            held.emails.extend(email.map(|email| (email, id.0)));
        }
        Ok(held)
    }

    /// Whether `user` can be taken with what nobody else has; an e-mail address that somebody has is left
    /// out. What it has then is its own.
    fn admit(
        &mut self,
        run: &mut Run<'_>,
        user: &mut Taken<ClassicAccount>,
    ) -> Result<bool, ImportError> {
        let id = user.id;
        let others = |held: &HashMap<String, i64>, value: &str| {
            held.get(value).is_some_and(|holder| *holder != id)
        };
        let key = user.value.username.to_lowercase();
        let refused = if others(&self.usernames, &key) {
            Some(("username", &user.value.username, Reason::UsernameTaken))
        } else if others(&self.phones, &user.value.phone) {
            Some(("tel", &user.value.phone, Reason::PhoneTaken))
        } else {
            None
        };
        if let Some((column, value, reason)) = refused {
            let fault = fault(column, value, reason);
            run.reject(Some(id), user.line, &fault)?;
            return Ok(false);
        }
        if let Some(email) = user
            .value
            .email
            .take_if(|email| others(&self.emails, email))
        {
            run.note(id, user.line, &remark("email", &email, Note::EmailTaken))?;
        }
        self.usernames.insert(key, id);
        self.phones.insert(user.value.phone.clone(), id);
        self.emails
            .extend(user.value.email.clone().map(|email| (email, id)));
        Ok(true)
    }
}

/// The roles of accounts. Who has none there rents.
pub(super) async fn user_roles(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    if let Some(mut reading) = run.begin(source, &USER_ROLE).await? {
        while let Some(rows) = run.next(&mut reading).await? {
            let mut taken = Vec::new();
            for (row, mut pair) in run.read(&USER_ROLE, &rows, |row, _, _| {
                Ok((
                    row.needed_number::<i64>("userid")?,
                    row.needed_number::<i64>("roleid")?,
                ))
            })? {
                pair.seal = row.seal(&[]);
                taken.push(pair);
            }
            let (users, roles): (Vec<i64>, Vec<i64>) = taken.iter().map(|it| it.value).unzip();
            let unit = run.unit().await?;
            let users = unit.classic_own(ClassicKind::User, &users).await?;
            let roles = unit.classic_own(ClassicKind::Role, &roles).await?;
            let sorted = run.sort(ClassicKind::UserRole, taken).await?;
            let (mut pairs, mut kept) = (Vec::new(), Vec::new());
            for pair in sorted
                .new
                .into_iter()
                .chain(sorted.changed.into_iter().map(|it| it.0))
            {
                let (user, role) = pair.value;
                match (users.get(&user), roles.get(&role)) {
                    (Some(user), Some(role)) => {
                        pairs.push((UserId(*user), RoleId(*role)));
                        kept.push(seal_of(&pair, *user));
                    }
                    (None, _) => {
                        let fault = fault("userid", &shorten(&user.to_string()), Reason::Dangling);
                        run.reject(Some(pair.id), pair.line, &fault)?;
                    }
                    (_, None) => {
                        let fault = fault("roleid", &shorten(&role.to_string()), Reason::Dangling);
                        run.reject(Some(pair.id), pair.line, &fault)?;
                    }
                }
            }
            give(run, &pairs).await?;
            run.inserted(pairs.len());
            run.keep(ClassicKind::UserRole, &kept).await?;
            run.end_batch().await?;
        }
        run.end();
    }
    let mut after = 0;
    loop {
        let without = run.unit().await?.classic_without_role(after, RUN).await?;
        let Some(last) = without.last() else {
            break;
        };
        after = last.0;
        let pairs: Vec<_> = without.iter().map(|user| (*user, RENTER)).collect();
        give(run, &pairs).await?;
        let kept: Vec<ClassicRow> = without
            .iter()
            .map(|user| ClassicRow {
                classic: -user.0,
                own: user.0,
                seal: 0,
            })
            .collect();
        run.keep(ClassicKind::UserRole, &kept).await?;
        run.end_batch().await?;
    }
    run.end_batch().await
}

async fn give(run: &mut Run<'_>, pairs: &[(UserId, RoleId)]) -> Result<(), ImportError> {
    if !pairs.is_empty() {
        let unit = run.unit().await?;
        unit.add_user_roles(pairs).await?;
        unit.access_changed().await?;
    }
    Ok(())
}
