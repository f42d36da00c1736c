use wasip3::cli::{environment, exit, stdout};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        match environment::get_arguments().get(1).map(String::as_str) {
            Some("zero") => exit::exit(Ok(())),
            Some("return") => {}
            Some("one") => {
                say("leaving\n").await?;
                exit::exit(Err(()));
            }
            Some("error") => panic!("unhandled"),
            _ => {
                eprintln!("usage: main zero|return|one|error");
                return Err(());
            }
        }
        Ok(())
    }
}

async fn say(text: &str) -> Result<(), ()> {
    let (mut writer, reader) = wasip3::wit_stream::new();
    let written = stdout::write_via_stream(reader);
    writer.write_all(text.into()).await;
    drop(writer);
    written.await.map_err(|_| ())
}

wasip3::cli::command::export!(Program);
