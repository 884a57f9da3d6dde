# Shows an image's history, layers and waste, and the diff of two; then serves the page with the samples.
# shellcheck shell=bash

# Runs strata as a user would type it. Exit 1 says that images differ, which is an answer.
show() {
    local status=0
    printf '\n$ strata %s\n' "$*"
    build/native/shell/strata "$@" || status=$?
    [ "$status" -le 1 ] || exit "$status"
}

serve_page() {
    set_up_web
    say "building the page"
    build_preset web strata_site || stop "the page does not build; the messages above say why"
    add_samples_to_site build/web/site
    printf '\nThe page, with both samples ready (Ctrl+C ends it):\n\n    '
    exec node .dev/serve.mjs build/web/site 8080
}

run_strata() {
    local once=no
    [ "${1-}" != --once ] || { once=yes; shift; }
    local archives=("$@") archive
    set_up
    say "building strata"
    build_preset native strata strata_samples || stop "strata does not build; the messages above say why"
    if [ ${#archives[@]} = 0 ]; then
        make_samples
        archives=(build/samples/shop-api-1.0.tar build/samples/shop-api-1.1.tar)
    fi
    for archive in "${archives[@]}"; do
        show history "$archive"
        show layers "$archive"
        show waste "$archive"
        [ $# -gt 0 ] || break # Of the samples the second differs little: its diff says it.
    done
    [ ${#archives[@]} -lt 2 ] || show diff "${archives[0]}" "${archives[1]}"
    [ "$once" = yes ] || serve_page
}
