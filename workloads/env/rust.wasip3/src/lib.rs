mod stdio;

use stdio::print;
use wasip3::cli::environment::{get_arguments, get_environment};

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let names: Vec<String> = get_arguments().into_iter().skip(1).collect();
        let text = match names == ["--all"] {
            true => all(),
            false => names.iter().map(|name| line_of(name)).collect(),
        };
        print(text).await
    }
}

fn line_of(name: &str) -> String {
    let variables = get_environment();
    match variables.iter().find(|(own, _)| own == name) {
        Some((_, value)) => format!("{name}={value}\n"),
        None => format!("{name} unset\n"),
    }
}

fn all() -> String {
    let variables = get_environment().into_iter();
    let mut lines: Vec<String> = variables
        .map(|(name, value)| format!("{name}={value}\n"))
        .collect();
    lines.sort();
    format!("count {}\n{}", lines.len(), lines.concat())
}

wasip3::cli::command::export!(Program);
