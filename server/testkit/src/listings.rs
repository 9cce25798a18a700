//! Listings that say only what a test is about.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AgentId, DivisionCode, FacilitySet, Floor, Layout, ListingStatus, OrientationSet, PaymentTerms,
    Rent, RentMode, UserId,
};
use store::{NewBusinessDistrict, NewEstate, NewListing, Unit};

/// A listing in the making: a whole two-room home of 60 m² for 5,000 CNY in 朝阳区, Beijing, unless
/// the test says otherwise.
#[derive(Clone, Debug)]
pub struct ListingBuilder {
    row: NewListing,
    business_district: Option<String>,
    estate: Option<String>,
    tags: Vec<String>,
}

impl ListingBuilder {
    /// The row as it is to be stored, without the places and tags that are only named.
    pub fn row(self) -> NewListing {
        self.row
    }

    /// A listing known as `source_id`.
    pub fn new(source_id: impl Into<String>) -> Self {
        let source_id = source_id.into();
        let layout = Layout {
            rooms: Some(2),
            halls: Some(1),
            baths: Some(1),
        };
        Self {
            row: NewListing {
                source: "test".into(),
                title: format!("Home {source_id}"),
                source_id,
                detail: String::new(),
                rent: rent(5_000),
                area: Some(60.0),
                mode: RentMode::Entire,
                layout,
                floor_plan: store::floor_plan_for(layout),
                floor: Floor::default(),
                orientation: OrientationSet::default(),
                lift: None,
                decoration: None,
                facilities: FacilitySet::default(),
                payment: None,
                agent_fee: None,
                available_from: None,
                city: DivisionCode(110_100),
                district: Some(DivisionCode(110_105)),
                business_district: None,
                estate: None,
                street: None,
                near_subway: false,
                subway_metres: None,
                point: None,
                agent: None,
                publisher: None,
                status: ListingStatus::Published,
                tags: Vec::new(),
                published_at: published(0),
                demo: false,
            },
            business_district: None,
            estate: None,
            tags: Vec::new(),
        }
    }

    /// `count` listings `home-0`, `home-1` …, each published a minute later and 10 CNY dearer than
    /// the one before.
    pub fn many(count: u32) -> Vec<Self> {
        (0..count)
            .map(|n| {
                let mut home = Self::new(format!("home-{n}")).rent(5_000 + 10 * i64::from(n));
                home.row.published_at = published(n);
                home
            })
            .collect()
    }

    /// Where it stands, in degrees.
    pub fn at(mut self, lon: f64, lat: f64) -> Self {
        self.row.point = domain::Point::new(lon, lat);
        self
    }

    /// The headline.
    pub fn title(mut self, title: &str) -> Self {
        self.row.title = title.into();
        self
    }

    /// The description.
    pub fn detail(mut self, detail: &str) -> Self {
        self.row.detail = detail.into();
        self
    }

    /// The rent in whole CNY a month.
    pub fn rent(mut self, yuan: i64) -> Self {
        self.row.rent = rent(yuan);
        self
    }

    /// When rent is paid.
    pub fn payment(mut self, payment: PaymentTerms) -> Self {
        self.row.payment = Some(payment);
        self
    }

    /// The floor it is on.
    pub fn floor(mut self, number: i16) -> Self {
        self.row.floor.number = Some(number);
        self
    }

    /// Published by `user`.
    pub fn publisher(mut self, user: UserId) -> Self {
        self.row.publisher = Some(user);
        self
    }

    /// Where it stands in its life.
    pub fn status(mut self, status: ListingStatus) -> Self {
        self.row.status = status;
        self
    }

    /// The agent who offers it.
    pub fn agent(mut self, agent: AgentId) -> Self {
        self.row.agent = Some(agent);
        self
    }

    /// City and district by their codes.
    pub fn place(mut self, city: i32, district: i32) -> Self {
        self.row.city = DivisionCode(city);
        self.row.district = Some(DivisionCode(district));
        self
    }

    /// The business district and the estate by their names; they are made where they are missing.
    pub fn estate(mut self, business_district: &str, estate: &str) -> Self {
        self.business_district = Some(business_district.into());
        self.estate = Some(estate.into());
        self
    }

    /// Where it is, in WGS-84 degrees.
    pub fn point(mut self, lon: f64, lat: f64) -> Self {
        self.row.point = domain::Point::new(lon, lat);
        self
    }

    /// The words of its tags.
    pub fn tags(mut self, tags: &[&str]) -> Self {
        self.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        self
    }

    /// The row with its places and tags made.
    pub(crate) async fn into_row(mut self, unit: &mut Unit) -> Result<NewListing, store::Error> {
        let division = self.row.district.unwrap_or(self.row.city);
        if let Some(name) = self.business_district {
            let place = NewBusinessDistrict {
                division,
                name,
                point: None,
            };
            let ids = unit.put_business_districts(&[place]).await?;
            self.row.business_district = ids.first().copied();
        }
        if let Some(name) = self.estate {
            let estate = NewEstate {
                division,
                business_district: self.row.business_district,
                name,
                hot: 0,
                intro: String::new(),
                point: None,
            };
            self.row.estate = unit.put_estates(&[estate]).await?.first().copied();
        }
        if !self.tags.is_empty() {
            self.row.tags = unit.put_tags(&self.tags).await?;
        }
        Ok(self.row)
    }
}

fn published(minutes: u32) -> DateTime<Utc> {
    crate::app::noon() - TimeDelta::days(30) + TimeDelta::minutes(i64::from(minutes))
}

/// A rent a test can rely on: never above what is accepted, never below one yuan.
fn rent(yuan: i64) -> Rent {
    Rent::from_yuan(yuan.clamp(1, Rent::MAX_YUAN)).unwrap_or_else(|| rent(1))
}
