// A ROT13 server for many clients: one thread, which waits for whoever sends something.
mod clients;
mod sockets;

use clients::{now, serve, Client};
use sockets::Connection;
use std::env;
use std::io::{Result, Write};

fn rotate(byte: u8) -> u8 {
    let first = match byte {
        b'a'..=b'z' => b'a',
        b'A'..=b'Z' => b'A',
        _ => return byte,
    };
    first + (byte - first + 13) % 26
}

struct Talk(Connection);

impl Client<()> for Talk {
    fn greet(connection: Connection, _: &mut ()) -> Result<Talk> {
        Ok(Talk(connection))
    }

    fn serve(&mut self, _: &mut ()) -> Result<bool> {
        let mut buffer = [0; 16384];
        let Some(size) = now(self.0.read_now(&mut buffer))? else {
            return Ok(true);
        };
        buffer[..size]
            .iter_mut()
            .for_each(|byte| *byte = rotate(*byte));
        self.0.write_all(&buffer[..size])?;
        Ok(size > 0)
    }

    fn connection(&self) -> &Connection {
        &self.0
    }
}

fn main() -> Result<()> {
    let connections = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(1);
    serve::<(), Talk>("rot13", connections, &mut ())
}
