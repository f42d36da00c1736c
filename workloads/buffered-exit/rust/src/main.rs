use std::io::{self, Read, Write};
use std::process;

fn leave_from(level: u32, status: i32) -> u32 {
    if level == 0 {
        process::exit(status);
    }
    leave_from(level - 1, status) + 1
}

fn main() -> io::Result<()> {
    let how = std::env::args().nth(1).expect("how to end");
    let mut bytes = [0; 1000];
    loop {
        let size = io::stdin().read(&mut bytes)?;
        if size == 0 {
            break;
        }
        io::stdout().write_all(&bytes[..size])?;
        if how == "both" {
            io::stderr().write_all(&bytes[..size])?;
        }
    }
    match how.as_str() {
        "deep" => println!("{}", leave_from(100, 0)),
        "failure" => println!("{}", leave_from(100, 1)),
        _ => {}
    }
    Ok(())
}
