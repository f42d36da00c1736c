// A ROT13 server for many clients: one thread, which waits for whoever sends something.
mod sockets;

use sockets::{address_of, wait_for_any, Connection, Listener};
use std::env;
use std::io::{ErrorKind, Result, Write};

fn rotate(byte: u8) -> u8 {
    let first = match byte {
        b'a'..=b'z' => b'a',
        b'A'..=b'Z' => b'A',
        _ => return byte,
    };
    first + (byte - first + 13) % 26
}

/// What a call that never waits gives; nothing where it would have had to wait.
fn now<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        result => result.map(Some),
    }
}

/// Answers what has come; false once the client has ended.
fn serve(client: &mut Connection) -> Result<bool> {
    let mut buffer = [0; 16384];
    let Some(size) = now(client.read_now(&mut buffer))? else {
        return Ok(true);
    };
    buffer[..size]
        .iter_mut()
        .for_each(|byte| *byte = rotate(*byte));
    client.write_all(&buffer[..size])?;
    Ok(size > 0)
}

fn main() -> Result<()> {
    let mut left: usize = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(1);
    let listener = Listener::bind(address_of("LISTEN_ROT13")?)?;
    let mut clients: Vec<Connection> = Vec::new();
    while left > 0 || !clients.is_empty() {
        let mut waiting: Vec<_> = clients.iter().map(Connection::pollable).collect();
        if left > 0 {
            waiting.push(listener.pollable());
        }
        let ready = wait_for_any(&waiting);
        let knocked = ready.contains(&(clients.len() as u32));
        let mut indices = 0..;
        // Who is not kept is dropped, which ends the connection.
        clients.retain_mut(|client| {
            !ready.contains(&indices.next().unwrap()) || serve(client).unwrap_or(false)
        });
        if knocked {
            if let Some(client) = now(listener.accept_now())? {
                clients.push(client);
                left -= 1;
            }
        }
    }
    Ok(())
}
