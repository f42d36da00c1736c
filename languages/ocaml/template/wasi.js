// What wasi.ml calls. Texts of OCaml are bytes, those of JavaScript are not.

//Provides: wasi_call
//Requires: caml_raise_sys_error
function wasi_call(name, words) {
  try {
    return globalThis.wasi[name].apply(null, words);
  } catch (error) {
    caml_raise_sys_error(String(globalThis.wasi.errorCode(error) || error));
  }
}

//Provides: wasi_path
//Requires: caml_jsstring_of_string
function wasi_path(text) { return caml_jsstring_of_string(text); }

//Provides: wasi_bytes
//Requires: caml_array_of_string
function wasi_bytes(text) { return Uint8Array.from(caml_array_of_string(text)); }

//Provides: wasi_environment
//Requires: wasi_call, caml_string_of_jsstring
function wasi_environment(unit) {
  var pairs = wasi_call("environment", []).map(function (pair) {
    return [0, caml_string_of_jsstring(pair[0]), caml_string_of_jsstring(pair[1])];
  });
  return [0].concat(pairs);
}

//Provides: wasi_read
//Requires: wasi_call, caml_string_of_array
function wasi_read(unit) {
  var bytes = wasi_call("readBytes", []);
  return bytes ? [0, caml_string_of_array(bytes)] : 0;
}

//Provides: wasi_write
//Requires: wasi_call, wasi_bytes
function wasi_write(text) { wasi_call("writeBytes", [wasi_bytes(text)]); return 0; }

//Provides: wasi_write_error
//Requires: wasi_call, wasi_bytes
function wasi_write_error(text) { wasi_call("writeErrorBytes", [wasi_bytes(text)]); return 0; }

//Provides: wasi_read_file
//Requires: wasi_call, wasi_path, caml_string_of_array
function wasi_read_file(path) { return caml_string_of_array(wasi_call("readFile", [wasi_path(path)])); }

//Provides: wasi_write_file
//Requires: wasi_call, wasi_path, wasi_bytes
function wasi_write_file(path, text) { wasi_call("writeFile", [wasi_path(path), wasi_bytes(text)]); return 0; }

//Provides: wasi_append_file
//Requires: wasi_call, wasi_path, wasi_bytes
function wasi_append_file(path, text) { wasi_call("appendFile", [wasi_path(path), wasi_bytes(text)]); return 0; }

//Provides: wasi_truncate
//Requires: wasi_call, wasi_path
function wasi_truncate(path, size) { wasi_call("truncate", [wasi_path(path), size]); return 0; }

//Provides: wasi_size
//Requires: wasi_call, wasi_path
function wasi_size(path) { return wasi_call("sizeOf", [wasi_path(path)]); }

//Provides: wasi_remove_file
//Requires: wasi_call, wasi_path
function wasi_remove_file(path) { wasi_call("removeFile", [wasi_path(path)]); return 0; }

//Provides: wasi_rename
//Requires: wasi_call, wasi_path
function wasi_rename(from, to) { wasi_call("rename", [wasi_path(from), wasi_path(to)]); return 0; }

//Provides: wasi_list_directory
//Requires: wasi_call, wasi_path, caml_string_of_jsstring
function wasi_list_directory(path) { return [0].concat(wasi_call("listDirectory", [wasi_path(path)]).map(caml_string_of_jsstring)); }

//Provides: wasi_is_directory
//Requires: wasi_call, wasi_path
function wasi_is_directory(path) { return wasi_call("isDirectory", [wasi_path(path)]) ? 1 : 0; }

//Provides: wasi_make_directory
//Requires: wasi_call, wasi_path
function wasi_make_directory(path) { wasi_call("makeDirectory", [wasi_path(path)]); return 0; }

//Provides: wasi_remove_directory
//Requires: wasi_call, wasi_path
function wasi_remove_directory(path) { wasi_call("removeDirectory", [wasi_path(path)]); return 0; }

//Provides: wasi_now
//Requires: wasi_call
function wasi_now(unit) { return wasi_call("now", []); }

//Provides: wasi_monotonic
//Requires: wasi_call
function wasi_monotonic(unit) { return wasi_call("monotonic", []); }

//Provides: wasi_sleep
//Requires: wasi_call
function wasi_sleep(milliseconds) { wasi_call("sleep", [milliseconds]); return 0; }

//Provides: wasi_random_bytes
//Requires: wasi_call, caml_string_of_array
function wasi_random_bytes(count) { return caml_string_of_array(wasi_call("randomBytes", [count])); }
