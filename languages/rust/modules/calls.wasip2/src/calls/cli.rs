//! Operations of wasi:cli.
use super::handles::Handle;
use super::surroundings::{arguments, environment, presence};
use super::{Calls, Told, Words};
use wasip2::cli::environment::{get_arguments, get_environment, initial_cwd};
use wasip2::cli::{stderr, stdin, stdout, terminal_stderr, terminal_stdin, terminal_stdout};

pub fn perform(calls: &mut Calls, name: &str, words: &mut Words) -> Option<Told> {
    Some(match name {
        "exit" => {
            let status = match words.choice(&["ok", "err"]) {
                0 => Ok(()),
                _ => Err(()),
            };
            wasip2::cli::exit::exit(status);
            Err("came-back".into())
        }
        "get-arguments" => arguments(get_arguments()),
        "get-environment" => environment(get_environment()),
        "get-stderr" => calls.keep(words.result(), Handle::Output(stderr::get_stderr())),
        "get-stdin" => calls.keep(words.result(), Handle::Input(stdin::get_stdin())),
        "get-stdout" => calls.keep(words.result(), Handle::Output(stdout::get_stdout())),
        "get-terminal-stderr" => presence(terminal_stderr::get_terminal_stderr()),
        "get-terminal-stdin" => presence(terminal_stdin::get_terminal_stdin()),
        "get-terminal-stdout" => presence(terminal_stdout::get_terminal_stdout()),
        "initial-cwd" => presence(initial_cwd()),
        _ => return None,
    })
}
