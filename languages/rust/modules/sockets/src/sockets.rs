//! TCP over the sockets that the engine has opened: FD_NAMES tells which descriptor is which. None of them blocks, since engines
//! differ in how one that blocks behaves. The same names stand for wasi:sockets in a component.
#![allow(dead_code)] // a program rarely uses all of it

use std::env;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd, RawFd};
use std::thread::sleep;
use std::time::Duration;

/// The descriptor of that name.
pub fn descriptor(name: &str) -> io::Result<RawFd> {
    let names = env::var("FD_NAMES").unwrap_or_default();
    match names.split(':').position(|own| own == name) {
        Some(fd) => Ok(fd as RawFd),
        None => Err(io::Error::new(ErrorKind::NotFound, name)),
    }
}

/// Something that a program waits for.
pub struct Pollable(RawFd);

/// Waits until one of them may be ready. Some engines call a descriptor ready at once or sleep the whole time, so everybody is
/// to be asked then.
pub fn wait_for_any(pollables: &[&Pollable]) -> Vec<u32> {
    let entry = |&&Pollable(fd): &&Pollable| libc::pollfd {
        fd,
        events: libc::POLLIN,
        revents: 0,
    };
    let mut entries: Vec<_> = pollables.iter().map(entry).collect();
    unsafe { libc::poll(entries.as_mut_ptr(), entries.len() as libc::nfds_t, 5) };
    (0..pollables.len() as u32).collect()
}

/// A server.
pub struct Listener {
    ready: Pollable,
    listener: TcpListener,
}

impl Listener {
    /// The listener of that name.
    pub fn named(name: &str) -> io::Result<Listener> {
        // Nobody else owns that descriptor: it is this program's to close.
        let listener = unsafe { TcpListener::from_raw_fd(descriptor(name)?) };
        listener.set_nonblocking(true)?;
        Ok(Listener {
            ready: Pollable(listener.as_raw_fd()),
            listener,
        })
    }

    /// What `wait_for_any` takes: ready when somebody has connected.
    pub fn pollable(&self) -> &Pollable {
        &self.ready
    }

    /// The next connection; waits for it.
    pub fn accept(&self) -> io::Result<Connection> {
        loop {
            match self.accept_now() {
                Err(error) if error.kind() == ErrorKind::WouldBlock => wait_for_any(&[&self.ready]),
                outcome => return outcome,
            };
        }
    }

    /// A connection that is there already, else `WouldBlock`.
    pub fn accept_now(&self) -> io::Result<Connection> {
        let (stream, _) = self.listener.accept()?;
        stream.set_nonblocking(true)?;
        Ok(Connection {
            readable: Pollable(stream.as_raw_fd()),
            stream,
        })
    }
}

/// One connection. It ends when it is dropped.
pub struct Connection {
    readable: Pollable,
    stream: TcpStream,
}

impl Connection {
    /// What `wait_for_any` takes: ready when bytes came or the other side has ended.
    pub fn pollable(&self) -> &Pollable {
        &self.readable
    }

    /// As `read`, without waiting: `WouldBlock` where nothing is there.
    pub fn read_now(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.read(buffer)
    }
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.stream.read(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    wait_for_any(&[&self.readable])
                }
                outcome => return outcome,
            };
        }
    }
}

impl Write for Connection {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.stream.write(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    sleep(Duration::from_millis(1))
                }
                outcome => return outcome,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Connection {
    // With some engines to close does not tell the other side.
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}
