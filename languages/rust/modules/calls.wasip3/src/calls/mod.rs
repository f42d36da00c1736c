//! Performs operations of WASI 0.3 that the arguments name, and writes a line for each: see README.md.
#[macro_use]
mod store;

mod about;
mod addresses;
mod cli;
mod clocks;
mod descriptors;
mod files;
mod folders;
mod handles;
mod lines;
mod options;
mod race;
mod readings;
mod remarks;
mod say;
mod stats;
mod streams;
mod surroundings;
mod tcp;
mod udp;
mod words;

use lines::Lines;
use say::Numbers;
use store::Handles;
pub use words::{cannot_read, Words};

/// What operations of both versions of WASI use, by the names of this one.
mod wasi {
    pub use wasip3::clocks::monotonic_clock as monotonic;
    pub use wasip3::filesystem::{preopens, types as files};
    pub use wasip3::sockets::types as net;

    pub mod clock {
        pub use wasip3::clocks::system_clock::{now, Instant as Time};
    }
}

/// Results of one operation, or the name of its error.
pub type Told = Result<String, String>;

/// What operations share.
pub struct Calls {
    handles: Handles,
    ports: Numbers<u16>,
    hashes: Numbers<(u64, u64)>,
    lines: Lines,
}

impl Calls {
    /// The results of an operation without words about it.
    async fn one(&mut self, text: &str) -> Told {
        let mut words = Words::of(text);
        let told = self.perform(words.next(), &mut words).await;
        // An operation that failed early has not read all.
        if told.is_ok() {
            words.check_end();
        }
        told
    }

    async fn perform(&mut self, name: &str, words: &mut Words<'_>) -> Told {
        if let Some(told) = clocks::perform(name, words).await {
            return told;
        }
        if let Some(told) = cli::perform(self, name, words).await {
            return told;
        }
        if let Some(told) = streams::perform(self, name, words).await {
            return told;
        }
        if let Some(told) = tcp::perform(self, name, words).await {
            return told;
        }
        if let Some(told) = udp::perform(self, name, words).await {
            return told;
        }
        if let Some(told) = files::perform(self, name, words).await {
            return told;
        }
        folders::perform(self, name, words).await
    }
}

/// The name of an error.
pub fn named<E: std::fmt::Debug>(error: E) -> String {
    say::variant_of(&error)
}

/// No results, or the name of the error.
pub fn done<E: std::fmt::Debug>(outcome: Result<(), E>) -> Told {
    outcome.map(|()| String::new()).map_err(named)
}

/// Performs the arguments up to `--`.
async fn perform_all() {
    let mut calls = Calls {
        handles: Handles::default(),
        ports: Numbers::default(),
        hashes: Numbers::default(),
        lines: Lines::begin(),
    };
    let all = wasip3::cli::environment::get_arguments().into_iter();
    for text in all.skip(1).take_while(|text| text != "--") {
        let line = about::line_of(&mut calls, &text).await;
        calls.lines.say(&line).await;
    }
    calls.lines.end().await;
    // The engine ends what is left: an order of dropping is a case's own.
    std::mem::forget(calls);
}

/// The command of a program of calls.
pub struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        perform_all().await;
        Ok(())
    }
}
