use crate::Icon;
use leptos::{oco::Oco, prelude::*};

/// A page to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// Its number, from 1.
    pub number: u32,
    /// Its address.
    pub href: String,
}

/// Links to the pages of a list: the first, the last, and those around the current one.
#[component]
pub fn Pagination(
    /// What the whole is, for those who do not see it.
    #[prop(into)]
    label: Oco<'static, str>,
    /// The words for the page before.
    #[prop(into)]
    previous: Oco<'static, str>,
    /// The words for the page after.
    #[prop(into)]
    next: Oco<'static, str>,
    /// The current page, from 1.
    page: u32,
    /// Number of pages.
    pages: u32,
    /// The address of a page.
    href: impl Fn(u32) -> String,
) -> impl IntoView {
    let numbers = shown(page, pages)
        .into_iter()
        .map(|number| match number {
            None => view! { <li class="page-gap" aria-hidden="true">"…"</li> }.into_any(),
            Some(number) => {
                let current = (number == page).then_some("page");
                view! {
                    <li>
                        <a class="page" href=href(number) aria-current=current>
                            {number}
                        </a>
                    </li>
                }
                .into_any()
            }
        })
        .collect_view();
    view! {
        <nav class="pages" aria-label=label>
            {(page > 1)
                .then(|| {
                    view! {
                        <a class="page page-step" rel="prev" href=href(page - 1)>
                            {Icon::ChevronLeft.draw()}
                            <span>{previous}</span>
                        </a>
                    }
                })}
            <ol>{numbers}</ol>
            {(page < pages)
                .then(|| {
                    view! {
                        <a class="page page-step" rel="next" href=href(page + 1)>
                            <span>{next}</span>
                            {Icon::ChevronRight.draw()}
                        </a>
                    }
                })}
        </nav>
    }
}

/// The page numbers to show, `None` where some are left out.
fn shown(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut numbers = Vec::new();
    let mut last = 0;
    for number in (1..=pages.min(2))
        .chain(page.saturating_sub(1)..=page.saturating_add(1))
        .chain(pages.saturating_sub(1)..=pages)
        .filter(|number| (1..=pages).contains(number))
    {
        if number <= last {
            continue;
        }
        if number > last + 1 {
            numbers.push((number == last + 2).then_some(last + 1));
        }
        numbers.push(Some(number));
        last = number;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_ends_and_the_surroundings_are_shown() {
        let text = |page, pages| {
            shown(page, pages)
                .into_iter()
                .map(|number| number.map_or("…".into(), |number| number.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(text(1, 1), "1");
        assert_eq!(text(1, 9), "1 2 … 8 9");
        assert_eq!(text(5, 9), "1 2 3 4 5 6 7 8 9");
        assert_eq!(text(6, 12), "1 2 … 5 6 7 … 11 12");
        assert_eq!(text(12, 12), "1 2 … 11 12");
    }
}
