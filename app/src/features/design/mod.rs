//! The gallery: every component of the design system in its states, in both themes. Developers see
//! it at `/design`; it is rendered on the server only and is no part of what browsers load. Its
//! words are samples, not texts of the interface.

mod forms;

use crate::context::Modules;
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;
use ui::{
    Badge, Breadcrumb, CardSkeletons, ChoiceLink, CloseSheet, DateField, Disclosure, EmptyState,
    Figure, FigureList, FigureTable, Icon, LinkButton, Notice, NoticeTone, NumberField, OpenSheet,
    Pagination, Price, RemovableChip, Segment, Segments, Sheet, Stars, SubmitButton, TextSkeleton,
    Tone, Weight,
};

/// The whole gallery as a document. `modules` knows the stylesheet of forms.
pub fn document(options: LeptosOptions, modules: &Modules) -> String {
    let forms = modules.0.get("desk").cloned();
    let owner = Owner::new();
    owner.with(|| {
        let page = view! {
            <html lang="en">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="robots" content="noindex" />
                    <title>"Design system · Zufang"</title>
                    <HashedStylesheet options=options id="style" />
                    <link rel="stylesheet" href=forms />
                </head>
                <body>
                    <main>
                        <h1>"Design system"</h1>
                        {theme("light", "sheet-light")}
                        {theme("dark", "sheet-dark")}
                    </main>
                </body>
            </html>
        };
        ["<!DOCTYPE html>", &page.to_html()].concat()
    })
}

/// All components in one theme.
fn theme(theme: &'static str, sheet: &'static str) -> AnyView {
    view! {
        <section class="design" data-theme=theme aria-label=theme>
            {text(theme)} {icons()} {actions(theme, sheet)} {choices(theme)} {forms::forms(theme)}
            {figures()} {states()}
        </section>
    }
    .into_any()
}

fn part(name: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="section">
            <h2>{name}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// A label that names one element of the page only, as all labels of landmarks must.
fn label(words: &str, theme: &str) -> String {
    [words, ", ", theme].concat()
}

fn text(theme: &str) -> AnyView {
    let body = view! {
        <Breadcrumb
            label=label("Way", theme)
            steps=vec![("All homes".into_any(), "#".into()), ("Beijing".into_any(), "#".into())]
            here="Wangjing".into_any()
        />
        <Price
            amount="5,200".into()
            unit="CNY/month"
            remarks=vec!["58 CNY/m²".into(), "1 month deposit".into()]
        />
        <h3>"A heading of a card"</h3>
        <p>"Body text, with " <a href="#">"a link"</a> "."</p>
        <p class="muted">"Secondary text."</p>
    };
    part("Type", body.into_any())
}

fn icons() -> AnyView {
    let icons = Icon::ALL
        .iter()
        .map(|icon| view! { <li>{icon.draw()} {icon.name()}</li> })
        .collect_view();
    part(
        "Icons",
        view! { <ul class="design-row">{icons}</ul> }.into_any(),
    )
}

fn actions(theme: &str, sheet: &'static str) -> AnyView {
    let body = view! {
        <p class="design-row">
            <LinkButton href="#" label="Primary" weight=Weight::Primary />
            <LinkButton href="#" label="Quiet" />
            <SubmitButton label="Send" />
            <OpenSheet sheet=sheet label="Open a sheet" class="button" icon=Icon::Sliders />
        </p>
        <Sheet id=sheet label=label("A sheet", theme) class="filters">
            <div class="filters-body">
                <p>"What the sheet holds."</p>
            </div>
            <div class="filters-foot">
                <CloseSheet sheet=sheet label="Close" class="button button-primary" />
            </div>
        </Sheet>
        <div class="design-row fields">
            <NumberField name="min" label="Lowest" placeholder="Lowest" value=None />
            <NumberField name="max" label="Highest" placeholder="Highest" value=Some(5_000) />
            <DateField name="day" label="Day" value=Some("2024-12-01".into()) />
        </div>
        <Disclosure summary="More" open=true>
            <p>"What is disclosed."</p>
        </Disclosure>
    };
    part("Actions and fields", body.into_any())
}

fn choices(theme: &str) -> AnyView {
    let segments = ["Homes", "Map", "Market"].map(|label| Segment {
        label: label.into(),
        href: "#".into(),
        current: label == "Map",
        lang: None,
    });
    let count = |count: &str| Some(count.to_owned());
    let unknown: Option<String> = None;
    let body = view! {
        <Segments label=label("Ways to look", theme) segments=segments.into() />
        <ul class="choices">
            <li>
                <ChoiceLink href="#".into() label="One room" count=count("1,204") selected=true />
            </li>
            <li>
                <ChoiceLink href="#".into() label="Two rooms" count=count("980") selected=false />
            </li>
            <li>
                <ChoiceLink href="#".into() label="No count" count=unknown selected=false />
            </li>
        </ul>
        <ul class="chips">
            <li>
                <RemovableChip
                    href="#".into()
                    label="Beijing"
                    remove="Remove: Beijing".into()
                />
            </li>
        </ul>
        <p class="design-row">
            <Badge label="Neutral" />
            <Badge label="Accent" tone=Tone::Accent />
            <Badge label="Good" tone=Tone::Good />
            <Badge label="Overlay" tone=Tone::Overlay />
            <Stars label="4 of 5" value=4 />
        </p>
        <Pagination
            label=label("Pages", theme)
            previous="Previous"
            next="Next"
            page=5
            pages=12
            href=|_| "#".to_owned()
        />
    };
    part("Choices", body.into_any())
}

fn figures() -> AnyView {
    let figures = [
        ("Median rent", "5,200 CNY/month", "of 1,204 homes"),
        ("Per m²", "92.4 CNY", "of 980 homes"),
        ("Near metro", "61 %", ""),
    ]
    .map(|(name, value, remark)| Figure {
        name: name.into(),
        value: value.into(),
        remark: remark.into(),
    });
    let rows = [
        ("Chaoyang District", "60", "6,100"),
        ("Haidian District", "28", "6,900"),
    ]
    .map(|(name, homes, median)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{homes}</td>
                <td>{median}</td>
            </tr>
        }
    });
    let body = view! {
        <FigureList figures=figures.into() />
        <FigureTable
            caption="Rents by district"
            columns=vec!["District".into(), "Homes".into(), "Median".into()]
        >
            {rows.into_iter().collect_view()}
        </FigureTable>
    };
    part("Figures", body.into_any())
}

fn states() -> AnyView {
    let tones = [
        (NoticeTone::Info, "Good to know."),
        (NoticeTone::Good, "It worked."),
        (NoticeTone::Warning, "Look again."),
        (NoticeTone::Error, "It failed."),
    ]
    .map(|(tone, words)| {
        view! {
            <Notice tone=tone>
                <p>{words}</p>
            </Notice>
        }
    });
    let body = view! {
        {tones.into_iter().collect_view()}
        <EmptyState title="Nothing here" explanation="One sentence says why.">
            <LinkButton href="#" label="What to do next" />
        </EmptyState>
        <TextSkeleton lines=3 />
        <ol class="cards">
            <CardSkeletons count=3 />
        </ol>
    };
    part("States", body.into_any())
}
