//! Many clients at once, in one thread that waits for whoever sends something.
use std::io::{ErrorKind, Result};

use crate::sockets::{wait_for_any, Connection, Listener};

/// A client, and what all of them share.
pub trait Client<Shared>: Sized {
    /// Begins with one that has connected.
    fn greet(connection: Connection, shared: &mut Shared) -> Result<Self>;

    /// Answers what has come; false once the connection is at its end.
    fn serve(&mut self, shared: &mut Shared) -> Result<bool>;

    fn connection(&self) -> &Connection;
}

/// What a call that never waits gives; nothing where it would have had to wait.
pub fn now<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        result => result.map(Some),
    }
}

/// Serves so many connections at the listener of that name, until the last of them has ended.
pub fn serve<Shared, C: Client<Shared>>(
    name: &str,
    mut coming: usize,
    shared: &mut Shared,
) -> Result<()> {
    let listener = Listener::named(name)?;
    let mut clients: Vec<C> = Vec::new();
    while coming > 0 || !clients.is_empty() {
        let mut waiting: Vec<_> = clients
            .iter()
            .map(|client| client.connection().pollable())
            .collect();
        if coming > 0 {
            waiting.push(listener.pollable());
        }
        let ready = wait_for_any(&waiting);
        let knocked = ready.contains(&(clients.len() as u32));
        let mut indices = 0..;
        // Who is not kept is dropped, which ends the connection.
        clients.retain_mut(|client| {
            !ready.contains(&indices.next().unwrap()) || client.serve(shared).unwrap_or(false)
        });
        if knocked {
            if let Some(connection) = now(listener.accept_now())? {
                clients.push(C::greet(connection, shared)?);
                coming -= 1;
            }
        }
    }
    Ok(())
}
