namespace VfsStorage.Tests.Configuration;

public sealed class ValidationTests
{
    [Test]
    public void Nothing_IsLocalModeWithDefaults() => Assert.That(Settings.MistakesIn(Settings.Of()), Is.Empty);

    [Test]
    public void S3_Complete_HasNoMistakes() => Assert.That(Settings.MistakesIn(Settings.S3With()), Is.Empty);

    [Test]
    public void S3_InLocalMode_IsNotLookedAt() =>
        Assert.That(Settings.MistakesIn(Settings.Of(("mode", "local"), ("s3:input_bucket", "x"))), Is.Empty);

    [TestCase("s3:inptu_bucket", "x", "unknown key storage.s3.inptu_bucket; did you mean input_bucket?")]
    [TestCase("S3:Part_Size", "8", "unknown key storage.S3.Part_Size; did you mean part_size_mb?")]
    [TestCase("locale:base_path", "x", "unknown key storage.locale; did you mean local?")]
    [TestCase("s3:zzz", "x", "unknown key storage.s3.zzz")]
    [TestCase("mode", "cloud", "storage.mode: 'cloud' is not one of local, s3")]
    [TestCase("mode", "1", "storage.mode: '1' is not one of local, s3")]
    [TestCase("s3:locking", "maybe", "storage.s3.locking: 'maybe' is not one of process, lease")]
    [TestCase("s3:semantics", "sloppy", "storage.s3.semantics: 'sloppy' is not one of strict, fast")]
    [TestCase("s3:concurrency", "many", "storage.s3.concurrency: 'many' is not a whole number")]
    [TestCase("s3:concurrency", "0", "storage.s3.concurrency: 0 is not between 1 and 1000")]
    [TestCase("s3:part_size_mb", "4", "storage.s3.part_size_mb: 4 is not between 5 and 5120")]
    [TestCase("s3:connect_timeout_seconds", "0,5", "storage.s3.connect_timeout_seconds: '0,5' is not a number")]
    [TestCase("s3:requester_pays", "yes", "storage.s3.requester_pays: 'yes' is not true or false")]
    [TestCase("s3:input_bucket:name", "x", "storage.s3.input_bucket: one value is expected here, not a group of them")]
    [TestCase("s3", "x", "storage.s3: a group of keys is expected here, not 'x'")]
    public void AnyMode_WrongKeyOrValue_IsToldByItsKey(string key, string value, string mistake) =>
        Assert.That(Settings.MistakesIn(Settings.Of((key, value))), Is.EqualTo(new[] { mistake }));

    [TestCase("s3:input_bucket", null, "storage.s3.input_bucket: it is missing")]
    [TestCase("s3:input_bucket", "Claims_In", "storage.s3.input_bucket: 'Claims_In' is not a valid bucket name")]
    [TestCase("s3:input_bucket", "a..b", "storage.s3.input_bucket: 'a..b' is not a valid bucket name")]
    [TestCase("s3:input_bucket", "192.168.1.1", "storage.s3.input_bucket: '192.168.1.1' is not a valid bucket name")]
    [TestCase("s3:input_bucket", "ab", "storage.s3.input_bucket: 'ab' is not a valid bucket name")]
    [TestCase("s3:aws_region", "Frankfurt", "storage.s3.aws_region: 'Frankfurt' is not a region, such as eu-central-1")]
    [TestCase("s3:input_prefix", "a//b", "storage.s3.input_prefix: 'a//b' has an empty, '.' or '..' segment")]
    [TestCase("s3:input_prefix", "../up", "storage.s3.input_prefix: '../up' has an empty, '.' or '..' segment")]
    [TestCase("s3:service_url", "minio:9000", "storage.s3.service_url: it is not an absolute https URL")]
    [TestCase("s3:service_url", "https://store/bucket", "storage.s3.service_url: 'https://store/bucket' has a path; buckets are named by storage.s3.…_bucket")]
    [TestCase("s3:role_arn", "admin", "storage.s3.role_arn: 'admin' is not the ARN of a role, such as arn:aws:iam::123456789012:role/name")]
    [TestCase("s3:external_id", "x", "storage.s3.external_id: it means nothing without storage.s3.role_arn")]
    [TestCase("s3:role_session_name", "a b", "storage.s3.role_session_name: 'a b' is not 2 to 64 letters, digits or any of _=,.@-")]
    [TestCase("s3:expected_bucket_owner", "me", "storage.s3.expected_bucket_owner: 'me' is not an account id of twelve digits")]
    [TestCase("s3:sse", "aes", "storage.s3.sse: 'aes' is not one of none, sse-s3, sse-kms, sse-c")]
    [TestCase("s3:sse", "sse-c", "storage.s3.sse_customer_key_file: it is missing; sse-c needs a key")]
    [TestCase("s3:sse_customer_key_file", "key", "storage.s3.sse_customer_key_file: it means nothing without storage.s3.sse sse-c")]
    [TestCase("s3:kms_key_id", "key", "storage.s3.kms_key_id: it means nothing without storage.s3.sse sse-kms")]
    [TestCase("s3:memory_budget_mb", "16", null)]
    [TestCase("s3:profile", " ", "storage.s3.profile: it is empty")]
    [TestCase("local:cache_folder", "a/drop", "storage.local.cache_folder: in mode s3 both this and storage.local.input_folder would be '/drop'; give them different last segments")]
    [TestCase("local:cache_folder", "..", "storage.local.cache_folder: '..' does not name a folder")]
    public void S3_WrongValue_IsToldByItsKey(string key, string? value, string? mistake) =>
        Assert.That(Settings.MistakesIn(Settings.S3With((key, value))), Is.EqualTo(mistake is null ? [] : new[] { mistake }));

