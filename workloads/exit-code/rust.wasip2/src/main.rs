// std's exit knows only well and badly in a component; wasi:cli/exit knows the code.
use std::env;
use wasip2::cli::exit::exit_with_code;

fn main() {
    let code = env::args().nth(1).and_then(|text| text.parse::<u8>().ok());
    match code {
        Some(code) => exit_with_code(code),
        None => {
            eprintln!("usage: main 0..255");
            exit_with_code(2);
        }
    }
}
