use std::env;
use std::process;

fn main() {
    let code = env::args().nth(1).and_then(|text| text.parse::<u8>().ok());
    match code {
        Some(code) => process::exit(code.into()),
        None => {
            eprintln!("usage: main 0..255");
            process::exit(2);
        }
    }
}
