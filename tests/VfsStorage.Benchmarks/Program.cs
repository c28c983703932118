using VfsStorage.Benchmarks;

return await BenchmarkCommand.Create().Parse(args).InvokeAsync();
