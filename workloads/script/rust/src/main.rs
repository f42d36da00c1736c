use std::error::Error;
use std::io::{self, stdin};
use std::process;

use piccolo::{Closure, Executor, Lua};

fn run(source: &str) -> Result<(), Box<dyn Error>> {
    let mut lua = Lua::full();
    let executor = lua.try_enter(|ctx| {
        let program = Closure::load(ctx, Some("program"), source.as_bytes())?;
        Ok(ctx.stash(Executor::start(ctx, program.into(), ())))
    })?;
    Ok(lua.execute::<()>(&executor)?)
}

fn main() {
    let result = io::read_to_string(stdin())
        .map_err(Box::from)
        .and_then(|source| run(&source));
    if let Err(error) = result {
        eprintln!("script: {error}");
        process::exit(1);
    }
}
