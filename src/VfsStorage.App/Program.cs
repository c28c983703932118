using VfsStorage.App;
using VfsStorage.App.Hosting;

using var signals = new StopSignals();
return await VfsProgram.RunAsync(args, Terminal.OfProcess(), signals.Token);
