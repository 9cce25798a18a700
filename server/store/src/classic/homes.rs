//! Homes.

use super::Classic;
use crate::{Error, Result, Unit, agents::shown_stars, dialect::run};
use domain::{AgentId, ListingId, UserId};

/// A photo with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicPhoto {
    /// Its number among public photos.
    pub id: i64,
    /// Where the photo store keeps it.
    pub key: String,
}

/// What the memory does not hold of a public home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicHome {
    /// The description.
    pub detail: String,
    /// Who offers it: id, name, phone number and the shown stars of service.
    pub agent: Option<(AgentId, String, String, u8)>,
    /// Photos in their order.
    pub photos: Vec<ClassicPhoto>,
}

#[derive(sqlx::FromRow)]
struct Row {
    detail: String,
    agent_id: Option<i64>,
    agent_name: Option<String>,
    agent_phone: Option<String>,
    stars: Option<i16>,
    photo_id: Option<i64>,
    photo_key: Option<String>,
}

impl Classic<'_> {
    /// What the memory does not hold of a public home. One statement.
    pub async fn home(&self, id: ListingId) -> Result<Option<ClassicHome>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(concat!(
            "SELECT listing.detail, agent.id AS agent_id, agent.name AS agent_name, \
             agent.phone AS agent_phone, ",
            shown_stars!("service"),
            " AS stars, photo.id AS photo_id, photo.photo_key FROM listing \
             LEFT JOIN agent ON agent.id = listing.agent_id \
             LEFT JOIN listing_photo AS photo ON photo.listing_id = listing.id \
             WHERE listing.id = $1 AND listing.status = 'published' ORDER BY photo.position"
        ))
        .bind(id.0)
        .fetch_all(db))?;
        let mut home: Option<ClassicHome> = None;
        for row in rows {
            let home = match &mut home {
                Some(home) => home,
                None => home.insert(ClassicHome {
                    detail: row.detail,
                    agent: agent(row.agent_id, row.agent_name, row.agent_phone, row.stars)?,
                    photos: Vec::new(),
                }),
            };
            let photo = row.photo_id.zip(row.photo_key);
            home.photos
                .extend(photo.map(|(id, key)| ClassicPhoto { id, key }));
        }
        Ok(home)
    }

    /// The public photos of a public home, in their order; nothing where there is no such home.
    pub async fn photos(&self, listing: ListingId) -> Result<Option<Vec<ClassicPhoto>>> {
        Ok(self.home(listing).await?.map(|home| home.photos))
    }

    /// The key of an uploaded file, once it is drawn, and why it cannot be.
    pub async fn uploaded(&self, id: i64) -> Result<(Option<String>, Option<String>)> {
        let row: Option<(Option<String>, Option<String>)> = run!(
            &mut self.store.session(),
            |db| sqlx::query_as("SELECT photo_key, problem FROM photo WHERE id = $1")
                .bind(id)
                .fetch_optional(db)
        )?;
        Ok(row.unwrap_or_default())
    }
}

impl Unit {
    /// The uploaded file that is called so: by its number, when `user` brought it, or by the key of what was
    /// drawn of it, which nobody guesses.
    pub async fn uploaded_photo(&mut self, user: UserId, called: &str) -> Result<Option<i64>> {
        let number: i64 = called.parse().unwrap_or_default();
        run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT id FROM photo WHERE (id = $1 AND uploaded_by = $2) OR photo_key = $3"
        )
        .bind(number)
        .bind(user.0)
        .bind(called)
        .fetch_optional(db))
    }
}

fn agent(
    id: Option<i64>,
    name: Option<String>,
    phone: Option<String>,
    stars: Option<i16>,
) -> Result<Option<(AgentId, String, String, u8)>> {
    let (Some(id), Some(name), Some(phone), Some(stars)) = (id, name, phone, stars) else {
        return Ok(None);
    };
    let stars = u8::try_from(stars).map_err(|_| Error::unreadable("agent.service_stars", stars))?;
    Ok(Some((AgentId(id), name, phone, stars)))
}
