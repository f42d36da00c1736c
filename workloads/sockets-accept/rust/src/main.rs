// Accepts connections on a socket that the engine has opened, in four ways.
use std::env;
use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::FromRawFd;
use std::thread::sleep;
use std::time::Duration;

fn listener(name: &str) -> TcpListener {
    let names = env::var("FD_NAMES").expect("FD_NAMES");
    let fd = names.split(':').position(|own| own == name).expect(name);
    // Nobody else owns that descriptor: it is this program's to close.
    unsafe { TcpListener::from_raw_fd(fd as i32) }
}

fn accept_next(door: &TcpListener) -> Result<TcpStream> {
    loop {
        match door.accept() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => sleep(Duration::from_millis(2)),
            accepted => return accepted.map(|(stream, _)| stream),
        }
    }
}

fn welcome(mut stream: TcpStream) -> Result<()> {
    stream.write_all(b"welcome\n")?;
    stream.shutdown(Shutdown::Both)
}

fn none_yet(door: &TcpListener) -> Result<()> {
    door.set_nonblocking(true)?;
    match door.accept() {
        Err(error) if error.kind() == ErrorKind::WouldBlock => println!("none yet"),
        Err(error) => return Err(error),
        Ok(_) => return Err(ErrorKind::Other.into()),
    }
    welcome(accept_next(door)?)
}

fn ten(door: &TcpListener) -> Result<()> {
    let mut all = (0..10).map(|_| accept_next(door)).collect::<Result<Vec<_>>>()?;
    for (index, stream) in all.iter_mut().enumerate() {
        stream.write_all(format!("{} of 10\n", index + 1).as_bytes())?;
    }
    all.iter().try_for_each(|stream| stream.shutdown(Shutdown::Both))
}

struct Client {
    stream: TcpStream,
    line: Vec<u8>,
    ended: bool,
}

impl Client {
    fn new(stream: TcpStream) -> Result<Client> {
        stream.set_nonblocking(true)?;
        Ok(Client { stream, line: Vec::new(), ended: false })
    }

    // Whether anything came.
    fn serve(&mut self) -> Result<bool> {
        let mut buffer = [0; 64];
        let size = match self.stream.read(&mut buffer) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(false),
            read => read?,
        };
        self.ended = size == 0;
        self.line.extend_from_slice(&buffer[..size]);
        while let Some(stop) = self.line.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.line.drain(..=stop).collect();
            self.stream.write_all(&line)?;
        }
        Ok(true)
    }
}

fn stalled(door: &TcpListener) -> Result<()> {
    let mut clients = [Client::new(accept_next(door)?)?, Client::new(accept_next(door)?)?];
    while clients.iter().any(|client| !client.ended) {
        let mut any = false;
        for client in clients.iter_mut().filter(|client| !client.ended) {
            any |= client.serve()?;
        }
        if !any {
            sleep(Duration::from_millis(2));
        }
    }
    clients.iter().try_for_each(|client| client.stream.shutdown(Shutdown::Both))
}

fn main() -> Result<()> {
    let door = listener("door");
    match env::args().nth(1).as_deref() {
        Some("blocking") => (0..2).try_for_each(|_| welcome(door.accept()?.0)),
        Some("none-yet") => none_yet(&door),
        Some("ten") => ten(&door),
        Some("stalled") => stalled(&door),
        _ => Err(ErrorKind::InvalidInput.into()),
    }
}