    [TestCase("GLACIER")]
    [TestCase("standard")]
    public void S3_StorageClassThatCannotBeRead_IsAMistake(string storageClass) =>
        Assert.That(Settings.MistakesIn(Settings.S3With(("s3:storage_class", storageClass))), Has.Length.EqualTo(1).And.Some.StartsWith($"storage.s3.storage_class: '{storageClass}'"));

    [Test]
    public void S3_MemoryBudgetBelowTwoParts_IsAMistake() =>
        Assert.That(
            Settings.MistakesIn(Settings.S3With(("s3:memory_budget_mb", "100"), ("s3:part_size_mb", "64"))),
            Is.EqualTo(new[] { "storage.s3.memory_budget_mb: 100 does not hold two parts of 64 (storage.s3.part_size_mb)" }));

    [TestCase("input/", "input/")]
    [TestCase("input", "input/")]
    [TestCase("", "archive/")]
    [TestCase("in/", "in/archive")]
    public void S3_AreasOverlap_IsAMistake(string input, string archive) =>
        Assert.That(
            Settings.MistakesIn(Settings.S3With(("s3:archive_bucket", "claims-in"), ("s3:input_prefix", input), ("s3:archive_prefix", archive))),
            Is.EqualTo(new[] { $"storage.s3.archive_prefix: '{archive}' overlaps storage.s3.input_prefix '{input}' in bucket 'claims-in'; areas must not contain each other" }));

    [TestCase("in/", "input/")]
    [TestCase("a/b", "a/bc")]
    public void S3_AreasSideBySide_AreFine(string input, string archive) =>
        Assert.That(Settings.MistakesIn(Settings.S3With(("s3:archive_bucket", "claims-in"), ("s3:input_prefix", input), ("s3:archive_prefix", archive))), Is.Empty);

    [TestCase("drop", "drop")]
    [TestCase("drop", "drop/done")]
    [TestCase(".", "archive")]
    [TestCase("a/../drop", "drop")]
    public void Local_AreasOverlap_IsAMistake(string input, string archive) =>
        Assert.That(
            Settings.MistakesIn(Settings.Of(("local:input_folder", input), ("local:archive_folder", archive), ("local:output_folder", "../o"), ("local:cache_folder", "../c"))),
            Has.Length.EqualTo(1).And.Some.Matches(input == "." ? "storage.local.input_folder: '.' does not name a folder" : "storage.local.archive_folder: it overlaps storage.local.input_folder"));

    [TestCase("http://127.0.0.1:9000")]
    [TestCase("http://localhost:9000/")]
    [TestCase("https://s3.example.com")]
    public void S3_ServiceUrlSafeOrNear_IsFine(string url) => Assert.That(Settings.MistakesIn(Settings.S3With(("s3:service_url", url))), Is.Empty);

