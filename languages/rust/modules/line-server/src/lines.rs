//! A server of lines for many clients: one thread, which waits for whoever says something.
use std::collections::{BTreeMap, VecDeque};
use std::io::{ErrorKind, Result, Write};

use crate::sockets::{wait_for_any, Connection, Listener};

const LONGEST_LINE: usize = 1024;

/// Clients have ids in the order of their coming.
pub type Id = usize;

pub enum Event {
    Came(Id),
    Line(Id, Vec<u8>),
    Left(Id),
}

struct Client {
    connection: Connection,
    input: Vec<u8>,
}

pub struct Server {
    listener: Listener,
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
    /// Serves so many connections at the listener of that name; without a number, until it is stopped.
    pub fn new(name: &str, connections: Option<usize>) -> Result<Server> {
        Ok(Server {
            listener: Listener::named(name)?,
            awaited: connections.unwrap_or(usize::MAX),
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
            let ids: Vec<Id> = self.clients.keys().copied().collect();
            for index in self.wait() {
                match ids.get(index as usize) {
                    Some(&id) => self.receive(id),
                    None => self.accept()?,
                }
            }
        }
    }

    /// Indices of the clients that something may have come from; the listener's is behind them.
    fn wait(&self) -> Vec<u32> {
        let clients = self
            .clients
            .values()
            .map(|client| client.connection.pollable());
        let listener = (self.awaited > 0).then(|| self.listener.pollable());
        wait_for_any(&clients.chain(listener).collect::<Vec<_>>())
    }

    fn accept(&mut self) -> Result<()> {
        if let Some(connection) = now(self.listener.accept_now())? {
            let input = Vec::new();
            self.clients.insert(self.next, Client { connection, input });
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
        match now(client.connection.read_now(&mut buffer)) {
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
        if client.connection.write_all(text.as_ref()).is_err() {
            self.forget(id);
        }
    }

    /// Ends a connection; what had come on it is not looked at any more.
    pub fn end(&mut self, id: Id) {
        self.events
            .retain(|event| !matches!(event, Event::Line(own, _) if *own == id));
        self.forget(id);
    }

    /// Ends all connections and takes no more.
    pub fn stop(&mut self) {
        self.awaited = 0;
        self.events.clear();
        self.clients.clear();
    }

    // A connection ends when it is dropped.
    fn forget(&mut self, id: Id) {
        if self.clients.remove(&id).is_some() {
            self.events.push_back(Event::Left(id));
        }
    }
}
