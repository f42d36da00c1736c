/// WASI, as the engine that the program becomes part of has it: what .NET's library has in System and System.IO.
module Wasi

open Fable.Core

[<Global("wasi")>]
type private Host =
    static member args() : string[] = jsNative
    static member environment() : (string * string)[] = jsNative
    static member variable(name: string) : string option = jsNative
    static member readText() : string = jsNative
    static member readBytes() : byte[] option = jsNative
    static member writeBytes(bytes: byte[]) : unit = jsNative
    static member writeErrorBytes(bytes: byte[]) : unit = jsNative
    static member writeText(text: string) : unit = jsNative
    static member encode(text: string) : byte[] = jsNative
    static member decode(bytes: byte[]) : string = jsNative
    static member readFile(path: string) : byte[] = jsNative
    static member writeFile(path: string, bytes: byte[]) : unit = jsNative
    static member appendFile(path: string, bytes: byte[]) : unit = jsNative
    static member truncate(path: string, size: int) : unit = jsNative
    static member sizeOf(path: string) : int = jsNative
    static member listDirectory(path: string) : string[] = jsNative
    static member isDirectory(path: string) : bool = jsNative
    static member makeDirectory(path: string) : unit = jsNative
    static member removeDirectory(path: string) : unit = jsNative
    static member removeFile(path: string) : unit = jsNative
    static member rename(from: string, ``to``: string) : unit = jsNative
    static member errorCode(error: exn) : string option = jsNative
    static member randomBytes(count: int) : byte[] = jsNative
    static member now() : float = jsNative
    static member monotonic() : float = jsNative
    static member sleep(milliseconds: int) : unit = jsNative
    static member exit(code: int) : unit = jsNative

/// Ends the program with this exit code, from 0 to 255.
let exitWith (code: int) : unit = Host.exit code

module Environment =
    /// All variables: name and value.
    let variables () = Host.environment ()
    let tryFind name = Host.variable name

module Stdin =
    let readToEnd () = Host.readText ()

    /// Standard input, piece by piece.
    let chunks () =
        Seq.unfold (fun () -> Host.readBytes () |> Option.map (fun bytes -> bytes, ())) ()

module Stdout =
    let writeBytes bytes = Host.writeBytes bytes
    let write text = Host.writeText text

module Stderr =
    let writeBytes bytes = Host.writeErrorBytes bytes

module Text =
    let encode text = Host.encode text
    let decode bytes = Host.decode bytes

/// Why an operation on files failed: WASI's error code, such as no-entry.
let errorCode error = Host.errorCode error

module File =
    let readBytes path = Host.readFile path
    let readText path = Host.readFile path |> Host.decode
    let writeText path text = Host.writeFile (path, Host.encode text)
    let appendText path text = Host.appendFile (path, Host.encode text)
    let truncate path size = Host.truncate (path, size)
    let size path = Host.sizeOf path
    let delete path = Host.removeFile path
    let move from ``to`` = Host.rename (from, ``to``)

module Directory =
    /// The names in a directory, sorted.
    let list path = Host.listDirectory path
    let exists path = Host.isDirectory path
    let create path = Host.makeDirectory path
    let delete path = Host.removeDirectory path

module Random =
    let bytes count = Host.randomBytes count

module Clock =
    /// Milliseconds since 1970 in UTC.
    let now () = Host.now ()

    /// Nanoseconds of a clock that only goes on.
    let monotonic () = Host.monotonic ()
    let sleep milliseconds = Host.sleep milliseconds
