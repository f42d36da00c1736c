module Main

open Wasi

let compute (left: int) operator (right: int) =
    match operator with
    | "/"
    | "%" when right = 0 -> None
    | "+" -> Some(left + right)
    | "-" -> Some(left - right)
    | "*" -> Some(int (int64 left * int64 right))
    | "/" -> Some(int (int64 left / int64 right))
    | "%" -> Some(int (int64 left % int64 right))
    | "&" -> Some(left &&& right)
    | "|" -> Some(left ||| right)
    | "^" -> Some(left ^^^ right)
    | "<<" -> Some(left <<< (right &&& 31))
    | ">>" -> Some(left >>> (right &&& 31))
    | _ -> failwith $"no operator: {operator}"

[<EntryPoint>]
let main _ =
    for line in Stdin.readToEnd().Split '\n' do
        match line.Split ' ' with
        | [| left; operator; right |] ->
            match compute (int left) operator (int right) with
            | Some result -> printfn "%d %08x" result (uint32 result)
            | None -> printfn "undefined"
        | _ -> ()

    0
