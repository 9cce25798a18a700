//! Somebody's strikes (违规记分), on the page of their account.

use super::server_fns::LiftStrike;
use crate::{context::Submitted, format::minute_in_china, forms::Form, locales::Text};
use domain::moderation::strike::{Standing, Strike};
use leptos::prelude::*;
use ui::{CardTable, Notice, NoticeTone, SendButton};

/// The strikes of an account, each of which can be lifted while it counts.
pub(crate) fn strikes_card(
    text: &'static Text,
    standing: &Standing,
    submitted: Option<&Submitted>,
) -> AnyView {
    let action = ServerAction::<LiftStrike>::new();
    let form = Form::of(text, "strike", action, submitted);
    let lift = |strike: &Strike| {
        let id = strike.id.to_string();
        let lift = strike.active.then(|| {
            view! {
                <ActionForm action>
                    <input type="hidden" name="strike" value=id />
                    <SendButton label=text.moderation().lift busy=form.busy() />
                </ActionForm>
            }
        });
        lift.into_any()
    };
    card(
        text,
        standing,
        "/admin/moderation/",
        Some(&lift),
        form.summary(),
    )
}

/// The caller's own strikes, while one of them counts.
pub(crate) fn own_strikes(text: &'static Text, standing: &Standing) -> AnyView {
    match standing.active {
        0 => ().into_any(),
        _ => card(text, standing, "/console/listings/", None, ().into_any()),
    }
}

/// The strikes with links below `root`, each with what `last` adds to its row.
fn card(
    text: &'static Text,
    standing: &Standing,
    root: &'static str,
    last: Option<&dyn Fn(&Strike) -> AnyView>,
    above: AnyView,
) -> AnyView {
    let words = text.moderation();
    let row = |strike: &Strike| {
        let href = [root, &strike.listing.to_string()].concat();
        let state = match (strike.lifted_at.is_some(), strike.active) {
            (true, _) => words.lifted,
            (false, true) => words.active,
            (false, false) => words.over,
        };
        let mut cells = vec![
            view! { <a href=href>{strike.title.clone()}</a> }.into_any(),
            (text.report().reason)(strike.reason).into_any(),
            minute_in_china(strike.at).into_any(),
            minute_in_china(strike.until).into_any(),
            state.into_any(),
        ];
        cells.extend(last.map(|last| last(strike)));
        cells
    };
    let mut columns = vec![
        words.home,
        text.form().label_of("reason"),
        text.account().when,
        words.strike_until,
        text.admin().status,
    ];
    columns.extend(last.map(|_| text.account().action));
    let list = if standing.strikes.is_empty() {
        view! { <p class="muted">{words.no_strikes}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.strikes
                columns=columns
                rows=standing.strikes.iter().map(row).collect()
            />
        }
        .into_any()
    };
    let barred = standing.barred_until.map(|until| {
        view! {
            <Notice tone=NoticeTone::Warning>
                <p>{(words.barred_until)(&minute_in_china(until))}</p>
            </Notice>
        }
    });
    let about = (words.strikes_about)(&standing.limit.to_string(), &standing.days.to_string());
    view! {
        <section class="wide-card">
            <h2>{words.strikes}</h2>
            <p class="muted">{about}</p>
            {barred}
            {above}
            {list}
        </section>
    }
    .into_any()
}
