//! Resources, streams and futures by the names that operations give them.
use super::{done, Calls, Told};
use wasip3::cli::types::ErrorCode as CliError;
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

impl Calls {
    finder!(opened, Descriptor, Descriptor);
    finder!(tcp, Tcp, TcpSocket);
    finder!(udp, Udp, UdpSocket);
}
