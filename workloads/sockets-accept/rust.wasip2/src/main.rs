// Accepts connections at the address that LISTEN_DOOR names, in four ways.
mod sockets;

use sockets::{wait_for_any, Connection, Listener};
use std::env;
use std::io::{Error, ErrorKind, Result, Write};

// A connection ends when it is dropped.
fn welcome(mut connection: Connection) -> Result<()> {
    connection.write_all(b"welcome\n")
}

fn none_yet(door: &Listener) -> Result<()> {
    match door.accept_now() {
        Err(error) if error.kind() == ErrorKind::WouldBlock => println!("none yet"),
        Err(error) => return Err(error),
        Ok(_) => return Err(Error::other("somebody is there")),
    }
    loop {
        wait_for_any(&[door.pollable()]);
        match door.accept_now() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            accepted => return welcome(accepted?),
        }
    }
}

fn ten(door: &Listener) -> Result<()> {
    let mut all = (0..10).map(|_| door.accept()).collect::<Result<Vec<_>>>()?;
    for (index, connection) in all.iter_mut().enumerate() {
        writeln!(connection, "{} of 10", index + 1)?;
    }
    Ok(())
}

struct Client {
    connection: Connection,
    line: Vec<u8>,
    ended: bool,
}

impl Client {
    fn new(connection: Connection) -> Client {
        Client {
            connection,
            line: Vec::new(),
            ended: false,
        }
    }

    // Sends back each whole line.
    fn serve(&mut self) -> Result<()> {
        let mut buffer = [0; 64];
        let size = match self.connection.read_now(&mut buffer) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
            read => read?,
        };
        self.ended = size == 0;
        self.line.extend_from_slice(&buffer[..size]);
        while let Some(stop) = self.line.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.line.drain(..=stop).collect();
            self.connection.write_all(&line)?;
        }
        Ok(())
    }
}

fn stalled(door: &Listener) -> Result<()> {
    let mut clients = [Client::new(door.accept()?), Client::new(door.accept()?)];
    loop {
        let mut open: Vec<&mut Client> =
            clients.iter_mut().filter(|client| !client.ended).collect();
        if open.is_empty() {
            return Ok(());
        }
        let waiting: Vec<_> = open
            .iter()
            .map(|client| client.connection.pollable())
            .collect();
        for index in wait_for_any(&waiting) {
            open[index as usize].serve()?;
        }
    }
}

fn main() -> Result<()> {
    let door = Listener::named("door")?;
    match env::args().nth(1).as_deref() {
        Some("blocking") => (0..2).try_for_each(|_| welcome(door.accept()?)),
        Some("none-yet") => none_yet(&door),
        Some("ten") => ten(&door),
        Some("stalled") => stalled(&door),
        mode => panic!("there is no mode {mode:?}"),
    }
}
