# Measures time and memory with the programs of tests/bench.
# shellcheck shell=bash

run_bench() {
    set_up
    say "building strata and its benchmarks"
    build_preset native || stop "strata does not build; the messages above say why"
    "$(find build/native/tests -name strata_bench -type f | head -1)" "$@"
}
