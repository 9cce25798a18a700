//! How the page's code gets going in the browser.

use leptos::{nonce::use_nonce, prelude::*};
use std::sync::OnceLock;

/// A page that never finishes loading gets its code after this long all the same, in milliseconds.
const PATIENCE: u32 = 3_000;

/// What tells that somebody is there, and may want more of the page than reading it.
const SIGNS: &str = "pointermove pointerdown touchstart wheel scroll keydown focusin input";

/// Fetches the code of the page and makes it ready, once everything that is seen has been loaded and
/// the browser has nothing else to do. It takes the page over at the first sign of a person.
///
/// Leptos's own `HydrationScripts` asks for the code first. On a slow connection it then takes the
/// bandwidth from the photos, although the page can be read and used without it. See
/// docs/decisions/0011.
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
    // A development server rebuilds its files: none of them may be kept.
    let offline = if options.hash_files {
        "import('offline').catch(()=>{});"
    } else {
        ""
    };
    format!(
        "const once={{once:true,capture:true,passive:true}};\
         const person=new Promise(go=>'{SIGNS}'.split(' ').forEach(sign=>addEventListener(sign,go,once)));\
         const loaded=new Promise(go=>document.readyState==='complete'?go():addEventListener('load',go));\
         const idle=new Promise(go=>loaded.then(()=>(window.requestIdleCallback??setTimeout)(go)));\
         const patience=new Promise(go=>setTimeout(go,{PATIENCE}));\
         Promise.race([idle,patience,person]).then(async()=>{{\
         const wasm=fetch('/{folder}/{wasm}.wasm');\
         const code=await import('/{folder}/{js}.js');\
         await code.default({{module_or_path:wasm}});{offline}\
         await person;setTimeout(code.hydrate)}})"
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
