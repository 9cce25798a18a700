//! Places and agents: their pages, and what other pages show of them.

mod agent_page;
mod cities_page;
mod components;
mod place_page;
mod server_fns;
pub(crate) mod text;

pub use agent_page::AgentRoute;
pub use cities_page::CitiesRoute;
pub(crate) use components::place_tiles;
pub use place_page::PlaceRoute;
pub use server_fns::{Agent, Cities, Place, agent, cities, place};

#[cfg(all(test, feature = "ssr"))]
pub(super) use {agent_page::agent_view, cities_page::cities_view, place_page::place_view};
