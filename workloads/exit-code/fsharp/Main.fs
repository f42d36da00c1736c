module Main

[<EntryPoint>]
let main args = int args[0]
