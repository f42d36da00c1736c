module Main

let printAll variables =
    printfn "count %d" (Array.length variables)

    variables
    |> Array.map (fun (name, value) -> $"{name}={value}")
    |> Array.sortBy (Wasi.Text.encode >> List.ofArray)
    |> Array.iter (printfn "%s")

let printOne name =
    match Wasi.Environment.tryFind name with
    | Some value -> printfn "%s=%s" name value
    | None -> printfn "%s unset" name

[<EntryPoint>]
let main args =
    match args with
    | [| "--all" |] -> printAll (Wasi.Environment.variables ())
    | names -> Array.iter printOne names

    0
