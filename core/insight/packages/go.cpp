#include "core/base/text.hpp"
#include "core/bytes/fields_at.hpp"
#include "core/insight/packages/elf.hpp"
#include "core/insight/packages/program.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

namespace strata {

namespace {

constexpr std::string_view magic = "\xff Go buildinf:";
constexpr std::size_t step = 16, head_bytes = 32;
constexpr unsigned char flag_inline = 2; ///< since Go 1.18 the strings follow the header
constexpr std::uint64_t longest_info = 16 * mebibyte;
/// Around the text of the modules (src/runtime/debug/mod.go).
constexpr std::string_view text_start = "\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6";
constexpr std::string_view text_end = "\xf9\x32\x43\x31\x86\x18\x20\x72\x00\x82\x42\x10\x41\x16\xd8\xf2";

/// A string with its length in front (Go's varint) at the front of `bytes`, taken off it; none where it is cut off.
std::optional<std::string_view> take_string(std::string_view& bytes) {
    std::uint64_t size = 0;
    std::size_t used = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        if (used == bytes.size()) return std::nullopt;
        const auto byte = static_cast<unsigned char>(bytes[used++]);
        size |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
        if (byte < 0x80) break;
    }
    if (size > bytes.size() - used) return std::nullopt;
    const std::string_view string = bytes.substr(used, static_cast<std::size_t>(size));
    bytes.remove_prefix(used + static_cast<std::size_t>(size));
    return string;
}

struct BuildInfo {
    std::string_view go;      ///< "go1.24.4"; "" where it is not known
    std::string_view modules; ///< lines
};

bool strings_follow(std::string_view info) {
    return info.size() >= head_bytes && (static_cast<unsigned char>(info[15]) & flag_inline) != 0;
}

std::string_view between_marks(std::string_view text) {
    const auto start =
        std::search(text.begin(), text.end(), std::boyer_moore_horspool_searcher(text_start.begin(), text_start.end()));
    if (start == text.end()) return {};
    text.remove_prefix(static_cast<std::size_t>(start - text.begin()) + text_start.size());
    const std::size_t end = text.substr(0, longest_info).find(text_end);
    return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

/// The version that the info of Go before 1.18 leads to: the address of a string's header, which is an address and a
/// size; "" where that leads nowhere.
std::string_view version_in_memory(std::string_view info, std::string_view program) {
    constexpr std::uint64_t longest_version = 1024;
    if (info.size() < step) return {};
    const bool wide = info[magic.size()] == 8;
    const std::endian order = (info[magic.size() + 1] & 1) != 0 ? std::endian::big : std::endian::little;
    const auto word = [&](std::string_view bytes, std::uint64_t at) {
        return wide ? number_at<std::uint64_t>(bytes, at, order) : number_at<std::uint32_t>(bytes, at, order);
    };
    const std::string_view header = elf_memory(program, word(info, step));
    const std::uint64_t size = word(header, wide ? 8 : 4);
    const std::string_view string = bytes_at(elf_memory(program, word(header, 0)), 0, size);
    return string.size() == size && size <= longest_version ? string : std::string_view();
}

BuildInfo build_info(std::string_view info, std::string_view program) {
    if (!strings_follow(info)) return {.go = version_in_memory(info, program), .modules = between_marks(program)};
    info.remove_prefix(head_bytes);
    const auto go = take_string(info);
    const auto modules = go ? take_string(info) : std::nullopt;
    return {.go = go.value_or(""), .modules = between_marks(modules.value_or(""))};
}

/// "dep\tgithub.com/x/y\tv1.2.3\th1:…": the words of a line.
struct ModuleLine {
    std::string_view kind, name, version;
};
ModuleLine module_line(std::string_view line) {
    const auto word = [&] {
        const std::size_t end = std::min(line.find('\t'), line.size());
        const std::string_view taken = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        return taken;
    };
    ModuleLine out;
    out.kind = word();
    out.name = word();
    out.version = word();
    return out;
}

Package go_package(std::string_view name, std::string_view version) {
    Package package;
    package.ecosystem = Ecosystem::golang;
    package.name = name;
    package.version = version.empty() ? "(devel)" : version;
    return package;
}

/// Whether a replacement is a folder of the machine that built (Go, modfile.IsDirectoryPath), which names nothing here.
bool is_folder(std::string_view name) {
    constexpr std::array<std::string_view, 6> starts = {"./", "../", "/", ".\\", "..\\", "\\"};
    return name == "." || name == ".." || (name.size() > 1 && name[1] == ':') ||
           std::ranges::any_of(starts, [&](std::string_view start) { return name.starts_with(start); });
}

} // namespace

bool GoSearch::matches(std::string_view bytes) const {
    if (!bytes.starts_with(magic)) return false;
    const char pointer = bytes[magic.size()], flags = bytes[magic.size() + 1];
    return (pointer == 4 || pointer == 8) && flags >= 0 && flags <= 3;
}

void GoSearch::search(std::string_view bytes) {
    for (std::size_t at = 0; at + step <= bytes.size(); at += step) {
        if (bytes[at] != magic[0] || bytes[at + 1] != magic[1] || !matches(bytes.substr(at, step))) continue;
        found_ = bytes.substr(at);
        return;
    }
}

void GoSearch::take(std::string_view bytes) {
    if (!found_.empty()) {
        found_ += bytes.substr(0, static_cast<std::size_t>(longest_info) -
                                      std::min<std::size_t>(found_.size(), longest_info));
        return;
    }
    if (!carry_.empty()) {
        const std::size_t count = std::min(step - carry_.size(), bytes.size());
        carry_ += bytes.substr(0, count);
        bytes.remove_prefix(count);
        if (carry_.size() < step) return;
        search(carry_);
        carry_.clear();
        if (!found_.empty()) return take(bytes);
    }
    search(bytes);
    if (found_.empty()) carry_ = bytes.substr(bytes.size() / step * step);
}

bool GoSearch::complete() const {
    if (!strings_follow(found_)) return false;
    std::string_view rest = std::string_view(found_).substr(head_bytes);
    return take_string(rest) && take_string(rest);
}

void read_go_build_info(std::string_view info, std::string_view program, std::string_view path, Gathered& gathered) {
    const BuildInfo built = build_info(info, program);
    std::string_view go = built.go.substr(0, built.go.find(' ')); // "go1.24.4 X:arenas"
    if (go.starts_with("go")) go.remove_prefix(2);
    if (!go.empty()) gathered.add(go_package("stdlib", go));
    std::optional<Package> last; // a replacement may follow it
    const auto close = [&] {
        if (last) gathered.add(*std::exchange(last, std::nullopt));
    };
    for (std::string_view rest = built.modules; !rest.empty();) {
        const ModuleLine line = module_line(take_line(rest));
        if (line.kind == "mod" || line.kind == "dep") {
            close();
            last = go_package(line.name, line.version);
            if (line.kind == "mod") gathered.add_path(last->files, "", path);
        } else if (line.kind == "=>" && last) {
            std::vector<std::string> files = std::move(last->files);
            // What a folder holds is no version that was ever published.
            last = is_folder(line.name) ? go_package(last->name, "") : go_package(line.name, line.version);
            last->files = std::move(files);
        }
    }
    close();
}

} // namespace strata
