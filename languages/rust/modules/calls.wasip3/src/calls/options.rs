//! Options of sockets.
use super::remarks::kept;
use super::{cannot_read, done, named, Told, Words};
use wasip3::sockets::types::{ErrorCode, TcpSocket, UdpSocket};

fn number<T: Into<u64>>(outcome: Result<T, ErrorCode>) -> Told {
    outcome.map(|value| value.into().to_string()).map_err(named)
}

pub fn of_tcp(socket: &TcpSocket, name: &str, words: &mut Words) -> Told {
    let told = match name {
        "get-hop-limit" => number(socket.get_hop_limit()),
        "get-keep-alive-count" => number(socket.get_keep_alive_count()),
        "get-keep-alive-enabled" => socket
            .get_keep_alive_enabled()
            .map(|is| is.to_string())
            .map_err(named),
        "get-keep-alive-idle-time" => number(socket.get_keep_alive_idle_time()),
        "get-keep-alive-interval" => number(socket.get_keep_alive_interval()),
        "get-receive-buffer-size" => number(socket.get_receive_buffer_size()),
        "get-send-buffer-size" => number(socket.get_send_buffer_size()),
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
        _ => cannot_read("no such operation", name),
    };
    kept(told, words)
}

pub fn of_udp(socket: &UdpSocket, name: &str, words: &mut Words) -> Told {
    let told = match name {
        "get-receive-buffer-size" => number(socket.get_receive_buffer_size()),
        "get-send-buffer-size" => number(socket.get_send_buffer_size()),
        "get-unicast-hop-limit" => number(socket.get_unicast_hop_limit()),
        "set-receive-buffer-size" => done(socket.set_receive_buffer_size(words.number())),
        "set-send-buffer-size" => done(socket.set_send_buffer_size(words.number())),
        "set-unicast-hop-limit" => done(socket.set_unicast_hop_limit(words.number() as u8)),
        _ => cannot_read("no such operation", name),
    };
    kept(told, words)
}
