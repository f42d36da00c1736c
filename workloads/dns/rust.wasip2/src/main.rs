// Names by wasi:sockets/ip-name-lookup.
mod sockets;

use sockets::{error_of, finish};
use std::env;
use std::io::Result;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::ip_name_lookup::resolve_addresses;
use wasip2::sockets::network::IpAddress;

fn look_up(name: &str) -> Result<Vec<IpAddr>> {
    let stream = resolve_addresses(&instance_network(), name).map_err(error_of)?;
    let ready = stream.subscribe();
    let mut found = Vec::new();
    while let Some(address) = finish(&ready, || stream.resolve_next_address())? {
        found.push(match address {
            IpAddress::Ipv4((a, b, c, d)) => Ipv4Addr::new(a, b, c, d).into(),
            IpAddress::Ipv6((a, b, c, d, e, f, g, h)) => {
                Ipv6Addr::new(a, b, c, d, e, f, g, h).into()
            }
        });
    }
    Ok(found)
}

fn main() -> Result<()> {
    let found = look_up(&env::args().nth(1).expect("a name"))?;
    if found.contains(&IpAddr::V4(Ipv4Addr::LOCALHOST)) {
        println!("{}", Ipv4Addr::LOCALHOST);
    } else if found.is_empty() {
        println!("none");
    } else {
        found.iter().for_each(|address| println!("{address}"));
    }
    Ok(())
}
