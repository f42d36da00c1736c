module Main

[<EntryPoint>]
let main args =
    printfn "count %d" args.Length

    args
    |> Array.iteri (fun index arg ->
        let bytes = Wasi.Text.encode arg
        let hex = bytes |> Array.map (sprintf "%02x") |> String.concat ""
        printfn "%d %d %s" (index + 1) bytes.Length hex)

    0
