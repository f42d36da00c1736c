//! A server of lines for many clients: one thread, non-blocking sockets, a short sleep when nothing came.
use std::collections::{BTreeMap, VecDeque};
use std::env;
use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::FromRawFd;
use std::thread::sleep;
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(2);
const LONGEST_LINE: usize = 1024;

/// Clients have ids in the order of their coming.
pub type Id = usize;

pub enum Event {
    Came(Id),
    Line(Id, Vec<u8>),
    Left(Id),
}

struct Client {
    stream: TcpStream,
    input: Vec<u8>,
}

pub struct Server {
    listener: TcpListener,
    /// How many connections are still to come.
    awaited: usize,
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

impl Server {
    /// The listener is open already: FD_NAMES tells which descriptor it is.
    pub fn new(name: &str, connections: usize) -> Result<Server> {
        let names = env::var("FD_NAMES").expect("FD_NAMES");
        let fd = names.split(':').position(|own| own == name).expect(name);
        // Nobody else owns that descriptor: it is this program's to close.
        let listener = unsafe { TcpListener::from_raw_fd(fd as i32) };
        listener.set_nonblocking(true)?;
        Ok(Server {
            listener,
            awaited: connections,
            next: 0,
            clients: BTreeMap::new(),
            events: VecDeque::new(),
        })
    }

    /// What happens next; nothing when all connections have come and gone.
    pub fn next_event(&mut self) -> Result<Option<Event>> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Ok(Some(event));
            }
            if self.awaited == 0 && self.clients.is_empty() {
                return Ok(None);
            }
            self.accept()?;
            for id in self.clients.keys().copied().collect::<Vec<_>>() {
                self.receive(id);
            }
            if self.events.is_empty() {
                sleep(PAUSE);
            }
        }
    }

    fn accept(&mut self) -> Result<()> {
        if self.awaited == 0 {
            return Ok(());
        }
        if let Some((stream, _)) = now(self.listener.accept())? {
            stream.set_nonblocking(true)?;
            let input = Vec::new();
            self.clients.insert(self.next, Client { stream, input });
            self.events.push_back(Event::Came(self.next));
            self.next += 1;
            self.awaited -= 1;
        }
        Ok(())
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
