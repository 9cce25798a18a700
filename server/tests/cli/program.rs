//! Running the binary in a data folder of its own.

use serde_json::Value;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use store::{DatabaseSettings, Store};
use testkit::open_store;

/// A data folder and the way to run `zufang` on it.
pub struct Program {
    folder: tempfile::TempDir,
}

impl Program {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
        Self { folder }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The command with `arguments`, in the folder, with no setting but the folder's.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zufang"));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("ZUFANG_") {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .current_dir(self.folder())
            .env("ZUFANG_DATA_DIR", self.folder())
            .env("ZUFANG_SITE_ROOT", self.folder().join("site"))
            .env("ZUFANG_ADDR", "127.0.0.1:0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }

    /// Writes a file of `rows` homes, deterministic, with a row that cannot be taken after every
    /// thousand.
    pub fn write_csv(&self, name: &str, rows: u32) -> PathBuf {
        let mut csv = String::from(
            "id,source,snapshot,city,city_code,district,adcode,bizcircle,community,rent_type,\
             rooms,halls,baths,area_m2,orientation,tags,rent_month\n",
        );
        for n in 0..rows {
            let (rent, area) = (2_000 + n % 6_000, 30 + n % 90);
            let (circle, estate) = (n % 40, n % 700);
            writeln!(
                csv,
                "{n},test,2025-06,广州,440100,天河区,440106,商圈{circle},小区{estate},整租,\
                 {},1,1,{area},南,近地铁|精装,{rent}",
                1 + n % 4,
            )
            .unwrap();
            if n % 1_000 == 999 {
                writeln!(
                    csv,
                    "bad-{n},test,2025-06,广州,440100,天河区,440106,,,整租,1,1,1,30,南,,-5"
                )
                .unwrap();
            }
        }
        let path = self.folder().join(name);
        std::fs::write(&path, csv).unwrap();
        path
    }

    /// Everything that is public, without ids, in a fixed order.
    pub async fn dump(&self) -> Vec<String> {
        let store = open_store(self.folder()).await.unwrap();
        let mut homes = Vec::new();
        let mut last = domain::ListingId(i64::MIN);
        loop {
            let batch = store.listings().indexed_after(last, 5_000).await.unwrap();
            let Some(newest) = batch.last() else { break };
            last = newest.card.id;
            for home in batch {
                let mut card = serde_json::to_value(&home.card).unwrap();
                forget_ids(&mut card);
                homes.push(format!("{card} {}", home.detail));
            }
        }
        homes.sort();
        homes
    }

    /// How many homes are stored; 0 as long as the schema is not there.
    pub async fn count(&self) -> u64 {
        let path = self.folder().join("zufang.db");
        if !path.exists() {
            return 0;
        }
        // Without migrating: another process may be at that.
        let url = format!("sqlite:{}", path.display());
        let store = Store::connect(&DatabaseSettings::new(url)).await.unwrap();
        store.listings().count().await.unwrap_or(0)
    }
}

/// Codes of divisions are no ids that a run gives out: they stay below this.
const HIGHEST_DIVISION: i64 = 1_000_000;
const LOWEST_DIVISION: i64 = 100_000;

fn forget_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let is_division = fields
                .get("id")
                .and_then(Value::as_i64)
                .is_some_and(|id| (LOWEST_DIVISION..HIGHEST_DIVISION).contains(&id));
            if !is_division {
                fields.remove("id");
            }
            fields.values_mut().for_each(forget_ids);
        }
        Value::Array(values) => values.iter_mut().for_each(forget_ids),
        _ => {}
    }
}

/// What a run did.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
