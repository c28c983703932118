using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace VfsStorage.Testing.Checksums;

/// <summary>Computes one checksum over bytes that arrive piece by piece.</summary>
internal abstract class ChecksumHasher : IDisposable
{
    public static ChecksumHasher Create(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => new Crc32Hasher(),
        ChecksumAlgorithm.Crc32C => new Crc32CHasher(),
        ChecksumAlgorithm.Crc64Nvme => new Crc64NvmeHasher(),
        ChecksumAlgorithm.Sha1 => new CryptographicHasher(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.Sha256 => new CryptographicHasher(HashAlgorithmName.SHA256),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, null),
    };

    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The value of everything appended, most significant byte first.</summary>
    public abstract byte[] Finish();

    public virtual void Dispose()
    {
    }

    private sealed class Crc32Hasher : ChecksumHasher
    {
        private readonly Crc32 _crc = new();

        public override void Append(ReadOnlySpan<byte> data) => _crc.Append(data);

        public override byte[] Finish()
        {
            var value = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(value, _crc.GetCurrentHashAsUInt32());
            return value;
        }
    }

    private sealed class Crc32CHasher : ChecksumHasher
    {
        private uint _state = Crc32C.Start;

        public override void Append(ReadOnlySpan<byte> data) => _state = Crc32C.Append(_state, data);

        public override byte[] Finish()
        {
            var value = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(value, ~_state);
            return value;
        }
    }

    private sealed class Crc64NvmeHasher : ChecksumHasher
    {
        private ulong _state = Crc64Nvme.Start;

        public override void Append(ReadOnlySpan<byte> data) => _state = Crc64Nvme.Append(_state, data);

        public override byte[] Finish()
        {
            var value = new byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(value, ~_state);
            return value;
        }
    }

    private sealed class CryptographicHasher(HashAlgorithmName name) : ChecksumHasher
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        public override byte[] Finish() => _hash.GetHashAndReset();

        public override void Dispose()
        {
            _hash.Dispose();
            base.Dispose();
        }
    }
}
