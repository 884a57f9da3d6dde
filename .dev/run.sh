# Shows an image's history, layers and waste, and the diff of two.
# shellcheck shell=bash

# Runs strata as a user would type it. Exit 1 says that images differ, which is an answer.
show() {
    local status=0
    printf '\n$ strata %s\n' "$*"
    build/native/shell/strata "$@" || status=$?
    [ "$status" -le 1 ] || exit "$status"
}

run_strata() {
    local archives=("$@") archive
    set_up
    say "building strata"
    build_preset native strata strata_samples || stop "strata does not build; the messages above say why"
    if [ ${#archives[@]} = 0 ]; then
        say "making two sample images in build/samples"
        build/native/tests/strata_samples build/samples
        archives=(build/samples/shop-api-1.0.tar build/samples/shop-api-1.1.tar)
    fi
    for archive in "${archives[@]}"; do
        show history "$archive"
        show layers "$archive"
        show waste "$archive"
        [ $# -gt 0 ] || break # Of the samples the second differs little: its diff says it.
    done
    [ ${#archives[@]} -lt 2 ] || show diff "${archives[0]}" "${archives[1]}"
}
