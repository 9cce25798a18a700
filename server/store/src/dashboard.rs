//! What the dashboard of who offers homes is drawn from. Each reading is one statement, and each of its
//! parts has an index that begins with the account.

use crate::{
    Error, Result, Store,
    dialect::{Phrases, run},
    places::json_of,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    DivisionCode, ListingId, ListingStatus, UserId,
    agents::dashboard::{Funnel, HomeFunnel, HomeOrder, Span, Task},
};
use sqlx::AssertSqlSafe;

/// Homes by district: city, district, how many.
pub type OwnDistrict = (DivisionCode, DivisionCode, u32);

/// What happened on a day, or with a home, by what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Somebody asked, or saw the phone number.
    Contact,
    /// Somebody asked for a viewing.
    Viewing,
    /// The home was let.
    Let,
}

/// The moments from which on tasks count.
#[derive(Clone, Copy, Debug)]
pub struct TaskTimes {
    /// Now.
    pub now: DateTime<Utc>,
    /// The beginning of today in China.
    pub today: DateTime<Utc>,
    /// The beginning of tomorrow in China.
    pub tomorrow: DateTime<Utc>,
    /// Homes that were confirmed before this are to be confirmed again.
    pub confirmed_before: DateTime<Utc>,
}

/// Reads what dashboards show.
pub struct Dashboards<'a> {
    pub(crate) store: &'a Store,
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

