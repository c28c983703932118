using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Analytics;

/// <summary>
/// Merges the structure of reports into one tree: each property with its types, and the number of reports that have it.
/// What services returned (<c>basic_result</c>, <c>detailed_result</c>) and names that are data are leaves.
/// </summary>
internal sealed class Taxonomy : IReportDigest
{
    private static readonly HashSet<string> _leaves = new(StringComparer.Ordinal) { "claim", "basic_result", "detailed_result", "metadata", "name_scores" };

    private readonly Node _root = new();
    private int _reports;

    public void Add(JsonObject? report)
    {
        if (report is null)
            return;
        _reports++;
        Merge(_root, report, new HashSet<Node>());
    }

    public string ToText()
    {
        var text = new StringBuilder("Compliance report taxonomy\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Reports: {_reports}\n");
        Write(text, _root, depth: 1);
        return text.ToString();
    }

    private static void Merge(Node node, JsonNode? value, HashSet<Node> counted)
    {
        switch (value)
        {
            case JsonObject properties:
                foreach (var (name, child) in properties)
                {
                    var childNode = node.Child(name);
                    childNode.Types.Add(TypeOf(child));
                    if (counted.Add(childNode))
                        childNode.Reports++;
                    if (!_leaves.Contains(name))
                        Merge(childNode, child, counted);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                    Merge(node, item, counted);
                break;
        }
    }

    private static void Write(StringBuilder text, Node node, int depth)
    {
        foreach (var (name, child) in node.Children)
        {
            text.Append(' ', depth * 2).Append(CultureInfo.InvariantCulture, $"{name}: {string.Join(" | ", child.Types)} ({child.Reports})\n");
            Write(text, child, depth + 1);
        }
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private sealed class Node
    {
        public SortedSet<string> Types { get; } = new(StringComparer.Ordinal);

        public OrderedDictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public int Reports { get; set; }

        public Node Child(string name)
        {
            if (!Children.TryGetValue(name, out var child))
                Children[name] = child = new Node();
            return child;
        }
    }
}
