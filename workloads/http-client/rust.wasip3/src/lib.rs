//! Sends HTTP requests to the address that CONNECT_SERVER names, by wasi:http/client.
mod asking;
mod fields;
mod parts;
mod print;
mod send;

use asking::Asking;
use futures::future::join_all;
use print::{print, say};
use send::{options_of, send};
use wasip3::cli::environment::get_arguments;
use wasip3::cli::stdout;

/// What both versions of WASI use, by the names of this one.
mod wasi {
    pub use wasip3::http::types::{Method, Request, Scheme};
}

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let (mut out, reader) = wasip3::wit_stream::new();
        let written = stdout::write_via_stream(reader);
        let asking = Asking::of(&get_arguments()[1..]);
        for _ in 0..asking.again.max(1) {
            if options_of(&asking).is_err() {
                say(&mut out, "unsupported\n").await;
                break;
            }
            let all = (0..asking.at_once.max(1)).map(|_| send(&asking));
            for answer in join_all(all).await {
                match answer {
                    Ok((response, sent)) => {
                        let sent = (!asking.forgets).then_some(sent);
                        print(response, sent, &mut out).await;
                    }
                    Err(_) => say(&mut out, "failed\n").await,
                }
            }
        }
        drop(out);
        written.await.map_err(|_| ())
    }
}

wasip3::cli::command::export!(Program);
