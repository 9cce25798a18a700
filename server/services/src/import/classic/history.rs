//! What people looked at, and when they signed in, as far back as that is kept here.

use super::{
    super::{error::ImportError, report::Reason},
    roles::seal_of,
    row::fault,
    run::{Run, Sorted},
    source::ClassicSource,
    table::{LOGIN_LOG, RECORD},
};
use crate::accounts::{LOG_KEPT, VIEWED_KEPT};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{ListingId, UserId};
use std::collections::HashMap;
use store::{ClassicKind, ClassicLook, ClassicSignIn};

/// The longest address and device that are kept, in characters.
const TEXT_MAX: usize = 255;

fn since(
    at: DateTime<Utc>,
    oldest: DateTime<Utc>,
    now: DateTime<Utc>,
    column: &'static str,
) -> Result<DateTime<Utc>, super::row::Fault> {
    if at < oldest {
        Err(fault(column, &at.to_rfc3339(), Reason::TooOld))
    } else if at > now {
        Err(fault(column, &at.to_rfc3339(), Reason::OutOfRange))
    } else {
        Ok(at.trunc_subsecs(6))
    }
}

/// The history of homes looked at.
pub(super) async fn records(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &RECORD).await? else {
        return Ok(());
    };
    let now = run.now;
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut it) in run.read(&RECORD, &rows, |row, _, _| {
            let at = row.moment("recorddate")?;
            let at = at.ok_or_else(|| fault("recorddate", "", Reason::Missing))?;
            let at = since(at, now - VIEWED_KEPT, now, "recorddate")?;
            Ok((
                row.needed_number::<i64>("userid")?,
                row.needed_number::<i64>("houseid")?,
                at,
            ))
        })? {
            it.seal = row.seal(&[]);
            taken.push(it);
        }
        let users: Vec<i64> = taken.iter().map(|it| it.value.0).collect();
        let homes: Vec<i64> = taken.iter().map(|it| it.value.1).collect();
        let unit = run.unit().await?;
        let users = unit.classic_own(ClassicKind::User, &users).await?;
        let homes = unit.classic_own(ClassicKind::Listing, &homes).await?;
        let Sorted { new, changed } = run.sort(ClassicKind::Look, taken).await?;
        let mut looks: HashMap<(i64, i64), ClassicLook> = HashMap::new();
        let mut kept = Vec::new();
        for it in new.into_iter().chain(changed.into_iter().map(|it| it.0)) {
            let (user, home, at) = it.value;
            let missing = match (users.get(&user), homes.get(&home)) {
                (Some(user), Some(home)) => {
                    kept.push(seal_of(&it, *home));
                    let look = looks.entry((*user, *home)).or_insert(ClassicLook {
                        user: UserId(*user),
                        listing: ListingId(*home),
                        at,
                    });
                    look.at = look.at.max(at);
                    continue;
                }
                (None, _) => ("userid", user),
                (_, None) => ("houseid", home),
            };
            let fault = fault(missing.0, &missing.1.to_string(), Reason::Dangling);
            run.reject(Some(it.id), it.line, &fault)?;
        }
        let looks: Vec<ClassicLook> = looks.into_values().collect();
        run.unit().await?.add_looks(&looks).await?;
        run.inserted(kept.len());
        run.keep(ClassicKind::Look, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}

/// The log of signing in.
pub(super) async fn login_logs(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &LOGIN_LOG).await? else {
        return Ok(());
    };
    let now = run.now;
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut it) in run.read(&LOGIN_LOG, &rows, |row, _, _| {
            let at = row.moment("logdate")?;
            let at = at.ok_or_else(|| fault("logdate", "", Reason::Missing))?;
            let at = since(at, now - LOG_KEPT, now, "logdate")?;
            let device = row.text("devcode").unwrap_or_default();
            Ok(ClassicSignIn {
                user: UserId(row.needed_number("userid")?),
                at,
                ip: row.needed("ipaddr", TEXT_MAX)?,
                device: device.chars().take(TEXT_MAX).collect(),
            })
        })? {
            it.seal = row.seal(&[]);
            taken.push(it);
        }
        let users: Vec<i64> = taken.iter().map(|it| it.value.user.0).collect();
        let users = run
            .unit()
            .await?
            .classic_own(ClassicKind::User, &users)
            .await?;
        let Sorted { new, changed } = run.sort(ClassicKind::SignIn, taken).await?;
        let (mut lines, mut kept) = (Vec::new(), Vec::new());
        for it in new {
            let user = it.value.user;
            if users.contains_key(&user.0) {
                kept.push(seal_of(&it, user.0));
                lines.push(it.value);
            } else {
                let fault = fault("userid", &user.to_string(), Reason::Dangling);
                run.reject(Some(it.id), it.line, &fault)?;
            }
        }
        // What happened does not change.
        run.unchanged(changed.len());
        run.unit().await?.add_sign_ins(&lines).await?;
        run.inserted(lines.len());
        run.keep(ClassicKind::SignIn, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}
