//! Operations of wasi:cli.
use super::handles::{Handle, Outcome};
use super::surroundings::{arguments, environment, presence};
use super::{Calls, Told, Words};
use wasip3::cli::environment::{get_arguments, get_environment, get_initial_cwd};
use wasip3::cli::{exit, stderr, stdin, stdout, terminal_stderr, terminal_stdin, terminal_stdout};

/// A stream to one of the standard streams: a new one, or that which an earlier operation gave.
async fn output(calls: &mut Calls, name: &str, words: &mut Words<'_>) -> Told {
    calls.lines.pause().await;
    let write = match name {
        "stderr" => stderr::write_via_stream,
        _ => stdout::write_via_stream,
    };
    if let Some(input) = words.more() {
        let Some(Handle::Input(stream)) = calls.handles.take(input) else {
            return Err(super::store::no_handle());
        };
        return calls.keep(words.result(), Handle::Outcome(Outcome::Cli(write(stream))));
    }
    let (writer, reader) = wasip3::wit_stream::new();
    calls.keep(words.result(), Handle::Output(writer))?;
    calls.keep(words.result(), Handle::Outcome(Outcome::Cli(write(reader))))
}

pub async fn perform(calls: &mut Calls, name: &str, words: &mut Words<'_>) -> Option<Told> {
    Some(match name {
        "exit" => {
            let status = match words.choice(&["ok", "err"]) {
                0 => Ok(()),
                _ => Err(()),
            };
            calls.lines.end().await;
            exit::exit(status);
            Err("came-back".into())
        }
        "exit-with-code" => {
            let code = words.number() as u8;
            calls.lines.end().await;
            exit::exit_with_code(code);
            Err("came-back".into())
        }
        "get-arguments" => arguments(get_arguments()),
        "get-environment" => environment(get_environment()),
        "get-terminal-stderr" => presence(terminal_stderr::get_terminal_stderr()),
        "get-terminal-stdin" => presence(terminal_stdin::get_terminal_stdin()),
        "get-terminal-stdout" => presence(terminal_stdout::get_terminal_stdout()),
        "initial-cwd" => presence(get_initial_cwd()),
        "stderr" | "stdout" => output(calls, name, words).await,
        "stdin" => {
            let (stream, outcome) = stdin::read_via_stream();
            let _ = calls.keep(words.result(), Handle::Input(stream));
            calls.keep(words.result(), Handle::Outcome(Outcome::Cli(outcome)))
        }
        _ => return None,
    })
}
