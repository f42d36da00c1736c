// Datagrams over wasi:sockets/udp, at the addresses that the environment names.
mod sockets;

use sockets::{address_of, error_of, finish, to_wasi};
use std::env;
use std::io::{self, Result, Write};
use std::net::{Ipv4Addr, SocketAddrV4};
use wasip2::io::poll::Pollable;
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::network::{IpAddressFamily, IpSocketAddress};
use wasip2::sockets::udp::{
    IncomingDatagramStream, OutgoingDatagram, OutgoingDatagramStream, UdpSocket,
};
use wasip2::sockets::udp_create_socket::create_udp_socket;

struct Socket {
    came: Pollable, // what belongs to a stream has to go before it, and streams before the socket
    free: Pollable,
    incoming: IncomingDatagramStream,
    outgoing: OutgoingDatagramStream,
    _socket: UdpSocket,
}

impl Socket {
    fn bind(address: SocketAddrV4) -> Result<Socket> {
        let socket = create_udp_socket(IpAddressFamily::Ipv4).map_err(error_of)?;
        socket
            .start_bind(&instance_network(), to_wasi(address))
            .map_err(error_of)?;
        finish(&socket.subscribe(), || socket.finish_bind())?;
        let (incoming, outgoing) = socket.stream(None).map_err(error_of)?;
        Ok(Socket {
            came: incoming.subscribe(),
            free: outgoing.subscribe(),
            incoming,
            outgoing,
            _socket: socket,
        })
    }

    /// The next datagram, and who sent it.
    fn receive(&self) -> Result<(Vec<u8>, IpSocketAddress)> {
        loop {
            if let Some(first) = self.incoming.receive(1).map_err(error_of)?.pop() {
                return Ok((first.data, first.remote_address));
            }
            self.came.block();
        }
    }

    /// Sends it; a socket that has become full takes none.
    fn send(&self, data: Vec<u8>, to: IpSocketAddress) -> Result<()> {
        let datagram = [OutgoingDatagram {
            data,
            remote_address: Some(to),
        }];
        loop {
            while self.outgoing.check_send().map_err(error_of)? == 0 {
                self.free.block();
            }
            if self.outgoing.send(&datagram).map_err(error_of)? == 1 {
                return Ok(());
            }
        }
    }
}

fn echo(count: usize) -> Result<()> {
    let socket = Socket::bind(address_of("LISTEN_LOG")?)?;
    for _ in 0..count {
        let (data, sender) = socket.receive()?;
        socket.send(data, sender)?;
    }
    Ok(())
}

fn ask() -> Result<()> {
    let socket = Socket::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0))?;
    socket.send(b"what?".to_vec(), to_wasi(address_of("CONNECT_SERVER")?))?;
    io::stdout().write_all(&socket.receive()?.0)
}

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    match args.next().as_deref() {
        Some("echo") => echo(
            args.next()
                .and_then(|text| text.parse().ok())
                .expect("a count"),
        ),
        Some("ask") => ask(),
        mode => panic!("there is no mode {mode:?}"),
    }
}
