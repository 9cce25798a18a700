//! Progress bars: on a terminal they move, elsewhere nothing is drawn.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for `total` of `what`, with rate and time left.
pub(super) fn bar(total: u64, what: &str) -> ProgressBar {
    styled(
        ProgressBar::new(total),
        &format!("{{wide_bar}} {{human_pos}} of {{human_len}} {what} · {{per_sec}} · {{eta}} left"),
    )
}

/// A bar for a file of `bytes`; without them, for a stream whose end nobody knows.
pub(super) fn file_bar(bytes: Option<u64>) -> ProgressBar {
    match bytes {
        Some(bytes) => styled(
            ProgressBar::new(bytes),
            "{prefix} {wide_bar} {percent}% · {msg} · {eta} left",
        ),
        None => styled(
            ProgressBar::new_spinner(),
            "{spinner} {prefix} · {bytes} · {msg} · {elapsed}",
        ),
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
