//! The business of the demo accounts: which homes they offer, and what has happened with them, so that
//! the console has something to show. The same on the same day, and made once.

use super::SOURCE;
use crate::{Error, Result, Services};
use chrono::{DateTime, Days, SubsecRound, TimeDelta, Utc};
use domain::{AgentId, ListingId, UserId, account::Login, agents::Stars, contact::DayHours};
use store::{Counted, NewReview, PastEnquiry, PastViewing, Store};

/// The agent whose account the demo agent is, by its id within the demo data.
pub(super) const AGENT: &str = "agent-0";
/// The number of that agent.
pub(super) const AGENT_NUMBER: usize = 0;
/// The landlord offers those of the first so many homes that no agent does.
pub(super) const LANDLORDS_HOMES: u32 = 60;
/// For how many days back homes were seen.
const DAYS: u64 = 60;
/// Homes that people asked about.
const ASKED: usize = 14;

/// When their homes can be looked at, on every day of the week.
const HOURS: &str = "09:00-12:00, 14:00-19:00";

/// The demo accounts that offer homes, as far as they are there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Publishers {
    /// The demo agent.
    pub(super) agent: Option<UserId>,
    /// The demo landlord.
    pub(super) landlord: Option<UserId>,
}

impl Publishers {
    pub(super) async fn of(store: &Store) -> Result<Self, store::Error> {
        Ok(Self {
            agent: demo_account(store, "demo-agent").await?,
            landlord: demo_account(store, "demo-landlord").await?,
        })
    }

    /// Who offers the home of this number, which belongs to this agent.
    pub(super) fn of_home(self, number: u32, agent: Option<usize>) -> Option<UserId> {
        match agent {
            Some(AGENT_NUMBER) => self.agent,
            None if number < LANDLORDS_HOMES => self.landlord,
            _ => None,
        }
    }
}

async fn demo_account(store: &Store, username: &str) -> Result<Option<UserId>, store::Error> {
    let login = Login::Username(username.to_owned());
    let account = store.primary_reads().accounts().by_login(&login).await?;
    Ok(account
        .filter(|account| account.demo)
        .map(|account| account.id))
}

/// Gives the demo accounts their homes and a past, unless they have them.
///
/// # Errors
/// When the database fails.
pub async fn make(services: &Services) -> Result<()> {
    let store = services.store();
    let publishers = Publishers::of(store).await?;
    let renter = demo_account(store, "demo-renter").await?;
    let agents = store.primary_reads();
    let agent = agents.agents().by_source(SOURCE, AGENT).await?;
    let now = services.clock().now().trunc_subsecs(6);
    let mut unit = store.begin().await?;
    if let Some(landlord) = publishers.landlord {
        let numbers = 0..LANDLORDS_HOMES;
        let ids: Vec<String> = numbers.map(|number| format!("home-{number}")).collect();
        let homes = unit.give_homes(SOURCE, &ids, landlord).await?;
        unit.confirmed(&homes, now - TimeDelta::days(2)).await?;
    }
    let (Some(agent), Some(host)) = (agent, publishers.agent) else {
        return Ok(unit.commit().await?);
    };
    unit.link_agent(agent, host).await?;
    let homes = unit.give_agents_homes(agent, host).await?;
    let (late, fresh): (Vec<_>, Vec<_>) = homes.iter().partition(|home| home.0 % 8 == 0);
    unit.confirmed(&late, now - TimeDelta::days(16)).await?;
    unit.confirmed(&fresh, now - TimeDelta::days(3)).await?;
    unit.commit().await?;

    let homes = agents.agents().published_homes(agent).await?;
    for publisher in [Some(host), publishers.landlord].into_iter().flatten() {
        open_hours(services, publisher).await?;
    }
    let before = agents
        .dashboards()
        .shown(host, chrono::NaiveDate::default())
        .await?;
    if before.is_empty() && !homes.is_empty() {
        seen(services, &homes).await?;
        if let Some(renter) = renter {
            met(services, agent, (host, renter), &homes, now).await?;
        }
    }
    Ok(())
}

