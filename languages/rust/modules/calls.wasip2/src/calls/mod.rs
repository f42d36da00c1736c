//! Performs operations of WASI 0.2 that the arguments name, and prints a line for each: see README.md.
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
mod options;
mod readings;
mod remarks;
mod say;
mod stats;
mod streams;
mod surroundings;
mod tcp;
mod udp;
mod words;

use say::Numbers;
use store::Handles;
pub use words::{cannot_read, Words};

/// What operations of both versions of WASI use, by the names of this one.
mod wasi {
    pub use wasip2::clocks::monotonic_clock as monotonic;
    pub use wasip2::filesystem::{preopens, types as files};
    pub use wasip2::sockets::network as net;

    pub mod clock {
        pub use wasip2::clocks::wall_clock::{now, Datetime as Time};
    }
}

/// Results of one operation, or the name of its error.
pub type Told = Result<String, String>;

/// Performs an operation, if it is one of its own.
pub type Table = fn(&mut Calls, &str, &mut Words) -> Option<Told>;

/// What operations share.
#[derive(Default)]
pub struct Calls {
    handles: Handles,
    ports: Numbers<u16>,
    hashes: Numbers<(u64, u64)>,
    more: Vec<Table>,
}

const TABLES: [Table; 8] = [
    files::perform,
    folders::perform,
    streams::perform,
    clocks::perform,
    cli::perform,
    tcp::perform,
    options::perform,
    udp::perform,
];

impl Calls {
    /// The results of an operation without words about it.
    fn one(&mut self, text: &str) -> Told {
        let mut words = Words::of(text);
        let name = words.next();
        let tables = TABLES.iter().chain(self.more.iter()).copied();
        let told = tables
            .collect::<Vec<_>>()
            .into_iter()
            .find_map(|table| table(self, name, &mut words));
        let told = told.unwrap_or_else(|| cannot_read("no such operation", name));
        // An operation that failed early has not read all.
        if told.is_ok() {
            words.check_end();
        }
        told
    }
}

/// Performs the arguments up to `--`, with operations of more tables.
pub fn perform_all(more: &[Table]) {
    let mut calls = Calls {
        more: more.to_vec(),
        ..Calls::default()
    };
    for text in std::env::args().skip(1).take_while(|text| text != "--") {
        println!("{}", about::line_of(&mut calls, &text));
    }
    // The engine ends what is left: an order of dropping is a case's own.
    std::mem::forget(calls);
}
