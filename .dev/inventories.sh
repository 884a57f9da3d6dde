# Checks CycloneDX and SPDX documents with the programs of those who wrote the formats; these lie in the cache.
# shellcheck shell=bash

readonly inventory_checkers=(cyclonedx-python-lib[json-validation]==11.12.0 spdx-tools==0.8.5)

set_up_inventory_checkers() {
    local key
    key=$(recipe_key .dev/inventories.sh)
    ! is_made "$cache/inventories" "$key" || return 0
    say "installing ${inventory_checkers[*]} from PyPI into $cache/inventories"
    local work
    work=$(mktemp -d "$cache/work.XXXXXX")
    python3 -m pip install -q --disable-pip-version-check --target "$work/made" "${inventory_checkers[@]}" || return 1
    put_in_place "$work/made" "$cache/inventories" "$key"
    rm -rf "$work"
}

# The sample images, and those of the corpus that were made for this.
test_inventories() {
    local archives=("$@") archive
    if ! set_up_inventory_checkers; then
        echo "SKIPPED: the programs that check inventories could not be installed from PyPI"
        echo "0 passed, 0 failed, 1 skipped"
        return
    fi
    if [ -d "${STRATA_CORPUS-}" ]; then
        for archive in "$STRATA_CORPUS"/real/pkg-*.tar; do archives+=("$archive"); done
    fi
    PYTHONPATH=$cache/inventories python3 tests/inventories/inventories_test.py build/native/shell/strata "${archives[@]}"
}
