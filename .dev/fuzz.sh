# Fuzzes each reader of foreign bytes. What was found interesting is kept in the cache for the next time.
# shellcheck shell=bash

# build_sanitized TARGET…: with Clang and its sanitizers, tests and fuzzers from the same objects.
build_sanitized() {
    local compiler=clang++-19 configure_options=()
    # The preset's compiler has Debian's name.
    command -v "$compiler" >/dev/null || configure_options=(-DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++)
    build_preset asan "$@"
}

# fuzz_one PROGRAM SECONDS: fails where an input crashes, hangs or needs too much memory; the input is then kept.
fuzz_one() {
    local name corpus seeds=()
    name=$(basename "$1" _fuzz)
    corpus=$cache/fuzz/$name
    mkdir -p "$corpus" "build/fuzz/found/$name"
    [ ! -d "tests/fuzz/seeds/$name" ] || seeds=("tests/fuzz/seeds/$name")
    if ! "$1" "$corpus" "${seeds[@]}" -max_total_time="$2" -timeout=10 -rss_limit_mb=512 -max_len=65536 -print_final_stats=1 \
            -artifact_prefix="build/fuzz/found/$name/" >"build/fuzz/$name.log" 2>&1; then
        tail -60 "build/fuzz/$name.log"
        printf 'the input lies in build/fuzz/found/%s; replay it: %s FILE\n' "$name" "$1"
        return 1
    fi
    sed -n 's/^stat::number_of_executed_units: */inputs tried: /p' "build/fuzz/$name.log"
}

list_fuzzers() { find build/asan/tests -maxdepth 2 -name '*_fuzz' -type f | LC_ALL=C sort; }

run_fuzz() {
    local fuzzer failures=0
    [[ $1 =~ ^[0-9]+$ ]] || stop "fuzz takes a number of seconds, not '$1'"
    set_up
    say "building the fuzzers"
    build_sanitized strata_fuzzers || stop "the fuzzers do not build; the messages above say why"
    for fuzzer in $(list_fuzzers); do
        say "$fuzzer for $1 s"
        fuzz_one "$fuzzer" "$1" || failures=$((failures + 1))
    done
    [ "$failures" = 0 ] || stop "$failures of the fuzzers found something"
}
