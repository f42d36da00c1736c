use wasip3::cli::stdout;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let (mut writer, reader) = wasip3::wit_stream::new();
        let written = stdout::write_via_stream(reader);
        writer.write_all(b"hello from Rust\n".to_vec()).await;
        drop(writer);
        written.await.map_err(|_| ())
    }
}

wasip3::cli::command::export!(Program);
