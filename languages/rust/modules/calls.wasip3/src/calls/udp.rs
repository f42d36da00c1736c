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
    let is_udp = calls.is_a(ahead.more()?, |handle| matches!(handle, Handle::Udp(_)));
    match is_udp {
        true => Some(perform_on(calls, name, words.next(), words).await),
        false => None,
    }
}

async fn perform_on(calls: &mut Calls, name: &str, at: &str, words: &mut Words<'_>) -> Told {
    match name {
        "bind" => {
            let address = calls.address(words.next())?;
            done(calls.udp(at)?.bind(address))
        }
        "connect" => {
            let address = calls.address(words.next())?;
            done(calls.udp(at)?.connect(address))
        }
        "disconnect" => done(calls.udp(at)?.disconnect()),
        "gather" => gather(calls, at, words.number() as usize).await,
        "get-address-family" => Ok(family_of(calls.udp(at)?.get_address_family())),
        "get-local-address" => calls.local(at).map(|address| calls.told(address)),
        "get-remote-address" => {
            let address = calls.udp(at)?.get_remote_address().map_err(named)?;
            Ok(calls.told(address))
        }
        "receive" => receive(calls, at).await,
        "send" => send(calls, at, words).await,
        _ => of_udp(calls.udp(at)?, name, words),
    }
}