/// When the homes can be looked at, unless their publisher has said so.
async fn open_hours(services: &Services, host: UserId) -> Result<()> {
    let store = services.store().primary_reads();
    let today = services.today();
    let said = store.contacts().hours(host, today).await?;
    if said.week.iter().any(|day| !day.spans().is_empty()) {
        return Ok(());
    }
    let day: DayHours = HOURS.parse().map_err(|_| Error::internal(HOURS))?;
    let week = std::array::from_fn(|_| day.clone());
    let mut unit = services.store().begin().await?;
    unit.set_week(host, &week).await?;
    Ok(unit.commit().await?)
}

/// How often the homes were seen: weekends more than weekdays, some homes more than others.
async fn seen(services: &Services, homes: &[ListingId]) -> Result<()> {
    let today = services.today();
    let mut unit = services.store().begin().await?;
    let through = unit.count_up_to(today).await?;
    let whose = unit.counted_homes(homes).await?;
    let mut counted = Vec::new();
    for back in 0..DAYS {
        let day = today - Days::new(back);
        let weekend = chrono::Datelike::weekday(&day).num_days_from_monday() >= 5;
        for home in homes {
            // Spread by numbers that have nothing in common.
            let draw = u32::try_from((home.0 * 31 + i64::try_from(back).unwrap_or(0) * 17) % 23);
            let draw = draw.unwrap_or_default() + if weekend { 8 } else { 0 };
            counted.push(Counted {
                listing: *home,
                day,
                impressions: draw * 3,
                views: draw / 4,
            });
        }
    }
    unit.count(&counted, &whose, through).await?;
    Ok(unit.commit().await?)
}

/// Who asked, came and said what they think.
async fn met(
    services: &Services,
    agent: AgentId,
    (host, renter): (UserId, UserId),
    homes: &[ListingId],
    now: DateTime<Utc>,
) -> Result<()> {
    let mut unit = services.store().begin().await?;
    // Half past ten in China.
    let morning = |days: i64| {
        let day = services.today().and_time(chrono::NaiveTime::MIN).and_utc();
        day + TimeDelta::minutes(150) + TimeDelta::days(days)
    };
    for (number, home) in (0..).zip(homes.iter().take(ASKED)) {
        let at = now - TimeDelta::hours(5 + 31 * number);
        let answered = number % 3 != 0;
        let enquiry = PastEnquiry {
            listing: *home,
            renter,
            host,
            question: "您好，这套房子还在租吗？什么时候方便看房？".into(),
            at,
            answer: answered.then(|| {
                let answer = "您好，还在租，工作日晚上和周末都可以看房。".into();
                (answer, at + TimeDelta::minutes(18 + number))
            }),
        };
        unit.put_past_enquiry(&enquiry).await?;
        if number % 2 == 0 {
            unit.put_past_reveal(*home, renter, at).await?;
        }
    }
    let stays = [
        (-21, "done"),
        (-15, "done"),
        (-9, "done"),
        (-4, "done"),
        // Not reviewed yet.
        (-3, "done"),
        (-2, "missed"),
        (0, "confirmed"),
        (1, "requested"),
    ];
    let said = [
        (5, 5, 4, "很准时，房子和照片一样，介绍得很清楚。"),
        (4, 5, 5, "熟悉小区，问什么都能答上来。"),
        (5, 4, 4, ""),
        (4, 4, 5, "帮忙谈了付款方式，服务不错。"),
    ];
    let mut said = said.into_iter();
    for ((days, status), home) in stays.into_iter().zip(homes) {
        let viewing = PastViewing {
            listing: *home,
            renter,
            host,
            starts_at: morning(days),
            made_at: morning(days.min(0)) - TimeDelta::days(1),
            status,
        };
        let viewing = unit.put_past_viewing(&viewing).await?;
        if status == "done"
            && let Some((service, truth, skill, body)) = said.next()
        {
            let review = NewReview {
                viewing,
                agent,
                renter,
                stars: Stars {
                    service,
                    truth,
                    skill,
                },
                body: body.into(),
            };
            unit.put_review(&review, morning(days) + TimeDelta::hours(9))
                .await?;
        }
    }
    Ok(unit.commit().await?)
}
