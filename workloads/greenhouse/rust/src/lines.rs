//! A server of lines for many clients: one thread, non-blocking sockets, a short sleep when nothing came.
use std::collections::{BTreeMap, VecDeque};
use std::env;
use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::{FromRawFd, OwnedFd};
use std::thread::sleep;
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(2);
const LONGEST_LINE: usize = 1024;

/// Clients have ids in the order of their coming.
pub type Id = usize;

pub enum Event {
    Line(Id, Vec<u8>),
    Left(Id),
}

struct Client {
    stream: TcpStream,
    input: Vec<u8>,
}

pub struct Server {
    listener: TcpListener,
    stopped: bool,
    next: Id,
    clients: BTreeMap<Id, Client>,
    events: VecDeque<Event>,
}

/// What a call that never waits gives; nothing where it would have had to wait.
fn now<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        result => result.map(Some),
    }
}

/// What the engine has opened, by its name in FD_NAMES.
pub fn descriptor(name: &str) -> OwnedFd {
    let names = env::var("FD_NAMES").expect("FD_NAMES");
    let fd = names.split(':').position(|own| own == name).expect(name);
    // Nobody else owns that descriptor: it is this program's to close.
    unsafe { OwnedFd::from_raw_fd(fd as i32) }
}

impl Server {
    /// Serves at the listener of that name.
    pub fn new(name: &str) -> Result<Server> {
        let listener = TcpListener::from(descriptor(name));
        listener.set_nonblocking(true)?;
        Ok(Server {
            listener,
            stopped: false,
            next: 0,
            clients: BTreeMap::new(),
            events: VecDeque::new(),
        })
    }

    /// What happens next; nothing once the server was stopped.
    pub fn next_event(&mut self) -> Result<Option<Event>> {
        while !self.stopped {
            if let Some(event) = self.events.pop_front() {
                return Ok(Some(event));
            }
            let came = self.accept()?;
            for id in self.clients.keys().copied().collect::<Vec<_>>() {
                self.receive(id);
            }
            if !came && self.events.is_empty() {
                sleep(PAUSE);
            }
        }
        Ok(None)
    }

    fn accept(&mut self) -> Result<bool> {
        let Some((stream, _)) = now(self.listener.accept())? else {
            return Ok(false);
        };
        stream.set_nonblocking(true)?;
        let input = Vec::new();
        self.clients.insert(self.next, Client { stream, input });
        self.next += 1;
        Ok(true)
    }

    fn receive(&mut self, id: Id) {
        let Some(client) = self.clients.get_mut(&id) else {
            return;
        };
        let mut buffer = [0; 4096];
        match now(client.stream.read(&mut buffer)) {
            Ok(None) => {}
            Ok(Some(0)) | Err(_) => self.forget(id),
            Ok(Some(size)) => {
                client.input.extend_from_slice(&buffer[..size]);
                while let Some(end) = client.input.iter().position(|&byte| byte == b'\n') {
                    let line = client.input.drain(..=end).take(end).collect();
                    self.events.push_back(Event::Line(id, line));
                }
                if client.input.len() > LONGEST_LINE {
                    self.forget(id);
                }
            }
        }
    }

    /// Sends to whoever is still there.
    pub fn say(&mut self, id: Id, text: impl AsRef<[u8]>) {
        let Some(client) = self.clients.get_mut(&id) else {
            return;
        };
        let mut rest = text.as_ref();
        while !rest.is_empty() {
            match now(client.stream.write(rest)) {
                Ok(Some(sent)) => rest = &rest[sent..],
                Ok(None) => sleep(PAUSE),
                Err(_) => return self.forget(id),
            }
        }
    }

    /// Ends all connections and takes no more.
    pub fn stop(&mut self) {
        self.stopped = true;
        for (_, client) in std::mem::take(&mut self.clients) {
            let _ = client.stream.shutdown(Shutdown::Both);
        }
    }

    /// Ends a connection; what had come on it is not looked at any more.
    pub fn end(&mut self, id: Id) {
        self.events
            .retain(|event| !matches!(event, Event::Line(own, _) if *own == id));
        self.forget(id);
    }

    fn forget(&mut self, id: Id) {
        if let Some(client) = self.clients.remove(&id) {
            let _ = client.stream.shutdown(Shutdown::Both);
            self.events.push_back(Event::Left(id));
        }
    }
}
