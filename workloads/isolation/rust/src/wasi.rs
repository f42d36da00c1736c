//! Preview 1's own calls, which the standard library does not offer.

use std::fs::File;
use std::io::{Read, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{FromRawFd, RawFd};

#[link(wasm_import_module = "wasi_snapshot_preview1")]
unsafe extern "C" {
    fn fd_fdstat_get(descriptor: RawFd, fdstat: *mut [u64; 3]) -> u32;
    fn fd_prestat_get(descriptor: RawFd, prestat: *mut Prestat) -> u32;
    fn fd_prestat_dir_name(descriptor: RawFd, name: *mut u8, length: usize) -> u32;
}

#[repr(C)]
#[derive(Default)]
struct Prestat {
    tag: u32,
    length: usize,
}

pub fn descriptor_leaks(descriptor: RawFd) -> bool {
    // Safety: nothing here owns these descriptors, and ManuallyDrop leaves them open.
    let mut file = ManuallyDrop::new(unsafe { File::from_raw_fd(descriptor) });
    let asked = unsafe {
        fd_fdstat_get(descriptor, &mut [0; 3]) == 0
            || fd_prestat_get(descriptor, &mut Prestat::default()) == 0
    };
    asked || file.read(&mut [0]).is_ok() || file.write(&[0]).is_ok()
}

/// The names of the preopened directories.
pub fn preopens() -> Vec<String> {
    (0..=64).filter_map(preopen).collect()
}

fn preopen(descriptor: RawFd) -> Option<String> {
    let mut prestat = Prestat::default();
    // Safety: the engine writes as many bytes as there are.
    if unsafe { fd_prestat_get(descriptor, &mut prestat) } != 0 {
        return None;
    }
    let mut name = vec![0; prestat.length];
    unsafe { fd_prestat_dir_name(descriptor, name.as_mut_ptr(), name.len()) };
    Some(String::from_utf8_lossy(&name).into_owned())
}
