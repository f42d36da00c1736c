// A mail server: one thread, which waits for whoever sends something.
mod session;
mod sockets;

use std::env;
use std::io::{ErrorKind, Result, Write};

use session::{Server, Session};
use sockets::{address_of, wait_for_any, Connection, Listener};

const MOST_LINE: usize = 1000;

struct Client {
    connection: Connection,
    bytes: Vec<u8>,
    session: Session,
}

impl Client {
    /// Takes what has come and answers it; false once the connection is at its end.
    fn serve(&mut self, server: &mut Server) -> Result<bool> {
        let mut buffer = [0; 4096];
        match self.connection.read_now(&mut buffer) {
            Ok(0) => return Ok(false),
            Ok(size) => self.bytes.extend_from_slice(&buffer[..size]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(true),
            Err(error) => return Err(error),
        }
        while let Some(end) = self.bytes.windows(2).position(|bytes| bytes == b"\r\n") {
            let line: Vec<u8> = self.bytes.drain(..end + 2).collect();
            let Some((answer, stays)) = self.session.take(server, &line[..end]) else {
                continue;
            };
            self.connection.write_all(answer.as_bytes())?;
            if !stays {
                return Ok(false);
            }
        }
        if self.bytes.len() > MOST_LINE {
            self.connection.write_all(b"500 line too long\r\n")?;
            return Ok(false);
        }
        Ok(true)
    }
}

fn accept(listener: &Listener, server: &Server) -> Result<Option<Client>> {
    match listener.accept_now() {
        Ok(mut connection) => {
            connection.write_all(format!("220 {} ESMTP\r\n", server.host).as_bytes())?;
            Ok(Some(Client {
                connection,
                bytes: Vec::new(),
                session: Session::default(),
            }))
        }
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        Err(error) => Err(error),
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let [_, host, count] = &arguments[..] else {
        panic!("usage: main HOST CONNECTIONS");
    };
    let mut coming: usize = count.parse().expect("a number of connections");
    let mut server = Server {
        host: host.clone(),
        stored: 0,
    };
    let listener = Listener::bind(address_of("LISTEN_SMTP")?)?;
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
            !ready.contains(&indices.next().unwrap()) || client.serve(&mut server).unwrap_or(false)
        });
        if knocked {
            if let Some(client) = accept(&listener, &server)? {
                clients.push(client);
                coming -= 1;
            }
        }
    }
    Ok(())
}
