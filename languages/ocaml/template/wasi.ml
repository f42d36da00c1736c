(** WASI, as the engine that the program becomes part of has it: what Stdlib and
    Unix do elsewhere. What fails raises [Sys_error] with WASI's error code, such
    as ["no-entry"]. *)

(** All variables: name and value. *)
external environment : unit -> (string * string) array = "wasi_environment"

module Stdin = struct
  (** The next bytes; none at the end. *)
  external read : unit -> string option = "wasi_read"

  let read_all () =
    let all = Buffer.create 65536 in
    let rec add = function
      | None -> Buffer.contents all
      | Some bytes ->
          Buffer.add_string all bytes;
          add (read ())
    in
    add (read ())
end

module Stdout = struct
  external write : string -> unit = "wasi_write"
end

module Stderr = struct
  external write : string -> unit = "wasi_write_error"
end

module File = struct
  external read : string -> string = "wasi_read_file"
  external write : string -> string -> unit = "wasi_write_file"
  external append : string -> string -> unit = "wasi_append_file"
  external truncate : string -> int -> unit = "wasi_truncate"
  external size : string -> int = "wasi_size"
  external remove : string -> unit = "wasi_remove_file"
  external rename : string -> string -> unit = "wasi_rename"
end

module Directory = struct
  (** The names in a directory, sorted. *)
  external list : string -> string array = "wasi_list_directory"

  external exists : string -> bool = "wasi_is_directory"
  external make : string -> unit = "wasi_make_directory"
  external remove : string -> unit = "wasi_remove_directory"
end

module Clock = struct
  (** Milliseconds since 1970 in UTC. *)
  external now : unit -> float = "wasi_now"

  (** Nanoseconds of a clock that only goes on. *)
  external monotonic : unit -> float = "wasi_monotonic"

  (** Waits for at least so many milliseconds. *)
  external sleep : int -> unit = "wasi_sleep"
end

module Random = struct
  external bytes : int -> string = "wasi_random_bytes"
end