    [Test]
    public void S3_ServiceUrlPlainAndFar_NeedsLeave()
    {
        var mistakes = Settings.MistakesIn(Settings.S3With(("s3:service_url", "http://s3.example.com")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mistakes, Has.Length.EqualTo(1).And.Some.StartsWith("storage.s3.service_url: 'http://s3.example.com' is not https"));
            Assert.That(Settings.MistakesIn(Settings.S3With(("s3:service_url", "http://s3.example.com"), ("s3:allow_insecure", "true"))), Is.Empty);
        }
    }

    [Test]
    public void Connection_ServiceUrlPlainAndFar_IsRefusedInModeLocalToo()
    {
        var options = new S3StorageOptions { ServiceUrl = "http://s3.example.com" };
        Assert.That(() => new S3Connection(options).Dispose(), Throws.TypeOf<StorageConfigurationException>().With.Message.Contains("is not https"));
        options.AllowInsecure = true;
        Assert.That(() => new S3Connection(options).Dispose(), Throws.Nothing);
    }

    [Test]
    public void S3_OtherStore_MayHaveLaxerNames() =>
        Assert.That(Settings.MistakesIn(Settings.S3With(("s3:service_url", "https://s3.example.com"), ("s3:input_bucket", "Claims_In"), ("s3:aws_region", "default"))), Is.Empty);

    [TestCase("s3:aws_access_key_id")]
    [TestCase("s3:aws_secret_access_key")]
    [TestCase("s3:secret")]
    [TestCase("password")]
    [TestCase("s3:sessionToken")]
    [TestCase("local:db_password")]
    public void Credentials_InTheConfiguration_AreToldWhereTheyBelongAndNotPrinted(string key)
    {
        var mistakes = Settings.MistakesIn(Settings.S3With((key, "hunter2")));
        Assert.That(mistakes, Has.Length.EqualTo(1));
        Assert.That(mistakes[0], Does.StartWith($"storage.{key.Replace(':', '.')}: credentials do not belong in a configuration.").And.Contain("storage.s3.profile").And.Not.Contain("hunter2"));
    }

    [Test]
    public void ServiceUrl_WithCredentials_IsNotPrinted()
    {
        var mistakes = Settings.MistakesIn(Settings.S3With(("s3:service_url", "https://me:hunter2@s3.example.com")));
        Assert.That(mistakes, Has.Length.EqualTo(1).And.Some.StartsWith("storage.s3.service_url: credentials do not belong in a URL").And.None.Contain("hunter2"));
    }

    [Test]
    public void Mistakes_AreToldAllAtOnce() =>
        Assert.That(
            Settings.MistakesIn(Settings.Of(("mode", "s3"), ("s3:aws_region", "nowhere"), ("s3:inptu_bucket", "claims-in"), ("s3:concurrency", "-1"), ("local:input_folder", ""))),
            Is.EquivalentTo(new[]
            {
                "unknown key storage.s3.inptu_bucket; did you mean input_bucket?",
                "storage.s3.concurrency: -1 is not between 1 and 1000",
                "storage.local.input_folder: '' does not name a folder",
                "storage.s3.input_bucket: it is missing",
                "storage.s3.output_bucket: it is missing",
                "storage.s3.archive_bucket: it is missing",
                "storage.s3.cache_bucket: it is missing",
                "storage.s3.aws_region: 'nowhere' is not a region, such as eu-central-1",
            }));

    [Test]
    public void CustomerKey_OfAnotherLength_IsAMistakeThatDoesNotPrintIt()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "aHVudGVyMg==");
            var mistakes = Settings.MistakesIn(Settings.S3With(("s3:sse", "sse-c"), ("s3:sse_customer_key_file", file)));
            Assert.That(mistakes, Has.Length.EqualTo(1).And.Some.Contains("is not the base64 of 32 bytes").And.None.Contain("aHVudGVyMg"));
            File.WriteAllText(file, Convert.ToBase64String(new byte[32]) + "\n");
            Assert.That(Settings.MistakesIn(Settings.S3With(("s3:sse", "sse-c"), ("s3:sse_customer_key_file", file))), Is.Empty);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
