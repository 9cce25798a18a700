//! Photos of homes, from an upload to what is served.

mod arranging;
mod bucket;
mod deciding;
pub mod files;
mod form;
mod lost;
mod serving;

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use chrono::{DateTime, Utc};
use domain::{ListingId, ListingStatus, RoleId, offer::EditState};
use serde_json::{Value, json};
use services::Clock;
use std::{fs, path::Path};
use testkit::ListingBuilder;

/// A home of somebody who publishes homes.
struct Home {
    client: Client,
    owner: Person,
    id: ListingId,
}

impl Home {
    async fn new(status: ListingStatus) -> Self {
        Self::of(Client::start().await, status).await
    }

    async fn of(client: Client, status: ListingStatus) -> Self {
        let owner = client.person(RoleId::AGENT).await;
        let home = ListingBuilder::new("own")
            .publisher(owner.id)
            .status(status);
        let id = client.app.put(vec![home]).await.unwrap()[0];
        Self { client, owner, id }
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/v1/listings/{}/photos{rest}", self.id)
    }

    fn ask(&self, method: &str, rest: &str) -> Ask {
        let ask = Ask::new(method, &self.path(rest)).from(&new_ip());
        ask.bearer(&self.owner.access)
    }

    /// Uploads a file as the body of a request.
    async fn upload(&self, file: &[u8]) -> Answer {
        let ask = self.ask("POST", "").header("content-type", "image/jpeg");
        ask.bytes(file.to_vec()).to(&self.client).await
    }

    /// Uploads a file and draws it. Returns its number.
    async fn add(&self, file: &[u8]) -> i64 {
        let answer = self.upload(file).await;
        assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
        self.client.app.services.draw_photos().await.unwrap();
        answer.json()["id"].as_i64().unwrap()
    }

    async fn photos(&self) -> Vec<Value> {
        let answer = self.ask("GET", "").to(&self.client).await;
        assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
        answer.json()["photos"].as_array().unwrap().clone()
    }

    async fn ids(&self) -> Vec<i64> {
        let photos = self.photos().await;
        photos
            .iter()
            .map(|photo| photo["id"].as_i64().unwrap())
            .collect()
    }

    async fn send(&self, method: &str, rest: &str, body: Value) -> Answer {
        self.ask(method, rest).json(&body).to(&self.client).await
    }

    /// Hands in what is being written.
    async fn hand_in(&self) {
        let now: DateTime<Utc> = self.client.app.clock.now();
        let mut unit = self.client.app.store().begin().await.unwrap();
        let edit = unit.edit(self.id).await.unwrap().unwrap();
        let state = EditState::InReview;
        let moved = unit.move_edit(self.id, edit.version, state, now).await;
        moved.unwrap();
        unit.commit().await.unwrap();
    }

    /// Every file of photos that there is, in whatever state.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        for folder in ["photos", "arriving"] {
            walk(&self.client.folder().join(folder), &mut found);
        }
        found.sort();
        found
    }

    /// Makes what is being written about the home public, as an approval does.
    async fn publish(&self) {
        let now: DateTime<Utc> = self.client.app.clock.now();
        let mut unit = self.client.app.store().begin().await.unwrap();
        unit.publish_photos(self.id, now).await.unwrap();
        unit.commit().await.unwrap();
    }
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        if entry.path().is_dir() {
            walk(&entry.path(), found);
        } else {
            found.push(entry.path().display().to_string());
        }
    }
}

fn order(photos: &[i64]) -> Value {
    json!({ "photos": photos })
}
