//! Options of sockets.
use super::handles::Handle;
use super::remarks::kept;
use super::tcp::{done, named};
use super::{Calls, Told, Words};
use wasip2::sockets::tcp::TcpSocket;
use wasip2::sockets::udp::UdpSocket;

fn of_tcp(socket: &TcpSocket, name: &str, words: &mut Words) -> Option<Told> {
    let number = |outcome: Result<u64, _>| outcome.map(|value| value.to_string()).map_err(named);
    Some(match name {
        "hop-limit" => number(socket.hop_limit().map(u64::from)),
        "keep-alive-count" => number(socket.keep_alive_count().map(u64::from)),
        "keep-alive-enabled" => socket
            .keep_alive_enabled()
            .map(|is| is.to_string())
            .map_err(named),
        "keep-alive-idle-time" => number(socket.keep_alive_idle_time()),
        "keep-alive-interval" => number(socket.keep_alive_interval()),
        "receive-buffer-size" => number(socket.receive_buffer_size()),
        "send-buffer-size" => number(socket.send_buffer_size()),
        "set-hop-limit" => done(socket.set_hop_limit(words.number() as u8)),
        "set-keep-alive-count" => done(socket.set_keep_alive_count(words.number() as u32)),
        "set-keep-alive-enabled" => {
            done(socket.set_keep_alive_enabled(words.choice(&["false", "true"]) == 1))
        }
        "set-keep-alive-idle-time" => done(socket.set_keep_alive_idle_time(words.number())),
        "set-keep-alive-interval" => done(socket.set_keep_alive_interval(words.number())),
        "set-listen-backlog-size" => done(socket.set_listen_backlog_size(words.number())),
        "set-receive-buffer-size" => done(socket.set_receive_buffer_size(words.number())),
        "set-send-buffer-size" => done(socket.set_send_buffer_size(words.number())),
        _ => return None,
    })
}

fn of_udp(socket: &UdpSocket, name: &str, words: &mut Words) -> Option<Told> {
    let number = |outcome: Result<u64, _>| outcome.map(|value| value.to_string()).map_err(named);
    Some(match name {
        "receive-buffer-size" => number(socket.receive_buffer_size()),
        "send-buffer-size" => number(socket.send_buffer_size()),
        "set-receive-buffer-size" => done(socket.set_receive_buffer_size(words.number())),
        "set-send-buffer-size" => done(socket.set_send_buffer_size(words.number())),
        "set-unicast-hop-limit" => done(socket.set_unicast_hop_limit(words.number() as u8)),
        "unicast-hop-limit" => number(socket.unicast_hop_limit().map(u64::from)),
        _ => return None,
    })
}

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    let mut ahead = words.clone();
    let told = match calls.handles.find(ahead.more()?) {
        Some(Handle::Tcp(socket)) => of_tcp(socket, name, &mut ahead),
        Some(Handle::Udp(socket)) => of_udp(socket, name, &mut ahead),
        _ => None,
    }?;
    *words = ahead;
    Some(kept(told, words))
}
