# Measures time and memory with the programs of tests/bench: the command, and the page in Chromium.
# shellcheck shell=bash

bench_page() {
    local inputs status=0
    inputs=$(mktemp -d "${TMPDIR:-/tmp}/strata-bench.XXXXXX")
    build/native/tests/bench/strata_bench --inputs "$inputs"
    add_samples_to_site build/web/site >/dev/null
    STRATA_BROWSER_MODULES=$cache/browser node tests/bench/browser.mjs "$inputs" build/native/shell/strata || status=$?
    rm -rf "$inputs"
    return $status
}

run_bench() {
    local status=0
    set_up
    set_up_web
    set_up_browsers
    say "building strata, the page and their benchmarks"
    build_preset native || stop "strata does not build; the messages above say why"
    build_preset web strata_site || stop "the page does not build; the messages above say why"
    say "the command"
    build/native/tests/bench/strata_bench "$@" || status=1
    say "the page, in headless Chromium"
    bench_page || status=1
    return $status
}
