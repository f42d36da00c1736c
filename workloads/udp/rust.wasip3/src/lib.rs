// Datagrams over wasi:sockets, at the addresses that the environment names.
mod sockets;
mod stdio;

use sockets::address_of;
use stdio::print;
use wasip3::cli::environment;
use wasip3::sockets::types::{
    ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, UdpSocket,
};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = environment::get_arguments();
        let args: Vec<&str> = args.iter().skip(1).map(String::as_str).collect();
        let done = match args[..] {
            ["echo", count] => echo(count.parse().expect("a count")).await,
            ["ask"] => ask().await,
            _ => panic!("there is no mode {args:?}"),
        };
        done.map_err(|error| eprintln!("{error:?}"))
    }
}

fn bound(address: IpSocketAddress) -> Result<UdpSocket, ErrorCode> {
    let socket = UdpSocket::create(IpAddressFamily::Ipv4)?;
    socket.bind(address)?;
    Ok(socket)
}

async fn echo(count: usize) -> Result<(), ErrorCode> {
    let socket = bound(address_of("LISTEN_LOG"))?;
    for _ in 0..count {
        let (data, sender) = socket.receive().await?;
        socket.send(data, Some(sender)).await?;
    }
    Ok(())
}

async fn ask() -> Result<(), ErrorCode> {
    let any = Ipv4SocketAddress {
        port: 0,
        address: (127, 0, 0, 1),
    };
    let socket = bound(IpSocketAddress::Ipv4(any))?;
    let server = address_of("CONNECT_SERVER");
    socket.send(b"what?".to_vec(), Some(server)).await?;
    let (answer, _) = socket.receive().await?;
    print(answer).await.expect("standard output is open");
    Ok(())
}

wasip3::cli::command::export!(Program);
