//! Operations on UDP sockets.
use super::addresses::{family, family_of};
use super::handles::Handle;
use super::options::of_udp;
use super::race::first;
use super::say::text_of;
use super::{done, named, Calls, Told, Words};
use wasip3::clocks::monotonic_clock::wait_for;
use wasip3::sockets::types::UdpSocket;

async fn send(calls: &Calls, at: &str, words: &mut Words<'_>) -> Told {
    let data = words.text();
    let remote = match words.next() {
        "-" => None,
        word => Some(calls.address(word)?),
    };
    done(calls.udp(at)?.send(data, remote).await)
}

async fn receive(calls: &mut Calls, at: &str) -> Told {
    let (data, sender) = calls.udp(at)?.receive().await.map_err(named)?;
    let sender = calls.told(sender);
    Ok(format!("{} {}@{sender}", data.len(), text_of(&data)))
}

/// Receives until so many datagrams have come, for at most 2 s, and tells what was in them.
async fn gather(calls: &Calls, at: &str, count: usize) -> Told {
    let socket = calls.udp(at)?;
    let mut came = Vec::new();
    while came.len() < count {
        match first(socket.receive(), wait_for(2_000_000_000)).await {
            Ok(received) => came.push(text_of(&received.map_err(named)?.0)),
            Err(()) => break,
        }
    }
    Ok(came.join(" "))
}

pub async fn perform(calls: &mut Calls, name: &str, words: &mut Words<'_>) -> Option<Told> {
    if name == "create-udp-socket" {
        let made = UdpSocket::create(family(words)).map_err(named);
        return Some(made.and_then(|socket| calls.keep(words.result(), Handle::Udp(socket))));
    }
    let mut ahead = words.clone();
    let at = ahead.more()?;
    if !calls.is_a(at, |handle| matches!(handle, Handle::Udp(_))) {
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
        "gather" => return Some(gather(calls, at, words.number() as usize).await),
        "receive" => return Some(receive(calls, at).await),
        "send" => return Some(send(calls, at, words).await),
        "bind" | "connect" => {
            let address = match calls.address(words.next()) {
                Ok(address) => address,
                Err(error) => return Some(Err(error)),
            };
            let socket = calls.udp(at).ok()?;
            return Some(done(match name {
                "bind" => socket.bind(address),
                _ => socket.connect(address),
            }));
        }
        "get-local-address" | "get-remote-address" => {
            let socket = calls.udp(at).ok()?;
            let found = match name {
                "get-local-address" => socket.get_local_address(),
                _ => socket.get_remote_address(),
            };
            return Some(found.map_err(named).map(|address| calls.told(address)));
        }
        _ => {}
    }
    let socket = calls.udp(at).ok()?;
    Some(match name {
        "disconnect" => done(socket.disconnect()),
        "get-address-family" => Ok(family_of(socket.get_address_family())),
        _ => return of_udp(socket, name, words),
    })
}
