//! What the pages for coming in share.

use crate::{
    context::own_path,
    forms::{Address, Form},
    locales::{Locale, Text},
};
use domain::account::Captcha;
use leptos::prelude::*;
use ui::{LinkButton, Notice, TextField, Weight};

/// Where somebody wants to go, as the address of an entrance says it.
pub(super) fn next(address: &Address) -> Option<String> {
    own_path(&address.parameter("next")?)
}

/// The address of the entrance `path`, which leads to `next` as well.
pub(super) fn entrance(path: &str, next: Option<&str>) -> String {
    let Some(next) = next else {
        return path.to_owned();
    };
    let joint = if path.contains('?') { "&" } else { "?" };
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    [path, joint, "next=", &next].concat()
}

/// What carries `next` along with a form.
pub(super) fn next_field(next: Option<&str>) -> AnyView {
    let next = next.unwrap_or_default().to_owned();
    view! { <input type="hidden" name="next" value=next /> }.into_any()
}

/// Instead of a form, for who is in already.
pub(super) fn already_in(text: &'static Text, next: Option<&str>) -> AnyView {
    let words = text.account();
    let to = next.unwrap_or("/account").to_owned();
    view! {
        <Notice>
            <p>{words.already_in}</p>
        </Notice>
        <p class="form-actions">
            <LinkButton href=to label=words.go_on weight=Weight::Primary />
        </p>
    }
    .into_any()
}

/// The picture to be read, where one is asked for. Whoever cannot see it answers the question.
pub(super) fn captcha_field(
    form: Form,
    text: &'static Text,
    captcha: Option<Captcha>,
    another: impl Fn() + Copy + 'static,
) -> AnyView {
    let words = text.account();
    let Some(captcha) = captcha else {
        return ().into_any();
    };
    let question = match text.locale {
        Locale::ZhCn => captcha.question_zh,
        Locale::En => captcha.question_en,
    };
    let hint = [words.captcha_or, &question].concat();
    view! {
        <div class="captcha">
            <img src=captcha.image alt=words.captcha_picture width="180" height="60" />
            <button class="button with-script" type="button" on:click=move |_| another()>
                {words.another_picture}
            </button>
        </div>
        <TextField
            id=form.id("captcha")
            name="captcha"
            label=text.form().label_of("captcha")
            value=""
            hint=hint
            problem=form.problem("captcha")
            maxlength=40
        />
        <input type="hidden" name="captcha_token" value=captcha.token />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entrance_leads_nowhere_else() {
        let address = |search: &str| Address {
            path: "/sign-in".into(),
            search: search.into(),
        };
        assert_eq!(
            next(&address("next=%2Fmap%3Fq%3Da")).as_deref(),
            Some("/map?q=a")
        );
        assert_eq!(next(&address("next=//evil.example")), None);
        assert_eq!(next(&address("way=code")), None);
        assert_eq!(
            entrance("/sign-in?way=code", Some("/map")),
            "/sign-in?way=code&next=%2Fmap"
        );
    }
}
