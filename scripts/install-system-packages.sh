#!/usr/bin/env bash
# Installs what the tests drive besides Python: a browser, a spreadsheet program, a database server, a proxy.
# Does nothing when all are there, so it may run before every test. With --deep also what only the long runs need: Java
# and its compiler, for ODK Validate and the engine inside it.
set -euo pipefail

missing=()
command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
compgen -G "/usr/lib/libreoffice/program/libsclo.so" >/dev/null || missing+=(libreoffice-calc-nogui)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || missing+=(postgresql)
compgen -G "/usr/sbin/nginx" >/dev/null || missing+=(nginx)
command -v make >/dev/null || missing+=(make)
if [ "${1:-}" = "--deep" ]; then
    command -v javac >/dev/null || missing+=(default-jdk-headless)
fi
python3 -c "import ensurepip" 2>/dev/null || missing+=(python3-venv)

if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "Pasang dahulu: ${missing[*]}" >&2
    exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
fi
echo "Memasang: ${missing[*]}"
# The tests start database servers of their own; the package need not start one.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
# Nor need nginx: the tests start it themselves, on a free port.
policy=/usr/sbin/policy-rc.d
if [[ " ${missing[*]} " == *" nginx "* && ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
    trap '"${as_root[@]}" rm -f "$policy"' EXIT
fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
