#!/usr/bin/env bash
# Installs what the tests need, builds everything once in Release, runs every test project and sums up.
# The last line is always `N passed, N failed` (and `, N skipped` if any). Exit 0 only if nothing failed;
# with CI=true a skipped test is a failure too.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
exec </dev/null

readonly packages=(transmission-daemon transmission-cli aria2 qbittorrent-nox rtorrent opentracker
    python3-libtorrent mktorrent clang zlib1g-dev iproute2 openssl curl)
readonly results="$PWD/artifacts/test-results"
readonly project_timeout_s=600 interop_timeout_s=840
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 MSBUILDTERMINALLOGGER=off
passed=0 failed=0 skipped=0 notes=()

finish() {
    local note line
    for note in ${notes[@]+"${notes[@]}"}; do echo "$note"; done
    line="$passed passed, $failed failed"
    if ((skipped > 0)); then line+=", $skipped skipped"; fi
    echo "$line"
    if ((failed > 0)) || { ((skipped > 0)) && [[ "${CI:-}" == true ]]; }; then exit 1; fi
    exit 0
}

missing_packages() {
    local package
    for package in "${packages[@]}"; do
        [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" == installed ]] || echo "$package"
    done
}

# Some packages bring a service: it is not started, the tests start what they need themselves.
install_packages() {
    local policy=/usr/sbin/policy-rc.d own_policy="" package
    if [[ ! -e "$policy" ]] && printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"; then own_policy=$policy; fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true
    apt-get install -y -qq --no-install-recommends "$@" >"$results/apt.log" 2>&1 ||
        for package in "$@"; do
            apt-get install -y -qq --no-install-recommends "$package" >>"$results/apt.log" 2>&1 ||
                echo "could not install $package (see artifacts/test-results/apt.log)"
        done
    if [[ -n "$own_policy" ]]; then rm -f "$own_policy"; fi
}

# Programs of other people that speak to us: in the versions of their lock files, from the registry that npm knows.
install_npm() {
    local folder
    command -v npm >/dev/null || return 0
    for folder in tests/npm/*/; do
        [[ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]] && continue
        echo "installing: $folder"
        (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund >"$results/npm.log" 2>&1) ||
            echo "npm ci failed in $folder (see artifacts/test-results/npm.log)"
    done
}

prepare() {
    local missing=()
    rm -rf "$results"
    mkdir -p "$results"
    install_npm
    command -v dpkg-query >/dev/null || return 0
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]} > 0)) || return 0
    if [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null; then
        echo "installing: ${missing[*]}"
        install_packages "${missing[@]}"
    else
        echo "not installed, and only root can: ${missing[*]}; tests that need them are skipped"
    fi
}

run_project() { # name, time limit in seconds: output and exit code go to files beside the report
    local name=$1 binary="artifacts/bin/$1/release/$1"
    timeout -k 10 "$2" "$binary" --no-ansi --progress off --results-directory "$results" \
        --report-xunit-xml --report-xunit-xml-filename "$name.xml" >"$results/$name.log" 2>&1
    echo $? >"$results/$name.exit"
} 2>/dev/null

attribute() { # first value of the attribute $1 in the element on stdin
    sed -n "s/.* $1=\"\([^\"]*\)\".*/\1/p" | head -n 1
}

# The report has one <assembly> element with the totals; the exit code tells of a crash the report cannot know.
sum_project() {
    local name=$1 report="$results/$1.xml" code element p f e s reason
    touch "$report"
    code=$(cat "$results/$name.exit" 2>/dev/null || echo none)
    element=$(tr '\n' ' ' <"$report" | grep -o '<assembly [^>]*>' | head -n 1)
    p=$(attribute passed <<<"$element") f=$(attribute failed <<<"$element")
    s=$(attribute skipped <<<"$element") e=$(attribute errors <<<"$element")
    p=${p:-0} f=$((${f:-0} + ${e:-0})) s=${s:-0}
    if [[ "$code" != 0 ]] && ((f == 0)); then
        f=1
        reason="exit code $code"
        if [[ "$code" == 124 || "$code" == 137 ]]; then reason="stopped after its time limit"; fi
        notes+=("FAILED $name: $reason, counted as one failed test")
    fi
    echo "$name: $p passed, $f failed, $s skipped"
    if ((f > 0)); then tail -n 200 "$results/$name.log" | cut -c -400; fi
    while IFS= read -r reason; do notes+=("skipped: $reason"); done < <(
        tr '\n' ' ' <"$report" | grep -o '<test [^>]*result="Skip"[^>]*>' | sed 's/.* name="\([^"]*\)".*/\1/')
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

prepare
if ! command -v dotnet >/dev/null; then
    echo "the .NET 10 SDK is needed: no dotnet on the PATH"
    failed=1
    finish
fi
if ! dotnet build GSTorrent.slnx -c Release -v quiet; then
    notes+=("FAILED: the build")
    failed=1
    finish
fi

# The program as it is shipped; a machine without a linker runs the tests without it.
if command -v clang >/dev/null || command -v gcc >/dev/null; then
    dotnet publish src/GSTorrent.Server -c Release -r linux-x64 -o artifacts/native -v quiet || {
        notes+=("FAILED: publishing with NativeAOT")
        failed=1
        finish
    }
fi

projects=()
for file in tests/*.Tests/*.Tests.csproj; do projects+=("$(basename "$file" .csproj)"); done
interop=GSTorrent.Interop.Tests
workers=$(nproc 2>/dev/null || echo 2)
for name in "${projects[@]}"; do
    [[ "$name" != "$interop" ]] || continue
    while (($(jobs -pr | wc -l) >= workers)); do wait -n; done
    run_project "$name" "$project_timeout_s" &
done
wait
# Real programs on real ports: alone and last, so that nothing else takes their time.
if [[ -d "tests/$interop" ]]; then run_project "$interop" "$interop_timeout_s"; fi
for name in "${projects[@]}"; do sum_project "$name"; done
finish
