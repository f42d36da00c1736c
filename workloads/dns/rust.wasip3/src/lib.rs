// Names by wasi:sockets/ip-name-lookup.
mod stdio;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use stdio::print;
use wasip3::cli::environment;
use wasip3::sockets::ip_name_lookup::resolve_addresses;
use wasip3::sockets::types::IpAddress;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let name = environment::get_arguments().into_iter().nth(1).ok_or(())?;
        let found = resolve_addresses(name)
            .await
            .map_err(|error| eprintln!("{error:?}"))?;
        let found: Vec<IpAddr> = found.into_iter().map(ip_of).collect();
        let text: String = match &found[..] {
            [] => "none\n".into(),
            all if all.contains(&IpAddr::V4(Ipv4Addr::LOCALHOST)) => "127.0.0.1\n".into(),
            all => all.iter().map(|address| format!("{address}\n")).collect(),
        };
        print(text).await
    }
}

fn ip_of(address: IpAddress) -> IpAddr {
    match address {
        IpAddress::Ipv4((a, b, c, d)) => Ipv4Addr::new(a, b, c, d).into(),
        IpAddress::Ipv6((a, b, c, d, e, f, g, h)) => Ipv6Addr::new(a, b, c, d, e, f, g, h).into(),
    }
}

wasip3::cli::command::export!(Program);
