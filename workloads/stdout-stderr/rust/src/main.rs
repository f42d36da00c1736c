use std::env;
use std::io::{self, Write};
use std::process;

fn main() -> io::Result<()> {
    match env::args().nth(1).as_deref() {
        Some("small") => write_lines(),
        Some("large") => write_blocks(),
        _ => {
            eprintln!("usage: main small|large");
            process::exit(2);
        }
    }
}

fn write_lines() -> io::Result<()> {
    for i in 1..=10 {
        writeln!(io::stdout(), "out {i}")?;
        writeln!(io::stderr(), "err {i}")?;
    }
    Ok(())
}

fn write_blocks() -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let mut stderr = io::stderr().lock();
    for k in 0..=255 {
        stdout.write_all(&[b'a' + k % 26; 4096])?;
        stdout.flush()?;
        stderr.write_all(&[b'A' + k % 26; 4096])?;
    }
    Ok(())
}
