// A server of files: one thread, several connections, none of which blocks.
mod descriptors;
mod http;

use std::env;
use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use http::{answer, refuse, Refusal, MOST_HEAD};

const MOMENT: Duration = Duration::from_millis(2);

struct Client {
    stream: TcpStream,
    bytes: Vec<u8>,
}

/// Sends all of it, however long the other side takes to read.
struct Patient<'a>(&'a TcpStream);

impl Write for Patient<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        loop {
            match self.0.write(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => sleep(MOMENT),
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

impl Client {
    /// Takes what has come and answers what is whole; false once the connection is at its end.
    fn serve(&mut self) -> Result<bool> {
        let mut buffer = [0; MOST_HEAD];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return Ok(false),
                Ok(size) => self.bytes.extend_from_slice(&buffer[..size]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(true),
                Err(error) => return Err(error),
            }
            if !self.process()? {
                return Ok(false);
            }
        }
    }

    fn process(&mut self) -> Result<bool> {
        loop {
            let reach = self.bytes.len().min(MOST_HEAD);
            let mut to = Patient(&self.stream);
            let keep = match self.bytes[..reach]
                .windows(4)
                .position(|bytes| bytes == b"\r\n\r\n")
            {
                Some(end) => {
                    let head: Vec<u8> = self.bytes.drain(..end + 4).collect();
                    answer(&head, &mut to)?
                }
                None if self.bytes.len() > MOST_HEAD => refuse(Refusal::HeadTooLarge, &mut to)?,
                None => return Ok(true),
            };
            if !keep {
                return Ok(false);
            }
        }
    }
}

fn accept(listener: &TcpListener) -> Result<Option<Client>> {
    match listener.accept() {
        Ok((stream, _)) => {
            stream.set_nonblocking(true)?;
            Ok(Some(Client {
                stream,
                bytes: Vec::new(),
            }))
        }
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        Err(error) => Err(error),
    }
}

fn main() -> Result<()> {
    let mut coming: usize = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .expect("usage: main CONNECTIONS");
    let listener = descriptors::listener("http")?;
    let mut clients: Vec<Client> = Vec::new();
    while coming > 0 || !clients.is_empty() {
        if coming > 0 {
            if let Some(client) = accept(&listener)? {
                clients.push(client);
                coming -= 1;
            }
        }
        clients.retain_mut(|client| {
            let stays = client.serve().unwrap_or(false);
            if !stays {
                let _ = client.stream.shutdown(Shutdown::Both);
            }
            stays
        });
        sleep(MOMENT);
    }
    Ok(())
}
