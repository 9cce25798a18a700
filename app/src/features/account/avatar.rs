//! One's picture.

use super::server_fns::{RemoveAvatar, SetAvatar};
use crate::{context::Submitted, forms::Form, layout::avatar_address, locales::Text};
use domain::account::profile::Profile;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Icon, SubmitButton};

/// The picture, a form for another, and one for none. The browser sends the file by itself.
pub(super) fn avatar(
    text: &'static Text,
    profile: &Profile,
    submitted: Option<&Submitted>,
) -> AnyView {
    let (words, own) = (text.form(), text.account());
    let form = Form::plain::<SetAvatar>(text, "picture", submitted);
    let problem = form.problem("avatar");
    let picture = match &profile.avatar {
        Some(key) => view! {
            <img class="portrait" src=avatar_address(key) alt=own.your_picture width="96" height="96" />
        }
        .into_any(),
        None => view! { <span class="portrait portrait-none">{Icon::User.draw()}</span> }.into_any(),
    };
    let remove = profile.avatar.is_some().then(|| {
        view! {
            <form method="post" action=RemoveAvatar::PATH>
                <SubmitButton label=own.remove_picture />
            </form>
        }
    });
    view! {
        <section class="form-card">
            <h2>{words.label_of("avatar")}</h2>
            {form.summary()}
            <div class="picture">
                {picture}
                <form
                    class="form"
                    method="post"
                    action=SetAvatar::PATH
                    enctype="multipart/form-data"
                >
                    <div class="field">
                        <label for=form.id("avatar")>{own.choose_picture}</label>
                        <input
                            class="input"
                            type="file"
                            id=form.id("avatar")
                            name="avatar"
                            accept="image/jpeg,image/png,image/webp"
                            required=true
                            aria-invalid=move || problem.get().map(|_| "true")
                            aria-describedby="picture-hint"
                        />
                        <p class="field-hint" id="picture-hint">
                            {own.picture_hint}
                        </p>
                    </div>
                    <SubmitButton label=own.upload />
                </form>
            </div>
            {remove}
        </section>
    }
    .into_any()
}
