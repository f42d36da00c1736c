module Main

[<EntryPoint>]
let main args =
    for _ in 1 .. int args[1] do
        Wasi.Random.bytes (int args[0]) |> Wasi.Stdout.writeBytes

    0
