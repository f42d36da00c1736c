mod connect;
mod wasi;

use std::env;
use std::ffi::CString;
use std::fs::{self, File, OpenOptions};
use std::process::{self, ExitCode};

fn main() -> ExitCode {
    let mut leaked = false;
    for attempt in env::args().skip(1) {
        if attempt == "preopens" {
            for name in wasi::preopens() {
                println!("preopen {name}");
            }
            continue;
        }
        let leaks = succeeds(&attempt);
        println!("{} {attempt}", if leaks { "LEAK" } else { "refused" });
        leaked |= leaks;
    }
    ExitCode::from(u8::from(leaked))
}

fn succeeds(attempt: &str) -> bool {
    let mut words = attempt.split(' ');
    let mut word = || words.next().unwrap_or_default();
    let (verb, path, other) = (word(), word(), word());
    match verb {
        "read" => File::open(path).is_ok(),
        "write" => OpenOptions::new().write(true).open(path).is_ok(),
        "list" => fs::read_dir(path).is_ok(),
        "stat" => fs::metadata(path).is_ok(),
        "readlink" => fs::read_link(path).is_ok(),
        "make" => fs::create_dir(path).is_ok(),
        "symlink" => symlinks(path, other),
        "link" => fs::hard_link(path, other).is_ok(),
        "rename" => fs::rename(path, other).is_ok(),
        "remove" => fs::remove_file(path).is_ok(),
        "rmdir" => fs::remove_dir(path).is_ok(),
        "descriptors" => (4..=64).any(wasi::descriptor_leaks),
        "connect" => connect::succeeds(path),
        _ => {
            eprintln!("no verb: {verb}");
            process::exit(2);
        }
    }
}

// The standard library has it for WASI in nightly releases alone, wasi-libc in all.
fn symlinks(target: &str, path: &str) -> bool {
    unsafe extern "C" {
        fn symlink(target: *const i8, path: *const i8) -> i32;
    }
    let [target, path] = [target, path].map(|text| CString::new(text).expect("no NUL"));
    // Safety: both are C strings.
    unsafe { symlink(target.as_ptr().cast(), path.as_ptr().cast()) == 0 }
}
