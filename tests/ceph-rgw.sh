#!/usr/bin/env bash
# A real S3 server for tests: Ceph RGW from Debian's packages, one node (a monitor, an OSD that keeps everything in memory, a
# gateway), on free ports of loopback.
#
#   tests/ceph-rgw.sh check           says why the server cannot run here; exit code 77 if so
#   tests/ceph-rgw.sh install         installs the packages where they are missing (about 30 s)
#   tests/ceph-rgw.sh run COMMAND...  runs COMMAND with a fresh server, which it finds in VFS_TEST_ENDPOINT,
#                                     VFS_TEST_ACCESS_KEY and VFS_TEST_SECRET_KEY; stops the server; the exit code is COMMAND's
set -uo pipefail

readonly packages=(radosgw ceph-mon ceph-osd ceph-common curl)
readonly access_key=vfs-test secret_key=vfs-test-secret
readonly cannot_run=77

# missing_packages: those that are not installed, one a line.
missing_packages() {
    local package
    for package in "${packages[@]}"; do
        [[ $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) == 'install ok installed' ]] || echo "$package"
    done
}

refuse() {
    echo "The tests on a real S3 server are skipped: $1"
    exit "$cannot_run"
}

check() {
    [[ $(uname -s) == Linux ]] || refuse 'Ceph RGW runs on Linux only.'
    command -v dpkg-query >/dev/null || refuse 'this is not Debian, whose packages of Ceph they use.'
    [[ -z $(missing_packages) ]] && return
    command -v apt-get >/dev/null || refuse "there is no apt-get to install $(missing_packages | xargs)."
    [[ $(id -u) == 0 ]] || refuse "only root can install $(missing_packages | xargs); install them, or run as root."
}

install() {
    check
    local missing
    missing=$(missing_packages)
    [[ -z $missing ]] && return
    export DEBIAN_FRONTEND=noninteractive
    # A daemon that a package starts by itself would only be in the way.
    local policy=/usr/sbin/policy-rc.d made_policy=
    if [[ ! -e $policy ]]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && made_policy=yes
    fi
    # A stale list of packages is no reason to give up: what it names may still be there.
    apt-get update -qq || echo 'apt-get update failed; trying with the lists that are here.'
    # shellcheck disable=SC2086 # One word a package.
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
    local code=$?
    [[ -n $made_policy ]] && rm -f "$policy"
    ((code == 0)) || refuse "apt-get could not install $(xargs <<<"$missing")."
}

# free_port: one on loopback that nobody listens on.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 10000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

# eventually SECONDS COMMAND...: repeats COMMAND until it succeeds.
eventually() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.3
    done
}

write_configuration() {
    local v2 v1
    v2=$(free_port)
    v1=$(free_port)
    monitor="[v2:127.0.0.1:$v2,v1:127.0.0.1:$v1]"
    gateway_port=$(free_port)
    cat >"$folder/ceph.conf" <<CONF
[global]
fsid = $cluster
mon host = [v2:127.0.0.1:$v2/0,v1:127.0.0.1:$v1/0]
public addr = 127.0.0.1
auth_allow_insecure_global_id_reclaim = true
osd pool default size = 1
osd pool default min size = 1
osd crush chooseleaf type = 0
osd pool default pg num = 8
mon allow pool size one = true
mon max pg per osd = 1000
mon data avail warn = 2
mon data avail crit = 1
osd objectstore = memstore
memstore device bytes = 8589934592
run dir = $folder/run
pid file = $folder/run/\$name.pid
log file = $folder/\$name.log
admin socket = $folder/run/\$name.asok
mon data = $folder/mon
osd data = $folder/osd
keyring = $folder/keyring
[osd]
keyring = $folder/osd/keyring
[client.admin]
# Without tcp_nodelay every small answer waits 40 ms.
rgw frontends = beast endpoint=127.0.0.1:$gateway_port tcp_nodelay=1
rgw enable ops log = false
rgw enable usage log = false
rgw thread pool size = 64
rgw dns name = localhost
CONF
    export CEPH_CONF="$folder/ceph.conf"
}

