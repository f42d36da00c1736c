//! Addresses of sockets in words and in lines.
use super::say::variant_of;
use super::wasi::net::{
    IpAddress, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress,
};
use super::words::cannot_read;
use super::{Calls, Words};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

pub fn family(words: &mut Words) -> IpAddressFamily {
    match words.choice(&["ipv4", "ipv6"]) {
        0 => IpAddressFamily::Ipv4,
        _ => IpAddressFamily::Ipv6,
    }
}

pub fn family_of(family: IpAddressFamily) -> String {
    variant_of(&family)
}

pub fn ip_of(address: IpAddress) -> IpAddr {
    match address {
        IpAddress::Ipv4((a, b, c, d)) => Ipv4Addr::new(a, b, c, d).into(),
        IpAddress::Ipv6((a, b, c, d, e, f, g, h)) => Ipv6Addr::new(a, b, c, d, e, f, g, h).into(),
    }
}

fn to_wasi(address: SocketAddr) -> IpSocketAddress {
    let port = address.port();
    match address.ip() {
        IpAddr::V4(ip) => IpSocketAddress::Ipv4(Ipv4SocketAddress {
            port,
            address: ip.octets().into(),
        }),
        IpAddr::V6(ip) => IpSocketAddress::Ipv6(Ipv6SocketAddress {
            port,
            flow_info: 0,
            address: ip.segments().into(),
            scope_id: 0,
        }),
    }
}

impl Calls {
    /// `127.0.0.1:80`, `[::1]:80`, or `local:s`, the address at which a socket is.
    pub fn address(&self, word: &str) -> Result<IpSocketAddress, String> {
        if let Some(name) = word.strip_prefix("local:") {
            return self.local(name);
        }
        let parsed = word.parse::<SocketAddr>();
        Ok(to_wasi(
            parsed.unwrap_or_else(|_| cannot_read("no address", word)),
        ))
    }

    /// The address with its port as a number of order; other hosts of this machine than 127.0.0.1 are `own`.
    pub fn told(&mut self, address: IpSocketAddress) -> String {
        let (ip, port) = match address {
            IpSocketAddress::Ipv4(it) => (ip_of(IpAddress::Ipv4(it.address)), it.port),
            IpSocketAddress::Ipv6(it) => (ip_of(IpAddress::Ipv6(it.address)), it.port),
        };
        let port = match port {
            0 => "0".into(),
            _ => self.ports.of(port),
        };
        match ip {
            IpAddr::V4(ip) if ip.is_loopback() && ip != Ipv4Addr::LOCALHOST => {
                format!("own:{port}")
            }
            IpAddr::V4(ip) => format!("{ip}:{port}"),
            IpAddr::V6(ip) => format!("[{ip}]:{port}"),
        }
    }
}
