module Main

[<EntryPoint>]
let main args =
    match args with
    | [| "zero" |] ->
        Wasi.exitWith 0
        0
    | [| "return" |] -> 0
    | [| "one" |] ->
        printfn "leaving"
        Wasi.exitWith 1
        1
    | [| "error" |] -> failwith "nobody catches this"
    | _ -> failwithf "no such way to end: %A" args
