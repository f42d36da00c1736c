//! Resources, streams and futures by the names that operations give them.
use super::words::cannot_read;
use super::{done, Calls, Told};
use std::collections::HashMap;
use wasip3::cli::types::ErrorCode as CliError;
use wasip3::filesystem::preopens::get_directories;
use wasip3::filesystem::types::{Descriptor, DirectoryEntry, ErrorCode as FileError};
use wasip3::sockets::types::{ErrorCode as SocketError, TcpSocket, UdpSocket};
use wasip3::wit_bindgen::rt::async_support::{FutureReader, StreamReader, StreamWriter};

/// The end of a stream: what became of it.
pub enum Outcome {
    Cli(FutureReader<Result<(), CliError>>),
    File(FutureReader<Result<(), FileError>>),
    Socket(FutureReader<Result<(), SocketError>>),
}

impl Outcome {
    pub async fn told(self) -> Told {
        match self {
            Outcome::Cli(outcome) => done(outcome.await),
            Outcome::File(outcome) => done(outcome.await),
            Outcome::Socket(outcome) => done(outcome.await),
        }
    }
}

pub enum Handle {
    Descriptor(Descriptor),
    Entries(StreamReader<DirectoryEntry>),
    Input(StreamReader<u8>),
    Outcome(Outcome),
    Output(StreamWriter<u8>),
    Tcp(TcpSocket),
    Visitors(StreamReader<TcpSocket>),
    Udp(UdpSocket),
}

#[derive(Default)]
pub struct Handles(HashMap<String, Handle>);

impl Handles {
    pub fn keep(&mut self, name: &str, handle: Handle) {
        self.0.insert(name.into(), handle);
    }

    pub fn find(&self, name: &str) -> Option<&Handle> {
        self.0.get(name)
    }

    pub fn find_mut(&mut self, name: &str) -> Option<&mut Handle> {
        self.0.get_mut(name)
    }

    pub fn take(&mut self, name: &str) -> Option<Handle> {
        self.0.remove(name)
    }
}

/// What an operation answers whose handle an earlier one did not give.
pub fn no_handle() -> String {
    "no-handle".into()
}

macro_rules! finder {
    ($name:ident, $kind:ident, $type:ty) => {
        pub fn $name(&self, name: &str) -> Result<&$type, String> {
            match self.handles.find(name) {
                Some(Handle::$kind(handle)) => Ok(handle),
                Some(_) => cannot_read("a handle of another kind", name),
                None => Err(no_handle()),
            }
        }
    };
}

impl Calls {
    finder!(opened, Descriptor, Descriptor);
    finder!(tcp, Tcp, TcpSocket);
    finder!(udp, Udp, UdpSocket);

    /// What `/data` names is the preopened directory of that name.
    pub fn preopen(&mut self, name: &str) {
        if !name.starts_with('/') || self.handles.find(name).is_some() {
            return;
        }
        let found = get_directories().into_iter().find(|(_, told)| told == name);
        let (directory, _) = found.unwrap_or_else(|| cannot_read("no preopened directory", name));
        self.handles.keep(name, Handle::Descriptor(directory));
    }

    pub fn keep(&mut self, name: &str, handle: Handle) -> Told {
        self.handles.keep(name, handle);
        Ok(String::new())
    }

    pub fn forget(&mut self, name: &str) -> bool {
        self.handles.take(name).is_some()
    }

    pub fn is_a(&self, name: &str, is: fn(&Handle) -> bool) -> bool {
        self.handles.find(name).is_some_and(is)
    }
}
