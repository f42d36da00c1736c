mod stdio;

use stdio::print;
use wasip3::cli::{environment, exit};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        match environment::get_arguments().get(1).map(String::as_str) {
            Some("zero") => exit::exit(Ok(())),
            Some("return") => {}
            Some("one") => {
                print("leaving\n").await?;
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

wasip3::cli::command::export!(Program);
