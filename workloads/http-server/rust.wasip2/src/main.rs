// A server of files: one thread, several connections.
mod http;
mod sockets;

use std::env;
use std::io::{ErrorKind, Result};

use http::{answer, refuse, Refusal, MOST_HEAD};
use sockets::{address_of, wait_for_any, Connection, Listener};

struct Client {
    connection: Connection,
    bytes: Vec<u8>,
}

impl Client {
    /// Takes what has come and answers what is whole; false once the connection is at its end.
    fn serve(&mut self) -> Result<bool> {
        let mut buffer = [0; MOST_HEAD];
        match self.connection.read_now(&mut buffer) {
            Ok(0) => Ok(false),
            Ok(size) => {
                self.bytes.extend_from_slice(&buffer[..size]);
                self.process()
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(true),
            Err(error) => Err(error),
        }
    }

    fn process(&mut self) -> Result<bool> {
        loop {
            let reach = self.bytes.len().min(MOST_HEAD);
            let to = &mut self.connection;
            let keep = match self.bytes[..reach]
                .windows(4)
                .position(|bytes| bytes == b"\r\n\r\n")
            {
                Some(end) => {
                    let head: Vec<u8> = self.bytes.drain(..end + 4).collect();
                    answer(&head, to)?
                }
                None if self.bytes.len() > MOST_HEAD => refuse(Refusal::HeadTooLarge, to)?,
                None => return Ok(true),
            };
            if !keep {
                return Ok(false);
            }
        }
    }
}

fn accept(listener: &Listener) -> Result<Option<Client>> {
    match listener.accept_now() {
        Ok(connection) => Ok(Some(Client {
            connection,
            bytes: Vec::new(),
        })),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        Err(error) => Err(error),
    }
}

fn main() -> Result<()> {
    let mut coming: usize = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .expect("usage: main CONNECTIONS");
    let listener = Listener::bind(address_of("LISTEN_HTTP")?)?;
    let mut clients: Vec<Client> = Vec::new();
    while coming > 0 || !clients.is_empty() {
        let mut waiting: Vec<_> = clients
            .iter()
            .map(|client| client.connection.pollable())
            .collect();
        if coming > 0 {
            waiting.push(listener.pollable());
        }
        let ready = wait_for_any(&waiting);
        let knocked = ready.contains(&(clients.len() as u32));
        let mut indices = 0..;
        // Who is not kept is dropped, which ends the connection.
        clients.retain_mut(|client| {
            !ready.contains(&indices.next().unwrap()) || client.serve().unwrap_or(false)
        });
        if knocked {
            if let Some(client) = accept(&listener)? {
                clients.push(client);
                coming -= 1;
            }
        }
    }
    Ok(())
}
