//! One's profile as an agent (经理人资料): what everybody reads, the estates one serves, the licence.

mod estates;
mod licence;
mod server_fns;
mod text;

pub use server_fns::{
    ChangeAgent, HandLicenceIn, OwnAgent, OwnAgentPage, ServeEstates, change_agent,
    hand_licence_in, own_agent, serve_estates,
};

use super::console_nav;
use crate::{
    format::thousands,
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
};
use domain::{
    agents::{AGENCY_MAX, INTRO_MAX},
    place_page::agent_path,
};
use leptos::prelude::*;
use text::ProfileText;
use ui::{AreaField, Badge, SendButton, Stars, TextField, Tone, Weight};

const PATH: &str = "/console/profile";

/// The page at `/console/profile`.
pub(super) fn profile_page() -> AnyView {
    form_page(
        PATH,
        |at: Address| own_agent(at.parameter("estate").unwrap_or_default()),
        view_of,
    )
}

fn view_of(shown: Shown<OwnAgentPage>) -> AnyView {
    let text = shown.text;
    let words = text.agent_profile();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let body = view! {
        {console_nav(text, PATH)}
        {done(told)}
        {summary(&shown)}
        {about_form(&shown)}
        {estates::estates(&shown)}
        {licence::licence(&shown)}
    };
    frame(text, &shown.address, words.profile, "own", body.into_any())
}

/// What others see, and what comes from the account.
fn summary(shown: &Shown<OwnAgentPage>) -> AnyView {
    let text = shown.text;
    let (words, profile) = (text.agent_profile(), &shown.answer.profile);
    let stars = [
        (words.service, profile.stars.service),
        (words.truth, profile.stars.truth),
        (words.skill, profile.stars.skill),
    ]
    .map(|(name, stars)| {
        let value = if stars == 0 {
            words.no_stars.into_any()
        } else {
            let label = (text.listing().stars_of_five)(&stars.to_string());
            view! { <Stars value=stars label=label /> }.into_any()
        };
        view! {
            <dt>{name}</dt>
            <dd>{value}</dd>
        }
    })
    .collect_view();
    let certified = profile
        .certified
        .then(|| view! { <Badge label=words.certified tone=Tone::Good /> });
    let page = profile.agent.map(|agent| {
        view! {
            <p>
                <a href=agent_path(agent.0)>{words.public_page}</a>
            </p>
        }
    });
    view! {
        <section class="form-card">
            <h2>{words.summary}</h2>
            <dl class="facts-list">
                <dt>{words.name}</dt>
                <dd>{profile.name.clone()} " " {certified}</dd>
                <dt>{words.phone}</dt>
                <dd>{profile.phone.clone()}</dd>
                {stars}
                <dt>{words.reviews}</dt>
                <dd>{thousands(profile.reviews)}</dd>
            </dl>
            <p class="muted">
                {words.from_account} " " <a href="/account">{text.site.nav.account}</a>
            </p>
            <p class="muted">{words.stars_about}</p>
            {page}
        </section>
    }
    .into_any()
}

fn about_form(shown: &Shown<OwnAgentPage>) -> AnyView {
    let text = shown.text;
    let (words, labels) = (text.agent_profile(), text.form());
    let profile = shown.answer.profile.clone();
    let action = ServerAction::<ChangeAgent>::new();
    let form = Form::of(text, "agent", action, shown.submitted.as_ref());
    view! {
        <section class="form-card">
            <h2>{words.about}</h2>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="version" value=profile.version.to_string() />
                <TextField
                    id=form.id("agency")
                    name="agency"
                    label=labels.label_of("agency")
                    value=form.value("agency", &profile.agency)
                    problem=form.problem("agency")
                    optional=true
                    maxlength=AGENCY_MAX as u32
                />
                <AreaField
                    id=form.id("intro")
                    name="intro"
                    label=labels.label_of("intro")
                    value=form.value("intro", &profile.intro)
                    hint=words.intro_hint
                    problem=form.problem("intro")
                    maxlength=INTRO_MAX as u32
                />
                <SendButton label=labels.save weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}

impl Text {
    /// Texts of one's profile as an agent.
    fn agent_profile(&self) -> &'static ProfileText {
        text::of(self.locale)
    }
}
