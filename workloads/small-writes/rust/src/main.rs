use std::fs::File;
use std::io::{self, Read, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{AsRawFd, FromRawFd};

const PIECE: usize = 16;

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    // Stdout gathers bytes until a line ends; a File does not.
    // SAFETY: the descriptor stays open for the whole program, and is not closed by this File.
    let mut output = ManuallyDrop::new(unsafe { File::from_raw_fd(io::stdout().as_raw_fd()) });
    for piece in bytes.chunks(PIECE) {
        output.write_all(piece)?;
    }
    Ok(())
}
