//! Operations on TCP sockets, and on names of hosts.
use super::addresses::{family, family_of, ip_of};
use super::handles::{Handle, Outcome};
use super::options::of_tcp;
use super::store::no_handle;
use super::{done, named, Calls, Told, Words};
use wasip3::sockets::ip_name_lookup::resolve_addresses;
use wasip3::sockets::types::{IpSocketAddress, TcpSocket};

impl Calls {
    /// The address at which a socket is.
    pub fn local(&self, name: &str) -> Result<IpSocketAddress, String> {
        let is_tcp = self.is_a(name, |handle| matches!(handle, Handle::Tcp(_)));
        let found = match is_tcp {
            true => self.tcp(name)?.get_local_address(),
            false => self.udp(name)?.get_local_address(),
        };
        found.map_err(named)
    }
}

/// Those that a name has, each once, sorted.
async fn resolve(name: String) -> Told {
    let found = resolve_addresses(name).await.map_err(named)?;
    let mut all: Vec<_> = found
        .into_iter()
        .map(|each| ip_of(each).to_string())
        .collect();
    all.sort();
    all.dedup();
    Ok(all.join(" "))
}

async fn accept(calls: &mut Calls, at: &str, words: &mut Words<'_>) -> Told {
    let Some(Handle::Visitors(visitors)) = calls.handles.find_mut(at) else {
        return Err(no_handle());
    };
    match visitors.next().await {
        Some(socket) => calls.keep(words.result(), Handle::Tcp(socket)),
        None => Err("over".into()),
    }
}

fn send(calls: &mut Calls, at: &str, words: &mut Words) -> Told {
    let (writer, reader) = wasip3::wit_stream::new();
    let outcome = calls.tcp(at)?.send(reader);
    calls.keep(words.result(), Handle::Output(writer))?;
    calls.keep(words.result(), Handle::Outcome(Outcome::Socket(outcome)))
}

fn receive(calls: &mut Calls, at: &str, words: &mut Words) -> Told {
    let (stream, outcome) = calls.tcp(at)?.receive();
    calls.keep(words.result(), Handle::Input(stream))?;
    calls.keep(words.result(), Handle::Outcome(Outcome::Socket(outcome)))
}

pub async fn perform(calls: &mut Calls, name: &str, words: &mut Words<'_>) -> Option<Told> {
    if name == "create-tcp-socket" {
        let made = TcpSocket::create(family(words)).map_err(named);
        return Some(made.and_then(|socket| calls.keep(words.result(), Handle::Tcp(socket))));
    }
    if name == "resolve-addresses" {
        return Some(resolve(words.path()).await);
    }
    if name == "accept" {
        let at = words.next();
        return Some(accept(calls, at, words).await);
    }
    let mut ahead = words.clone();
    let is_tcp = calls.is_a(ahead.more()?, |handle| matches!(handle, Handle::Tcp(_)));
    match is_tcp {
        true => Some(perform_on(calls, name, words.next(), words).await),
        false => None,
    }
}

async fn perform_on(calls: &mut Calls, name: &str, at: &str, words: &mut Words<'_>) -> Told {
    match name {
        "bind" => {
            let address = calls.address(words.next())?;
            done(calls.tcp(at)?.bind(address))
        }
        "connect" => {
            let address = calls.address(words.next())?;
            done(calls.tcp(at)?.connect(address).await)
        }
        "get-address-family" => Ok(family_of(calls.tcp(at)?.get_address_family())),
        "get-is-listening" => Ok(calls.tcp(at)?.get_is_listening().to_string()),
        "get-local-address" => calls.local(at).map(|address| calls.told(address)),
        "get-remote-address" => {
            let address = calls.tcp(at)?.get_remote_address().map_err(named)?;
            Ok(calls.told(address))
        }
        "listen" => {
            let visitors = calls.tcp(at)?.listen().map_err(named)?;
            calls.keep(words.result(), Handle::Visitors(visitors))
        }
        "receive" => receive(calls, at, words),
        "send" => send(calls, at, words),
        _ => of_tcp(calls.tcp(at)?, name, words),
    }
}
