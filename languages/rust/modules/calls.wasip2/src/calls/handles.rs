//! Resources by the names that operations give them.
use super::words::cannot_read;
use super::{Calls, Told};
use std::collections::HashMap;
use wasip2::filesystem::preopens::get_directories;
use wasip2::filesystem::types::{Descriptor, DirectoryEntryStream};
use wasip2::io::error::Error;
use wasip2::io::poll::Pollable;
use wasip2::io::streams::{InputStream, OutputStream};
use wasip2::sockets::ip_name_lookup::ResolveAddressStream;
use wasip2::sockets::tcp::TcpSocket;
use wasip2::sockets::udp::{IncomingDatagramStream, OutgoingDatagramStream, UdpSocket};

pub enum Handle {
    Descriptor(Descriptor),
    Entries(DirectoryEntryStream),
    Error(Error),
    Incoming(IncomingDatagramStream),
    Input(InputStream),
    Names(ResolveAddressStream),
    Outgoing(OutgoingDatagramStream),
    Output(OutputStream),
    Pollable(Pollable),
    Tcp(TcpSocket),
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
    finder!(entries, Entries, DirectoryEntryStream);
    finder!(error, Error, Error);
    finder!(incoming, Incoming, IncomingDatagramStream);
    finder!(input, Input, InputStream);
    finder!(names, Names, ResolveAddressStream);
    finder!(outgoing, Outgoing, OutgoingDatagramStream);
    finder!(output, Output, OutputStream);
    finder!(pollable, Pollable, Pollable);
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
