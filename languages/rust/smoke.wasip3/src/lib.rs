mod stdio;

use stdio::print;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        print("hello from Rust\n").await
    }
}

wasip3::cli::command::export!(Program);
