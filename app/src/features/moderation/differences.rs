//! What is public beside what was handed in.

use crate::{
    features::offer::{changes_table, value_of},
    locales::Text,
};
use domain::{
    PhotoRef,
    moderation::queue::{Review, ReviewPhoto},
    offer::ListingForm,
};
use leptos::prelude::*;

/// Width at which photos are shown.
const WIDTH: u16 = 320;

/// The fields that change, side by side; of a home that never was public, all that say something.
pub(super) fn differences(text: &'static Text, review: &Review) -> AnyView {
    let words = text.moderation();
    if review.public.is_none() {
        let rows = ListingForm::FIELDS
            .iter()
            .filter_map(|field| {
                let typed = review.form.get(field)?.trim();
                if typed.is_empty() {
                    return None;
                }
                let typed = value_of(text, &review.names, field, Some(typed));
                Some(view! {
                    <tr>
                        <th scope="row">{(text.offer().label)(field)}</th>
                        <td>{typed}</td>
                    </tr>
                })
            })
            .collect_view();
        return view! {
            <table class="differences">
                <caption>{words.all_fields}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.field}</th>
                        <th scope="col">{words.handed_in}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any();
    }
    if review.changes.is_empty() {
        return view! { <p class="muted">{words.same}</p> }.into_any();
    }
    let sides = (words.public_now, words.handed_in);
    changes_table(text, &review.names, &review.changes, sides)
}

/// The photos that are public, and those that were handed in.
pub(super) fn photos(text: &'static Text, review: &Review) -> AnyView {
    let words = text.moderation();
    let before = review
        .photos_before
        .iter()
        .zip(1..)
        .map(|(photo, number)| view! { <li>{picture(text, photo, number)}</li> })
        .collect_view();
    let after = review
        .photos_after
        .iter()
        .zip(1..)
        .map(|(photo, number)| view! { <li>{handed_in(text, photo, number)}</li> })
        .collect_view();
    let none =
        |photos: usize| (photos == 0).then(|| view! { <p class="muted">{words.no_photos}</p> });
    let public = review.public.is_some().then(|| {
        view! {
            <section>
                <h3>{words.public_now}</h3>
                {none(review.photos_before.len())}
                <ul class="photo-row">{before}</ul>
            </section>
        }
    });
    view! {
        <div class="photo-sides">
            {public}
            <section>
                <h3>{words.handed_in}</h3>
                {none(review.photos_after.len())}
                <ul class="photo-row">{after}</ul>
            </section>
        </div>
    }
    .into_any()
}

fn handed_in(text: &'static Text, photo: &ReviewPhoto, number: usize) -> AnyView {
    let words = text.moderation();
    let shown = match &photo.photo {
        Some(photo) => picture(text, photo, number),
        None => view! { <span class="muted">{words.photo_waits}</span> }.into_any(),
    };
    let new = (!photo.known).then(|| view! { <ins>"+"</ins> });
    view! {
        {shown}
        <p class="muted">
            {new} {photo.caption.clone()}
        </p>
    }
    .into_any()
}

fn picture(text: &'static Text, photo: &PhotoRef, number: usize) -> AnyView {
    let class = photo.tone().map(|tone| ["tone-", tone].concat());
    let alt = (text.moderation().photo)(&number.to_string());
    view! {
        <a href=photo.path() rel="external">
            <img
                class=class
                src=photo.path_at(WIDTH)
                width=photo.width.to_string()
                height=photo.height.to_string()
                loading="lazy"
                decoding="async"
                alt=alt
            />
        </a>
    }
    .into_any()
}
