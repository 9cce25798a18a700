//! `GET /api/houseinfos/{id}/`

use super::{
    super::{
        agents::Agent,
        answer,
        asked::{Asked, Id},
        districts::District,
        estates::Estate,
        names::Tag,
    },
    House, PRICE_UNIT, Photo, WholeHouse, direction, house, house_type, whole,
};
use crate::http::cached::Seen;
use axum::{http::StatusCode, response::Response};
use domain::{ListingId, RentMode, classic::HouseType};
use services::{
    Error,
    classic::{WrittenHome, masked},
};
use store::ClassicHome;

pub(super) async fn show(asked: Asked, Id(id): Id<ListingId>) -> Response {
    respond(&asked, id, StatusCode::OK).await
}

/// The home, from memory where it is public, else for who offers it.
pub(super) async fn respond(asked: &Asked, id: ListingId, status: StatusCode) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let public = services.classic_home(id, |gazetteer, row, home| {
        let (phone, photos) = parts(home);
        let whole = WholeHouse {
            house: house(&row, gazetteer),
            photos,
            agent: agent(home, &phone),
            estate: row
                .estate()
                .map(|(estateid, name)| Estate { estateid, name }),
            direction: direction(row.orientation()),
            detail: &home.detail,
            pubdate: row.published_on(),
            hassubway: row.is_near_subway(),
            isshared: row.is_shared(),
            hasagentfees: row.has_agent_fee(),
        };
        let answer = answer::json(status, &whole);
        Seen::default().looked_at(id).beside(answer)
    });
    match public.await {
        Ok(response) => response,
        Err(Error::NotFound) => match services.classic_own_home(caller, id).await {
            Ok(written) => own(asked, &written, status),
            Err(error) => asked.refused(error),
        },
        Err(error) => asked.refused(error),
    }
}

/// A home that is not public, as who offers it reads it.
fn own(asked: &Asked, written: &WrittenHome, status: StatusCode) -> Response {
    let gazetteer = asked.services.gazetteer();
    let WrittenHome { record, home } = written;
    let card = &record.listing.card;
    let (phone, _) = parts(home);
    let plan = record.floor_plan.as_ref().map_or_else(
        || HouseType::of(card.layout.rooms, card.layout.halls).id(),
        |plan| plan.id.0,
    );
    let tags = card.tags.iter().map(|tag| Tag {
        tagid: tag.id.0,
        content: &tag.name,
    });
    let estate = card.estate.as_ref();
    let body = WholeHouse {
        house: House {
            houseid: card.id.0,
            title: &card.title,
            area: card.area.map(whole),
            floor: card.floor.number,
            totalfloor: card.floor.total,
            price: card.rent,
            priceunit: PRICE_UNIT,
            mainphoto: card.photo.as_ref().map_or("", |photo| &photo.key),
            street: card.street.as_deref().unwrap_or_default(),
            district: District::of(card.district.as_ref().unwrap_or(&card.city)),
            r#type: house_type(plan, &gazetteer),
            tags: tags.collect(),
        },
        photos: Vec::new(),
        agent: agent(home, &phone),
        estate: estate.map(|estate| Estate {
            estateid: estate.id,
            name: &estate.name,
        }),
        direction: direction(card.orientation),
        detail: &home.detail,
        pubdate: card.published_on,
        hassubway: card.near_subway,
        isshared: card.mode == RentMode::Shared,
        hasagentfees: card.agent_fee == Some(true),
    };
    answer::json(status, &body)
}

/// The phone number as everybody may see it, and the photos.
fn parts(home: &ClassicHome) -> (String, Vec<Photo<'_>>) {
    let phone = home.agent.as_ref();
    let phone = phone.map(|(_, _, phone, _)| masked(phone));
    let photos = home.photos.iter().map(|photo| Photo {
        photoid: photo.id,
        path: &photo.key,
    });
    (phone.unwrap_or_default(), photos.collect())
}

fn agent<'a>(home: &'a ClassicHome, tel: &'a str) -> Option<Agent<'a>> {
    let (id, name, _, stars) = home.agent.as_ref()?;
    Some(Agent {
        agentid: id.0,
        name,
        tel,
        servstar: *stars,
    })
}
