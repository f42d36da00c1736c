module Main

[<EntryPoint>]
let main _ =
    printfn "hello from F#"
    0
