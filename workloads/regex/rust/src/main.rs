use std::error::Error;
use std::io::{self, stdin, stdout, BufWriter, Write};
use std::{env, process};

use regex::Regex;

fn find(pattern: &Regex, text: &str, out: &mut impl Write) -> io::Result<()> {
    for (number, line) in text.lines().enumerate() {
        for captures in pattern.captures_iter(line) {
            let column = line[..captures.get_match().start()].chars().count() + 1;
            write!(out, "{}:{column}", number + 1)?;
            for group in captures.iter() {
                write!(out, " <{}>", group.map_or("", |part| part.as_str()))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn count(pattern: &Regex, text: &str, out: &mut impl Write) -> io::Result<()> {
    let each: Vec<usize> = text
        .lines()
        .map(|line| pattern.find_iter(line).count())
        .collect();
    writeln!(
        out,
        "{} in {} of {} lines",
        each.iter().sum::<usize>(),
        each.iter().filter(|count| **count > 0).count(),
        each.len()
    )
}

fn replace(pattern: &Regex, with: &str, text: &str, out: &mut impl Write) -> io::Result<()> {
    // The crate would take $1a for a group of that name.
    let braced = Regex::new(r"\$([0-9])")
        .expect("a pattern of ours")
        .replace_all(with, "$${${1}}");
    for line in text.lines() {
        writeln!(out, "{}", pattern.replace_all(line, &*braced))?;
    }
    Ok(())
}

fn run(args: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(stdout());
    let pattern = Regex::new(
        args.get(1)
            .ok_or("usage: main find PATTERN | count PATTERN | replace PATTERN WITH")?,
    )?;
    let text = io::read_to_string(stdin())?;
    match args {
        ["find", _] => find(&pattern, &text, &mut out)?,
        ["count", _] => count(&pattern, &text, &mut out)?,
        ["replace", _, with] => replace(&pattern, with, &text, &mut out)?,
        _ => return Err("usage: main find PATTERN | count PATTERN | replace PATTERN WITH".into()),
    }
    Ok(out.flush()?)
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    if let Err(error) = run(&args.iter().map(String::as_str).collect::<Vec<_>>()) {
        eprintln!("regex: {error}");
        process::exit(1);
    }
}
