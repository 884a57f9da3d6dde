# Checks the reports of `strata check` against what is published about their forms; that lies in the cache.
# shellcheck shell=bash

readonly report_schema=@microsoft/jest-sarif@1.0.0-beta.0 # carries OASIS' JSON schema of SARIF 2.1.0
readonly report_validator=jsonschema==4.26.0

set_up_report_checkers() {
    local key
    key=$(recipe_key .dev/reports.sh)
    ! is_made "$cache/reports" "$key" || return 0
    say "installing $report_validator from PyPI and $report_schema from npm into $cache/reports"
    local work
    work=$(mktemp -d "$cache/work.XXXXXX")
    python3 -m pip install -q --disable-pip-version-check --target "$work/made" "$report_validator" || return 1
    (cd "$work" && npm pack --silent "$report_schema" >/dev/null && tar -xzf ./*.tgz) || return 1
    cp "$work"/package/lib/schemas/sarif-2.1.0*.json "$work/made/sarif-2.1.0.json"
    put_in_place "$work/made" "$cache/reports" "$key"
    rm -rf "$work"
}

# The sample image, judged by rules that it breaks.
test_reports() {
    if ! set_up_report_checkers; then
        echo "SKIPPED: what checks the reports could not be installed from PyPI and npm"
        echo "0 passed, 0 failed, 1 skipped"
        return
    fi
    PYTHONPATH=$cache/reports python3 tests/reports/reports_test.py build/native/shell/strata \
        "$cache/reports/sarif-2.1.0.json" "$@"
}
