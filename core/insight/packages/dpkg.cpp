#include "core/base/text.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace strata {

namespace {

std::uint64_t kibibytes(std::string_view digits) {
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value <= ~std::uint64_t{0} / kibibyte ? value * kibibyte : 0;
}

/// The third word: installed files are there in these states (dpkg(1)).
bool is_installed(std::string_view status) {
    const std::string_view state = status.substr(status.find_last_of(' ') + 1);
    return state == "installed" || state == "unpacked" || state == "half-configured" || state == "triggers-awaited" ||
           state == "triggers-pending" || state == "half-installed";
}

void read_field(std::string_view line, Package& package, bool& installed) {
    const auto take = [&](std::string_view name, std::string& into) {
        const std::string_view value = field_value(line, name);
        if (value.data() != nullptr) into = value;
    };
    take("Package", package.name);
    take("Version", package.version);
    take("Architecture", package.architecture);
    take("Source", package.source);
    if (const std::string_view size = field_value(line, "Installed-Size"); !size.empty())
        package.installed_size = kibibytes(size);
    if (const std::string_view status = field_value(line, "Status"); !status.empty()) installed = is_installed(status);
}

} // namespace

FileFacts parse_dpkg_status(std::string_view bytes, std::string_view, const Limits& limits) {
    Gathered gathered(limits);
    Package package;
    bool installed = true; // a stanza of status.d says nothing of its state
    bool open = false;     // something of a package was read
    std::size_t number = 0;
    const auto close = [&] {
        if (open && (package.name.empty() || (installed && package.version.empty())))
            gathered.damaged(text("the package before its line ", number, " has no name or no version"));
        open = false;
        package.source = package.source.substr(0, package.source.find(' ')); // "glibc (2.36-9)"
        if (installed) gathered.add(std::move(package));
        package = {};
        installed = true;
    };
    while (!bytes.empty()) {
        const std::string_view line = take_line(bytes);
        number++;
        if (trimmed(line).empty()) {
            close();
        } else if (line.front() != ' ' && line.front() != '\t') {
            open = true;
            if (line.find(':') == line.npos) gathered.damaged(text("its line ", number, " is no field"));
            read_field(line, package, installed);
        }
    }
    close();
    return gathered.take();
}

FileFacts parse_dpkg_list(std::string_view bytes, std::string_view, const Limits& limits) {
    Gathered gathered(limits);
    std::string_view last;
    while (!bytes.empty()) {
        const std::string_view line = take_line(bytes);
        if (!line.starts_with('/') || line == "/.") continue;
        const bool in_last = line.size() > last.size() && line.starts_with(last) && line[last.size()] == '/';
        if (!last.empty() && !in_last) gathered.add_owned("", last);
        last = line;
    }
    if (!last.empty()) gathered.add_owned("", last);
    return gathered.take();
}

FileFacts parse_dpkg_diversions(std::string_view bytes, std::string_view, const Limits& limits) {
    Gathered gathered(limits);
    while (!bytes.empty()) {
        const std::string_view from = take_line(bytes), to = take_line(bytes), package = take_line(bytes);
        if (from.starts_with('/') && to.starts_with('/') && !package.empty())
            gathered.add_owned("", text(from, '\n', to, '\n', package));
    }
    return gathered.take();
}

FileFacts parse_dpkg_md5sums(std::string_view bytes, std::string_view, const Limits& limits) {
    constexpr std::size_t hash_digits = 32;
    Gathered gathered(limits);
    while (!bytes.empty()) {
        const std::string_view line = take_line(bytes);
        if (line.size() < hash_digits + 2) continue;
        std::string_view file = trimmed(line.substr(hash_digits));
        if (file.starts_with("./")) file.remove_prefix(2);
        if (!file.empty()) gathered.add_owned(file.starts_with('/') ? "" : "/", file);
    }
    return gathered.take();
}

FileFacts parse_dpkg_copyright(std::string_view bytes, std::string_view, const Limits&) {
    constexpr std::string_view common = "/usr/share/common-licenses/";
    constexpr std::string_view name_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-+";
    FileFacts facts;
    const std::string_view whole = bytes;
    while (!bytes.empty())
        if (const std::string_view license = field_value(take_line(bytes), "License"); !license.empty())
            append_once(facts.licenses, license);
    if (!facts.licenses.empty()) return facts;
    for (std::size_t at = whole.find(common); at != std::string_view::npos; at = whole.find(common, at)) {
        at += common.size();
        std::string_view name = whole.substr(at, whole.find_first_not_of(name_letters, at) - at);
        while (name.ends_with('.') || name.ends_with('-')) name.remove_suffix(1);
        if (!name.empty()) append_once(facts.licenses, name);
    }
    return facts;
}

} // namespace strata
