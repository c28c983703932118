#!/bin/bash
# Compares vfs with aws (aws s3 sync, aws s3 cp) and rclone, each with its defaults, against one S3 test server with latency.
#
#   tests/VfsStorage.Benchmarks/compare-transfer.sh [small] [large]
#
# small: FILES (10000) files of 4 KiB up. large: one file of LARGE_MB (2048) up. Without an argument both.
# LATENCY (20) is in milliseconds; of REPEAT (1) turns the fastest of each contender counts. Needs aws and rclone (Debian packages awscli, rclone); what is missing is left out.
# Every contender writes under a prefix of its own; the table says the seconds of each, and the ratio of vfs to the fastest other.
set -euo pipefail

files=${FILES:-10000}
large_mb=${LARGE_MB:-2048}
latency=${LATENCY:-20}
repeat=${REPEAT:-1}
turn=1
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
bucket=benchmarks
server_pid=

finish() {
    exec 8>&- || true
    [ -n "$server_pid" ] && wait "$server_pid" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# As it is shipped: compiled ahead, so that a short run is not one of the compiler.
dotnet publish "$root/src/VfsStorage.App" -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o "$work/vfs" -v q --nologo >/dev/null
dotnet build "$root/tests/VfsStorage.Benchmarks" -c Release -v q --nologo >/dev/null
vfs=$work/vfs/vfs

export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=secret-of-no-account AWS_EC2_METADATA_DISABLED=true
export AWS_DEFAULT_REGION=us-east-1
unset AWS_PROFILE AWS_SESSION_TOKEN AWS_CA_BUNDLE || true

# The server lives until its input ends.
mkfifo "$work/stop"
VFS_BENCHMARK_LATENCY=$latency VFS_BENCHMARK_BANDWIDTH=${BANDWIDTH:-0} \
    dotnet "$root/tests/VfsStorage.Benchmarks/bin/Release/net10.0/VfsStorage.Benchmarks.dll" --serve <"$work/stop" >"$work/endpoint" &
server_pid=$!
exec 8>"$work/stop"
while [ ! -s "$work/endpoint" ]; do kill -0 "$server_pid"; read -rt 0.1 <> <(:) || true; done
endpoint=$(cat "$work/endpoint")

cat >"$work/config.json" <<JSON
{ "log_file": "", "storage": { "mode": "local", "s3": { "service_url": "$endpoint", "aws_region": "us-east-1", "compatibility": "aws" } } }
JSON
cat >"$work/rclone.conf" <<CONF
[test]
type = s3
provider = Other
env_auth = true
endpoint = $endpoint
region = us-east-1
CONF

seconds() { # runs a command and prints how long it took
    local start end
    start=$(date +%s.%N)
    "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; echo "failed: $*" >&2; exit 1; }
    end=$(date +%s.%N)
    awk "BEGIN { printf \"%.2f\", $end - $start }"
}

report() { # name, seconds of vfs, then pairs of name and seconds
    local what=$1 ours=$2 best=
    shift 2
    printf '%-28s vfs %s s' "$what" "$ours"
    while [ $# -gt 0 ]; do
        printf ', %s %s s' "$1" "$2"
        if [ -z "$best" ] || awk "BEGIN { exit !($2 < $best) }"; then best=$2; fi
        shift 2
    done
    [ -n "$best" ] && awk "BEGIN { printf \"; %.2f x the fastest other\", $ours / $best }"
    echo
}

best() { # name, then a command: keeps the name's fastest time; %n in the command is the number of the turn
    local name=$1 time
    shift
    time=$(seconds "${@//%n/$turn}")
    if [ -z "${times[$name]:-}" ] || awk "BEGIN { exit !($time < ${times[$name]}) }"; then times[$name]=$time; fi
}

table() { # what was measured
    local others=()
    for name in aws rclone; do [ -n "${times[$name]:-}" ] && others+=("$name" "${times[$name]}"); done
    report "$1" "${times[vfs]}" "${others[@]}"
}

small() {
    declare -A times=()
    mkdir -p "$work/small"
    for directory in $(seq 0 99); do mkdir -p "$work/small/$directory"; done
    head -c $((files * 4096)) /dev/urandom | split -b 4096 -a 5 -d - "$work/small/f"
    local number=0 file
    for file in "$work"/small/f*; do mv "$file" "$work/small/$((number % 100))/"; number=$((number + 1)); done
    for turn in $(seq "$repeat"); do
        best vfs "$vfs" sync "$work/small" "s3://$bucket/vfs%n" --config "$work/config.json" --manifest "$work/small%n.jsonl"
        command -v aws >/dev/null && best aws aws --endpoint-url "$endpoint" s3 sync --only-show-errors "$work/small" "s3://$bucket/aws%n"
        command -v rclone >/dev/null && best rclone rclone --config "$work/rclone.conf" sync "$work/small" "test:$bucket/rclone%n"
    done
    table "$files files of 4 KiB up"
}

large() {
    declare -A times=()
    mkdir -p "$work/one"
    truncate -s "${large_mb}M" "$work/one/large"
    for turn in $(seq "$repeat"); do
        best vfs "$vfs" sync "$work/one" "s3://$bucket/vfs-large%n" --config "$work/config.json" --manifest "$work/large%n.jsonl"
        command -v aws >/dev/null && best aws aws --endpoint-url "$endpoint" s3 cp --only-show-errors "$work/one/large" "s3://$bucket/aws-large%n"
    done
    table "$large_mb MiB up"
}

for part in "${@:-small}"; do "$part"; done
[ $# -gt 0 ] || large
