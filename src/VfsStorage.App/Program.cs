Console.WriteLine("vfs");
