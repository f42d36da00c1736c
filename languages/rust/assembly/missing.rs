//! The start of every program, and what std 1.96 calls and Debian's wasi-libc of 2022 lacks: each says so by its error (58 is ENOTSUP).
#![no_std]
#![feature(thread_local, linkage)]
use core::ffi::{c_char, c_int, c_uint, c_void};
extern "C" {
    #[thread_local]
    static mut errno: c_int;
}
extern "C" {
    fn __wasm_call_ctors();
    fn __wasm_call_dtors();
    fn __original_main() -> c_int;
    fn exit(_: c_int) -> !;
}
/// That of 2022 leaves constructors to wasm-ld, which then has every export call them first, cabi_realloc too. While a
/// component's memory is allocated for an argument no import may be called, and one of the constructors does.
#[no_mangle]
pub unsafe extern "C" fn _start() {
    __wasm_call_ctors();
    match __original_main() {
        0 => __wasm_call_dtors(),
        code => exit(code),
    }
}
extern "C" {
    fn aligned_alloc(_: usize, _: usize) -> *mut u8;
    fn realloc(_: *mut c_void, _: usize) -> *mut u8;
}
/// By this the adapter of a component gets its stack and its state. Without it the adapter grows the memory itself, before the program's
/// first malloc, and that libc then takes all memory that is there for its heap, the adapter's too.
#[linkage = "weak"]
#[no_mangle]
pub unsafe extern "C" fn cabi_realloc(old: *mut u8, _: usize, align: usize, size: usize) -> *mut u8 {
    match (old.is_null(), size) {
        (_, 0) => align as *mut u8,
        (true, _) => aligned_alloc(align, (size + align - 1) & !(align - 1)),
        (false, _) => realloc(old.cast(), size),
    }
}
fn fail() -> c_int {
    unsafe { errno = 58 };
    -1
}
#[no_mangle]
pub extern "C" fn chmod(_: *const c_char, _: c_uint) -> c_int { fail() }
#[no_mangle]
pub extern "C" fn fchmod(_: c_int, _: c_uint) -> c_int { fail() }
#[no_mangle]
pub extern "C" fn realpath(_: *const c_char, _: *mut c_char) -> *mut c_char { fail(); core::ptr::null_mut() }
#[no_mangle]
pub extern "C" fn pthread_attr_init(_: *mut c_void) -> c_int { 0 }
#[no_mangle]
pub extern "C" fn pthread_attr_destroy(_: *mut c_void) -> c_int { 0 }
#[no_mangle]
pub extern "C" fn pthread_attr_setstacksize(_: *mut c_void, _: usize) -> c_int { 0 }
#[no_mangle]
pub extern "C" fn pthread_create(_: *mut c_void, _: *const c_void, _: *const c_void, _: *mut c_void) -> c_int { 58 }
#[no_mangle]
pub extern "C" fn pthread_detach(_: usize) -> c_int { 58 }
#[no_mangle]
pub extern "C" fn pthread_join(_: usize, _: *mut *mut c_void) -> c_int { 58 }
