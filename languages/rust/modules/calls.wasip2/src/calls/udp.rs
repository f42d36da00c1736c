//! Operations on UDP sockets.
use super::addresses::{family, family_of};
use super::handles::Handle;
use super::say::text_of;
use super::tcp::{done, named};
use super::{Calls, Told, Words};
use wasip2::clocks::monotonic_clock::subscribe_duration;
use wasip2::io::poll::poll;
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::udp::OutgoingDatagram;
use wasip2::sockets::udp_create_socket::create_udp_socket;

fn stream(calls: &mut Calls, at: &str, words: &mut Words) -> Told {
    let remote = match words.next() {
        "-" => None,
        word => Some(calls.address(word)?),
    };
    let (incoming, outgoing) = calls.udp(at)?.stream(remote).map_err(named)?;
    calls.keep(words.result(), Handle::Incoming(incoming))?;
    calls.keep(words.result(), Handle::Outgoing(outgoing))
}

/// TEXT ADDRESS, as often as there are words; `-` is no address.
fn send(calls: &Calls, at: &str, words: &mut Words) -> Told {
    let mut datagrams = Vec::new();
    while let Some(word) = words.more() {
        let data = super::words::bytes_of(word);
        let remote_address = match words.next() {
            "-" => None,
            word => Some(calls.address(word)?),
        };
        datagrams.push(OutgoingDatagram {
            data,
            remote_address,
        });
    }
    let sent = calls.outgoing(at)?.send(&datagrams).map_err(named)?;
    Ok(sent.to_string())
}

fn receive(calls: &mut Calls, at: &str, most: u64) -> Told {
    let came = calls.incoming(at)?.receive(most).map_err(named)?;
    let over = if came.len() as u64 > most {
        " overrun"
    } else {
        ""
    };
    let mut told = format!("{}", came.len());
    for datagram in came {
        let sender = calls.told(datagram.remote_address);
        told.push_str(&format!(" {}@{sender}", text_of(&datagram.data)));
    }
    Ok(told + over)
}

/// A new stream may permit none at first: then its pollable says when.
fn check_send(calls: &Calls, at: &str) -> Told {
    let outgoing = calls.outgoing(at)?;
    if outgoing.check_send().map_err(named)? == 0 {
        outgoing.subscribe().block();
    }
    let room = outgoing.check_send().map_err(named)?;
    Ok(if room == 0 { "none" } else { "some" }.into())
}

/// Waits until a datagram has come, and receives.
fn take(calls: &mut Calls, at: &str, most: u64) -> Told {
    for _ in 0..100 {
        let told = receive(calls, at, most)?;
        if told != "0" {
            return Ok(told);
        }
        calls.incoming(at)?.subscribe().block();
    }
    Err("ready-without-datagram".into())
}

/// Receives until so many datagrams have come, for at most 2 s, and tells what was in them.
fn gather(calls: &Calls, at: &str, count: u64) -> Told {
    let incoming = calls.incoming(at)?;
    let mut came = Vec::new();
    let late = subscribe_duration(2_000_000_000);
    while (came.len() as u64) < count {
        let more = incoming.receive(count).map_err(named)?;
        if more.is_empty() && poll(&[&incoming.subscribe(), &late]).contains(&1) {
            break;
        }
        came.extend(more);
    }
    let told: Vec<_> = came.iter().map(|each| text_of(&each.data)).collect();
    Ok(told.join(" "))
}

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    if name == "create-udp-socket" {
        let made = create_udp_socket(family(words)).map_err(named);
        return Some(made.and_then(|socket| calls.keep(words.result(), Handle::Udp(socket))));
    }
    let mut ahead = words.clone();
    let at = ahead.more()?;
    let is_udp = |handle: &Handle| {
        matches!(
            handle,
            Handle::Udp(_) | Handle::Incoming(_) | Handle::Outgoing(_)
        )
    };
    if !calls.is_a(at, is_udp) {
        return None;
    }
    let told = perform_on(calls, name, at, &mut ahead)?;
    *words = ahead;
    Some(told)
}

fn perform_on(calls: &mut Calls, name: &str, at: &str, words: &mut Words) -> Option<Told> {
    Some(match name {
        "address-family" => calls
            .udp(at)
            .map(|socket| family_of(socket.address_family())),
        "check-send" => check_send(calls, at),
        "gather" => gather(calls, at, words.number()),
        "finish-bind" => calls.udp(at).and_then(|socket| done(socket.finish_bind())),
        "local-address" => {
            let found = calls
                .udp(at)
                .and_then(|socket| socket.local_address().map_err(named));
            found.map(|address| calls.told(address))
        }
        "receive" => receive(calls, at, words.number()),
        "remote-address" => {
            let found = calls
                .udp(at)
                .and_then(|socket| socket.remote_address().map_err(named));
            found.map(|address| calls.told(address))
        }
        "send" => send(calls, at, words),
        "start-bind" => match calls.address(words.next()) {
            Ok(address) => calls
                .udp(at)
                .and_then(|socket| done(socket.start_bind(&instance_network(), address))),
            Err(error) => Err(error),
        },
        "stream" => stream(calls, at, words),
        "take" => take(calls, at, words.number()),
        _ => return None,
    })
}
