//! A page of forms: it knows what was sent from it, and may be for who is signed in only.

use super::ways::waits_at;
use crate::{
    codec::{BLOCKING, PageResource},
    context::{Submitted, answer_elsewhere, submitted, text},
    error::PageError,
    layout::{
        About, DeskStyle, Preview, drawn_once, error_view, page_head, sign_in_path, site_footer,
        site_header,
    },
    locales::Text,
};
use domain::{ErrorCode, account::desk::Waits};
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::future::Future;
use ui::{LinkButton, Notice, NoticeTone, Weight};

/// Where a page stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Address {
    /// The path.
    pub(crate) path: String,
    /// The query string, without its `?`.
    pub(crate) search: String,
}

impl Address {
    /// The value of a parameter of the query.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.search.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// Path and query in one.
    pub(crate) fn whole(&self) -> String {
        if self.search.is_empty() {
            self.path.clone()
        } else {
            [&self.path, "?", &self.search].concat()
        }
    }
}

/// What a page shows.
pub(crate) struct Shown<T> {
    /// In which words.
    pub(crate) text: &'static Text,
    /// Where.
    pub(crate) address: Address,
    /// What was sent from it without script.
    pub(crate) submitted: Option<Submitted>,
    /// What the server answered.
    pub(crate) answer: T,
}

/// The page below `root` for what `fetch` answers.
pub(crate) fn form_page<T, F>(
    root: &'static str,
    fetch: fn(Address) -> F,
    draw: fn(Shown<T>) -> AnyView,
) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, PageError>> + Send + 'static,
{
    let text = text();
    let url = use_url();
    // The address changes before the page is left: what is not below its root is not its own.
    let address = Memo::new(move |before: Option<&Address>| {
        url.with(|url| match before {
            Some(before) if !url.path().starts_with(root) => before.clone(),
            _ => Address {
                path: url.path().to_owned(),
                search: url.search().trim_start_matches('?').to_owned(),
            },
        })
    });
    let answer = PageResource::new_with_options(
        move || address.get(),
        move |address| {
            let sent = submitted();
            async move {
                let answer = fetch(address.clone()).await;
                // Afterwards: what the page shows has been seen by then.
                let waits = match &answer {
                    Ok(_) => waits_at(&address.path).await,
                    Err(_) => Waits::default(),
                };
                (address, sent, answer, waits)
            }
        },
        BLOCKING,
    );
    view! {
        <Transition fallback=move || loading(text)>
            {move || Suspend::new(async move {
                let (address, submitted, answer, waits) = answer.await;
                drawn_once(move || {
                    provide_context(waits);
                    match answer {
                        Ok(answer) => draw(Shown { text, address, submitted, answer }),
                        Err(PageError(error)) if error.code == ErrorCode::Unauthenticated => {
                            sign_in_first(text, &address)
                        }
                        Err(PageError(error)) => error_view(text, &error, &address.whole()),
                    }
                })
            })}
        </Transition>
    }
    .into_any()
}

/// What stands around a page of forms; `class` says how it is laid out.
pub(crate) fn frame(
    text: &'static Text,
    address: &Address,
    heading: &'static str,
    class: &'static str,
    body: AnyView,
) -> AnyView {
    page_head(text, &address.path, heading.to_owned(), || About {
        description: heading.to_owned(),
        preview: Preview::Site,
        listed: false,
    });
    view! {
        <DeskStyle />
        {site_header(text, None, &address.whole()).into_any()}
        <main id="main" class=class>
            <h1>{heading}</h1>
            {body}
        </main>
        {site_footer(text).into_any()}
    }
    .into_any()
}

/// What was just done, when the page comes after a form. The focus goes there.
pub(crate) fn done(words: Option<&'static str>) -> AnyView {
    done_about(words, ().into_any())
}

/// The same, with what it was done to.
pub(crate) fn done_about(words: Option<&'static str>, what: AnyView) -> AnyView {
    words
        .map(|words| {
            view! {
                <div class="done" role="status" tabindex="-1" autofocus=true>
                    <Notice tone=NoticeTone::Good>
                        <p>{words} {what}</p>
                    </Notice>
                </div>
            }
        })
        .into_any()
}

/// Leads to signing in, and from there back to `address`.
fn sign_in_first(text: &'static Text, address: &Address) -> AnyView {
    let to = sign_in_path(&address.whole());
    answer_elsewhere(&to);
    let link = view! {
        <p>
            <LinkButton href=to label=text.site.nav.sign_in weight=Weight::Primary />
        </p>
    };
    frame(
        text,
        address,
        text.site.nav.sign_in,
        "entrance",
        link.into_any(),
    )
}

/// The page before its first answer, when it is reached from another page.
fn loading(text: &'static Text) -> AnyView {
    view! {
        {site_header(text, None, "/")}
        <main id="main" class="entrance">
            <p role="status">{text.site.loading}</p>
        </main>
    }
    .into_any()
}

/// The button that pressing Enter in a field stands for. Browsers take the first of the form, which
/// would otherwise be the one that sends a code.
pub(crate) fn enter_button(words: &'static str) -> impl IntoView {
    view! {
        <button class="hidden" type="submit" tabindex="-1" aria-hidden="true">
            {words}
        </button>
    }
}
