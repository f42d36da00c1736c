//! Records of TLS as RFC 5246 and RFC 8446 write them, as far as a client that refuses its server gets.
use crate::sockets::Connection;
use std::io::{Error, Read, Result, Write};

const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;

/// P-256, for example.com, signed by its own key; valid from 2020 to 2120.
const CERTIFICATE: &[u8] = include_bytes!("self-signed.der");

pub struct Server(Connection);

/// Bytes behind their length of so many bytes.
fn counted(width: usize, bytes: &[u8]) -> Vec<u8> {
    let length = (bytes.len() as u32).to_be_bytes();
    [&length[4 - width..], bytes].concat()
}

fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[kind][..], &counted(3, body)].concat()
}

fn record(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[kind, 3, 3][..], &counted(2, body)].concat()
}

/// All that a server of TLS 1.2 says before its client: ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 by X25519.
fn flight() -> Vec<u8> {
    let hello = [&[3, 3][..], &[0x5a; 32], &[0, 0xc0, 0x2b, 0]].concat();
    let certificates = counted(3, &counted(3, CERTIFICATE));
    // A signature of nothing: who believes the certificate would look at it next.
    let signature = counted(2, &[0x30, 6, 2, 1, 1, 2, 1, 1]);
    let key = [
        &[3, 0, 0x1d][..],
        &counted(1, &[9; 32]),
        &[4, 3],
        &signature,
    ]
    .concat();
    let all = [
        message(2, &hello),
        message(11, &certificates),
        message(12, &key),
        message(14, &[]),
    ];
    record(HANDSHAKE, &all.concat())
}

/// The name in a client's hello, by its extension server_name.
fn name_in(hello: &[u8]) -> Option<String> {
    let skip = |bytes: &'_ [u8], width: usize| -> Option<usize> {
        let length = bytes.get(..width)?;
        Some(width + length.iter().fold(0, |sum, byte| sum << 8 | *byte as usize))
    };
    // Behind type and length of the message stand a version and 32 random bytes.
    let mut rest = hello.get(4 + 34..)?;
    for width in [1, 2, 1] {
        rest = rest.get(skip(rest, width)?..)?;
    }
    rest = rest.get(2..)?;
    while rest.len() >= 4 {
        let end = 2 + skip(&rest[2..], 2)?;
        if rest[..2] == [0, 0] {
            return String::from_utf8(rest.get(9..end)?.to_vec()).ok();
        }
        rest = rest.get(end..)?;
    }
    None
}

impl Server {
    pub fn new(connection: Connection) -> Server {
        Server(connection)
    }

    /// One record: its type and its body; none where the client has ended or broken off.
    fn next(&mut self) -> Result<Option<(u8, Vec<u8>)>> {
        let mut head = [0; 5];
        if self.0.read_exact(&mut head).is_err() {
            return Ok(None);
        }
        let mut body = vec![0; u16::from_be_bytes([head[3], head[4]]) as usize];
        self.0.read_exact(&mut body)?;
        Ok(Some((head[0], body)))
    }

    /// Takes the client's hello; the name that it asks for.
    pub fn hello(&mut self) -> Result<String> {
        let (kind, body) = self.next()?.ok_or(Error::other("no hello"))?;
        match name_in(&body) {
            Some(name) if kind == HANDSHAKE && body[0] == 1 => Ok(name),
            _ => Err(Error::other(format!("no hello with a name: type {kind}"))),
        }
    }

    pub fn answer(&mut self, answer: &str) -> Result<()> {
        match answer {
            "self-signed" => self.0.write_all(&flight()),
            "plain-text" => self.0.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
            "alert" => self.0.write_all(&record(ALERT, &[2, 40])),
            "end" => self.0.end_writing(),
            _ => panic!("no such answer: {answer}"),
        }
    }

    /// What the client says until it ends: no data, or the types of its records. Of alerts, only the one that no authority is known counts.
    pub fn rest(&mut self) -> Result<String> {
        let mut told = vec![];
        while let Some((kind, body)) = self.next()? {
            match (kind, &body[..]) {
                (ALERT, [2, 48]) => told.push("unknown_ca".to_string()),
                (ALERT, _) => {}
                _ => told.push(format!("record of type {kind}")),
            }
        }
        Ok(if told.is_empty() {
            "no data".to_string()
        } else {
            told.join(", ")
        })
    }
}
