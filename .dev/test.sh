# Every test in one go. Each step adds to the totals; the last line has their sum.
# shellcheck shell=bash

passed=0
failed=0
skipped=0

count() { passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3)); }

# check WHAT COMMAND…: one test, passed where the command succeeds.
check() {
    local what=$1
    shift
    say "$what"
    if "$@"; then
        count 1 0 0
    else
        count 0 1 0
        printf 'FAILED: %s\n' "$what"
    fi
}

# One of the parts that a Catch2 program is run in: its output in FILE.txt, its results in FILE.xml.
run_shard() {
    local file=$1 part=$2 parts=$3
    shift 3
    rm -f "$file.xml"
    "$@" --shard-count "$parts" --shard-index "$part" --allow-running-no-tests \
        --reporter console --reporter "xml::out=$file.xml" >"$file.txt" 2>&1
}

# run_catch PROGRAM [ARGUMENT…]: a Catch2 program, in as many parts as there are processors; its test cases are counted,
# its skips printed with their reasons.
run_catch() {
    local parts part started=() status totals good bad left_out
    parts=$(nproc)
    say "$* ($parts parts)"
    for ((part = 0; part < parts; part++)); do
        run_shard "$1.part$part" "$part" "$parts" "$@" &
        started+=($!)
    done
    for ((part = 0; part < parts; part++)); do
        status=0 good=0 bad=0 left_out=0
        wait "${started[part]}" || status=$?
        cat "$1.part$part.txt"
        totals=$(python3 .dev/catch_totals.py "$1.part$part.xml") || status=1
        tail -n +2 <<<"$totals"
        read -r good bad left_out <<<"$totals" || true
        [ "$status" != 4 ] || [ "${left_out:-0}" = 0 ] || status=0 # Catch2 fails where every test is skipped.
        # A crash, or a failure outside of any test case.
        if [ "$status" != 0 ] && [ "${bad:-0}" = 0 ]; then
            printf 'FAILED: %s ended with status %s\n' "$1" "$status"
            bad=1
        fi
        count "${good:-0}" "${bad:-0}" "${left_out:-0}"
    done
}

# run_counted COMMAND…: a test program that ends with a line of totals of its own.
run_counted() {
    local output status=0
    say "$*"
    output=$("$@") || status=$?
    printf '%s\n' "$output"
    if [[ $output =~ ([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
        count "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"
        [ "$status" = 0 ] || [ "${BASH_REMATCH[2]}" != 0 ] || {
            printf 'FAILED: %s ended with status %s, though its totals tell of no failure\n' "$*" "$status"
            count 0 1 0
        }
    else
        printf 'FAILED: %s ended with status %s and no totals\n' "$*" "$status"
        count 0 1 0
    fi
}

# run_catch_programs FOLDER: every test program built there.
run_catch_programs() {
    local program
    for program in "$1"/tests/strata_*tests; do
        [ ! -x "$program" ] || run_catch "$program"
    done
}

find_corpus() {
    # A program lays the corpus out and prints where.
    if [ -n "${STRATA_CORPUS-}" ] && [ -f "$STRATA_CORPUS" ] && [ -x "$STRATA_CORPUS" ]; then
        say "laying out the corpus with $STRATA_CORPUS"
        STRATA_CORPUS=$("$STRATA_CORPUS") || stop "the corpus could not be laid out"
        export STRATA_CORPUS
    fi
}

check_format() { list_sources | xargs "$clang_format" --dry-run --Werror; }

# The same program natively and in WebAssembly must say the same of an archive. Prints its exit status.
compare_smoke() {
    local native=0 web=0
    build/native/tests/web/strata_smoke "$1" >"$1.native" || native=$?
    node build/web/tests/web/strata_smoke.js "$1" >"$1.web" || web=$?
    diff -u "$1.native" "$1.web" >&2 && [ "$native" = "$web" ] && echo "$native"
}

# The sample images, packed in each way, and one that breaks off.
check_smoke() {
    local folder=build/web/smoke archive
    rm -rf "$folder"
    build/native/tests/strata_samples "$folder" || return 1
    zstd -q "$folder/shop-api-1.0.tar"
    xz -0 -k "$folder/shop-api-1.0.tar"
    bzip2 -k "$folder/shop-api-1.0.tar"
    for archive in "$folder"/shop-*; do
        [ "$(compare_smoke "$archive")" = 0 ] || return 1
    done
    head -c 200000 "$folder/shop-api-1.1.tar" >"$folder/broken-off.tar"
    compare_smoke "$folder/broken-off.tar" >"$folder/status"
}

# A few seconds of each fuzzer, from its seeds and what earlier runs found.
check_fuzzers() {
    local fuzzer
    for fuzzer in $(list_fuzzers); do
        check "${fuzzer##*/} for 5 s" fuzz_one "$fuzzer" 5
    done
}

# shellcheck source=.dev/reports.sh
. .dev/reports.sh
# shellcheck source=.dev/inventories.sh
. .dev/inventories.sh

# What fails in seconds comes first, what takes long last.
run_tests() {
    local started=$SECONDS
    set_up
    set_up_web
    set_up_browsers
    find_corpus
    run_counted python3 tests/rules/rules_test.py
    check "format" check_format
    check "native build" build_preset native
    run_catch_programs build/native
    check "build for WebAssembly" build_preset web
    check "the same answers natively and in WebAssembly" check_smoke
    run_counted test_inventories build/web/smoke/shop-api-1.1.tar
    run_counted test_reports build/web/smoke/shop-api-1.1.tar
    run_counted test_in_browsers
    check "build with sanitizers" build_sanitized strata_tests strata_page_tests strata_hostile_tests strata_fuzzers
    run_catch_programs build/asan
    check_fuzzers
    run_counted python3 .dev/tidy.py "$clang_tidy" build/native
    say "done in $((SECONDS - started)) s"
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ]
}
