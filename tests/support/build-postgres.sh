#!/usr/bin/env bash
# Builds what tests need of PostgreSQL in a folder: server, pgvector 0.8 or newer, pgbouncer, and an
# empty database cluster to copy. From Debian's packages (or a relative's that has them); nothing is
# installed system-wide. Half a minute the first time, then it is there already.
# usage: tests/support/build-postgres.sh    prints the folder; FOOTNOTE_POSTGRES_DIR names another one
set -euo pipefail
base=${FOOTNOTE_POSTGRES_DIR:-/var/tmp/footnote-postgres-$(id -u)}
if [ -f "$base/built" ]; then
  echo "$base"
  exit 0
fi
mkdir -p "$base"
# One that somebody else made there is not ours to run.
[ -O "$base" ] || { echo "$base belongs to somebody else" >&2; exit 1; }
chmod 755 "$base"
exec 9> "$base/lock"
flock 9
if [ -f "$base/built" ]; then
  echo "$base"
  exit 0
fi
say() { echo "$*" >&2; }
say "building PostgreSQL and pgvector for the tests in $base"
rm -rf "$base/root" "$base/src" "$base/template"
mkdir -p "$base"/{lists/partial,cache/archives/partial,debs,parts,root,src}

# Lists of packages of our own, so that this needs no root: the system's sources, and where pgvector's
# source is taken from where the system has no package of it.
cp /etc/apt/sources.list.d/* "$base/parts/" 2>/dev/null || true
list=/etc/apt/sources.list
[ -f "$list" ] || list=/dev/null
own=(-o "Dir::Etc::sourcelist=$list" -o "Dir::Etc::sourceparts=$base/parts"
  -o "Dir::State::Lists=$base/lists" -o "Dir::Cache=$base/cache"
  -o "APT::Sandbox::User=$(id -un)" -o Acquire::Retries=3)
mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' "$list" "$base/parts" | head -n 1 | tr -d ' ' || true)
keys=/usr/share/keyrings/debian-archive-keyring.gpg
if [ -n "$mirror" ] && [ -f "$keys" ]; then
  echo "deb-src [signed-by=$keys] $mirror trixie main" > "$base/parts/pgvector.list"
fi
apt-get "${own[@]}" update -qq >&2
has() { apt-cache "${own[@]}" show "$1" 2>/dev/null | grep -q '^Version:'; }
version=$(apt-cache "${own[@]}" pkgnames postgresql-server-dev- | grep -oE '[0-9]+$' | sort -n | tail -n 1)
say "PostgreSQL $version"
wanted=("postgresql-$version" "postgresql-client-$version" "postgresql-server-dev-$version" libpq5 pgbouncer)
for library in libevent-2.1-7 libevent-2.1-7t64 libevent-core-2.1-7 libevent-openssl-2.1-7 libc-ares2 libcares2; do
  has "$library" && wanted+=("$library")
done
packaged=$(apt-cache "${own[@]}" show "postgresql-$version-pgvector" 2>/dev/null |
  sed -n 's/^Version: //p' | head -n 1 || true)
is_new() { [ -n "$1" ] && dpkg --compare-versions "$1" ge 0.8; }
is_new "$packaged" && wanted+=("postgresql-$version-pgvector")
(cd "$base/debs" && rm -f -- *.deb && apt-get "${own[@]}" download -qq "${wanted[@]}" >&2)
for deb in "$base"/debs/*.deb; do dpkg -x "$deb" "$base/root"; done

bin=$base/root/usr/lib/postgresql/$version/bin
libraries=$(dirname "$(find "$base/root" -name 'libpq.so.5' | head -n 1)")
export LD_LIBRARY_PATH=$libraries
if ! is_new "$packaged"; then
  (cd "$base/src" && apt-get "${own[@]}" source -qq --download-only pgvector >&2 &&
    tar xf pgvector_*.orig.tar.gz --one-top-level=pgvector --strip-components=1)
  # OPTFLAGS: built once and run on whichever machine the folder is carried to.
  make -s -C "$base/src/pgvector" OPTFLAGS= with_llvm=no PG_CONFIG="$bin/pg_config" >&2
  make -s -C "$base/src/pgvector" with_llvm=no PG_CONFIG="$bin/pg_config" install > /dev/null
fi

# PostgreSQL does not run as root; `nobody` owns its files then.
as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME=/tmp "LD_LIBRARY_PATH=$libraries")
  install -d -o nobody -g nogroup -m 700 "$base/template"
fi
"${as[@]}" "$bin/initdb" -D "$base/template" -A trust -U postgres --locale=C.UTF-8 --encoding=UTF8 \
  --wal-segsize=1 --no-sync > /dev/null
rm -rf "$base/src" "$base/debs" "$base/lists" "$base/cache" "$base/parts"
printf '%s\n%s\n' "$bin" "$libraries" > "$base/built"
say 'built'
echo "$base"
