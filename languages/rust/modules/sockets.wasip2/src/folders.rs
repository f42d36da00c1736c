//! Files of a folder that the engine has opened.
#![allow(dead_code)] // a program rarely uses all of it

use std::fs::File;
use std::io::Result;

/// Opens a file to read it.
pub fn open(folder: &str, path: &str) -> Result<File> {
    File::open(format!("{folder}/{path}"))
}

/// Makes a file that is not there yet.
pub fn create_new(folder: &str, path: &str) -> Result<File> {
    File::create_new(format!("{folder}/{path}"))
}

/// Opens a file to add to its end; it need not be there.
pub fn append(folder: &str, path: &str) -> Result<File> {
    let mut options = File::options();
    options.append(true).create(true);
    options.open(format!("{folder}/{path}"))
}
