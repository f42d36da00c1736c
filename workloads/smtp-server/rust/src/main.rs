// A mail server: one thread, several connections, none of which blocks.
mod descriptors;
mod session;

use std::env;
use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use session::{Server, Session};

const MOST_LINE: usize = 1000;
const MOMENT: Duration = Duration::from_millis(2);

struct Client {
    stream: TcpStream,
    bytes: Vec<u8>,
    session: Session,
}

impl Client {
    /// Takes what has come and answers it; false once the connection is at its end.
    fn serve(&mut self, server: &mut Server) -> Result<bool> {
        let mut buffer = [0; 4096];
        loop {
            match self.stream.read(&mut buffer) {
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
                // Answers are far smaller than what a socket takes at once.
                self.stream.write_all(answer.as_bytes())?;
                if !stays {
                    return Ok(false);
                }
            }
            if self.bytes.len() > MOST_LINE {
                self.stream.write_all(b"500 line too long\r\n")?;
                return Ok(false);
            }
        }
    }
}

fn accept(listener: &TcpListener, server: &Server) -> Result<Option<Client>> {
    match listener.accept() {
        Ok((mut stream, _)) => {
            stream.set_nonblocking(true)?;
            write!(stream, "220 {} ESMTP\r\n", server.host)?;
            Ok(Some(Client {
                stream,
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
    let listener = descriptors::listener("smtp")?;
    let mut clients: Vec<Client> = Vec::new();
    while coming > 0 || !clients.is_empty() {
        if coming > 0 {
            if let Some(client) = accept(&listener, &server)? {
                clients.push(client);
                coming -= 1;
            }
        }
        clients.retain_mut(|client| {
            let stays = client.serve(&mut server).unwrap_or(false);
            if !stays {
                let _ = client.stream.shutdown(Shutdown::Both);
            }
            stays
        });
        sleep(MOMENT);
    }
    Ok(())
}