impl Dashboards<'_> {
    /// How often the homes of an account were shown and looked at, by day, from `from` on.
    pub async fn shown(&self, user: UserId, from: NaiveDate) -> Result<Vec<(NaiveDate, u32, u32)>> {
        let rows: Vec<(NaiveDate, i32, i32)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT day, impressions, views FROM publisher_day \
                 WHERE publisher_id = $1 AND day >= $2 ORDER BY day"
            )
            .bind(user.0)
            .bind(from)
            .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(day, shown, seen)| (day, count(shown.into()), count(seen.into())))
            .collect())
    }

    /// What happened with the homes of an account from `from` on, by day in China: what, how often.
    pub async fn happened(
        &self,
        user: UserId,
        from: DateTime<Utc>,
    ) -> Result<Vec<(String, Happened, u32)>> {
        let rows: Vec<(String, String, i64)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT {opened} AS day, 'contact' AS what, COUNT(*) AS times FROM enquiry \
                 WHERE host_id = $1 AND opened_at >= $2 GROUP BY 1 \
                 UNION ALL \
                 SELECT {revealed}, 'contact', COUNT(*) FROM listing \
                 JOIN phone_reveal ON phone_reveal.listing_id = listing.id \
                 WHERE listing.publisher_id = $1 AND phone_reveal.at >= $2 GROUP BY 1 \
                 UNION ALL \
                 SELECT {asked}, 'viewing', COUNT(*) FROM viewing \
                 WHERE host_id = $1 AND created_at >= $2 GROUP BY 1 \
                 UNION ALL \
                 SELECT {let_on}, 'let', COUNT(*) FROM listing \
                 WHERE publisher_id = $1 AND status = 'let' AND status_since >= $2 GROUP BY 1",
                opened = Db::day_in_china("opened_at"),
                revealed = Db::day_in_china("phone_reveal.at"),
                asked = Db::day_in_china("created_at"),
                let_on = Db::day_in_china("status_since"),
            )))
            .bind(user.0)
            .bind(from)
            .fetch_all(db)
        })?;
        Ok(rows
            .into_iter()
            .map(|(day, what, times)| {
                let what = match what.as_str() {
                    "contact" => Happened::Contact,
                    "viewing" => Happened::Viewing,
                    _ => Happened::Let,
                };
                (day, what, count(times))
            })
            .collect())
    }

    /// The homes of an account by where they stand.
    pub async fn by_status(&self, user: UserId) -> Result<Vec<(ListingStatus, u32)>> {
        let rows: Vec<(String, i64)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT status, COUNT(*) FROM listing WHERE publisher_id = $1 \
             GROUP BY status ORDER BY status"
        )
        .bind(user.0)
        .fetch_all(db))?;
        let status = |text: &str| {
            let status = text.parse();
            status.map_err(|_| Error::unreadable("listing.status", text))
        };
        rows.into_iter()
            .map(|(word, homes)| Ok((status(&word)?, count(homes))))
            .collect()
    }

    /// `size` homes of an account after the first `skip`, the most of `sort` first, with what happened
    /// from `from` on.
    pub async fn homes(
        &self,
        user: UserId,
        (span, from): (Span, DateTime<Utc>),
        sort: HomeOrder,
        (size, skip): (u32, i64),
    ) -> Result<Vec<HomeFunnel>> {
        type Row = (i64, String, String, i32, i32, i64, i64, i64);
        let days = span.as_str();
        let order = match sort {
            HomeOrder::Impressions => "impressions",
            HomeOrder::Views => "views",
            HomeOrder::Contacts => "contacts",
            HomeOrder::Viewings => "viewings",
        };
        // The homes of the page are found among all by narrow rows; what is wide is read of these only.
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "WITH contact AS ( \
                 SELECT listing_id, COUNT(*) AS times FROM ( \
                 SELECT listing_id FROM enquiry WHERE host_id = $1 AND opened_at >= $2 \
                 UNION ALL \
                 SELECT phone_reveal.listing_id FROM listing AS own \
                 JOIN phone_reveal ON phone_reveal.listing_id = own.id \
                 WHERE own.publisher_id = $1 AND phone_reveal.at >= $2) AS each_contact \
                 GROUP BY listing_id), \
                 asked AS (SELECT listing_id, COUNT(*) AS times FROM viewing \
                 WHERE host_id = $1 AND created_at >= $2 GROUP BY listing_id), \
                 page AS (SELECT mine.id, \
                 COALESCE(recent.impressions_{days}, 0) AS impressions, \
                 COALESCE(recent.views_{days}, 0) AS views, \
                 COALESCE(contact.times, 0) AS contacts, \
                 COALESCE(asked.times, 0) AS viewings \
                 FROM listing AS mine \
                 LEFT JOIN listing_recent AS recent ON recent.listing_id = mine.id \
                 LEFT JOIN contact ON contact.listing_id = mine.id \
                 LEFT JOIN asked ON asked.listing_id = mine.id \
                 WHERE mine.publisher_id = $1 \
                 ORDER BY {order} DESC, mine.id LIMIT $3 OFFSET $4) \
                 SELECT listing.id, listing.title, listing.status, page.impressions, page.views, \
                 page.contacts, page.viewings, \
                 CAST(CASE WHEN listing.status = 'let' AND listing.status_since >= $2 \
                 THEN 1 ELSE 0 END AS BIGINT) \
                 FROM page JOIN listing ON listing.id = page.id \
                 ORDER BY page.{order} DESC, listing.id"
            )))
            .bind(user.0)
            .bind(from)
            .bind(i64::from(size))
            .bind(skip)
            .fetch_all(db)
        })?;
        rows.into_iter()
            .map(
                |(id, title, status, impressions, views, contacts, viewings, lets)| {
                    Ok(HomeFunnel {
                        listing: ListingId(id),
                        title,
                        status: status
                            .parse()
                            .map_err(|_| Error::unreadable("listing.status", &status))?,
                        funnel: Funnel {
                            impressions: count(impressions.into()),
                            views: count(views.into()),
                            contacts: count(contacts),
                            viewings: count(viewings),
                            lets: count(lets),
                        },
                    })
                },
            )
            .collect()
    }

    /// The districts in which an account has public homes, most homes first.
    pub async fn districts(&self, user: UserId, at_most: u32) -> Result<Vec<OwnDistrict>> {
        let rows: Vec<(i32, i32, i64)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT city_code, district_code, COUNT(*) AS homes FROM listing \
             WHERE publisher_id = $1 AND status = 'published' AND district_code IS NOT NULL \
             GROUP BY city_code, district_code ORDER BY homes DESC, district_code LIMIT $2"
        )
        .bind(user.0)
        .bind(i64::from(at_most))
        .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(city, district, homes)| {
                (DivisionCode(city), DivisionCode(district), count(homes))
            })
            .collect())
    }

    /// How often homes in these districts were looked at from `from` on.
    pub async fn district_views(
        &self,
        districts: &[DivisionCode],
        from: NaiveDate,
    ) -> Result<Vec<(DivisionCode, u64)>> {
        let codes = json_of(districts)?;
        let rows: Vec<(i32, i64)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT district_code, SUM(views) FROM district_day \
                 WHERE district_code IN ({}) AND day >= $2 GROUP BY district_code",
                Db::numbers_in("$1")
            )))
            .bind(&codes)
            .bind(from)
            .fetch_all(db)
        })?;
        let views = |(code, views): (i32, i64)| {
            (DivisionCode(code), u64::try_from(views).unwrap_or_default())
        };
        Ok(rows.into_iter().map(views).collect())
    }

    /// How much there is to do for an account; only what there is.
    pub async fn tasks(&self, user: UserId, times: TaskTimes) -> Result<Vec<(Task, u32)>> {
        // What is written was rejected when that is what happened last, appeals aside.
        type Row = (i64, i64, i64, i64, i64, i64, i64, i64, i64);
        let rejected = "FROM listing JOIN listing_edit AS edit ON edit.listing_id = listing.id \
             JOIN listing_step AS last ON last.id = (SELECT MAX(step.id) \
             FROM listing_step AS step WHERE step.listing_id = listing.id \
             AND step.action NOT IN ('appeal', 'appeal_granted', 'appeal_refused')) \
             WHERE listing.publisher_id = $1 AND edit.state = 'open' AND last.action = 'reject'";
        let row: Row = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT \
                 (SELECT COUNT(*) FROM listing WHERE publisher_id = $1 AND status = 'published' \
                 AND confirmed_at < $2), \
                 (SELECT COUNT(*) FROM listing WHERE publisher_id = $1 AND status = 'expired'), \
                 (SELECT COUNT(*) {rejected}), \
                 (SELECT COUNT(*) {rejected} AND listing.status = 'draft'), \
                 (SELECT COUNT(*) FROM enquiry WHERE host_id = $1 AND first_answered_at IS NULL \
                 AND mark <> 'closed'), \
                 (SELECT COUNT(*) FROM viewing WHERE host_id = $1 AND status = 'requested' \
                 AND starts_at >= $3), \
                 (SELECT COUNT(*) FROM viewing WHERE host_id = $1 \
                 AND status IN ('requested', 'confirmed') AND starts_at >= $4 AND starts_at < $5), \
                 (SELECT COUNT(*) FROM listing WHERE publisher_id = $1 AND status = 'draft'), \
                 (SELECT COUNT(*) FROM agent JOIN agent_licence AS last ON last.id = \
                 (SELECT MAX(id) FROM agent_licence WHERE agent_licence.agent_id = agent.id) \
                 WHERE agent.user_id = $1 AND last.status = 'rejected')"
            )))
            .bind(user.0)
            .bind(times.confirmed_before)
            .bind(times.now)
            .bind(times.today)
            .bind(times.tomorrow)
            .fetch_one(db)
        })?;
        let (reconfirm, expired, rejected, sent_back, unanswered, unconfirmed, ..) = row;
        let (.., today, drafts, licence) = row;
        Ok([
            (Task::Reconfirm, reconfirm),
            (Task::Expired, expired),
            (Task::Rejected, rejected),
            (Task::Unanswered, unanswered),
            (Task::Unconfirmed, unconfirmed),
            (Task::ViewingsToday, today),
            (Task::Drafts, drafts - sent_back),
            (Task::LicenceRejected, licence),
        ]
        .into_iter()
        .map(|(task, number)| (task, count(number)))
        .filter(|(_, number)| *number > 0)
        .collect())
    }
}
