module Main

[<EntryPoint>]
let main _ =
    Wasi.Stdin.chunks () |> Seq.iter Wasi.Stdout.writeBytes
    0
