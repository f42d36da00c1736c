//! TCP over wasi:sockets 0.3, at the addresses that the environment names.
#![allow(dead_code)] // a program rarely uses all of it

use std::net::SocketAddrV4;
use wasip3::cli::environment::get_environment;
use wasip3::sockets::types::{
    ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, TcpSocket,
};
use wasip3::wit_bindgen::rt::async_support::StreamReader;

/// The address that a variable names, e.g. LISTEN_ECHO.
pub fn address_of(variable: &str) -> IpSocketAddress {
    let (_, text) = get_environment()
        .into_iter()
        .find(|(name, _)| name == variable)
        .unwrap_or_else(|| panic!("{variable} is not set"));
    let address: SocketAddrV4 = text.parse().expect("an address and a port");
    IpSocketAddress::Ipv4(Ipv4SocketAddress {
        port: address.port(),
        address: address.ip().octets().into(),
    })
}

/// A server at an address: its connections come by the stream.
pub fn listen(address: IpSocketAddress) -> Result<StreamReader<TcpSocket>, ErrorCode> {
    let socket = TcpSocket::create(IpAddressFamily::Ipv4)?;
    socket.bind(address)?;
    socket.listen()
}

/// Connects to an address.
pub async fn connect(address: IpSocketAddress) -> Result<TcpSocket, ErrorCode> {
    let socket = TcpSocket::create(IpAddressFamily::Ipv4)?;
    socket.connect(address).await?;
    Ok(socket)
}

/// Sends all, and ends this side.
pub async fn send(socket: &TcpSocket, bytes: &[u8]) -> Result<(), ErrorCode> {
    let (mut writer, reader) = wasip3::wit_stream::new();
    let sent = socket.send(reader);
    writer.write_all(bytes.to_vec()).await;
    drop(writer);
    sent.await
}
