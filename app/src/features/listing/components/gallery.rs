//! The pictures. A strip that snaps to one picture at a time: the browser swipes it by touch and
//! scrolls it by arrow keys without script; script makes steps and thumbnails move it in place.

use crate::{
    features::listing::card::{floor_plan, picture_subject, sized_photo},
    format::SEPARATOR,
    locales::Text,
};
use domain::ListingDetail;
use leptos::{ev, prelude::*};
use ui::{Icon, piece};
use wasm_bindgen::JsCast;
use web_sys::Element;

const STRIP: &str = "photos";
/// How wide a slide is: half of a wide page and a little more, or the whole page.
const SLIDE_SIZES: &str = "(min-width: 64rem) 52rem, 100vw";
/// How wide a thumbnail is.
const THUMB_SIZES: &str = "5.5rem";

/// The pictures of the home, or its floor plan when there are none.
pub(in crate::features::listing) fn gallery(
    text: &'static Text,
    listing: &ListingDetail,
) -> AnyView {
    let subject = picture_subject(&listing.card).to_owned();
    let count = listing.photos.len();
    if count == 0 {
        return view! {
            <div class="gallery gallery-plan">
                {floor_plan(text, listing.card.layout, false)}
            </div>
        }
        .into_any();
    }
    let slides = listing
        .photos
        .iter()
        .enumerate()
        .map(|(index, photo)| {
            let number =
                (text.listing().photo_number)(&(index + 1).to_string(), &count.to_string());
            // What its publisher says of it stands beside its number, and in its place for who does not see it.
            let caption = listing
                .captions
                .get(index)
                .filter(|caption| !caption.is_empty());
            let (alt, number) = match caption {
                Some(caption) => (caption.clone(), [&number, SEPARATOR, caption].concat()),
                None => ((text.words.photo_of)(&subject), number),
            };
            view! {
                <li id=slide_id(index)>
                    {sized_photo(photo, alt, SLIDE_SIZES, index > 0)}
                    <span class="slide-number">{number}</span>
                    {(index > 0).then(|| step(text.listing().previous_photo, index - 1, false))}
                    {(index + 1 < count).then(|| step(text.listing().next_photo, index + 1, true))}
                </li>
            }
        })
        .collect_view();
    let thumbs = (count > 1).then(|| {
        let thumbs = listing
            .photos
            .iter()
            .enumerate()
            .map(|(index, photo)| {
                let number =
                    (text.listing().photo_number)(&(index + 1).to_string(), &count.to_string());
                view! {
                    <li>
                        <a href=["#", &slide_id(index)].concat() aria-label=number>
                            {sized_photo(photo, String::new(), THUMB_SIZES, true)}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="thumbs">{thumbs}</ul> }
    });
    piece(view! {
        <section
            class="gallery"
            aria-label=text.listing().gallery
            on:click=move |event| go_to_linked(&event)
            on:keydown=move |event| go_by_key(&event)
        >
            <ul class="strip" id=STRIP tabindex="0" aria-label=text.listing().gallery>
                {slides}
            </ul>
            {thumbs}
        </section>
    })
    .into_any()
}

fn slide_id(index: usize) -> String {
    ["photo-", &(index + 1).to_string()].concat()
}

/// The link to the neighbour of a picture.
fn step(label: &'static str, to: usize, forward: bool) -> AnyView {
    let (class, icon) = if forward {
        ("slide-step slide-next", Icon::ChevronRight)
    } else {
        ("slide-step slide-previous", Icon::ChevronLeft)
    };
    view! {
        <a class=class href=["#", &slide_id(to)].concat() aria-label=label>
            {icon.draw()}
        </a>
    }
    .into_any()
}

/// Moves the strip to the picture whose link was clicked, without touching address or page scroll.
fn go_to_linked(event: &ev::MouseEvent) {
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("a[href^='#photo-']").ok().flatten());
    let slide = link
        .and_then(|link| link.get_attribute("href"))
        .and_then(|href| document().get_element_by_id(href.trim_start_matches('#')));
    let (Some(strip), Some(slide)) = (strip(), slide.and_then(|slide| slide.dyn_into().ok()))
    else {
        return;
    };
    let slide: web_sys::HtmlElement = slide;
    event.prevent_default();
    strip.set_scroll_left(slide.offset_left() - strip.offset_left());
}

/// Moves the strip by one picture on the arrow keys.
fn go_by_key(event: &ev::KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => return,
    };
    if let Some(strip) = strip() {
        event.prevent_default();
        strip.set_scroll_left(strip.scroll_left() + step * strip.client_width());
    }
}

fn strip() -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(STRIP)?.dyn_into().ok()
}
