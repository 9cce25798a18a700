//! From SVG to PNG. Fonts are the project's own, so that a picture looks the same on every machine.

use app::preview::PICTURE;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, ImageKind, Options, Tree, fontdb},
};
use services::Error;
use std::sync::{Arc, LazyLock};

/// Noto Sans SC, cut to the characters of GB 2312 (licence in `server/assets/fonts/OFL.txt`).
const FAMILY: &str = "Noto Sans SC";
static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSC-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSC-Bold.ttf");

/// Read at the first picture. The bytes stay in the program file: only what is used of them is in
/// memory.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in [REGULAR, BOLD] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// What stands where a drawing has its picture.
pub(super) enum Embedded {
    /// The file of a photo.
    Photo(Vec<u8>),
    /// Another drawing.
    Svg(String),
}

/// `svg` as a PNG of the same size. Nothing but `embedded` is read: no file, no address.
pub(super) fn png(svg: &str, embedded: Option<Embedded>) -> Result<Vec<u8>, Error> {
    let embedded = embedded.and_then(|embedded| match embedded {
        Embedded::Photo(bytes) => photo(bytes),
        Embedded::Svg(svg) => Tree::from_str(&svg, &options(None))
            .ok()
            .map(ImageKind::SVG),
    });
    let tree = Tree::from_str(svg, &options(embedded)).map_err(Error::internal)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| Error::internal("a picture without size"))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(Error::internal)
}

fn options(embedded: Option<ImageKind>) -> Options<'static> {
    Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(move |address, _| {
                embedded.clone().filter(|_| address == PICTURE)
            }),
        },
        ..Options::default()
    }
}

/// The photo by what its first bytes say it is; formats that cannot be drawn are left out.
fn photo(bytes: Vec<u8>) -> Option<ImageKind> {
    let kind = match bytes.as_slice() {
        [0xff, 0xd8, ..] => ImageKind::JPEG,
        [0x89, b'P', b'N', b'G', ..] => ImageKind::PNG,
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => ImageKind::WEBP,
        _ => return None,
    };
    Some(kind(Arc::new(bytes)))
}
