#include "core/insight/path_rules.hpp"

#include "core/base/limits.hpp"
#include "core/base/path.hpp"

#include <algorithm>
#include <array>

namespace strata {

namespace {

bool starts_with_any(std::string_view text, std::span<const std::string_view> starts) {
    return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); });
}
bool ends_with_any(std::string_view text, std::span<const std::string_view> ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}
bool has_any(std::string_view text, std::span<const std::string_view> parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return text.find(part) != text.npos; });
}

constexpr auto package_folders = std::to_array<std::string_view>({"/usr/lib/",
                                                                  "/usr/lib64/",
                                                                  "/usr/share/",
                                                                  "/usr/include/",
                                                                  "/usr/bin/",
                                                                  "/usr/sbin/",
                                                                  "/usr/libexec/",
                                                                  "/usr/local/lib/",
                                                                  "/usr/local/share/",
                                                                  "/usr/local/include/",
                                                                  "/usr/local/go/",
                                                                  "/lib/",
                                                                  "/lib64/",
                                                                  "/bin/",
                                                                  "/sbin/",
                                                                  "/var/lib/dpkg/",
                                                                  "/var/lib/apt/",
                                                                  "/lib/apk/",
                                                                  "/var/lib/rpm/",
                                                                  "/etc/ssl/",
                                                                  "/etc/alternatives/",
                                                                  "/etc/fonts/",
                                                                  "/nix/store/"});
constexpr auto library_folders =
    std::to_array<std::string_view>({"/node_modules/", "/site-packages/", "/dist-packages/", "/vendor/", "/gems/",
                                     "/pkg/mod/", "/.cargo/registry/", "/bower_components/", "/.git/"});

} // namespace

PathRules::PathRules(RuleLook look) {
    for (const FindingRule& rule : finding_rules()) {
        if (rule.look != look) continue;
        for (std::string_view rest = rule.paths; !rest.empty();) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            std::string_view word = rest.substr(0, end);
            rest.remove_prefix(std::min(rest.size(), end + 1));
            if (word.empty()) continue;
            const bool whole = word.starts_with('^');
            if (whole) word.remove_prefix(1);
            if (const std::size_t star = word.find('*'); star != word.npos) {
                const std::string_view folder = word.substr(0, std::max<std::size_t>(star, 1) - 1);
                word.remove_prefix(star + 1);
                by_ending_[std::string(word.substr(word.rfind('.')))].push_back({word, folder, false, &rule});
            } else {
                by_name_[std::string(base_name(word))].push_back({word, {}, whole, &rule});
            }
        }
    }
}

std::span<const PathRules::Word> PathRules::words_for(const Words& words, std::string_view key) const {
    const auto found = words.find(key);
    return found == words.end() ? std::span<const Word>() : std::span<const Word>(found->second);
}

bool PathRules::may_want(std::string_view name) const {
    if (by_name_.find(name) != by_name_.end()) return true;
    const std::size_t dot = name.rfind('.');
    return dot != name.npos && by_ending_.find(name.substr(dot)) != by_ending_.end();
}

const FindingRule* PathRules::find(std::string_view path) const {
    const std::string_view name = base_name(path);
    for (const Word& word : words_for(by_name_, name))
        if (word.whole ? path == word.path : path.ends_with(word.path)) return word.rule;
    const std::size_t dot = name.rfind('.');
    if (dot == name.npos || dot == 0) return nullptr;
    const std::string_view folder = path.substr(0, path.size() - std::min(path.size(), name.size() + 1));
    for (const Word& word : words_for(by_ending_, name.substr(dot)))
        if (name.ends_with(word.path) && folder.ends_with(word.folder)) return word.rule;
    return nullptr;
}

bool is_example_path(std::string_view path) {
    constexpr auto documents = std::to_array<std::string_view>(
        {"/usr/share/doc/", "/usr/share/man/", "/usr/share/info/", "/usr/local/share/doc/", "/usr/share/gtk-doc/",
         "/usr/share/help/", "/usr/share/perl", "/usr/lib/python", "/usr/local/lib/python", "/usr/local/go/"});
    if (starts_with_any(path, std::span(documents).first(6))) return true;
    constexpr auto tests = std::to_array<std::string_view>(
        {"/test/", "/tests/", "/dummy", "/testdata/", "/test_", "/testing/", "/__tests__/", "/spec/", "/fixtures/",
         "/examples/", "/example/", "/docs/", "/doc/", "/samples/", "_test.", ".test.", "/idlelib/"});
    const bool packaged = starts_with_any(path, package_folders) || has_any(path, library_folders);
    return packaged && has_any(path, tests);
}

bool is_configuration(std::string_view path, std::uint64_t size) {
    const bool packaged = starts_with_any(path, package_folders) || has_any(path, library_folders);
    if (size > mebibyte || (packaged && !path.ends_with("/.git/config"))) return false;
    const std::string_view name = base_name(path);
    constexpr auto endings = std::to_array<std::string_view>(
        {".env",         ".conf",      ".cfg",          ".cnf",         ".ini",
         ".properties",  ".yml",       ".yaml",         ".toml",        ".tfvars",
         ".tf",          ".service",   ".sh",           ".bash",        ".config",
         ".settings",    "_history",   ".netrc",        ".pgpass",      ".npmrc",
         ".pypirc",      ".yarnrc",    ".dockercfg",    ".htpasswd",    ".git-credentials",
         ".s3cfg",       ".boto",      "/.git/config",  "credentials",  "settings.py",
         "settings.xml", "web.config", "wp-config.php", "database.php", "entrypoint"});
    if (name.starts_with(".env") || name.starts_with("Dockerfile")) return true;
    constexpr auto translations =
        std::to_array<std::string_view>({"/i18n/", "/l10n/", "/locale/", "/locales/", "/lang/", "/langs/", "/language/",
                                         "/languages/", "/translation/", "/translations/"});
    if (has_any(path, translations)) return false; // "password" is a word to translate there
    constexpr auto files = std::to_array<std::string_view>({"/.profile", "/.bash_profile", "/.zshenv", "/.zprofile",
                                                            "/etc/profile", "/etc/environment", "/etc/fstab",
                                                            "/.kube/config", "/.config/hub", "/huggingface/token"});
    constexpr auto folders = std::to_array<std::string_view>(
        {"/etc/default/", "/etc/sysconfig/", "/etc/conf.d/", "/etc/environment.d/", "/etc/cron.d/"});
    if (ends_with_any(path, endings) || ends_with_any(path, files) || starts_with_any(path, folders)) return true;
    if (name.starts_with('.') && name.ends_with("rc")) return true;
    constexpr std::uint64_t small = 64 * kibibyte; // data in these forms is larger
    if (size > small || name.starts_with("package")) return false;
    constexpr auto data = std::to_array<std::string_view>({".json", ".xml", ".php"});
    return ends_with_any(name, data);
}

bool is_trust_store(std::string_view path) {
    constexpr auto stores = std::to_array<std::string_view>(
        {"/etc/ssl/", "/usr/share/ca-certificates/", "/etc/pki/", "/usr/share/pki/", "/etc/ca-certificates/",
         "/usr/lib/ssl/", "/usr/local/share/ca-certificates/", "/usr/lib/jvm/", "/etc/apk/", "/usr/share/apk/"});
    constexpr auto bundles = std::to_array<std::string_view>(
        {"/cacert.pem", "/ca-bundle.crt", "/ca-certificates.crt", "/cacerts.txt", "/cacerts.pem", "/roots.pem"});
    return starts_with_any(path, stores) || ends_with_any(path, bundles);
}

} // namespace strata
