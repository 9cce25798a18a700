//! How the page's code gets going in the browser.

use leptos::{nonce::use_nonce, prelude::*};
use std::sync::OnceLock;

/// A page that never finishes loading starts after this long all the same, in milliseconds.
const PATIENCE: u32 = 3_000;

/// Loads the code of the page and starts it, once everything that is seen has been loaded.
///
/// Leptos's own `HydrationScripts` asks for the code first. On a slow connection it then takes the
/// bandwidth from the photos, although the page can be read and used without it. Between making the
/// module ready and starting it the browser may answer to people.
#[component]
pub(super) fn StartScript(
    /// Where the built files are and what they are called.
    options: LeptosOptions,
) -> impl IntoView {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    let script = SCRIPT.get_or_init(|| script(&options)).as_str();
    view! {
        <script type="module" nonce=use_nonce()>
            {script}
        </script>
    }
}

fn script(options: &LeptosOptions) -> String {
    let (js, wasm) = file_names(options);
    let folder = &options.site_pkg_dir;
    format!(
        "const start=()=>{{const wasm=fetch('/{folder}/{wasm}.wasm');\
         import('/{folder}/{js}.js').then(code=>code.default({{module_or_path:wasm}}).then(()=>setTimeout(code.hydrate)))}};\
         if(document.readyState==='complete')start();\
         else Promise.race([new Promise(go=>addEventListener('load',go)),\
         new Promise(go=>setTimeout(go,{PATIENCE}))]).then(start)"
    )
}

/// The names of the script and the wasm file, without their endings. The build writes the hashes
/// that are part of them into a file beside the binary.
fn file_names(options: &LeptosOptions) -> (String, String) {
    let name = &options.output_name;
    let hashes = options.hash_files.then(|| {
        let binary = std::env::current_exe().ok()?;
        std::fs::read_to_string(binary.with_file_name(&*options.hash_file)).ok()
    });
    let Some(hashes) = hashes.flatten() else {
        // What wasm-bindgen calls them; cargo-leptos renames the second.
        let wasm = option_env!("LEPTOS_OUTPUT_NAME")
            .map_or_else(|| format!("{name}_bg"), |_| name.to_string());
        return (name.to_string(), wasm);
    };
    let hashed = |kind: &str| {
        let hash = hashes
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(of, _)| of.trim() == kind);
        hash.map_or_else(
            || name.to_string(),
            |(_, hash)| format!("{name}.{}", hash.trim()),
        )
    };
    (hashed("js"), hashed("wasm"))
}
