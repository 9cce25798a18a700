//! The dashboard (工作台): what is to be done today, and how one's homes do.

mod districts;
mod homes;
mod server_fns;
mod shown;
mod table;
mod text;

pub use server_fns::{OwnDashboard, Today, own_dashboard};

use super::console_nav;
use crate::{
    features::{console::dashboard::text::DashboardText, moderation::own_strikes},
    format::thousands,
    forms::{Address, Shown, form_page, frame},
    layout::ModuleScript,
    locales::Text,
};
use domain::agents::dashboard::{Dashboard, DashboardQuery, Span};
use leptos::prelude::*;
use ui::{Segment, Segments};

const PATH: &str = "/console";

/// The page at `/console`.
pub(super) fn dashboard_page() -> AnyView {
    form_page(PATH, |at: Address| own_dashboard(at.search), view_of)
}

/// What the query string of the page asks for.
#[cfg(feature = "ssr")]
fn query_of(search: &str) -> DashboardQuery {
    let pairs: Vec<_> = form_urlencoded::parse(search.as_bytes()).collect();
    DashboardQuery::of_pairs(pairs.iter().map(|(name, value)| (&**name, &**value)))
}

fn view_of(shown: Shown<Today>) -> AnyView {
    let (text, dashboard) = (shown.text, &shown.answer.dashboard);
    let words = text.dashboard();
    let body = view! {
        {console_nav(text, PATH)}
        {own_strikes(text, &shown.answer.standing)}
        {tasks(words, dashboard)}
        <section class="console-figures" aria-label=words.figures>
            {spans(words, dashboard.query)}
            <div class="market-figures">
                {shown::funnel(words, dashboard)}
                {shown::over_time(words, dashboard)}
                {districts::districts(text, dashboard)}
            </div>
            {homes::homes(text, dashboard)}
        </section>
        <ModuleScript name="charts" />
    };
    frame(
        text,
        &shown.address,
        text.console().console,
        "console",
        body.into_any(),
    )
}

/// What is to be done today, each with the way there.
fn tasks(words: &'static DashboardText, dashboard: &Dashboard) -> AnyView {
    let tasks = if dashboard.tasks.is_empty() {
        view! { <p class="muted">{words.nothing_to_do}</p> }.into_any()
    } else {
        let tasks = dashboard
            .tasks
            .iter()
            .map(|(task, number)| {
                view! {
                    <li>
                        <a class="task" href=task.path()>
                            <strong>{thousands(*number)}</strong>
                            <span>{(words.task)(*task)}</span>
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="tasks">{tasks}</ul> }.into_any()
    };
    view! {
        <section class="wide-card">
            <h2>{words.today}</h2>
            {tasks}
        </section>
    }
    .into_any()
}

fn spans(words: &'static DashboardText, query: DashboardQuery) -> AnyView {
    let segments = Span::ALL.iter().map(|span| Segment {
        label: (words.span)(*span).into(),
        href: DashboardQuery {
            span: *span,
            page: 1,
            ..query
        }
        .to_path(),
        current: *span == query.span,
        lang: None,
    });
    view! { <Segments label=words.span_label segments=segments.collect() /> }.into_any()
}

impl Text {
    /// Texts of the dashboard.
    fn dashboard(&self) -> &'static DashboardText {
        text::of(self.locale)
    }
}
