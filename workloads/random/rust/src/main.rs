use std::error::Error;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let count: usize = std::env::args().nth(1).ok_or("usage: main BYTES")?.parse()?;
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    io::stdout().write_all(&bytes)?;
    Ok(())
}
