//! A client of wasi:tls against a server that must not be trusted: both are this program, on a loopback of its own.
mod server;
mod sockets;

use server::Server;
use sockets::{dial, Listener};
use std::env::args;
use std::io::Result;
use std::net::{Ipv4Addr, SocketAddrV4};
use wasi::tls::types::{ClientHandshake, FutureClientStreams};

wit_bindgen::generate!({
    path: "wit",
    world: "program",
    with: {
        "wasi:io/error@0.2.12": wasip2::io::error,
        "wasi:io/poll@0.2.12": wasip2::io::poll,
        "wasi:io/streams@0.2.12": wasip2::io::streams,
    },
    generate_all,
});

const PLACE: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 4433);

/// What became of a handshake that is over.
fn outcome(future: &FutureClientStreams) -> &'static str {
    match future.get() {
        None => "pending",
        Some(Err(())) => "taken",
        Some(Ok(Ok(_))) => "connected",
        Some(Ok(Err(error))) if error.to_debug_string().is_empty() => "refused without a word",
        Some(Ok(Err(_))) => "refused",
    }
}

fn main() -> Result<()> {
    let words: Vec<String> = args().skip(1).collect();
    let [answer, name] = &words[..] else {
        panic!("expected the server's answer and its name")
    };
    let listener = Listener::bind(PLACE)?;
    let (socket, input, output) = dial(PLACE)?;
    let mut server = Server::new(listener.accept()?);
    let handshake = ClientHandshake::new(name, input, output);
    let future = ClientHandshake::finish(handshake);
    let over = future.subscribe();
    if answer != "none" {
        println!("hello {}", server.hello()?);
        server.answer(answer)?;
    }
    over.block();
    println!("{}", outcome(&future));
    println!("{}", outcome(&future));
    drop((over, future, socket));
    println!("{}", server.rest()?);
    Ok(())
}
