//! The page of homes side by side. Everything it shows follows from its address.

use super::{server_fns::compare_homes, table::table};
use crate::{
    codec::{BLOCKING, PageResource},
    context::{absolute, locale, text},
    error::PageError,
    features::listing::terms_links,
    layout::{
        About, Preview, SearchBox, drawn_once, error_view, page_head, site_footer, site_header,
    },
    locales::Text,
};
use domain::{CompareIssue, CompareQuery, ComparedHome, ParsedCompare};
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_url, lazy_route};
use ui::{EmptyState, LinkButton, Notice, Weight, module_element};

type Answer = Result<Vec<ComparedHome>, PageError>;

/// The page at `/compare`.
#[derive(Clone)]
pub struct ComparePage;

#[lazy_route]
impl LazyRoute for ComparePage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let text = text();
        let url = use_url();
        let search = Memo::new(move |_| url.with(|url| url.search().to_owned()));
        let homes = PageResource::new_with_options(
            move || search.get(),
            |search| async move {
                let answer = compare_homes(search.clone()).await;
                (search, answer)
            },
            BLOCKING,
        );
        view! {
            <Transition fallback=move || loading(text)>
                {move || Suspend::new(async move {
                    let (search, answer) = homes.await;
                    drawn_once(move || compare_view(text, &search, &answer))
                })}
            </Transition>
        }
        .into_any()
    }
}

/// The whole page for one answer.
pub(in crate::features) fn compare_view(
    text: &'static Text,
    search: &str,
    answer: &Answer,
) -> AnyView {
    let parsed = CompareQuery::parse(search);
    let path = parsed.query.to_path();
    match answer {
        Ok(homes) => page(text, &parsed, &path, homes),
        Err(PageError(error)) => error_view(text, error, &path),
    }
}

fn page(
    text: &'static Text,
    parsed: &ParsedCompare,
    path: &str,
    homes: &[ComparedHome],
) -> AnyView {
    let words = text.compare();
    let address = absolute(&locale().address(path));
    let title = match homes.len() {
        0 => words.heading.to_owned(),
        count => (words.title)(&count.to_string()),
    };
    let body = if homes.is_empty() {
        empty(text)
    } else {
        compared(text, &parsed.query, homes, &address)
    };
    page_head(text, path, title, || About {
        description: words.description.to_owned(),
        preview: Preview::Site,
        listed: false,
    });
    view! {
        {site_header(text, SearchBox::default(), path).into_any()}
        <main id="main" class="compare">
            <h1>{words.heading}</h1>
            {issues(text, &parsed.issues)}
            {body}
        </main>
        {site_footer(text).into_any()}
    }
    .into_any()
}

fn compared(
    text: &'static Text,
    query: &CompareQuery,
    homes: &[ComparedHome],
    address: &str,
) -> AnyView {
    let words = text.compare();
    let shown = homes
        .iter()
        .filter(|home| matches!(home, ComparedHome::Shown(_)))
        .count();
    let filter = (shown > 1).then(|| {
        let other = CompareQuery {
            different_only: !query.different_only,
            ..query.clone()
        };
        let label = if query.different_only {
            words.all_rows
        } else {
            words.only_different
        };
        view! {
            <a class="button" href=other.to_path() data-noscroll="">
                {label}
            </a>
        }
    });
    let remark = if shown > 1 {
        words.legend
    } else {
        words.add_another
    };
    let terms = terms_links(text, text.cost().as_stated, query.payment, |payment| {
        let counted = CompareQuery {
            payment,
            ..query.clone()
        };
        counted.to_path()
    });
    view! {
        <div class="tools">
            {filter}
            {module_element("PAGE-TOOLS")}
            <LinkButton href="/listings" label=words.find_homes />
        </div>
        {terms}
        <p class="muted">{remark}</p>
        {table(text, query, homes)}
        <p class="muted">{words.costs} " " {text.verdict().rule}</p>
        <p class="page-address">{(text.cost().address)(address)}</p>
    }
    .into_any()
}

fn issues(text: &'static Text, issues: &[CompareIssue]) -> AnyView {
    (!issues.is_empty())
        .then(|| {
            let sentences = issues
                .iter()
                .map(|issue| view! { <p>{(text.compare().issue)(*issue)}</p> })
                .collect_view();
            view! { <Notice>{sentences}</Notice> }
        })
        .into_any()
}

fn empty(text: &'static Text) -> AnyView {
    let words = text.compare();
    view! {
        <EmptyState title=words.empty_title explanation=words.empty>
            <LinkButton href="/listings" label=words.find_homes weight=Weight::Primary />
        </EmptyState>
    }
    .into_any()
}

/// The page before its first answer, when it is reached from another page.
fn loading(text: &'static Text) -> AnyView {
    view! {
        {site_header(text, SearchBox::default(), "/compare")}
        <main id="main" class="compare">
            <h1>{text.compare().heading}</h1>
            <p role="status">{text.site.loading}</p>
        </main>
    }
    .into_any()
}
