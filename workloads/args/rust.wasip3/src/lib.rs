use wasip3::cli::{environment, stdout};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = environment::get_arguments();
        let args = args.get(1..).unwrap_or_default();
        let mut text = format!("count {}\n", args.len());
        for (index, arg) in (1..).zip(args) {
            let hex: String = arg.bytes().map(|byte| format!("{byte:02x}")).collect();
            text += &format!("{index} {} {hex}\n", arg.len());
        }
        let (mut writer, reader) = wasip3::wit_stream::new();
        let written = stdout::write_via_stream(reader);
        writer.write_all(text.into_bytes()).await;
        drop(writer);
        written.await.map_err(|_| ())
    }
}

wasip3::cli::command::export!(Program);
