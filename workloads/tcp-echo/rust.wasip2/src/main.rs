// An echo server at the address that LISTEN_ECHO names.
mod sockets;

use sockets::{Connection, Listener};
use std::io::{self, Read, Write};

fn serve(mut connection: Connection) -> io::Result<()> {
    let mut buffer = [0; 65536];
    loop {
        let size = connection.read(&mut buffer)?;
        if size == 0 {
            return connection.end_writing();
        }
        connection.write_all(&buffer[..size])?;
    }
}

fn main() -> io::Result<()> {
    let listener = Listener::named("echo")?;
    let count = std::env::args()
        .nth(1)
        .map_or(1, |text| text.parse().expect("a count"));
    for _ in 0..count {
        serve(listener.accept()?)?;
    }
    Ok(())
}
