//! Structured logs, on standard error.

use crate::settings::{LogFormat, Settings};
use std::io::{self, IsTerminal};
use tracing_subscriber::{Layer, Registry, filter::Targets, fmt, layer::SubscriberExt};

/// Starts to log as the settings say, panics included.
pub(crate) fn start(settings: &Settings) {
    let filter: Targets = settings.log.parse().unwrap_or_default();
    let lines = fmt::layer()
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr);
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match settings.log_format {
        LogFormat::Pretty => lines.with_target(false).with_filter(filter).boxed(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .with_filter(filter)
            .boxed(),
    };
    // Fails only when a test of this process has started to log already.
    let _ = tracing::subscriber::set_global_default(Registry::default().with(lines));
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let message = panic.payload_as_str();
        tracing::error!(place, message, "a panic");
    }));
}
