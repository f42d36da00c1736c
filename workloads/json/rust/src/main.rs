use std::error::Error;
use std::io::{self, stdin};
use std::{env, process};

use serde_json::Value;

/// The value that holds what a pointer names, and the pointer's last part.
fn holder<'a>(document: &'a mut Value, pointer: &str) -> Option<(&'a mut Value, String)> {
    let (parent, last) = pointer.rsplit_once('/')?;
    Some((
        document.pointer_mut(parent)?,
        last.replace("~1", "/").replace("~0", "~"),
    ))
}

// An index as a pointer writes it: no sign, and no zeros before it.
fn index(text: &str) -> Option<usize> {
    if text != "0" && (text.starts_with('0') || text.starts_with('+')) {
        return None;
    }
    text.parse().ok()
}

fn set(document: &mut Value, pointer: &str, value: Value) -> Option<()> {
    if pointer.is_empty() {
        *document = value;
        return Some(());
    }
    match holder(document, pointer)? {
        (Value::Object(members), name) => {
            members.insert(name, value);
        }
        (Value::Array(elements), end) if end == "-" => elements.push(value),
        (Value::Array(elements), at) => *elements.get_mut(index(&at)?)? = value,
        _ => return None,
    }
    Some(())
}

fn remove(document: &mut Value, pointer: &str) -> Option<()> {
    match holder(document, pointer)? {
        (Value::Object(members), name) => members.remove(&name).map(drop),
        (Value::Array(elements), at) => {
            let at = index(&at).filter(|at| *at < elements.len())?;
            elements.remove(at);
            Some(())
        }
        _ => None,
    }
}

fn run(args: &[&str]) -> Result<Value, Box<dyn Error>> {
    let mut document: Value = serde_json::from_str(&io::read_to_string(stdin())?)?;
    let missing = "the pointer names nothing";
    match args {
        ["print"] => Ok(document),
        ["get", pointer] => Ok(document.pointer(pointer).ok_or(missing)?.clone()),
        ["set", pointer, value] => {
            set(&mut document, pointer, serde_json::from_str(value)?).ok_or(missing)?;
            Ok(document)
        }
        ["remove", pointer] => {
            remove(&mut document, pointer).ok_or(missing)?;
            Ok(document)
        }
        _ => Err("usage: main print | get POINTER | set POINTER JSON | remove POINTER".into()),
    }
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    match run(&args.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(value) => println!("{value}"),
        Err(error) => {
            eprintln!("json: {error}");
            process::exit(1);
        }
    }
}
