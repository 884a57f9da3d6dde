#include "core/insight/ignore_lines.hpp"

#include "core/base/path.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

/// With what a pattern would read otherwise escaped; of what would end the line any character is taken.
std::string pattern_of(std::string_view path) {
    std::string out;
    for (const char c : path) {
        const bool special = c == '*' || c == '?' || c == '[' || c == '\\';
        const bool control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        out += special ? text('\\', c) : std::string(1, control ? '?' : c);
    }
    return out;
}

} // namespace

IgnoreLines::IgnoreLines(const Timeline& timeline, std::vector<CopyStep> copied)
    : timeline_(timeline), copied_(std::move(copied)) {
    copied_.resize(timeline.layer_count());
}

std::string IgnoreLines::line_for(std::uint32_t layer, std::string_view path) {
    const CopyStep& copied = copied_[layer];
    if (!copied.is_copy || copied.stage) return "";
    if (needed_.empty()) find_needed();
    std::string_view rest = base_name(path);
    if (copied.target) {
        const std::string front = *copied.target == "/" ? "/" : text(*copied.target, '/');
        if (path.starts_with(front)) rest = path.substr(front.size());
    }
    for (std::size_t at = rest.size(); at != rest.npos;) {
        const std::size_t slash = at == 0 ? rest.npos : rest.rfind('/', at - 1);
        const std::string_view end = slash == rest.npos ? rest : rest.substr(slash + 1);
        if (!takes_needed(end, path)) return text("**/", pattern_of(end));
        at = slash;
    }
    return pattern_of(in_context(layer, rest));
}

/// "" where that is not known.
std::string IgnoreLines::in_context(std::uint32_t layer, std::string_view rest) const {
    const CopyStep& copied = copied_[layer];
    // An ADD may unpack an archive, whose files no line names.
    if (copied.adds || copied.sources.size() != 1) return "";
    const std::string source = absolute_path(copied.sources.front(), "/").substr(1);
    if (source.empty()) return std::string(rest);
    std::size_t files = 0;
    for (const Entry& entry : timeline_.layer(layer).tree.entries) files += entry.type != FileType::directory;
    return files == 1 && base_name(source) == rest ? source : text(source, '/', rest);
}

bool IgnoreLines::takes_needed(std::string_view end, std::string_view path) const {
    const NodeIndex own = timeline_.find(path);
    const std::vector<std::string_view> names = split_path(end).names;
    const auto ends_so = [&](NodeIndex node) {
        for (auto name = names.rbegin(); name != names.rend(); ++name, node = timeline_.parent(node))
            if (node == root_node || timeline_.name(node) != *name) return false;
        return true;
    };
    for (NodeIndex node = 1; node < timeline_.size(); node++)
        if (node != own && needed_[node] && ends_so(node)) return true;
    return false;
}

void IgnoreLines::find_needed() {
    needed_.resize(timeline_.size());
    for (auto node = static_cast<NodeIndex>(timeline_.size()); node-- > 1;) { // parents stand before their children
        const Place last = timeline_.final(node);
        const auto copied = [&](const Event& event) { return copied_[event.layer].is_copy; };
        if (last && timeline_.entry(last).type != FileType::directory &&
            std::ranges::any_of(timeline_.events(node), copied))
            needed_[node] = true;
        if (needed_[node]) needed_[timeline_.parent(node)] = true;
    }
}

} // namespace strata
