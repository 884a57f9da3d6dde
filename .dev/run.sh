# Shows an image's history, layers and waste, and the diff of two.
# shellcheck shell=bash

run_strata() {
    set_up
    say "building strata"
    build_preset native strata || stop "strata does not build; the messages above say why"
}
