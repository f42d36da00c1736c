Console.WriteLine("hello from C#");
