use std::io::{self, BufWriter, Write};

const CHUNK_SIZE: usize = 64 * 1024;

fn main() -> io::Result<()> {
    let mut output = BufWriter::with_capacity(CHUNK_SIZE, io::stdout().lock());
    io::copy(&mut io::stdin().lock(), &mut output)?;
    output.flush()
}
