//! Publishing homes.

mod deadline;
mod editing;
mod foreign;
mod import_photos;
mod imports;
mod life;
mod lists;
mod pages;

use crate::{ask::Ask, client::Client, people::Person};
use domain::offer::ListingForm;
use serde_json::{Value, json};

/// A home that can be submitted as it is.
pub fn home(title: &str) -> ListingForm {
    ListingForm {
        mode: "entire".into(),
        city: "110100".into(),
        district: "110105".into(),
        estate_name: "望京花园".into(),
        rent: "6500".into(),
        area: "62.5".into(),
        rooms: "2".into(),
        title: title.into(),
        ..ListingForm::default()
    }
}

impl Person {
    /// What the API answers to `method path` with `body`: status and JSON.
    pub async fn api(
        &self,
        client: &Client,
        method: &str,
        path: &str,
        body: Value,
    ) -> (u16, Value) {
        let ask = Ask::new(method, &format!("/api/v1{path}")).bearer(&self.access);
        let ask = if body.is_null() { ask } else { ask.json(&body) };
        let answer = ask.to(client).await;
        let json = serde_json::from_str(&answer.text()).unwrap_or(Value::Null);
        (answer.status.as_u16(), json)
    }

    /// Begins a home. Returns its number.
    pub async fn begins(&self, client: &Client, form: &ListingForm) -> i64 {
        let (status, begun) = self.api(client, "POST", "/listings", json!(form)).await;
        assert_eq!(status, 201, "{begun}");
        begun["id"].as_i64().unwrap()
    }

    /// Submits what is written about a home. Returns what became of it.
    pub async fn submits(&self, client: &Client, id: i64) -> String {
        let version = self.editor(client, id).await["version"].clone();
        let path = format!("/listings/{id}/submission");
        let (status, outcome) = self
            .api(client, "PUT", &path, json!({ "version": version }))
            .await;
        assert_eq!(status, 200, "{outcome}");
        outcome["outcome"].as_str().unwrap().to_owned()
    }

    /// What the editor of a home shows.
    pub async fn editor(&self, client: &Client, id: i64) -> Value {
        let path = format!("/listings/{id}/edit");
        let (status, page) = self.api(client, "GET", &path, Value::Null).await;
        assert_eq!(status, 200, "{page}");
        page
    }

    /// Writes `change` into what is written about a home.
    pub async fn writes(&self, client: &Client, id: i64, change: impl FnOnce(&mut ListingForm)) {
        let page = self.editor(client, id).await;
        let mut form: ListingForm = serde_json::from_value(page["form"].clone()).unwrap();
        change(&mut form);
        let body = json!({ "version": page["version"], "form": form });
        let path = format!("/listings/{id}/edit");
        let (status, saved) = self.api(client, "PUT", &path, body).await;
        assert_eq!(status, 200, "{saved}");
    }

    /// Approves what is in review.
    pub async fn approves(&self, client: &Client, id: i64) {
        let services = &client.app.services;
        let caller = self.caller(client).await;
        let store = services.store().primary_reads();
        let id = domain::ListingId(id);
        let edit = store.offers().edit(id).await.unwrap().unwrap();
        services
            .approve_listing(&caller, id, edit.version)
            .await
            .unwrap();
    }

    /// This person as use cases know them.
    pub async fn caller(&self, client: &Client) -> services::Caller {
        let services = &client.app.services;
        services::Caller {
            person: services.identify(&self.access).await.unwrap(),
            ..crate::people::anybody()
        }
    }
}

impl Client {
    /// A home of `publisher` that an admin has approved. Returns its number.
    pub async fn published(&self, publisher: &Person, form: &ListingForm) -> i64 {
        let admin = self.admin().await;
        let id = publisher.begins(self, form).await;
        assert_eq!(publisher.submits(self, id).await, "in_review");
        admin.approves(self, id).await;
        self.app.caught_up().await.unwrap();
        id
    }
}
