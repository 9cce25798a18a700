//! The `zufang` command.

use std::{
    ffi::{c_int, c_long},
    process::ExitCode,
};

/// Rendering a page is thousands of small allocations, a quarter of its time with the system's
/// allocator. Without huge pages, which cost 50 MB of resident memory for 3 % of speed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What was freed goes back to the system after so many milliseconds. A second, as the allocator has it, is long enough
/// for an import or a rebuild of the index to have freed as much again: a third of their memory.
const PURGE_DELAY_MS: c_long = 10;

/// `mi_option_purge_delay` of `mimalloc.h`.
const MI_OPTION_PURGE_DELAY: c_int = 15;

#[expect(unsafe_code, reason = "the allocator's settings are there in C only")]
mod mimalloc_settings {
    use super::{c_int, c_long};

    // SAFETY: declared so in `mimalloc.h`; takes any value at any time, and ignores options that it does not know.
    unsafe extern "C" {
        pub(super) safe fn mi_option_set_default(option: c_int, value: c_long);
    }
}

fn main() -> ExitCode {
    // Where a variable of the allocator's says otherwise, that counts.
    mimalloc_settings::mi_option_set_default(MI_OPTION_PURGE_DELAY, PURGE_DELAY_MS);
    server::cli::run()
}
