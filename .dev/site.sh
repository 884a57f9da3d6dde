# The site with the samples on it, and the browsers that test it.
# shellcheck shell=bash

make_samples() {
    say "making two sample images in build/samples"
    build/native/tests/strata_samples build/samples
}

# Puts the samples into the site $1, with the catalog that lists them.
add_samples_to_site() {
    local site=$1 tag
    [ -e build/samples/shop-api-1.1.tar ] || make_samples
    mkdir -p "$site/samples"
    cp build/samples/shop-api-1.0.tar build/samples/shop-api-1.1.tar "$site/samples/"
    for tag in 1.0 1.1; do
        printf '    {"name": "shop/api", "tag": "%s", "url": "samples/shop-api-%s.tar", "size": %s, "date": "2026-11-02T14:03:00Z"}\n' \
            "$tag" "$tag" "$(stat -c %s "$site/samples/shop-api-$tag.tar")"
    done | sed '$!s/$/,/' | { printf '{\n  "title": "Sample images",\n  "images": [\n'; cat; printf '  ]\n}\n'; } >"$site/catalog.json"
}

# Chromium and Firefox from Debian; what drives them from npm, at the versions in tests/browser/package-lock.json.
set_up_browsers() {
    local key work
    if is_debian_12; then
        install_packages chromium firefox-esr xvfb libegl1 libgl1-mesa-dri
        command -v npm >/dev/null || install_packages npm
    fi
    key=$(recipe_key tests/browser/package.json tests/browser/package-lock.json)
    ! is_made "$cache/browser" "$key" || return 0
    say "fetching playwright-core and puppeteer-core into $cache/browser"
    work=$(mktemp -d "$cache/work.XXXXXX")
    cp tests/browser/package.json tests/browser/package-lock.json "$work/"
    (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || stop "npm could not fetch what tests/browser/package-lock.json names"
    put_in_place "$work" "$cache/browser" "$key"
}

# The page in Chromium, and in Firefox, driven through what it shows to assistive technology.
test_in_browsers() {
    add_samples_to_site build/web/site >/dev/null
    STRATA_BROWSER_MODULES=$cache/browser node --test --test-concurrency=1 --test-reporter=./tests/browser/totals.mjs \
        tests/browser/*.test.mjs
}
