//! Resources by the names that operations give them.
use super::Calls;
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
}
