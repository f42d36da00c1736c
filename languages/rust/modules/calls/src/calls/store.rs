//! Things by the names that operations give them.
use super::handles::Handle;
use super::wasi::preopens::get_directories;
use super::words::cannot_read;
use super::{Calls, Told};
use std::collections::HashMap;

#[derive(Default)]
pub struct Handles(HashMap<String, Handle>);

impl Handles {
    pub fn keep(&mut self, name: &str, handle: Handle) {
        self.0.insert(name.into(), handle);
    }

    pub fn find(&self, name: &str) -> Option<&Handle> {
        self.0.get(name)
    }

    #[allow(dead_code)] // what WASI 0.2 has is never changed
    pub fn find_mut(&mut self, name: &str) -> Option<&mut Handle> {
        self.0.get_mut(name)
    }

    pub fn take(&mut self, name: &str) -> Option<Handle> {
        self.0.remove(name)
    }
}

/// What an operation answers whose handle an earlier one did not give.
pub fn no_handle() -> String {
    "no-handle".into()
}

/// A method that finds a handle of one kind by its name.
macro_rules! finder {
    ($name:ident, $kind:ident, $type:ty) => {
        pub fn $name(&self, name: &str) -> Result<&$type, String> {
            match self.handles.find(name) {
                Some(Handle::$kind(handle)) => Ok(handle),
                Some(_) => super::cannot_read("a handle of another kind", name),
                None => Err(super::store::no_handle()),
            }
        }
    };
}

impl Calls {
    /// What `/data` names is the preopened directory of that name.
    pub fn preopen(&mut self, name: &str) {
        if !name.starts_with('/') || self.handles.find(name).is_some() {
            return;
        }
        let found = get_directories().into_iter().find(|(_, told)| told == name);
        let (directory, _) = found.unwrap_or_else(|| cannot_read("no preopened directory", name));
        self.handles.keep(name, Handle::Descriptor(directory));
    }

    pub fn keep(&mut self, name: &str, handle: Handle) -> Told {
        self.handles.keep(name, handle);
        Ok(String::new())
    }

    pub fn forget(&mut self, name: &str) -> bool {
        self.handles.take(name).is_some()
    }

    pub fn is_a(&self, name: &str, is: fn(&Handle) -> bool) -> bool {
        self.handles.find(name).is_some_and(is)
    }
}
