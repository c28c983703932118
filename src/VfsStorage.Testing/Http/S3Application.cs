using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace VfsStorage.Testing.Http;

/// <summary>What Kestrel hands each request to, without a middleware pipeline between.</summary>
internal sealed class S3Application(S3Service service) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => RequestPipeline.RunAsync(context, service);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
