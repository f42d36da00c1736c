module Main

open Wasi

let sleep milliseconds =
    let start = Clock.monotonic ()
    Clock.sleep milliseconds
    let passed = Clock.monotonic () - start

    if passed >= float milliseconds * 1e6 then
        printfn "slept"
        0
    else
        eprintfn "only %.0f ns have passed" passed
        1

[<EntryPoint>]
let main args =
    match args with
    | [| "now" |] ->
        printfn "%.0f" (Clock.now ())
        0
    | [| "sleep"; milliseconds |] -> sleep (int milliseconds)
    | _ ->
        eprintfn "usage: main now | sleep MILLISECONDS"
        1
