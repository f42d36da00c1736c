use wasip2::cli::{stdin, stdout, terminal_stderr, terminal_stdin, terminal_stdout};
use wasip2::clocks::monotonic_clock::subscribe_duration;
use wasip2::io::poll::{poll, Pollable};
use wasip2::io::streams::StreamError;
use wasip2::sockets::instance_network::instance_network;

fn say(text: &str) -> Result<(), StreamError> {
    stdout::get_stdout().blocking_write_and_flush(text.as_bytes())
}

/// Moves so many bytes, or all until the end.
fn splice(mut left: u64) -> Result<(), StreamError> {
    let (input, output) = (stdin::get_stdin(), stdout::get_stdout());
    while left > 0 {
        match output.blocking_splice(&input, left) {
            Ok(moved) => left -= moved,
            Err(StreamError::Closed) => break,
            Err(error) => return Err(error),
        }
    }
    output.blocking_flush()
}

fn read_closed() -> Result<(), StreamError> {
    let input = stdin::get_stdin();
    loop {
        match input.blocking_read(4096) {
            Ok(_) => {}
            Err(StreamError::Closed) => break,
            Err(error) => return Err(error),
        }
    }
    match input.read(1) {
        Err(StreamError::Closed) => say("closed\n"),
        other => other.map(|_| ()),
    }
}

fn drop_in_order() -> Result<(), StreamError> {
    let (input, output) = (stdin::get_stdin(), stdout::get_stdout());
    let (input_ready, output_ready) = (input.subscribe(), output.subscribe());
    drop(input_ready);
    drop(output_ready);
    drop(input);
    drop(output);
    say("again\n")
}

fn poll_with(other: &Pollable) -> Result<(), StreamError> {
    let late = subscribe_duration(10_000_000_000);
    let ready: String = poll(&[&late, other])
        .iter()
        .map(|place| place.to_string())
        .collect();
    say(&format!("{ready}\n"))
}

fn terminals() -> Result<(), StreamError> {
    let have = [
        terminal_stdin::get_terminal_stdin().is_some(),
        terminal_stdout::get_terminal_stdout().is_some(),
        terminal_stderr::get_terminal_stderr().is_some(),
    ];
    let words = have.map(|has| if has { "terminal" } else { "none" });
    say(&format!("{}\n", words.join(" ")))
}

fn network() -> Result<(), StreamError> {
    let (one, two) = (instance_network(), instance_network());
    drop(one);
    drop(two);
    say("network\n")
}

fn main() -> Result<(), StreamError> {
    match std::env::args().nth(1).as_deref() {
        Some("splice") => splice(5),
        Some("all") => splice(u64::MAX).and_then(|()| say("closed\n")),
        Some("now") => read_closed(),
        Some("drop") => drop_in_order(),
        Some("poll") => {
            let output = stdout::get_stdout();
            let ready = output.subscribe();
            poll_with(&ready)
        }
        Some("clock") => poll_with(&subscribe_duration(0)),
        Some("empty") => {
            poll(&[]);
            Ok(())
        }
        Some("terminals") => terminals(),
        Some("network") => network(),
        _ => std::process::exit(2),
    }
}
