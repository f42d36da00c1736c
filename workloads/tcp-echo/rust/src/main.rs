// An echo server on a socket that the engine has opened: FD_NAMES tells which descriptor it is.
use std::env;
use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::FromRawFd;
use std::thread::sleep;
use std::time::Duration;

fn listener(name: &str) -> TcpListener {
    let names = env::var("FD_NAMES").expect("FD_NAMES");
    let fd = names.split(':').position(|own| own == name).expect(name);
    // Nobody else owns that descriptor: it is this program's to close.
    unsafe { TcpListener::from_raw_fd(fd as i32) }
}

// A listener may be non-blocking, whatever it was asked for.
fn next_connection(listener: &TcpListener) -> Result<TcpStream> {
    loop {
        match listener.accept() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => sleep(Duration::from_millis(2)),
            accepted => return accepted.map(|(stream, _)| stream),
        }
    }
}

fn serve(mut stream: TcpStream) -> Result<()> {
    let mut buffer = [0; 16384];
    loop {
        let size = stream.read(&mut buffer)?;
        if size == 0 {
            return stream.shutdown(Shutdown::Both);
        }
        stream.write_all(&buffer[..size])?;
    }
}

fn main() -> Result<()> {
    let count = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(1);
    let listener = listener("echo");
    for _ in 0..count {
        serve(next_connection(&listener)?)?;
    }
    Ok(())
}
