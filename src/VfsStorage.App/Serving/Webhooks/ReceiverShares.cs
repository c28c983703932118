using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Serving.Webhooks;

/// <summary>Keeps a receiver that takes its time from having all senders: what goes to it beyond its share waits, in order, and holds no sender.</summary>
/// <param name="share">How many attempts to one receiver may be under way.</param>
internal sealed class ReceiverShares(int share)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Receiver> _receivers = new(StringComparer.Ordinal);

    /// <summary>Begins an attempt; <see langword="false"/> if the receiver's share is taken, and the delivery waits.</summary>
    public bool TryEnter(WebhookDelivery delivery)
    {
        var name = NameOf(delivery);
        lock (_gate)
        {
            if (!_receivers.TryGetValue(name, out var receiver))
                _receivers[name] = receiver = new Receiver();
            if (receiver.UnderWay == share)
            {
                receiver.Waiting.Enqueue(delivery);
                return false;
            }

            receiver.UnderWay++;
            return true;
        }
    }

    /// <summary>Ends an attempt and begins that of the delivery which has waited longest for the same receiver, if there is one.</summary>
    public WebhookDelivery? Leave(WebhookDelivery delivery)
    {
        var name = NameOf(delivery);
        lock (_gate)
        {
            var receiver = _receivers[name];
            if (receiver.Waiting.TryDequeue(out var next))
                return next;
            if (--receiver.UnderWay == 0)
                _receivers.Remove(name);
            return null;
        }
    }

    private static string NameOf(WebhookDelivery delivery) =>
        Uri.TryCreate(delivery.Url, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : delivery.Url;

    /// <summary>One receiver's attempts.</summary>
    private sealed class Receiver
    {
        public int UnderWay { get; set; }

        public Queue<WebhookDelivery> Waiting { get; } = new();
    }
}
