module Main

open Wasi

let out = "/data/out.txt"

let openMissing () =
    try
        File.readText "/data/missing.txt" |> ignore
        failwith "it is there"
    with error when errorCode error = Some "no-entry" ->
        "not found"

let steps: (string * (unit -> string)) list =
    [ "read", (fun () -> File.readBytes "/data/in.txt" |> Array.length |> string)
      "write",
      (fun () ->
          File.writeText out "written\n"
          string (File.size out))
      "append",
      (fun () ->
          File.appendText out "appended\n"
          string (File.size out))
      "truncate",
      (fun () ->
          File.truncate out 4
          string (File.size out))
      "list", (fun () -> Directory.list "/data/old" |> String.concat " ")
      "mkdir",
      (fun () ->
          Directory.create "/data/new"
          "new")
      "rename",
      (fun () ->
          File.move "/data/old/a.txt" "/data/new/a2.txt"
          "a2.txt")
      "remove",
      (fun () ->
          File.delete "/data/old/b.txt"
          "b.txt")
      "rmdir",
      (fun () ->
          Directory.delete "/data/old"
          "old")
      "missing", openMissing ]

[<EntryPoint>]
let main _ =
    for name, step in steps do
        printfn "%s %s" name (step ())

    0
