//! Files of a folder that the engine has opened. Where a listener comes before a folder, as in Wasmtime, libc, and so std, does not
//! see the folder: hence its descriptor.
#![allow(dead_code)] // a program rarely uses all of it

use std::ffi::CString;
use std::fs::File;
use std::io::{Error, Result};
use std::os::fd::FromRawFd;

use crate::sockets::descriptor;

/// Opens a file to read it.
pub fn open(folder: &str, path: &str) -> Result<File> {
    open_at(folder, path, libc::O_RDONLY)
}

/// Makes a file that is not there yet.
pub fn create_new(folder: &str, path: &str) -> Result<File> {
    open_at(folder, path, libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL)
}

/// Opens a file to add to its end; it need not be there.
pub fn append(folder: &str, path: &str) -> Result<File> {
    open_at(
        folder,
        path,
        libc::O_WRONLY | libc::O_CREAT | libc::O_APPEND,
    )
}

fn open_at(folder: &str, path: &str, how: libc::c_int) -> Result<File> {
    let path = CString::new(path)?;
    match unsafe { libc::openat(descriptor(folder)?, path.as_ptr(), how, 0o644) } {
        -1 => Err(Error::last_os_error()),
        file => Ok(unsafe { File::from_raw_fd(file) }),
    }
}
