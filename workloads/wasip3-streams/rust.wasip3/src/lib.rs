mod calls;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        calls::perform_all().await;
        Ok(())
    }
}

wasip3::cli::command::export!(Program);
