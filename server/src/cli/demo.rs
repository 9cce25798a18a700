use crate::settings::Settings;
#[derive(Debug, clap::Args)]
pub(super) struct Demo {}
impl Demo {
    pub(super) async fn run(&self, _: &Settings) -> anyhow::Result<()> {
        Ok(())
    }
}
