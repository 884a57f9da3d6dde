# Measures time and memory with the programs of tests/bench.
# shellcheck shell=bash

run_bench() {
    local program failures=0
    set_up
    say "building strata and its benchmarks"
    build_preset native || stop "strata does not build; the messages above say why"
    for program in build/native/tests/bench/*_bench; do
        [ -x "$program" ] || stop "there is no benchmark yet: tests/bench has none"
        say "$program $*"
        "$program" "$@" || failures=$((failures + 1))
    done
    [ "$failures" = 0 ] || stop "$failures of the benchmarks failed"
}
