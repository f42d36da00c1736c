#[path = "sockets.rs"]
mod sockets;

/// Whether ADDRESS:PORT takes a connection.
pub fn succeeds(address: &str) -> bool {
    sockets::connect(address.parse().expect("ADDRESS:PORT")).is_ok()
}
