//! A hostile guest that looks for somebody on the network. The first argument names what it tries, the second a port at which somebody listens
//! at each address of the host. Prints what it got, else hello.
use std::env;
use std::net::{Ipv4Addr, Ipv6Addr};
use wasip2::clocks::monotonic_clock::subscribe_duration;
use wasip2::io::poll::{poll, Pollable};
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::ip_name_lookup::resolve_addresses;
use wasip2::sockets::network::{
    ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress,
};
use wasip2::sockets::tcp_create_socket::create_tcp_socket;
use wasip2::sockets::udp::OutgoingDatagram;
use wasip2::sockets::udp_create_socket::create_udp_socket;

const PATIENCE: u64 = 2_000_000_000;
const NEIGHBOUR: &str = "127.9.9.9";

fn v4(host: &str, port: u16) -> IpSocketAddress {
    let address = host.parse::<Ipv4Addr>().unwrap().octets().into();
    IpSocketAddress::Ipv4(Ipv4SocketAddress { port, address })
}

fn v6(host: &str, port: u16) -> IpSocketAddress {
    let address = host.parse::<Ipv6Addr>().unwrap().segments().into();
    IpSocketAddress::Ipv6(Ipv6SocketAddress {
        port,
        flow_info: 0,
        address,
        scope_id: 0,
    })
}

fn family(address: &IpSocketAddress) -> IpAddressFamily {
    match address {
        IpSocketAddress::Ipv4(_) => IpAddressFamily::Ipv4,
        IpSocketAddress::Ipv6(_) => IpAddressFamily::Ipv6,
    }
}

/// What a call gives in the end; nothing where it does not end.
fn finish<T>(ready: &Pollable, mut call: impl FnMut() -> Result<T, ErrorCode>) -> Option<Result<T, ErrorCode>> {
    let end = subscribe_duration(PATIENCE);
    loop {
        match call() {
            Err(ErrorCode::WouldBlock) if end.ready() => return None,
            Err(ErrorCode::WouldBlock) => drop(poll(&[ready, &end])),
            other => return Some(other),
        }
    }
}

/// Connected, or not refused: then packets are on their way.
fn dials(address: IpSocketAddress) -> bool {
    let Ok(socket) = create_tcp_socket(family(&address)) else {
        return false;
    };
    let ready = socket.subscribe();
    let began = socket.start_connect(&instance_network(), address);
    began.is_ok() && !matches!(finish(&ready, || socket.finish_connect()), Some(Err(_)))
}

fn sends(address: IpSocketAddress, connected: bool) -> bool {
    let Ok(socket) = create_udp_socket(family(&address)) else {
        return false;
    };
    let any = match address {
        IpSocketAddress::Ipv4(_) => v4("0.0.0.0", 0),
        IpSocketAddress::Ipv6(_) => v6("::", 0),
    };
    let ready = socket.subscribe();
    if socket.start_bind(&instance_network(), any).is_ok() {
        finish(&ready, || socket.finish_bind());
    }
    let Ok((_incoming, outgoing)) = socket.stream(connected.then_some(address)) else {
        return false;
    };
    if outgoing.check_send().is_ok_and(|room| room == 0) {
        poll(&[&outgoing.subscribe(), &subscribe_duration(PATIENCE)]);
    }
    let datagram = OutgoingDatagram {
        data: b"hostile".to_vec(),
        remote_address: (!connected).then_some(address),
    };
    outgoing.check_send().is_ok_and(|room| room > 0) && outgoing.send(&[datagram]).is_ok_and(|sent| sent > 0)
}

fn listens(address: IpSocketAddress) -> bool {
    let Ok(socket) = create_tcp_socket(family(&address)) else {
        return false;
    };
    let ready = socket.subscribe();
    socket.start_bind(&instance_network(), address).is_ok()
        && matches!(finish(&ready, || socket.finish_bind()), Some(Ok(())))
        && socket.start_listen().is_ok()
        && matches!(finish(&ready, || socket.finish_listen()), Some(Ok(())))
}

fn takes(address: IpSocketAddress) -> bool {
    let Ok(socket) = create_udp_socket(family(&address)) else {
        return false;
    };
    let ready = socket.subscribe();
    socket.start_bind(&instance_network(), address).is_ok()
        && matches!(finish(&ready, || socket.finish_bind()), Some(Ok(())))
}

fn resolves(name: &str) -> bool {
    let Ok(stream) = resolve_addresses(&instance_network(), name) else {
        return false;
    };
    let ready = stream.subscribe();
    matches!(finish(&ready, || stream.resolve_next_address()), Some(Ok(Some(_))))
}

fn loopback(port: u16) -> Vec<IpSocketAddress> {
    let six = ["::1", "::", "::ffff:127.0.0.1", "::ffff:127.9.9.9"];
    let own = [v4("127.0.0.1", port), v4("0.0.0.0", port)];
    own.into_iter().chain(six.map(|host| v6(host, port))).collect()
}

fn neighbours(port: u16) -> Vec<IpSocketAddress> {
    let near = (1..250).map(|last| format!("127.{}.{}.{last}", last % 7, last % 3));
    near.chain([NEIGHBOUR.to_string()]).map(|host| v4(&host, port)).collect()
}

fn routable(port: u16) -> Vec<IpSocketAddress> {
    let hosts = ["1.1.1.1", "192.0.2.1", "10.0.2.2", "10.0.2.3", "10.0.2.15", "169.254.169.254", "172.17.0.1", "255.255.255.255"];
    let far = hosts.into_iter().flat_map(|host| [v4(host, port), v4(host, 80), v4(host, 53)]);
    far.chain([v6("2001:db8::1", 80), v6("ff02::1", port), v6("fe80::1", port)]).collect()
}

fn tries(what: &str, port: u16) -> Option<Vec<String>> {
    let all = |of: Vec<IpSocketAddress>, tries: &dyn Fn(IpSocketAddress) -> bool| -> Vec<String> {
        let got = of.into_iter().filter(|address| tries(*address));
        got.map(|address| format!("{address:?}")).collect()
    };
    Some(match what {
        "loopback" => all(loopback(port), &dials),
        "neighbours" => all(neighbours(port), &dials),
        "routable" => all(routable(port), &dials),
        "services" => all((1..200).map(|own| v4("127.0.0.1", own)).collect(), &dials),
        "datagrams" => all([loopback(port), routable(port)].concat(), &|address| sends(address, false)),
        "datagrams-connected" => all([loopback(port), routable(port)].concat(), &|address| sends(address, true)),
        "poses" => all(vec![v4(NEIGHBOUR, 28_999), v4(NEIGHBOUR, 0), v4("127.0.0.1", 28_999)], &|address| listens(address) || takes(address)),
        "names" => ["example.com", "metadata.google.internal"].into_iter().filter(|name| resolves(name)).map(String::from).collect(),
        _ => return None,
    })
}

fn main() {
    let args: Vec<String> = env::args().collect();
    let what = args.get(1).map_or("", |word| word.trim_start_matches("own-"));
    let port = args.get(2).and_then(|word| word.parse().ok()).unwrap_or(0);
    let Some(got) = tries(what, port) else {
        eprintln!("usage: main WHAT PORT");
        std::process::exit(2);
    };
    for each in &got {
        println!("LEAK {each}");
    }
    if got.is_empty() {
        println!("hello");
    }
}
