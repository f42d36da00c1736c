mod sockets;

use std::env;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::mem::ManuallyDrop;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::os::fd::{FromRawFd, RawFd};
use std::process::{self, ExitCode};

fn main() -> ExitCode {
    let attempts = match env::args().nth(1).as_deref() {
        Some("parent") => vec![
            try_read("/data/../../outside.txt"),
            try_read("../outside.txt"),
            try_read("/data/sub/../../outside.txt"),
        ],
        Some("absolute") => vec![
            try_read("/etc/passwd"),
            try_read("/etc/hostname"),
            try_read("/proc/self/environ"),
        ],
        Some("symlink") => vec![
            try_read("/data/link-out"),
            try_read("/data/link-up"),
            try_write("/data/link-out"),
            try_write("/data/link-up"),
        ],
        Some("descriptors") => vec![try_descriptors()],
        Some("port") => vec![try_connect(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 47474))],
        _ => {
            eprintln!("usage: main parent|absolute|symlink|descriptors|port");
            process::exit(2);
        }
    };
    for Attempt { what, leaks } in &attempts {
        println!("{} {what}", if *leaks { "LEAK" } else { "refused" });
    }
    let leaked = attempts.iter().any(|attempt| attempt.leaks);
    ExitCode::from(u8::from(leaked))
}

struct Attempt {
    what: String,
    leaks: bool,
}

fn try_read(path: &str) -> Attempt {
    Attempt {
        what: format!("read {path}"),
        leaks: File::open(path).is_ok(),
    }
}

fn try_write(path: &str) -> Attempt {
    Attempt {
        what: format!("write {path}"),
        leaks: OpenOptions::new().write(true).open(path).is_ok(),
    }
}

fn try_connect(address: SocketAddrV4) -> Attempt {
    Attempt {
        what: format!("connect {address}"),
        leaks: sockets::connect(address).is_ok(),
    }
}

fn try_descriptors() -> Attempt {
    Attempt {
        what: "descriptors".to_owned(),
        leaks: (4..=64).any(descriptor_leaks),
    }
}

fn descriptor_leaks(descriptor: RawFd) -> bool {
    // Safety: nothing here owns these descriptors, and ManuallyDrop leaves them open.
    let mut file = ManuallyDrop::new(unsafe { File::from_raw_fd(descriptor) });
    file.read(&mut [0]).is_ok() || file.write(&[0]).is_ok()
}
