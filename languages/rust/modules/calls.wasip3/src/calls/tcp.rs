//! Operations on TCP sockets, and on names of hosts.
use super::addresses::{family, family_of, ip_of};
use super::handles::{no_handle, Handle, Outcome};
use super::options::of_tcp;
use super::{done, named, Calls, Told, Words};
use wasip3::sockets::ip_name_lookup::resolve_addresses;
use wasip3::sockets::types::TcpSocket;

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
    let at = ahead.more()?;
    if !calls.is_a(at, |handle| matches!(handle, Handle::Tcp(_))) {
        return None;
    }
    let told = perform_on(calls, name, at, &mut ahead).await?;
    *words = ahead;
    Some(told)
}

async fn perform_on(
    calls: &mut Calls,
    name: &str,
    at: &str,
    words: &mut Words<'_>,
) -> Option<Told> {
    match name {
        "receive" => return Some(receive(calls, at, words)),
        "send" => return Some(send(calls, at, words)),
        "listen" => {
            let made = calls.tcp(at).and_then(|it| it.listen().map_err(named));
            return Some(made.and_then(|made| calls.keep(words.result(), Handle::Visitors(made))));
        }
        "bind" | "connect" => {
            let address = match calls.address(words.next()) {
                Ok(address) => address,
                Err(error) => return Some(Err(error)),
            };
            let socket = calls.tcp(at).ok()?;
            return Some(done(match name {
                "bind" => socket.bind(address),
                _ => socket.connect(address).await,
            }));
        }
        "get-local-address" | "get-remote-address" => {
            let socket = calls.tcp(at).ok()?;
            let found = match name {
                "get-local-address" => socket.get_local_address(),
                _ => socket.get_remote_address(),
            };
            return Some(found.map_err(named).map(|address| calls.told(address)));
        }
        _ => {}
    }
    let socket = calls.tcp(at).ok()?;
    Some(match name {
        "get-address-family" => Ok(family_of(socket.get_address_family())),
        "get-is-listening" => Ok(socket.get_is_listening().to_string()),
        _ => return of_tcp(socket, name, words),
    })
}
