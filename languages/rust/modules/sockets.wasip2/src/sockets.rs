//! std::net does not work in a component here: TCP over wasi:sockets, at the addresses that the environment names.
#![allow(dead_code)] // a program rarely uses all of it

use std::env;
use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddrV4;
use wasip2::io::poll::Pollable;
use wasip2::io::streams::{InputStream, OutputStream, StreamError};
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::network::{ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress};
use wasip2::sockets::tcp::{ShutdownType, TcpSocket};
use wasip2::sockets::tcp_create_socket::create_tcp_socket;

pub use wasip2::io::poll::poll as wait_for_any;

/// The address that a variable names, e.g. LISTEN_ECHO.
pub fn address_of(variable: &str) -> io::Result<SocketAddrV4> {
    let text = env::var(variable)
        .map_err(|error| io::Error::new(ErrorKind::NotFound, format!("{variable}: {error}")))?;
    text.parse()
        .map_err(|error| io::Error::new(ErrorKind::InvalidInput, format!("{variable}: {error}")))
}

/// The same as WASI writes it.
pub fn to_wasi(address: SocketAddrV4) -> IpSocketAddress {
    IpSocketAddress::Ipv4(Ipv4SocketAddress {
        port: address.port(),
        address: address.ip().octets().into(),
    })
}

/// A server at an address.
pub struct Listener {
    ready: Pollable, // what belongs to a socket has to go before it
    socket: TcpSocket,
}

impl Listener {
    /// At the address that LISTEN_NAME names.
    pub fn named(name: &str) -> io::Result<Listener> {
        Listener::bind(address_of(&format!(
            "LISTEN_{}",
            name.to_ascii_uppercase()
        ))?)
    }

    pub fn bind(address: SocketAddrV4) -> io::Result<Listener> {
        let socket = create_tcp_socket(IpAddressFamily::Ipv4).map_err(error_of)?;
        let ready = socket.subscribe();
        socket
            .start_bind(&instance_network(), to_wasi(address))
            .map_err(error_of)?;
        finish(&ready, || socket.finish_bind())?;
        socket.start_listen().map_err(error_of)?;
        finish(&ready, || socket.finish_listen())?;
        Ok(Listener { ready, socket })
    }

    /// What `wait_for_any` takes: ready when somebody has connected.
    pub fn pollable(&self) -> &Pollable {
        &self.ready
    }

    /// The next connection; waits for it.
    pub fn accept(&self) -> io::Result<Connection> {
        finish(&self.ready, || self.socket.accept()).map(Connection::new)
    }

    /// A connection that is there already, else `WouldBlock`.
    pub fn accept_now(&self) -> io::Result<Connection> {
        self.socket.accept().map(Connection::new).map_err(error_of)
    }
}

/// Connects to an address.
pub fn connect(address: SocketAddrV4) -> io::Result<Connection> {
    dial(address).map(Connection::new)
}

/// The same, as what WASI has for a connection.
pub fn dial(address: SocketAddrV4) -> io::Result<(TcpSocket, InputStream, OutputStream)> {
    let socket = create_tcp_socket(IpAddressFamily::Ipv4).map_err(error_of)?;
    let ready = socket.subscribe();
    socket
        .start_connect(&instance_network(), to_wasi(address))
        .map_err(error_of)?;
    let (input, output) = finish(&ready, || socket.finish_connect())?;
    Ok((socket, input, output))
}

/// One connection. It ends when it is dropped.
pub struct Connection {
    readable: Pollable,
    input: InputStream,
    output: OutputStream,
    socket: TcpSocket,
}

impl Connection {
    fn new((socket, input, output): (TcpSocket, InputStream, OutputStream)) -> Connection {
        Connection {
            readable: input.subscribe(),
            input,
            output,
            socket,
        }
    }

    /// What `wait_for_any` takes: ready when bytes came or the other side has ended.
    pub fn pollable(&self) -> &Pollable {
        &self.readable
    }

    /// As `read`, without waiting: `WouldBlock` where nothing is there.
    pub fn read_now(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.input.read(buffer.len() as u64) {
            Ok(bytes) if bytes.is_empty() => Err(ErrorKind::WouldBlock.into()),
            outcome => taken(outcome, buffer),
        }
    }

    /// Ends this side; the other may go on, but jco breaks off both.
    pub fn end_writing(&self) -> io::Result<()> {
        self.socket.shutdown(ShutdownType::Send).map_err(error_of)
    }
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        taken(self.input.blocking_read(buffer.len() as u64), buffer)
    }
}

impl Write for Connection {
    // WASI takes at most 4096 bytes in one such call.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = &bytes[..bytes.len().min(4096)];
        self.output
            .blocking_write_and_flush(piece)
            .map_err(broken)?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is started is finished once the socket is ready: until then it would block.
pub fn finish<T>(ready: &Pollable, mut act: impl FnMut() -> Result<T, ErrorCode>) -> io::Result<T> {
    loop {
        match act() {
            Err(ErrorCode::WouldBlock) => ready.block(),
            outcome => return outcome.map_err(error_of),
        }
    }
}

/// WASI's error as one of std.
pub fn error_of(code: ErrorCode) -> io::Error {
    let kind = match code {
        ErrorCode::WouldBlock => ErrorKind::WouldBlock,
        ErrorCode::ConnectionRefused => ErrorKind::ConnectionRefused,
        ErrorCode::ConnectionReset => ErrorKind::ConnectionReset,
        ErrorCode::ConnectionAborted => ErrorKind::ConnectionAborted,
        ErrorCode::AddressInUse => ErrorKind::AddrInUse,
        ErrorCode::AddressNotBindable => ErrorKind::AddrNotAvailable,
        ErrorCode::NameUnresolvable => ErrorKind::NotFound,
        ErrorCode::Timeout => ErrorKind::TimedOut,
        ErrorCode::AccessDenied => ErrorKind::PermissionDenied,
        ErrorCode::NotSupported => ErrorKind::Unsupported,
        _ => ErrorKind::Other,
    };
    io::Error::new(kind, code.name())
}

fn taken(outcome: Result<Vec<u8>, StreamError>, buffer: &mut [u8]) -> io::Result<usize> {
    match outcome {
        Ok(bytes) => {
            buffer[..bytes.len()].copy_from_slice(&bytes);
            Ok(bytes.len())
        }
        Err(StreamError::Closed) => Ok(0),
        Err(error) => Err(broken(error)),
    }
}

fn broken(error: StreamError) -> io::Error {
    match error {
        StreamError::Closed => ErrorKind::BrokenPipe.into(),
        StreamError::LastOperationFailed(error) => {
            io::Error::new(ErrorKind::ConnectionReset, error.to_debug_string())
        }
    }
}
