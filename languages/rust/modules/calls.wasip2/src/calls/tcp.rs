//! Operations on TCP sockets, and on names of hosts.
use super::addresses::{family, family_of, ip_of};
use super::handles::Handle;
use super::{Calls, Told, Words};
use wasip2::io::streams::{InputStream, OutputStream};
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::ip_name_lookup::resolve_addresses;
use wasip2::sockets::network::{ErrorCode, IpSocketAddress};
use wasip2::sockets::tcp::ShutdownType;
use wasip2::sockets::tcp_create_socket::create_tcp_socket;

pub fn named(code: ErrorCode) -> String {
    code.name().into()
}

pub fn done(outcome: Result<(), ErrorCode>) -> Told {
    outcome.map(|()| String::new()).map_err(named)
}

impl Calls {
    /// The address at which a socket is.
    pub fn local(&self, name: &str) -> Result<IpSocketAddress, String> {
        let is_tcp = self.is_a(name, |handle| matches!(handle, Handle::Tcp(_)));
        let found = match is_tcp {
            true => self.tcp(name)?.local_address(),
            false => self.udp(name)?.local_address(),
        };
        found.map_err(named)
    }
}

fn keep_streams(
    calls: &mut Calls,
    words: &mut Words,
    input: InputStream,
    output: OutputStream,
) -> Told {
    calls.keep(words.result(), Handle::Input(input))?;
    calls.keep(words.result(), Handle::Output(output))
}

fn accept(calls: &mut Calls, at: &str, words: &mut Words) -> Told {
    let (socket, input, output) = calls.tcp(at)?.accept().map_err(named)?;
    calls.keep(words.result(), Handle::Tcp(socket))?;
    keep_streams(calls, words, input, output)
}

fn shutdown(calls: &Calls, at: &str, words: &mut Words) -> Told {
    let how = match words.choice(&["receive", "send", "both"]) {
        0 => ShutdownType::Receive,
        1 => ShutdownType::Send,
        _ => ShutdownType::Both,
    };
    done(calls.tcp(at)?.shutdown(how))
}

fn start(calls: &Calls, name: &str, at: &str, words: &mut Words) -> Told {
    let address = calls.address(words.next())?;
    let (socket, network) = (calls.tcp(at)?, instance_network());
    done(match name {
        "start-bind" => socket.start_bind(&network, address),
        _ => socket.start_connect(&network, address),
    })
}

fn lookup(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    Some(match name {
        "create-tcp-socket" => match create_tcp_socket(family(words)) {
            Ok(socket) => calls.keep(words.result(), Handle::Tcp(socket)),
            Err(error) => Err(named(error)),
        },
        "resolve-addresses" => match resolve_addresses(&instance_network(), &words.path()) {
            Ok(found) => calls.keep(words.result(), Handle::Names(found)),
            Err(error) => Err(named(error)),
        },
        "resolve-next-address" => {
            let next = calls
                .names(words.next())
                .and_then(|found| found.resolve_next_address().map_err(named));
            next.map(|next| next.map_or("none".into(), |address| ip_of(address).to_string()))
        }
        _ => return None,
    })
}

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    if let Some(told) = lookup(calls, name, words) {
        return Some(told);
    }
    let mut ahead = words.clone();
    let at = ahead.more()?;
    if !calls.is_a(at, |handle| matches!(handle, Handle::Tcp(_))) {
        return None;
    }
    let told = perform_on(calls, name, at, &mut ahead)?;
    *words = ahead;
    Some(told)
}

fn perform_on(calls: &mut Calls, name: &str, at: &str, words: &mut Words) -> Option<Told> {
    Some(match name {
        "accept" => accept(calls, at, words),
        "address-family" => calls
            .tcp(at)
            .map(|socket| family_of(socket.address_family())),
        "finish-bind" => calls.tcp(at).and_then(|socket| done(socket.finish_bind())),
        "finish-connect" => {
            let made = calls
                .tcp(at)
                .and_then(|socket| socket.finish_connect().map_err(named));
            made.and_then(|(input, output)| keep_streams(calls, words, input, output))
        }
        "finish-listen" => calls
            .tcp(at)
            .and_then(|socket| done(socket.finish_listen())),
        "is-listening" => calls
            .tcp(at)
            .map(|socket| socket.is_listening().to_string()),
        "local-address" => {
            let found = calls
                .tcp(at)
                .and_then(|socket| socket.local_address().map_err(named));
            found.map(|address| calls.told(address))
        }
        "remote-address" => {
            let found = calls
                .tcp(at)
                .and_then(|socket| socket.remote_address().map_err(named));
            found.map(|address| calls.told(address))
        }
        "shutdown" => shutdown(calls, at, words),
        "start-bind" | "start-connect" => start(calls, name, at, words),
        "start-listen" => calls.tcp(at).and_then(|socket| done(socket.start_listen())),
        _ => return None,
    })
}
