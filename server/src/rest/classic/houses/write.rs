//! Offering homes.

use super::{
    super::{
        asked::{Asked, Id},
        fields::Fields,
    },
    detail::respond,
};
use axum::{http::StatusCode, response::Response};
use domain::ListingId;
use services::classic::HouseForm;

/// The home that was sent, by either name where the classic system has two.
fn form(fields: &Fields) -> HouseForm {
    let mut photos: Vec<String> = Vec::new();
    photos.extend(
        fields
            .one("mainphoto")
            .filter(|name| !name.trim().is_empty()),
    );
    photos.extend(fields.all("photos").into_iter().flatten());
    HouseForm {
        title: fields.one("title"),
        detail: fields.one("detail"),
        area: fields.one("area"),
        price: fields.one("price"),
        floor: fields.one("floor"),
        totalfloor: fields.one("totalfloor"),
        direction: fields.one("direction"),
        street: fields.one("street"),
        isshared: fields.one("isshared"),
        hasagentfees: fields.one("hasagentfees"),
        house_type: fields.any(&["type", "typeid"]),
        district: fields.any(&["district", "distid3", "district_level3", "dist", "distid"]),
        estate: fields.any(&["estate", "estateid"]),
        rooms: fields.one("rooms"),
        halls: fields.one("halls"),
        baths: fields.one("baths"),
        tags: fields.all("tags"),
        photos,
    }
}

/// `POST /api/houseinfos/`: the home waits for a moderator then.
pub(super) async fn create(asked: Asked, fields: Fields) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    match services.create_house(caller, &form(&fields)).await {
        Ok(id) => respond(&asked, id, StatusCode::CREATED).await,
        Err(error) => asked.refused(error),
    }
}

/// `PUT /api/houseinfos/{id}/`: what is not sent stays.
pub(super) async fn change(asked: Asked, Id(id): Id<ListingId>, fields: Fields) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    match services.change_house(caller, id, &form(&fields)).await {
        Ok(()) => respond(&asked, id, StatusCode::OK).await,
        Err(error) => asked.refused(error),
    }
}

/// `DELETE /api/houseinfos/{id}/`
pub(super) async fn remove(asked: Asked, Id(id): Id<ListingId>) -> Response {
    asked.done(asked.services.delete_house(&asked.caller, id).await)
}
