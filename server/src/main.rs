//! The `zufang` command.

use std::process::ExitCode;

/// Rendering a page is thousands of small allocations; this allocator halves their cost.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::cli::run()
}
