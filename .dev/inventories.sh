# Checks CycloneDX and SPDX documents with the programs of those who wrote the formats; these lie in the cache.
# shellcheck shell=bash

readonly inventory_checkers=(cyclonedx-python-lib[json-validation]==11.12.0 spdx-tools==0.8.5)
# SPDX's own repository is no package of any kind; syft checks itself with the same schema and carries it.
readonly spdx_schema_from=https://proxy.golang.org/github.com/anchore/syft/@v/v1.18.1.zip
readonly spdx_schema_from_sha256=14cd55f1b91a20e9af0364da9cc8eee38b74ad0416551b6e2a646ef500347485
readonly spdx_schema_in_it=github.com/anchore/syft@v1.18.1/schema/spdx-json/spdx-schema-2.3.json

# SPDX 2.3's published JSON schema, into the file $1.
fetch_spdx_schema() {
    python3 - "$1" "$spdx_schema_from" "$spdx_schema_from_sha256" "$spdx_schema_in_it" <<'PYTHON'
import hashlib, io, pathlib, sys, urllib.request, zipfile

to, address, sha256, member = sys.argv[1:]
with urllib.request.urlopen(address, timeout=120) as answer:
    body = answer.read()
if hashlib.sha256(body).hexdigest() != sha256:
    sys.exit(f"{address} is not what it was: its SHA-256 is not {sha256}")
pathlib.Path(to).write_bytes(zipfile.ZipFile(io.BytesIO(body)).read(member))
PYTHON
}

set_up_inventory_checkers() {
    local key
    key=$(recipe_key .dev/inventories.sh)
    ! is_made "$cache/inventories" "$key" || return 0
    say "installing ${inventory_checkers[*]} from PyPI and SPDX's schema into $cache/inventories"
    local work
    work=$(mktemp -d "$cache/work.XXXXXX")
    python3 -m pip install -q --disable-pip-version-check --target "$work/made" "${inventory_checkers[@]}" || return 1
    fetch_spdx_schema "$work/made/spdx-schema-2.3.json" || return 1
    put_in_place "$work/made" "$cache/inventories" "$key"
    rm -rf "$work"
}

# The sample images, and those of the corpus that were made for this.
test_inventories() {
    local archives=("$@") archive
    if ! set_up_inventory_checkers; then
        echo "SKIPPED: the programs that check inventories could not be fetched"
        echo "0 passed, 0 failed, 1 skipped"
        return
    fi
    if [ -d "${STRATA_CORPUS-}" ]; then
        for archive in "$STRATA_CORPUS"/real/pkg-*.tar; do archives+=("$archive"); done
    fi
    PYTHONPATH=$cache/inventories python3 tests/inventories/inventories_test.py \
        "$cache/inventories/spdx-schema-2.3.json" build/native/shell/strata "${archives[@]}"
}
