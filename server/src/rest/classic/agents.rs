//! Agents.

use super::{
    answer::wrong,
    asked::{Asked, Id},
    fields::Fields,
    words,
};
use crate::endpoint::{Endpoint, delete, get, patch, post, put};
use axum::response::Response;
use domain::AgentId;
use serde::Serialize;
use services::classic::{AgentDetail, AgentForm};
use store::{ClassicAgent, ClassicAgents};

/// An agent as lists and homes name them.
#[derive(Serialize)]
pub(super) struct Agent<'a> {
    pub(super) agentid: i64,
    pub(super) name: &'a str,
    pub(super) tel: &'a str,
    pub(super) servstar: u8,
}

#[derive(Serialize)]
struct OwnedAgent {
    agentid: i64,
    name: String,
    tel: String,
    servstar: u8,
}

#[derive(Serialize)]
struct Estate {
    estateid: i64,
    name: String,
}

#[derive(Serialize)]
struct WholeAgent {
    agentid: i64,
    name: String,
    tel: String,
    servstar: u8,
    realstar: u8,
    profstar: u8,
    certificated: bool,
    estates: Vec<Estate>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/agents/", list),
        post("/api/agents/", create),
        get("/api/agents/{id}/", show),
        put("/api/agents/{id}/", change),
        patch("/api/agents/{id}/", change),
        delete("/api/agents/{id}/", remove),
    ]
}

fn whole(AgentDetail { agent, estates }: AgentDetail) -> WholeAgent {
    WholeAgent {
        agentid: agent.id.0,
        name: agent.name,
        tel: agent.phone,
        servstar: agent.service,
        realstar: agent.truth,
        profstar: agent.skill,
        certificated: agent.certified,
        estates: estates
            .into_iter()
            .map(|estate| Estate {
                estateid: estate.id,
                name: estate.name,
            })
            .collect(),
    }
}

async fn list(asked: Asked) -> Response {
    let mut query = ClassicAgents::default();
    for (name, value) in asked.terms() {
        match &*name {
            "name" => query.name = value.trim().to_owned(),
            "servstar" | "key" => match value.trim().parse::<f64>() {
                Ok(stars) if !stars.is_nan() => query.service_min = stars.ceil().max(0.0) as u8,
                _ => return wrong([(&*name, words::NO_NUMBER.to_owned())]),
            },
            "cert" => query.certified = truth(&value),
            _ => {}
        }
    }
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services
        .classic_agents(caller, &query, asked.paging())
        .await;
    asked.listed(found, |agent: ClassicAgent| OwnedAgent {
        agentid: agent.id.0,
        name: agent.name,
        tel: agent.phone,
        servstar: agent.service,
    })
}

/// What is no truth value asks for nothing, as in the classic system.
fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn form(fields: &Fields) -> AgentForm {
    AgentForm {
        name: fields.one("name"),
        tel: fields.one("tel"),
        servstar: fields.one("servstar"),
        realstar: fields.one("realstar"),
        profstar: fields.one("profstar"),
        certificated: fields.truth("certificated"),
    }
}

async fn show(asked: Asked, Id(id): Id<AgentId>) -> Response {
    let found = asked.services.classic_agent(&asked.caller, id).await;
    asked.json(found.map(whole))
}

async fn create(asked: Asked, fields: Fields) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let made = match services.create_agent(caller, &form(&fields)).await {
        Ok(id) => services.classic_agent(caller, id).await,
        Err(error) => Err(error),
    };
    asked.created(made.map(whole))
}

async fn change(asked: Asked, Id(id): Id<AgentId>, fields: Fields) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let form = form(&fields);
    match services.change_agent_of_admins(caller, id, &form).await {
        Ok(()) => show(asked, Id(id)).await,
        Err(error) => asked.refused(error),
    }
}

async fn remove(asked: Asked, Id(id): Id<AgentId>) -> Response {
    asked.done(asked.services.delete_agent(&asked.caller, id).await)
}
