// A server of files: one thread, several connections.
mod clients;
mod folders;
mod http;
mod sockets;

use std::env;
use std::io::Result;

use clients::{now, Client};
use http::{answer, refuse, Refusal, MOST_HEAD};
use sockets::Connection;

struct Talk {
    connection: Connection,
    bytes: Vec<u8>,
}

impl Talk {
    /// Answers what is whole; false once the connection is at its end.
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

impl Client<()> for Talk {
    fn greet(connection: Connection, _: &mut ()) -> Result<Talk> {
        Ok(Talk {
            connection,
            bytes: Vec::new(),
        })
    }

    fn serve(&mut self, _: &mut ()) -> Result<bool> {
        let mut buffer = [0; MOST_HEAD];
        match now(self.connection.read_now(&mut buffer))? {
            None => Ok(true),
            Some(0) => Ok(false),
            Some(size) => {
                self.bytes.extend_from_slice(&buffer[..size]);
                self.process()
            }
        }
    }

    fn connection(&self) -> &Connection {
        &self.connection
    }
}

fn main() -> Result<()> {
    let coming = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .expect("usage: main CONNECTIONS");
    clients::serve::<(), Talk>("http", coming, &mut ())
}
