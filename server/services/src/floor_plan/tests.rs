use super::*;
use roxmltree::Document;

fn layout(rooms: u8, halls: u8, baths: u8) -> Layout {
    Layout {
        rooms: Some(rooms),
        halls: Some(halls),
        baths: Some(baths),
    }
}

fn labels(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

fn every_layout() -> impl Iterator<Item = (u8, u8, u8)> {
    (0..=MAX_ROOMS).flat_map(|rooms| {
        (0..=MAX_HALLS)
            .flat_map(move |halls| (0..=MAX_BATHS).map(move |baths| (rooms, halls, baths)))
    })
}

#[test]
fn the_drawing_has_the_rooms_the_home_has() {
    for (rooms, halls, baths) in every_layout() {
        let labels = labels(&svg(layout(rooms, halls, baths)));
        let count = |word: &str| labels.iter().filter(|label| label.contains(word)).count();
        assert_eq!(count("卧"), usize::from(rooms), "{rooms} {halls} {baths}");
        assert_eq!(count("卫"), usize::from(baths), "{rooms} {halls} {baths}");
        let drawn_halls = count("厅") + count("起居室");
        assert_eq!(drawn_halls, usize::from(halls), "{rooms} {halls} {baths}");
        assert_eq!(count("厨房"), 1, "{rooms} {halls} {baths}");
        let studio = usize::from(rooms == 0 && halls == 0);
        assert_eq!(count("开间"), studio, "{rooms} {halls} {baths}");
    }
}

#[test]
fn the_drawing_is_small_and_passes_a_strict_content_policy() {
    for (rooms, halls, baths) in every_layout() {
        let svg = svg(layout(rooms, halls, baths));
        assert!(svg.len() < 4096, "{rooms} {halls} {baths}: {}", svg.len());
        let document = Document::parse(&svg).unwrap();
        for node in document.descendants().filter(|node| node.is_element()) {
            assert!(!matches!(node.tag_name().name(), "script" | "style"));
            for attribute in node.attributes() {
                assert_ne!(attribute.name(), "style");
                assert!(!attribute.name().starts_with("on"));
            }
        }
    }
}

#[test]
fn every_label_lies_within_the_drawing() {
    for (rooms, halls, baths) in every_layout() {
        let svg = svg(layout(rooms, halls, baths));
        let document = Document::parse(&svg).unwrap();
        for text in document.descendants().filter(|n| n.has_tag_name("text")) {
            let x: i32 = text.attribute("x").unwrap().parse().unwrap();
            let y: i32 = text.attribute("y").unwrap().parse().unwrap();
            assert!((0..WIDTH).contains(&x) && (0..HEIGHT).contains(&y));
        }
    }
}

#[test]
fn what_is_unknown_is_drawn_as_most_homes_have_it() {
    let unknown = labels(&svg(Layout::default()));
    assert_eq!(unknown, labels(&svg(layout(2, 1, 1))));
}

#[test]
fn a_palace_is_drawn_as_the_largest_home() {
    let svg = svg(layout(255, 255, 255));
    let rooms = labels(&svg).iter().filter(|l| l.contains('卧')).count();
    assert_eq!(rooms, usize::from(MAX_ROOMS));
}
