use std::fs::File;
use std::io::{Read, Result, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{FromRawFd, RawFd};

/// A standard stream without the buffer that `std::io` puts before it.
fn bare(fd: RawFd) -> ManuallyDrop<File> {
    ManuallyDrop::new(unsafe { File::from_raw_fd(fd) })
}

fn take(most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(1000);
    (&*bare(0)).take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn main() -> Result<()> {
    let out = bare(1);
    let first = take(4)?;
    (&*out).write_all(b"<>")?;
    let second = take(4)?;
    (&*out).write_all(b"[]")?;
    let rest = take(1000)?;
    let whole = [first, second, rest].join(&b'|');
    (&*out).write_all(&whole)?;
    (&*out).write_all(b"\n")
}
