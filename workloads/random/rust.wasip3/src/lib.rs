use wasip3::cli::{environment, stdout};
use wasip3::random::random::get_random_bytes;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = environment::get_arguments();
        let numbers: Result<Vec<u64>, _> = args.iter().skip(1).map(|text| text.parse()).collect();
        let Ok([size, draws]) = numbers.as_deref() else {
            eprintln!("usage: main BYTES DRAWS");
            return Err(());
        };
        let (mut writer, reader) = wasip3::wit_stream::new();
        let written = stdout::write_via_stream(reader);
        for _ in 0..*draws {
            writer.write_all(draw(*size)).await;
        }
        drop(writer);
        written.await.map_err(|_| ())
    }
}

/// One call may give fewer bytes than it is asked for.
fn draw(size: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while (bytes.len() as u64) < size {
        bytes.extend(get_random_bytes(size - bytes.len() as u64));
    }
    bytes
}

wasip3::cli::command::export!(Program);
