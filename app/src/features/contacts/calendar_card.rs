//! The calendar of one's viewings, to subscribe to.

use super::server_fns::{RenewCalendar, RevokeCalendar, ViewingsPage};
use crate::{
    context::absolute,
    forms::{Form, Shown},
};
use leptos::prelude::*;
use ui::{Notice, NoticeTone, SendButton};

/// The calendar to subscribe to.
pub(super) fn calendar(shown: &Shown<ViewingsPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.contacts();
    let renew = ServerAction::<RenewCalendar>::new();
    let revoke = ServerAction::<RevokeCalendar>::new();
    let sent = shown.submitted.as_ref();
    let (renewing, revoking) = (
        Form::of(text, "renew", renew, sent),
        Form::of(text, "revoke", revoke, sent),
    );
    let side = page.side.as_str();
    let secret = page.secret.as_ref().map(|secret| {
        let path = ["/calendars/", secret, ".ics"].concat();
        view! {
            <div class="done" role="status" tabindex="-1" autofocus=true>
                <Notice tone=NoticeTone::Good>
                    <p>{words.calendar_new}</p>
                    <p class="secret-address">
                        <code>{absolute(&path)}</code>
                    </p>
                </Notice>
            </div>
        }
    });
    let label = if page.calendar {
        words.calendar_renew
    } else {
        words.calendar_make
    };
    let off = page.calendar.then(|| {
        view! {
            <ActionForm action=revoke>
                <input type="hidden" name="side" value=side />
                <SendButton label=words.calendar_off busy=revoking.busy() />
            </ActionForm>
        }
    });
    view! {
        <section class="form-card">
            <h2>{words.calendar}</h2>
            <p class="muted">{words.calendar_about}</p>
            {secret}
            {renewing.summary()}
            {revoking.summary()}
            <div class="row-actions">
                <ActionForm action=renew>
                    <input type="hidden" name="side" value=side />
                    <SendButton label=label busy=renewing.busy() />
                </ActionForm>
                {off}
            </div>
        </section>
    }
    .into_any()
}
