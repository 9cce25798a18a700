//! Seeing homes.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services, word},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use chrono::{DateTime, NaiveDate, Utc};
#[cfg(feature = "ssr")]
use domain::{
    ListingId, ViewingId,
    contact::{ViewingAction, ViewingChange, ViewingPlan, ViewingQuery},
};
use domain::{
    account::admin::Paged,
    contact::{HostHours, Side, Viewing},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// A page of viewings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewingsPage {
    /// From which side.
    pub side: Side,
    /// Now, by the server's clock.
    pub now: DateTime<Utc>,
    /// The viewings.
    pub viewings: Paged<Viewing>,
    /// The one that is to be moved or called off.
    pub chosen: Option<ChosenViewing>,
    /// Whether the caller, as a host, has no hours yet.
    pub without_hours: bool,
    /// Whether there is a calendar to subscribe to.
    pub calendar: bool,
    /// Its secret, right after it was made.
    pub secret: Option<String>,
}

/// A viewing that is to be moved or called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenViewing {
    /// The viewing.
    pub viewing: Viewing,
    /// Where it can be moved; nothing when it is to be called off.
    pub slots: Option<Vec<DateTime<Utc>>>,
}

/// When the caller shows homes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursPage {
    /// Today in China.
    #[serde(with = "domain::day")]
    pub today: NaiveDate,
    /// The hours.
    pub hours: HostHours,
}

/// A page of the caller's viewings.
#[server(prefix = "/api/ui", endpoint = "list_viewings", input = GetUrl)]
pub async fn list_viewings(
    /// From which side.
    side: Side,
    /// The query string of the page.
    search: String,
) -> Result<ViewingsPage, PageError> {
    let (services, caller) = (services()?, caller()?);
    let viewings = services
        .viewings(&caller, side, &ViewingQuery::parse(&search))
        .await
        .map_err(failed)?;
    let parameter = |name: &str| {
        form_urlencoded::parse(search.as_bytes())
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.into_owned())
    };
    let number = |name: &str| parameter(name)?.parse().ok().map(ViewingId);
    let chosen = match (number("move"), number("cancel")) {
        (Some(id), _) => Some(ChosenViewing {
            viewing: services.viewing(&caller, id).await.map_err(failed)?,
            slots: Some(services.slots_for(&caller, id).await.map_err(failed)?),
        }),
        (None, Some(id)) => Some(ChosenViewing {
            viewing: services.viewing(&caller, id).await.map_err(failed)?,
            slots: None,
        }),
        (None, None) => None,
    };
    let secret = match parameter("feed") {
        Some(secret) => {
            let own = services.is_own_calendar(&caller, &secret).await;
            own.map_err(failed)?.then_some(secret)
        }
        None => None,
    };
    let without_hours =
        side == Side::Host && services.hours(&caller).await.map_err(failed)?.are_empty();
    Ok(ViewingsPage {
        side,
        now: services.clock().now(),
        viewings,
        chosen,
        without_hours,
        calendar: services.has_calendar(&caller).await.map_err(failed)?,
        secret,
    })
}

/// Books a viewing.
#[server(prefix = "/api/ui", endpoint = "book_viewing")]
pub async fn book_viewing(
    /// The home.
    listing: i64,
    /// When it begins, in UTC.
    #[server(default)]
    starts_at: String,
    /// What there is to say.
    #[server(default)]
    note: String,
) -> Result<Next, PageError> {
    let plan = ViewingPlan {
        listing: ListingId(listing),
        starts_at: slot(&starts_at)?,
        note,
    };
    let booked = services()?.book(&caller()?, &plan).await;
    booked.map_err(|error| match error {
        services::Error::Conflict => failed(services::Error::field("starts_at", "slot_taken")),
        error => failed(error),
    })?;
    Ok(go_on("/account/viewings?done=booked"))
}

/// Changes a viewing.
#[server(prefix = "/api/ui", endpoint = "change_viewing")]
pub async fn change_viewing(
    /// Which.
    viewing: i64,
    /// The version that was read.
    version: i64,
    /// What is done.
    action: String,
    /// When it begins, for a move.
    #[server(default)]
    starts_at: String,
    /// Why, for calling it off.
    #[server(default)]
    reason: String,
    /// More about the reason.
    #[server(default)]
    note: String,
) -> Result<Next, PageError> {
    let action: ViewingAction = word("action", &action)?;
    let change = ViewingChange {
        action,
        version,
        starts_at: match action {
            ViewingAction::Move => Some(slot(&starts_at)?),
            _ => None,
        },
        reason: reason.parse().ok(),
        note,
    };
    let (services, caller, id) = (services()?, caller()?, ViewingId(viewing));
    let changed = match services.change_viewing(&caller, id, &change).await {
        Err(services::Error::Conflict) if action == ViewingAction::Move => {
            // Still as it was read: then it is the slot that somebody else has by now.
            let viewing = services.viewing(&caller, id).await.map_err(failed)?;
            Err(if viewing.version == version && viewing.status.is_open() {
                services::Error::field("starts_at", "slot_taken")
            } else {
                services::Error::Conflict
            })
        }
        changed => changed,
    };
    let page = match changed.map_err(failed)?.side {
        Side::Renter => "/account/viewings",
        Side::Host => "/console/viewings",
    };
    Ok(go_on([page, "?done=", action.as_str()].concat()))
}

