use wasip3::cli::environment::get_arguments;
use wasip3::cli::exit::exit_with_code;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let code = get_arguments().get(1).and_then(|text| text.parse().ok());
        match code {
            Some(code) => exit_with_code(code),
            None => {
                eprintln!("usage: main 0..255");
                exit_with_code(2);
            }
        }
        Ok(())
    }
}

wasip3::cli::command::export!(Program);
