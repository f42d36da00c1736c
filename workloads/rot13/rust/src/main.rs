// A ROT13 server for many clients: one thread, non-blocking sockets, a short sleep when nothing came.
use std::env;
use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::FromRawFd;
use std::thread::sleep;
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(2);

/// The listener is open already: FD_NAMES tells which descriptor it is.
fn listener(name: &str) -> TcpListener {
    let names = env::var("FD_NAMES").expect("FD_NAMES");
    let fd = names.split(':').position(|own| own == name).expect(name);
    // Nobody else owns that descriptor: it is this program's to close.
    unsafe { TcpListener::from_raw_fd(fd as i32) }
}

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

fn send_all(client: &mut TcpStream, mut bytes: &[u8]) -> Result<()> {
    while !bytes.is_empty() {
        match now(client.write(bytes))? {
            Some(sent) => bytes = &bytes[sent..],
            None => sleep(PAUSE),
        }
    }
    Ok(())
}

/// Answers what has come: how many bytes that were, if any.
fn serve(client: &mut TcpStream) -> Result<Option<usize>> {
    let mut buffer = [0; 16384];
    let Some(size) = now(client.read(&mut buffer))? else {
        return Ok(None);
    };
    buffer[..size]
        .iter_mut()
        .for_each(|byte| *byte = rotate(*byte));
    send_all(client, &buffer[..size])?;
    Ok(Some(size))
}

fn main() -> Result<()> {
    let mut left: usize = env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(1);
    let listener = listener("rot13");
    listener.set_nonblocking(true)?;
    let mut clients: Vec<TcpStream> = Vec::new();
    while left > 0 || !clients.is_empty() {
        let mut idle = true;
        if left > 0 {
            if let Some((client, _)) = now(listener.accept())? {
                client.set_nonblocking(true)?;
                clients.push(client);
                left -= 1;
                idle = false;
            }
        }
        clients.retain_mut(|client| {
            let served = serve(client);
            idle &= matches!(served, Ok(None));
            let stays = !matches!(served, Ok(Some(0)) | Err(_));
            if !stays {
                let _ = client.shutdown(Shutdown::Both);
            }
            stays
        });
        if idle {
            sleep(PAUSE);
        }
    }
    Ok(())
}
