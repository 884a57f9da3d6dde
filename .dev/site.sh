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
    build_preset native strata >/dev/null || return 1
    for tag in 1.0 1.1; do
        build/native/shell/strata report --json --no-progress "$site/samples/shop-api-$tag.tar"
    done | python3 -c '
import json, sys
text, tags = sys.stdin.read(), []
while text.strip():
    report, end = json.JSONDecoder().raw_decode(text.lstrip())
    text = text.lstrip()[end:]
    tag = report["image"].split(":")[1]
    tags.append({"tag": tag, "url": f"samples/shop-api-{tag}.tar", "size": report["bytes"], "date": report["created"],
                 "efficiency": round(report["live_bytes"] / report["bytes"], 3)})
json.dump({"title": "Sample images", "images": [{"name": "shop/api", "tags": tags}]}, sys.stdout, indent=2)
' >"$site/catalog.json"
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