/// When the caller shows homes.
#[server(prefix = "/api/ui", endpoint = "show_hours", input = GetUrl)]
pub async fn show_hours() -> Result<HoursPage, PageError> {
    let services = services()?;
    Ok(HoursPage {
        today: domain::contact::china_date(services.clock().now()),
        hours: services.hours(&caller()?).await.map_err(failed)?,
    })
}

/// Sets the hours of the caller's week.
#[server(prefix = "/api/ui", endpoint = "set_week")]
pub async fn set_week(
    /// 周一
    #[server(default)]
    monday: String,
    /// 周二
    #[server(default)]
    tuesday: String,
    /// 周三
    #[server(default)]
    wednesday: String,
    /// 周四
    #[server(default)]
    thursday: String,
    /// 周五
    #[server(default)]
    friday: String,
    /// 周六
    #[server(default)]
    saturday: String,
    /// 周日
    #[server(default)]
    sunday: String,
) -> Result<Next, PageError> {
    let week = [
        monday, tuesday, wednesday, thursday, friday, saturday, sunday,
    ];
    let done = services()?.set_week(&caller()?, &week).await;
    done.map_err(failed)?;
    Ok(go_on("/console/hours?done=week"))
}

/// Gives a day other hours than the week says.
#[server(prefix = "/api/ui", endpoint = "set_day")]
pub async fn set_day(
    /// The day, as `YYYY-MM-DD`.
    day: String,
    /// Its hours; none when it is closed.
    #[server(default)]
    hours: String,
) -> Result<Next, PageError> {
    let done = services()?
        .set_day(&caller()?, read_day(&day)?, &hours)
        .await;
    done.map_err(failed)?;
    Ok(go_on("/console/hours?done=day"))
}

/// Lets a day be as the week says.
#[server(prefix = "/api/ui", endpoint = "unset_day")]
pub async fn unset_day(
    /// The day, as `YYYY-MM-DD`.
    day: String,
) -> Result<Next, PageError> {
    let done = services()?.unset_day(&caller()?, read_day(&day)?).await;
    done.map_err(failed)?;
    Ok(go_on("/console/hours?done=day_removed"))
}

/// Gives the caller's calendar a new secret address, which is shown once.
#[server(prefix = "/api/ui", endpoint = "renew_calendar")]
pub async fn renew_calendar(
    /// From which side it is asked for.
    side: String,
) -> Result<Next, PageError> {
    let page = page_of(&side)?;
    let secret = services()?.renew_calendar(&caller()?).await;
    let secret = secret.map_err(failed)?;
    Ok(go_on([page, "?feed=", &secret].concat()))
}

/// Takes the caller's calendar away.
#[server(prefix = "/api/ui", endpoint = "revoke_calendar")]
pub async fn revoke_calendar(
    /// From which side it is asked for.
    side: String,
) -> Result<Next, PageError> {
    let page = page_of(&side)?;
    let done = services()?.revoke_calendar(&caller()?).await;
    done.map_err(failed)?;
    Ok(go_on([page, "?done=calendar_off"].concat()))
}

#[cfg(feature = "ssr")]
fn page_of(side: &str) -> Result<&'static str, PageError> {
    Ok(match word("side", side)? {
        Side::Renter => "/account/viewings",
        Side::Host => "/console/viewings",
    })
}

#[cfg(feature = "ssr")]
fn slot(text: &str) -> Result<DateTime<Utc>, PageError> {
    let code = if text.is_empty() {
        "missing"
    } else {
        "slot_unknown"
    };
    domain::moment::parse(text).ok_or_else(|| failed(services::Error::field("starts_at", code)))
}

#[cfg(feature = "ssr")]
fn read_day(text: &str) -> Result<NaiveDate, PageError> {
    let code = if text.trim().is_empty() {
        "missing"
    } else {
        "day_text"
    };
    domain::day::parse(text.trim()).ok_or_else(|| failed(services::Error::field("day", code)))
}