start_monitor() {
    ceph-authtool --create-keyring "$folder/keyring" --gen-key -n mon. --cap mon 'allow *' &&
        ceph-authtool "$folder/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' &&
        monmaptool --create --addv a "$monitor" --fsid "$cluster" --clobber "$folder/monmap" &&
        ceph-mon --mkfs -i a --monmap "$folder/monmap" --keyring "$folder/keyring" &&
        ceph-mon -i a
}

start_osd() {
    local key id uuid
    uuid=$(cat /proc/sys/kernel/random/uuid)
    key=$(ceph-authtool --gen-print-key)
    id=$(echo "{\"cephx_secret\": \"$key\"}" | ceph osd new "$uuid" -i -) &&
        ceph-authtool --create-keyring "$folder/osd/keyring" --name "osd.$id" --add-key "$key" &&
        ceph-osd -i "$id" --mkfs --osd-uuid "$uuid" &&
        ceph-osd -i "$id" &&
        eventually 60 osd_is_up
}

osd_is_up() { ceph osd stat 2>/dev/null | grep -q '1 up'; }

start_gateway() {
    radosgw -n client.admin &&
        eventually 90 curl -sf -o /dev/null "http://127.0.0.1:$gateway_port/" &&
        radosgw-admin user create --uid=vfs-test --display-name=vfs-test --access-key="$access_key" --secret-key="$secret_key" --max-buckets=0
}

# daemons: the ids of the processes that this server is made of.
daemons() {
    local file id
    for file in "$folder"/run/*.pid; do
        [[ -e $file ]] || continue
        id=$(<"$file")
        # A process of that number that knows our folder: not one that came after ours had ended.
        if grep -qzF "$folder" "/proc/$id/environ" 2>/dev/null; then echo "$id"; fi
    done
}

stop() {
    local ids
    [[ -z ${command_id:-} ]] || kill "$command_id" 2>/dev/null
    # Nothing of it is to be kept, so nothing is waited for.
    ids=$(daemons)
    # shellcheck disable=SC2086 # One word an id.
    [[ -z $ids ]] || kill -9 $ids 2>/dev/null
    rm -rf "$folder"
}

run() {
    check
    [[ -z $(missing_packages) ]] || refuse "not installed: $(missing_packages | xargs); 'tests/ceph-rgw.sh install' does that."
    folder=$(mktemp -d "${TMPDIR:-/tmp}/vfs-ceph-XXXXXX")
    cluster=$(cat /proc/sys/kernel/random/uuid)
    mkdir -p "$folder"/{mon,osd,run}
    trap stop EXIT
    trap 'exit 143' TERM INT HUP
    write_configuration
    if ! (start_monitor && start_osd && start_gateway) >"$folder/start.log" 2>&1; then
        echo 'Ceph RGW did not start:'
        tail -n 20 "$folder/start.log"
        exit 1
    fi
    echo "Ceph RGW $(radosgw --version | grep -o '[0-9][0-9.]*' | head -n 1) answers at http://127.0.0.1:$gateway_port after $SECONDS s."
    VFS_TEST_ENDPOINT="http://127.0.0.1:$gateway_port" VFS_TEST_ACCESS_KEY="$access_key" VFS_TEST_SECRET_KEY="$secret_key" "$@" &
    command_id=$!
    wait "$command_id"
    local code=$?
    command_id=
    exit "$code"
}

case ${1:-} in
    check) check ;;
    install) install ;;
    run)
        shift
        (($# > 0)) || { echo 'run what?' >&2; exit 2; }
        run "$@"
        ;;
    *)
        sed -n '2,/^set/{s/^# \{0,1\}//p}' "$0" >&2
        exit 2
        ;;
esac
