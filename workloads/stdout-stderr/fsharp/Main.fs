module Main

let writeLines () =
    for i in 1..10 do
        printfn "out %d" i
        eprintfn "err %d" i

let writeBlocks () =
    let block first k =
        Array.create 4096 (byte first + byte (k % 26))

    for k in 0..255 do
        Wasi.Stdout.writeBytes (block 'a' k)
        Wasi.Stderr.writeBytes (block 'A' k)

[<EntryPoint>]
let main args =
    match args with
    | [| "small" |] ->
        writeLines ()
        0
    | [| "large" |] ->
        writeBlocks ()
        0
    | _ ->
        eprintfn "usage: main small|large"
        1
