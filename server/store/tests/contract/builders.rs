//! Data to write.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use domain::{
    AgentId, BusinessDistrictId, Decoration, DivisionCode, EstateId, Facility, Floor, FloorBand,
    FloorPlanId, Layout, ListingStatus, Orientation, PaymentTerms, Point, Rent, RentMode, TagId,
};
use store::{NewAgent, NewBusinessDistrict, NewEstate, NewListing, PutListing, PutOutcome, Store};

pub const BEIJING: DivisionCode = DivisionCode(110_100);
pub const CHAOYANG: DivisionCode = DivisionCode(110_105);

/// Minute `minute` of the day on which the tests happen.
pub fn at(minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2025, 6, 1, 8, minute, 0).unwrap()
}

/// Rows that listings refer to.
pub struct World {
    pub business_district: BusinessDistrictId,
    pub estate: EstateId,
    pub agent: AgentId,
    /// 随时看房, 近地铁, 押一付一.
    pub tags: Vec<TagId>,
}

impl World {
    pub async fn build(store: &Store) -> Self {
        let mut unit = store.begin().await.unwrap();
        let business_district = unit
            .put_business_districts(&[wangjing()])
            .await
            .unwrap()
            .remove(0);
        let estate = unit
            .put_estates(&[NewEstate {
                business_district: Some(business_district),
                ..estate("望京西园四区")
            }])
            .await
            .unwrap()
            .remove(0);
        let agent = unit.put_agents(&[agent("1")]).await.unwrap().remove(0);
        let tags = unit
            .put_tags(&["随时看房", "近地铁", "押一付一"])
            .await
            .unwrap();
        unit.commit().await.unwrap();
        Self {
            business_district,
            estate,
            agent,
            tags,
        }
    }

    /// A listing of which everything is known.
    pub fn listing(&self, source_id: &str) -> NewListing {
        NewListing {
            title: "望京西园四区 两居 南北通透".into(),
            detail: "采光好，拎包入住。🏠".into(),
            rent: Rent::from_fen(785_050).unwrap(),
            area: Some(89.25),
            layout: Layout {
                rooms: Some(2),
                halls: Some(1),
                baths: Some(1),
            },
            floor_plan: Some(FloorPlanId(3)),
            floor: Floor {
                number: Some(7),
                band: Some(FloorBand::Middle),
                total: Some(18),
            },
            orientation: [Orientation::South, Orientation::North]
                .into_iter()
                .collect(),
            lift: Some(true),
            decoration: Some(Decoration::Fine),
            facilities: [Facility::Bed, Facility::Parking].into_iter().collect(),
            payment: Some(PaymentTerms::Quarterly),
            agent_fee: Some(false),
            available_from: NaiveDate::from_ymd_opt(2025, 7, 1),
            district: Some(CHAOYANG),
            business_district: Some(self.business_district),
            estate: Some(self.estate),
            street: Some("望京西路 48 号".into()),
            near_subway: true,
            subway_metres: Some(420),
            point: Point::new(116.4706, 39.9963),
            agent: Some(self.agent),
            tags: vec![self.tags[1], self.tags[0]],
            ..sparse(source_id)
        }
    }
}

/// A listing of which nothing is known that need not be.
pub fn sparse(source_id: &str) -> NewListing {
    NewListing {
        source: "test".into(),
        source_id: source_id.into(),
        title: "单间出租".into(),
        detail: String::new(),
        rent: Rent::from_yuan(2_000).unwrap(),
        area: None,
        mode: RentMode::Entire,
        layout: Layout::default(),
        floor_plan: None,
        floor: Floor::default(),
        orientation: Default::default(),
        lift: None,
        decoration: None,
        facilities: Default::default(),
        payment: None,
        agent_fee: None,
        available_from: None,
        city: BEIJING,
        district: None,
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
        published_at: at(0),
        demo: false,
    }
}

pub fn wangjing() -> NewBusinessDistrict {
    NewBusinessDistrict {
        division: CHAOYANG,
        name: "望京".into(),
        point: Point::new(116.47, 39.99),
    }
}

pub fn estate(name: &str) -> NewEstate {
    NewEstate {
        division: CHAOYANG,
        business_district: None,
        name: name.into(),
        hot: 0,
        intro: String::new(),
        point: None,
    }
}

pub fn agent(source_id: &str) -> NewAgent {
    NewAgent {
        source: "test".into(),
        source_id: source_id.into(),
        name: "骆昊".into(),
        phone: "13512345678".into(),
        service_stars: 5,
        truth_stars: 4,
        skill_stars: 3,
        certified: true,
        demo: false,
        user: None,
    }
}

/// Puts listings in a unit of their own, at `minute`.
pub async fn put(store: &Store, listings: &[NewListing], minute: u32) -> Vec<PutListing> {
    let mut unit = store.begin().await.unwrap();
    let put = unit.put_listings(listings, at(minute)).await.unwrap();
    unit.commit().await.unwrap();
    put
}

pub fn outcomes(put: &[PutListing]) -> Vec<PutOutcome> {
    put.iter().map(|put| put.outcome).collect()
}
