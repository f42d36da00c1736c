//! What tests of suites take: servers on ports of their own choice, and a client of HTTP servers that the environment names.
mod client;
mod sockets;

use sockets::{error_of, finish, to_wasi};
use std::env;
use std::io::{self, Result, Write};
use std::net::{Ipv4Addr, SocketAddrV4};
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::network::{IpAddressFamily, IpSocketAddress};
use wasip2::sockets::tcp_create_socket::create_tcp_socket;
use wasip2::sockets::udp::OutgoingDatagram;
use wasip2::sockets::udp_create_socket::create_udp_socket;

const ANY_PORT: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0);

fn print(address: IpSocketAddress) -> Result<()> {
    let IpSocketAddress::Ipv4(own) = address else {
        panic!("an address of IPv4");
    };
    let mut out = io::stdout().lock();
    writeln!(out, "127.0.0.1:{}", own.port)?;
    out.flush()
}

fn tcp() -> Result<()> {
    let socket = create_tcp_socket(IpAddressFamily::Ipv4).map_err(error_of)?;
    let ready = socket.subscribe();
    socket
        .start_bind(&instance_network(), to_wasi(ANY_PORT))
        .map_err(error_of)?;
    finish(&ready, || socket.finish_bind())?;
    socket.start_listen().map_err(error_of)?;
    finish(&ready, || socket.finish_listen())?;
    print(socket.local_address().map_err(error_of)?)?;
    let (_connection, input, output) = finish(&ready, || socket.accept())?;
    while let Ok(bytes) = input.blocking_read(1024) {
        output.blocking_write_and_flush(&bytes).expect("a peer that reads");
    }
    Ok(())
}

fn udp() -> Result<()> {
    let socket = create_udp_socket(IpAddressFamily::Ipv4).map_err(error_of)?;
    socket
        .start_bind(&instance_network(), to_wasi(ANY_PORT))
        .map_err(error_of)?;
    finish(&socket.subscribe(), || socket.finish_bind())?;
    let (incoming, outgoing) = socket.stream(None).map_err(error_of)?;
    print(socket.local_address().map_err(error_of)?)?;
    incoming.subscribe().block();
    for came in incoming.receive(1).map_err(error_of)? {
        outgoing.subscribe().block();
        outgoing.check_send().map_err(error_of)?;
        let back = OutgoingDatagram {
            data: came.data,
            remote_address: Some(came.remote_address),
        };
        outgoing.send(&[back]).map_err(error_of)?;
    }
    Ok(())
}

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["tcp"] => tcp(),
        ["udp"] => udp(),
        ["ask", method, server, path] => client::ask(method, server, path, ""),
        ["ask", method, server, path, body] => client::ask(method, server, path, body),
        ["forever"] => {
            println!("ready");
            loop {
                std::thread::sleep(std::time::Duration::from_secs(1));
            }
        }
        _ => panic!("no such words: {words:?}"),
    }
}
