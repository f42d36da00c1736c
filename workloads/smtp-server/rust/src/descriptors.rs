// What the engine has opened: FD_NAMES tells which descriptor is which.
use std::env;
use std::ffi::CString;
use std::fs::File;
use std::io::{Error, Result};
use std::net::TcpListener;
use std::os::fd::{FromRawFd, RawFd};

fn descriptor(name: &str) -> RawFd {
    let names = env::var("FD_NAMES").expect("FD_NAMES");
    names.split(':').position(|own| own == name).expect(name) as RawFd
}

/// The listener of that name. Nobody else owns its descriptor.
pub fn listener(name: &str) -> Result<TcpListener> {
    let listener = unsafe { TcpListener::from_raw_fd(descriptor(name)) };
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Makes a file in a preopened directory. Where a listener comes before a directory, as in Wasmtime, libc, and so std, does not
/// see the directory: hence openat.
pub fn create(directory: &str, path: &str) -> Result<File> {
    let path = CString::new(path)?;
    let how = libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL;
    match unsafe { libc::openat(descriptor(directory), path.as_ptr(), how, 0o644) } {
        -1 => Err(Error::last_os_error()),
        file => Ok(unsafe { File::from_raw_fd(file) }),
    }
}
