use std::env;
use std::io::{self, Write};
use std::process;

fn main() {
    match env::args().nth(1).as_deref() {
        Some("zero") => process::exit(0),
        Some("return") => {}
        Some("one") => {
            println!("leaving");
            io::stdout().flush().expect("stdout is writable");
            process::exit(1);
        }
        Some("error") => panic!("unhandled"),
        _ => {
            eprintln!("usage: main zero|return|one|error");
            process::exit(2);
        }
    }
}
