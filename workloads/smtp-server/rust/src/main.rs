// A mail server: one thread, which waits for whoever sends something.
mod clients;
mod folders;
mod session;
mod sockets;

use std::env;
use std::io::{Result, Write};

use clients::{now, Client};
use session::{Server, Session};
use sockets::Connection;

const MOST_LINE: usize = 1000;

struct Talk {
    connection: Connection,
    bytes: Vec<u8>,
    session: Session,
}

impl Client<Server> for Talk {
    fn greet(mut connection: Connection, server: &mut Server) -> Result<Talk> {
        connection.write_all(format!("220 {} ESMTP\r\n", server.host).as_bytes())?;
        Ok(Talk {
            connection,
            bytes: Vec::new(),
            session: Session::default(),
        })
    }

    fn serve(&mut self, server: &mut Server) -> Result<bool> {
        let mut buffer = [0; 4096];
        match now(self.connection.read_now(&mut buffer))? {
            None => return Ok(true),
            Some(0) => return Ok(false),
            Some(size) => self.bytes.extend_from_slice(&buffer[..size]),
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

    fn connection(&self) -> &Connection {
        &self.connection
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let [_, host, count] = &arguments[..] else {
        panic!("usage: main HOST CONNECTIONS");
    };
    let mut server = Server {
        host: host.clone(),
        stored: 0,
    };
    let coming = count.parse().expect("a number of connections");
    clients::serve::<Server, Talk>("smtp", coming, &mut server)
}
