using System.Text;
using VfsStorage.Objects.S3;

namespace VfsStorage.Tests.Objects.S3;

public sealed class HeaderTextTests
{
    [TestCase("")]
    [TestCase("plain text, 100% ~")]
    [TestCase("1700000000.123456789")]
    public void Encode_PrintableAscii_IsLeftAsItIs(string text) => Assert.That(HeaderText.Encode(text), Is.EqualTo(text));

    [TestCase("Grüße")]
    [TestCase(" a")]
    [TestCase("a ")]
    [TestCase("a\tb\r\nc\0")]
    [TestCase("=?UTF-8?B?YQ==?=")]
    [TestCase("\uFEFFx")]
    [TestCase("\uFEFF\uFEFF ß")]
    public void Encode_AnythingElse_IsHeaderTextThatDecodesToIt(string text)
    {
        var header = HeaderText.Encode(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(header, Does.Match(@"^(=\?UTF-8\?B\?[A-Za-z0-9+/=]+\?=)( =\?UTF-8\?B\?[A-Za-z0-9+/=]+\?=)*\z"));
            Assert.That(HeaderText.Decode(header), Is.EqualTo(text));
        }
    }

    [Test]
    public void Encode_Long_IsWordsOfAtMost75Characters()
    {
        var words = HeaderText.Encode(new string('日', 100)).Split(' ');
        Assert.That(words, Has.Length.GreaterThan(1).And.All.Length.LessThanOrEqualTo(75));
    }

    [TestCase("=?UTF-8?Q?caf=C3=A9_noir?=", "café noir")]
    [TestCase("=?utf-8?q?=E2=82=AC?=", "€")]
    [TestCase("=?ISO-8859-1?Q?caf=E9?=", "café")]
    [TestCase("before =?UTF-8?B?w6k=?= after", "before é after")]
    [TestCase("=?UTF-8?B?w6k=?= \t =?UTF-8?B?w6k=?=", "éé")]
    [TestCase("=?KOI8-R?B?w6k=?=", "=?KOI8-R?B?w6k=?=")]
    [TestCase("=?UTF-8?B?!?=", "=?UTF-8?B?!?=")]
    [TestCase("=?UTF-8?Q?=4?=", "=?UTF-8?Q?=4?=")]
    [TestCase("a =? b", "a =? b")]
    [TestCase("=?", "=?")]
    [TestCase("=?UTF-8?", "=?UTF-8?")]
    [TestCase("=?UTF-8?B?w6k=", "=?UTF-8?B?w6k=")]
    public void Decode_WhatOthersWrote_IsWhatTheyMeant(string header, string text) => Assert.That(HeaderText.Decode(header), Is.EqualTo(text));

    [Test]
    public void Decode_RawUtf8ReadAsLatin1_IsUtf8() =>
        Assert.That(HeaderText.Decode(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("Grüße 😀"))), Is.EqualTo("Grüße 😀"));

    [Test]
    public void Decode_Latin1ThatIsNoUtf8_StaysLatin1() => Assert.That(HeaderText.Decode("Gr\u00fc\u00dfe"), Is.EqualTo("Grüße"));

    [Test]
    public void EncodeDecode_AnyText_RoundTrips()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        var random = new Random(seed);
        string[] pieces = [" ", "=?", "?=", "?B?", "UTF-8", "\uFEFF", "a", "ß", "日", "😀", "\r\n", "\x7f", "=", "_"];
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.That(HeaderText.Decode(HeaderText.Encode(text)), Is.EqualTo(text), $"seed {seed}");
        }
    }
}
