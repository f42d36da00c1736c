use wasip3::cli::{stdin, stdout};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        // The engine moves the bytes: the stream that it gives goes back to it.
        let (input, read) = stdin::read_via_stream();
        let written = stdout::write_via_stream(input);
        written.await.map_err(|_| ())?;
        read.await.map_err(|_| ())
    }
}

wasip3::cli::command::export!(Program);
