//! The photos of a home that is being written about: forms that work without script, and the element that
//! takes their place with it.

use super::{
    photo_fns::{AddPhotos, DeletePhoto, DescribePhoto, MovePhoto},
    photo_text::BoardText,
};
use crate::{context::Submitted, forms::Form, layout::ModuleScript, locales::Text};
use domain::{
    ListingId,
    photo::{
        CAPTION_MAX, EditPhoto, PHOTO_BYTES_MAX, PHOTOS_MAX, PhotoList, PhotoRoom, PhotoState,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Icon, SubmitButton, Weight, module_element};

/// What people may choose from.
const TAKEN: &str = "image/jpeg,image/png,image/webp,image/avif,image/heic,.heic";

/// The photos of `listing`. `submitted` is what was sent from this page without script.
///
/// Its `<photo-board>` says `photos` with `{count, waiting}` when they change, and bubbles.
pub(crate) fn photo_board(
    text: &'static Text,
    listing: ListingId,
    list: &PhotoList,
    submitted: Option<&Submitted>,
) -> AnyView {
    let words = text.home_photos();
    let board = words.board();
    let element = module_element("PHOTO-BOARD")
        .attr("listing", listing.to_string())
        .attr("photos", json(list))
        .attr("texts", json(&board))
        .attr("icons", Icon::address())
        .attr("most", PHOTOS_MAX.to_string())
        .attr("bytes-max", PHOTO_BYTES_MAX.to_string())
        .attr("caption-max", CAPTION_MAX.to_string());
    let count = list.photos.len();
    let plain = Plain {
        text,
        listing,
        board: board.clone(),
        open: list.open,
        count,
    };
    let problems = problems(text, submitted);
    let photos: Vec<AnyView> = list
        .photos
        .iter()
        .enumerate()
        .map(|(at, photo)| plain.photo(at, photo))
        .collect();
    let upload = (list.open && count < PHOTOS_MAX).then(|| plain.upload(submitted));
    let empty = (count == 0).then(|| view! { <p class="field-hint">{words.none_yet}</p> });
    let closed = (!list.open).then(|| view! { <p class="field-hint">{board.closed}</p> });
    view! {
        <section class="photo-section" id="photos">
            <h2>{words.photos}</h2>
            {problems}
            {closed}
            {element}
            <div class="photo-plain">{upload} {empty} <ol class="photo-cards">{photos}</ol></div>
            <ModuleScript name="photo-board" />
        </section>
    }
    .into_any()
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What was wrong with the form about a photo that was sent last.
fn problems(text: &'static Text, submitted: Option<&Submitted>) -> Option<AnyView> {
    let own = [
        AddPhotos::PATH,
        MovePhoto::PATH,
        DescribePhoto::PATH,
        DeletePhoto::PATH,
    ];
    let sent = submitted.filter(|sent| own.contains(&sent.function.as_str()))?;
    let error = sent.error.as_ref()?;
    let said = error
        .fields
        .first()
        .and_then(|wrong| (text.home_photos().problem)(&wrong.code));
    let said = said.map_or_else(|| (text.form().error)(error), str::to_owned);
    Some(view! { <p class="photo-note" role="alert">{said}</p> }.into_any())
}

/// The forms that work without script.
struct Plain {
    text: &'static Text,
    listing: ListingId,
    board: BoardText,
    open: bool,
    count: usize,
}

impl Plain {
    fn upload(&self, submitted: Option<&Submitted>) -> AnyView {
        let words = self.text.home_photos();
        let form = Form::plain::<AddPhotos>(self.text, "photos", submitted);
        view! {
            <form class="form" method="post" action=AddPhotos::PATH enctype="multipart/form-data">
                // The first: the files are taken for it as they come.
                <input type="hidden" name="listing" value=self.listing.to_string() />
                <div class="field">
                    <label for=form.id("photo")>{words.choose}</label>
                    <input
                        class="input"
                        type="file"
                        id=form.id("photo")
                        name="photo"
                        accept=TAKEN
                        multiple=true
                        required=true
                        aria-describedby="photos-hint"
                    />
                    <p class="field-hint" id="photos-hint">
                        {self.board.hint}
                    </p>
                </div>
                <SubmitButton label=words.upload weight=Weight::Primary />
            </form>
        }
        .into_any()
    }

    fn photo(&self, at: usize, photo: &EditPhoto) -> AnyView {
        let words = self.text.home_photos();
        let numbered = (words.numbered)(&(at + 1).to_string());
        let said = match photo.state {
            PhotoState::Waiting => Some(self.board.waiting.to_owned()),
            PhotoState::Failed => photo
                .problem
                .as_deref()
                .and_then(words.problem)
                .map(str::to_owned),
            PhotoState::Ready => None,
        };
        let picture = photo.photo.as_ref().map(|shown| {
            let alt = photo.caption.clone().unwrap_or_else(|| numbered.clone());
            view! { <img src=shown.path_at(320) alt=alt loading="lazy" /> }
        });
        let badge = (at == 0).then(|| view! { <span class="photo-badge">{self.board.main}</span> });
        let tools = self.open.then(|| self.tools(at, photo, &numbered));
        view! {
            <li class="photo-card" data-state=photo.state.as_str()>
                <div class="photo-frame">{picture} {badge}</div>
                <p class="photo-status">{said}</p>
                {tools}
            </li>
        }
        .into_any()
    }

    fn tools(&self, at: usize, photo: &EditPhoto, numbered: &str) -> AnyView {
        let words = self.text.home_photos();
        let named = |label: &str| [label, " ", numbered].concat();
        let hidden = || {
            view! {
                <input type="hidden" name="listing" value=self.listing.to_string() />
                <input type="hidden" name="photo" value=photo.id.to_string() />
            }
        };
        let step = |word: &'static str, label: &'static str, here: bool| {
            here.then(|| {
                view! {
                    <button
                        class="photo-tool"
                        type="submit"
                        name="step"
                        value=word
                        aria-label=named(label)
                    >
                        {label}
                    </button>
                }
            })
        };
        let options: Vec<_> = PhotoRoom::ALL
            .iter()
            .map(|room| {
                let selected = photo.room == Some(*room);
                let name = (words.room_name)(*room);
                view! { <option value=room.as_str() selected=selected>{name}</option> }
            })
            .collect();
        let describe = (photo.state == PhotoState::Ready).then(|| {
            view! {
                <form class="photo-words" method="post" action=DescribePhoto::PATH>
                    {hidden()}
                    <select class="input" name="room" aria-label=named(self.board.room)>
                        <option value="">{self.board.no_room}</option>
                        {options}
                    </select>
                    <input
                        class="input"
                        name="caption"
                        maxlength=CAPTION_MAX.to_string()
                        value=photo.caption.clone().unwrap_or_default()
                        placeholder=self.board.caption
                        aria-label=named(self.board.caption)
                    />
                    <button class="photo-tool" type="submit" aria-label=named(words.save_words)>
                        {words.save_words}
                    </button>
                </form>
            }
        });
        let sure = (self.text.form().sure)(self.board.remove);
        view! {
            {describe}
            <div class="photo-tools">
                <form class="photo-steps" method="post" action=MovePhoto::PATH>
                    {hidden()}
                    {step("first", self.board.first, at > 0)}
                    {step("earlier", self.board.earlier, at > 0)}
                    {step("later", self.board.later, at + 1 < self.count)}
                </form>
                // Deleting cannot be taken back: the button shows once it is disclosed.
                <details class="asked-first">
                    <summary class="button" aria-label=named(self.board.remove)>
                        {self.board.remove}
                    </summary>
                    <form class="asked-first-body" method="post" action=DeletePhoto::PATH>
                        {hidden()}
                        <p>{self.board.really_remove}</p>
                        <button class="photo-tool" type="submit" aria-label=named(&sure)>
                            {sure.clone()}
                        </button>
                    </form>
                </details>
            </div>
        }
        .into_any()
    }
}
